import Foundation
import PackagePlugin

/// Packs the models under `Rules/Models/` into the program, again whenever one of them changes.
@main
struct PackModels: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let model = context.package.directoryURL.appending(path: "Rules/Models/documents.model")
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedModels.swift")
        return [
            .buildCommand(
                displayName: "Packing the model of documents",
                executable: try context.tool(named: "model-packer").url,
                arguments: [output.path, model.path],
                inputFiles: [model],
                outputFiles: [output]
            )
        ]
    }
}

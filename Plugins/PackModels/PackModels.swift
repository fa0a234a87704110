import Foundation
import PackagePlugin

/// Packs the models under `Rules/Models/` into the program, again whenever one of them changes.
@main
struct PackModels: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let models = ["documents", "names"].map {
            context.package.directoryURL.appending(path: "Rules/Models/\($0).model")
        }
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedModels.swift")
        return [
            .buildCommand(
                displayName: "Packing the models",
                executable: try context.tool(named: "model-packer").url,
                arguments: [output.path] + models.map(\.path),
                inputFiles: models,
                outputFiles: [output]
            )
        ]
    }
}

import Foundation
import PackagePlugin

/// Packs the files under `Rules/` into the program, again whenever one of them changes.
@main
struct PackIdentifiers: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let rules = context.package.directoryURL.appending(path: "Rules")
        let files =
            FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }
            .filter { $0.pathExtension == "yaml" }
            .sorted { $0.path < $1.path } ?? []
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedRules.swift")
        return [
            .buildCommand(
                displayName: "Packing \(files.count) rule files",
                executable: try context.tool(named: "identifier-packer").url,
                arguments: [output.path] + files.map(\.path),
                inputFiles: files,
                outputFiles: [output]
            )
        ]
    }
}

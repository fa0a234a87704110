import Foundation

/// Packs models into a Swift source file; run by the build, see `Plugins/PackModels`.
///
/// Usage: `model-packer OUTPUT.swift DOCUMENTS.model NAMES.model`
@main
struct ModelPacker {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { fail("usage: model-packer OUTPUT.swift DOCUMENTS.model NAMES.model") }
        let source = """
            /// The models under `Rules/Models/`, packed by the build as base64.
            enum PackedModels {
                static let documents: StaticString = "\(packed(arguments[2]))"
                static let names: StaticString = "\(packed(arguments[3]))"
            }

            """
        guard FileManager.default.createFile(atPath: arguments[1], contents: Data(source.utf8)) else {
            fail("\(arguments[1]): cannot be written")
        }
    }

    private static func packed(_ path: String) -> String {
        guard let model = FileManager.default.contents(atPath: path) else { fail("\(path): cannot be read") }
        return model.base64EncodedString()
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("model-packer: \(message)\n".utf8))
        exit(1)
    }
}

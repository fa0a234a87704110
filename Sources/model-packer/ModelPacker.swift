import Foundation

/// Packs a model into a Swift source file; run by the build, see `Plugins/PackModels`.
///
/// Usage: `model-packer OUTPUT.swift MODEL`
@main
struct ModelPacker {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { fail("usage: model-packer OUTPUT.swift MODEL") }
        guard let model = FileManager.default.contents(atPath: arguments[2]) else {
            fail("\(arguments[2]): cannot be read")
        }
        let source = """
            /// The models under `Rules/Models/`, packed by the build as base64.
            enum PackedModels {
                static let documents: StaticString = "\(model.base64EncodedString())"
            }

            """
        guard FileManager.default.createFile(atPath: arguments[1], contents: Data(source.utf8)) else {
            fail("\(arguments[1]): cannot be written")
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("model-packer: \(message)\n".utf8))
        exit(1)
    }
}

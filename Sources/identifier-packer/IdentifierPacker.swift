import Glibc
import Identifiers
import StrictYAML
import Vocabulary

/// Packs rule files into a Swift source file; run by the build, see `Plugins/PackIdentifiers`.
///
/// Usage: `identifier-packer OUTPUT.swift RULES.yaml ...`
@main
struct IdentifierPacker {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count > 2 else { fail("usage: identifier-packer OUTPUT.swift RULES.yaml ...") }
        var identifiers: [ManagedDataIdentifier] = []
        for path in arguments[2...].sorted() {
            let bytes = read(path)
            do throws(YAMLError) {
                identifiers += try IdentifierFile.read(bytes.span, file: path)
            } catch {
                fail("\(error.location): error: \(error.summary)" + (error.hint.map { "; \($0)" } ?? ""))
            }
        }
        let vocabulary = PreparedVocabulary(of: identifiers)
        write(swiftSource(PackedIdentifiers.pack(identifiers), vocabulary.packed), to: arguments[1])
    }

    /// A source file that holds the identifiers and their vocabulary as one literal each.
    private static func swiftSource(_ packed: String, _ vocabulary: String) -> String {
        // A raw string, with as many # as no text in it has behind a quotation mark.
        let fence = String(repeating: "#", count: 8)
        let escaped = packed.unicodeScalars.map { scalar in
            switch scalar {
            case "\n": "\\\(fence)n"
            case ..<" ", "\u{7F}"..."\u{9F}": "\\\(fence)u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }.joined()
        return """
            /// What the files under `Rules/` say, packed by the build.
            enum PackedRules {
                static let text: StaticString = \(fence)"\(escaped)"\(fence)
                static let vocabulary: StaticString = \(fence)"\(vocabulary)"\(fence)
            }

            """
    }

    private static func read(_ path: String) -> [UInt8] {
        guard let file = unsafe fopen(path, "r") else { fail("\(path): cannot be read") }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private static func write(_ text: String, to path: String) {
        guard let file = unsafe fopen(path, "w") else { fail("\(path): cannot be written") }
        _ = unsafe fputs(text, file)
        guard unsafe fclose(file) == 0 else { fail("\(path): cannot be written") }
    }

    private static func fail(_ message: String) -> Never {
        let bytes = Array((message + "\n").utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
        exit(1)
    }
}

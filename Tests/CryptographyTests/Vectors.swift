import Foundation
import Testing

/// Vectors that others made: blocks of `name = value` under `Tests/Fixtures/cryptography`; each file names its source.
struct Vector: Sendable {
    private var values: [String: String] = [:]

    /// The blocks of a file.
    static func all(_ name: String) throws -> [Vector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../Fixtures/cryptography/\(name)"
        )
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.components(separatedBy: "\n\n").dropFirst().map { block in
            var vector = Vector()
            for line in block.split(separator: "\n") {
                let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                vector.values[parts[0]] = parts.count > 1 ? parts[1] : ""
            }
            return vector
        }
    }

    /// A value as text.
    func text(_ name: String) throws -> String { try #require(values[name], "no \(name)") }

    /// A value as bytes.
    func bytes(_ name: String) throws -> [UInt8] { hex(try text(name)) }

    /// A number in hexadecimal digits as `count` bytes.
    func number(_ name: String, _ count: Int) throws -> [UInt8] {
        let digits = try text(name)
        return hex(String(repeating: "0", count: max(0, 2 * count - digits.count)) + digits.suffix(2 * count))
    }

    /// Whether the operation must succeed.
    var isGood: Bool { values["Result"]?.hasPrefix("P") ?? true }
}

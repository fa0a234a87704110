import Foundation

/// A folder that goes when the test ends.
final class TemporaryFolder: Sendable {
    private let root: String

    init() {
        root = FileManager.default.temporaryDirectory.appending(path: "root-keys-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func text(_ name: String) -> String { "\(root)/\(name)" }

    func path(_ name: String) -> [UInt8] { Array(text(name).utf8) }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: text(name)))) }

    /// Writes a file that only its owner can read.
    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: text(name)))
        try setMode(name, 0o600)
    }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: text(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func setMode(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: text(name))
    }

    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: text(folder))) ?? []).sorted()
    }
}

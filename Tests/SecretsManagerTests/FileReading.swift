import Foundation

/// What a file holds, to be looked through.
enum FileReading {
    static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }

    static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(wanted)) != nil
    }
}

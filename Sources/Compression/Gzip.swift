import CZlib
import POSIX

/// Files in the format of gzip (RFC 1952).
public enum Gzip {
    /// Why a file cannot be made.
    public struct Failure: Error, Sendable {}

    private static let piece = 1 << 20

    /// Makes a packed copy of a file, which is on the disk when this returns, and only then has its name.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - packed: The copy's path; beside it, with `.tmp` at the end, lies what is not ready yet.
    /// - Throws: ``Failure`` when the file cannot be read or the copy not written, `SystemError` when the copy cannot
    ///   be flushed or named. What was begun may stay; the next try overwrites it.
    public static func pack(_ path: [UInt8], to packed: [UInt8]) throws {
        let draft = packed + Array(".tmp".utf8)
        // What is not packed is read as it is.
        guard let input = unsafe gzopen(String(decoding: path, as: UTF8.self), "rb") else { throw Failure() }
        defer { unsafe gzclose(input) }
        guard let output = unsafe gzopen(String(decoding: draft, as: UTF8.self), "wb6") else { throw Failure() }
        var buffer = [UInt8](repeating: 0, count: piece)
        var isGood = true
        while isGood {
            let count = unsafe gzread(input, &buffer, UInt32(buffer.count))
            if count == 0 { break }
            isGood = unsafe count > 0 && gzwrite(output, buffer, UInt32(count)) == count
        }
        guard unsafe gzclose(output) == Z_OK, isGood else { throw Failure() }
        try RotatedFiles.publish(draft, as: packed)
    }
}

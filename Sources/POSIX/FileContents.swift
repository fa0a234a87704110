import Bytes
import Glibc

/// Whole files that are read at once: rules, lists, keys.
public enum FileContents {
    /// Reads the file at `path`, following symbolic links.
    ///
    /// - Parameters:
    ///   - path: A regular file or a pipe.
    ///   - limit: The most bytes that it may have.
    /// - Returns: All its bytes.
    /// - Throws: ``SystemError``, with `EFBIG` for a larger file.
    public static func read(_ path: [UInt8], upTo limit: Int = 16 << 20) throws(SystemError) -> [UInt8] {
        try read(try OpenFile(path: path), upTo: limit)
    }

    /// Reads the file `name` in `directory`, which may not be a symbolic link.
    public static func read(_ name: [UInt8], in directory: Directory, upTo limit: Int) throws(SystemError) -> [UInt8] {
        let file = try OpenFile(name, in: directory)
        guard try file.status().kind == .regular else { throw SystemError(EINVAL) }
        return try read(file, upTo: limit)
    }

    private static func read(_ file: borrowing OpenFile, upTo limit: Int) throws(SystemError) -> [UInt8] {
        if try file.status().kind == .directory { throw SystemError(EISDIR) }
        var buffer = TextBuffer(capacity: 65_536)
        while true {
            if buffer.freeCount == 0 { buffer.reserve(buffer.count * 2) }
            if try file.read(into: &buffer, upTo: buffer.freeCount) == 0 { break }
            if buffer.count > limit { throw SystemError(EFBIG) }
        }
        let bytes = buffer.bytes
        return bytes.indices.map { bytes[$0] }
    }
}

import Glibc

/// Looks for a line from the end of a file backwards, where what is sought is near the end.
public enum LineSearch {
    /// How much is read at once, in bytes; longer lines are passed over.
    private static let blockSize = 1 << 20

    /// Looks for a line in the file at `path`.
    ///
    /// What follows the last line feed is no line. Memory is bounded by 3 MiB, whatever the file's size.
    ///
    /// - Parameters:
    ///   - path: A regular file.
    ///   - isSought: Gets lines without their line feed, the last first.
    /// - Returns: Whether there is one that is sought.
    /// - Throws: ``SystemError``.
    public static func hasLine(_ path: [UInt8], where isSought: (ArraySlice<UInt8>) -> Bool) throws(SystemError) -> Bool
    {
        let file = try OpenFile(path: path)
        var start = try file.status().size
        // The end of a line whose beginning lies before `start`; nothing at all behind the last line feed.
        var rest: [UInt8]?
        while start > 0 {
            let count = min(blockSize, start)
            start -= count
            var bytes = [UInt8](repeating: 0, count: count)
            guard unsafe pread(file.descriptor, &bytes, count, off_t(start)) == count else {
                // Somebody has made the file shorter meanwhile.
                return false
            }
            if let rest { bytes += rest }
            var end = bytes.endIndex
            if rest == nil {
                guard let last = bytes.lastIndex(of: 10) else { continue }
                end = last
            }
            while let feed = bytes[..<end].lastIndex(of: 10) {
                if isSought(bytes[(feed + 1)..<end]) { return true }
                end = feed
            }
            if start == 0, isSought(bytes[..<end]) { return true }
            rest = end <= blockSize ? Array(bytes[..<end]) : []
        }
        return false
    }
}

extension FileContents {
    /// Reads the last bytes of the file at `path`.
    ///
    /// - Parameters:
    ///   - path: A regular file.
    ///   - limit: How many at most.
    /// - Returns: All of them where the file has no more.
    /// - Throws: ``SystemError``.
    public static func end(of path: [UInt8], upTo limit: Int) throws(SystemError) -> [UInt8] {
        let file = try OpenFile(path: path)
        let status = try file.status()
        guard status.kind == .regular else { throw SystemError(EINVAL) }
        let count = min(limit, status.size)
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe pread(file.descriptor, &bytes, count, off_t(status.size - count))
        guard result >= 0 else { throw SystemError() }
        return Array(bytes[..<result])
    }

    /// Reads the first bytes of the file at `path`.
    ///
    /// - Parameters:
    ///   - path: A regular file.
    ///   - limit: How many at most.
    /// - Returns: All of them where the file has no more.
    /// - Throws: ``SystemError``.
    public static func beginning(of path: [UInt8], upTo limit: Int) throws(SystemError) -> [UInt8] {
        let file = try OpenFile(path: path)
        var bytes = [UInt8](repeating: 0, count: limit)
        let result = unsafe pread(file.descriptor, &bytes, limit, 0)
        guard result >= 0 else { throw SystemError() }
        return Array(bytes[..<result])
    }
}

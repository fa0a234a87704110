import POSIX

/// What is in the files.
extension AuditFile {
    /// Whether a line is in the files, as far as they were flushed.
    ///
    /// Only the file that must have it is read, from its end until the line was found.
    ///
    /// - Throws: When a file cannot be read.
    public func contains(_ anchor: AuditAnchor) throws -> Bool {
        guard anchor != .start else { return true }
        let head: [UInt8] = Array("{\"n\":\(anchor.number),".utf8)
        let tail: [UInt8] = AuditFile.mark + Array("\(anchor.seal)\"}".utf8)
        // The file may be put aside between two looks.
        for _ in 0..<2 {
            var file = path
            if let number = try numbersAside().first(where: { $0 >= anchor.number }) { file = aside(number) }
            if try AuditFile.hasLine(file, from: head, to: tail) { return true }
        }
        return false
    }

    /// Whether a file has a line with this beginning and this end; not when it is missing.
    private static func hasLine(_ file: [UInt8], from head: [UInt8], to tail: [UInt8]) throws(SystemError) -> Bool {
        do throws(SystemError) {
            return try LineSearch.hasLine(file) { line in
                line.count > head.count + tail.count && line.suffix(tail.count).elementsEqual(tail)
                    && line.starts(with: head)
            }
        } catch {
            guard error.isNotFound else { throw error }
            return false
        }
    }

    public func replacement() throws -> String? {
        try reopenIfReplaced() ? "its file was replaced or removed while it was in use" : nil
    }

    /// Goes on at the path, where the file that was there is gone or another.
    ///
    /// - Returns: Whether that was so.
    func reopenIfReplaced() throws -> Bool {
        try alone {
            guard !state.withLock({ $0.file.isStill(at: path) }) else { return false }
            let file = try AppendedFile(path: path, writers: .one)
            state.withLock { $0.file = file }
            return true
        }
    }

    /// Does something while nothing is written; lines that come meanwhile wait.
    public func alone<Value>(_ body: () throws -> Value) rethrows -> Value {
        let _: Bool = state.wait { state in
            if state.isFlushing { return nil }
            state.isFlushing = true
            return true
        }
        defer {
            state.withLock { $0.isFlushing = false }
            state.notifyAll()
        }
        return try body()
    }

    // MARK: Files

    public func forEachEntry(removedUpTo removed: Int, _ body: (StoredAuditEntry) throws -> Void) throws {
        try forEachEntry(behind: removed, body)
    }

    public func forEachEntry(behind number: Int, _ body: (StoredAuditEntry) throws -> Void) throws {
        try forEachLine(behind: number) { line in
            let bytes = Array(line)
            // Behind the seal are a quotation mark and a brace.
            let isLongEnough = line.count > AuditFile.mark.count + 66
            try body(
                StoredAuditEntry(
                    bytes: bytes,
                    anchor: AuditFile.anchor(of: bytes),
                    content: isLongEnough ? AuditFile.sealed(line) : [],
                    seal: isLongEnough ? line.suffix(66).dropLast(2) : []
                )
            )
        }
    }

    /// Gets all lines in order, but those of files whose last line has the number `removed` or a lower one.
    func forEachLine(behind removed: Int, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var last = removed
        while true {
            for number in try numbersAside() where number > last {
                try AuditFile.lines(try FileContents.read(aside(number), upTo: .max)).forEach(body)
                last = number
            }
            let bytes = try current()
            // It may have been put aside just before it was read.
            guard try numbersAside().allSatisfy({ $0 <= last }) else { continue }
            return try AuditFile.lines(bytes).forEach(body)
        }
    }

    /// The lines of a file; what follows the last line feed is being written, or was cut off by a crash.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard let end = bytes.lastIndex(of: 10) else { return [] }
        return bytes[..<end].split(separator: 10, omittingEmptySubsequences: false)
    }

    private func current() throws(SystemError) -> [UInt8] {
        do throws(SystemError) {
            return try FileContents.read(path, upTo: .max)
        } catch {
            guard error.isNotFound else { throw error }
            return []
        }
    }

    func aside(_ number: Int) -> [UInt8] { path + Array("-\(number)".utf8) }

    /// The numbers of the last lines of files that were put aside, in order.
    func numbersAside() throws -> [Int] {
        let folder = Array(path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
        let own = Array(path[folder.count...].dropFirst()) + [UInt8(ascii: "-")]
        return try Directory(path: folder).entries().map(\.name).filter { $0.starts(with: own) }
            .compactMap { Int(String(decoding: $0.dropFirst(own.count), as: UTF8.self)) }.sorted()
    }
}

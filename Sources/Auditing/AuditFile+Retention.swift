public import JSON
import POSIX

/// How long entries are kept.
extension AuditFile {
    /// The files that hold what is kept no longer, by the numbers of their last lines, the oldest first.
    ///
    /// - Parameters:
    ///   - bytes: How much is kept of what was put aside; `nil` for all.
    ///   - time: Files that were written last before this are not kept, in seconds since 1970; `nil` for all.
    /// - Returns: None when all are kept.
    /// - Throws: When the folder cannot be read.
    func filesTooOld(keeping bytes: Int?, since time: Double?) throws -> [Int] {
        let files = try numbersAside().map { (number: $0, status: try FileStatus.of(aside($0))) }
        var total = files.map(\.status.size).reduce(0, +)
        var numbers: [Int] = []
        for file in files {
            let isTooMuch = bytes.map { total > $0 } ?? false
            let isTooOld = time.map { file.status.modified.secondsSince1970 < $0 } ?? false
            guard isTooMuch || isTooOld else { break }
            numbers.append(file.number)
            total -= file.status.size
        }
        return numbers
    }

    public func lastTooOld(keeping bytes: Int?, since time: Double?) throws -> Int? {
        // A file that is written to is put aside each day, so that its entries grow old.
        if time != nil { try putAside(olderThan: Timestamp.now().secondsSince1970 - AuditFile.day) }
        return try filesTooOld(keeping: bytes, since: time).last
    }

    private static let day = 86_400.0

    public func entries(upTo number: Int) throws -> (count: Int, end: AuditAnchor)? {
        var (count, last): (Int, AuditAnchor?) = (0, nil)
        for file in try numbersAside() where file <= number {
            let lines = AuditFile.lines(try FileContents.read(aside(file), upTo: .max))
            count += lines.count
            last = lines.last.flatMap { AuditFile.anchor(of: Array($0)) }
        }
        guard let last, last.number == number else { return nil }
        return (count, last)
    }

    public func removeEntries(upTo number: Int, keeping base: JSONValue) throws {
        try keep([.base: base])
        for file in try numbersAside() where file <= number { try RotatedFiles.remove(aside(file)) }
    }

    /// Puts the file aside whose first line is older than `time`, in seconds since 1970.
    func putAside(olderThan time: Double) throws {
        try alone {
            let head = AuditFile.lines(try FileContents.beginning(of: path, upTo: 65_536)).first
            guard let head, let json = try? JSONValue(parsing: Array(head)),
                let first = json["time"]?.string.flatMap(UTCTime.seconds), first < time
            else { return }
            let next = try putAside(upTo: end)
            state.withLock { $0.file = next }
        }
    }
}

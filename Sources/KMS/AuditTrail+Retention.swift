import Auditing
import JSON
import POSIX

/// How long entries are kept.
extension AuditTrail {
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

    /// From where the chain goes without these files, which are the oldest.
    ///
    /// - Returns: `nil` when their end is not what was written.
    func base(_ base: AuditBase, without numbers: [Int]) throws -> AuditBase? {
        var (count, last): (Int, AuditAnchor?) = (0, nil)
        for number in numbers {
            let lines = AuditTrail.lines(try FileContents.read(aside(number), upTo: .max))
            count += lines.count
            last = lines.last.flatMap { AuditTrail.anchor(of: Array($0)) }
        }
        guard let last, let end = numbers.last, last.number == end else { return nil }
        return try base.removing(count, upTo: last) { left in
            var chain = AuditChain(from: AuditBase(accepted: left, digest: "", end: .start))
            try forEachLine(behind: end) { line in
                if chain.count < left { try chain.take(Array(line), nil) { _ in false } }
            }
            return chain.digest
        }
    }

    /// Puts the file aside whose first line is older than `time`, in seconds since 1970.
    func putAside(olderThan time: Double) throws {
        try alone {
            let head = AuditTrail.lines(try FileContents.beginning(of: path, upTo: 65_536)).first
            guard let head, let json = try? JSONValue(parsing: Array(head)),
                let first = json["time"]?.string.flatMap(UTCTime.seconds), first < time
            else { return }
            let next = try putAside(upTo: flushedEnd)
            state.withLock { $0.file = next }
        }
    }
}

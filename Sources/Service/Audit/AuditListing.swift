import Control
import Filtering
import POSIX
import ServiceModel

/// Which entries of the audit logs somebody wants to see.
struct AuditFilter: Sendable {
    var user: Wildcard?
    var action: Wildcard?
    var subject: Wildcard?
    var result: Wildcard?
    /// Seconds since 1970.
    var since: Double?
    var until: Double?

    /// `refused` finds whatever was refused, with its code or without.
    private static func matches(_ result: Wildcard, _ record: AuditRecord) -> Bool {
        result.matches(record.result ?? "") || (record.isRefusal && result.matches("refused"))
    }

    /// Whether an entry is wanted.
    func accepts(_ record: AuditRecord) -> Bool {
        guard user?.matches(record.user) ?? true, action?.matches(record.action) ?? true,
            subject?.matches(record.subject) ?? true, result.map({ Self.matches($0, record) }) ?? true
        else { return false }
        guard since != nil || until != nil else { return true }
        guard let time = UTCTime.seconds(record.time) else { return false }
        return (since.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true)
    }
}

/// Entries of one log that are wanted, and how far was looked.
struct AuditPart: Sendable {
    var entries: [AuditRecord]
    /// The number of the last entry that was looked at.
    var last: Int
    /// Whether there are no more.
    var isEnd: Bool
    /// The time of the last entry that was looked at, as text; entries behind it may have any later time.
    var lastTime: String
}

/// Merges pages of the two logs by time.
enum AuditMerge {
    /// A page of both, and where each of them goes on.
    static func page(_ parts: [String: AuditPart], from start: [String: Int], limit: Int) -> AuditPage {
        // Nothing may be shown behind which an earlier entry of the other log could still come.
        let horizon = parts.values.filter { !$0.isEnd }.map(\.lastTime).min()
        var ready = parts.flatMap(\.value.entries).filter { entry in horizon.map { entry.time <= $0 } ?? true }
        ready.sort { ($0.time, $0.log ?? "", $0.number) < ($1.time, $1.log ?? "", $1.number) }
        let shown = Array(ready.prefix(limit))
        var positions: [String: Int] = [:]
        var isEnd = true
        for (log, part) in parts {
            let count = shown.count { $0.log == log }
            if count == part.entries.count {
                positions[log] = part.last
                isEnd = isEnd && part.isEnd
            } else {
                positions[log] = count == 0 ? start[log] ?? 0 : part.entries[count - 1].number
                isEnd = false
            }
        }
        let next = positions.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ",")
        return AuditPage(entries: shown, next: isEnd ? nil : next)
    }

    /// Reads where a page begins.
    static func positions(_ text: String?) throws(ServiceError) -> [String: Int] {
        var positions: [String: Int] = [:]
        for part in text?.split(separator: ",").prefix(2) ?? [] {
            let pair = part.split(separator: ":")
            guard pair.count == 2, ["service", "keys"].contains(pair[0]), let number = Int(pair[1]), number >= 0 else {
                throw .plain("'\(part)' is no position in the audit logs", hint: "take 'next' of the page before")
            }
            positions[String(pair[0])] = number
        }
        return positions
    }
}

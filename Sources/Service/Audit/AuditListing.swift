import Control
import Filtering
import JSON
import POSIX
import Records

/// Which entries of the audit logs somebody wants to see.
struct AuditFilter: Sendable {
    var user: Wildcard?
    var action: Wildcard?
    var subject: Wildcard?
    var result: Wildcard?
    /// Seconds since 1970.
    var since: Double?
    var until: Double?

    /// Whether an entry is wanted.
    func accepts(_ record: AuditRecord) -> Bool {
        guard user?.matches(record.user) ?? true, action?.matches(record.action) ?? true,
            subject?.matches(record.subject) ?? true, result?.matches(record.result ?? "") ?? true
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
    static func positions(_ text: String?) throws(ControlError) -> [String: Int] {
        var positions: [String: Int] = [:]
        for part in text?.split(separator: ",").prefix(2) ?? [] {
            let pair = part.split(separator: ":")
            guard pair.count == 2, ["service", "keys"].contains(pair[0]), let number = Int(pair[1]), number >= 0 else {
                throw ControlError("'\(part)' is no position in the audit logs", hint: "take 'next' of the page before")
            }
            positions[String(pair[0])] = number
        }
        return positions
    }
}

extension Operations {
    /// The most entries of a page.
    private static let longestAuditPage = 1000
    /// The most entries of the service's log that are looked at for a page.
    private static let mostAuditEntries = 5000

    /// Entries of both audit logs, in the order of their times.
    func auditList(_ request: ControlRequest) throws -> [UInt8] {
        let parameters = request.parameters
        func pattern(_ name: String) -> Wildcard? { parameters[name].map { Wildcard($0) } }
        func time(_ name: String) throws(ControlError) -> Double? {
            guard let text = parameters[name] else { return nil }
            guard let seconds = UTCTime.seconds(text) else {
                throw ControlError("'\(text)' is no time", hint: "write it like 2026-11-24 or 2026-11-24T12:00:00Z")
            }
            return seconds
        }
        let filter = AuditFilter(
            user: pattern("user"),
            action: pattern("action"),
            subject: pattern("resource"),
            result: pattern("result"),
            since: try time("since"),
            until: try time("until")
        )
        let start = try AuditMerge.positions(parameters["after"])
        let limit = try request.number("limit", in: 1...Operations.longestAuditPage) ?? Operations.longestAuditPage
        var parts: [String: AuditPart] = [:]
        let log = parameters["log"] ?? "all"
        guard ["service", "keys", "all"].contains(log) else {
            throw ControlError("there is no log '\(log)'", hint: "say service, keys or all")
        }
        if log != "keys" { parts["service"] = try serviceAudit(after: start["service"] ?? 0, limit, filter) }
        if log != "service" { parts["keys"] = try keyAudit(after: start["keys"] ?? 0, limit, filter) }
        return try ControlCoding.json(AuditMerge.page(parts, from: start, limit: limit))
    }

    private func serviceAudit(after number: Int, _ limit: Int, _ filter: AuditFilter) throws -> AuditPart {
        let most = Operations.mostAuditEntries
        let entries = try records.auditEntries(after: Int64(number), limit: most)
        var part = AuditPart(entries: [], last: number, isEnd: false, lastTime: "")
        for entry in entries {
            guard part.entries.count < limit else { return part }
            let record = AuditRecord(entry)
            (part.last, part.lastTime) = (record.number, max(part.lastTime, record.time))
            if filter.accepts(record) { part.entries.append(record) }
        }
        part.isEnd = entries.count < most
        return part
    }

    private func keyAudit(after number: Int, _ limit: Int, _ filter: AuditFilter) throws -> AuditPart {
        let input = JSONValue.present([
            "after": .number(Double(number)), "limit": .number(Double(limit)),
            "since": filter.since.map { .string(UTCTime.text(secondsSince1970: $0)) },
            "until": filter.until.map { .string(UTCTime.text(secondsSince1970: $0)) },
        ])
        let answer = try JSONValue(parsing: try keys.ask("audit-list", input.bytes))
        let records = (answer["entries"]?.array ?? []).map(AuditRecord.init)
        return AuditPart(
            entries: records.filter(filter.accepts),
            last: answer["last"]?.integer ?? number,
            isEnd: answer["end"] == .boolean(true),
            lastTime: answer["lastTime"]?.string ?? ""
        )
    }
}

extension AuditRecord {
    /// An entry of the service's own log.
    fileprivate init(_ entry: AuditEntry) {
        let refusal = "refused: "
        let isRefused = entry.reason.hasPrefix(refusal)
        self.init(
            log: "service",
            number: Int(entry.number),
            time: UTCTime.text(secondsSince1970: entry.time),
            user: System.userName(of: entry.userID) ?? String(entry.userID),
            action: entry.action,
            subject: entry.subject,
            result: isRefused
                ? String(entry.reason.dropFirst(refusal.count)) : entry.action == "refused" ? "refused" : "accepted",
            reason: isRefused ? "" : entry.reason
        )
    }

    /// An entry of the log of keys.
    fileprivate init(_ entry: JSONValue) {
        let context = entry["encryptionContext"]?.strings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let keys = entry["keys"]?.array.compactMap(\.string) ?? []
        self.init(
            log: "keys",
            number: entry["n"]?.integer ?? 0,
            time: entry["time"]?.string ?? "",
            user: entry["user"]?.string ?? "",
            action: entry["action"]?.string ?? "",
            subject: (keys + (context ?? [])).joined(separator: " "),
            result: entry["result"]?.string ?? "",
            reason: entry["reason"]?.string ?? ""
        )
    }
}

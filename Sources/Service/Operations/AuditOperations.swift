import Control
import Filtering
import JSON
import POSIX
import Records
import ServiceModel

/// What users have asked for.
extension Operations {
    /// The most entries of a page.
    private static let longestAuditPage = 1000
    /// The most entries of the service's log that are looked at for a page.
    private static let mostAuditEntries = 5000

    func addAuditOperations(to table: inout OperationTable) {
        table.add("ListAuditEntries", answering: { [self] in .json(try listAudit($0)) })
        table.add("VerifyAuditLogs", verifyAudit)
        table.add(
            "AcceptAuditLogs",
            preparing: { [auditKeeper] request in
                let reason = try Operations.given("Reason", request)
                let damages = Result { try auditKeeper.damagesToAccept() }
                // What cannot be found out is thrown when it is performed, and refused then.
                var prepared = PreparedOperation(subjects: (try? damages.get()) ?? []) {
                    _ = try damages.get()
                    try auditKeeper.accept(because: reason, by: request.principal.userID)
                    return .value(.object([:]))
                }
                prepared.reason = reason
                return prepared
            }
        )
    }

    private func verifyAudit(_ request: ServiceRequest) throws -> JSONValue {
        let counts = try auditKeeper.verify()
        return .object(["entries": .number(Double(counts.service)), "keyEntries": .number(Double(counts.keys))])
    }

    /// Entries of both audit logs, in the order of their times.
    private func listAudit(_ request: ServiceRequest) throws -> [UInt8] {
        func pattern(_ name: String) -> Wildcard? { request.text(name).map { Wildcard($0) } }
        func time(_ name: String) throws(ServiceError) -> Double? {
            guard let text = request.text(name) else { return nil }
            guard let seconds = UTCTime.seconds(text) else {
                throw .plain("'\(text)' is no time", hint: "write it like 2026-11-24 or 2026-11-24T12:00:00Z")
            }
            return seconds
        }
        let filter = AuditFilter(
            user: pattern("User"),
            action: pattern("Action"),
            subject: pattern("Resource"),
            result: pattern("Result"),
            since: try time("Since"),
            until: try time("Until")
        )
        let start = try AuditMerge.positions(request.text("After"))
        let limit = request.input["Limit"]?.integer ?? Operations.longestAuditPage
        var parts: [String: AuditPart] = [:]
        let log = request.text("Log") ?? "all"
        guard ["service", "keys", "all"].contains(log) else {
            throw ServiceError.plain("there is no log '\(log)'", hint: "say service, keys or all")
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

    func keyAudit(after number: Int, _ limit: Int, _ filter: AuditFilter) throws -> AuditPart {
        let input = JSONValue.present([
            "After": .number(Double(number)), "Limit": .number(Double(limit)),
            "Since": filter.since.map { .string(UTCTime.text(secondsSince1970: $0)) },
            "Until": filter.until.map { .string(UTCTime.text(secondsSince1970: $0)) },
        ])
        let answer = try JSONValue(parsing: try keys.ask("keys:ListAuditEntries", input.bytes))
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
    init(_ entry: AuditRow) {
        let remark = AuditRemark(entry.reason)
        // Older versions have written refusals as an action of their own.
        let isOld = entry.action == "refused"
        self.init(
            log: "service",
            number: Int(entry.number),
            time: UTCTime.text(secondsSince1970: entry.time),
            user: remark.identity ?? System.userName(of: entry.userID) ?? String(entry.userID),
            action: isOld ? entry.subject : entry.action,
            subject: isOld ? "" : entry.subject,
            result: remark.code ?? (isOld ? "refused" : "accepted"),
            intent: remark.intent,
            reason: remark.reason
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
            intent: entry["intent"]?.integer,
            reason: entry["reason"]?.string ?? ""
        )
    }
}

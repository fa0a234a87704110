import Auditing
import JSON
import KMS
import POSIX
import ServiceModel

/// What magpied asks about the audit logs.
enum AuditRequests {
    /// Answers a request.
    ///
    /// - Parameters:
    ///   - operation: `audit-list`, `audit-verify`, `audit-compare`, `audit-anchor` or `audit-accept`.
    ///   - input: `keys` is the anchor of the keys' log that magpied keeps, `service` the end of its own log;
    ///     `user` and `reason` say who accepts the log as it is, and why. A list begins `after` a number, has at most `limit`
    ///     entries, and only those from the time `since` on and before `until`.
    ///   - service: Has the keys' log.
    /// - Returns: In the order of the operations: what `KeyService.listAudit` says; `count`, `firstBad` and `damage`; `damage` and the anchor `service`;
    ///   `end`; an empty object. What there is not is left out.
    /// - Throws: `ServiceError` when something is missing in `input`; other errors when the log or an anchor cannot be
    ///   read or written.
    static func answer(_ operation: String, _ input: JSONValue, _ service: KeyService) throws -> JSONValue {
        let kept = AuditAnchor(input["keys"])
        switch operation {
        case "audit-list":
            let (since, until) = (input["since"]?.string, input["until"]?.string)
            let limit = min(max(1, input["limit"]?.integer ?? 1000), 1000)
            return try service.listAudit(after: max(0, input["after"]?.integer ?? 0), limit: limit) { entry in
                guard since != nil || until != nil else { return true }
                // Times are written in one way: their order is that of the texts.
                let time = entry["time"]?.string ?? ""
                return (since.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true)
            }
        case "audit-verify":
            let (count, firstBad) = try service.verifyAudit(with: kept)
            let bad = firstBad.map { JSONValue.number(Double($0)) }
            let damage = try service.compareAudit(with: kept)
            return .present(["count": .number(Double(count)), "firstBad": bad, "damage": damage?.json])
        case "audit-compare":
            let damage = try service.compareAudit(with: kept)
            return .present(["damage": damage?.json, "service": try service.anchorOfService()?.json])
        case "audit-anchor":
            guard let own = AuditAnchor(input["service"]) else { throw ServiceError.validation("service is missing.") }
            return .present(["end": try service.exchangeAnchors(own, for: kept)?.json])
        default:
            guard let user = input["user"]?.integer.flatMap({ UInt32(exactly: $0) }),
                let reason = input["reason"]?.string
            else { throw ServiceError.validation("user or reason is missing.") }
            let principal = Principal(userID: user, name: System.userName(of: user) ?? String(user))
            try service.acceptAudit(because: reason, by: principal)
            return .object([:])
        }
    }
}

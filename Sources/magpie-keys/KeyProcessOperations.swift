import Accounts
import Auditing
import Cryptography
import JSON
import KMS
import Problems
import ServiceModel

/// What magpied asks beside the operations of KMS.
struct KeyProcessOperations: Sendable {
    let service: KeyService
    /// Whom requests may be made for.
    let callers: KnownCallers

    /// How long notices are waited for, in milliseconds.
    private static let longestWait = 10_000

    func makeOperations() -> OperationTable {
        var table = OperationTable(KeyProcessModel.service, KeyProcessModel.operations)
        table.add("Ping", ping)
        table.add("IntroduceCaller", introduce)
        table.add("CreateBackup", createBackup)
        table.add("GetBackupPart", backupPart)
        table.add("TakeNotices", takeNotices)
        table.add("ListAuditEntries", listAudit)
        table.add("VerifyAuditLog", verifyAudit)
        table.add("CompareAuditLog", compareAudit)
        table.add("ExchangeAuditAnchors", exchangeAnchors)
        table.add("AcceptAuditLog", acceptAudit)
        return table
    }

    private func ping(_ request: ServiceRequest) -> JSONValue {
        .object([
            "problems": .array(service.problems().map(\.json)), "account": .string(service.account),
            "region": .string(service.region),
        ])
    }

    private func introduce(_ request: ServiceRequest) throws -> JSONValue {
        try callers.introduce(request.input["Caller"] ?? .null)
        return .object([:])
    }

    // MARK: Backup

    private func createBackup(_ request: ServiceRequest) throws -> JSONValue {
        .object(["Size": .number(Double(try service.backUp()))])
    }

    private func backupPart(_ request: ServiceRequest) throws -> JSONValue {
        let bytes = try service.backupPart(
            from: request.input["Offset"]?.integer ?? 0,
            upTo: request.input["Count"]?.integer ?? 0
        )
        return .object(["Data": .string(Base64.text(bytes))])
    }

    private func takeNotices(_ request: ServiceRequest) throws -> JSONValue {
        try service.takeNotices(after: request.required("After"), waiting: KeyProcessOperations.longestWait)
    }

    // MARK: Audit

    private func listAudit(_ request: ServiceRequest) throws -> JSONValue {
        let (since, until) = (request.text("Since"), request.text("Until"))
        let (number, limit) = (request.input["After"]?.integer ?? 0, request.input["Limit"]?.integer ?? 1000)
        return try service.listAudit(after: number, limit: limit) { entry in
            guard since != nil || until != nil else { return true }
            // Times are written in one way: their order is that of the texts.
            let time = entry["time"]?.string ?? ""
            return (since.map { $0 <= time } ?? true) && (until.map { time < $0 } ?? true)
        }
    }

    private func verifyAudit(_ request: ServiceRequest) throws -> JSONValue {
        let kept = AuditAnchor(request.input["Keys"])
        let (count, firstBad) = try service.verifyAudit(with: kept)
        let bad = firstBad.map { JSONValue.number(Double($0)) }
        let damage = try service.compareAudit(with: kept)
        return .present(["count": .number(Double(count)), "firstBad": bad, "damage": damage?.json])
    }

    private func compareAudit(_ request: ServiceRequest) throws -> JSONValue {
        let damage = try service.compareAudit(with: AuditAnchor(request.input["Keys"]))
        return .present(["damage": damage?.json, "service": try service.anchorOfService()?.json])
    }

    private func exchangeAnchors(_ request: ServiceRequest) throws -> JSONValue {
        guard let own = AuditAnchor(request.input["Service"]) else {
            throw ServiceError.validation("Service is missing.")
        }
        return .present(["end": try service.exchangeAnchors(own, for: AuditAnchor(request.input["Keys"]))?.json])
    }

    private func acceptAudit(_ request: ServiceRequest) throws -> JSONValue {
        try service.acceptAudit(because: request.required("Reason"), by: request.principal)
        return .object([:])
    }
}

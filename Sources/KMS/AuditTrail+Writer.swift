import Auditing
import POSIX
import ServiceModel

extension AuditTrail: AuditWriter {
    func requireRoom() throws { if !hasRoom { throw AuditTrail.unwritten(retry()) } }

    func append(_ entries: [AuditEntry], then done: @escaping @Sendable ((any Error)?) -> Void) {
        let waiter: Waiter = { failure in done(failure.map(AuditTrail.unwritten)) }
        append(entries, then: waiter)
    }

    private static func unwritten(_ error: SystemError?) -> ServiceError {
        ServiceError(
            "KMSInternalException",
            "The audit log cannot be written\(error.map { ": \($0)" } ?? ""). Nothing is answered without it."
        )
    }
}

import Auditing
import POSIX
import Records

/// The entries of the gateway as rows, whose text is a reason in the user's words or begins with one of two marks.
extension AuditLog: AuditWriter {
    /// What the reason of a row begins with that tells of a refusal: its code follows.
    static let refusal = "refused: "
    /// What the reason of a row begins with that tells what came of an intent.
    static let outcome = "outcome: "

    /// Never refuses: what cannot be written is not done either.
    func requireRoom() {}

    func append(_ entries: [AuditEntry], then done: @escaping @Sendable ((any Error)?) -> Void) {
        do {
            try write(entries)
            done(nil)
        } catch {
            done(error)
        }
    }

    private func write(_ entries: [AuditEntry]) throws {
        let time = Double(Timestamp.now().seconds)
        try write(
            entries.map { entry in
                RecordStore.AuditDraft(
                    entry.action,
                    AuditLog.shortened(entry.subjects.joined(separator: " ")),
                    reason: AuditLog.shortened(AuditLog.reason(of: entry)),
                    by: entry.userID,
                    at: time
                )
            }
        )
        // Programs read values all the time, and each intent has an outcome: the log of the service has intents only.
        for entry in entries where entry.result == .intent {
            Log.write(
                .info,
                "audit",
                [
                    "user": System.userName(of: entry.userID) ?? String(entry.userID), "action": entry.action,
                    "subject": AuditLog.shortened(entry.subjects.joined(separator: " ")),
                ]
            )
        }
    }

    private static func suffix(_ reason: String) -> String { reason.isEmpty ? "" : "; " + reason }

    private static func reason(of entry: AuditEntry) -> String {
        switch entry.result {
        case .refused(let code): refusal + code + suffix(entry.reason)
        case .success(followsIntent: true): outcome + "Success" + suffix(entry.reason)
        case .success(followsIntent: false), .intent:
            // No words of a user's may pass for an outcome.
            entry.reason.hasPrefix(refusal) || entry.reason.hasPrefix(outcome) ? " " + entry.reason : entry.reason
        }
    }
}

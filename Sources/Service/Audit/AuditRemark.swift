import Auditing
import ServiceModel

/// What a row of the service's audit log says of what became of a request, and why it was made, in one text.
///
/// An outcome begins with a mark and a code: `outcome of 17: Success`, where 17 is the number of the intent, or
/// `refused: AccessDeniedException` for what has left no intent; `outcome: ` comes from versions that did not tell the
/// intent. Behind a semicolon are the user's words, which may not begin as a mark does. Before all of that stands who has
/// asked, where the number of a user does not say it: `by arn:aws:iam::000000000000:user/alice; outcome of 17: Success`.
struct AuditRemark: Equatable {
    /// What became of it: `Success` or the code of an error; `nil` for an intent, and for what is told only once.
    var code: String?
    /// The number of the row of the intent; `nil` for what has left none.
    var intent: Int?
    /// In the user's words.
    var reason: String
    /// The ARN of who has asked; `nil` for users of the system.
    var identity: String?

    private static let identity = "by arn:"
    private static let refusal = "refused: "
    private static let outcome = "outcome: "
    private static let outcomeOf = "outcome of "

    /// Describes what an entry says.
    init(_ entry: AuditEntry) {
        (intent, reason) = (entry.intent, entry.reason)
        if entry.userID == Principal.noUserID, entry.userName.hasPrefix("arn:") { identity = entry.userName }
        switch entry.result {
        case .refused(let code): self.code = code
        case .success: code = intent == nil ? nil : "Success"
        case .intent: code = nil
        }
    }

    /// The text of a row.
    var text: String { identity.map { "by \($0); \(words)" } ?? words }

    private var words: String {
        guard let code else {
            let marks = [AuditRemark.identity, AuditRemark.refusal, AuditRemark.outcome, AuditRemark.outcomeOf]
            return marks.contains { reason.hasPrefix($0) } ? " " + reason : reason
        }
        let mark = intent.map { "\(AuditRemark.outcomeOf)\($0): " } ?? AuditRemark.refusal
        return mark + code + (reason.isEmpty ? "" : "; " + reason)
    }

    /// Reads the text of a row.
    init(_ text: String) {
        var text = text
        if text.hasPrefix(AuditRemark.identity), let end = text.firstIndex(of: ";") {
            identity = String(text[..<end].dropFirst("by ".count))
            text = String(text[end...].dropFirst("; ".count))
        }
        guard let (intent, words) = AuditRemark.outcome(in: text) else {
            reason = text
            return
        }
        let end = words.firstIndex(of: ";") ?? words.endIndex
        self.intent = intent
        code = String(words[..<end])
        reason = String(words[end...].dropFirst("; ".count))
    }

    /// The intent, and what follows the mark; `nil` for a text without one.
    private static func outcome(in text: String) -> (Int?, Substring)? {
        for mark in [refusal, outcome] where text.hasPrefix(mark) { return (nil, text.dropFirst(mark.count)) }
        guard text.hasPrefix(outcomeOf) else { return nil }
        let rest = text.dropFirst(outcomeOf.count)
        guard let colon = rest.firstIndex(of: ":"), let intent = Int(rest[..<colon]) else { return nil }
        return (intent, rest[colon...].dropFirst(": ".count))
    }
}

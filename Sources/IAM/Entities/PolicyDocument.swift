import AccessPolicies
import Synchronization

/// The text of a policy, which is compiled when it is first asked.
///
/// Snapshots share it: what was compiled once is not compiled again because something else has changed.
final class PolicyDocument: Sendable {
    /// What decisions and explanations call it.
    let name: String
    /// JSON.
    let text: String
    let kind: AccessPolicy.Kind
    private let compiled = Mutex<AccessPolicy?>(nil)

    init(_ text: String, as kind: AccessPolicy.Kind = .identity, named name: String) {
        self.text = text
        self.kind = kind
        self.name = name
    }

    /// The policy; one that denies everything when the text is none that this version understands.
    var policy: AccessPolicy {
        compiled.withLock { compiled in
            if let compiled { return compiled }
            let policy: AccessPolicy
            do {
                // What was kept was within its limits then; it is still what it was when they change.
                policy = try AccessPolicy(parsing: text, as: kind, named: name, atMost: AccessPolicy.longestText)
            } catch {
                policy = .unreadable(named: name, reason: "\(error)", as: kind)
            }
            compiled = policy
            return policy
        }
    }
}

import IAM
import LeakRecognition
import POSIX

/// Tells whoever recognises leaked values what happens to access keys.
///
/// Identities are opened before that is there, for it begins with the keys that they keep.
final class AccessKeyChanges: Sendable {
    private let leaks = Monitor<LeakWatch?>(nil)

    /// Has `leaks` hear of all changes from now on.
    func follow(with leaks: LeakWatch) { self.leaks.withLock { $0 = leaks } }

    /// Hands on a change; before anybody follows, what has changed is found where it is kept.
    @Sendable func tell(_ change: AccessKeyChange) { leaks.withLock { $0 }?.hear(change) }
}

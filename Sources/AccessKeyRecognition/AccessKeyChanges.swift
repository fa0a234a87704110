public import IAM
public import LeakRecognition
import POSIX

/// Tells whoever recognises leaked values what happens to access keys.
///
/// Identities are opened before that is there, for it begins with the keys that they keep.
public final class AccessKeyChanges: Sendable {
    private let leaks = Monitor<LeakWatch?>(nil)

    /// Tells nobody yet.
    public init() {}

    /// Has `leaks` hear of all changes from now on.
    public func follow(with leaks: LeakWatch) { self.leaks.withLock { $0 = leaks } }

    /// Hands on a change; before anybody follows, what has changed is found where it is kept.
    @Sendable public func tell(_ change: AccessKeyChange) { leaks.withLock { $0 }?.hear(change) }
}

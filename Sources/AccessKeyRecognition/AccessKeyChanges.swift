public import IAM
public import LeakRecognition
import POSIX

/// Tells whoever recognises leaked values, and whoever looks access keys over, what happens to these.
///
/// Identities are opened before those are there, for what recognises begins with the keys that they keep.
public final class AccessKeyChanges: Sendable {
    private let leaks = Monitor<LeakWatch?>(nil)
    private let follower = Monitor<(@Sendable () -> Void)?>(nil)

    /// Tells nobody yet.
    public init() {}

    /// Has `leaks` hear of all changes from now on.
    public func follow(with leaks: LeakWatch) { self.leaks.withLock { $0 = leaks } }

    /// Calls `body` after each change from now on, on the thread that makes it.
    public func follow(_ body: @escaping @Sendable () -> Void) { follower.withLock { $0 = body } }

    /// Hands on a change; before anybody follows, what has changed is found where it is kept.
    @Sendable public func tell(_ change: AccessKeyChange) {
        leaks.withLock { $0 }?.hear(change)
        follower.withLock { $0 }?()
    }
}

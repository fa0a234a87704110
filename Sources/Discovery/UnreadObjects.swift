import Findings
import POSIX
import Watching

/// The objects that could not be read when they were looked at last.
///
/// It lives in memory: what could not be read is looked at again after a start.
public final class UnreadObjects: Sendable {
    private struct State {
        /// Whether each is tried again, or was until it was given up: its reason may pass.
        var objects: [ObjectName: Bool] = [:]
    }

    private let state = Monitor(State())

    /// The most objects that are known by name.
    private static let capacity = 200_000

    /// Notes what became of a look at an object.
    func note(_ name: ObjectName, _ coverage: Coverage) {
        let reason = coverage.reason
        let isUnread: Bool
        switch (coverage.verdict, reason) {
        case (.skipped, .permissionDenied), (.skipped, .timeLimit), (.skipped, .readFailed): isUnread = true
        default: isUnread = reason?.isPassing ?? false
        }
        state.withLock { state in
            guard isUnread else {
                state.objects[name] = nil
                return
            }
            guard state.objects.count < UnreadObjects.capacity || state.objects[name] != nil else { return }
            state.objects[name] = reason?.isPassing ?? false
        }
    }

    /// How many there are.
    public var count: Int { state.withLock { $0.objects.count } }

    /// How many of them there are for a reason that may pass by itself.
    public var passingCount: Int { state.withLock { $0.objects.values.count { $0 } } }
}

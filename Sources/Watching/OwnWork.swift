import POSIX
public import Records

/// Which changes in the buckets the service makes itself, so that they are no news.
public final class OwnWork: Sendable {
    private struct State {
        /// Objects that are being rewritten, and whether a change was passed over meanwhile.
        var active: [ObjectName: Bool] = [:]
        /// Drafts that lie beside them.
        var drafts: Set<ObjectName> = []
        /// What objects were when the service was done with them.
        var done: [ObjectName: ObjectStamp] = [:]
    }

    private let state = Monitor(State())

    /// How many finished objects are kept in mind; a walk would scan those that are forgotten once more.
    private static let capacity = 10_000

    /// Has nothing begun.
    public init() {}

    /// Notes that an object is being rewritten, with a draft beside it.
    public func begin(_ name: ObjectName, draft: ObjectName) {
        state.withLock { state in
            state.active[name] = false
            state.drafts.insert(draft)
        }
    }

    /// Ends what ``begin(_:draft:)`` has begun.
    ///
    /// - Parameters:
    ///   - name: The object.
    ///   - draft: Its draft.
    ///   - stamp: What the object is now, if that is in the records.
    /// - Returns: Whether the object must be looked at.
    public func end(_ name: ObjectName, draft: ObjectName, _ stamp: ObjectStamp?) -> Bool {
        state.withLock { state in
            let wasPassedOver = state.active.removeValue(forKey: name) ?? false
            state.drafts.remove(draft)
            if state.done.count >= OwnWork.capacity { state.done = [:] }
            state.done[name] = stamp
            return stamp == nil && wasPassedOver
        }
    }

    /// Whether a change of an object is the service's own, and need not be looked at now.
    package func isOwn(_ name: ObjectName, _ status: () -> ObjectStamp?) -> Bool {
        let stamp: ObjectStamp? = state.withLock { state in
            if state.drafts.contains(name) { return nil }
            if state.active[name] != nil {
                state.active[name] = true
                return nil
            }
            return state.done[name]
        }
        if let stamp { return status() == stamp }
        return state.withLock { $0.drafts.contains(name) || $0.active[name] != nil }
    }
}

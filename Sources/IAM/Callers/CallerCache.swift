import POSIX

/// Callers, put together once for each snapshot.
final class CallerCache: Sendable {
    /// Whoever a caller is.
    enum Key: Hashable, Sendable {
        /// A user of the system, with what is attached by groups and the configuration.
        case system(user: String, groups: [String], extra: [String])
        /// The holder of an access key.
        case accessKey(String)
        /// The holder of a session token.
        case session(token: String)
    }

    private struct State {
        var generation = -1
        var callers: [Key: Caller] = [:]
    }

    private let state = Monitor(State())
    /// The most callers that are kept.
    private static let most = 4096

    /// A caller of a snapshot.
    ///
    /// - Parameters:
    ///   - key: Who.
    ///   - snapshot: The one that `make` looks at.
    ///   - make: Puts the caller together.
    /// - Returns: The caller.
    /// - Throws: What `make` throws.
    func caller<Failure: Error>(
        _ key: Key,
        of snapshot: IAMService.Snapshot,
        _ make: () throws(Failure) -> Caller
    ) throws(Failure) -> Caller {
        let known = state.withLock { state in
            state.generation == snapshot.generation ? state.callers[key] : nil
        }
        if let known { return known }
        let caller = try make()
        state.withLock { state in
            // What was made of an older snapshot is not kept: the next one to ask makes it anew.
            guard state.generation <= snapshot.generation else { return }
            if state.generation < snapshot.generation || state.callers.count >= CallerCache.most {
                state.generation = snapshot.generation
                state.callers = [:]
            }
            state.callers[key] = caller
        }
        return caller
    }
}

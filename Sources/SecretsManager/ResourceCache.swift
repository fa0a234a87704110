import POSIX
import ServiceModel

/// What policies see of secrets, by the words of requests, until anything about any secret is changed.
final class ResourceCache: Sendable {
    private struct State {
        /// The records' version that all of it is of.
        var version = -1
        var resources: [String: ServiceResource] = [:]
    }

    private let state = Monitor(State())
    /// How many there are at most; then all of them are looked up anew.
    private static let most = 4096

    /// What is known of a secret.
    ///
    /// - Parameters:
    ///   - id: In the words of the request.
    ///   - version: The records' version as of now.
    /// - Returns: `nil` when it is to be looked up.
    func resource(_ id: String, at version: Int) -> ServiceResource? {
        state.withLock { $0.version == version ? $0.resources[id] : nil }
    }

    /// Keeps what was looked up.
    ///
    /// - Parameters:
    ///   - resource: What policies see.
    ///   - id: In the words of the request.
    ///   - version: The records' version before it was looked up.
    func insert(_ resource: ServiceResource, for id: String, since version: Int) {
        state.withLock { state in
            // What is of an older version than the rest never counts.
            guard version >= state.version else { return }
            if version > state.version || state.resources.count >= ResourceCache.most {
                state = State(version: version)
            }
            state.resources[id] = resource
        }
    }
}

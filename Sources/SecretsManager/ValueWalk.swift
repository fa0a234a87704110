import POSIX
import Records

/// A way through the values of all versions: one thread decrypts, a step ahead of another that takes them.
///
/// Three steps at most are in clear in memory, however many secrets there are.
final class ValueWalk: Sendable {
    /// A value, or why there is none.
    enum Value: Sendable {
        case found(FingerprintSource, stages: [String])
        case missed(secretARN: String, versionID: String, code: String)
    }

    /// How many values are decrypted together.
    static let stepCount = 64

    private struct State {
        var ready: [Value]?
        /// Whether no more come, or are wanted.
        var hasEnded = false
        var failure: (any Error)?
    }

    private let state = Monitor(State())

    /// Walks, on the thread that decrypts, until there are no more values or no more are wanted.
    ///
    /// - Parameter step: Gets the position of the last value; returns the ones that follow and the position of the last of
    ///   them, or `nil` when there are none.
    func fill(_ step: (SecretValueRecord.Position) throws -> (values: [Value], end: SecretValueRecord.Position)?) {
        var position = SecretValueRecord.Position.start
        do {
            while let (values, last) = try step(position) {
                position = last
                let isWanted = state.wait { state -> Bool? in
                    if state.hasEnded { return false }
                    guard state.ready == nil else { return nil }
                    state.ready = values
                    return true
                }
                state.notifyAll()
                if !isWanted { return }
            }
        } catch {
            state.withLock { $0.failure = error }
        }
        end()
    }

    /// The next values, for the thread that takes them; `nil` when there are no more.
    ///
    /// - Throws: What the walk ended with.
    func next() throws -> [Value]? {
        defer { state.notifyAll() }
        return try state.wait { state -> Result<[Value]?, any Error>? in
            if let values = state.ready.take() { return .success(values) }
            guard state.hasEnded else { return nil }
            return state.failure.map { .failure($0) } ?? .success(nil)
        }.get()
    }

    /// Ends the walk wherever it is.
    func end() {
        state.withLock { $0.hasEnded = true }
        state.notifyAll()
    }
}

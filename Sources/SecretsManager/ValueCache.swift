import Cryptography
import POSIX
import Records

/// Versions that were read lately, with their data keys, so that a read asks neither the disk nor the key service.
///
/// Holds the ciphertext, not the value. Whoever changes a secret says so before anybody may read it anew.
final class ValueCache: Sendable {
    /// Which version of which secret was asked for, in the words of the request.
    struct Request: Hashable, Sendable {
        var id: String
        var version: String?
        var stage: String?
    }

    /// A version as it can be answered with.
    struct Entry: Sendable {
        var secret: SecretRecord
        var version: SecretVersionRecord
        var sealed: SecretVersionRecord.Sealed
        var key: SecretBytes
    }

    /// Old entries go in one: those that were not asked for since the young ones filled their half.
    private struct State {
        var young: [Request: Entry] = [:]
        var old: [Request: Entry] = [:]
        var generation = 0
    }

    private let state = Monitor(State())
    private let halfCount: Int
    private static let longestValue = 8192

    /// Makes one for up to `count` versions.
    init(count: Int = 4096) { halfCount = max(1, count / 2) }

    /// What is known about a request; and when that is nothing, the number to give to ``insert(_:for:since:)``.
    func entry(for request: Request) -> (entry: Entry?, generation: Int) {
        state.withLock { state in
            if let entry = state.young[request] { return (entry, state.generation) }
            guard let entry = state.old[request] else { return (nil, state.generation) }
            ValueCache.insert(entry, for: request, &state, halfCount)
            return (entry, state.generation)
        }
    }

    /// Keeps what was read, unless something has changed since `generation`.
    func insert(_ entry: Entry, for request: Request, since generation: Int) {
        guard entry.sealed.value.count <= ValueCache.longestValue else { return }
        state.withLock { state in
            guard state.generation == generation else { return }
            ValueCache.insert(entry, for: request, &state, halfCount)
        }
    }

    private static func insert(_ entry: Entry, for request: Request, _ state: inout State, _ halfCount: Int) {
        if state.young.count >= halfCount {
            state.old = state.young
            state.young = [:]
        }
        state.young[request] = entry
    }

    /// Forgets a secret.
    func forget(_ secret: Int64) {
        state.withLock { state in
            state.generation += 1
            state.young = state.young.filter { $0.value.secret.id != secret }
            state.old = state.old.filter { $0.value.secret.id != secret }
        }
    }
}

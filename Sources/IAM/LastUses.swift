import Accounts
import POSIX
import Records

/// When users, roles and access keys were used last, and which service they asked.
///
/// In memory until it is kept: a crash loses a minute of it at most where ``IAMService/keepUses()`` is called that often.
final class LastUses: Sendable {
    private struct State {
        var times: [String: [String: Double]] = [:]
        var changed: Set<String> = []
    }

    private let state: Monitor<State>

    /// Where everything is used.
    static var region: String { AccountLocation.current.region }

    init(_ uses: [IdentityUse]) {
        var state = State()
        for use in uses { state.times[use.id, default: [:]][use.service] = use.usedAt }
        self.state = Monitor(state)
    }

    /// Notes a use.
    ///
    /// - Complexity: O(1); a use within the same second as the last one changes nothing.
    func note(_ id: String, _ service: String, at time: Double) {
        state.withLock { state in
            guard state.times[id]?[service] ?? -1 < time.rounded(.down) else { return }
            state.times[id, default: [:]][service] = time.rounded(.down)
            state.changed.insert(id)
        }
    }

    /// When something asked which services last.
    func times(of id: String) -> [String: Double] { state.withLock { $0.times[id] ?? [:] } }

    /// When something was used last, and for which service.
    func last(of id: String) -> (service: String, time: Double)? {
        times(of: id).max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
    }

    /// Forgets what is gone.
    func forget(_ id: String) {
        state.withLock { state in
            state.times[id] = nil
            state.changed.remove(id)
        }
    }

    /// What has changed since the last call.
    func takeChanged() -> [IdentityUse] {
        state.withLock { state in
            defer { state.changed = [] }
            return state.changed.flatMap { id in
                (state.times[id] ?? [:]).map { IdentityUse(id: id, service: $0.key, usedAt: $0.value) }
            }
        }
    }

    /// Takes back what could not be kept.
    func putBack(_ uses: [IdentityUse]) { state.withLock { state in for use in uses { state.changed.insert(use.id) } } }
}

extension IAMService {
    /// Notes that a caller has asked a service for something.
    ///
    /// - Parameters:
    ///   - caller: Who.
    ///   - service: `kms`.
    ///   - time: Now, in seconds since 1970.
    public func noteUse(_ caller: Caller, _ service: String, at time: Double) {
        for id in [caller.entityID, caller.accessKeyID].compactMap(\.self)
        where !id.hasPrefix(EntityID.session.rawValue) {
            uses.note(id, service, at: time)
        }
    }

    /// Keeps what was noted: to be called every minute, and at the end.
    ///
    /// - Throws: When the records cannot be written; the next call tries again.
    public func keepUses() throws {
        let changed = uses.takeChanged()
        do {
            try records.save(changed)
        } catch {
            uses.putBack(changed)
            throw error
        }
    }
}

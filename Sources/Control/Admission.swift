import POSIX

/// Who is connected to a server, and how many bytes of requests it holds for whom.
final class Admission: Sendable {
    /// Why somebody is turned away.
    enum Refusal: Error, Equatable {
        /// The user has as many connections as a user may have.
        case user
        /// There are as many connections as the server takes.
        case all
    }

    private struct Share {
        var connections = 0
        var bytes = 0
    }

    private struct State {
        var limits: ControlLimits
        var shares: [UInt32: Share] = [:]
        var connections = 0
        var bytes = 0
        var turnedAway = 0
    }

    private let state: Monitor<State>

    init(_ limits: ControlLimits) { state = Monitor(State(limits: limits)) }

    var limits: ControlLimits { state.withLock { $0.limits } }

    /// How many clients there are, and how many were turned away or dropped since the start.
    var counts: (connections: Int, turnedAway: Int) { state.withLock { ($0.connections, $0.turnedAway) } }

    /// For how many bytes room was taken.
    var heldBytes: Int { state.withLock { $0.bytes } }

    func replace(with limits: ControlLimits) {
        state.withLock { $0.limits = limits }
        state.notifyAll()
    }

    /// Counts a client that was dropped.
    func noteDropped() { state.withLock { $0.turnedAway += 1 } }

    /// Lets a client in; ``leave(_:)`` is called for each.
    func enter(_ user: UInt32) throws(Refusal) {
        let refusal: Refusal? = state.withLock { state in
            let limits = state.limits
            let mine = state.shares[user]?.connections ?? 0
            let isTrusted = Admission.isTrusted(user)
            let room = isTrusted ? limits.connections : limits.connections * 3 / 4
            if state.connections >= room || (!isTrusted && mine >= limits.connectionsPerUser) {
                state.turnedAway += 1
                return state.connections >= room ? .all : .user
            }
            state.connections += 1
            state.shares[user, default: Share()].connections += 1
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Counts a client out.
    func leave(_ user: UInt32) {
        state.withLock { state in
            state.connections -= 1
            state.shares[user]?.connections -= 1
            Admission.forget(user, in: &state)
        }
    }

    /// Takes room for bytes of a request, for which is waited until there is some.
    ///
    /// - Returns: Whether there was before the deadline.
    func take(_ count: Int, for user: UInt32, until deadline: Timestamp) -> Bool {
        state.wait(until: deadline) { state in
            let limits = state.limits
            let mine = state.shares[user]?.bytes ?? 0
            let isTrusted = Admission.isTrusted(user)
            let room = isTrusted ? limits.requestBytesInAll : limits.requestBytesInAll * 3 / 4
            guard state.bytes + count <= room, isTrusted || mine + count <= limits.requestBytesPerUser else {
                return nil
            }
            state.bytes += count
            state.shares[user, default: Share()].bytes += count
            return true
        } ?? false
    }

    /// Gives room back.
    func give(_ count: Int, for user: UInt32) {
        guard count > 0 else { return }
        state.withLock { state in
            state.bytes -= count
            state.shares[user]?.bytes -= count
            Admission.forget(user, in: &state)
        }
        state.notifyAll()
    }

    private static func forget(_ user: UInt32, in state: inout State) {
        guard let share = state.shares[user], share.connections == 0, share.bytes == 0 else { return }
        state.shares[user] = nil
    }

    private static func isTrusted(_ user: UInt32) -> Bool { user == 0 || user == System.userID }
}

import JSON
import POSIX

/// The last events of all buses, for those who look on.
///
/// Nothing is kept unless somebody has looked within the last minute.
package final class Tail: Sendable {
    private struct State {
        var events: [(number: Int, bus: String, envelope: String)] = []
        var next = 1
        /// The bytes of all events.
        var weight = 0
        var followedUntil = Timestamp(seconds: 0)

        /// Forgets the oldest.
        mutating func drop(_ count: Int) {
            weight -= events.prefix(count).reduce(0) { $0 + $1.envelope.utf8.count }
            events.removeFirst(count)
        }
    }

    private let state = Monitor(State())

    private static let capacity = 5000
    private static let heaviest = 16 << 20

    /// Whether somebody looks on.
    package var isFollowed: Bool { state.withLock { Timestamp.monotonic() < $0.followedUntil } }

    package func add(_ envelope: String, bus: String) {
        let isFollowed = state.withLock { state in
            guard Timestamp.monotonic() < state.followedUntil else {
                state.drop(state.events.count)
                return false
            }
            state.events.append((state.next, bus, envelope))
            state.next += 1
            state.weight += envelope.utf8.count
            if state.events.count > 2 * Tail.capacity { state.drop(Tail.capacity) }
            while state.weight > Tail.heaviest, state.events.count > 1 { state.drop((state.events.count + 1) / 2) }
            return true
        }
        if isFollowed { state.notifyAll() }
    }

    /// The events of a bus behind `position`; waits for one if there is none.
    ///
    /// - Parameters:
    ///   - position: What an earlier call has returned; `nil` to begin now.
    ///   - bus: The bus.
    ///   - milliseconds: How long to wait at most.
    /// - Returns: The events, and the position behind the last that was looked at.
    package func events(after position: Int?, on bus: String, waiting milliseconds: Int) -> (
        events: [String], position: Int
    ) {
        let now = Timestamp.monotonic()
        let start: Int? = state.withLock { state in
            state.followedUntil = now.adding(milliseconds: milliseconds + 30_000)
            return position ?? state.next - 1
        }
        guard let start, position != nil else { return ([], start ?? 0) }
        let found: ([String], Int)? = state.wait(until: now.adding(milliseconds: milliseconds)) { state in
            let newer = state.events.filter { $0.number > start }
            guard newer.contains(where: { $0.bus == bus }) else { return nil }
            return (newer.filter { $0.bus == bus }.map(\.envelope), newer.last?.number ?? start)
        }
        return found ?? ([], start)
    }
}

import POSIX

/// Folders that have come and are still to be looked through, by a thread of their own.
final class Arrivals: Sendable {
    private struct State {
        var waiting: Set<[UInt8]> = []
        /// Bytes of what waits.
        var weight = 0
        /// The one that came last: what lies in it is seen with it.
        var last: [UInt8]?
        var isWorking = false
        var isClosed = false
    }

    private let state = Monitor(State())

    /// The most bytes of paths that wait.
    private static let heaviest = 4 << 20

    /// The longest rest, in milliseconds.
    private static let longestRest = 2000

    /// Whether it rests as long as it has worked.
    private let rests: Bool

    init(rests: Bool = false) { self.rests = rests }

    /// Notes that a folder has come.
    ///
    /// - Returns: Whether it is looked through; `false` when too many wait, so that all must be walked through.
    func add(_ key: [UInt8]) -> Bool {
        let isKept = state.withLock { state in
            if let last = state.last, key.starts(with: last),
                key.count == last.count || key[last.count] == UInt8(ascii: "/")
            {
                return true
            }
            guard state.weight + key.count <= Arrivals.heaviest else { return false }
            if state.waiting.insert(key).inserted { state.weight += key.count }
            state.last = key
            return true
        }
        state.notifyAll()
        return isKept
    }

    /// Looks through folders until ``close()``, those with short paths first.
    func run(_ enter: ([UInt8]) -> Void) {
        while true {
            let keys: Set<[UInt8]>? = state.wait { state in
                if state.isClosed { return .some(nil) }
                guard !state.waiting.isEmpty else { return nil }
                defer { (state.waiting, state.weight, state.last) = ([], 0, nil) }
                state.isWorking = true
                return .some(state.waiting)
            }
            guard let keys else { return }
            let start = Timestamp.monotonic()
            for key in Arrivals.outermost(keys).sorted(by: { $0.count < $1.count }) where !isClosed { enter(key) }
            state.withLock { $0.isWorking = false }
            state.notifyAll()
            // Who makes folders in folders all the time gets half of a processor at most.
            let spent = Int(Timestamp.monotonic().seconds(since: start) * 1000)
            if rests, spent > 20 {
                let end = Timestamp.monotonic().adding(milliseconds: min(spent, Arrivals.longestRest))
                _ = state.wait(until: end) { $0.isClosed ? true : nil }
            }
        }
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Ends ``run(_:)``.
    func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }

    /// Waits until all that had come is looked through.
    func waitUntilEmpty(by deadline: Timestamp) -> Bool {
        state.wait(until: deadline) { $0.isClosed || ($0.waiting.isEmpty && !$0.isWorking) ? true : nil } ?? false
    }

    /// Those folders that lie in no other of them: what lies in another is seen with that, so that many nested folders are no
    /// more work than one.
    static func outermost(_ keys: Set<[UInt8]>) -> [[UInt8]] {
        var result: [[UInt8]] = []
        for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1, by: isBefore) }) {
            if let last = result.last, key.starts(with: last + [UInt8(ascii: "/")]) { continue }
            result.append(key)
        }
        return result
    }

    /// An order of bytes in which nothing comes between a folder and what lies in it.
    private static func isBefore(_ left: UInt8, _ right: UInt8) -> Bool {
        let slash = UInt8(ascii: "/")
        return left != right && right != slash && (left == slash || left < right)
    }
}

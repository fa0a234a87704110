import POSIX
import Records
import Watching
import Findings

/// Objects that somebody could still write to when they were scanned, or of which the beginning was not looked at, looked at
/// again from time to time until nobody can, and all was.
///
/// What is written through a mapping causes no event. Where the times of a file tell of it, a look at them is enough; where they
/// do not, the object is scanned again, a bounded number of times. It lives in memory: records of such objects are not final,
/// so that a walk finds them.
public final class WrittenObjects: Sendable {
    private struct Entry {
        var stamp: ObjectStamp
        /// Whether the object's times tell of a change.
        var isTraceable: Bool
        /// Whether the beginning was taken for what it was.
        var isUnverified: Bool
        /// How often it was looked at since it came.
        var looks: Int
        var due: Timestamp
    }

    private struct State {
        var entries: [ObjectName: Entry] = [:]
        /// Bytes of all names.
        var weight = 0
        var isClosed = false
    }

    /// What is found out about an object.
    struct Look: Sendable {
        var stamp: ObjectStamp
        var isWritable: Bool
    }

    private let state = Monitor(State())
    private let dirty: DirtySet

    /// The most objects that are known, and bytes of their names.
    private static let capacity = 20_000
    private static let heaviest = 8 << 20

    /// How often an object is scanned again whose times do not tell of changes.
    static let mostScans = 10

    /// The longest pause between two looks, in milliseconds: of an object that has changed, and of others.
    private static let longestPause = (changed: 64_000, unchanged: 300_000)

    init(_ dirty: DirtySet) { self.dirty = dirty }

    /// How many there are.
    public var count: Int { state.withLock { $0.entries.count } }

    /// Notes what a scan has found out.
    func note(_ name: ObjectName, _ report: FileReport, ruleSet: Int64) {
        let now = Timestamp.monotonic()
        state.withLock { state in
            guard let status = report.status, report.writing != .nobody || report.isUnverified else {
                WrittenObjects.remove(name, &state)
                return
            }
            let isKnown = state.entries[name] != nil
            let isFull = state.entries.count >= WrittenObjects.capacity || state.weight >= WrittenObjects.heaviest
            guard isKnown || !isFull else { return }
            if !isKnown { state.weight += name.key.count }
            let looks = state.entries[name]?.looks ?? 0
            state.entries[name] = Entry(
                stamp: ObjectStamp(status, ruleSet: ruleSet),
                isTraceable: report.writing == .traceable,
                isUnverified: report.isUnverified,
                looks: looks,
                due: now.adding(milliseconds: WrittenObjects.pause(looks, WrittenObjects.longestPause.changed))
            )
        }
        state.notifyAll()
    }

    private static func pause(_ looks: Int, _ longest: Int) -> Int { min(1000 << min(looks, 10), longest) }

    private static func remove(_ name: ObjectName, _ state: inout State) {
        if state.entries.removeValue(forKey: name) != nil { state.weight -= name.key.count }
    }

    /// Looks at objects when it is time, until ``close()``.
    ///
    /// - Parameter look: Looks at one; `nil` when it is not there.
    func run(_ look: (ObjectName) -> Look?) {
        while true {
            let deadline = Timestamp.monotonic().adding(milliseconds: 1000)
            let isClosed = state.wait(until: deadline) { $0.isClosed ? true : nil } ?? false
            if isClosed { return }
            lookAtDue(at: .monotonic(), look)
        }
    }

    /// Looks at the objects that are due.
    func lookAtDue(at now: Timestamp, _ look: (ObjectName) -> Look?) {
        let due = state.withLock { state in state.entries.filter { $0.value.due <= now } }
        for (name, entry) in due {
            let found = look(name)
            let isChanged = found.map { $0.stamp != entry.stamp } ?? false
            let isOver = found.map { !$0.isWritable } ?? true
            let isBlind = !entry.isTraceable && entry.looks < WrittenObjects.mostScans
            // Once more when nobody can write any more: only then is its record final. Before it is forgotten, so that it is never
            // neither here nor marked.
            if found != nil, isOver || isChanged || isBlind || entry.isUnverified { dirty.mark(name, isSettled: true) }
            state.withLock { state in
                guard state.entries[name]?.due == entry.due else { return }
                if found == nil || isOver && !entry.isUnverified {
                    WrittenObjects.remove(name, &state)
                } else {
                    let longest = WrittenObjects.longestPause
                    let pause = WrittenObjects.pause(entry.looks + 1, isChanged ? longest.changed : longest.unchanged)
                    state.entries[name]?.looks += 1
                    state.entries[name]?.due = now.adding(milliseconds: pause)
                }
            }
        }
    }

    /// Ends ``run(_:)``.
    func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }
}

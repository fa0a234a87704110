import POSIX

/// An object of a bucket, or a folder of which only the access is meant.
struct ObjectName: Hashable, Sendable {
    var bucket: Int
    /// The path below the bucket; that of a folder ends with a slash.
    private var path: [UInt8]

    init(bucket: Int, key: [UInt8]) {
        self.bucket = bucket
        path = key
    }

    init(bucket: Int, folder: [UInt8]) {
        self.bucket = bucket
        path = folder + [UInt8(ascii: "/")]
    }

    var isFolder: Bool { path.last == UInt8(ascii: "/") }

    /// The path below the bucket.
    var key: [UInt8] { isFolder ? Array(path.dropLast()) : path }
}

/// The objects that must be looked at, each once, when they have settled.
///
/// It lives in memory: what was in it when the process ended is found again by the walk at the next start, because its
/// stamp is not the one in the records. So marking costs no write, and a crash loses nothing.
final class DirtySet: Sendable {
    /// How long objects are left alone after a change.
    struct Settling: Sendable {
        /// From the last change, in milliseconds.
        var quiet: Int
        /// From the first change, in milliseconds: a file that is written to all the time is looked at this often.
        var longest: Int
    }

    private struct Entry {
        /// The number of the first mark that is not answered yet.
        var mark: Int
        var first: Timestamp
        var due: Timestamp
    }

    private struct State {
        var marks = 0
        var waiting: [ObjectName: Entry] = [:]
        /// Objects by when they were due when they were put here; an entry that was put off since is put back.
        var queue: [(due: Timestamp, name: ObjectName)] = []
        var working: [ObjectName: Int] = [:]
        var isClosed = false
    }

    private let monitor = Monitor(State())
    private let settling: Settling

    init(_ settling: Settling) { self.settling = settling }

    /// Notes that an object may have changed.
    ///
    /// - Parameter isSettled: Whether it need not be left alone first, as when a walk has found it.
    func mark(_ name: ObjectName, isSettled: Bool = false) {
        let now = Timestamp.monotonic()
        monitor.withLock { state in
            state.marks += 1
            if var entry = state.waiting[name] {
                let latest = entry.first.adding(milliseconds: settling.longest)
                entry.due = min(now.adding(milliseconds: settling.quiet), latest)
                state.waiting[name] = entry
            } else {
                let due = isSettled ? now : now.adding(milliseconds: settling.quiet)
                state.waiting[name] = Entry(mark: state.marks, first: now, due: due)
                state.queue.push((due, name))
            }
        }
        monitor.notifyAll()
    }

    /// Waits for an object that is due, which must be given back with ``finish(_:)``; `nil` when the set is closed.
    ///
    /// An object that is being worked on is not handed out a second time.
    func next() -> ObjectName? {
        var deadline = Timestamp.monotonic()
        while true {
            let step: Step? = monitor.wait(until: deadline) { state in
                if state.isClosed { return .end }
                if let name = DirtySet.take(&state) { return .work(name) }
                // What is due first decides how long to wait, and may have come since the wait began.
                guard let due = state.queue.first?.due, due < deadline else { return nil }
                return .wait(due)
            }
            switch step {
            case .work(let name): return name
            case .end: return nil
            case .wait(let due): deadline = due
            case nil: deadline = Timestamp.monotonic().adding(milliseconds: 60_000)
            }
        }
    }

    /// What a scanner is to do.
    private enum Step {
        case work(ObjectName)
        case wait(Timestamp)
        case end
    }

    private static func take(_ state: inout State) -> ObjectName? {
        let now = Timestamp.monotonic()
        while let head = state.queue.first, head.due <= now {
            state.queue.pop()
            guard let entry = state.waiting[head.name] else { continue }
            if entry.due > now || state.working[head.name] != nil {
                // While it is worked on it waits for the end of that, and a little longer, not to be asked about all the time.
                state.queue.push((max(entry.due, now.adding(milliseconds: 20)), head.name))
                continue
            }
            state.waiting[head.name] = nil
            state.working[head.name] = entry.mark
            return head.name
        }
        return nil
    }

    /// Notes that what was found out about objects is in the records.
    func finish(_ names: [ObjectName]) {
        monitor.withLock { state in
            for name in names { state.working[name] = nil }
        }
        monitor.notifyAll()
    }

    /// Waits until every mark that was made before the call is answered, which is hastened.
    ///
    /// - Returns: Whether that was so before the deadline.
    func waitUntilAnswered(by deadline: Timestamp) -> Bool {
        let now = Timestamp.monotonic()
        let last = monitor.withLock { state in
            for name in state.waiting.keys {
                state.waiting[name]?.due = now
                state.queue.push((now, name))
            }
            return state.marks
        }
        monitor.notifyAll()
        return monitor.wait(until: deadline) { state in
            let isOpen =
                state.waiting.values.contains { $0.mark <= last } || state.working.values.contains { $0 <= last }
            return isOpen ? nil : true
        } ?? false
    }

    /// How many objects wait or are being worked on.
    var count: Int { monitor.withLock { $0.waiting.count + $0.working.count } }

    /// Ends all waiting for objects.
    func close() {
        monitor.withLock { $0.isClosed = true }
        monitor.notifyAll()
    }
}

/// A binary heap, earliest first.
extension [(due: Timestamp, name: ObjectName)] {
    fileprivate mutating func push(_ element: Element) {
        append(element)
        var index = count - 1
        while index > 0, self[index].due < self[(index - 1) / 2].due {
            swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    fileprivate mutating func pop() {
        swapAt(0, count - 1)
        removeLast()
        var index = 0
        while true {
            let left = 2 * index + 1
            guard left < count else { return }
            let least = left + 1 < count && self[left + 1].due < self[left].due ? left + 1 : left
            guard self[least].due < self[index].due else { return }
            swapAt(least, index)
            index = least
        }
    }
}

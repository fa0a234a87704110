public import POSIX

/// The objects that must be looked at, each once, when they have settled.
///
/// It lives in memory: what was in it when the process ended is found again by the walk at the next start, because its
/// stamp is not the one in the records. So marking costs no write, and a crash loses nothing.
public final class DirtySet: Sendable {
    private struct Entry {
        /// The number of the first mark that is not answered yet; ``retry`` when there is none.
        var mark: Int
        var first: Timestamp
        var due: Timestamp
        /// Whether it is in one of the queues by share.
        var isSorted = false
    }

    private struct State {
        var marks = Marks()
        /// The last mark up to which objects need not be left alone any more, because somebody waits.
        var hastened = 0
        private(set) var waiting: [ObjectName: Entry] = [:]
        var room: NameRoom
        /// Objects by when they were due when they were put here; an entry that was put off since is put back.
        var queue = DueQueue()
        /// Objects that are due.
        var ready = FairQueue()
        /// Objects that are due, and may take long.
        var slowReady = FairQueue()
        var working: [ObjectName: (mark: Int, isSlow: Bool)] = [:]
        var slowCount = 0
        var wasFast = false
        /// Objects that have taken long once, until they are finished.
        var slow: Set<ObjectName> = []
        /// How often objects could not be read, in a row.
        var failures = RetrySchedule<ObjectName>()
        /// Until when objects rest.
        var rests: [ObjectName: Timestamp] = [:]
        /// Above this number of rests those that are over are forgotten.
        var mostRests = DirtySet.fewRests
        var isClosed = false

        init(_ room: NameRoom) { self.room = room }

        /// Notes that an object waits; one that does already is changed.
        mutating func wait(_ name: ObjectName, _ entry: Entry) {
            if waiting.updateValue(entry, forKey: name) == nil { room.add(name) }
        }

        /// Notes that an object that waits does so no longer.
        mutating func endWait(of name: ObjectName) {
            if waiting.removeValue(forKey: name) != nil { room.remove(name) }
        }

        /// Changes what is known of an object, if it waits.
        mutating func change(_ name: ObjectName, _ body: (inout Entry) -> Void) {
            guard let index = waiting.index(forKey: name) else { return }
            body(&waiting.values[index])
        }
    }

    private let monitor: Monitor<State>
    private let settling: Settling
    private let threads: Int
    private let retries: Int

    /// What stands for a mark at an object that is only tried again.
    private static let retry = Int.max

    /// How many rests are kept before it is worth forgetting those that are over.
    private static let fewRests = 1000

    /// The most objects that rest.
    private static let mostRests = 100_000

    /// Creates an empty set.
    ///
    /// - Parameters:
    ///   - settling: How long objects are left alone.
    ///   - threads: How many threads take objects out.
    ///   - retries: How often an object that cannot be read is tried again.
    ///   - room: The memory for the names of objects that wait, in bytes.
    public init(_ settling: Settling, threads: Int = 1, retries: Int = 0, room: Int = 256 << 20) {
        monitor = Monitor(State(NameRoom(size: room)))
        self.settling = settling
        self.threads = threads
        self.retries = retries
    }

    /// How long the oldest mark has waited that is not answered yet, in seconds; 0 when all are.
    ///
    /// What is only tried again counts no more.
    public var oldestSeconds: Double {
        let oldest = monitor.withLock { $0.marks.oldestTime }
        return oldest.map { max(0, Timestamp.monotonic().seconds(since: $0)) } ?? 0
    }

    /// Notes that an object may have changed.
    ///
    /// - Parameters:
    ///   - name: The object.
    ///   - isSettled: Whether it need not be left alone first, as when a walk has found it.
    /// - Returns: Whether there was room for it, or it waits already. If not, a walk must find it later.
    @discardableResult
    public func mark(_ name: ObjectName, isSettled: Bool = false) -> Bool {
        let isMarked = monitor.withLock { mark(name, isSettled: isSettled, &$0) }
        monitor.notifyAll()
        return isMarked
    }

    /// Notes that a walk has found an object that differs from its record; waits until there is room for it.
    func markPatiently(_ name: ObjectName) {
        while !mark(name, isSettled: true) {
            let deadline = Timestamp.monotonic().adding(milliseconds: 1000)
            let isOver: Bool? = monitor.wait(until: deadline) { state in
                if state.isClosed { return true }
                return state.room.hasRoom(for: name) ? false : nil
            }
            if isOver == true { return }
        }
    }

    private func mark(_ name: ObjectName, isSettled: Bool, _ state: inout State) -> Bool {
        let now = Timestamp.monotonic()
        let rest = state.rests[name]
        if var entry = state.waiting[name], entry.mark != DirtySet.retry {
            // It answers both.
            state.marks.skip()
            let latest = entry.first.adding(milliseconds: settling.longest)
            entry.due = later(min(now.adding(milliseconds: settling.quiet), latest), rest)
            state.wait(name, entry)
            return true
        }
        guard state.waiting[name] != nil || state.room.hasRoom(for: name) else { return false }
        let due = later(isSettled ? now : now.adding(milliseconds: settling.quiet), rest)
        let isSorted = state.waiting[name]?.isSorted ?? false
        state.wait(name, Entry(mark: state.marks.make(), first: now, due: due, isSorted: isSorted))
        if !isSorted { state.queue.push((due, name)) }
        return true
    }

    /// Waits for an object that is due.
    ///
    /// An object that is being worked on is not handed out a second time. Buckets, owners and folders take turns, and
    /// objects that may take long never have all threads, unless there is but one.
    ///
    /// - Parameter find: Finds out owner and size of an object, without any lock.
    /// - Returns: The object, which must be given back with ``finish(_:)``, ``slowDown(_:)`` or ``tryAgain(_:)``; `nil`
    ///   when the set is closed.
    public func next(finding find: (ObjectName) -> Traits = { _ in Traits() }) -> Turn? {
        var deadline = Timestamp.monotonic()
        while true {
            let step: Step? = monitor.wait(until: deadline) { state in
                if state.isClosed { return .end }
                let due = takeDue(&state)
                if !due.isEmpty { return .sort(due) }
                if let turn = take(&state) { return .work(turn) }
                // What is due first decides how long to wait, and may have come since the wait began.
                guard let due = state.queue.first?.due, due < deadline else { return nil }
                return .wait(due)
            }
            switch step {
            case .work(let turn): return turn
            case .sort(let names): if let turn = sort(names, find) { return turn }
            case .end: return nil
            case .wait(let due): deadline = due
            case nil: deadline = Timestamp.monotonic().adding(milliseconds: 60_000)
            }
        }
    }

    /// What a scanner is to do.
    private enum Step {
        case work(Turn)
        case sort([ObjectName])
        case wait(Timestamp)
        case end
    }

    /// How many objects are sorted before one is handed out.
    private static let sortedAtOnce = 256

    /// Takes objects that are due out of the queue by time.
    private func takeDue(_ state: inout State) -> [ObjectName] {
        let now = Timestamp.monotonic()
        var names: [ObjectName] = []
        while names.count < DirtySet.sortedAtOnce, let head = state.queue.first, head.due <= now {
            state.queue.pop()
            guard let entry = state.waiting[head.name], !entry.isSorted else { continue }
            if entry.due > now || state.working[head.name] != nil {
                // While it is worked on it waits for the end of that, and a little longer, not to be asked about all the time.
                state.queue.push((max(entry.due, now.adding(milliseconds: 20)), head.name))
                continue
            }
            state.change(head.name) { $0.isSorted = true }
            names.append(head.name)
        }
        return names
    }

    /// Sorts objects by whose they are, and takes the one whose turn it is.
    private func sort(_ names: [ObjectName], _ find: (ObjectName) -> Traits) -> Turn? {
        let traits = names.map { $0.isFolder ? Traits() : find($0) }
        let turn: Turn? = monitor.withLock { state in
            for (name, traits) in zip(names, traits) {
                let key = name.key
                let folder = key.firstIndex(of: UInt8(ascii: "/")).map { Array(key[..<$0]) } ?? []
                let share = FairQueue.Share(bucket: name.bucket, owner: traits.owner, folder: folder)
                if traits.isSlow || state.slow.contains(name) {
                    state.slow.insert(name)
                    state.slowReady.append(name, of: share)
                } else {
                    state.ready.append(name, of: share)
                }
            }
            return state.isClosed ? nil : take(&state)
        }
        monitor.notifyAll()
        return turn
    }

    private func take(_ state: inout State) -> Turn? {
        while true {
            // One that may take long is wanted where none is at work, and others where nothing else waits; but a thread
            // is always left.
            let maySlow = !state.slowReady.isEmpty && state.slowCount < max(1, threads - 1)
            let isSlow = maySlow && (state.ready.isEmpty || (threads > 1 ? state.slowCount == 0 : state.wasFast))
            guard let name = isSlow ? state.slowReady.take() : state.ready.take() else { return nil }
            guard let entry = state.waiting[name], entry.isSorted else { continue }
            let now = Timestamp.monotonic()
            if entry.due > now || state.working[name] != nil {
                state.change(name) { $0.isSorted = false }
                state.queue.push((max(entry.due, now.adding(milliseconds: 20)), name))
                continue
            }
            state.endWait(of: name)
            state.working[name] = (entry.mark, isSlow)
            if isSlow { state.slowCount += 1 }
            state.wasFast = !isSlow
            return Turn(name: name, isSlow: isSlow)
        }
    }

    /// Notes that what was found out about objects is in the records.
    public func finish(_ names: [ObjectName]) {
        monitor.withLock { state in
            for name in names {
                state.marks.close(DirtySet.release(name, &state))
                state.failures.forget(name)
                state.slow.remove(name)
            }
        }
        monitor.notifyAll()
    }

    /// Whether somebody looks at an object, or keeps what was seen.
    public func isBeingLookedAt(_ name: ObjectName) -> Bool { monitor.withLock { $0.working[name] != nil } }

    /// Notes that an object is not to be looked at again for a while, whatever marks it; before it is given back.
    ///
    /// - Parameters:
    ///   - name: The object.
    ///   - milliseconds: How long.
    public func rest(_ name: ObjectName, milliseconds: Int) {
        let now = Timestamp.monotonic()
        let end = now.adding(milliseconds: milliseconds)
        monitor.withLock { state in
            if state.rests.count >= state.mostRests {
                state.rests = state.rests.filter { now < $0.value }
                state.mostRests = max(DirtySet.fewRests, 2 * state.rests.count)
            }
            guard state.rests.count < DirtySet.mostRests else { return }
            state.rests[name] = later(end, state.rests[name])
            // It may have been marked while it was looked at; where it is sorted already, it is put back.
            state.change(name) { $0.due = later($0.due, end) }
        }
    }

    private func later(_ due: Timestamp, _ rest: Timestamp?) -> Timestamp { rest.map { max(due, $0) } ?? due }

    /// Notes that the scan of an object has ended, whose outcome is still to be written: its thread is free again.
    public func endScan(of name: ObjectName) {
        monitor.withLock { state in
            guard let work = state.working[name], work.isSlow else { return }
            state.working[name] = (work.mark, false)
            state.slowCount -= 1
        }
        monitor.notifyAll()
    }

    /// Gives back an object that took too long: it comes again among those that may.
    public func slowDown(_ name: ObjectName) {
        let now = Timestamp.monotonic()
        monitor.withLock { state in
            state.slow.insert(name)
            DirtySet.putBack(name, mark: DirtySet.release(name, &state), due: now, &state)
        }
        monitor.notifyAll()
    }

    /// Gives back an object that could not be read for a reason that may pass: it comes again after a while, twice as
    /// long each time.
    ///
    /// Nobody who waits for what was marked waits for that.
    ///
    /// - Returns: Whether it does; `false` when it was tried often enough, or too many others wait. Then it is still to be
    ///   given back.
    public func tryAgain(_ name: ObjectName) -> Bool {
        let now = Timestamp.monotonic()
        let isTried = monitor.withLock { state in
            guard let pause = state.failures.fail(name, atMost: retries) else { return false }
            state.marks.close(DirtySet.release(name, &state))
            let due = now.adding(milliseconds: pause)
            DirtySet.putBack(name, mark: DirtySet.retry, due: due, &state)
            return true
        }
        monitor.notifyAll()
        return isTried
    }

    /// Notes that nobody works on an object; returns the mark for which it was.
    private static func release(_ name: ObjectName, _ state: inout State) -> Int {
        guard let work = state.working.removeValue(forKey: name) else { return retry }
        if work.isSlow { state.slowCount -= 1 }
        return work.mark
    }

    private static func putBack(_ name: ObjectName, mark: Int, due: Timestamp, _ state: inout State) {
        if let entry = state.waiting[name] {
            // It was marked again meanwhile: that look answers both.
            state.change(name) { $0.mark = min(entry.mark, mark) }
            state.marks.close(max(entry.mark, mark))
        } else {
            state.wait(name, Entry(mark: mark, first: .monotonic(), due: due))
            state.queue.push((due, name))
        }
    }

    /// Waits until every mark that was made before the call is answered, which is hastened; objects that rest do so.
    ///
    /// - Returns: Whether that was so before the deadline.
    public func waitUntilAnswered(by deadline: Timestamp) -> Bool {
        let now = Timestamp.monotonic()
        let last = monitor.withLock { state in
            guard state.hastened < state.marks.last else { return state.marks.last }
            state.hastened = state.marks.last
            for (name, entry) in state.waiting where entry.mark != DirtySet.retry {
                let due = later(now, state.rests[name])
                guard due < entry.due else { continue }
                state.change(name) { $0.due = due }
                if !entry.isSorted { state.queue.push((due, name)) }
            }
            return state.marks.last
        }
        monitor.notifyAll()
        return monitor.wait(until: deadline) { state in
            state.marks.isOpen(upTo: last) ? nil : true
        } ?? false
    }

    /// How many objects wait or are being worked on.
    public var count: Int { monitor.withLock { $0.waiting.count + $0.working.count } }

    /// Whether an object is marked or being looked at.
    public func contains(_ name: ObjectName) -> Bool {
        monitor.withLock { $0.waiting[name] != nil || $0.working[name] != nil }
    }

    /// Ends all waiting for objects.
    public func close() {
        monitor.withLock { $0.isClosed = true }
        monitor.notifyAll()
    }
}

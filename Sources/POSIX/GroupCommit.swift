/// Gathers what many threads want written, so that one of them writes for all: while it does, the next group gathers.
///
/// What costs is waiting for the disk, or for another process, and that is done once for a group. Whoever comes first writes
/// for all who come until it is its turn; nobody else waits unless it wants to.
public final class GroupCommit<Entry: Sendable, Value: Sendable>: Sendable {
    /// Gets what an entry has come to.
    public typealias Done = @Sendable (Result<Value, any Error>) -> Void

    @usableFromInline
    struct Member: Sendable {
        @usableFromInline let entry: Entry
        @usableFromInline let done: Done

        @usableFromInline
        init(_ entry: Entry, _ done: @escaping Done) {
            self.entry = entry
            self.done = done
        }
    }

    @usableFromInline
    struct State {
        @usableFromInline var waiting: [Member] = []
        @usableFromInline var writers = 0

        @usableFromInline
        init() {}
    }

    @usableFromInline let state: Monitor<State>
    @usableFromInline let mostWriters: Int
    @usableFromInline let commit: @Sendable ([Entry]) throws -> [Value]

    // Inlinable, because what is generic at run time costs more than it does.

    /// Prepares to gather.
    ///
    /// - Parameters:
    ///   - writers: How many groups may be written at the same time.
    ///   - commit: Writes entries in their order, all or none, and returns as many values. No more than `writers` threads
    ///     call it at once.
    @inlinable
    public init(writers: Int = 1, _ commit: @escaping @Sendable ([Entry]) throws -> [Value]) {
        state = Monitor(State())
        mostWriters = writers
        self.commit = commit
    }

    /// Has an entry written, by this thread or by another that is about to write.
    ///
    /// - Parameters:
    ///   - entry: What.
    ///   - done: Called once when it is written, before this returns or later, on whatever thread has written it; gets what
    ///     writing the group has thrown when nothing of it was. It must neither wait for long nor
    ///     have something else written here and wait for that: others come after.
    @inlinable
    public func write(_ entry: Entry, then done: @escaping Done) {
        let isFirst = state.withLock { state in
            state.waiting.append(Member(entry, done))
            return state.waiting.count == 1
        }
        guard isFirst else { return }
        let group: [Member] = state.wait { state in
            guard state.writers < mostWriters else { return nil }
            state.writers += 1
            defer { state.waiting = [] }
            return state.waiting
        }
        do {
            let values = try commit(group.map { $0.entry })
            for index in group.indices { group[index].done(.success(values[index])) }
        } catch {
            for member in group { member.done(.failure(error)) }
        }
        // Only now: who asks again as soon as it hears is in the next group, and not in the one behind that.
        end()
    }

    /// Whether entries wait that no thread is writing yet.
    public var isWaiting: Bool { state.withLock { !$0.waiting.isEmpty } }

    @inlinable
    func end() {
        state.withLock { $0.writers -= 1 }
        state.notifyAll()
    }

    /// Writes an entry, which is written when this returns.
    ///
    /// - Throws: What writing the group has thrown: then nothing of it was written.
    @inlinable
    public func write(_ entry: Entry) throws -> Value {
        let result = Monitor<Result<Value, any Error>?>(nil)
        write(entry) { value in
            result.withLock { $0 = value }
            result.notifyAll()
        }
        return try result.wait { $0 }.get()
    }
}

import Glibc

/// Plain threads, for work that burns processor time and waits for disks.
///
/// Such work would stall the tasks of Swift's cooperative pool, which has one thread for each core.
public enum Threads {
    /// Runs `body` on `count` threads at once, the calling one among them, and returns when all have ended.
    ///
    /// - Parameters:
    ///   - count: At least 1. When the system refuses a thread, fewer are used.
    ///   - body: Gets the thread's number from 0 on.
    public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        var threads: [pthread_t] = []
        for number in 1..<max(count, 1) {
            if let thread = start(number, body) { threads.append(thread) }
        }
        body(0)
        for thread in threads { _ = pthread_join(thread, nil) }
    }

    /// Works out two values at once, the second on a thread of its own if the system gives one.
    ///
    /// - Throws: What `first` throws, when both have ended.
    public static func both<First, Second: Sendable, Failure>(
        _ first: () throws(Failure) -> First,
        and second: @escaping @Sendable () -> Second
    ) throws(Failure) -> (First, Second) {
        let found = Monitor<Second?>(nil)
        let thread = start(1) { _ in
            let value = second()
            found.withLock { $0 = value }
        }
        let result = Result(catching: first)
        if let thread { _ = pthread_join(thread, nil) }
        let value = found.withLock { $0.take() } ?? second()
        return (try result.get(), value)
    }

    /// Runs `body` on a thread that nobody waits for.
    ///
    /// - Returns: Whether the system gave a thread.
    @discardableResult
    public static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
        guard let thread = start(0, { _ in body() }) else { return false }
        _ = pthread_detach(thread)
        return true
    }

    /// Lets the calling thread sleep.
    public static func sleep(milliseconds: Int) { _ = usleep(useconds_t(milliseconds * 1000)) }

    /// The number of processors that this process may use.
    public static var processorCount: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }

    /// Starts a thread; the corresponding C function is `pthread_create`.
    private static func start(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) -> pthread_t? {
        var thread = pthread_t()
        let start = unsafe Unmanaged.passRetained(Start(number: number, body: body))
        let result = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                start.body(start.number)
                return nil
            },
            start.toOpaque()
        )
        if result == 0 { return thread }
        unsafe start.release()
        return nil
    }

    /// What a new thread is told.
    private final class Start: Sendable {
        let number: Int
        let body: @Sendable (Int) -> Void

        init(number: Int, body: @escaping @Sendable (Int) -> Void) {
            self.number = number
            self.body = body
        }
    }
}

/// Threads for work of which only so much may be done at once, such as what waits for clients.
public final class LimitedThreads: Sendable {
    private let running = Monitor(0)
    private let most: Int

    /// Has none begun.
    ///
    /// - Parameter most: How many threads there are at most at once.
    public init(most: Int) { self.most = most }

    /// Runs `body` on a thread of its own that nobody waits for.
    ///
    /// - Returns: `false` when there are as many as there may be, or the system gives none; `body` is not run then.
    public func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = running.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
        guard isTaken else { return false }
        let isStarted = Threads.detach { [running] in
            body()
            running.withLock { $0 -= 1 }
        }
        if !isStarted { running.withLock { $0 -= 1 } }
        return isStarted
    }
}

/// Threads like ``LimitedThreads``, of which nobody has more than a part.
public final class SharedThreads: Sendable {
    private let threads: LimitedThreads
    private let counts = Monitor<[String: Int]>([:])
    private let mostOfOne: Int

    /// Has none begun.
    ///
    /// - Parameters:
    ///   - most: How many threads there are at most at once.
    ///   - mostOfOne: How many of them anybody has.
    public init(most: Int, mostOfOne: Int) {
        threads = LimitedThreads(most: most)
        self.mostOfOne = mostOfOne
    }

    /// Runs `body` on a thread of its own that nobody waits for.
    ///
    /// - Parameters:
    ///   - owner: Whose it is.
    ///   - body: What it does.
    /// - Returns: `false` when there are as many as there may be, or the system gives none; `body` is not run then.
    public func start(for owner: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = counts.withLock { [mostOfOne] counts in
            guard counts[owner, default: 0] < mostOfOne else { return false }
            counts[owner, default: 0] += 1
            return true
        }
        guard isTaken else { return false }
        let isStarted = threads.start { [counts] in
            body()
            SharedThreads.leave(owner, counts)
        }
        if !isStarted { SharedThreads.leave(owner, counts) }
        return isStarted
    }

    private static func leave(_ owner: String, _ counts: Monitor<[String: Int]>) {
        counts.withLock { counts in
            let own = counts[owner] ?? 0
            counts[owner] = own > 1 ? own - 1 : nil
        }
    }
}

/// State that threads share, and a way to wait for it to change.
///
/// The corresponding C types are `pthread_mutex_t` and `pthread_cond_t`.
@safe
public final class Monitor<State>: @unchecked Sendable {
    // Sendable because `state` is only touched while `mutex` is held.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    @usableFromInline var state: State

    /// Creates a monitor.
    public init(_ state: State) {
        self.state = state
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    // Inlinable, because what is generic at run time costs more than the lock itself.

    /// Runs `body` with the state to itself.
    @inlinable
    public func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        lock()
        defer { unlock() }
        return try body(&state)
    }

    /// Runs `body`, again and again after each change, until it returns something.
    @inlinable
    public func wait<Result>(_ body: (inout State) -> Result?) -> Result {
        lock()
        defer { unlock() }
        while true {
            if let result = body(&state) { return result }
            waitForChange()
        }
    }

    /// Runs `body`, again and again after each change, until it returns something or the time is over.
    ///
    /// - Parameters:
    ///   - deadline: By the clock ``Timestamp/monotonic()``.
    ///   - body: Looks at the state.
    /// - Returns: What `body` returned; `nil` when the time is over.
    public func wait<Result>(until deadline: Timestamp, _ body: (inout State) -> Result?) -> Result? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        var time = timespec(tv_sec: deadline.seconds, tv_nsec: deadline.nanoseconds)
        while true {
            if let result = body(&state) { return result }
            if unsafe pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return body(&state) }
        }
    }

    /// Wakes all who wait, after a change.
    public func notifyAll() { unsafe pthread_cond_broadcast(condition) }

    @usableFromInline
    func lock() { unsafe pthread_mutex_lock(mutex) }

    @usableFromInline
    func unlock() { unsafe pthread_mutex_unlock(mutex) }

    @usableFromInline
    func waitForChange() { unsafe pthread_cond_wait(condition, mutex) }
}

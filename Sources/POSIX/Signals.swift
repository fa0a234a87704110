import Glibc

/// Signals as values instead of interruptions.
public enum Signals {
    /// A request to end, or to begin anew.
    public enum Request: CInt, Sendable {
        /// From another process: read the configuration again.
        case reload = 1
        /// From the keyboard.
        case interrupt = 2
        /// From another process.
        case terminate = 15

        /// What the shell expects of a process that ended because of the signal.
        public var exitStatus: CInt { 128 + rawValue }
    }

    /// Makes writing to a closed pipe an error instead of the end of the process.
    public static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Calls `body`, on a thread of its own, when the process is asked to end; from the second time on, ends it at once.
    ///
    /// Call this before other threads are started: they must inherit that the signals are blocked. The corresponding C
    /// function is `sigwait`.
    ///
    /// - Parameter body: Must not return before the process may be ended by another request.
    public static func whenAskedToEnd(_ body: @escaping @Sendable (Request) -> Void) {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for request in [Request.interrupt, .terminate] where !isIgnored(request) {
            unsafe sigaddset(&set, request.rawValue)
        }
        guard unsafe pthread_sigmask(SIG_BLOCK, &set, nil) == 0 else { return }
        let blocked = set
        Threads.detach {
            var set = blocked
            var number: CInt = 0
            guard unsafe sigwait(&set, &number) == 0, let request = Request(rawValue: number) else { return }
            Threads.detach { body(request) }
            _ = unsafe sigwait(&set, &number)
            _exit(128 + number)
        }
    }

    /// Calls `body` for each request, on one thread of its own.
    ///
    /// Call this before other threads are started: they must inherit that the signals are blocked.
    public static func handle(_ body: @escaping @Sendable (Request) -> Void) {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for request in [Request.reload, .interrupt, .terminate] { unsafe sigaddset(&set, request.rawValue) }
        guard unsafe pthread_sigmask(SIG_BLOCK, &set, nil) == 0 else { return }
        let blocked = set
        Threads.detach {
            var set = blocked
            var number: CInt = 0
            while unsafe sigwait(&set, &number) == 0 {
                if let request = Request(rawValue: number) { body(request) }
            }
        }
    }

    /// Whether the parent wants the process to go on regardless, as `nohup` does.
    private static func isIgnored(_ request: Request) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(request.rawValue, nil, &action) == 0 else { return false }
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}

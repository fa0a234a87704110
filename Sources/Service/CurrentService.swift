import POSIX

/// What watches and scans now: the one thing that a reload of the configuration replaces.
///
/// Whoever holds it asks for the service each time that it needs it, and keeps it no longer than for what it does.
final class CurrentService: Sendable {
    private let running: Monitor<Daemon.Running>

    /// Begins with a service.
    init(_ running: Daemon.Running) { self.running = Monitor(running) }

    /// What runs now.
    func callAsFunction() -> Daemon.Running { running.withLock { $0 } }

    /// Puts another in its place, which goes on counting where this one has ended.
    func replace(with running: Daemon.Running) {
        self.running.withLock { current in
            let totals = current.totals
            current = running
            current.before = totals
        }
    }
}

import POSIX
public import Records

/// Forgets what is over for too long, in pieces between which others write.
public final class Housekeeper: Sendable {
    private struct State {
        var isEnded = false
        var problem: String?
    }

    private let records: RecordStore
    private let retention: Retention
    private let state = Monitor(State())

    /// Between two looks, in milliseconds.
    private static let pause = 60_000

    /// After a look that has failed, in milliseconds: what stood in its way may be gone soon, and is a problem until then.
    private static let retryPause = 2000

    /// Each of so many looks goes through the actions.
    private static let actionsEach = 60

    /// Between two pieces, in milliseconds: the disk is for others, too.
    private static let rest = 20

    /// Keeps `records` to what `retention` says.
    public init(_ records: RecordStore, _ retention: Retention) {
        self.records = records
        self.retention = retention
    }

    /// Why records that are over cannot be removed, if they cannot.
    public var problem: String? { state.withLock { $0.problem } }

    /// Works until ``stop()``, on the caller's thread.
    public func run() {
        var looks = 0
        repeat {
            tidy(withActions: looks % Housekeeper.actionsEach == 0)
            looks += 1
        } while !waitForEnd(problem == nil ? Housekeeper.pause : Housekeeper.retryPause)
    }

    /// Ends ``run()`` soon.
    public func stop() {
        state.withLock { $0.isEnded = true }
        state.notifyAll()
    }

    /// Removes what is to be removed now.
    func tidy(withActions: Bool) {
        do {
            let time = Timestamp.now().secondsSince1970
            while try records.removeOldFindings(retention, at: time), !waitForEnd(Housekeeper.rest) {}
            while withActions, try records.removeOldActions(retention, at: time), !waitForEnd(Housekeeper.rest) {}
            while try records.shrink(), !waitForEnd(Housekeeper.rest) {}
            state.withLock { $0.problem = nil }
        } catch {
            state.withLock { $0.problem = "old records cannot be removed: \(error)" }
        }
    }

    private func waitForEnd(_ milliseconds: Int) -> Bool {
        state.wait(until: Timestamp.monotonic().adding(milliseconds: milliseconds)) { $0.isEnded ? true : nil } ?? false
    }
}

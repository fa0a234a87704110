import EventRules
import ObjectRewriting
import POSIX
import Problems
import Records
import Watching

/// What a crash has cut short is mended, and rules act from then on.
extension ObjectKeeper {
    /// Mends what a crash has cut short, and acts for rules from then on.
    public func run() {
        if !recoverAll() {
            Threads.detach { [weak self] in
                while let self, !isOver(within: ObjectKeeper.pause), !recoverAll() {}
            }
        }
        for scheme in RuleAction.Scheme.allCases { events.register(self, for: scheme) }
    }

    /// Acts for no rule any more; what is under way goes on.
    public func stop() {
        events.unregister(self)
        isEnding.withLock { $0 = true }
        isEnding.notifyAll()
    }

    private func isOver(within milliseconds: Int) -> Bool {
        isEnding.wait(until: Timestamp.monotonic().adding(milliseconds: milliseconds)) { $0 ? true : nil } ?? false
    }

    /// Has everything mended that was cut short.
    ///
    /// - Returns: Whether it is known what that is.
    private func recoverAll() -> Bool {
        let records: [ActionRecord]? = failures.attempt("interrupted actions cannot be read") {
            try endForgotten()
            return try self.records.runningActions()
        }
        for record in records ?? [] { recoverLater(record) }
        return records != nil
    }

    func recoverLater(_ record: ActionRecord) {
        guard ObjectRewriter.isBegun(record),
            let bucket = dependencies.buckets.first(where: { $0.record.id == record.bucket })
        else {
            // Nothing was begun: the intent comes before the first file.
            var record = record
            record.state = .failed
            record.reason = record.reason ?? "interrupted: the service ended before anything was done"
            record.endedAt = Timestamp.now().secondsSince1970
            // What cannot be written now is found again, and ended, at the next start.
            failures.attempt("an interrupted action cannot be ended") { [record] in try records.put(record) }
            return
        }
        Threads.detach { [weak self] in
            var milliseconds = 100
            while let self {
                if let root = bucket.root, recover(record, bucket, root) { return }
                Threads.sleep(milliseconds: milliseconds)
                milliseconds = min(milliseconds * 2, 60_000)
            }
        }
    }

    /// - Returns: Whether nothing is left to do.
    private func recover(
        _ record: ActionRecord,
        _ bucket: MonitoredBucket,
        _ root: Directory
    ) -> Bool {
        let object = "\(bucket.record.name)/\(MonitoredBucket.text(ofKey: record.key))"
        func noteUnclear(_ reason: String) {
            let problem = Problem(
                .action,
                of: object,
                "object \(object): an operation that was cut short is not mended: \(reason)",
                hint: "put right what is in the way; it is tried again by itself",
                since: record.startedAt
            )
            unclear.withLock { $0[record.id] = problem }
        }
        do {
            let mended = try rewriter.recover(record, in: bucket, root)
            try conclude(mended, bucket)
            unclear.withLock { $0[record.id] = nil }
            return true
        } catch {
            // Whoever puts things right, or back, need not tell: it is tried again.
            noteUnclear("\(error)")
            return false
        }
    }
}

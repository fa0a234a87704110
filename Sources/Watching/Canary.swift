public import POSIX
public import Records
public import Findings
import Synchronization

/// A harmless object that `magpie doctor` has put into a bucket, or is about to, and how far it has come.
public final class Canary: Sendable {
    /// How far it has come; times are milliseconds since it was planted.
    public struct Progress: Sendable {
        /// When it was planted; `nil` before.
        public var begin: Timestamp?
        /// The file, where the service itself has made it.
        public var planted: FileStatus?
        public var noticed: Int?
        public var scanned: Int?
        /// What a scan could not do; `nil` when all was looked at.
        public var gap: String?
        public var isFailed = false
        public var found: Int?
        public var delivered: Int?
        /// Of its events.
        public var events: [String] = []
        public var sample: SampleRoute?
        /// When the rules, by bus and name, have rehearsed, and what would have prevented them.
        public var rehearsed: [String: (at: Int, refusal: String?)] = [:]
        /// Whether a rule needs the key service.
        public var needsKeys = false
        public var isEnded = false

        init() {}
    }

    /// 32 hexadecimal digits that nobody can guess.
    public let id: String
    public let bucket: MonitoredBucket
    public let key: [UInt8]
    /// What is in it.
    public let text: [UInt8]
    /// The last event before it.
    public let lastEvent: Int64
    public let progress = Monitor(Progress())

    /// How the names of canaries begin.
    static let prefix = ".magpie-doctor-"

    /// Makes one up, which is not in its bucket yet.
    public init(in bucket: MonitoredBucket, after lastEvent: Int64) {
        self.lastEvent = lastEvent
        let digits = Array("0123456789abcdef")
        id = String((0..<32).map { _ in digits[Int.random(in: 0..<16)] })
        key = Array("\(Canary.prefix)\(id).txt".utf8)
        self.bucket = bucket
        text = Array(Canary.text().utf8)
    }

    /// The canary's name among all objects.
    public var name: ObjectName { ObjectName(bucket: bucket.index, key: key) }

    /// An access key that nobody has, made up anew each time, and a number for tests of payments.
    private static func text() -> String {
        func random(_ count: Int, _ letters: String) -> String {
            let letters = Array(letters)
            return String((0..<count).map { _ in letters[Int.random(in: letters.indices)] })
        }
        let (upper, lower) = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
        return """
            Made by 'magpie doctor': nothing in here is real, and it can be removed.
            aws_access_key_id = AKIA\(random(16, upper + "234567"))
            aws_secret_access_key = \(random(40, upper + lower + "0123456789"))
            credit card number: 4242 4242 4242 4242

            """
    }

    /// Milliseconds since it was planted.
    public func elapsed(_ progress: Progress) -> Int {
        progress.begin.map { Int(1000 * Timestamp.monotonic().seconds(since: $0)) } ?? 0
    }

    /// Notes that its event is on the bus.
    public func note(_ sample: SampleRoute) {
        progress.withLock { progress in
            if progress.events.count < 16 { progress.events.append(sample.event) }
            progress.sample = sample
        }
        progress.notifyAll()
    }

    /// Notes what a rule would do.
    public func note(rule: String, refusal: String?, needsKeys: Bool) {
        progress.withLock { progress in
            progress.rehearsed[rule] = (elapsed(progress), refusal)
            if needsKeys { progress.needsKeys = true }
        }
        progress.notifyAll()
    }
}

/// The canaries that are in buckets now.
public final class Canaries: Sendable {
    private let all = Monitor<[[UInt8]: Canary]>([:])
    /// How many there are, so that those who scan need not wait for each other.
    private let count = Atomic(0)

    /// How many there may be at once.
    static let most = 16

    /// Has none yet.
    public init() {}

    /// Adds one; `false` when there are too many.
    public func add(_ canary: Canary) -> Bool {
        all.withLock { all in
            guard all.count < Canaries.most else { return false }
            all[canary.key] = canary
            count.store(all.count, ordering: .releasing)
            return true
        }
    }

    public func remove(_ canary: Canary) {
        all.withLock { all in
            all[canary.key] = nil
            count.store(all.count, ordering: .releasing)
        }
    }

    private var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

    /// The one with this id.
    public func canary(_ id: String) -> Canary? { all.withLock { $0.values.first { $0.id == id } } }

    /// The one that is this object.
    public func canary(_ key: [UInt8], in bucket: MonitoredBucket) -> Canary? {
        canary(key, inBucket: bucket.record.id)
    }

    public func canary(_ key: [UInt8], inBucket bucket: Int64) -> Canary? {
        guard !isEmpty, let canary = all.withLock({ $0[key] }), canary.bucket.record.id == bucket else { return nil }
        return canary
    }

    /// The one that has this path below its bucket: it cannot be guessed.
    public func canary(_ key: [UInt8]?) -> Canary? {
        guard let key, !isEmpty else { return nil }
        return all.withLock { $0[key] }
    }

    /// Marks the finding of a canary as one of a sample.
    public func marked(_ finding: FindingRecord?, _ key: [UInt8], in bucket: MonitoredBucket) -> FindingRecord? {
        guard var record = finding, canary(key, in: bucket) != nil else { return finding }
        record.finding.isSample = true
        return record
    }

    public func noteScan(of key: [UInt8], in bucket: MonitoredBucket, _ coverage: Coverage) {
        guard let canary = canary(key, in: bucket) else { return }
        if coverage.isNoObject { return }
        canary.progress.withLock { progress in
            guard progress.scanned == nil || progress.isFailed else { return }
            progress.scanned = canary.elapsed(progress)
            progress.gap = coverage.reason?.name
            progress.isFailed = coverage.verdict == .skipped
        }
        canary.progress.notifyAll()
    }

    /// Takes away at once what the service has planted, as it ends.
    public func close() {
        for canary in all.withLock({ Array($0.values) }) {
            canary.unplant()
            canary.progress.withLock { $0.isEnded = true }
            canary.progress.notifyAll()
        }
    }
}

import Synchronization

/// How long things took, counted in fixed classes.
///
/// Counts only grow. Cost of an observation: a lock that is held for one addition.
public final class Histogram: Sendable {
    /// What was counted up to a moment.
    public struct Counts: Sendable, Equatable {
        /// The upper bounds of all classes but the last, in seconds, which are part of their class.
        public var bounds: [Double]
        /// How many observations are in each class, the last being those above all bounds.
        public var counts: [Int]
        /// All observations together, in seconds.
        public var sum: Double
    }

    /// From a millisecond to ten minutes, each about three times the one before, in seconds.
    public static let bounds = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300]

    private let counts = Mutex(Array(repeating: 0, count: Histogram.bounds.count + 1))
    private let microseconds = Atomic(0)

    /// Creates one without observations.
    public init() {}

    /// Notes that something took so long; a clock that went back counts as 0.
    public func observe(seconds: Double) {
        let seconds = seconds.isFinite ? min(max(0, seconds), 1e9) : 0
        let place = Histogram.bounds.firstIndex { seconds <= $0 } ?? Histogram.bounds.count
        counts.withLock { $0[place] += 1 }
        microseconds.wrappingAdd(Int(seconds * 1e6), ordering: .relaxed)
    }

    /// What was counted so far.
    public var now: Counts {
        Counts(
            bounds: Histogram.bounds,
            counts: counts.withLock { $0 },
            sum: Double(microseconds.load(ordering: .relaxed)) / 1e6
        )
    }
}

/// Counts by a word, of which there are few.
public final class Counters: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// The most words; all others count as `other`.
    public static let most = 64

    /// Creates counters; those in `words` are there from the beginning, with 0.
    public init(_ words: [String] = []) {
        counts.withLock { counts in for word in words.prefix(Counters.most) { counts[word] = 0 } }
    }

    /// Counts one more.
    public func add(_ word: String, _ count: Int = 1) {
        counts.withLock { counts in
            let isKept = counts[word] != nil || counts.count < Counters.most
            counts[isKept ? word : "other", default: 0] += count
        }
    }

    /// All counts, by word.
    public var now: [String: Int] { counts.withLock { $0 } }
}

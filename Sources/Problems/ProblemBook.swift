public import POSIX

/// What is wrong now: since when, how often, and what of it has been told.
///
/// It is bounded: at most ``mostOfName`` problems of one name are held, of others only how many they are.
public final class ProblemBook: Sendable {
    /// A problem that stands.
    public struct Entry: Sendable, Equatable {
        public var problem: Problem
        /// When it began, in seconds since 1970.
        public var since: Double
        /// How often it has happened: as its reporter counts, else how often it began within ``memory`` seconds.
        public var count: Int
        /// Tells one beginning from another.
        var number = 0

        /// All of it in a sentence, as people read it.
        public var sentence: String {
            let times = count > 1 ? ", \(count) times" : ""
            let hint = problem.hint.isEmpty ? "" : ": \(problem.hint)"
            return "\(problem.text)\(hint) (since \(UTCTime.text(secondsSince1970: since))\(times))"
        }
    }

    /// What has become of a problem since it was asked for last.
    public enum Change: Sendable, Equatable {
        case began(Entry)
        case ended(Entry)
    }

    /// What stands at one moment.
    public struct Summary: Sendable, Equatable {
        /// The worst first, and of those the oldest.
        public var entries: [Entry] = []
        /// How many of a name there are beyond these.
        public var leftOut: [Problem.Name: Int] = [:]

        /// What is wrong: all but what is only worth knowing.
        public var wrong: [Entry] { entries.filter { $0.problem.severity > .notice } }

        /// Whether nothing is wrong.
        public var isHealthy: Bool { wrong.isEmpty }
    }

    private struct Key: Hashable {
        var name: Problem.Name
        var subject: String
    }

    /// A problem that is over.
    private struct Past {
        var count: Int
        var end: Double
    }

    private struct State {
        var standing: [Key: Entry] = [:]
        var leftOut: [Problem.Name: Int] = [:]
        var past: [Key: Past] = [:]
        /// The beginnings that were told, of those that have not been told to be over.
        var told: [Key: Entry] = [:]
        /// What was over before it was told.
        var brief: [Entry] = []
        var lastNumber = 0
        var began: [Problem.Name: Int] = [:]
        var isNew = false
    }

    /// The most problems of one name.
    public static let mostOfName = 16
    /// How long it is known how often something was wrong that is over, in seconds.
    public static let memory = 3600.0
    /// The most of these.
    private static let mostPast = 256
    /// The most that are told although they are over by then.
    private static let mostBrief = 64

    private let state = Monitor(State())
    private let now: @Sendable () -> Double

    /// Creates an empty book.
    ///
    /// - Parameter now: The time, in seconds since 1970.
    public init(now: @escaping @Sendable () -> Double = { Timestamp.now().secondsSince1970 }) { self.now = now }

    // MARK: Reporting

    /// Says that a problem stands; what was said of it before is replaced.
    public func report(_ problem: Problem) {
        let time = now()
        let isNew = state.withLock { state in
            let key = Key(name: problem.name, subject: problem.subject)
            let count = state.standing.keys.count { $0.name == problem.name }
            guard state.standing[key] != nil || count < ProblemBook.mostOfName else {
                state.leftOut[problem.name] = max(1, state.leftOut[problem.name] ?? 0)
                return false
            }
            return ProblemBook.put(problem, key, time, &state)
        }
        if isNew { state.notifyAll() }
    }

    /// Says that a problem is over, if it stood.
    public func resolve(_ name: Problem.Name, _ subject: String = "") {
        let time = now()
        let hasEnded = state.withLock { state in
            state.leftOut[name] = nil
            return ProblemBook.end(Key(name: name, subject: subject), time, &state)
        }
        if hasEnded { state.notifyAll() }
    }

    /// Says that a problem stands, or that none of its name and subject does.
    public func set(_ name: Problem.Name, of subject: String = "", _ problem: Problem?) {
        if let problem { report(problem) } else { resolve(name, subject) }
    }

    /// Says which problems of some names stand: these, and no others.
    ///
    /// Of more than ``mostOfName`` with one name those stay that stand already, then those that began first.
    public func replace(_ names: some Sequence<Problem.Name>, with problems: [Problem]) {
        let time = now()
        var problemsByName = Dictionary(grouping: problems, by: \.name)
        let hasChanged = state.withLock { state in
            var hasChanged = false
            for name in names {
                let (kept, leftOut) = ProblemBook.chosen(problemsByName.removeValue(forKey: name) ?? [], state)
                state.leftOut[name] = leftOut > 0 ? leftOut : nil
                let keys = Set(kept.map { Key(name: name, subject: $0.subject) })
                for key in state.standing.keys where key.name == name && !keys.contains(key) {
                    hasChanged = ProblemBook.end(key, time, &state) || hasChanged
                }
                for problem in kept {
                    let key = Key(name: name, subject: problem.subject)
                    hasChanged = ProblemBook.put(problem, key, time, &state) || hasChanged
                }
            }
            return hasChanged
        }
        if hasChanged { state.notifyAll() }
    }

    private static func chosen(_ problems: [Problem], _ state: State) -> (kept: [Problem], leftOut: Int) {
        var subjects: Set<String> = []
        let distinct = problems.filter { subjects.insert($0.subject).inserted }
        guard distinct.count > mostOfName else { return (distinct, 0) }
        func isStanding(_ problem: Problem) -> Bool {
            state.standing[Key(name: problem.name, subject: problem.subject)] != nil
        }
        let sorted = distinct.filter(isStanding) + distinct.filter { !isStanding($0) }
        return (Array(sorted.prefix(mostOfName)), distinct.count - mostOfName)
    }

    /// - Returns: Whether it did not stand before.
    private static func put(_ problem: Problem, _ key: Key, _ time: Double, _ state: inout State) -> Bool {
        let old = state.standing[key]
        let since = min(old?.since ?? .infinity, problem.since ?? (old == nil ? time : .infinity))
        var entry = Entry(problem: problem, since: since, count: 1, number: old?.number ?? state.lastNumber + 1)
        if let count = problem.count {
            entry.count = max(1, count)
        } else if let old {
            entry.count = old.count
        } else if let past = state.past[key], time - past.end < memory {
            entry.count = past.count + 1
        }
        state.standing[key] = entry
        guard old == nil else { return false }
        state.past[key] = nil
        state.lastNumber = entry.number
        state.began[problem.name, default: 0] += 1
        state.isNew = true
        return true
    }

    /// - Returns: Whether it stood.
    private static func end(_ key: Key, _ time: Double, _ state: inout State) -> Bool {
        guard let entry = state.standing.removeValue(forKey: key) else { return false }
        state.past[key] = Past(count: entry.count, end: time)
        if state.past.count > mostPast, let oldest = state.past.min(by: { $0.value.end < $1.value.end })?.key {
            state.past[oldest] = nil
        }
        if state.told[key] == nil, entry.isTold, state.brief.count < mostBrief { state.brief.append(entry) }
        state.isNew = true
        return true
    }

    // MARK: Asking

    /// What stands now.
    public var summary: Summary {
        state.withLock { state in
            Summary(
                entries: state.standing.values.sorted { left, right in
                    let (first, second) = (left.problem, right.problem)
                    if first.severity != second.severity { return first.severity > second.severity }
                    if left.since != right.since { return left.since < right.since }
                    return (first.name.rawValue, first.subject) < (second.name.rawValue, second.subject)
                },
                leftOut: state.leftOut
            )
        }
    }

    /// Whether a problem of this name stands.
    public func has(_ name: Problem.Name) -> Bool { state.withLock { $0.standing.keys.contains { $0.name == name } } }

    /// How often problems of each name have begun since the start.
    public var beginnings: [Problem.Name: Int] { state.withLock { $0.began } }

    /// What has begun and ended since this was asked last, also what has done both meanwhile.
    public func changes() -> [Change] {
        state.withLock { state in
            state.isNew = false
            var changes = state.brief.flatMap { [Change.began($0), .ended($0)] }
            state.brief = []
            let over = state.told.filter { state.standing[$0]?.number != $1.number }
            for (key, entry) in over.sorted(by: { $0.value.number < $1.value.number }) {
                state.told[key] = nil
                changes.append(.ended(entry))
            }
            let new = state.standing.filter { state.told[$0] == nil && $1.isTold }
            for (key, entry) in new.sorted(by: { $0.value.number < $1.value.number }) {
                state.told[key] = entry
                changes.append(.began(entry))
            }
            return changes
        }
    }

    /// Waits until something begins or ends, for some time.
    public func waitForChange(milliseconds: Int) {
        let deadline = Timestamp.monotonic().adding(milliseconds: milliseconds)
        _ = state.wait(until: deadline) { $0.isNew ? true : nil }
    }
}

extension ProblemBook.Entry {
    /// From which count on only each tenth beginning is told: what comes and goes all the time must not fill logs.
    private static let mostTold = 10

    /// Whether its beginning is told, and with it its end.
    fileprivate var isTold: Bool {
        problem.count != nil || count <= ProblemBook.Entry.mostTold || count.isMultiple(of: 10)
    }
}

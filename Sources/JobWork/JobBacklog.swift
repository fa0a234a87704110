package import Findings
package import POSIX
import Watching

/// What a run of a job has put aside: objects that take long, until nothing else is left, and those that could not be read for
/// a reason that may pass.
///
/// It lives in memory: after a restart, they are looked at like all others that are left.
package struct JobBacklog {
    /// An object of a run.
    package struct Object: Hashable, Sendable {
        package var bucket: Int64
        package var key: [UInt8]

        /// Names an object by its bucket's number and its key.
        package init(bucket: Int64, key: [UInt8]) {
            self.bucket = bucket
            self.key = key
        }
    }

    private var slow: Set<Object> = []
    private var due: [Object: Timestamp] = [:]
    private var failures = RetrySchedule<Object>()
    private let retries: Int

    /// The most objects that are put aside.
    private static let capacity = 10_000

    /// Creates an empty backlog.
    ///
    /// - Parameter retries: How often an object that cannot be read is tried again.
    package init(retries: Int) { self.retries = retries }

    /// How many objects are put aside.
    package var count: Int { slow.union(due.keys).count }

    /// Chooses those whose turn it is: whatever is not known to be slow, and then slow ones alone.
    ///
    /// - Parameters:
    ///   - objects: What is left of the run, or the first of it.
    ///   - now: By the clock ``Timestamp/monotonic()``.
    ///   - threads: How many slow ones are looked at together.
    /// - Returns: The objects, and whether they may take their time; none when all that is left waits.
    package func turn(
        of objects: [(bucket: Int64, key: [UInt8])],
        at now: Timestamp,
        threads: Int
    ) -> (objects: [(bucket: Int64, key: [UInt8])], isSlow: Bool) {
        let ready = objects.filter { object in
            due[Object(bucket: object.bucket, key: object.key)].map { $0 <= now } ?? true
        }
        let quick = ready.filter { !slow.contains(Object(bucket: $0.bucket, key: $0.key)) }
        if !quick.isEmpty { return (quick, count >= JobBacklog.capacity) }
        return (Array(ready.prefix(threads)), true)
    }

    /// Notes what a look at an object has brought.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - gap: What was not looked at.
    ///   - isSlow: Whether it might take its time.
    ///   - now: By the clock ``Timestamp/monotonic()``.
    /// - Returns: Whether it is put aside: what was found is of no use then.
    package mutating func putsAside(_ object: Object, _ gap: Gap.Reason?, isSlow: Bool, at now: Timestamp) -> Bool {
        if gap == .timeLimit, !isSlow {
            slow.insert(object)
            return true
        }
        if gap?.isPassing == true, count < JobBacklog.capacity, let pause = failures.fail(object, atMost: retries) {
            due[object] = now.adding(milliseconds: pause)
            return true
        }
        slow.remove(object)
        due[object] = nil
        failures.forget(object)
        return false
    }
}

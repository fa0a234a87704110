import POSIX
import Synchronization

/// How much a job may read, shared by its threads.
///
/// An object is read at once, whatever its size; what it has cost is waited for before the next.
package final class ReadingBudget: Sendable {
    private let speed: Int?
    private let freeAt: Mutex<Timestamp>

    /// Creates a budget.
    ///
    /// - Parameter speed: Bytes a second; `nil` for no limit.
    package init(speed: Int?) {
        self.speed = speed
        freeAt = Mutex(Timestamp.monotonic())
    }

    /// Notes that so many bytes were read.
    package func spend(_ bytes: Int) {
        guard let speed, bytes > 0 else { return }
        let milliseconds = Int(Double(bytes) / Double(speed) * 1000)
        freeAt.withLock { time in
            let now = Timestamp.monotonic()
            // What was not used is not saved up.
            time = (time < now ? now : time).adding(milliseconds: milliseconds)
        }
    }

    /// How long to wait before more is read, in milliseconds.
    package var milliseconds: Int {
        freeAt.withLock { time in
            let seconds = time.seconds(since: Timestamp.monotonic())
            return seconds > 0 ? Int(seconds * 1000) + 1 : 0
        }
    }
}

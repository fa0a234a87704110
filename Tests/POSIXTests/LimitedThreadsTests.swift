import POSIX
import Testing

/// Threads of which there are only so many at once.
@Suite struct LimitedThreadsTests {
    @Test func noMoreRunThanMay() {
        let threads = LimitedThreads(most: 2)
        let (gate, ended) = (Monitor(false), Monitor(0))
        func start() -> Bool {
            threads.start {
                gate.wait { $0 ? () : nil }
                ended.withLock { $0 += 1 }
                ended.notifyAll()
            }
        }
        #expect([start(), start(), start()] == [true, true, false])
        gate.withLock { $0 = true }
        gate.notifyAll()
        ended.wait { $0 == 2 ? () : nil }
        // A thread gives its place back right after its work.
        while !threads.start({}) { Threads.sleep(milliseconds: 1) }
    }
}

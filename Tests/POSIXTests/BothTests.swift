import POSIX
import Testing

/// Two values that are worked out at once.
@Suite struct BothTests {
    @Test func eachMayWaitForTheOther() {
        // One behind the other would never end.
        let (first, second) = (Monitor(false), Monitor(false))
        let values = Threads.both {
            first.withLock { $0 = true }
            first.notifyAll()
            second.wait { $0 ? () : nil }
            return "first"
        } and: {
            first.wait { $0 ? () : nil }
            second.withLock { $0 = true }
            second.notifyAll()
            return 2
        }
        #expect(values == ("first", 2))
    }

    @Test func anErrorComesWhenBothHaveEnded() {
        struct Failure: Error {}
        let hasEnded = Monitor(false)
        #expect(throws: Failure.self) {
            try Threads.both { () throws(Failure) -> Int in
                throw Failure()
            } and: {
                hasEnded.withLock { $0 = true }
            }
        }
        #expect(hasEnded.withLock { $0 })
    }
}

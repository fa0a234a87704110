import POSIX
import Testing

@testable import Watching

@Suite struct MarkTimesTests {
    @Test func aMarkIsAsOldAsItIsToASecond() {
        var times = MarkTimes()
        #expect(times.time(of: 1) == nil)
        for mark in 1...10_000 {
            times.note(mark, at: Timestamp(seconds: 100, nanoseconds: 0).adding(milliseconds: mark * 10), oldest: 1)
        }
        // 100 marks a second.
        for mark in [1, 99, 5000, 9999] {
            let time = times.time(of: mark)?.seconds ?? 0
            #expect(abs(time - (100 + mark / 100)) <= 1, "\(mark) at \(time)")
        }
    }

    @Test func whatIsOldIsKnownLessExactlyAndBounded() {
        var times = MarkTimes()
        for mark in 1...100_000 { times.note(mark, at: Timestamp(seconds: mark), oldest: 1) }
        #expect(times.time(of: 1)?.seconds == 1)
        #expect(abs((times.time(of: 99_990)?.seconds ?? 0) - 99_990) <= 64)
        // What is answered is forgotten.
        for mark in 100_001...110_000 { times.note(mark, at: Timestamp(seconds: mark), oldest: mark - 10) }
        #expect(abs((times.time(of: 109_995)?.seconds ?? 0) - 109_995) <= 1)
    }
}

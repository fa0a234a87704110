import Control
import POSIX
import Testing

/// How fast users may ask, by a clock that stands still.
@Suite struct RequestRatesTests {
    private let start = Timestamp(seconds: 1000)

    @Test func tenSecondsWorthMayComeAtOnceAndThenOneAfterTheOther() {
        let rates = RequestRates<UInt32>()
        for _ in 0..<100 { #expect(rates.take(for: 1, rate: 10, at: start) == 0) }
        // Those that follow wait, each a tenth of a second longer, up to a second.
        #expect(rates.take(for: 1, rate: 10, at: start) == 101)
        for _ in 0..<8 { #expect(rates.take(for: 1, rate: 10, at: start) != nil) }
        #expect(rates.take(for: 1, rate: 10, at: start) == nil)
        // Another user is another matter, and time brings tokens back.
        #expect(rates.take(for: 2, rate: 10, at: start) == 0)
        #expect(rates.take(for: 1, rate: 10, at: start.adding(milliseconds: 2000)) == 0)
    }

    @Test func inTheLongRunTheRateHolds() {
        let rates = RequestRates<UInt32>()
        var count = 0
        for step in 0..<100_000 where rates.take(for: 1, rate: 10, at: start.adding(milliseconds: step)) != nil {
            count += 1
        }
        #expect((1100...1110).contains(count), "100 seconds at 10 a second, and 100 at once, are \(count)")
    }

    @Test func refusalsAreWrittenOnceAndThenCounted() {
        let lines = Monitor<[String]>([])
        let counts = RefusalCounts { refusal in
            let line = "\(refusal.user) \(refusal.operation) \(refusal.code): \(refusal.reason)"
            lines.withLock { $0.append(line) }
        }
        for _ in 0..<500 { counts.note("kms:CreateKey", "Denied", reason: "a role", user: 7, at: start) }
        counts.note("kms:CreateKey", "Denied", reason: "a role", user: 8, at: start)
        #expect(lines.withLock { $0 } == ["7 kms:CreateKey Denied: a role", "8 kms:CreateKey Denied: a role"])
        counts.flush(at: start.adding(milliseconds: 59_000))
        #expect(lines.withLock { $0.count } == 2)
        counts.flush(at: start.adding(milliseconds: 60_000))
        #expect(lines.withLock { $0.dropFirst(2) } == ["7 kms:CreateKey Denied: a role; 499 more within a minute"])
        counts.note("kms:CreateKey", "Denied", reason: "a role", user: 7, at: start.adding(milliseconds: 61_000))
        #expect(lines.withLock { $0.count } == 4)
    }

    @Test func whoeverVariesWhatIsRefusedDoesNotFillTheLog() {
        let lines = Monitor(0)
        let counts = RefusalCounts { _ in lines.withLock { $0 += 1 } }
        for number in 0..<5000 { counts.note("operation \(number)", "Denied", reason: "a role", user: 7, at: start) }
        #expect(lines.withLock { $0 } <= 1025)
    }

    @Test func whoeverVariesWhatIsRefusedHidesNothingOfOthers() {
        let lines = Monitor<[String]>([])
        let counts = RefusalCounts { refusal in
            lines.withLock { $0.append("\(refusal.user) \(refusal.operation)") }
        }
        for number in 0..<5000 { counts.note("operation \(number)", "Denied", reason: "a role", user: 7, at: start) }
        for number in 0..<1000 { counts.note("operation \(number)", "Denied", reason: "a role", user: 8, at: start) }
        #expect(lines.withLock { $0.filter { $0.hasPrefix("8 ") } } == (0..<1000).map { "8 operation \($0)" })
        // And again, once the minute is over.
        let later = start.adding(milliseconds: 60_000)
        counts.flush(at: later)
        lines.withLock { $0 = [] }
        for number in 0..<2000 { counts.note("operation \(number)", "Denied", reason: "a role", user: 7, at: later) }
        #expect(lines.withLock { $0.count } == 1025)
    }
}

import JSON
import POSIX
import Problems
import Testing

@Suite struct ProblemBookTests {
    /// A clock that a test sets.
    private let time = Monitor(1000.0)

    private func makeBook() -> ProblemBook { ProblemBook { [time] in time.withLock { $0 } } }

    private func advance(_ seconds: Double) { time.withLock { $0 += seconds } }

    private func problem(_ subject: String, _ name: Problem.Name = .bucket) -> Problem {
        Problem(name, of: subject, "bucket \(subject): gone", hint: "mount it")
    }

    private func words(_ changes: [ProblemBook.Change]) -> [String] {
        changes.map {
            switch $0 {
            case .began(let entry): "+\(entry.problem.subject)"
            case .ended(let entry): "-\(entry.problem.subject)"
            }
        }
    }

    @Test func sinceStaysAndEachBeginningCounts() {
        let book = makeBook()
        book.report(problem("a"))
        advance(5)
        book.report(problem("a"))
        #expect(book.summary.entries.map(\.since) == [1000])
        #expect(book.summary.entries.map(\.count) == [1])
        book.resolve(.bucket, "a")
        #expect(book.summary.entries.isEmpty)
        advance(5)
        book.report(problem("a"))
        #expect(book.summary.entries.map(\.since) == [1010])
        #expect(book.summary.entries.map(\.count) == [2])
        book.resolve(.bucket, "a")
        advance(ProblemBook.memory + 1)
        book.report(problem("a"))
        #expect(book.summary.entries.map(\.count) == [1])
        #expect(book.beginnings == [.bucket: 3])
    }

    @Test func reportersKnowBetter() {
        let book = makeBook()
        book.report(Problem(.rotation, of: "db", "fails", hint: "look", since: 400, count: 7))
        #expect(book.summary.entries.first?.sentence == "fails: look (since 1970-01-01T00:06:40Z, 7 times)")
        book.report(Problem(.rotation, of: "db", "fails", hint: "look", since: 700, count: 8))
        #expect(book.summary.entries.map(\.since) == [400])
        #expect(book.summary.entries.map(\.count) == [8])
    }

    @Test func replacingEndsWhatIsNotThere() {
        let book = makeBook()
        book.report(problem("kept", .keys))
        book.replace([.bucket], with: [problem("a"), problem("b")])
        #expect(words(book.changes()) == ["+kept", "+a", "+b"])
        advance(1)
        book.replace([.bucket], with: [problem("b"), problem("c")])
        #expect(words(book.changes()) == ["-a", "+c"])
        #expect(book.changes().isEmpty)
        #expect(book.summary.entries.map(\.problem.subject) == ["b", "kept", "c"])
    }

    @Test func whatIsOverBeforeItIsToldIsTold() {
        let book = makeBook()
        book.report(problem("a"))
        book.resolve(.bucket, "a")
        #expect(words(book.changes()) == ["+a", "-a"])
        // A beginning that follows an end is another.
        book.report(problem("b"))
        _ = book.changes()
        book.resolve(.bucket, "b")
        book.report(problem("b"))
        #expect(words(book.changes()) == ["-b", "+b"])
    }

    @Test func whatFluttersIsToldSeldom() {
        let book = makeBook()
        var told = 0
        for _ in 0..<100 {
            book.report(problem("a"))
            told += book.changes().count
            book.resolve(.bucket, "a")
            told += book.changes().count
        }
        #expect(told == 2 * (10 + 9))
        #expect(book.beginnings == [.bucket: 100])
    }

    @Test func aNameHasABound() {
        let book = makeBook()
        let many = (0..<100).map { problem("bucket\($0)") }
        book.replace([.bucket], with: many)
        book.report(problem("x", .keys))
        var summary = book.summary
        #expect(summary.entries.count == ProblemBook.mostOfName + 1)
        #expect(summary.leftOut == [.bucket: 100 - ProblemBook.mostOfName])
        // Those that stand stay, whatever the order.
        let first = Set(summary.entries.map(\.problem.subject))
        book.replace([.bucket], with: many.reversed())
        #expect(Set(book.summary.entries.map(\.problem.subject)) == first)
        // What is reported one by one is bounded, too.
        for number in 0..<100 { book.report(problem("target\(number)", .target)) }
        #expect(book.summary.entries.count == 2 * ProblemBook.mostOfName + 1)
        #expect(book.summary.leftOut[.target] == 1)
        book.replace([.bucket, .target], with: [])
        summary = book.summary
        #expect(summary.leftOut.isEmpty && summary.entries.map(\.problem.name) == [.keys])
    }

    @Test func aNoticeIsNoIllness() {
        let book = makeBook()
        book.report(problem("", .partialObjects))
        #expect(book.summary.isHealthy)
        book.report(problem("", .disk))
        #expect(!book.summary.isHealthy)
        book.report(problem("", .records))
        #expect(book.summary.entries.map(\.problem.severity) == [.error, .warning, .notice])
    }

    @Test func textsHaveABound() {
        let problem = Problem(.keys, of: String(repeating: "é", count: 5000), "b", hint: "c")
        #expect(problem.subject.utf8.count <= Problem.longestText + 6)
    }

    @Test func whatAnotherProcessTells() throws {
        let problem = Problem(.keysSealed, of: "s", "keys are sealed", hint: "unseal them", since: 12, count: 3)
        #expect(Problem(problem.json) == problem)
        #expect(Problem(try JSONValue(parsing: Array(#"{"name":"new","text":"x"}"#.utf8))) == nil)
        #expect(Problem(.null) == nil)
    }
}

import Testing

@testable import Problems

/// What nobody waits for fails aloud.
@Suite struct FailuresTests {
    private struct Full: Error, CustomStringConvertible {
        var description: String { "the disk is full" }
    }

    private let failures = Failures(.records, hint: "make room")

    @Test func aFailureStandsUntilTheSameWorks() {
        #expect(failures.attempt("a cannot be read") { () throws -> Int in throw Full() } == nil)
        #expect(failures.attempt("b cannot be read") { 2 } == 2)
        #expect(failures.problems.map(\.text) == ["a cannot be read: the disk is full"])
        #expect(failures.problems.map(\.hint) == ["make room"])
        #expect(failures.attempt("a cannot be read") { 1 } == 1)
        #expect(failures.problems.isEmpty)
    }

    @Test func thereIsOneOfEachKindAndNoMoreThanTheBound() {
        for number in 0..<(2 * Failures.most) {
            failures.note("\(number) fails", "for a reason")
            failures.note("\(number) fails", "for another")
        }
        #expect(failures.problems.count == Failures.most)
        #expect(failures.problems.allSatisfy { $0.text.hasSuffix("for another") })
    }
}

import POSIX
import SecretsManager
import Testing

@testable import LeakRecognition

/// Versions that cannot be read are tried again, less and less often.
@Suite struct MissedValuesTests {
    private struct Sealed: Error {}

    private let start = Timestamp(seconds: 1000)

    private func source(_ version: String) -> FingerprintSource {
        FingerprintSource(secretARN: "arn", name: "app", versionID: version, parts: [])
    }

    private func seconds(_ next: Timestamp?) -> Double? { next.map { $0.seconds(since: start) } }

    @Test func pausesGrowFromHalfASecondToFiveMinutes() {
        var missed = MissedValues()
        missed.add("v", of: "arn", at: start)
        var pauses: [Double] = []
        var now = start
        for _ in 0..<12 {
            guard let next = missed.next else { break }
            pauses.append(next.seconds(since: now))
            now = next
            let hasLast = missed.retry(at: now) { _, _ in
                throw Sealed()
            } body: { _ in
                Issue.record("read")
            }
            #expect(!hasLast)
        }
        #expect(pauses == [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        #expect(missed.count == 1)
    }

    @Test func nothingIsTriedBeforeItsTime() {
        var missed = MissedValues()
        missed.add("v", of: "arn", at: start)
        let early = start.adding(milliseconds: 499)
        let hasLast = missed.retry(at: early) { _, _ in
            source("v")
        } body: { _ in
            Issue.record("read")
        }
        #expect(!hasLast && missed.count == 1 && seconds(missed.next) == 0.5)
    }

    @Test func twoAttemptsAreWorthWaitingFor() {
        var missed = MissedValues()
        #expect(!missed.areExpected)
        missed.add("v", of: "arn", at: start)
        var expected = [missed.areExpected]
        for _ in 0..<2 {
            _ = missed.retry(at: missed.next ?? start) { _, _ in
                throw Sealed()
            } body: { _ in
            }
            expected.append(missed.areExpected)
        }
        #expect(expected == [true, true, false])
    }

    @Test func oneThatCannotBeReadKeepsNoOtherBack() {
        var missed = MissedValues()
        missed.add("sealed", of: "arn", at: start)
        missed.add("open", of: "arn", at: start)
        missed.add("gone", of: "arn", at: start)
        var found: [String] = []
        func read(_ arn: String, _ version: String) throws -> FingerprintSource? {
            switch version {
            case "sealed": throw Sealed()
            case "gone": nil
            default: source(version)
            }
        }
        #expect(!missed.retry(at: start.adding(milliseconds: 500), read) { found.append($0.versionID) })
        #expect(found == ["open"] && missed.count == 1)
        let next = missed.next ?? start
        #expect(
            missed.retry(at: next) { _, version in
                source(version)
            } body: {
                found.append($0.versionID)
            }
        )
        #expect(found == ["open", "sealed"] && missed.next == nil)
    }
}

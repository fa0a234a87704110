import Scanning
import Testing

@testable import Records

@Suite struct FindingTransitionTests {
    private typealias Former = FindingTransition.Former
    private typealias Found = FindingTransition.Found

    private static let user = "user alice"

    private func values(_ digits: String) -> Set<FoundValue> {
        Set(digits.map { FoundValue(type: "CARD", digest: "hmac-sha256:" + String(repeating: $0, count: 64)) })
    }

    private func found(_ digits: String, id: String = "new", suppressedBy rule: String? = nil) -> Found {
        Found(id: id, digest: "CARD:\(digits.count)", values: values(digits), suppressedBy: rule)
    }

    private func former(_ digits: String, id: String = "old", archivedBy user: String? = nil) -> Former {
        Former(
            id: id,
            digest: "CARD:\(digits.count)",
            values: FoundValue.mark(of: values(digits)),
            archivedBy: user
        )
    }

    /// What is told of `found`, after `former`, where `accepted` were accepted.
    private func transition(_ found: Found, _ former: Former?, accepted: String) -> FindingTransition {
        FindingTransition(
            found,
            after: former,
            accepted: values(accepted),
            by: accepted.isEmpty ? nil : FindingTransitionTests.user
        )
    }

    @Test(arguments: [("12", "12"), ("12", "1"), ("123", "13"), ("12", "2")])
    func acceptedValuesStayArchivedHoweverTheyLie(_ accepted: String, _ left: String) {
        let user = FindingTransitionTests.user
        let changed = transition(found(left), former(accepted, archivedBy: user), accepted: accepted)
        #expect((changed.state, changed.archivedBy, changed.news) == (.changed, user, .nothing))
        // The same when nothing was found there in the meantime.
        let again = transition(found(left), nil, accepted: accepted)
        #expect((again.state, again.archivedBy, again.news) == (.new, user, .nothing))
    }

    @Test(arguments: [("1", "12"), ("1", "2"), ("12", "3"), ("", "1")])
    func anotherValueIsTold(_ accepted: String, _ now: String) {
        let known = former(accepted, archivedBy: accepted.isEmpty ? nil : FindingTransitionTests.user)
        let changed = transition(found(now), known, accepted: accepted)
        #expect((changed.state, changed.archivedBy, changed.news) == (.changed, nil, .found(replacing: "old")))
        let new = transition(found(now), nil, accepted: accepted)
        #expect((new.state, new.archivedBy, new.news) == (.new, nil, .found(replacing: nil)))
    }

    @Test func aValueOfAnotherTypeIsAnother() {
        var other = found("1")
        other.values = [FoundValue(type: "PHONE", digest: "hmac-sha256:" + String(repeating: "1", count: 64))]
        #expect(transition(other, nil, accepted: "1").archivedBy == nil)
    }

    /// What could not be hashed has the same id whatever is in it.
    @Test func otherValuesInEqualNumberAreNotTheSame() {
        let known = former("1", id: "new", archivedBy: FindingTransitionTests.user)
        #expect(transition(found("1"), known, accepted: "1").state == .unchanged)
        let swapped = transition(found("2"), known, accepted: "1")
        #expect((swapped.state, swapped.archivedBy) == (.changed, nil))
        // Records of earlier versions do not know.
        var old = known
        old.values = nil
        #expect(transition(found("2"), old, accepted: "1").state == .unchanged)
    }

    /// A finding that was told and whose new values are gone again is taken back.
    @Test func whatIsLeftOfAnOpenFindingIsArchivedAgain() {
        let back = transition(found("1"), former("12"), accepted: "1")
        #expect((back.archivedBy, back.news) == (FindingTransitionTests.user, .archived))
    }

    @Test func rulesGoBeforeUsers() {
        let both = transition(found("1", suppressedBy: "tests"), nil, accepted: "1")
        #expect((both.archivedBy, both.news) == ("tests", .nothing))
        #expect(transition(found("1", suppressedBy: "tests"), former("12"), accepted: "").news == .archived)
    }

    @Test func nothingIsNotAccepted() { #expect(transition(found(""), nil, accepted: "1").archivedBy == nil) }

    @Test func sumsDoNotDependOnTheOrder() {
        let all = ["00ff", "10aa", "deadbeef", "ffffffff"].map {
            "hmac-sha256:" + String(repeating: $0, count: 64 / $0.count)
        }
        func sum(_ texts: [String]) -> ValueSum {
            texts.reduce(into: ValueSum()) { $0.add(fingerprint: $1) }
        }
        #expect(sum(all) == sum(all.reversed()))
        #expect(sum(all) != sum(all.dropLast()))
        #expect(ValueSum(bytes: sum(all).bytes) == sum(all))
        #expect(sum([all[2]]).text == String(repeating: "deadbeef", count: 4))
        // What is carried from the lower half is in the higher.
        let ones = "hmac-sha256:" + String(repeating: "f", count: 64)
        #expect(sum([ones, ones]).text == String(repeating: "f", count: 31) + "e")
        var parts = sum([all[0], all[1]])
        parts.add(sum([all[2], all[3]]))
        #expect(parts == sum(all))
    }

    @Test func aWorseExposureIsAnother() throws {
        let accepted = ExposureMark(severity: 2, mode: 0o755, userID: 7)
        #expect(ExposureMark(accepted.text) == accepted)
        #expect(ExposureMark("2 5") == nil)
        #expect(ExposureMark(severity: 1, mode: 0o755, userID: 7).isCovered(by: accepted))
        #expect(ExposureMark(severity: 2, mode: 0o775, userID: 7).isCovered(by: accepted))
        #expect(!ExposureMark(severity: 3, mode: 0o755, userID: 7).isCovered(by: accepted))
        #expect(!ExposureMark(severity: 2, mode: 0o757, userID: 7).isCovered(by: accepted))
        #expect(!ExposureMark(severity: 2, mode: 0o755, userID: 8).isCovered(by: accepted))
    }
}

import Findings
import Identifiers
import Testing

@Suite struct FindingTransitionTests {
    private typealias Former = FindingTransition.Former
    private typealias Found = FindingTransition.Found

    private static let user = "user alice"

    private func values(_ digits: String) -> Set<FoundValue> {
        Set(digits.map { FoundValue(type: "CARD", digest: "hmac-sha256:" + String(repeating: $0, count: 64)) })
    }

    private func found(_ digits: String, id: String = "new") -> Found {
        Found(id: id, digest: "CARD:\(digits.count)", values: values(digits))
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
    private func transition(
        _ found: Found,
        _ former: Former?,
        accepted: String,
        suppressedBy rule: String? = nil
    ) -> FindingTransition {
        FindingTransition(
            found,
            after: former,
            accepted: values(accepted),
            by: accepted.isEmpty ? nil : FindingTransitionTests.user,
            suppressedBy: { rule }
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
        #expect(
            (changed.state, changed.archivedBy, changed.news) == (.changed, nil, .found(.changed(replacing: "old")))
        )
        let new = transition(found(now), nil, accepted: accepted)
        #expect((new.state, new.archivedBy, new.news) == (.new, nil, .found(.new)))
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
        let both = transition(found("1"), nil, accepted: "1", suppressedBy: "tests")
        #expect((both.archivedBy, both.news) == ("tests", .nothing))
        #expect(transition(found("1"), former("12"), accepted: "", suppressedBy: "tests").news == .archived)
    }

    @Test func nothingIsNotAccepted() { #expect(transition(found(""), nil, accepted: "1").archivedBy == nil) }

    /// Findings of canaries are archived, and told so that they can be followed.
    @Test func aSampleIsArchivedAndTold() {
        var sample = found("1")
        sample.isSample = true
        for known in [nil, former("12"), former("1", archivedBy: FindingRecord.sampleArchiver)] {
            let told = transition(sample, known, accepted: "1", suppressedBy: "tests")
            #expect((told.archivedBy, told.news) == (FindingRecord.sampleArchiver, .found(.new)))
        }
    }

    @Test func theRuleOfWhatStaysTheSameIsNotAskedFor() {
        var isAsked = false
        let same = FindingTransition(found("1", id: "old"), after: former("1")) {
            isAsked = true
            return "tests"
        }
        #expect(same.state == .unchanged && !isAsked)
    }

    /// What becomes of a finding when nothing is found.
    @Test(
        arguments: [
            (nil, false, .objectDeleted), (nil, true, .objectDeleted), (.complete, false, .noLongerFound),
            (.complete, true, .objectEncrypted), (.partial, true, .objectEncrypted),
            (.skipped, true, .objectEncrypted), (.partial, false, nil), (.skipped, false, nil),
        ] as [(Coverage.Verdict?, Bool, Resolution?)]
    )
    func nothingFound(_ verdict: Coverage.Verdict?, _ isEncrypted: Bool, _ expected: Resolution?) {
        #expect(Resolution(afterNothingIn: verdict, isEncrypted: isEncrypted) == expected)
    }

    /// These words stand in events.
    @Test func theWordsForReasonsStay() {
        #expect(
            Resolution.allCases.map(\.rawValue) == [
                "object-deleted", "object-encrypted", "no-longer-found", "archived", "access-restricted",
                "access-key-deactivated", "access-key-deleted", "access-key-in-order",
            ]
        )
        #expect(FindingState.allCases.filter(\.holds) == [.new, .unchanged, .changed])
    }
}

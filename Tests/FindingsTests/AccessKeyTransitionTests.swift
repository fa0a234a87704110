import Findings
import Testing

@Suite struct AccessKeyTransitionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var former: AccessKeyTransition.Former?
        var rule: String?
        var state: FindingState
        var count: Int
        var archivedBy: String?
    }

    private static func former(_ state: FindingState, by user: String? = nil) -> AccessKeyTransition.Former {
        AccessKeyTransition.Former(state: state, count: 2, acceptedBy: user)
    }

    static let cases = [
        Case(testDescription: "nothing was known of the key", state: .new, count: 1),
        Case(testDescription: "a rule catches it", rule: "old", state: .new, count: 1, archivedBy: "old"),
        Case(testDescription: "it holds already", former: former(.new), state: .unchanged, count: 2),
        Case(
            testDescription: "a rule is not asked again",
            former: former(.changed),
            rule: "r",
            state: .unchanged,
            count: 2
        ),
        Case(testDescription: "the key was made active again", former: former(.resolved), state: .changed, count: 3),
        Case(
            testDescription: "somebody has accepted it before",
            former: former(.resolved, by: "user alice"),
            state: .changed,
            count: 3,
            archivedBy: "user alice"
        ),
        Case(
            testDescription: "a rule comes before who has accepted it",
            former: former(.resolved, by: "user alice"),
            rule: "old",
            state: .changed,
            count: 3,
            archivedBy: "old"
        ),
    ]

    @Test(arguments: cases)
    func becomes(_ example: Case) {
        let transition = AccessKeyTransition(after: example.former) { example.rule }
        #expect(transition.state == example.state)
        #expect(transition.count == example.count)
        #expect(transition.archivedBy == example.archivedBy)
    }

    @Test func aFindingSaysWhoseKeyItIsAndWhatToDo() {
        for kind in AccessKeyRisk.Kind.allCases {
            let risk = AccessKeyRisk(
                kind,
                accessKeyID: "AKIAQUIETMEADOW00042",
                userARN: "arn:aws:iam::000000000000:user/ops/deploy",
                days: 90,
                createdAt: 1,
                usedAt: nil,
                usedService: nil
            )
            #expect(risk.userName == "deploy")
            #expect(risk.title.contains("90 days"))
            #expect(risk.summary.contains("AKIAQUIETMEADOW00042 of user deploy"))
        }
    }
}

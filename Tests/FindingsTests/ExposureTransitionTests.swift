import Findings
import Identifiers
import Testing

@Suite struct ExposureTransitionTests {
    private typealias Former = ExposureTransition.Former

    private static let mark = ExposureMark(severity: .medium, mode: 0o755, userID: 7)
    private static let worse = ExposureMark(severity: .high, mode: 0o755, userID: 7)
    private static let milder = ExposureMark(severity: .low, mode: 0o755, userID: 7)

    private static func former(
        _ state: FindingState = .new,
        isArchived: Bool = false,
        accepted: ExposureMark? = nil
    ) -> Former {
        Former(
            state: state,
            mark: mark.text,
            count: 2,
            isArchived: isArchived,
            acceptedMark: accepted?.text,
            acceptedBy: accepted.map { _ in "user alice" }
        )
    }

    private static func found(
        _ state: FindingState,
        _ mark: ExposureMark,
        count: Int,
        by user: String? = nil
    ) -> ExposureTransition {
        .found(ExposureTransition.Found(state: state, mark: mark, count: count, acceptedBy: user))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var sight: ExposureTransition.Sight
        var former: ExposureTransition.Former?
        var expected: ExposureTransition

        init(
            _ why: String,
            _ sight: ExposureTransition.Sight,
            _ former: ExposureTransition.Former?,
            _ expected: ExposureTransition
        ) {
            (testDescription, self.sight, self.former, self.expected) = (why, sight, former, expected)
        }
    }

    static let cases: [Case] = [
        Case("first sight", .open(mark), nil, found(.new, mark, count: 1)),
        Case("the same again", .open(mark), former(), .nothing),
        Case("the same again, archived", .open(mark), former(isArchived: true, accepted: mark), .nothing),
        Case("something worse", .open(worse), former(), found(.changed, worse, count: 3)),
        Case("open again", .open(mark), former(.resolved), found(.changed, mark, count: 3)),
        Case(
            "open again, as accepted",
            .open(mark),
            former(.resolved, accepted: mark),
            found(.changed, mark, count: 3, by: "user alice")
        ),
        Case(
            "milder than what was accepted",
            .open(milder),
            former(isArchived: true, accepted: mark),
            found(.changed, milder, count: 3, by: "user alice")
        ),
        Case(
            "worse than what was accepted",
            .open(worse),
            former(isArchived: true, accepted: mark),
            found(.changed, worse, count: 3)
        ),
        Case("closed and never open", .closed, nil, .nothing),
        Case("closed", .closed, former(), .resolved(.accessRestricted, isTold: true)),
        Case(
            "closed, and nobody was told",
            .closed,
            former(isArchived: true),
            .resolved(.accessRestricted, isTold: false)
        ),
        Case("closed twice", .closed, former(.resolved), .nothing),
        Case("what lies open was archived", .openButArchived, former(), .resolved(.archived, isTold: true)),
        Case("archived and never open", .openButArchived, nil, .nothing),
        Case("nobody knows", .unknown, former(), .nothing),
        Case("nobody knows, at first sight", .unknown, nil, .nothing),
    ]

    @Test(arguments: cases) func decides(_ example: Case) {
        #expect(ExposureTransition(example.sight, after: example.former) == example.expected)
    }

    @Test func aWorseExposureIsAnother() {
        let accepted = Self.mark
        #expect(ExposureMark(accepted.text) == accepted)
        // As records hold it.
        #expect(accepted.text == "2 493 7")
        for text in ["2 5", "", "0 493 7", "4 493 7", "2 493 -7", "2 493 7 1"] { #expect(ExposureMark(text) == nil) }
        #expect(Self.milder.isCovered(by: accepted))
        #expect(ExposureMark(severity: .medium, mode: 0o775, userID: 7).isCovered(by: accepted))
        #expect(!Self.worse.isCovered(by: accepted))
        #expect(!ExposureMark(severity: .medium, mode: 0o757, userID: 7).isCovered(by: accepted))
        #expect(!ExposureMark(severity: .medium, mode: 0o755, userID: 8).isCovered(by: accepted))
    }
}

import JSON
import Testing

@testable import EventBus
@testable import EventOperations
@testable import EventRules

/// Events as values, and as the one text that is made of them.
@Suite struct EventTests {
    private static let event = Event(
        id: "0b1ce4a2-0000-4000-8000-0123456789ab",
        source: "app \"one\"",
        detailType: "Order\u{7}Made",
        time: 1_763_933_400,
        resources: ["arn:a", "b\"c"],
        detail: #"{"n":1e400,"text":"}\",\"detail\":{","detail":{"id":"inner"}}"#
    )

    @Test func anEventIsWrittenAsItAlwaysWas() throws {
        let event = Event(
            id: "0b1ce4a2-0000-4000-8000-0123456789ab",
            source: "aws.macie",
            detailType: "Macie Finding",
            time: 1_763_933_400.7,
            detail: #"{"id":"f"}"#
        )
        let members = """
            "version":"0","id":"0b1ce4a2-0000-4000-8000-0123456789ab","detail-type":"Macie Finding",\
            "source":"aws.macie","account":"000000000000","time":"2025-11-23T21:30:00Z","region":"local",\
            "resources":[],"detail":{"id":"f"}}
            """
        #expect(event.text == "{" + members)
        #expect(try Event.replayed(event.text, by: "r") == "{\"replay-name\":\"r\"," + members)
    }

    @Test func whatIsWrittenIsRead() throws {
        var event = Self.event
        #expect(Event(event.text) == event)
        event.replay = "again"
        #expect(Event(event.text) == event)
        #expect(try Event.replayed(Self.event.text, by: "again") == event.text)
        #expect(try JSONValue(parsing: Array(event.text.utf8))["source"]?.string == event.source)
    }

    @Test(arguments: ["", "{}", "[]", "text", #"{"id":"1","source":"a","detail-type":"b","time":"x","detail":{}}"#])
    func otherTextsAreNoEvents(_ text: String) {
        #expect(Event(text) == nil)
        #expect(throws: (any Error).self) { try Event.replayed(text, by: "r") }
    }

    @Test(
        arguments: [
            ("aws.macie", #"{"id":"f"}"#, Event.FindingReference(id: "f", isSample: false, key: nil)),
            (
                "aws.macie", #"{"id":"f","sample":false,"x":"\"sample\":true"}"#,
                .init(id: "f", isSample: false, key: nil)
            ),
            (
                "aws.macie", #"{"id":"f","sample":true,"resourcesAffected":{"s3Object":{"key":"a/b\u0022"}}}"#,
                .init(id: "f", isSample: true, key: "a/b\"")
            ),
            ("aws.macie", #"{"local":{"id":"f"}}"#, nil), ("magpie", #"{"id":"f"}"#, nil),
        ] as [(String, String, Event.FindingReference?)]
    )
    func aFindingIsKnownByItsMembers(_ source: String, _ detail: String, _ expected: Event.FindingReference?) {
        #expect(Event(source: source, detailType: "Macie Finding", time: 1, detail: detail).finding == expected)
    }
}

import JSON
import Testing

@testable import EventBus
@testable import EventOperations
@testable import EventRules

/// What targets are given, by EventBridge's documentation.
@Suite struct TargetInputTests {
    private static let event = """
        {"version":"0","id":"7bf73129","detail-type":"State Change","source":"app","account":"000000000000",\
        "time":"2026-11-24T10:00:00Z","region":"local","resources":["r-1","r-2"],\
        "detail":{"id":"i-1","state":"say \\"hi\\"","count":12345678901234567890,"tags":{"a":[1,2]},"none":null}}
        """

    private func text(_ target: String) throws -> String? {
        let input = try TargetInput(try JSONValue(parsing: Array(target.utf8)))
        let context = TargetInput.Context(ruleARN: "arn:rule", ruleName: "rule", ingestedAt: 0)
        return input.text(of: Self.event, context)
    }

    @Test(arguments: [
        (#"{"Input":"{ \"a\": 1 }"}"#, #"{"a":1}"#),
        (
            #"{"InputPath":"$.detail"}"#,
            #"{"id":"i-1","state":"say \"hi\"","count":12345678901234567890,"tags":{"a":[1,2]},"none":null}"#
        ),
        (#"{"InputPath":"$.resources[1]"}"#, #""r-2""#),
        (#"{"InputPath":"$['detail']['count']"}"#, "12345678901234567890"),
        (#"{"InputPath":"$.detail.missing"}"#, "null"),
        (
            #"{"InputTransformer":{"InputPathsMap":{"i":"$.detail.id","s":"$.detail.state"},"InputTemplate":"\"instance <i> is in <s>\""}}"#,
            #""instance i-1 is in say \"hi\"""#
        ),
        (
            #"{"InputTransformer":{"InputPathsMap":{"i":"$.detail.id","t":"$.detail.tags","n":"$.detail.none","x":"$.detail.x"},"InputTemplate":"{\"i\": <i>, \"t\": <t>, \"n\": <n>, \"x\": <x>, \"q\": \"<x>\"}"}}"#,
            #"{"i":"i-1","t":{"a":[1,2]},"n":null,"x":"","q":""}"#
        ),
        (
            #"{"InputTransformer":{"InputPathsMap":{"t":"$.detail.tags","r":"$.resources","d":"$.detail"},"InputTemplate":"\"tags <t> of <r>, <d>\""}}"#,
            #""tags {a:[1,2]} of [r-1,r-2], {id:i-1,state:say \"hi\",count:12345678901234567890,tags:{a:[1,2]},none:null}""#
        ),
        (
            #"{"InputTransformer":{"InputTemplate":"{\"rule\": <aws.events.rule-name>, \"arn\": \"<aws.events.rule-arn>\", \"at\": <aws.events.event.ingestion-time>}"}}"#,
            #"{"rule":"rule","arn":"arn:rule","at":"1970-01-01T00:00:00Z"}"#
        ),
        (
            #"{"InputTransformer":{"InputPathsMap":{"i":"$.detail.id"},"InputTemplate":"\"one <i>\"\n\"two\""}}"#,
            "\"one i-1\"\n\"two\""
        ),
        (#"{"InputTransformer":{"InputPathsMap":{"i":"$.detail.id"},"InputTemplate":"\"\\<b> <i>\""}}"#, #""<b> i-1""#),
    ])
    func theTextIsMade(_ target: String, expected: String) throws { #expect(try text(target) == expected) }

    @Test func theWholeEventIsPassedOnAsItIs() throws {
        #expect(try text("{}") == Self.event)
        #expect(try text(#"{"InputPath":"$"}"#) == Self.event)
        #expect(try text(#"{"InputTransformer":{"InputTemplate":"<aws.events.event.json>"}}"#) == Self.event)
        let bare = try text(#"{"InputTransformer":{"InputTemplate":"<aws.events.event>"}}"#)
        #expect(
            bare
                == #"{"id":"7bf73129","account":"000000000000","detailType":"State Change","time":"2026-11-24T10:00:00Z","#
                + #""source":"app","region":"local","resources":["r-1","r-2"],"version":"0"}"#
        )
    }

    /// An object or array in the quotes of another makes no JSON; texts and numbers there do.
    @Test(arguments: [
        (#"{\"a\": \"<t>\"}"#, false), (#"{\"a\": \"all of <t>\"}"#, false), (#"[\"<t>\"]"#, false),
        (#"{\"a\": <t>}"#, true), (#"{\"a\": \"<s>, <c>\"}"#, true), (#"\"<t>\""#, true),
    ])
    func whatMakesNoJSONIsNotMade(_ template: String, _ isMade: Bool) throws {
        let paths = #"{"t":"$.detail.tags","s":"$.detail.state","c":"$.detail.count"}"#
        let made = try text(#"{"InputTransformer":{"InputPathsMap":\#(paths),"InputTemplate":"\#(template)"}}"#)
        #expect((made != nil) == isMade)
        if let made { #expect(throws: Never.self) { try JSONValue(parsing: Array(made.utf8)) } }
    }

    @Test(arguments: [
        #"{"Input":"{}","InputPath":"$.a"}"#, #"{"Input":"no json"}"#, #"{"InputPath":"detail"}"#,
        #"{"InputPath":"$.detail[*]"}"#, #"{"InputPath":"$.a..b"}"#, #"{"InputPath":"$.a[?(@.b)]"}"#,
        #"{"InputTransformer":{"InputTemplate":"\"<x>\""}}"#,
        #"{"InputTransformer":{"InputPathsMap":{"x":"$.a"},"InputTemplate":"plain text <x>"}}"#,
        #"{"InputTransformer":{"InputPathsMap":{"x":"$.a"},"InputTemplate":"{\"a\": <x>"}}"#,
        #"{"InputTransformer":{"InputPathsMap":{"x":"$.a"},"InputTemplate":"\"open <x>"}}"#,
        #"{"InputTransformer":{"InputTemplate":"\"<aws.events.event.json>\""}}"#,
        #"{"InputTransformer":{"InputPathsMap":{"aws.x":"$.a"},"InputTemplate":"\"a\""}}"#,
        #"{"InputTransformer":{"InputPathsMap":{"x":"a"},"InputTemplate":"\"<x>\""}}"#,
    ])
    func whatMakesNoJSONIsRefused(_ target: String) throws {
        let definition = try JSONValue(parsing: Array(target.utf8))
        #expect(throws: TargetInput.Mistake.self) { try TargetInput(definition) }
    }
}

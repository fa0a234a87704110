import Foundation
import JSON
import Testing

/// What is put as the detail of an event is checked, and what was checked is handed on.
@Suite struct DetailTests {
    private func put(_ detail: String, _ harness: BusHarness) throws -> JSONValue {
        let entry = #"{"Source":"app","DetailType":"t","Detail":\#(JSONText.quoted(detail))}"#
        return try harness.perform("PutEvents", #"{"Entries":[\#(entry)]}"#)
    }

    @Test func aDetailThatIsNoObjectIsRefused() throws {
        let harness = try BusHarness()
        let refused = [
            "1", "[]", "null", "\"{}\"", "{}{}", "{\"a\":1", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}",
            "{\"a\":NaN}", "{'a':1}", "{\"a\":1,}", "{\"a\":\"\\ud800\"}", "{\"a\":1,\"a\":2}", "{\"a\":1}\u{0}",
            "\u{FEFF}{}", "{\"a\":\u{A0}1}",
            "{\"a\":" + String(repeating: "[", count: 500) + String(repeating: "]", count: 500) + "}",
        ]
        for detail in refused {
            let answer = try put(detail, harness)
            #expect(answer["FailedEntryCount"] == .number(1), "\(detail.prefix(40))")
            #expect(
                answer.values(at: ["Entries", "ErrorCode"]) == [.string("MalformedDetail")],
                "\(detail.prefix(40))"
            )
        }
    }

    @Test func whatWasCheckedIsHandedOn() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let taken = [
            (" { \"n\" : 9007199254740993 , \"s\" : \" \\u0041 \" }\n", #"{"n":9007199254740993,"s":" \u0041 "}"#),
            (#"{"v":1.50,"w":-0,"x":1E+500}"#, #"{"v":1.50,"w":-0,"x":1E+500}"#),
            (#"{"b":{"a":1},"a":{"a":1}}"#, #"{"b":{"a":1},"a":{"a":1}}"#),
        ]
        for (detail, _) in taken { #expect(try put(detail, harness)["FailedEntryCount"] == .number(0)) }
        #expect(harness.settle())
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == taken.count)
        for (line, (_, checked)) in zip(lines, taken) {
            #expect(
                JSONText.value(at: [.member("detail")], in: Array(line.utf8)).map(Array.init) == Array(checked.utf8)
            )
        }
    }

    /// However deep a detail is that is taken, the event around it can be read.
    @Test func theDeepestDetailCanBeRead() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let detail = "{\"a\":" + String(repeating: "[", count: 499) + String(repeating: "]", count: 499) + "}"
        #expect(try put(detail, harness)["FailedEntryCount"] == .number(0))
        #expect(harness.settle())
        let line = try #require(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").first)
        #expect(throws: Never.self) { try JSONValue(parsing: Array(line.utf8)) }
    }
}

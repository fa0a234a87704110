import Foundation
import JSON
import Testing

/// Values of Swift become the JSON that Foundation makes of them, and come back.
@Suite struct CodingTests {
    private struct Inner: Codable, Equatable {
        var name: String
        var size: UInt64?
    }

    private struct Outer: Codable, Equatable {
        var text = "a/b \"\\ \n\u{1} é 😀"
        var isOpen = true
        var count = Int.min
        var great = UInt64.max
        var ratio = 0.25
        var whole = 3.0
        var small: Float = 1.5
        var nothing: Int?
        var list = [1, 2, 3]
        var lists = [["x"], []]
        var inner = Inner(name: "i", size: nil)
        var inners = [Inner(name: "j", size: 1)]
        var map = ["b": 1, "a": 2, "A": 3, "a10": 4, "a9": 5]
        var userID: UInt32 = 1000
        var userIds: [Int8] = [-128, 127]
    }

    private func foundation(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func valuesAreWrittenAsFoundationWritesThem() throws {
        #expect(try JSONValue(encoding: Outer()).json == foundation(Outer()))
        #expect(try JSONValue(encoding: [Outer(), Outer()]).json == foundation([Outer(), Outer()]))
        #expect(try JSONValue(encoding: ["k": "v"]).json == foundation(["k": "v"]))
        #expect(try JSONValue(encoding: "text").json == foundation("text"))
        #expect(try JSONValue(encoding: [Int?.none, 1]).json == foundation([Int?.none, 1]))
        #expect(try JSONValue(encoding: [String]()).json == "[]")
    }

    @Test func valuesComeBack() throws {
        let bytes = try JSONValue(encoding: Outer()).bytes
        #expect(try JSONValue(parsing: bytes).decoded(as: Outer.self) == Outer())
        #expect(try JSONValue(parsing: Array("[null,1]".utf8)).decoded(as: [Int?].self) == [nil, 1])
        #expect(try JSONValue.string("x").decoded(as: String.self) == "x")
    }

    @Test(arguments: [
        #"{}"#, #"{"name":1}"#, #"{"name":null}"#, #"{"name":"x","size":-1}"#, #"{"name":"x","size":1.5}"#,
        #"{"name":"x","size":18446744073709551616}"#, #"{"name":"x","size":"1"}"#, #"[]"#, #""x""#,
    ])
    func whatIsSomethingElseIsRefused(_ text: String) throws {
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(throws: DecodingError.self) { try value.decoded(as: Inner.self) }
    }

    @Test func membersThatNobodyKnowsArePassed() throws {
        let value = try JSONValue(parsing: Array(#"{"name":"x","size":18446744073709551615,"new":[1]}"#.utf8))
        #expect(try value.decoded(as: Inner.self) == Inner(name: "x", size: .max))
    }
}

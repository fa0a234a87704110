import JSON
import Testing

@Suite struct ReadingTests {
    // MARK: Some members only

    @Test(arguments: [
        (#"{"a":1,"b":{"a":[{"a":"}","c":1}],"x":2}}"#, #"{"a":1,"b":{"a":[{"a":"}"}]}}"#),
        (#"{ "x" : "\"},]\\" , "a" : true, "y":[["]"],{"a":1}], "z":-1e3 }"#, #"{"a":true}"#),
        (#"[{"x":[]},1]"#, "[{},1]"),
        (#"{"x":null}"#, "{}"),
    ])
    func membersThatNobodyWantsArePassed(_ text: String, _ rest: String) throws {
        let value = try JSONValue(parsing: Array(text.utf8), onlyMembers: ["a", "b"])
        #expect(try value == JSONValue(parsing: Array(rest.utf8)))
    }

    @Test(arguments: [#"{"x":"#, #"{"x":"a}"#, #"{"x":"a\"#, #"{"x":[1}"#, #"{"x":{"a":1}"#, #"{"x":1]"#])
    func whatDoesNotEndIsRefused(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8), onlyMembers: ["a"]) }
    }

    // MARK: Numbers

    /// How a number is written, and which it is as an `Int` and a `Double`.
    struct Number: Sendable, CustomTestStringConvertible {
        var text: String
        var integer: Int?
        var double: Double?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Number(text: "0", integer: 0, double: 0), Number(text: "-0", integer: 0, double: 0),
        Number(text: "7.0", integer: 7, double: 7), Number(text: "1.5", integer: nil, double: 1.5),
        Number(text: "1.5e1", integer: 15, double: 15), Number(text: "1500e-2", integer: 15, double: 15),
        Number(text: "15e-2", integer: nil, double: 0.15), Number(text: "-1.5e2", integer: -150, double: -150),
        Number(text: "9007199254740993", integer: 9_007_199_254_740_993, double: 9_007_199_254_740_992),
        Number(text: "9007199254740993.000", integer: 9_007_199_254_740_993, double: 9_007_199_254_740_992),
        Number(text: "9223372036854775807", integer: .max, double: 0x1p63),
        Number(text: "-9223372036854775808", integer: .min, double: -0x1p63),
        Number(text: "-922337203685477580.8e1", integer: .min, double: -0x1p63),
        Number(text: "9223372036854775808", integer: nil, double: 0x1p63),
        Number(text: "1e18", integer: 1_000_000_000_000_000_000, double: 1e18),
        Number(text: "1e19", integer: nil, double: 1e19), Number(text: "1e400", integer: nil, double: nil),
        Number(text: "-1e400", integer: nil, double: nil), Number(text: "1e-400", integer: nil, double: 0),
        Number(text: "0e99999999999999999999", integer: nil, double: 0),
        Number(text: "1e99999999999999999999", integer: nil, double: nil),
    ])
    func numbersAreWhatTheyAreWorth(_ number: Number) throws {
        let value = try JSONValue(parsing: Array(number.text.utf8))
        #expect(value.integer == number.integer)
        #expect(value.number == number.double)
        #expect(value.json == number.text)
    }

    @Test(arguments: [
        ("300", "3.0e2", true), ("0", "-0.00e7", true), ("1e2", "100.0", true), ("0.1", "1e-1", true),
        ("1", "-1", false),
        ("9007199254740993", "9007199254740992", false), ("0.10000000000000001", "0.1", false),
        ("1e400", "10e399", true),
        ("1e400", "1e401", false), ("1e99999999999999999999", "1e99999999999999999999", true),
        ("1e99999999999999999999", "10e99999999999999999998", false),
    ])
    func numbersAreEqualWhenTheyAreWorthTheSame(_ left: String, _ right: String, _ areEqual: Bool) throws {
        let (left, right) = try (JSONValue(parsing: Array(left.utf8)), JSONValue(parsing: Array(right.utf8)))
        #expect((left == right) == areEqual)
    }

    @Test(
        arguments: [
            (12, "12"), (-0.5, "-0.5"), (0.1, "0.1"), (9_007_199_254_740_991, "9007199254740991"), (1e300, "1e+300"),
            (1_795_521_600.25, "1795521600.25"), (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
        ] as [(Double, String)]
    )
    func doublesAreWrittenShortly(_ number: Double, _ text: String) throws {
        #expect(JSONValue.number(number).json == text)
        if number.isFinite { #expect(try JSONValue(parsing: Array(text.utf8)).number == number) }
    }

    @Test(arguments: [("1.9", 1), ("-1.9", -1), ("1e300", nil), ("12", 12)])
    func theWholePartIsWhatStandsBeforeThePoint(_ text: String, _ part: Int?) throws {
        guard case .number(let number) = try JSONValue(parsing: Array(text.utf8)) else {
            Issue.record("no number")
            return
        }
        #expect(number.wholePart == part)
    }

    // MARK: Texts that are handed on

    @Test(arguments: [
        (#" { "b" : 1.50 , "a" : "x y" } "#, #"{"b":1.50,"a":"x y"}"#),
        ("{\n\"n\": 12345678901234567890,\t\"s\": \"\\u0041\\\" \"}", #"{"n":12345678901234567890,"s":"\u0041\" "}"#),
        ("{}", "{}"),
    ])
    func whatIsCheckedStaysAsItIsWritten(_ text: String, _ checked: String) throws {
        #expect(try JSONText.checkedObject(Array(text.utf8)) == checked)
    }

    @Test(arguments: ["[]", "1", "null", "", "{\"a\":01}", "{\"a\":1,\"a\":1}", "{} {}", "{\"a\":\"\\ud800\"}"])
    func whatIsNoObjectIsNotHandedOn(_ text: String) {
        #expect(throws: JSONError.self) { try JSONText.checkedObject(Array(text.utf8)) }
    }

    // MARK: Paths

    private static let text = Array(
        #" { "a" : [ 10 , {"b\n":"x"} , [] ] , "é" : null , "\u0063" : { } , "s":"{\"a\":2}" , "e":1.50 } "#.utf8
    )

    @Test(
        arguments: [
            ([], nil), ([.member("a")], #"[ 10 , {"b\n":"x"} , [] ]"#), ([.member("a"), .element(0)], "10"),
            ([.member("a"), .element(1), .member("b\n")], #""x""#), ([.member("a"), .element(2)], "[]"),
            ([.member("a"), .element(3)], ""), ([.member("a"), .element(2), .element(0)], ""), ([.member("é")], "null"),
            ([.member("c")], "{ }"), ([.member("c"), .member("a")], ""), ([.member("s")], #""{\"a\":2}""#),
            ([.member("e")], "1.50"), ([.member("x")], ""), ([.element(0)], ""), ([.member("e"), .member("a")], ""),
        ] as [([JSONText.Step], String?)]
    )
    func theTextOfAValueIsFound(_ path: [JSONText.Step], _ expected: String?) {
        let found = JSONText.value(at: path, in: Self.text).map { String(decoding: $0, as: UTF8.self) }
        let whole = String(decoding: Self.text.dropFirst().dropLast(), as: UTF8.self)
        #expect((found ?? "") == (expected ?? whole))
    }

    @Test func namesAreListedInTheOrderInWhichTheyAreWritten() {
        #expect(JSONText.memberNames(at: [], in: Self.text) == ["a", "é", "c", "s", "e"])
        #expect(JSONText.memberNames(at: [.member("a")], in: Self.text).isEmpty)
        #expect(JSONText.memberNames(at: [], in: Array(#"{"a":1,"b":2,"a":3}"#.utf8)) == ["b", "a"])
    }

    /// Every beginning of a text is refused, and finding paths in it ends.
    @Test func noBeginningIsTaken() {
        for end in 0..<Self.text.count - 2 {
            let part = Array(Self.text[..<end])
            #expect(throws: JSONError.self) { try JSONValue(parsing: part) }
            _ = JSONText.value(at: [.member("e")], in: part)
            _ = JSONText.memberNames(at: [], in: part)
            _ = JSONText.compact(part)
        }
    }
}

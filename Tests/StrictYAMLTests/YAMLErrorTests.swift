import StrictYAML
import Testing

import struct StrictYAML.SourceLocation

/// The words of every error: what, and what next.
@Suite struct YAMLErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var error: YAMLError
        var code: String
        var summary: String
        var hint: String?
        var testDescription: String { "\(code) \(summary)" }
    }

    static let place = SourceLocation(file: "Rules/aws.yaml", line: 3, column: 5)

    static let cases: [Case] = [
        Case(
            error: .syntax("found character that cannot start any token", at: place),
            code: "Y001",
            summary: "not valid YAML: found character that cannot start any token",
            hint: "indent with spaces, not tabs; quote a value that begins with '%', '@' or '`'"
        ),
        Case(
            error: .unknownKey("patern", suggestion: "pattern", at: place),
            code: "Y002",
            summary: "unknown key 'patern'",
            hint: "did you mean 'pattern'?"
        ),
        Case(
            error: .unknownKey("colour", suggestion: nil, at: place),
            code: "Y002",
            summary: "unknown key 'colour'",
            hint: nil
        ),
        Case(
            error: .duplicateKey("id", at: place),
            code: "Y003",
            summary: "key 'id' occurs twice",
            hint: "remove one of the two"
        ),
        Case(error: .missingKey("id", at: place), code: "Y004", summary: "missing key 'id'", hint: nil),
        Case(
            error: .wrongType(expected: .string, found: .boolean, at: place),
            code: "Y005",
            summary: "expected a string, found true or false",
            hint: "put it in quotes"
        ),
        Case(
            error: .wrongType(expected: .boolean, found: .string, at: place),
            code: "Y005",
            summary: "expected true or false, found a string",
            hint: "write true or false, without quotes"
        ),
        Case(
            error: .wrongType(expected: .list, found: .string, at: place),
            code: "Y005",
            summary: "expected a list, found a string",
            hint: "write it as [value]"
        ),
        Case(
            error: .wrongType(expected: .mapping, found: .nothing, at: place),
            code: "Y005",
            summary: "expected a mapping, found nothing",
            hint: "give it a value, or remove the key"
        ),
        Case(
            error: .notAllowed("hihg", allowed: ["low", "high"], suggestion: "high", at: place),
            code: "Y006",
            summary: "'hihg' is not allowed here",
            hint: "did you mean 'high'?"
        ),
        Case(
            error: .notAllowed("9", allowed: ["low", "high"], suggestion: nil, at: place),
            code: "Y006",
            summary: "'9' is not allowed here",
            hint: "use one of: low, high"
        ),
        Case(
            error: .outOfRange("0", allowed: "1 to 100", at: place),
            code: "Y007",
            summary: "0 is out of range: 1 to 100",
            hint: nil
        ),
        Case(
            error: .invalid("the pattern has no keyword", hint: "add one", at: place),
            code: "Y008",
            summary: "the pattern has no keyword",
            hint: "add one"
        ),
        Case(
            error: .limitExceeded(.depth, at: place),
            code: "Y009",
            summary: "lists and mappings are nested more than 64 deep",
            hint: "split the file"
        ),
        Case(
            error: .limitExceeded(.nodes, at: place),
            code: "Y009",
            summary: "the file holds more than 1000000 values, aliases expanded",
            hint: "look for aliases ('*name') inside lists that are aliases themselves"
        ),
        Case(
            error: .limitExceeded(.bytes, at: place),
            code: "Y009",
            summary: "the file is larger than 16 MiB",
            hint: "split the file"
        ),
        Case(error: .notUTF8(at: place), code: "Y010", summary: "the file is not UTF-8", hint: "convert it to UTF-8"),
        Case(
            error: .explicitTag("!x", at: place),
            code: "Y011",
            summary: "the tag '!x' is not supported",
            hint: "remove the tag; quote the value to make it a string"
        ),
    ]

    @Test(arguments: cases)
    func saysWhatWhereAndWhatNext(_ example: Case) {
        #expect(example.error.code == example.code)
        #expect(example.error.summary == example.summary)
        #expect(example.error.hint == example.hint)
        #expect(example.error.location == Self.place)
        #expect("\(example.error)" == "\(example.code): Rules/aws.yaml:3:5: \(example.summary)")
    }

    @Test func aNodeMakesErrorsAboutItself() throws {
        let node = try StrictYAML.parse("- a\n- b\n", file: "test.yaml").list()[1]
        let expected = YAMLError.invalid(
            "no such validator",
            hint: nil,
            at: SourceLocation(file: "test.yaml", line: 2, column: 3)
        )
        #expect(node.invalid("no such validator") == expected)
    }
}

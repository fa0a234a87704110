import StrictYAML
import Testing

/// What each way to write a scalar is read as.
@Suite struct ScalarTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var type: YAMLType
        var why: String
        var testDescription: String { "\(text.debugDescription): \(why)" }
    }

    static let cases: [Case] = [
        Case(text: "word", type: .string, why: "plain word"),
        Case(text: "yes", type: .string, why: "not a boolean since YAML 1.2"),
        Case(text: "No", type: .string, why: "not a boolean since YAML 1.2, and Norway"),
        Case(text: "on", type: .string, why: "not a boolean since YAML 1.2"),
        Case(text: "off", type: .string, why: "not a boolean since YAML 1.2"),
        Case(text: "y", type: .string, why: "not a boolean since YAML 1.2"),
        Case(text: "true", type: .boolean, why: "boolean"),
        Case(text: "False", type: .boolean, why: "capitalised boolean"),
        Case(text: "TRUE", type: .boolean, why: "upper-case boolean"),
        Case(text: "tRUE", type: .string, why: "mixed case is no boolean"),
        Case(text: "truest", type: .string, why: "a boolean's beginning"),
        Case(text: "\"true\"", type: .string, why: "quoted boolean"),
        Case(text: "'12'", type: .string, why: "quoted number"),
        Case(text: "0", type: .integer, why: "zero"),
        Case(text: "-12", type: .integer, why: "negative"),
        Case(text: "+12", type: .integer, why: "explicit plus"),
        Case(text: "0x1F", type: .integer, why: "hexadecimal"),
        Case(text: "0o17", type: .integer, why: "octal"),
        Case(text: "0o18", type: .string, why: "eight is no octal digit"),
        Case(text: "0x", type: .string, why: "no digits"),
        Case(text: "010", type: .string, why: "octal to some readers, decimal to others"),
        Case(text: "-01", type: .string, why: "leading zero after a sign"),
        Case(text: "1_000", type: .string, why: "digit groups are YAML 1.1"),
        Case(text: "12:30", type: .string, why: "base sixty is YAML 1.1"),
        Case(text: "2026-11-24", type: .string, why: "dates are YAML 1.1"),
        Case(text: "1.5", type: .number, why: "fraction"),
        Case(text: "1.", type: .number, why: "fraction without digits"),
        Case(text: ".5", type: .number, why: "no whole part"),
        Case(text: "0.5", type: .number, why: "one zero before the point"),
        Case(text: "00.5", type: .string, why: "leading zero"),
        Case(text: "1e3", type: .number, why: "exponent"),
        Case(text: "-1.5E-3", type: .number, why: "signed exponent"),
        Case(text: "1e", type: .string, why: "exponent without digits"),
        Case(text: ".", type: .string, why: "point without digits"),
        Case(text: "+", type: .string, why: "sign alone"),
        Case(text: "1.2.3", type: .string, why: "version number"),
        Case(text: ".inf", type: .string, why: "no setting can be infinite"),
        Case(text: ".nan", type: .string, why: "no setting can be not-a-number"),
        Case(text: "null", type: .nothing, why: "null"),
        Case(text: "~", type: .nothing, why: "short null"),
        Case(text: "Null", type: .nothing, why: "capitalised null"),
        Case(text: "nullable", type: .string, why: "a null's beginning"),
        Case(text: "", type: .nothing, why: "no value"),
        Case(text: "''", type: .string, why: "empty text in quotes"),
        Case(text: "|\n  1\n", type: .string, why: "a block is text"),
        Case(text: "[a]", type: .list, why: "flow list"),
        Case(text: "{a: b}", type: .mapping, why: "flow mapping"),
    ]

    @Test(arguments: cases)
    func hasType(_ example: Case) throws {
        #expect(try value(example.text).type == example.type)
    }

    @Test func everyTypeHasCases() {
        #expect(Set(Self.cases.map { "\($0.type)" }) == Set(YAMLType.allCases.map { "\($0)" }))
    }

    @Test(arguments: [
        ("text", "text"), ("12", "12"), ("1.10", "1.10"), ("007", "007"), ("yes", "yes"), ("'true'", "true"),
        ("\"a\\tb\"", "a\tb"), ("'it''s'", "it's"), ("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"), ("''", ""),
        ("über", "über"), ("a #b", "a"), ("a#b", "a#b"),
    ])
    func readsString(_ text: String, _ expected: String) throws {
        #expect(try value(text).string() == expected)
    }

    @Test(arguments: [
        ("true", YAMLType.boolean), ("null", .nothing), ("", .nothing), ("[a]", .list), ("{a: b}", .mapping),
    ])
    func refusesAsString(_ text: String, _ found: YAMLType) throws {
        let node = try value(text)
        #expect(throws: YAMLError.wrongType(expected: .string, found: found, at: node.location)) { try node.string() }
    }

    @Test(arguments: [
        ("0", 0), ("-12", -12), ("+12", 12), ("0x1F", 31), ("0o17", 15), ("9223372036854775807", Int.max),
    ])
    func readsInt(_ text: String, _ expected: Int) throws {
        #expect(try value(text).int() == expected)
    }

    @Test(arguments: ["1.0", "'1'", "one", "010", "true", "", "[1]"])
    func refusesAsInt(_ text: String) throws {
        let node = try value(text)
        #expect(throws: YAMLError.wrongType(expected: .integer, found: node.type, at: node.location)) { try node.int() }
    }

    @Test(arguments: ["0", "101", "9223372036854775808"])
    func refusesIntOutOfRange(_ text: String) throws {
        let node = try value(text)
        #expect(throws: YAMLError.outOfRange(text, allowed: "1 to 100", at: node.location)) {
            try node.int(in: 1...100)
        }
    }

    @Test(arguments: [("3", 3.0), ("-0.5", -0.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("0x10", 16.0)])
    func readsDouble(_ text: String, _ expected: Double) throws {
        #expect(try value(text).double() == expected)
    }

    @Test(arguments: ["'3'", "three", ".inf", ".nan", "true", ""])
    func refusesAsDouble(_ text: String) throws {
        let node = try value(text)
        #expect(throws: YAMLError.wrongType(expected: .number, found: node.type, at: node.location)) {
            try node.double()
        }
    }

    @Test(arguments: ["8.01", "-1", "1e999"])
    func refusesDoubleOutOfRange(_ text: String) throws {
        let node = try value(text)
        #expect(throws: YAMLError.outOfRange(text, allowed: "0.0 to 8.0", at: node.location)) {
            try node.double(in: 0...8)
        }
    }

    @Test func refusesInfinityByOverflow() throws {
        #expect(throws: YAMLError.self) { try value("1e999").double() }
    }

    @Test(arguments: [("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false)])
    func readsBool(_ text: String, _ expected: Bool) throws {
        #expect(try value(text).bool() == expected)
    }

    @Test(arguments: ["yes", "no", "on", "off", "1", "'true'", ""])
    func refusesAsBool(_ text: String) throws {
        let node = try value(text)
        #expect(throws: YAMLError.wrongType(expected: .boolean, found: node.type, at: node.location)) {
            try node.bool()
        }
    }

    private func value(_ text: String) throws -> YAMLNode {
        var mapping = try StrictYAML.parse("key: \(text)\n", file: "test.yaml").mapping()
        return try mapping.required("key")
    }
}

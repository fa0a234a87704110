import JSON
import Testing

/// What the reader makes of texts, in three lists as the well-known test suites of JSON have them: what RFC 8259 takes,
/// what it refuses, and what it leaves to the reader.
@Suite struct VectorTests {
    /// A text and why it is there.
    struct Vector: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var why: String
        var testDescription: String { why }

        init(_ text: String, _ why: String) { self.init(Array(text.utf8), why) }

        init(_ bytes: [UInt8], _ why: String) { (self.bytes, self.why) = (bytes, why) }
    }

    /// A text, why it is there, and how the value is written.
    struct Accepted: Sendable, CustomTestStringConvertible {
        var text: String
        var written: String
        var why: String
        var testDescription: String { why }

        init(_ text: String, _ written: String, _ why: String) {
            (self.text, self.written, self.why) = (text, written, why)
        }
    }

    static let accepted = [
        Accepted("null", "null", "null alone"), Accepted("true", "true", "true alone"),
        Accepted("false", "false", "false alone"), Accepted("\"\"", "\"\"", "an empty string alone"),
        Accepted("0", "0", "zero"), Accepted("-0", "-0", "zero with a sign"), Accepted("0.0", "0.0", "a zero fraction"),
        Accepted("0e1", "0e1", "zero with an exponent"), Accepted("-0E-0", "-0E-0", "zero, every sign"),
        Accepted("10", "10", "a zero that does not lead"), Accepted("1.50", "1.50", "zeros at the end"),
        Accepted("1E+2", "1E+2", "an exponent with a plus"),
        Accepted("1e05", "1e05", "an exponent with a leading zero"),
        Accepted("-1.25e-7", "-1.25e-7", "all parts of a number"),
        Accepted("9007199254740993", "9007199254740993", "2^53 + 1"),
        Accepted("-9223372036854775808", "-9223372036854775808", "the least Int"),
        Accepted("123456789012345678901234567890", "123456789012345678901234567890", "thirty digits"),
        Accepted("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827", "a long fraction"),
        Accepted("[]", "[]", "an empty array"), Accepted("{}", "{}", "an empty object"),
        Accepted("[[],{}]", "[[],{}]", "empty ones in another"),
        Accepted(" \t\r\n[ 1 , 2 ] \n", "[1,2]", "every space that there is"),
        Accepted("{ \"b\" : 1 , \"a\" : [ null ] }", "{\"a\":[null],\"b\":1}", "members, in the order of their names"),
        Accepted("{\"\":0}", "{\"\":0}", "an empty name"),
        Accepted(#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#, "every short escape"),
        Accepted(#""\u0041\u00e9\u20AC""#, "\"Aé€\"", "escapes of one unit, in either case"),
        Accepted(#""\ud83d\ude00\uD83D\uDE01""#, "\"😀😁\"", "pairs of surrogates"),
        Accepted(#""\u0000""#, #""\u0000""#, "NUL, escaped"), Accepted("\"\u{7F}\"", "\"\u{7F}\"", "DEL"),
        Accepted("\"\u{2028}\u{FEFF}\u{FFFF}\u{10FFFF}\"", "\"\u{2028}\u{FEFF}\u{FFFF}\u{10FFFF}\"", "odd scalars"),
        Accepted("\"//* no comment */\"", "\"//* no comment */\"", "what looks like a comment"),
        Accepted(#"{"a":"}]","b":"\"{["}"#, #"{"a":"}]","b":"\"{["}"#, "brackets and quotes in strings"),
    ]

    @Test(arguments: accepted)
    func isTaken(_ vector: Accepted) throws {
        let value = try JSONValue(parsing: Array(vector.text.utf8))
        #expect(value.json == vector.written)
        #expect(try JSONValue(parsing: value.bytes) == value)
    }

    static let refused = [
        Vector("", "nothing"), Vector(" \n", "only space"), Vector("[", "an array without end"),
        Vector("{", "an object without end"), Vector("[1", "an array that ends in a number"),
        Vector("{\"a\":1", "an object that ends in a value"), Vector("{\"a\"", "an object that ends in a name"),
        Vector("{\"a\":", "an object that ends before a value"), Vector("]", "an end without a beginning"),
        Vector("[}", "brackets of two kinds"), Vector("{]", "brackets of two kinds, the other way"),
        Vector("[1]]", "one end too many"), Vector("1 2", "two values"), Vector("{}{}", "two objects"),
        Vector("[1,]", "a comma before the end of an array"), Vector("[,1]", "a comma before the first element"),
        Vector("[1,,2]", "two commas"), Vector("[1 2]", "no comma"), Vector("[1:2]", "a colon in an array"),
        Vector("{\"a\":1,}", "a comma before the end of an object"), Vector("{,}", "a comma alone"),
        Vector("{\"a\" 1}", "no colon"), Vector("{\"a\"::1}", "two colons"), Vector("{\"a\":1 \"b\":2}", "no comma"),
        Vector("{\"a\",1}", "a comma for a colon"), Vector("{a:1}", "a name without quotes"),
        Vector("{'a':1}", "single quotes"), Vector("{1:2}", "a number as a name"),
        Vector("{null:1}", "null as a name"), Vector("{\"a\":}", "no value"), Vector("{:1}", "no name"),
        Vector("{\"a\"}", "a name alone"), Vector("01", "a leading zero"),
        Vector("-01", "a leading zero behind a sign"),
        Vector("00", "two zeros"), Vector("+1", "a plus sign"), Vector("-", "a sign alone"), Vector("--1", "two signs"),
        Vector("- 1", "a space behind a sign"), Vector(".5", "a bare point"),
        Vector("-.5", "a bare point behind a sign"),
        Vector("1.", "nothing behind the point"), Vector("1.e2", "nothing between point and exponent"),
        Vector("1..2", "two points"), Vector("1.2.3", "two fractions"), Vector("1e", "nothing in the exponent"),
        Vector("1e+", "a sign alone in the exponent"), Vector("1e1.5", "a fraction in the exponent"),
        Vector("1e2e3", "two exponents"), Vector("e1", "an exponent alone"), Vector("1_000", "an underscore"),
        Vector("1,000", "a comma in a number"), Vector("0x10", "hexadecimal"), Vector("0b1", "binary"),
        Vector("1f", "a suffix"), Vector("NaN", "NaN"), Vector("nan", "nan"), Vector("Infinity", "Infinity"),
        Vector("-Infinity", "-Infinity"), Vector("-inf", "-inf"), Vector("１", "a digit of full width"),
        Vector("nul", "a word cut short"), Vector("nulll", "a word too long"), Vector("True", "a capital"),
        Vector("TRUE", "capitals"), Vector("tru", "another word cut short"), Vector("undefined", "no word of JSON"),
        Vector("a", "a letter"), Vector("*", "a sign"), Vector("\"", "a quote alone"), Vector("\"a", "no end"),
        Vector("\"\\\"", "an escaped quote for the end"), Vector("\"\\", "an escape at the end of the text"),
        Vector("\"\\x41\"", "an escape of C"), Vector("\"\\a\"", "an unknown escape"),
        Vector("\"\\'\"", "an escaped '"),
        Vector("\"\\0\"", "an octal escape"), Vector("\"\\U0041\"", "a capital U"), Vector("\"\\u\"", "no digits"),
        Vector("\"\\u004\"", "three digits"), Vector("\"\\u00G1\"", "no digit"),
        Vector("\"\\u+041\"", "a sign in digits"),
        Vector("\"\\u 041\"", "a space in digits"), Vector("\"a\nb\"", "a line feed"), Vector("\"a\tb\"", "a tab"),
        Vector("\"a\u{0}b\"", "NUL"), Vector("\"a\u{1F}b\"", "the last control character"),
        Vector("{\"a\u{1}\":1}", "a control character in a name"), Vector("'a'", "single quotes alone"),
        Vector("“a”", "curly quotes"), Vector("[1]\u{0}", "NUL behind the value"), Vector("\u{C}1", "a form feed"),
        Vector("\u{B}1", "a vertical tab"), Vector("\u{A0}1", "a space that does not break"),
        Vector("\u{2028}1", "a separator of lines"), Vector("\u{2060}1", "a word joiner"),
        Vector("1//x", "a comment"), Vector("/**/1", "a comment before"), Vector("#1", "a comment of a shell"),
        Vector("[1]x", "more behind the value"), Vector("<null>", "something else"),
        Vector("\\u0031", "an escape outside"),
    ]

    @Test(arguments: refused)
    func isRefused(_ vector: Vector) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: vector.bytes) }
        // In another value, too.
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x5B] + vector.bytes + [0x2C, 0x31, 0x5D]) }
    }

    /// What the RFC leaves to readers and this one refuses.
    static let refusedByChoice = [
        Vector([0xEF, 0xBB, 0xBF, 0x31], "a byte order mark"),
        Vector([0xFF, 0xFE, 0x31, 0x00], "UTF-16 with a mark"), Vector([0x00, 0x31], "UTF-16 without one"),
        Vector(#""\ud800""#, "the first half of a pair"), Vector(#""\udc00""#, "the second half of a pair"),
        Vector(#""\ud800x""#, "a half before a letter"), Vector(#""\ud800\n""#, "a half before an escape"),
        Vector(#""\ud800\u0041""#, "a half before a letter's escape"), Vector(#""\ud800\ud800""#, "two first halves"),
        Vector(#""\udc00\ud800""#, "the halves the wrong way round"), Vector(#"{"\ud800":1}"#, "half a pair in a name"),
        Vector([0x22, 0xFF, 0x22], "a byte that is never UTF-8"), Vector([0x22, 0xC0, 0x80, 0x22], "NUL in two bytes"),
        Vector([0x22, 0xE2, 0x82, 0x22], "a character cut short"),
        Vector([0x22, 0xED, 0xA0, 0x80, 0x22], "a surrogate in UTF-8"),
        Vector([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "beyond U+10FFFF"),
        Vector([0x22, 0x5C, 0x6E, 0x80, 0x22], "no UTF-8 behind an escape"),
        Vector([0x7B, 0x22, 0x80, 0x22, 0x3A, 0x31, 0x7D], "no UTF-8 in a name"),
        Vector([0x5B, 0xE9, 0x5D], "Latin-1"),
        Vector(Array(repeating: 0x5B, count: 513) + Array(repeating: 0x5D, count: 513), "513 arrays in each other"),
    ]

    @Test(arguments: refusedByChoice)
    func isRefusedByChoice(_ vector: Vector) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: vector.bytes) }
    }

    /// What the RFC leaves to readers and this one takes.
    static let acceptedByChoice = [
        Accepted("1e400", "1e400", "beyond the range of a Double"), Accepted("-1e400", "-1e400", "below it"),
        Accepted("1e-400", "1e-400", "nearer to zero than a Double"),
        Accepted("1e999999999999999999999", "1e999999999999999999999", "an exponent that no Int holds"),
        Accepted(#"{"a":1,"a":2}"#, #"{"a":2}"#, "two members of one name: the last counts"),
        Accepted(#"{"a":1,"\u0061":2}"#, #"{"a":2}"#, "two ways to write one name"),
        Accepted("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"\u{E9}\":2}", "names that Swift holds for the same"),
        Accepted(#""\uFFFE\uffff""#, "\"\u{FFFE}\u{FFFF}\"", "scalars that are no characters"),
    ]

    @Test(arguments: acceptedByChoice)
    func isTakenByChoice(_ vector: Accepted) throws {
        #expect(try JSONValue(parsing: Array(vector.text.utf8)).json == vector.written)
    }

    @Test(arguments: [512, 600])
    func depthIsCounted(_ depth: Int) throws {
        var limits = JSONLimits()
        limits.depth = depth
        let arrays =
            Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
        #expect(try JSONValue(parsing: arrays, limits: limits).bytes == arrays)
        let start = Array("{\"a\":".utf8)
        let objects = (0..<depth).flatMap { _ in start } + [0x31] + (0..<depth).map { _ in UInt8(ascii: "}") }
        #expect(try JSONValue(parsing: objects, limits: limits).bytes == objects)
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: start + objects + [0x7D], limits: limits) }
        #expect(error?.message == "nested too deeply")
        #expect(error?.offset == start.count * depth)
        // Beside each other they are not deep.
        let many = Array("[".utf8) + (0...depth).flatMap { _ in Array("[],".utf8) } + Array("0]".utf8)
        #expect(try JSONValue(parsing: many, limits: limits).array.count == depth + 2)
    }

    @Test func sizeIsCounted() throws {
        var limits = JSONLimits()
        limits.bytes = 4
        #expect(try JSONValue(parsing: Array("1234".utf8), limits: limits) == .number(1234))
        #expect(throws: JSONError(message: "a text of more than 4 bytes", offset: 4)) {
            try JSONValue(parsing: Array("12345".utf8), limits: limits)
        }
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":1}"#, #"[{"b":{"a":1,"c":2,"a":1}}]"#, "{\"\u{E9}\":1,\"e\u{301}\":2}",
    ])
    func twoMembersOfOneNameAreRefusedWhereTheyMayNotBe(_ text: String) throws {
        var limits = JSONLimits()
        limits.duplicates = .refused
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8), limits: limits) }
        #expect(throws: Never.self) { try JSONValue(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [
        ("[1,02]", 4), ("[1.]", 3), ("[1,\n  x]", 6), ("{\"a\":1,\"b\"}", 10), ("[\"\\q\"]", 4), ("[1] 2", 4),
    ])
    func theOffsetIsThatOfTheMistake(_ text: String, _ offset: Int) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
        do throws(JSONError) {
            _ = try JSONValue(parsing: Array(text.utf8))
        } catch { #expect(error.offset == offset) }
    }
}

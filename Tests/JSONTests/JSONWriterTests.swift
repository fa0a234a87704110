import JSON
import Testing

@Suite struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func commasStandBetweenMembersAndElements() {
        let text = written { json in
            json.beginObject()
            json.member("a", 1)
            json.member("b", ["x", "y"])
            json.key("c")
            json.beginObject()
            json.endObject()
            json.member("d", nil as String?)
            json.member("e", true)
            json.endObject()
            json.endRecord()
            json.beginObject()
            json.endObject()
        }
        #expect(text == #"{"a":1,"b":["x","y"],"c":{},"d":null,"e":true}"# + "\n{}")
    }

    @Test(arguments: [
        ("\"\\", #"\"\\"#), ("\n\r\t\u{8}\u{C}", #"\n\r\t\b\f"#), ("\u{0}\u{1B}\u{7F}", #"\u0000\u001b\u007f"#),
        ("\u{85}\u{9B}", #"\u0085\u009b"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("a\u{202E}b", #"a\u202eb"#),
        ("ä€😀", "ä€😀"),
    ])
    func whatBreaksLinesOrTerminalsIsEscaped(_ text: String, _ expected: String) {
        #expect(written { $0.string(text) } == "\"\(expected)\"")
    }

    @Test(arguments: ["\"", "\\", "\u{1F}", "\u{7F}", "ä"])
    func nothingIsOverlookedWhereverItStands(_ odd: String) throws {
        for count in 0...20 {
            for place in 0...count {
                let text = String(repeating: "~", count: place) + odd + String(repeating: " ", count: count - place)
                let json = written { $0.string(text) }
                #expect(json.contains("\\") == (odd != "ä"))
                #expect(try JSONValue(parsing: Array(json.utf8)).string == text)
            }
        }
    }

    @Test(arguments: [0, 7, -7, 1_234_567_890, Int.max, Int.min])
    func numbersAreWrittenInFull(_ number: Int) {
        #expect(written { $0.number(number) } == String(number))
    }

    @Test func decimalsHaveThreeDigits() {
        #expect(written { $0.decimal(0.0126) } == "0.013")
        #expect(written { $0.decimal(12) } == "12.000")
        #expect(written { $0.decimal(.nan) } == "0.000")
    }

    @Test func noLineIsTornInAnyTool() {
        let separators: [Character] = ["\n", "\u{B}", "\u{C}", "\r", "\u{1C}", "\u{85}", "\u{2028}", "\u{2029}"]
        for separator in separators {
            let text = written { $0.string("a\(separator)b") }
            #expect(!text.contains(separator))
        }
    }

    @Test func invalidSequencesBecomeReplacementCharactersAsInSwift() {
        let cases: [[UInt8]] = [
            [0x61, 0xF0, 0x9F, 0x98], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80], [0xE2, 0x28, 0xA1],
            [0xF0, 0x9F, 0x62, 0x98, 0xFF],
        ]
        for bytes in cases {
            #expect(written { $0.string(lossy: bytes) } == "\"\(String(decoding: bytes, as: UTF8.self))\"")
        }
    }

    @Test(arguments: [
        ("\"\\", #"\"\\"#), ("\n\r\t\u{8}\u{C}", #"\n\r\t\u0008\u000c"#), ("\u{0}\u{1B}\u{7F}", "\\u0000\\u001b\u{7F}"),
        ("\u{85}\u{9B}\u{2028}a\u{202E}b", "\u{85}\u{9B}\u{2028}a\u{202E}b"), ("ä€😀/", "ä€😀/"),
    ])
    func noMoreIsEscapedThanMustBe(_ text: String, _ expected: String) {
        #expect(JSONValue.string(text).json == "\"\(expected)\"")
        #expect(JSONText.quoted(text) == "\"\(expected)\"")
        #expect(JSONValue.object([text: .null]).json == "{\"\(expected)\":null}")
    }

    @Test func namesOfMembersAreEscaped() {
        let text = written { json in
            json.beginObject()
            json.member("a\"b\n", 1)
            json.key("c")
            json.value(.array([.number(1.5), .object(["x": .boolean(false)])]))
            json.key("d")
            json.value(written: Array("[1.50]".utf8))
            json.endObject()
        }
        #expect(text == #"{"a\"b\n":1,"c":[1.5,{"x":false}],"d":[1.50]}"#)
    }

    /// What is written is read again as it was, whichever characters are escaped.
    @Test(arguments: [JSONWriter.Escapes.required, .display])
    func allScalarsComeBack(_ escapes: JSONWriter.Escapes) throws {
        for start in stride(from: UInt32(0), to: 0x11_0000, by: 0x1000) {
            let text = String(String.UnicodeScalarView((start..<start + 0x1000).compactMap(Unicode.Scalar.init)))
            var json = JSONWriter(escapes: escapes)
            json.string(text)
            guard case .string(let read) = try JSONValue(parsing: json.bytes) else {
                Issue.record("no string")
                return
            }
            #expect(read.utf8.elementsEqual(text.utf8))
        }
    }
}

import Foundation
import Testing

@testable import Reporting

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

    @Test(arguments: [0, 7, -7, 1_234_567_890, Int.max, Int.min])
    func numbersAreWrittenInFull(_ number: Int) {
        #expect(written { $0.number(number) } == String(number))
    }

    @Test func decimalsHaveThreeDigits() {
        #expect(written { $0.decimal(0.0126) } == "0.013")
        #expect(written { $0.decimal(12) } == "12.000")
        #expect(written { $0.decimal(.nan) } == "0.000")
    }

    /// Every name of two bytes: one line of valid JSON, from which the bytes come back.
    @Test func allNamesOfTwoBytesComeBack() throws {
        for first in UInt8.min...UInt8.max {
            var json = JSONWriter()
            for second in UInt8.min...UInt8.max {
                json.beginObject()
                json.path([first, second])
                json.endObject()
                json.endRecord()
            }
            #expect(json.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 10 })
            let lines = json.bytes.split(separator: 10)
            try #require(lines.count == 256)
            for (second, line) in lines.enumerated() {
                let name = [first, UInt8(second)]
                let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
                let path = try #require(object?["path"] as? String)
                #expect(path == String(decoding: name, as: UTF8.self))
                if let encoded = object?["pathBytes"] as? String {
                    #expect(Data(base64Encoded: encoded).map(Array.init) == name)
                } else {
                    #expect(Array(path.utf8) == name)
                }
            }
        }
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
}

import Foundation
import ManagedSecrets
import Testing

@Suite struct LeakTests {
    /// A text that holds a value in some encoding.
    struct Case: Sendable, CustomTestStringConvertible {
        var value: String
        var text: String
        var encoding: String
        var why: String
        var testDescription: String { why }
    }

    static let odd = #"p"a\s:s/w&o<r>d'd@9%Ä"#
    static let plain = "Zx81kQwe77PlmT"
    static let cases: [Case] = [
        Case(value: plain, text: plain, encoding: "plain", why: "plain text"),
        Case(value: odd, text: odd, encoding: "plain", why: "plain text with what others escape"),
        Case(value: odd, text: #"{"password":"p\"a\\s:s/w&o<r>d'd@9%Ä"}"#, encoding: "backslash", why: "JSON"),
        Case(
            value: odd,
            text: #""p\"a\\s:s\/w&o<r>d'd@9%\u00c4""#,
            encoding: "backslash",
            why: "JSON in ASCII, slashes escaped"
        ),
        Case(
            value: odd,
            text: #""p\"a\\s:s/w\u0026o\u003cr\u003ed'd@9%Ä""#,
            encoding: "backslash",
            why: "JSON for HTML"
        ),
        Case(
            value: odd,
            text: #""p\"a\\s:s/w\u0026o\u003cr\u003ed\u0027d@9%Ä""#,
            encoding: "backslash",
            why: "JSON by Gson"
        ),
        Case(
            value: odd,
            text: #"{"log":"{\"password\":\"p\\\"a\\\\s:s/w&o<r>d'd@9%Ä\"}\n"}"#,
            encoding: "backslash",
            why: "JSON in JSON"
        ),
        Case(
            value: "a\\\\b\"\\c\"d",
            text: #""a\\\\\\\\b\\\"\\\\c\\\"d""#,
            encoding: "backslash",
            why: "backslashes and quotes in a row, in JSON in JSON"
        ),
        Case(
            value: odd,
            text: #""p\\\"a\\\\s:s/w\\u0026o\\u003cr\\u003ed'd@9%Ä""#,
            encoding: "backslash",
            why: "JSON for HTML in JSON"
        ),
        Case(
            value: odd,
            text: #""p\\\"a\\\\s:s/w\u0026o\u003cr\u003ed'd@9%Ä""#,
            encoding: "backslash",
            why: "JSON in JSON for HTML"
        ),
        Case(
            value: odd,
            text: "postgres://app:p%22a%5Cs%3As%2Fw%26o%3Cr%3Ed%27d%409%25%C3%84@db.example.org/shop",
            encoding: "url",
            why: "connection URL"
        ),
        Case(
            value: odd,
            text: "x=p%22a%5cs%3as%2fw%26o%3cr%3ed%27d%409%25%c3%84&y=1",
            encoding: "url",
            why: "URL, small digits"
        ),
        Case(
            value: odd,
            text: "p%22a%5Cs%3As%2Fw%26o%3Cr%3Ed'd%409%25%C3%84",
            encoding: "url",
            why: "encodeURIComponent leaves quotes"
        ),
        Case(value: odd, text: "host:5432:db:app:p\"a\\\\s\\:s/w&o<r>d'd@9%Ä\n", encoding: "backslash", why: ".pgpass"),
        Case(
            value: odd,
            text: "<a b=\"p&quot;a\\s:s/w&amp;o&lt;r&gt;d&#39;d@9%Ä\"/>",
            encoding: "entity",
            why: "XML attribute"
        ),
        Case(value: odd, text: "<a>p\"a\\s:s/w&amp;o&lt;r&gt;d'd@9%Ä</a>", encoding: "entity", why: "XML text"),
        Case(value: odd, text: "'p\"a\\s:s/w&o<r>d''d@9%Ä'", encoding: "doubled", why: "SQL and YAML in single quotes"),
        Case(value: odd, text: "\"p\"\"a\\s:s/w&o<r>d'd@9%Ä\"", encoding: "doubled", why: "CSV"),
        Case(value: "horse staple 42!", text: "a=horse+staple+42%21", encoding: "url", why: "form with + for a space"),
        Case(value: plain, text: "aws: {\"key\": \"\(plain)\"}", encoding: "plain", why: "JSON that needs no escape"),
        Case(value: plain, text: "PASSWORD=\(plain)\n", encoding: "plain", why: ".env"),
        Case(
            value: "пароль-секрет",
            text: #""\u043f\u0430\u0440\u043e\u043b\u044c-\u0441\u0435\u043a\u0440\u0435\u0442""#,
            encoding: "backslash",
            why: "JSON in ASCII, no letter of it as it is"
        ),
        Case(
            value: "пароль-секрет",
            text: #""\u043F\u0430\u0440\u043E\u043B\u044C-\u0441\u0435\u043A\u0440\u0435\u0442""#,
            encoding: "backslash",
            why: "the same in capitals"
        ),
        Case(
            value: "😀😀passé",
            text: #""\ud83d\ude00\ud83d\ude00pass\u00e9""#,
            encoding: "backslash",
            why: "surrogate pairs"
        ),
        Case(
            value: "пароль-секрет",
            text: #""\\u043f\\u0430\\u0440\\u043e\\u043b\\u044c-\\u0441\\u0435\\u043a\\u0440\\u0435\\u0442""#,
            encoding: "backslash",
            why: "JSON in ASCII in JSON"
        ),
        Case(
            value: "😀😀passé",
            text: #""\\ud83d\\ude00\\ud83d\\ude00pass\\u00e9""#,
            encoding: "backslash",
            why: "surrogate pairs in JSON in JSON"
        ),
        Case(value: plain, text: Data(plain.utf8).base64EncodedString(), encoding: "base64", why: "Base64"),
        Case(value: odd, text: Data(odd.utf8).base64EncodedString(), encoding: "base64", why: "Base64 of odd bytes"),
        Case(
            value: odd,
            text: Data(odd.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_"),
            encoding: "base64",
            why: "Base64 for URLs"
        ),
        Case(value: plain, text: hexadecimal(plain, "%02x"), encoding: "hex", why: "hexadecimal"),
        Case(value: odd, text: hexadecimal(odd, "%02X"), encoding: "hex", why: "hexadecimal in capitals"),
    ]

    static func hexadecimal(_ text: String, _ format: String) -> String {
        text.utf8.map { String(format: format, $0) }.joined()
    }

    /// Every encoding is recognised at every offset, so in both parities and across the ends of the kernel's blocks.
    @Test(arguments: cases) func isRecognisedEverywhere(_ example: Case) throws {
        let harness = try LeakHarness(example.value, "another-Value-5561", "qqqqwwwweeee1111")
        for offset in Array(0..<40) + Array(2010..<2060) {
            let text = Array((String(repeating: " ", count: offset) + example.text + " and more").utf8)
            let leaks = try harness.leaks(in: text)
            #expect(leaks.map(\.ids) == [[0]], "at \(offset)")
            #expect(leaks.first?.value == Array(example.value.utf8))
            #expect(leaks.first?.encoding == example.encoding)
            for prefilter in LeakHarness.prefilters {
                #expect(try harness.leaks(in: text, with: prefilter).map(\.range) == leaks.map(\.range))
            }
        }
    }

    /// Base64 of a larger text has the value in one of three alignments.
    @Test(arguments: [plain, odd, "8 bytes!", "x1y2z3w4"]) func isRecognisedInsideLargerBase64(_ value: String) throws {
        let harness = try LeakHarness(value)
        for before in 0..<12 {
            for after in 0..<4 {
                let text = String(repeating: "~", count: before) + value + String(repeating: "~", count: after)
                let encoded = Data(text.utf8).base64EncodedString()
                for offset in 0..<2 {
                    let leaks = try harness.leaks(in: String(repeating: " ", count: offset) + encoded)
                    #expect(leaks.map(\.value) == [Array(value.utf8)], "\(before) before, \(after) after")
                }
            }
        }
    }

    /// Secrets of Kubernetes have URLs and JSON documents in Base64.
    @Test(
        arguments: [
            "postgres://app:p%40Xk29aQw7Lm3%2FZz%22k9@db.example.org/shop",
            #"{"user":"app","password":"p@Xk29aQw7Lm3\/Zz\"k9"}"#,
            "<a b=\"p@Xk29aQw7Lm3/Zz&quot;k9\"/>", #"{"password":"p\u0040Xk29aQw7Lm3/Zz\u0022k9"}"#,
        ]) func isRecognisedWhenEscapedInBase64(_ text: String) throws
    {
        let value = #"p@Xk29aQw7Lm3/Zz"k9"#
        let harness = try LeakHarness(value)
        for before in 0..<6 {
            let encoded = Data((String(repeating: "~", count: before) + text).utf8).base64EncodedString()
            for line in [500, 76, 64] {
                let lines = stride(from: 0, to: encoded.count, by: line).map { encoded.dropFirst($0).prefix(line) }
                let leaks = try harness.leaks(in: "data: " + lines.joined(separator: "\n"))
                #expect(leaks.map(\.value) == [Array(value.utf8)], "\(before) before, lines of \(line)")
                #expect(leaks.map(\.encoding) == ["base64"])
            }
        }
    }

    /// Wherever lines end, one of two windows is whole.
    @Test(arguments: ["\n", "\r\n", "\n    "]) func isRecognisedAcrossLinesOfBase64(_ end: String) throws {
        let value = "wJ4r7bXUtnFEMIK7MDENG9bPxRfi3Ykl"
        let harness = try LeakHarness(value)
        for before in 0..<76 {
            let encoded = Data((String(repeating: "=", count: before) + value + " and more of it").utf8)
                .base64EncodedString()
            let lines = stride(from: 0, to: encoded.count, by: 76).map { encoded.dropFirst($0).prefix(76) }
            let leaks = try harness.leaks(in: lines.joined(separator: end))
            #expect(leaks.map(\.value) == [Array(value.utf8)], "\(before) before")
        }
    }

    @Test func bytesAreRecognisedAsTheyAreAndEncoded() throws {
        var numbers = Numbers(state: 3)
        for length in [8, 9, 16, 32, 64, 300, 5000] {
            let value = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &numbers) }
            let known = Array(value.prefix(LeakTable.greatestLength))
            let harness = try LeakHarness([value])
            for offset in 0..<4 {
                let prefix = [UInt8](repeating: 10, count: offset)
                #expect(try harness.leaks(in: prefix + value + [1, 2]).map(\.value) == [known])
                let base64 = prefix + Array(Data(value).base64EncodedString().utf8)
                #expect(try harness.leaks(in: base64).map(\.value) == [known])
                let digits = prefix + Array(value.map { String(format: "%02x", $0) }.joined().utf8)
                #expect(try harness.leaks(in: digits).map(\.value) == [known])
            }
        }
    }

    // MARK: What is none

    @Test func whatIsNearlyAValueIsNone() throws {
        let value = "Zx81kQwe77PlmTy4"
        let harness = try LeakHarness(value)
        #expect(try harness.leaks(in: value).count == 1)
        #expect(try harness.leaks(in: String(value.dropLast())).isEmpty)
        #expect(try harness.leaks(in: String(value.dropFirst())).isEmpty)
        for index in value.indices {
            var text = value
            text.replaceSubrange(index...index, with: "#")
            #expect(try harness.leaks(in: "a \(text) b").isEmpty)
        }
        #expect(try harness.leaks(in: value.lowercased()).isEmpty)
    }

    @Test func aShortValueInsideAWordIsNone() throws {
        let short = try LeakHarness("Zx81kQwe77P")
        for text in ["aZx81kQwe77P", "Zx81kQwe77P1", "00Zx81kQwe77Pxx"] {
            #expect(try short.leaks(in: text).isEmpty, "\(text)")
        }
        for text in [
            "-Zx81kQwe77P-", "_Zx81kQwe77P", #""line\nZx81kQwe77P""#, "user%3AZx81kQwe77P%40host",
            "&amp;Zx81kQwe77P&lt;",
        ] {
            #expect(try short.leaks(in: text).count == 1, "\(text)")
        }
        let long = try LeakHarness("Zx81kQwe77PlmTy4")
        #expect(try long.leaks(in: "aZx81kQwe77PlmTy4b").count == 1)
    }

    @Test func whatManyTextsHoldCannotBeAdded() throws {
        var builder = try LeakHarness.builder()
        let values: [(String, UnusableValue)] = [
            ("short12", .tooShort), ("", .tooShort), ("password", .placeholder), ("ChangeMe", .placeholder),
            ("123456789012", .digits), ("abababababab", .monotonous),
        ]
        for (value, reason) in values {
            #expect(throws: reason) { try builder.add(Array(value.utf8).span, id: 1) }
        }
        #expect(builder.count == 0)
        #expect(try LeakTable(builder.build()).count == 0)
    }

    // MARK: Tables

    @Test func equalValuesHaveAllTheirNamesAndRemovedOnesNone() throws {
        var builder = try LeakHarness.builder()
        for id in [7, 3, 5] as [UInt32] { try builder.add(Array("Zx81kQwe77PlmT".utf8).span, id: id) }
        try builder.add(Array("another-Value-5561".utf8).span, id: 9)
        builder.remove(5)
        var harness = try LeakHarness()
        harness.table = try LeakTable(builder.build())
        #expect(try harness.leaks(in: "Zx81kQwe77PlmT another-Value-5561").map(\.ids) == [[3, 7], [9]])
        builder.remove(3)
        builder.remove(7)
        builder.remove(9)
        harness.table = try LeakTable(builder.build())
        #expect(try harness.leaks(in: "Zx81kQwe77PlmT another-Value-5561").isEmpty)
    }

    @Test func aTableHoldsNoPieceOfAValue() throws {
        let value = Array("Zx81kQwe77PlmTy4".utf8)
        var builder = try LeakHarness.builder()
        try builder.add(value.span, id: 1)
        let bytes = builder.build()
        for start in 0...value.count - 4 {
            let piece = Array(value[start..<start + 4])
            #expect(bytes.firstRange(of: piece) == nil)
        }
    }

    @Test func tablesThatAreNoneAreRefused() throws {
        var builder = try LeakHarness.builder()
        for id in 0..<20 as Range<UInt32> { try builder.add(Array("value-number-\(id)-of-20".utf8).span, id: id) }
        let bytes = builder.build()
        _ = try LeakTable(bytes)
        #expect(throws: LeakTable.Malformed.self) { try LeakTable([]) }
        for length in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: LeakTable.Malformed.self) { try LeakTable(Array(bytes.prefix(length))) }
        }
        #expect(throws: LeakTable.Malformed.self) { try LeakTable(bytes + [0]) }
        // Counts that promise more than there is.
        for offset in 64..<80 {
            var other = bytes
            other[offset] ^= 0xFF
            #expect(throws: LeakTable.Malformed.self) { try LeakTable(other) }
        }
        // Whatever else is changed: it is refused, or harmless.
        var numbers = Numbers(state: 9)
        let text = Array((0..<20).map { "value-number-\($0)-of-20 " }.joined().utf8)
        var harness = try LeakHarness()
        for _ in 0..<300 {
            var other = bytes
            for _ in 0..<20 {
                // Not the multipliers, which belong to another prefilter when they change.
                let offset = Int.random(in: 80..<other.count, using: &numbers)
                other[offset] = UInt8.random(in: .min ... .max, using: &numbers)
            }
            guard let table = try? LeakTable(other) else { continue }
            harness.table = table
            #expect(try harness.leaks(in: text).count <= 20)
        }
    }

    // MARK: Many

    /// Thousands of values, each in one of the encodings: none is missed, and nothing else is found.
    @Test func noneOfManyIsMissed() throws {
        var numbers = Numbers(state: 11)
        let alphabet = Array(
            ##"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##.utf8
        )
        var builder = try LeakHarness.builder()
        var values: [[UInt8]] = []
        for id in 0..<2000 as Range<UInt32> {
            let letters = Int.random(in: 0..<2, using: &numbers) == 0 ? alphabet.prefix(62) : alphabet[...]
            let value = (0..<Int.random(in: 16...40, using: &numbers)).map { _ in
                letters.randomElement(using: &numbers) ?? 0
            }
            try builder.add(value.span, id: id)
            values.append(value)
        }
        var harness = try LeakHarness()
        harness.table = try LeakTable(builder.build())
        var text: [UInt8] = []
        for (index, value) in values.enumerated() {
            text += Array("\(index) ".utf8)
            switch index % 5 {
            case 0, 1: text += value
            case 2: text += Array(Data([UInt8](repeating: 46, count: index % 7) + value).base64EncodedString().utf8)
            case 3: text += value.flatMap { Array(String(format: "%02x", $0).utf8) }
            default:
                text += value.flatMap { byte in
                    (byte | 32) &- 97 < 26 || byte &- 48 < 10 ? [byte] : Array(String(format: "%%%02X", byte).utf8)
                }
            }
            text.append(10)
        }
        let leaks = try harness.leaks(in: text)
        #expect(leaks.flatMap(\.ids) == Array(0..<2000))
        #expect(leaks.map(\.value) == values)
    }
}

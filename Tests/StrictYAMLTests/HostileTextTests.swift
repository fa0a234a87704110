import StrictYAML
import Testing

import struct StrictYAML.SourceLocation

/// Text that is broken, or made to break its reader.
@Suite struct HostileTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var column: Int
        var why: String
        var testDescription: String { why }
    }

    static let brokenTexts: [Case] = [
        Case(text: "a: 1\n\tb: 2\n", line: 2, column: 1, why: "indented with a tab"),
        Case(text: "a: b: c\n", line: 1, column: 5, why: "two colons"),
        Case(text: "a: 'open\n", line: 2, column: 1, why: "quote not closed"),
        Case(text: "a: [1, 2\nb: 3\n", line: 2, column: 2, why: "bracket not closed"),
        Case(text: "a: *nobody\n", line: 1, column: 4, why: "alias without anchor"),
        Case(text: "a: 1\n---\nb: 2\n", line: 2, column: 1, why: "two documents"),
        Case(text: "a: \"\\q\"\n", line: 1, column: 5, why: "unknown escape"),
        Case(text: "a: ü\nb: \u{1}\n", line: 2, column: 4, why: "control character"),
    ]

    @Test(arguments: brokenTexts)
    func isRefusedWithItsPlace(_ example: Case) {
        #expect { try StrictYAML.parse(example.text, file: "test.yaml") } throws: { error in
            guard case .syntax(_, let location)? = error as? YAMLError else { return false }
            #expect(location == SourceLocation(file: "test.yaml", line: example.line, column: example.column))
            #expect((error as? YAMLError)?.hint != nil)
            return true
        }
    }

    @Test func billionLaughsAreCounted() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...12 {
            let laughs = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(laughs)]\n"
        }
        #expect { try StrictYAML.parse(text, file: "test.yaml") } throws: { error in
            guard case .limitExceeded(.nodes, _)? = error as? YAMLError else { return false }
            return true
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func billionLaughsAsKeysAreRefusedUnexpanded() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...4 {
            let laughs = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(laughs)]\n"
        }
        text += "? *a4\n: x\n? *a4\n: y\n"
        let place = SourceLocation(file: "test.yaml", line: 6, column: 3)
        #expect(throws: YAMLError.wrongType(expected: .string, found: .list, at: place)) {
            try StrictYAML.parse(text, file: "test.yaml")
        }
    }

    @Test func manyUsesOfOneLongListAreCounted() {
        let list = Array(repeating: "x", count: 2_000).joined(separator: ", ")
        let text = "a: &a [\(list)]\nb: [" + Array(repeating: "*a", count: 2_000).joined(separator: ", ") + "]\n"
        #expect { try StrictYAML.parse(text, file: "test.yaml") } throws: { error in
            guard case .limitExceeded(.nodes, _)? = error as? YAMLError else { return false }
            return true
        }
    }

    @Test(arguments: [64, 65, 900])
    func depthIsLimited(_ depth: Int) throws {
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        if depth <= YAMLLimit.depth.maximum {
            _ = try StrictYAML.parse(text, file: "test.yaml")
        } else {
            #expect { try StrictYAML.parse(text, file: "test.yaml") } throws: { error in
                guard case .limitExceeded(.depth, _)? = error as? YAMLError else { return false }
                return true
            }
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func hugeDepthDoesNotOverflowTheStack(_ opening: String) {
        #expect {
            try StrictYAML.parse(String(repeating: opening, count: 100_000), file: "test.yaml")
        } throws: { error in
            guard case .limitExceeded(.depth, _)? = error as? YAMLError else { return false }
            return true
        }
    }

    @Test func sizeIsLimited() {
        let text = String(repeating: "#", count: YAMLLimit.bytes.maximum + 1)
        let place = SourceLocation(file: "test.yaml", line: 1, column: 1)
        #expect(throws: YAMLError.limitExceeded(.bytes, at: place)) { try StrictYAML.parse(text, file: "test.yaml") }
        #expect(throws: YAMLError.limitExceeded(.bytes, at: place)) {
            try StrictYAML.parse(bytes: Array(text.utf8).span, file: "test.yaml")
        }
    }

    @Test func bytesMustBeUTF8() {
        let bytes = Array("a: 1\nb: ü".utf8) + [0xFF, 0x0A]
        #expect(throws: YAMLError.notUTF8(at: SourceLocation(file: "test.yaml", line: 2, column: 5))) {
            try StrictYAML.parse(bytes: bytes.span, file: "test.yaml")
        }
    }

    @Test func aByteOrderMarkIsSkipped() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("a: ü\n".utf8)
        try StrictYAML.parse(bytes: bytes.span, file: "test.yaml").mapping { fields throws(YAMLError) in
            #expect(try fields.required("a").string() == "ü")
        }
    }

    @Test func windowsLineEndsCountOnce() throws {
        let root = try StrictYAML.parse("a: 1\r\nb: true\r\n", file: "test.yaml")
        try root.mapping { fields throws(YAMLError) in
            #expect(try fields.required("a").int() == 1)
            #expect(try fields.required("b").location == SourceLocation(file: "test.yaml", line: 2, column: 4))
        }
    }

    @Test(arguments: ["", "# nothing but a comment\n", "---\n", "\n\n"])
    func anEmptyFileIsNothing(_ text: String) throws {
        #expect(try StrictYAML.parse(text, file: "test.yaml").type == .nothing)
    }

    @Test(arguments: ["a: !!binary aGk=\n", "a: !custom x\n", "!!python/object:os.system {a: b}\n", "- !!set {x}\n"])
    func tagsAreRefused(_ text: String) {
        #expect { try StrictYAML.parse(text, file: "test.yaml") } throws: { error in
            guard case .explicitTag? = error as? YAMLError else { return false }
            return true
        }
    }
}

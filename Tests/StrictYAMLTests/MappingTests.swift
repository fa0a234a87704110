import StrictYAML
import Testing

import struct StrictYAML.SourceLocation

/// Reading mappings, lists and choices.
@Suite struct MappingTests {
    @Test func readsWhatIsThere() throws {
        let root = try StrictYAML.parse(
            """
            id: EXAMPLE            # a comment
            words: [one, 2, "three"]
            nested: { low: 1 }
            """,
            file: "test.yaml"
        )
        try root.mapping { fields throws(YAMLError) in
            #expect(fields.count == 3)
            #expect(try fields.required("id").string() == "EXAMPLE")
            #expect(try fields.optional("words")?.strings() == ["one", "2", "three"])
            #expect(fields.optional("absent") == nil)
            var nested = try fields.required("nested").mapping()
            #expect(try nested.required("low").int() == 1)
            try nested.finish()
        }
    }

    @Test func orderOfReadingDoesNotMatter() throws {
        var fields = try StrictYAML.parse("a: 1\nb: 2\nc: 3\nd: 4\n", file: "test.yaml").mapping()
        for (key, expected) in [("d", 4), ("a", 1), ("c", 3), ("b", 2), ("b", 2)] {
            #expect(try fields.required(key).int() == expected)
        }
        try fields.finish()
    }

    @Test func anUnknownKeyIsReportedWithASuggestion() throws {
        let root = try StrictYAML.parse("id: A\nkeyword: [x]\n", file: "test.yaml")
        #expect(throws: YAMLError.unknownKey("keyword", suggestion: "keywords", at: place(2, 1))) {
            try root.mapping { fields throws(YAMLError) in
                _ = try fields.required("id")
                _ = fields.optional("keywords")
            }
        }
    }

    @Test func anUnknownKeyLikeNothingHasNoSuggestion() throws {
        let root = try StrictYAML.parse("id: A\ncolour: red\n", file: "test.yaml")
        #expect(throws: YAMLError.unknownKey("colour", suggestion: nil, at: place(2, 1))) {
            try root.mapping { fields throws(YAMLError) in try fields.required("id") }
        }
    }

    @Test func aMisspeltRequiredKeyIsReportedWhereItIs() throws {
        let root = try StrictYAML.parse("- id: A\n  patern: x\n", file: "test.yaml").list()[0]
        #expect(throws: YAMLError.unknownKey("patern", suggestion: "pattern", at: place(2, 3))) {
            try root.mapping { fields throws(YAMLError) in
                _ = try fields.required("id")
                _ = try fields.required("pattern")
            }
        }
    }

    @Test func aMissingKeyIsReportedAtTheMapping() throws {
        let root = try StrictYAML.parse("rules:\n  - id: A\n", file: "test.yaml")
        #expect(throws: YAMLError.missingKey("pattern", at: place(2, 5))) {
            try root.mapping { fields throws(YAMLError) in
                var rule = try fields.required("rules").list()[0].mapping()
                _ = try rule.required("pattern")
            }
        }
    }

    @Test(arguments: [
        ("patern", "pattern"), ("Pattern", "pattern"), ("pattren", "pattern"), ("patttern", "pattern"),
        ("counter_examples", "counterexamples"), ("max-file-size", "maxFileSize"), ("ib", "id"),
    ])
    func suggestsTheNearestKey(_ misspelt: String, _ expected: String) throws {
        var fields = try StrictYAML.parse("\(misspelt): x\n", file: "test.yaml").mapping()
        for key in ["id", "pattern", "counterexamples", "maxFileSize"] {
            _ = fields.optional(key)
        }
        #expect(throws: YAMLError.unknownKey(misspelt, suggestion: expected, at: place(1, 1))) { try fields.finish() }
    }

    @Test(arguments: ["a: 1\nb: 2\na: 3\n", "{a: 1, \"a\": 2}", "x: {'a': 1, a: 2}"])
    func aDuplicateKeyIsRefused(_ text: String) {
        #expect { try StrictYAML.parse(text, file: "test.yaml") } throws: { error in
            guard case .duplicateKey("a", _)? = error as? YAMLError else { return false }
            return true
        }
    }

    @Test func theSecondOfTwoEqualKeysIsPointedAt() {
        #expect(throws: YAMLError.duplicateKey("a", at: place(3, 1))) {
            try StrictYAML.parse("a: 1\nb: 2\na: 3\n", file: "test.yaml")
        }
    }

    @Test func duplicatesAreFoundAmongManyKeys() {
        let text = (0..<500).map { "key\($0): \($0)\n" }.joined() + "key7: again\n"
        #expect(throws: YAMLError.duplicateKey("key7", at: place(501, 1))) {
            try StrictYAML.parse(text, file: "test.yaml")
        }
    }

    @Test func freeKeysComeInOrder() throws {
        var fields = try StrictYAML.parse("zebra: 1\napple: 2\n10: 3\n", file: "test.yaml").mapping()
        let entries = fields.entries()
        try fields.finish()
        #expect(entries.map(\.key) == ["zebra", "apple", "10"])
        #expect(entries.map(\.keyLocation.line) == [1, 2, 3])
        #expect(try entries.map { try $0.value.int() } == [1, 2, 3])
    }

    @Test(arguments: ["? [a, b]\n: c\n", "{a: b}: c\n"])
    func aKeyMustBeText(_ text: String) {
        #expect { try StrictYAML.parse(text, file: "test.yaml") } throws: { error in
            guard case .wrongType(expected: .string, _, _)? = error as? YAMLError else { return false }
            return true
        }
    }

    @Test func mergeKeysAreUnknownKeys() throws {
        let root = try StrictYAML.parse("base: &base {a: 1}\nother:\n  <<: *base\n", file: "test.yaml")
        #expect(throws: YAMLError.unknownKey("<<", suggestion: nil, at: place(3, 3))) {
            try root.mapping { fields throws(YAMLError) in
                _ = fields.optional("base")
                try fields.required("other").mapping { _ = $0.optional("a") }
            }
        }
    }

    @Test func aliasesRepeatWhatTheyStandFor() throws {
        let root = try StrictYAML.parse("first: &list [a, b]\nsecond: *list\n", file: "test.yaml")
        try root.mapping { fields throws(YAMLError) in
            #expect(try fields.required("first").strings() == ["a", "b"])
            #expect(try fields.required("second").strings() == ["a", "b"])
        }
    }

    @Test func aListIsNotMadeOfOneValue() throws {
        let root = try StrictYAML.parse("word", file: "test.yaml")
        #expect(throws: YAMLError.wrongType(expected: .list, found: .string, at: place(1, 1))) { try root.strings() }
    }

    @Test func aWrongElementIsReportedWhereItIs() throws {
        let root = try StrictYAML.parse("- one\n- true\n", file: "test.yaml")
        #expect(throws: YAMLError.wrongType(expected: .string, found: .boolean, at: place(2, 3))) {
            try root.strings()
        }
    }

    enum Severity: String, CaseIterable { case low, medium, high }

    @Test func aChoiceIsOneOfItsWords() throws {
        let node = try StrictYAML.parse("medium", file: "test.yaml")
        #expect(try node.choice(of: ["low", "medium"]) == "medium")
        #expect(try node.choice(Severity.self) == .medium)
    }

    @Test func aWrongChoiceNamesTheRightOnes() throws {
        let node = try StrictYAML.parse("hihg", file: "test.yaml")
        let expected = YAMLError.notAllowed(
            "hihg",
            allowed: ["low", "medium", "high"],
            suggestion: "high",
            at: place(1, 1)
        )
        #expect(throws: expected) { try node.choice(Severity.self) }
        #expect(throws: expected) { try node.choice(of: ["low", "medium", "high"]) }
    }

    private func place(_ line: Int, _ column: Int) -> SourceLocation {
        SourceLocation(file: "test.yaml", line: line, column: column)
    }
}

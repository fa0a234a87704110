import Foundation
import Testing

/// `magpie identifiers explain`, and `magpie identifiers test` with files.
@Suite struct ExplainCommandTests {
    private static let rules = """
        identifiers:
          - id: BADGE
            name: Badge
            category: PERSONAL_INFORMATION
            severity: low
            source: https://example.com/badges
            pattern: '(?<![0-9])[0-9]{8}(?![0-9])'
            digits: 8
            validator: luhn
            context: { words: [badge, staff pass], required: true }
            confidence: medium
            examples: ["badge 12345674"]
            counterexamples: ["badge 12345678"]

        """

    private func shell() throws -> Shell {
        let shell = try Shell()
        try shell.write("rules.yaml", Self.rules)
        return shell
    }

    @Test func aValueIsExplainedWithoutBeingShown() async throws {
        let outcome = try await shell().run(
            """
            magpie identifiers explain --rules rules.yaml BADGE 12345674; echo
            magpie identifiers explain --rules rules.yaml BADGE 12345678; echo
            echo 'badge 12345674' | magpie identifiers explain --rules rules.yaml BADGE -
            """
        )
        #expect(outcome.errors == "")
        let text = outcome.output
        #expect(!text.contains("1234567"))
        #expect(text.contains("the value alone is not found"))
        #expect(text.contains("+ check: luhn"))
        #expect(text.contains("- context: no word such as 'badge', 'staff pass' within 30 bytes, which it needs"))
        #expect(text.contains("written as 'badge: VALUE' it is found with"))
        #expect(text.contains("- check: luhn"))
        #expect(text.contains("no word near it would make it one"))
        #expect(text.contains("the value alone is found with medium confidence"))
    }

    @Test func aLineIsExplained() async throws {
        let shell = try shell()
        try shell.write("a.txt", "first\nbadge 12345674\nnumber 12345674\nbadge 12345678\nnothing\n")
        let outcome = try await shell.run(
            "for line in 2 3 4 5; do magpie identifiers explain --rules rules.yaml a.txt:$line; done"
        )
        #expect(outcome.errors == "")
        let lines = outcome.lines
        try #require(lines.count == 4, "\(outcome.output)")
        #expect(
            lines[0].hasPrefix("found: BADGE at byte 7 of the line, 1******4, ") && lines[0].contains("near 'badge'")
        )
        #expect(lines[1].hasPrefix("not found: BADGE, 1******4: context: no word such as 'badge'"))
        #expect(lines[2].hasPrefix("not found: BADGE, 1******8: check: luhn"))
        #expect(lines[3] == "nothing on this line has the form of anything that is looked for")
    }

    @Test func whatCannotBeExplainedIsSaid() async throws {
        let shell = try shell()
        try shell.write("a.txt", "one line\n")
        let outcome = try await shell.run(
            """
            for subject in a.txt:2 none.txt:1 a.txt BADGE; do magpie identifiers explain --rules rules.yaml $subject; echo $?; done
            magpie identifiers explain --rules rules.yaml BAGDE 1; echo $?
            """
        )
        #expect(outcome.lines == ["2", "2", "2", "2", "2"])
        for word in [
            "there is no line 2", "none.txt", "no file with the number", "no value is given", "did you mean 'BADGE'",
        ] {
            #expect(outcome.errors.contains(word), "\(word)")
        }
    }

    @Test func examplesInFilesAreTested() async throws {
        let shell = try shell()
        try shell.write("own.yaml", "name: Sales order\nid: SALES\nregex: 'S-[0-9]{4}'\nexamples: [S-1234, S-12]\n")
        let outcome = try await shell.run(
            """
            magpie identifiers test rules.yaml; echo $?
            magpie identifiers test own.yaml rules.yaml > failures; echo $?
            grep -c SALES failures
            magpie identifiers test nothing.yaml; echo $?
            """
        )
        #expect(outcome.lines == ["0", "1", "1", "2"])
        #expect(outcome.errors.contains("magpie: 1 identifier, 2 examples, 0 failures"))
        #expect(outcome.errors.contains("magpie: 2 identifiers, 4 examples, 1 failure"))
    }
}

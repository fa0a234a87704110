import Foundation
import Testing

@Suite struct IdentifiersCommandTests {
    @Test func theListHasALineForEach() async throws {
        let outcome = try await Shell().run("magpie identifiers list")
        #expect(
            outcome.lines == [
                "ORDER   FINANCIAL_INFORMATION  High    Order number (recommended)",
                "TICKET  PERSONAL_INFORMATION   Low     Ticket number",
            ]
        )
    }

    @Test func theListIsADocument() async throws {
        let outcome = try await Shell().run("magpie identifiers list --format json")
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let identifiers = try #require(document?["identifiers"] as? [[String: Any]])
        #expect(identifiers.map { $0["id"] as? String } == ["ORDER", "TICKET"])
    }

    @Test func oneIsShownWithItsPattern() async throws {
        let outcome = try await Shell().run(
            "magpie identifiers show ORDER && magpie identifiers show ORDER --format json"
        )
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("pattern      (?<![A-Z])ORDER-[0-9]{6}(?![0-9])\n"))
        #expect(outcome.output.contains(#""keywords":["ORDER-"]"#))
    }

    @Test func aMisspeltOneIsGuessed() async throws {
        let outcome = try await Shell().run("magpie identifiers show ORDR")
        #expect(outcome.status == 2)
        #expect(outcome.errors == "magpie: error: unknown identifier 'ORDR'\nmagpie: hint: did you mean 'ORDER'?\n")
    }

    @Test func goodExamplesPass() async throws {
        let outcome = try await Shell().run("magpie identifiers test")
        #expect(outcome.status == 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "magpie: 2 identifiers, 4 examples, 0 failures\n")
    }

    @Test func failuresSayWhatWasFoundInstead() async throws {
        let shell = try Shell()
        try shell.write(
            "c.yaml",
            """
            name: Sales order
            id: SALES
            regex: 'S-[0-9]{4}'
            examples: ["S-1234", "ORDER-123456"]
            counterexamples: ["S-12345"]

            """
        )
        let outcome = try await shell.run("magpie identifiers test --custom c.yaml")
        #expect(outcome.status == 1)
        #expect(
            outcome.lines == [
                "SALES: example 2: not found; found ORDER in: ORDER-123456",
                "SALES: counterexample 1: found, but must not be, in: S-12345",
            ]
        )
    }

    @Test func aBrokenPatternIsNamedWithItsOffset() async throws {
        let shell = try Shell()
        try shell.write("c.yaml", "name: A\nregex: 'a[b'\n")
        let outcome = try await shell.run("magpie identifiers test --custom c.yaml")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("c.yaml: A: the pattern is not valid at byte 3: missing terminating ]"))
    }

    @Test func theBuiltInRulesAreThere() async throws {
        let outcome = try await Shell(builtInRules: true).run("magpie identifiers list")
        #expect(outcome.lines.count > 100)
    }
}

import Foundation
import Testing

/// `magpie baseline`, and scans that leave out what it has noted.
@Suite struct BaselineCommandTests {
    @Test func movedLinesDoNotReturnAndNewValuesDo() async throws {
        let shell = try Shell()
        try shell.write("share/a.txt", "ORDER-123456\nORDER-222222\nTICKET-1234\n")
        let outcome = try await shell.run(
            """
            magpie baseline share --output base --quiet; echo $?
            stat -c %a base; grep -c ORDER-1 base
            magpie scan --quiet --baseline base share; echo $?
            printf 'new line\n\nORDER-222222\nORDER-333333\nTICKET-1234\n' > share/b.txt; rm share/a.txt
            magpie scan --quiet --format matches --reveal --baseline base share | grep -o '"value":"[^"]*"'
            """
        )
        #expect(outcome.lines == ["0", "600", "0", "0", #""value":"ORDER-333333""#])
        let errors = outcome.errors.split(separator: "\n").map(String.init)
        #expect(
            errors == [
                "magpie: 3 values in base, which others may not read", "magpie: baseline: 3 occurrences left out",
                "magpie: baseline: 2 occurrences left out; 1 of its values was not found any more:",
                "magpie:   ORDER, first found at share/a.txt:1",
            ]
        )
    }

    /// The same value under another identifier is another finding, and another key makes other fingerprints.
    @Test func eachBaselineHasAKeyOfItsOwn() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run(
            """
            magpie baseline a.txt --output one --quiet 2> /dev/null; magpie baseline a.txt --output two --quiet 2> /dev/null
            cat one two | grep -o 'hmac-sha256:[0-9a-f]*' | sort -u | wc -l
            sed 's/"type":"ORDER"/"type":"OTHER"/' one > other; magpie scan --quiet --baseline other a.txt; echo $?
            """
        )
        #expect(outcome.lines == ["2", "2"])
        #expect(outcome.errors.contains("the baseline is damaged"))
    }

    private static let damages = [
        "head -c 100 base", "sed '$d' base", "cat base; tail -n 1 base", "echo ORDER-123456", "sed 2s/a/b/ base",
    ]

    @Test(arguments: damages)
    func aDamagedOneIsRefused(_ damage: String) async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456 ORDER-222222\n")
        let outcome = try await shell.run(
            """
            magpie baseline a.txt --output base --quiet 2> /dev/null; (\(damage)) > broken
            cmp -s base broken && echo same
            magpie scan --quiet --baseline broken a.txt; echo $?
            magpie scan --quiet --baseline nothing a.txt; echo $?
            """
        )
        #expect(outcome.lines == ["2", "2"])
        #expect(outcome.errors.contains("--baseline broken: ") && outcome.errors.contains("--baseline nothing: "))
    }

    @Test func documentsAreNotedByTheirPath() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("letter.txt", DocumentFindingTests.letter)
        let outcome = try await shell.run(
            """
            magpie baseline letter.txt --output base --quiet 2> /dev/null
            magpie scan --quiet --baseline base letter.txt
            mv letter.txt other.txt; magpie scan --quiet --baseline base other.txt | grep -c MEDICAL_DOCUMENT
            """
        )
        #expect(outcome.lines == ["1"])
    }

    @Test func allowListsTakeFingerprintsAndPaths() async throws {
        let shell = try Shell()
        try shell.write("tests/a.txt", "ORDER-123456\n")
        try shell.write("b.txt", "ORDER-123456\nORDER-222222\n")
        try shell.write("paths", "path:tests/**\n")
        try shell.write("wrong", "hmac-sha256:12\npath:a[b\n")
        let outcome = try await shell.run(
            """
            magpie scan --quiet --format matches b.txt | grep -m 1 -o 'hmac-sha256:[0-9a-f]*' > codes
            magpie scan --quiet --format matches --reveal --allow-list codes b.txt tests | grep -o '"value":"[^"]*"'
            magpie scan --quiet --allow-list codes --allow-list paths b.txt tests | grep -c '^[a-z]'
            magpie scan --quiet --format matches --reveal --allow-list paths tests b.txt | grep -c '"path":"tests'
            magpie scan --quiet --allow-list wrong b.txt; echo $?
            """
        )
        #expect(outcome.lines == [#""value":"ORDER-222222""#, "1", "0", "2"])
        #expect(outcome.errors.contains("wrong:1: this is no fingerprint"))
        #expect(outcome.errors.contains("wrong:2: 'a[b' is no pattern for paths"))
    }
}

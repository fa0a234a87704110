import Testing

/// What an object is called counts for documents as well, which confined workers read.
@Suite struct WorkerPathTests {
    @Test func pathsThatAreAllowedAreForDocumentsToo() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("share/kept.txt", "IBAN DE89 3705 0198 0000 0000 12, GB33BUKB20201555555555\n")
        try shell.write("allowed.txt", "")
        let outcome = try await shell.run(
            """
            mkdir -p share/open share/closed
            for place in open closed; do
              printf 'card 4929 1234 5678 9015\\ncard 4539 5787 6362 1486\\n' > note.txt; gzip -c note.txt > share/$place/note.txt.gz
            done
            printf 'path:**/open/**\\n' > allowed.txt
            magpie scan --no-progress --quiet --format matches --allow-list allowed.txt share 2>&1 | grep -o '"path":"[^"]*gz"' | sort -u
            """
        )
        #expect(outcome.lines == ["\"path\":\"share/closed/note.txt.gz\""])
    }

    @Test func authorsInListsOfChangesAreNoFindings() async throws {
        let shell = try Shell(builtInRules: true)
        let outcome = try await shell.run(
            """
            printf 'We thank Thomas Ebert and Sandra Pohl.\\n' | gzip -c > letter.gz
            cp letter.gz changelog.Debian.gz
            magpie scan --no-progress --quiet --format matches . 2>&1 | grep '"NAME"' | grep -o '"path":"[^"]*"' | sort -u
            """
        )
        #expect(outcome.lines.count == 1)
        #expect(outcome.output.contains("letter.gz"))
    }
}

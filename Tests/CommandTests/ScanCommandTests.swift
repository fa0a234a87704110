import Foundation
import Glibc
import Testing

/// `magpie scan` as its users see it: what comes out, where, and with which status.
@Suite struct ScanCommandTests {
    @Test func nothingFoundIsNothingPrinted() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "nothing to see\n")
        let outcome = try await shell.run("magpie scan .")
        #expect(outcome.status == 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("magpie: 1 object seen, 1 analysed, 0 partial, 0 skipped; 15 B in "))
        #expect(outcome.errors.hasSuffix("; findings: 0 high, 0 medium, 0 low (0 occurrences)\n"))
    }

    @Test func theCurrentFolderIsTheDefault() async throws {
        let shell = try Shell()
        try shell.write("b/a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan --format matches")
        #expect(try outcome.records().map { $0["path"] as? String } == ["./b/a.txt"])
    }

    @Test func textNamesTheFileThePlaceAndTheReason() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "x\n  ORDER-123456\n")
        let outcome = try await shell.run("magpie scan a.txt --quiet")
        #expect(outcome.lines.first?.hasPrefix("a.txt") == true)
        #expect(outcome.lines.dropFirst().first == "  HIGH    Order number  ORDER  once, confidence high")
        #expect(outcome.lines.last == "       2:3  O**********6  by its form alone")
        #expect(outcome.errors.isEmpty)
        #expect(!outcome.output.contains("123456"))
    }

    @Test func valuesAreShownOnRequestOnly() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        for format in ["text", "matches"] {
            let outcome = try await shell.run("magpie scan --reveal --format \(format) .")
            #expect(outcome.output.contains("ORDER-123456"))
        }
        for format in ["jsonl", "sarif"] {
            let outcome = try await shell.run("magpie scan --reveal --format \(format) .")
            #expect(!outcome.output.contains("ORDER-123456"))
        }
    }

    @Test func matchesSayWhere() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ä ORDER-123456 TICKET-1234\n")
        let records = try await shell.run("magpie scan --format matches a.txt").records()
        #expect(records.map { $0["type"] as? String } == ["ORDER", "TICKET"])
        #expect(records.map { $0["line"] as? Int } == [1, 1])
        #expect(records.map { $0["column"] as? Int } == [3, 16])
        #expect(records.map { $0["start"] as? Int } == [3, 16])
        #expect(records.map { $0["end"] as? Int } == [15, 27])
        #expect(records.map { $0["confidence"] as? String } == ["high", "medium"])
    }

    @Test func findingsAreOnePerObject() async throws {
        let shell = try Shell()
        try shell.write("share/a.txt", "ORDER-123456 TICKET-1234\n")
        try shell.write("share/b.txt", "ORDER-123456 ORDER-123457\n")
        try shell.write("share/c.txt", "\n")
        let records = try await shell.run("magpie scan --format jsonl share/").records()
        #expect(records.count == 2)
        let types = Set(records.compactMap { $0["type"] as? String })
        #expect(types == ["SensitiveData:S3Object/Multiple", "SensitiveData:S3Object/Financial"])
        let object = (records[0]["resourcesAffected"] as? [String: Any])?["s3Object"] as? [String: Any]
        #expect((object?["path"] as? String)?.hasPrefix("share/") == true)
        #expect((object?["eTag"] as? String)?.count == 64)
        let local = try #require(records[0]["local"] as? [String: Any])
        #expect((local["absolutePath"] as? String)?.hasSuffix("/work/share/a.txt") == true)
        #expect(local["mode"] as? String == "0644")
    }

    @Test func sarifIsADocumentEvenOfManyThreads() async throws {
        let shell = try Shell()
        for number in 0..<200 { try shell.write("d\(number % 7)/\(number).txt", "ORDER-123456\n") }
        let outcome = try await shell.run("magpie scan --format sarif --threads 4 .")
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let run = (document?["runs"] as? [[String: Any]])?.first
        #expect((run?["results"] as? [Any])?.count == 200)
    }

    @Test func fingerprintsAreTheSameInTheNextRun() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let first = try await shell.run("magpie scan --format matches a.txt").records()
        let second = try await shell.run("magpie scan --format matches a.txt").records()
        let fingerprint = try #require(first[0]["fingerprint"] as? String)
        #expect(fingerprint.hasPrefix("hmac-sha256:") && fingerprint.count == 76)
        #expect(second[0]["fingerprint"] as? String == fingerprint)
    }

    @Test func withoutAPlaceForTheKeyThereIsAWarning() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run(
            "magpie scan --format matches a.txt",
            environment: ["MAGPIE_FINGERPRINT_KEY_FILE": "/dev/null/key"]
        )
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.hasPrefix("magpie: warning: /dev/null/key: Not a directory; fingerprints of this run"))
    }

    // MARK: Exit status

    @Test(arguments: [("low", 1), ("medium", 0), ("high", 0)])
    func failOnLooksAtTheSeverity(_ severity: String, _ expected: Int32) async throws {
        let shell = try Shell()
        try shell.write("a.txt", "TICKET-1234\n")
        #expect(try await shell.run("magpie scan --fail-on \(severity) .").status == expected)
    }

    @Test func aMissingPathDoesNotStopTheOthers() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan --fail-on low nowhere a.txt --format matches")
        #expect(outcome.status == 2)
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.hasPrefix("magpie: error: nowhere: No such file or directory\n"))
    }

    @Test func whatCannotBeReadIsAFailure() async throws {
        let shell = try Shell()
        // Reading this file fails for everybody, also for root.
        let outcome = try await shell.run("magpie scan /proc/self/mem")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("magpie: /proc/self/mem: reading failed: Input/output error\n"))
        #expect(outcome.errors.contains("1 skipped (1 read-failed)"))
    }

    @Test(.disabled(if: NSUserName() == "root", "root may read everything"))
    func anUnreadableFolderIsAFailure() async throws {
        let shell = try Shell()
        try shell.write("a/x.txt", "ORDER-123456\n")
        try shell.write("b.txt", "ORDER-123456\n")
        let outcome = try await shell.run("chmod 0 a; magpie scan . --format matches; s=$?; chmod 700 a; exit $s")
        #expect(outcome.status == 2)
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.contains("magpie: ./a: permission denied\n"))
    }

    @Test(arguments: [
        ("--formt text", "Unknown option '--formt'. Did you mean '--format'?"),
        ("--format xml", "'xml' is invalid"),
        ("--exclude '[a'", "--exclude '[a': the '[' at byte 0 has no ']'"),
        ("--include ''", "--include: the pattern is empty"),
        ("--max-file-size huge", "'huge' is invalid"),
        ("--threads 0", "--threads takes a number from 1 to 1024"),
        ("--identifiers ODER", "unknown identifier 'ODER' in --identifiers"),
        ("--exclude-identifiers FOO", "unknown identifier 'FOO' in --exclude-identifiers"),
        ("--output /nowhere/x", "--output /nowhere/x: No such file or directory"),
    ])
    func aMistakeInTheCommandLineStopsEverything(_ options: String, _ message: String) async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan a.txt \(options)")
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("magpie: error: "))
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func aMisspeltIdentifierIsGuessed() async throws {
        let outcome = try await Shell().run("magpie scan --identifiers ODER .")
        #expect(outcome.errors.contains("magpie: hint: did you mean 'ORDER'?\n"))
    }

    @Test func aBrokenRuleFileStopsAll() async throws {
        let shell = try Shell()
        try shell.write("rules/a.yaml", Shell.rules)
        try shell.write("rules/b.yaml", "identifiers:\n  - id: X\n    nam: x\n")
        try shell.write("rules/README.md", "not a rule")
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan --rules rules --format matches a.txt")
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.hasPrefix("magpie: error Y002: rules/b.yaml:3:5: unknown key 'nam'\nmagpie: hint: did you")
        )
    }

    @Test func aPatternThatDoesNotCompileIsNamed() async throws {
        let shell = try Shell()
        try shell.write("c.yaml", "name: Broken\nregex: 'a(b'\n")
        let outcome = try await shell.run("magpie scan --custom c.yaml .")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.contains(
                "magpie: error: c.yaml: BROKEN: the pattern is not valid at byte 3: missing closing parenthesis\n"
            )
        )
    }

    @Test func aClosedPipeEndsQuietly() async throws {
        let shell = try Shell()
        for number in 0..<300 {
            try shell.write("\(number).txt", String(repeating: "ORDER-123456\n", count: 100))
        }
        let outcome = try await shell.run("{ magpie scan --format matches .; echo $? >status; } | head -n 1")
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.isEmpty)
        #expect(try shell.read("status") == "0\n")
    }

    @Test func aFullDiskIsAnError() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        for format in ["text", "jsonl", "matches", "sarif"] {
            let outcome = try await shell.run("magpie scan --format \(format) a.txt >/dev/full")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("magpie: error: writing the results failed: No space left on device\n"))
        }
    }

    @Test func aSummaryThatCannotBeWrittenIsAnError() async throws {
        let outcome = try await Shell().run("magpie scan --summary /dev/full .")
        #expect(outcome.status == 2)
    }

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func aSignalEndsTheScanInOrder(_ signal: String, _ expected: Int32) async throws {
        let shell = try Shell()
        // An endless input, and the signal when enough of it was read for a first chunk to have been scanned. The shell
        // lets its background processes ignore SIGINT, which `env` undoes.
        let outcome = try await shell.run(
            """
            mkfifo feed
            { echo ORDER-123456; exec yes; } >feed 2>/dev/null &
            env --default-signal=INT magpie scan --format matches --output out - <feed & scan=$!
            while test "$(awk '/rchar/ { print ($2 > 4000000) }' /proc/$scan/io)" != 1; do :; done
            kill -\(signal) $scan
            wait $scan
            """
        )
        #expect(try shell.read("out").hasPrefix("{\"path\":\"-\""))
        #expect(outcome.status == expected)
        #expect(outcome.errors.hasPrefix("magpie: -: the scan was interrupted\nmagpie: interrupted; 1 object seen"))
    }

    // MARK: Output

    @Test func resultsGoToAFileOfTheirOwner() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run(
            "umask 0; magpie scan --output out.jsonl --format jsonl .; stat -c %a out.jsonl"
        )
        #expect(outcome.lines == ["600"])
        #expect(try shell.read("out.jsonl").hasPrefix("{\"schemaVersion\""))
    }

    @Test func theOutputIsNoObjectOfTheScan() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan --reveal . >results; magpie scan --reveal . >results")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("1 skipped (1 own-output)"))
    }

    /// In a mount namespace of its own, which is gone with the script.
    @Test(.enabled(if: geteuid() == 0)) func whatIsMountedInAFolderIsSaid() async throws {
        let shell = try Shell()
        for name in ["bound", "elsewhere", "memory"] { try shell.write("\(name)/a.txt", "ORDER-123456\n") }
        let outcome = try await shell.run(
            """
            unshare -m sh -c 'mount --make-rprivate / && mount --bind elsewhere bound && mount -t tmpfs none memory &&
            cp elsewhere/a.txt memory && magpie scan --summary s.json . && magpie scan --quiet --cross-file-systems .'
            """
        )
        #expect(outcome.errors.contains("not entered: ./bound: mounted there from elsewhere on the same file system\n"))
        #expect(outcome.errors.contains("not entered: ./memory: on another file system\n"))
        #expect(outcome.errors.contains("2 skipped (1 other-file-system, 1 other-mount)"))
        let summary = try JSONSerialization.jsonObject(with: Data(try shell.read("s.json").utf8)) as? [String: Any]
        let mounts = summary?["mounts"] as? [String: Any]
        #expect(mounts?["total"] as? Int == 2)
        let reasons = (mounts?["objects"] as? [[String: Any]])?.compactMap { $0["reason"] as? String }
        #expect(reasons?.sorted() == ["other-file-system", "other-mount"])
        #expect(outcome.lines.count { $0.contains("a.txt") } == 1 + 3)
    }

    @Test func theSummaryIsADocument() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan --quiet --summary s.json --output /dev/null a.txt nowhere")
        #expect(outcome.status == 2)
        let summary = try JSONSerialization.jsonObject(with: Data(try shell.read("s.json").utf8)) as? [String: Any]
        #expect(summary?["objects"] as? Int == 1)
        #expect(summary?["analysed"] as? Int == 1)
    }

    @Test func coloursAreForTerminals() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        #expect(try await !shell.run("magpie scan .").output.contains("\u{1B}"))
        #expect(try await shell.run("magpie scan --color always .").output.contains("\u{1B}[1;31mHIGH"))
    }

    @Test func helpAndVersionAreResults() async throws {
        let shell = try Shell()
        let help = try await shell.run("magpie scan --help && magpie --version")
        #expect(help.status == 0)
        #expect(help.output.contains("--respect-ignore-files"))
        #expect(help.errors.isEmpty)
    }
}

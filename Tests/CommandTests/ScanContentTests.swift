import Foundation
import Testing

/// Which files are looked at, and what is seen in them.
@Suite struct ScanContentTests {
    /// The paths in which an order number was found.
    private func found(_ shell: Shell, _ options: String = "", paths: String = ".") async throws -> Set<String> {
        let outcome = try await shell.run("magpie scan --format matches \(options) \(paths)")
        return Set(try outcome.records().compactMap { $0["path"] as? String })
    }

    @Test func standardInputIsAnObject() async throws {
        let shell = try Shell()
        let outcome = try await shell.run("printf 'a\\nORDER-123456' | magpie scan --format matches -")
        #expect(try outcome.records().map { $0["path"] as? String } == ["-"])
        #expect(try outcome.records().map { $0["line"] as? Int } == [2])
    }

    @Test func documentsOnStandardInputAreReadAsFilesAre() async throws {
        let shell = try Shell()
        let archive =
            "UEsDBBQAAAAAAAAAIVyBhBvwDQAAAA0AAAAFAAAAYS50eHRPUkRFUi0xMjM0NTYKUEsBAhQDFAAAAAAAAAAhXIGEG/ANAAAADQAA"
            + "AAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAADAAAAAAAA=="
        try shell.write("a.zip", try #require(Data(base64Encoded: archive)))
        let scan = "magpie scan --format matches"
        for command in ["cat a.zip | \(scan) -", "\(scan) - < a.zip"] {
            let records = try await shell.run(command).records()
            #expect(records.map { $0["path"] as? String } == ["-"])
            #expect(records.map { $0["member"] as? String } == ["a.txt"])
        }
        // What is cut short is told.
        let cut = try await shell.run("head -c 60 a.zip | magpie scan --fail-on-partial -")
        #expect(cut.status == 2)
        // More than may be kept is looked at up to there.
        let long = try await shell.run(
            "(cat a.zip; head -c 3000000 /dev/zero) | magpie scan --max-file-size 1m --fail-on-partial -"
        )
        #expect(long.status == 2)
        #expect(long.errors.contains("too-large"))
    }

    @Test func mailsInBase64AreReadCompletely() async throws {
        let shell = try Shell()
        let body = Data("ORDER-123456\n".utf8).base64EncodedString()
        let fields = "From: a@b.example\nSubject: c\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
        try shell.write("a.eml", fields + body + "\n")
        let outcome = try await shell.run("magpie scan --format matches --fail-on-partial .")
        #expect(outcome.status == 0)
        #expect(try outcome.records().count == 1)
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .isoLatin1, .utf8])
    func encodingsAreTold(_ encoding: String.Encoding) async throws {
        let shell = try Shell()
        let data = try #require("Grüße, the number is ORDER-123456\n".data(using: encoding))
        try shell.write("a.txt", data)
        let records = try await shell.run("magpie scan --format matches .").records()
        #expect(records.map { $0["column"] as? Int } == [22])
    }

    @Test func aHugeLineIsSeenWhole() async throws {
        let shell = try Shell()
        try shell.write("a.txt", String(repeating: "x ", count: 3_000_000) + "ORDER-123456")
        let records = try await shell.run("magpie scan --format matches .").records()
        #expect(records.map { $0["column"] as? Int } == [6_000_001])
    }

    @Test func hiddenFilesAreSeenUnlessUnwanted() async throws {
        let shell = try Shell()
        try shell.write(".hidden/a.txt", "ORDER-123456\n")
        try shell.write(".b.txt", "ORDER-123456\n")
        #expect(try await found(shell) == ["./.hidden/a.txt", "./.b.txt"])
        #expect(try await found(shell, "--no-hidden").isEmpty)
    }

    @Test func globsChoose() async throws {
        let shell = try Shell()
        for name in ["a.txt", "a.log", "old/a.txt", "old/deep/b.txt"] { try shell.write(name, "ORDER-123456\n") }
        #expect(try await found(shell, "--include '*.log'") == ["./a.log"])
        #expect(try await found(shell, "--exclude old") == ["./a.txt", "./a.log"])
        #expect(try await found(shell, "--exclude '*.log' --exclude '/old/deep'") == ["./a.txt", "./old/a.txt"])
    }

    @Test func largeFilesAreSkippedAndCounted() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n" + String(repeating: "x", count: 2000))
        try shell.write("b.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan --max-file-size 1k --format matches .")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.contains("1 skipped (1 too-large)"))
    }

    @Test func linksAndPipesAreSkippedAndCounted() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("ln -s a.txt link; ln -s . loop; mkfifo pipe; magpie scan --format matches .")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 1)
        #expect(outcome.errors.contains("3 skipped (2 symbolic-link, 1 special-file)"))
    }

    @Test func aLinkThatTheUserNamesIsFollowed() async throws {
        let shell = try Shell()
        try shell.write("real/a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("ln -s real link; magpie scan --format matches link")
        #expect(try outcome.records().map { $0["path"] as? String } == ["link/a.txt"])
    }

    @Test func aPipeThatTheUserNamesIsAMistake() async throws {
        let outcome = try await Shell().run("mkfifo p; magpie scan p")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.hasPrefix("magpie: error: p: is a named pipe\nmagpie: hint: to scan what comes out of it")
        )
    }

    @Test func ignoreFilesAreObeyedOnRequestOnly() async throws {
        let shell = try Shell()
        for name in ["a.env", "keep.env", "sub/b.env", "build/c.txt", "d.txt"] {
            try shell.write(name, "ORDER-123456\n")
        }
        try shell.write(".gitignore", "# comment\n*.env\n!keep.env\nbuild/\n")
        try shell.write("sub/.magpieignore", "!b.env\r\n")
        #expect(try await found(shell).count == 5)
        #expect(try await found(shell, "--respect-ignore-files") == ["./keep.env", "./sub/b.env", "./d.txt"])
    }

    @Test func binaryFilesAreSkippedOnRequestOnly() async throws {
        let shell = try Shell()
        try shell.write("a.bin", Data([0, 1, 2, 3, 0, 0]) + Data("ORDER-123456".utf8) + Data([0, 0]))
        #expect(try await found(shell) == ["./a.bin"])
        let outcome = try await shell.run("magpie scan --no-binary .")
        #expect(outcome.errors.contains("1 skipped (1 binary)"))
    }

    @Test func archivesAreNotSilentlyClean() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        let outcome = try await shell.run("gzip a.txt; magpie scan .")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("1 analysed, 0 partial"))
        let damaged = try await shell.run("head -c 20 a.txt.gz > b.gz; magpie scan .")
        #expect(damaged.status == 0)
        #expect(damaged.errors.contains("magpie: in part only: ./b.gz: damaged, or not what it says it is"))
        #expect(damaged.errors.contains("1 partial (1 malformed)"))
        #expect(try await shell.run("magpie scan --fail-on-partial .").status == 2)
        #expect(try await shell.run("magpie scan --fail-on-partial a.txt.gz").status == 0)
    }

    @Test func membersAreNamed() async throws {
        let shell = try Shell()
        try shell.write("sub/a.txt", "one\nORDER-123456\n")
        let outcome = try await shell.run("tar -czf b.tgz sub; rm -r sub; magpie scan --format matches .")
        let record = try #require(try outcome.records().first)
        #expect(record["path"] as? String == "./b.tgz")
        #expect(record["member"] as? String == "sub/a.txt")
        #expect(record["line"] as? Int == 2)
        let sarif = try await shell.run("magpie scan --format sarif .")
        #expect(sarif.output.contains("sub/a.txt"))
    }

    @Test func whatAScanSeesIsPrinted() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "see payment card 4242 4242 4242 4242 here\n")
        let outcome = try await shell.run("tar -cf b.tar a.txt; magpie extract b.tar")
        #expect(outcome.status == 0)
        #expect(outcome.lines.first == "== b.tar a.txt (body)")
        #expect(outcome.lines.dropFirst().first == "see payment card ******************* here")
        #expect(outcome.lines.last?.hasPrefix("== b.tar: complete, ") == true)
        let revealed = try await shell.run("magpie extract --format jsonl --reveal b.tar")
        let records = try revealed.records()
        #expect(records.first?["text"] as? String == "see payment card 4242 4242 4242 4242 here\n")
        #expect(records.first?["member"] as? String == "a.txt")
        #expect((records.last?["coverage"] as? [String: Any])?["status"] as? String == "complete")
        #expect(try await shell.run("magpie extract missing").status == 2)
    }

    @Test func archivesAreSkippedOnRequestAndCounted() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456\n")
        _ = try await shell.run("tar -cf b.tar a.txt; gzip -k a.txt")
        // What lies in an archive is found where nobody has asked otherwise.
        #expect(try await found(shell) == ["./a.txt", "./a.txt.gz", "./b.tar"])
        #expect(try await found(shell, "--no-archives") == ["./a.txt"])
        let outcome = try await shell.run("magpie scan --no-archives .")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("2 skipped (2 archive)"))
    }

    @Test func namesOfAnyBytesAreReported() async throws {
        let shell = try Shell()
        let outcome = try await shell.run(
            #"printf 'ORDER-123456' > "$(printf 'a\377\033]0;x\n\342\200\256b')"; magpie scan --format matches ."#
        )
        let record = try #require(try outcome.records().first)
        let encoded = try #require(record["pathBytes"] as? String)
        let bytes = try #require(Data(base64Encoded: encoded))
        #expect(bytes == Data("./a".utf8) + [0xFF, 0x1B] + Data("]0;x\n\u{202E}b".utf8))
        let text = try await shell.run("magpie scan .")
        #expect(text.lines.first?.hasPrefix(#"./a\xff\x1b]0;x\x0a\xe2\x80\xaeb"#) == true)
    }

    @Test func aNameThatIsNoTextCanBeAnArgument() async throws {
        let shell = try Shell()
        let outcome = try await shell.run(
            #"f="$(printf 'a\377')"; printf 'ORDER-123456' > "$f"; magpie scan --format matches "$f""#
        )
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 1)
    }

    @Test func confidenceAndIdentifiersNarrowTheSearch() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456 TICKET-1234\n")
        func types(_ options: String) async throws -> [String] {
            try await shell.run("magpie scan --format matches \(options) .").records().compactMap {
                $0["type"] as? String
            }
        }
        #expect(try await types("") == ["ORDER", "TICKET"])
        #expect(try await types("--minimum-confidence high") == ["ORDER"])
        #expect(try await types("--identifiers TICKET") == ["TICKET"])
        #expect(try await types("--identifiers recommended") == ["ORDER"])
        #expect(try await types("--identifiers none") == [])
        #expect(try await types("--exclude-identifiers ORDER") == ["TICKET"])
    }

    @Test func whatIsUnsureOrOffIsShownOnRequest() async throws {
        let shell = try Shell()
        let unsure = Shell.rules.replacing("confidence: medium", with: "confidence: low")
        try shell.write("rules/unsure.yaml", unsure.replacing("    recommended: true\n", with: "    default: false\n"))
        try shell.write("share/a.txt", "ORDER-123456 TICKET-1234\n")
        func types(_ options: String) async throws -> [String] {
            try await shell.run("magpie scan --rules rules --format matches \(options) share").records().compactMap {
                $0["type"] as? String
            }
        }
        #expect(try await types("") == [])
        #expect(try await types("--minimum-confidence low") == ["TICKET"])
        #expect(try await types("--identifiers all,ORDER") == ["ORDER"])
        #expect(try await types("--identifiers ORDER,TICKET --minimum-confidence low") == ["ORDER", "TICKET"])
    }

    @Test func allowListsHideValues() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "ORDER-123456 ORDER-111111 ORDER-222222 ORDER-999999\n")
        try shell.write("allowed", "# ours\n  ORDER-123456\r\n/ORDER-1{6}/\nregex: ORDER-2+\n")
        let records = try await shell.run("magpie scan --allow-list allowed --format matches a.txt").records()
        #expect(records.map { $0["start"] as? Int } == [39])
    }

    @Test func aBrokenAllowListIsNamedByLine() async throws {
        let shell = try Shell()
        try shell.write("allowed", "x\n/[/\n")
        let outcome = try await shell.run("magpie scan --allow-list allowed .")
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("magpie: error: allowed:2: the pattern is not valid at byte 1: missing"))
    }

    @Test func customIdentifiersSpeakMacie() async throws {
        let shell = try Shell()
        try shell.write(
            "custom.yaml",
            """
            customDataIdentifiers:
              - name: Employee number
                regex: 'E-[0-9]{6}'
                keywords: [staff no]
                ignoreWords: [E-000000]
                maximumMatchDistance: 20
                severityLevels:
                  - { occurrencesThreshold: 2, severity: LOW }
                  - { occurrencesThreshold: 3, severity: HIGH }

            """
        )
        try shell.write("two.txt", "staff no E-123456, Staff_No E-654321, staff no E-000000, \n\n\n\n E-111111\n")
        try shell.write("one.txt", "staff no E-123456\n")
        let records = try await shell.run("magpie scan --identifiers none --custom custom.yaml --format jsonl *.txt")
            .records()
        #expect(records.count == 1)
        #expect(records.first?["type"] as? String == "SensitiveData:S3Object/CustomIdentifier")
        #expect((records.first?["severity"] as? [String: Any])?["description"] as? String == "Low")
    }

    @Test func aPathNamedTwiceIsScannedOnce() async throws {
        let shell = try Shell()
        try shell.write("d/a.txt", "ORDER-123456\n")
        #expect(try await shell.run("magpie scan --format matches d ./d d/").lines.count == 1)
    }
}

import Foundation
import Testing

/// How programs answer what they are called with: help, and mistakes.
@Suite struct UsageTests {
    @Test(arguments: [
        "magpie", "magpie scan", "magpie identifiers list", "magpie findings where", "magpie audit accept",
        "magpie events", "magpie events put-rule", "magpie events tail", "magpie jobs", "magpie jobs create",
        "magpie kms", "magpie kms create-key", "magpie kms escrow restore", "magpie kms rotate-alias",
        "magpie secretsmanager", "magpie secretsmanager rotate-secret", "magpie objects", "magpie objects decrypt",
        "magpie objects get", "magpie run", "magpie encrypt", "magpie wait-settled", "magpied", "magpie-keys",
        "magpie-act", "magpie-api", "magpie-courier", "magpie env", "magpie aws",
    ])
    func everythingHasHelp(_ command: String) async throws {
        let last = command.split(separator: " ").last ?? ""
        let outcome = try await Shell().run(
            """
            \(command) --help > long; echo $?; \(command) -h > short; echo $?; cmp long short
            grep -c -i 'usage: .*\(last)' long
            """
        )
        #expect(outcome.errors == "")
        #expect(outcome.lines == ["0", "0", "1"])
    }

    @Test(arguments: ["scan", "findings list", "events put-rule", "kms escrow create", "jobs create", "secretsmanager"])
    func helpMayComeFirst(_ command: String) async throws {
        let script = "magpie help \(command) > a; magpie \(command) --help > b; cmp a b && wc -l < a"
        let outcome = try await Shell().run(script)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(try #require(outcome.lines.first.flatMap { Int($0) }) > 2)
    }

    /// A mistake, and a part of what is said of it.
    static let mistakes: [(command: String, message: String)] = [
        ("magpie bogus", "there is no command 'magpie bogus'"),
        ("magpie bogus --help", "there is no command 'magpie bogus'"),
        ("magpie help scann", "did you mean 'magpie scan'?"),
        ("magpie findings", "'magpie findings' needs a command"),
        ("magpie findings lst", "did you mean 'magpie findings list'?"),
        ("magpie kms escrow", "'magpie kms escrow' needs a command"),
        ("magpie findings list --foo", "Unknown option '--foo'"),
        ("magpie findings list --limit 0", "--limit takes a number from 1 to 999999"),
        ("magpie findings reveal --foo", "Unknown option '--foo'"),
        ("magpie wait-settled --timeout 0", "--timeout takes a number"),
        ("magpie events", "'magpie events' needs an operation"),
        ("magpie events put-rul", "did you mean 'magpie events put-rule'?"),
        ("magpie events tail --count 0", "--count takes a number from 1 on"),
        ("magpie jobs", "'magpie jobs' needs an operation"),
        ("magpie jobs bogus --help", "there is no operation 'bogus'"),
        ("magpie jobs --name a", "the operation comes before its options"),
        ("magpie kms create-key --foo", "there is no --foo"),
        ("magpie kms create-key --descripton x", "did you mean --description?"),
        ("magpie kms create-key --description", "--description has no value"),
        ("magpie kms create-key --description a --description b", "--description is given twice"),
        ("magpie kms list-keys --format yaml", "--format takes text or json"),
        ("magpie kms list-keys --output text --format json", "--format is given twice"),
        ("magpie kms list-keys --socket a b", "--socket takes one value"),
        ("magpie kms create-key --cli-input-json '{\"Descripton\":\"x\"}'", "there is no 'Descripton'"),
        ("magpie kms create-key --no-multi-region true", "--no-multi-region takes no value"),
        ("magpie kms create-key --tags TagKey=a,TagKey=b", "'TagKey' comes twice"),
        ("magpie kms escrow create --format json", "Unknown option '--format'"),
        ("magpie objects decrypt --all --format json --bucket b", "Unknown option '--format'"),
        ("magpie scan --reveal --format jsonl", "--reveal has no effect with --format jsonl"),
        ("magpie scan --reveal --format sarif", "--reveal has no effect with --format sarif"),
        ("magpie scan --include '*.log' -", "--include has no effect on standard input"),
        ("magpie scan --hidden -", "--hidden has no effect on standard input"),
        ("magpie decrypt --private-key k --socket s f", "--socket has no effect with --private-key"),
        ("magpie decrypt --output o --journal j f", "--journal has no effect with --output"),
        ("magpie encrypt --public-key k --socket s f", "--socket has no effect with --public-key"),
        ("magpied", "say what to watch"),
        ("magpied --foo", "Unknown option '--foo'"),
        ("magpied --settle=x --watch .", "'--settle"),
        ("magpie-keys --foo", "Unknown option '--foo'"),
        ("magpie-api --foo", "magpie-api is started by magpied"),
        ("magpie-courier --foo", "magpie-courier is started by magpied"),
        ("magpie-act --foo", "magpie-act is started by magpied"),
    ]

    @Test(arguments: mistakes)
    func mistakesAreToldWithOneStatus(_ command: String, _ message: String) async throws {
        let outcome = try await Shell().run(command)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.errors.contains(": hint: "), "\(outcome.errors)")
    }

    /// Rules, custom identifiers and allow lists of which not everything can be used, and a part of what is said.
    static let halves: [(options: String, message: String)] = [
        ("--custom none.yaml", "none.yaml: No such file or directory"),
        ("--allow-list none.txt", "none.txt: No such file or directory"),
        ("--rules none", "none: No such file or directory"),
        ("--rules empty", "empty: no rule files in it"),
        ("--rules nothing.yaml", "nothing.yaml: no identifiers in it"),
        ("--custom noCustom.yaml", "noCustom.yaml: no identifiers in it"),
        ("--custom broken.yaml", "broken.yaml:2:5"),
        ("--custom good.yaml --custom broken.yaml", "broken.yaml:2:5"),
        ("--allow-list broken.txt", "broken.txt:2: "),
        ("--rules good --rules broken.yaml", "broken.yaml:1:1"),
    ]

    @Test(arguments: halves)
    func nothingIsScannedWithHalfOfTheRules(_ options: String, _ message: String) async throws {
        let shell = try Shell()
        try shell.write("empty/readme.txt", "no rules\n")
        try shell.write("nothing.yaml", "identifiers: []\n")
        try shell.write("noCustom.yaml", "customDataIdentifiers: []\n")
        try shell.write("good.yaml", "customDataIdentifiers:\n  - { name: Number, regex: 'T-[0-9]{4}' }\n")
        try shell.write("broken.yaml", "customDataIdentifiers:\n  - nam: Number\n    regex: 'T-[0-9]{4}'\n")
        try shell.write("broken.txt", "known\nregex:(open\n")
        try shell.write("data/order.txt", "ORDER-123456 T-1234\n")
        try shell.write("results", "of an earlier scan\n")
        let outcome = try await shell.run("magpie scan \(options) --output results --summary coverage data")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(outcome.errors.contains("nothing was scanned"))
        #expect(!outcome.errors.contains("objects seen"))
        #expect(try shell.read("results") == "of an earlier scan\n")
        #expect(throws: (any Error).self) { try shell.read("coverage") }
    }

    @Test func aMissingRuleSetOfTheEnvironmentStopsAScan() async throws {
        let shell = try Shell()
        try shell.write("order.txt", "ORDER-123456\n")
        let outcome = try await shell.run("magpie scan order.txt", environment: ["MAGPIE_RULES": "/nonexistent"])
        #expect(outcome.status == 2 && outcome.output == "")
    }

    /// The file that standard output is may not grow in a process that is confined.
    @Test func theCheckOfWorkersWritesToFiles() async throws {
        let script = "magpie worker --check > file; echo $?; grep -c '^refused' file; tail -n 1 file"
        let outcome = try await Shell().run(script)
        let lines = outcome.lines
        #expect(lines.count == 3)
        #expect(lines.first == "0")
        #expect(try #require(lines.last).contains("\(lines[1]) of \(lines[1]) attempts refused"))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, for a namespace"))
    func argumentsAreThereWithoutProc() async throws {
        let outcome = try await Shell().run(
            """
            unshare --mount sh -c 'mount -t tmpfs none /proc && magpie identifiers show ORDER | head -n 1 && magpied --foo'
            """
        )
        #expect(outcome.output.contains("ORDER"))
        #expect(outcome.errors.contains("Unknown option '--foo'"))
    }
}

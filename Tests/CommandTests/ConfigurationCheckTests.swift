import Foundation
import Testing

/// `magpied --check` finds what is wrong with a configuration, all of it, and touches nothing.
@Suite struct ConfigurationCheckTests {
    private func check(_ configuration: String, _ before: String = "true") async throws -> Shell.Outcome {
        let shell = try DaemonTests().shell()
        try shell.write("checked.yaml", configuration.replacingOccurrences(of: "PWD", with: shell.folder.path))
        return try await shell.run(
            "mkdir -m 700 bucket; chmod 600 checked.yaml; \(before); find . | sort > before; ls -la state > states 2>&1"
                + "\nmagpied --check --config checked.yaml; echo $?; find . -not -name before | sort > after"
                + "\ngrep -vxF -f before after | grep -v -e states -e after"
        )
    }

    @Test func aGoodOneIsGoodAndNothingIsMade() async throws {
        let outcome = try await check("buckets:\n  - path: PWD/bucket\nstate: PWD/state\n")
        #expect(outcome.lines == ["0 errors, 0 warnings", "0"])
        #expect(outcome.errors == "")
    }

    /// Root tests it before the service runs as another user, whose the state is.
    @Test(.enabled(if: getuid() == 0)) func rootTestsItForTheUserOfTheService() async throws {
        let configuration = "buckets:\n  - path: PWD/bucket\nstate: PWD/state\nfeedGroup: 64111\n"
        let lines = try await check(configuration, "install -d -m 710 -o 64222 state; chmod 711 .").lines
        #expect(lines.first == "warning: tested as root: the service seems to run as 64222, who may read less")
        #expect(lines.suffix(2) == ["0 errors, 1 warning", "0"])
        let open = try await check(configuration, "install -d -m 770 -o 64222 state; chmod 711 .").lines
        #expect(open.contains { $0.hasPrefix("error: the state folder is open to others") })
    }

    /// A group that cannot reach the feed is told of before the service starts.
    @Test func aGroupThatCannotReadTheFeedIsAnError() async throws {
        let configuration =
            "buckets:\n  - path: PWD/bucket\nstate: PWD/state\nfeed: PWD/closed/feed\nfeedGroup: 64111\n"
        let lines = try await check(configuration, "chmod 711 .; mkdir -m 700 closed").lines
        let error = lines.first { $0.hasPrefix("error: 'feedGroup': the group cannot be let read 'feed': members of") }
        #expect(error?.hasSuffix("/closed") == true)
    }

    @Test func allMistakesAreFoundAtOnce() async throws {
        let outcome = try await check(
            """
            buckets:
              - path: PWD/bucket
              - path: relative
              - path: PWD/none
            state: PWD/state
            settleMilliseconds: soon
            threads: 0
            discovery: { identifiers: ORDR, custom: [/none.yaml] }
            workerSocket: /none.sock
            feed: PWD/bucket
            rootKey: credential:/none
            nonsense: 1
            """
        )
        let lines = outcome.lines
        for words in [
            "error Y005: checked.yaml:6:21: expected a whole number, found a string",
            "error Y007: checked.yaml:7:10: 0 is out of",
            "error Y008: checked.yaml:3:11: a path must be absolute",
            "error Y002: checked.yaml:12:1: unknown key 'nonsense'",
            "error: /none.yaml: No such file", "error: unknown identifier 'ORDR'",
            "error: bucket none: No such file or directory", "error: 'workerSocket': /none.sock: No such file",
            "error: 'rootKey': /none: No such file",
        ] { #expect(lines.contains { $0.hasPrefix(words) }, "\(words) is not in\n\(outcome.output)") }
        #expect(lines.contains { $0.hasPrefix("error: 'feed'") && $0.contains("is a folder") })
        #expect(lines.suffix(2) == ["10 errors, 0 warnings", "2"])
        #expect(outcome.errors == "")
    }

    @Test func whatWorksButIsUnwiseIsAWarning() async throws {
        let outcome = try await check(
            """
            buckets:
              - path: PWD/bucket
              - { path: PWD/bucket/inner, name: inner }
            state: PWD/bucket/state
            limits: { connections: 8, connectionsPerUser: 9 }
            rootKey: passphrase
            suppressionRules: [{ name: old, reason: r, expires: 2020-01-01, criteria: { key: { eq: [a] } } }]
            access: [{ user: root, role: read }, { user: "0", role: admin }]
            """,
            "mkdir -m 700 bucket/inner"
        )
        for words in [
            "bucket inner lies in bucket bucket", "'state' lies in bucket bucket", "'connectionsPerUser' is more",
            "'rootKey: passphrase'", "suppression rule 'old' has expired", "'access' names user root twice",
        ] {
            #expect(
                outcome.lines.contains { $0.hasPrefix("warning: \(words)") },
                "\(words) is not in\n\(outcome.output)"
            )
        }
        #expect(outcome.lines.last == "0")
        #expect(outcome.lines.dropLast().last?.hasPrefix("0 errors") == true)
    }

    @Test(arguments: [
        ("buckets: [", "checked.yaml:2:1: not valid YAML"), ("buckets: []\nstate: PWD/file/state\n", "is no folder"),
        ("buckets: []\nstate: PWD/open\n", "the state folder is open to others"),
        ("buckets: []\nstate: PWD/state\ndiscovery: { custom: [PWD/bad.yaml] }\n", "bad.yaml: BAD"),
    ])
    func whatAStartWouldRefuseIsAnError(_ configuration: String, _ words: String) async throws {
        let outcome = try await check(
            configuration,
            """
            touch file; mkdir open; chmod 777 open
            printf 'name: bad\\nid: BAD\\nregex: "(("\\n' > bad.yaml
            """
        )
        #expect(outcome.output.contains(words), "\(outcome.output)")
        #expect(outcome.lines.last == "2")
    }

    @Test func aFileThatOthersMayWriteIsAnError() async throws {
        let outcome = try await check("buckets: []\nstate: PWD/state\n", "chmod 666 checked.yaml")
        #expect(outcome.output.contains("others may write it"))
        #expect(outcome.lines.last == "2")
    }
}

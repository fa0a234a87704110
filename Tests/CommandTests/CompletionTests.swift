import Testing

/// How shells complete commands.
@Suite struct CompletionTests {
    private func words(after text: String) async throws -> [String] {
        let outcome = try await Shell().run("magpie complete -- \(text)")
        #expect(outcome.status == 0)
        return outcome.lines.map { String($0.prefix { $0 != "\t" }) }
    }

    @Test(arguments: [
        ("ident", ["identifiers"]),
        ("scan --form", ["--format"]),
        ("scan --format s", ["sarif"]),
        ("events put-tar", ["put-targets"]),
        ("events put-rule --event-p", ["--event-pattern"]),
        ("events put-rule --name x --cli", ["--cli-input-json"]),
        ("iam simulate-custom-policy --context-e", ["--context-entries"]),
        ("iam che", ["check"]),
        ("kms create-k", ["create-key"]),
        ("kms escrow ver", ["verify"]),
        ("secretsmanager rotate-secret --rotation-l", ["--rotation-lambda-arn"]),
        ("jobs pau", ["pause"]),
        ("objects list --buck", ["--bucket"]),
        ("nonsense x", []),
        ("work", []),
    ])
    func whatMayFollowIsKnown(_ text: String, _ expected: [String]) async throws {
        #expect(try await words(after: text) == expected)
    }

    @Test func eachWordHasItsMeaning() async throws {
        let outcome = try await Shell().run("magpie complete -- ''")
        #expect(outcome.lines.contains("scan\tFinds sensitive data in files and folders."))
        #expect(!outcome.lines.contains { $0.hasPrefix("complete") || $0.hasPrefix("worker") })
    }
}

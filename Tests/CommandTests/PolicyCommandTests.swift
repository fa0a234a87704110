import Testing

/// `magpie iam`, where it needs no service.
@Suite struct PolicyCommandTests {
    private static let allow =
        #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}"#

    @Test func policiesAreSimulated() async throws {
        let shell = try Shell()
        let script = """
            printf '%s' '\(Self.allow)' > reader.json
            magpie iam simulate-custom-policy --policy-input-list file://reader.json --action-names s3:GetX s3:PutX \
            --context-entries ContextKeyName=aws:TagKeys,ContextKeyValues=a,b,ContextKeyType=stringList --output text
            """
        let outcome = try await shell.run(script)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.contains { $0.contains("s3:GetX\tallowed") })
        #expect(outcome.lines.contains { $0.contains("s3:PutX\timplicitDeny") })
    }

    @Test func whatIsNoPolicyIsRefusedAsAWSDoes() async throws {
        let outcome = try await Shell().run(
            "magpie iam simulate-custom-policy --policy-input-list '{}' --action-names s3:GetX"
        )
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.contains("An error occurred (InvalidInput) when calling the SimulateCustomPolicy operation")
        )
        #expect(outcome.errors.contains("PolicyInputList.1: MalformedPolicyDocument"))
    }

    @Test func aPolicyIsLookedOver() async throws {
        let outcome = try await Shell().run(
            """
            magpie iam validate-policy --policy-type IDENTITY_POLICY --policy-document \
            '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:Encrypted","Resource":"*"}}'
            """
        )
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\"issueCode\": \"INVALID_ACTION\""))
    }

    @Test func keysAreListed() async throws {
        let policy = Self.allow.replacing("\"*\"}", with: "\"arn:aws:s3:::${aws:username}\"}")
        let outcome = try await Shell().run(
            "magpie iam get-context-keys-for-custom-policy --policy-input-list '\(policy)' --output text"
        )
        #expect(outcome.output.contains("aws:username"))
    }

    @Test func checksSayByTheirStatus() async throws {
        let wide = Self.allow.replacing("s3:Get*", with: "s3:*")
        let some = Self.allow.replacing("\"s3:Get*\"", with: "[\"s3:Get*\",\"s3:Put*\"]")
        let parts = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},
            {"Effect":"Allow","Action":"s3:Put*","Resource":"*"}]}
            """
        let shell = try Shell()
        for (arguments, status) in [
            ("--no-new-access '\(wide)' '\(Self.allow)'", 0), ("--no-new-access '\(Self.allow)' '\(wide)'", 1),
            ("--no-new-access '\(parts)' '\(some)'", 3), ("--access-not-granted s3:PutX '\(Self.allow)'", 0),
            ("--access-not-granted s3:GetX '\(Self.allow)'", 1), ("--no-public-access '{'", 2),
            ("--no-public-access '\(wide.replacing("\"Effect\"", with: "\"Principal\":\"*\",\"Effect\""))'", 1),
            ("--no-new-access '\(wide)'", 2),
        ] as [(String, Int32)] {
            let outcome = try await shell.run("magpie iam check \(arguments)")
            #expect(outcome.status == status, "\(arguments): \(outcome.output)\(outcome.errors)")
        }
    }
}

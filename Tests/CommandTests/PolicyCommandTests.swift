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

    /// People read a line for each finding; scripts go by the status.
    @Test func policiesAreLinted() async throws {
        let shell = try Shell()
        try shell.write(
            "a.json",
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "kms:Encrypted", "Resource": "*"},
              {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}]}
            """
        )
        try shell.write("b.json", Self.allow)
        try shell.write(
            "role.json",
            #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}"#
        )
        let outcome = try await shell.run(
            """
            magpie iam lint a.json b.json | sed -E 's/(error|warning): .* \\[/\\1 [/'; magpie iam lint file://a.json > out; echo $?
            magpie iam lint b.json role.json; echo $?; magpie iam lint '\(Self.allow)'; echo $?
            magpie iam lint missing.json; echo $?
            magpie iam lint --format json a.json | grep -o '"issueCode":"ALLOW_TO_EVERYBODY","line":3'
            magpie iam lint --policy-type IDENTITY_POLICY role.json | grep -c UNSUPPORTED_PRINCIPAL
            """
        )
        #expect(
            outcome.lines == [
                "a.json:2:3: error [MISSING_PRINCIPAL]", "a.json:2:33: error [INVALID_ACTION]",
                "a.json:3:36: security warning [ALLOW_TO_EVERYBODY]", "1", "0",
                "0", "2", "\"issueCode\":\"ALLOW_TO_EVERYBODY\",\"line\":3", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
        #expect(outcome.errors.contains("missing.json: "))
    }

    @Test func checksTakeFiles() async throws {
        let shell = try Shell()
        try shell.write("old.json", Self.allow)
        try shell.write("new.json", Self.allow.replacing("s3:Get*", with: "s3:*"))
        try shell.write("none.json", "{}")
        let outcome = try await shell.run(
            """
            magpie iam check --no-new-access new.json old.json > out; echo $?
            magpie iam check --no-new-access old.json file://new.json > out; echo $?
            magpie iam check --no-public-access none.json; echo $?
            """
        )
        #expect(outcome.lines == ["0", "1", "2"], "\(outcome.output)\n\(outcome.errors)")
        #expect(outcome.errors.contains("none.json: MalformedPolicyDocument"))
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

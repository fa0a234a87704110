import AccessPolicies
import Cryptography
import JSON
import POSIX
import ServiceModel
import Testing

@testable import IAM

/// Sessions: who may begin them, what they may do, and when they end.
@Suite struct SessionTests {
    static let role = "arn:aws:iam::000000000000:role/auditor"

    func harness(
        _ trust: String = IAMHarness.trust(#"{"AWS": "arn:aws:iam::000000000000:user/alice"}"#)
    ) throws -> IAMHarness {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.makeRole("auditor", trust: trust, allowing: "macie2:*")
        return harness
    }

    func asked(_ change: (inout AssumeRole) -> Void = { _ in }) -> AssumeRole {
        var asked = AssumeRole(role: Self.role, sessionName: "today")
        change(&asked)
        return asked
    }

    func refusal(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let error as ServiceError {
            return error.code
        }
    }

    // MARK: Trust

    /// Who asks with which policy, and whether a trust policy lets them.
    struct Case: Sendable, CustomTestStringConvertible {
        var why: String
        var trust: String
        var own = ""
        var asked: @Sendable (inout AssumeRole) -> Void = { _ in }
        var isAllowed: Bool
        var testDescription: String { why }
    }

    private static let assume = IAMHarness.allow("sts:AssumeRole")
    private static let alice = #"{"AWS": "arn:aws:iam::000000000000:user/alice"}"#
    private static let account = #"{"AWS": "arn:aws:iam::000000000000:root"}"#

    static let cases: [Case] = [
        Case(why: "names the caller: nothing else is needed", trust: IAMHarness.trust(alice), isAllowed: true),
        Case(why: "names the account: the caller has no policy", trust: IAMHarness.trust(account), isAllowed: false),
        Case(
            why: "names the account: the caller's policy allows",
            trust: IAMHarness.trust(account),
            own: assume,
            isAllowed: true
        ),
        Case(
            why: "the account's number is the account",
            trust: IAMHarness.trust(#"{"AWS": "000000000000"}"#),
            own: assume,
            isAllowed: true
        ),
        Case(
            why: "names another user",
            trust: IAMHarness.trust(#"{"AWS": "arn:aws:iam::000000000000:user/zoe"}"#),
            own: assume,
            isAllowed: false
        ),
        Case(
            why: "names a service",
            trust: IAMHarness.trust(#"{"Service": "events.amazonaws.com"}"#),
            own: assume,
            isAllowed: false
        ),
        Case(
            why: "the caller's policy denies",
            trust: IAMHarness.trust(alice),
            own: IAMHarness.deny("sts:*"),
            isAllowed: false
        ),
        Case(why: "another action", trust: IAMHarness.trust(alice, actions: #""sts:TagSession""#), isAllowed: false),
        Case(
            why: "needs an external id that is missing",
            trust: IAMHarness.trust(alice, #"{"StringEquals": {"sts:ExternalId": "42"}}"#),
            isAllowed: false
        ),
        Case(
            why: "needs an external id that is given",
            trust: IAMHarness.trust(alice, #"{"StringEquals": {"sts:ExternalId": "42"}}"#),
            asked: { $0.externalID = "42" },
            isAllowed: true
        ),
        Case(
            why: "the session's name must be the user's",
            trust: IAMHarness.trust(alice, #"{"StringEquals": {"sts:RoleSessionName": "${aws:username}"}}"#),
            isAllowed: false
        ),
        Case(
            why: "tags need sts:TagSession",
            trust: IAMHarness.trust(alice, actions: #""sts:AssumeRole""#),
            asked: { $0.tags = [("team", "red")] },
            isAllowed: false
        ),
        Case(
            why: "tags are allowed",
            trust: IAMHarness.trust(alice, #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}"#),
            asked: { $0.tags = [("team", "red")] },
            isAllowed: true
        ),
        Case(
            why: "other tags are not",
            trust: IAMHarness.trust(alice, #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}"#),
            asked: { $0.tags = [("room", "7")] },
            isAllowed: false
        ),
        Case(
            why: "from a time on that has come",
            trust: IAMHarness.trust(alice, #"{"DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}"#),
            isAllowed: true
        ),
        Case(
            why: "up to a time that is over",
            trust: IAMHarness.trust(alice, #"{"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}"#),
            isAllowed: false
        ),
        Case(
            why: "the caller's policy denies from a time on that has come",
            trust: IAMHarness.trust(alice),
            own: """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sts:*", "Resource": "*",
                    "Condition": {"NumericGreaterThan": {"aws:EpochTime": "1"}}}]}
                """,
            isAllowed: false
        ),
        Case(
            why: "not by way of a service",
            trust: IAMHarness.trust(alice, #"{"Bool": {"aws:ViaAWSService": "false"}}"#),
            isAllowed: true
        ),
        Case(
            why: "a source identity needs sts:SetSourceIdentity",
            trust: IAMHarness.trust(alice, actions: #""sts:AssumeRole""#),
            asked: { $0.sourceIdentity = "alice" },
            isAllowed: false
        ),
    ]

    @Test(arguments: cases)
    func theTrustPolicyDecides(_ example: Case) throws {
        let harness = try harness(example.trust)
        if !example.own.isEmpty {
            try harness.perform(
                "PutUserPolicy",
                ["UserName": "alice", "PolicyName": "p", "PolicyDocument": .string(example.own)]
            )
        }
        let code = try refusal {
            _ = try harness.service.assume(asked(example.asked), by: harness.user("alice"), at: harness.time)
        }
        #expect(code == (example.isAllowed ? nil : "AccessDenied"))
    }

    @Test func aRoleThatIsNotThereLooksLikeOneThatIsNotAllowed() throws {
        let harness = try harness()
        let missing = AssumeRole(role: IAMHarness.arn("role/nothing"), sessionName: "s1")
        #expect(
            try refusal { _ = try harness.service.assume(missing, by: harness.user("alice"), at: 0) } == "AccessDenied"
        )
        #expect(
            try refusal { _ = try harness.service.assume(asked(), by: harness.user("bob"), at: 0) } == "AccessDenied"
        )
    }

    /// Everybody on the machine has the policy for reading, unless the configuration says otherwise.
    @Test(arguments: [BuiltInPolicies.readARN, BuiltInPolicies.operateARN, BuiltInPolicies.revealARN])
    func noPolicyButTheAdministratorsTakesRolesThatTrustTheAccount(_ arn: String) throws {
        let harness = try harness(IAMHarness.trust(Self.account))
        func code(_ arn: String) throws -> String? {
            let caller = harness.service.caller(user: "unix", unixGroups: [], extra: [arn])
            return try refusal { _ = try harness.service.assume(asked(), by: caller, at: harness.time) }
        }
        #expect(try code(arn) == "AccessDenied")
        #expect(try code(BuiltInPolicies.administratorARN) == nil)
    }

    /// What is wrong with a request, which must not depend on whether the role is there.
    @Test(
        arguments: [
            { _ in }, { $0.tags = [("a", "1"), ("A", "2")] }, { $0.tags = [("aws:a", "1")] },
            { $0.transitiveTagKeys = ["a"] },
            { $0.duration = 1 }, { $0.policyARNs = [IAMHarness.arn("policy/none")] }, { $0.policy = "{" },
        ] as [@Sendable (inout AssumeRole) -> Void]
    )
    func noMistakeTellsWhetherARoleIsThere(_ change: @Sendable (inout AssumeRole) -> Void) throws {
        let harness = try harness()
        func answer(_ name: String) throws -> String? {
            var asked = AssumeRole(role: IAMHarness.arn("role/\(name)"), sessionName: "today")
            change(&asked)
            do {
                _ = try harness.service.assume(asked, by: harness.user("bob"), at: harness.time)
                return nil
            } catch let error as ServiceError {
                #expect(error.code != "AccessDenied" || error.explanation?.isEmpty == false)
                return "\(error.code) \(error.message)".replacing(name, with: "ROLE")
            }
        }
        let (there, missing) = (try answer("auditor"), try answer("nothing"))
        #expect(there != nil && there == missing)
    }

    @Test func usersAndRolesInTrustPoliciesAreThemselvesNotTheirNames() throws {
        let harness = try harness()
        let shown = try harness.perform("GetRole", ["RoleName": "auditor"])["Role"]?["AssumeRolePolicyDocument"]
        let principal = shown?["Statement"]?.array.first?["Principal"]
        #expect(principal == ["AWS": .string(IAMHarness.arn("user/alice"))])
        try harness.perform("DeleteUser", ["UserName": "alice"])
        try harness.makeUser("alice")
        #expect(
            try refusal { _ = try harness.service.assume(asked(), by: harness.user("alice"), at: 0) } == "AccessDenied"
        )
        let later = try harness.perform("GetRole", ["RoleName": "auditor"])["Role"]?["AssumeRolePolicyDocument"]
        #expect(later?["Statement"]?.array.first?["Principal"]?["AWS"]?.string?.hasPrefix("AIDA") == true)
        // A policy that names a role must name one that is there; users of the system need no user of IAM.
        func update(_ principal: String) throws -> String? {
            try harness.refusal(
                "UpdateAssumeRolePolicy",
                ["RoleName": "auditor", "PolicyDocument": .string(IAMHarness.trust(principal))]
            )?.code
        }
        #expect(try update(#"{"AWS": "arn:aws:iam::000000000000:role/none"}"#) == "MalformedPolicyDocument")
        #expect(try update(#"{"AWS": "arn:aws:iam::000000000000:user/unix"}"#) == nil)
        _ = try harness.service.assume(asked(), by: harness.user("unix"), at: harness.time)
    }

    @Test func aTrustPolicyHas2048CharactersAtMost() throws {
        let harness = try IAMHarness()
        let long = IAMHarness.trust(
            #"{"AWS": "000000000000"}"#,
            #"{"StringEquals": {"sts:ExternalId": "\#(String(repeating: "x", count: 2048))"}}"#
        )
        let error = try harness.refusal("CreateRole", ["RoleName": "r", "AssumeRolePolicyDocument": .string(long)])
        #expect(error?.message == "Cannot exceed quota for ACLSizePerRole: 2048")
    }

    // MARK: Sessions

    @Test func aSessionMayWhatItsRoleMay() throws {
        let harness = try harness()
        let answer = try harness.perform(
            "AssumeRole",
            ["RoleArn": .string(Self.role), "RoleSessionName": "today"],
            as: harness.user("alice")
        )
        #expect(answer["AssumedRoleUser"]?["Arn"] == "arn:aws:sts::000000000000:assumed-role/auditor/today")
        #expect(answer["Credentials"]?["Expiration"] == "2026-12-05T20:46:40Z")
        #expect(answer["Credentials"]?["AccessKeyId"]?.string?.wholeMatch(of: /ASIA[A-Z2-7]{16}/) != nil)
        #expect(answer["Credentials"]?["SecretAccessKey"]?.string?.count == 40)
        let token = try #require(answer["Credentials"]?["SessionToken"]?.string)
        let caller = try harness.service.caller(token: token, at: harness.time)
        #expect(IAMHarness.decision(caller, "macie2:GetFindings") == .allowed)
        #expect(IAMHarness.decision(caller, "kms:Decrypt") == .implicitDeny)
        #expect(caller.context["aws:TokenIssueTime"] == ["2026-12-05T19:46:40Z"])
        #expect(try harness.perform("GetCallerIdentity", as: caller)["UserId"]?.string?.hasSuffix(":today") == true)
        #expect(caller.accessKeyID?.hasPrefix("ASIA") == true)
    }

    @Test func sessionPoliciesOnlyLimit() throws {
        let harness = try harness()
        let session = try harness.service.assume(
            asked {
                $0.policy = IAMHarness.allow("macie2:GetFindings", "kms:*")
                $0.policyARNs = [BuiltInPolicies.readARN]
            },
            by: harness.user("alice"),
            at: harness.time
        )
        #expect((1...100).contains(session.packedSize))
        let caller = try harness.service.caller(token: session.credentials.sessionToken, at: harness.time)
        #expect(IAMHarness.decision(caller, "macie2:GetFindings") == .allowed)
        #expect(IAMHarness.decision(caller, "macie2:ListFindings") == .allowed)
        #expect(IAMHarness.decision(caller, "macie2:CreateFindingsFilter") == .implicitDeny)
        #expect(IAMHarness.decision(caller, "kms:Decrypt") == .implicitDeny)
        for (change, code) in [
            ({ $0.policy = "{" }, "MalformedPolicyDocument"),
            (
                { $0.policy = IAMHarness.allow("kms:*", on: String(repeating: "x", count: 2048)) },
                "PackedPolicyTooLarge"
            ),
            ({ $0.policyARNs = [IAMHarness.arn("policy/none")] }, "NoSuchEntity"),
            ({ $0.tags = (1...40).map { ("k\($0)", String(repeating: "v", count: 250)) } }, "PackedPolicyTooLarge"),
            ({ $0.tags = [("a", "1"), ("A", "2")] }, "InvalidParameterValue"),
            ({ $0.transitiveTagKeys = ["a"] }, "InvalidParameterValue"),
        ] as [((inout AssumeRole) -> Void, String)] {
            #expect(
                try refusal {
                    _ = try harness.service.assume(asked(change), by: harness.user("alice"), at: harness.time)
                }
                    == code
            )
        }
    }

    @Test func durationsAreBounded() throws {
        let harness = try harness()
        func assume(_ seconds: Int) throws -> String? {
            try refusal {
                _ = try harness.service.assume(
                    asked { $0.duration = seconds },
                    by: harness.user("alice"),
                    at: harness.time
                )
            }
        }
        #expect(try assume(899) == "ValidationError")
        #expect(try assume(900) == nil)
        #expect(try assume(3601) == "ValidationError")
        try harness.perform("UpdateRole", ["RoleName": "auditor", "MaxSessionDuration": .number(7200)])
        #expect(try assume(7200) == nil)
        #expect(try assume(7201) == "ValidationError")
    }

    @Test func sessionsBegunFromSessionsTakeOverTagsAndLastAnHour() throws {
        let harness = try harness()
        try harness.perform("UpdateRole", ["RoleName": "auditor", "MaxSessionDuration": .number(7200)])
        try harness.makeRole("second", trust: IAMHarness.trust(#"{"AWS": "arn:aws:iam::000000000000:role/auditor"}"#))
        let first = try harness.service.assume(
            asked {
                $0.tags = [("team", "red"), ("room", "7")]
                $0.transitiveTagKeys = ["team"]
                $0.sourceIdentity = "alice"
            },
            by: harness.user("alice"),
            at: harness.time
        )
        let caller = try harness.service.caller(token: first.credentials.sessionToken, at: harness.time)
        #expect(caller.context["aws:PrincipalTag/room"] == ["7"])
        func chain(_ change: (inout AssumeRole) -> Void = { _ in }) throws -> AssumedRole {
            var asked = AssumeRole(role: IAMHarness.arn("role/second"), sessionName: "next")
            change(&asked)
            return try harness.service.assume(asked, by: caller, at: harness.time)
        }
        try harness.perform("UpdateRole", ["RoleName": "second", "MaxSessionDuration": .number(7200)])
        #expect(try refusal { _ = try chain { $0.duration = 3601 } } == "ValidationError")
        #expect(try refusal { _ = try chain { $0.tags = [("Team", "blue")] } } == "InvalidParameterValue")
        #expect(try refusal { _ = try chain { $0.sourceIdentity = "bob" } } == "AccessDenied")
        let second = try harness.service.caller(token: try chain().credentials.sessionToken, at: harness.time)
        #expect(second.context["aws:PrincipalTag/team"] == ["red"])
        #expect(second.context["aws:PrincipalTag/room"] == [])
        #expect(second.context["aws:SourceIdentity"] == ["alice"])
        // What is taken over is set as well.
        let trust = IAMHarness.trust(
            #"{"AWS": "arn:aws:iam::000000000000:role/auditor"}"#,
            actions: #""sts:AssumeRole", "sts:TagSession""#
        )
        try harness.perform("UpdateAssumeRolePolicy", ["RoleName": "second", "PolicyDocument": .string(trust)])
        #expect(try refusal { _ = try chain() } == "AccessDenied")
    }

    @Test func theTrustPolicySeesWhatTheDoorSaysOfARequest() throws {
        let harness = try harness(
            IAMHarness.trust(Self.alice, #"{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#)
        )
        func code(_ address: String?) throws -> String? {
            var conditions = PolicyContext()
            if let address { conditions.set("aws:SourceIp", address) }
            return try refusal {
                _ = try harness.service.assume(
                    asked(),
                    by: harness.user("alice"),
                    at: harness.time,
                    saying: conditions
                )
            }
        }
        #expect(try code("10.1.2.3") == nil)
        #expect(try code("192.0.2.1") == "AccessDenied")
        #expect(try code(nil) == "AccessDenied")
    }

    // MARK: Ends

    func token(_ harness: IAMHarness) throws -> String {
        try harness.service.assume(asked(), by: harness.user("alice"), at: harness.time).credentials.sessionToken
    }
}

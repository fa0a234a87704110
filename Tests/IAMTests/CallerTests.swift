import AccessPolicies
import JSON
import Records
import ServiceModel
import Testing

@testable import IAM

/// What callers are, and which policies they have: what enforcement asks for.
@Suite struct CallerTests {
    @Test func aUserOfTheSystemNeedsNoUserOfIAM() throws {
        let harness = try IAMHarness()
        let caller = harness.user("carol")
        #expect(caller.principal.arn == IAMHarness.arn("user/carol"))
        #expect(caller.identity.isEmpty && caller.access.boundary == nil && caller.access.session == nil)
        #expect(caller.context["aws:username"] == ["carol"])
        #expect(IAMHarness.decision(caller, "kms:Decrypt") == .implicitDeny)
    }

    @Test func aUserHasItsOwnPoliciesThoseOfItsGroupsAndMore() throws {
        let harness = try IAMHarness()
        try harness.perform(
            "CreateUser",
            ["UserName": "alice", "Path": "/staff/", "Tags": [["Key": "Team", "Value": "red"]]]
        )
        func put(_ operation: String, _ name: String, _ value: String, _ action: String) throws {
            try harness.perform(
                operation,
                [name: .string(value), "PolicyName": "p", "PolicyDocument": .string(IAMHarness.allow(action))]
            )
        }
        try put("PutUserPolicy", "UserName", "alice", "a:One")
        try harness.perform("CreateGroup", ["GroupName": "ops"])
        try put("PutGroupPolicy", "GroupName", "ops", "a:Two")
        try harness.perform("AddUserToGroup", ["UserName": "alice", "GroupName": "ops"])
        try harness.perform("CreateGroup", ["GroupName": "backup", "Path": "/unix/"])
        try put("PutGroupPolicy", "GroupName", "backup", "a:Three")
        try harness.perform("CreateGroup", ["GroupName": "wheel"])
        try put("PutGroupPolicy", "GroupName", "wheel", "a:Four")

        let caller = harness.user("alice", groups: ["backup", "wheel", "users"], extra: [BuiltInPolicies.readARN])
        for action in ["a:One", "a:Two", "a:Three", "kms:ListKeys"] {
            #expect(IAMHarness.decision(caller, action) == .allowed, "\(action)")
        }
        // A group of IAM stands for one of the system only where its path says so.
        #expect(IAMHarness.decision(caller, "a:Four") == .implicitDeny)
        #expect(caller.principal.arn == IAMHarness.arn("user/staff/alice"))
        #expect(caller.context["aws:PrincipalTag/Team"] == ["red"])
        #expect(caller.context["aws:PrincipalArn"] == [IAMHarness.arn("user/staff/alice")])
        #expect(caller.context["aws:userid"].first?.hasPrefix("AIDA") == true)
        #expect(caller.context["aws:PrincipalAccount"] == ["000000000000"])
        #expect(caller.context["aws:PrincipalType"] == ["User"])
        // Somebody else is not in the group of IAM.
        let other = harness.user("carol", groups: ["backup"])
        #expect(IAMHarness.decision(other, "a:Three") == .allowed)
        #expect(IAMHarness.decision(other, "a:Two") == .implicitDeny)
    }

    @Test func aBoundaryLimits() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform(
            "AttachUserPolicy",
            ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.administratorARN)]
        )
        #expect(IAMHarness.decision(harness.user("alice"), "kms:Decrypt") == .allowed)
        try harness.perform("CreatePolicy", ["PolicyName": "B", "PolicyDocument": .string(IAMHarness.allow("iam:*"))])
        try harness.perform(
            "PutUserPermissionsBoundary",
            ["UserName": "alice", "PermissionsBoundary": .string(IAMHarness.arn("policy/B"))]
        )
        #expect(IAMHarness.decision(harness.user("alice"), "kms:Decrypt") == .implicitDeny)
        #expect(IAMHarness.decision(harness.user("alice"), "iam:GetUser") == .allowed)
    }

    /// What the installation allows nobody, no policy gives: to users, roles and units, but to root and Magpie's own roles.
    @Test func serviceControlPoliciesLimitAllButTheAccount() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform(
            "AttachUserPolicy",
            ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.administratorARN)]
        )
        try harness.perform(
            "CreateRole",
            [
                "RoleName": "r",
                "AssumeRolePolicyDocument": .string(IAMHarness.trust(#"{"AWS": "000000000000"}"#)),
            ]
        )
        try harness.perform(
            "PutRolePolicy",
            ["RoleName": "r", "PolicyName": "p", "PolicyDocument": .string(IAMHarness.allow("*"))]
        )
        func callers() throws -> [Caller] {
            let role = try #require(harness.service.snapshot.catalogue.roles["r"])
            return [
                harness.user("alice"), harness.service.snapshot.catalogue.caller(role, session: "s", tags: []),
                harness.service.caller(unit: "a.service", with: [BuiltInPolicies.administratorARN]),
            ]
        }
        func decisions(_ action: String) throws -> Set<AccessDecision.Effect> {
            Set(try callers().map { IAMHarness.decision($0, action) })
        }
        func policy(_ text: String) throws -> AccessPolicy {
            try AccessPolicy(parsing: text, as: .serviceControl, named: "scp")
        }
        #expect(try decisions("kms:Decrypt") == [.allowed])
        harness.service.limit(
            to: [try policy(IAMHarness.allow("iam:*")), try policy(IAMHarness.deny("iam:DeleteUser"))]
        )
        #expect(try decisions("kms:Decrypt") == [.implicitDeny])
        #expect(try decisions("iam:GetUser") == [.allowed])
        #expect(try decisions("iam:DeleteUser") == [.explicitDeny])
        // A change of something else leaves the limit as it is.
        try harness.makeUser("bert")
        #expect(try decisions("kms:Decrypt") == [.implicitDeny])
        let linked = harness.service.snapshot.catalogue.caller(linkedTo: "events.amazonaws.com", session: "s")
        #expect(linked.access.serviceControl.isEmpty && harness.service.root().access.serviceControl.isEmpty)
        harness.service.limit(to: [])
        #expect(try decisions("kms:Decrypt") == [.allowed])
    }

    @Test func whatHasChangedIsSeenAtOnce() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        for _ in 1...3 {
            #expect(IAMHarness.decision(harness.user("alice"), "kms:ListKeys") == .implicitDeny)
            try harness.perform(
                "AttachUserPolicy",
                ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.readARN)]
            )
            #expect(IAMHarness.decision(harness.user("alice"), "kms:ListKeys") == .allowed)
            try harness.perform(
                "DetachUserPolicy",
                ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.readARN)]
            )
        }
    }

    @Test func aPolicyOfTheConfigurationThatIsNotThereDeniesEverything() throws {
        let harness = try IAMHarness()
        let caller = harness.user("alice", extra: [BuiltInPolicies.administratorARN, IAMHarness.arn("policy/Typo")])
        #expect(IAMHarness.decision(caller, "kms:ListKeys") == .explicitDeny)
        #expect(!harness.service.hasPolicy(arn: IAMHarness.arn("policy/Typo")))
        #expect(harness.service.hasPolicy(arn: BuiltInPolicies.administratorARN))
    }

    @Test func whatANewerVersionWroteDeniesEverything() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform(
            "AttachUserPolicy",
            ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.administratorARN)]
        )
        let user = try #require(harness.service.snapshot.catalogue.users["alice"])
        var members = user.json.members
        members["inline"] = ["later": #"{"Version": "2031-01-01", "Statement": []}"#]
        try harness.records.changeIdentities([.put(.user, id: user.id, document: JSONValue.object(members).json)])
        try harness.reopen()
        #expect(IAMHarness.decision(harness.user("alice"), "kms:ListKeys") == .explicitDeny)
    }

    @Test func rootIsTheAccount() throws {
        let root = try IAMHarness().service.root()
        #expect(root.principal.arn == IAMHarness.arn("root"))
        #expect(IAMHarness.decision(root, "kms:ScheduleKeyDeletion") == .allowed)
    }

    // MARK: Units

    /// A role's trust policy, and whether `backup.service` has the role.
    static let units: [(trust: String, hasRole: Bool)] = [
        (IAMHarness.trust(#"{"Service": "units.magpie.internal"}"#), true),
        (
            IAMHarness.trust(
                #"{"Service": "units.magpie.internal"}"#,
                #"{"StringEquals": {"magpie:SystemdUnit": "backup.service"}}"#
            ), true
        ),
        (
            IAMHarness.trust(
                #"{"Service": "units.magpie.internal"}"#,
                #"{"StringEquals": {"magpie:SystemdUnit": "other.service"}}"#
            ), false
        ),
        (IAMHarness.trust(#"{"Service": "ec2.amazonaws.com"}"#), false),
        (IAMHarness.trust(#"{"AWS": "000000000000"}"#), false),
    ]

    @Test func aUnitHasTheRoleThatItsProfileGives() throws {
        for (number, (trust, hasRole)) in Self.units.enumerated() {
            let harness = try IAMHarness()
            try harness.makeRole("backup", trust: trust, allowing: "kms:Decrypt")
            #expect(harness.service.caller(unit: "backup.service")?.principal == nil)
            try harness.perform("CreateInstanceProfile", ["InstanceProfileName": "backup.service"])
            #expect(harness.service.caller(unit: "backup.service")?.principal == nil)
            try harness.perform(
                "AddRoleToInstanceProfile",
                ["InstanceProfileName": "backup.service", "RoleName": "backup"]
            )
            let caller = harness.service.caller(unit: "backup.service")
            #expect((caller != nil) == hasRole, "\(number)")
            guard let caller else { continue }
            #expect(caller.principal.arn == "arn:aws:sts::000000000000:assumed-role/backup/backup.service")
            #expect(IAMHarness.decision(caller, "kms:Decrypt") == .allowed)
            #expect(IAMHarness.decision(caller, "kms:Encrypt") == .implicitDeny)
            #expect(caller.context["aws:PrincipalArn"] == [IAMHarness.arn("role/backup")])
        }
    }
}

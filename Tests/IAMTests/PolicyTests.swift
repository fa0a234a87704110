import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import IAM

/// Policies: inline, managed and boundaries.
@Suite struct PolicyTests {
    private let document = JSONValue.string(IAMHarness.allow("kms:Decrypt"))

    @Test(arguments: Holder.Kind.allCases)
    func inlinePoliciesAreKeptWithWhoHasThem(_ kind: Holder.Kind) throws {
        let harness = try IAMHarness()
        let name: [String: JSONValue] = ["\(kind.rawValue)Name": "x"]
        switch kind {
        case .user: try harness.perform("CreateUser", name)
        case .group: try harness.perform("CreateGroup", name)
        case .role: try harness.makeRole("x", trust: IAMHarness.trust(#"{"AWS": "000000000000"}"#))
        }
        func call(_ operation: String, _ more: [String: JSONValue] = [:]) throws -> ServiceError? {
            try harness.refusal(operation, name.merging(more) { $1 })
        }
        let put = "Put\(kind.rawValue)Policy"
        #expect(try call(put, ["PolicyName": "p", "PolicyDocument": document]) == nil)
        try harness.reopen()
        let shown = try harness.perform("Get\(kind.rawValue)Policy", name.merging(["PolicyName": "p"]) { $1 })
        #expect(shown["PolicyDocument"]?["Version"] == "2012-10-17")
        #expect(try harness.perform("List\(kind.rawValue)Policies", name)["PolicyNames"] == ["p"])

        #expect(try call(put, ["PolicyName": "q", "PolicyDocument": "{"])?.code == "MalformedPolicyDocument")
        let trust = JSONValue.string(IAMHarness.trust(#"{"AWS": "*"}"#))
        #expect(try call(put, ["PolicyName": "q", "PolicyDocument": trust])?.code == "MalformedPolicyDocument")
        // Each is short enough, all together are not.
        let long = JSONValue.string(
            IAMHarness.allow("kms:Decrypt", on: "arn:aws:s3:::" + String(repeating: "x", count: kind.inlineSize - 160))
        )
        #expect(try call(put, ["PolicyName": "q", "PolicyDocument": long])?.code == "LimitExceeded")
        let longer = JSONValue.string(
            IAMHarness.allow("kms:Decrypt", on: "arn:aws:s3:::" + String(repeating: "x", count: kind.inlineSize))
        )
        #expect(try call(put, ["PolicyName": "q", "PolicyDocument": longer])?.code == "LimitExceeded")

        #expect(try call("Delete\(kind.rawValue)Policy", ["PolicyName": "q"])?.code == "NoSuchEntity")
        #expect(try call("Delete\(kind.rawValue)Policy", ["PolicyName": "p"]) == nil)
        #expect(try call("Get\(kind.rawValue)Policy", ["PolicyName": "p"])?.code == "NoSuchEntity")
    }

    @Test func aManagedPolicyHasFiveVersions() throws {
        let harness = try IAMHarness()
        let policy = try harness.perform(
            "CreatePolicy",
            ["PolicyName": "Decrypters", "Path": "/keys/", "PolicyDocument": document, "Description": "What"]
        )["Policy"]
        let arn = policy?["Arn"] ?? .null
        #expect(arn == .string(IAMHarness.arn("policy/keys/Decrypters")))
        #expect(policy?["DefaultVersionId"] == "v1")
        #expect(
            try harness.refusal("CreatePolicy", ["PolicyName": "decrypters", "PolicyDocument": document])?.code
                == "EntityAlreadyExists"
        )

        for _ in 2...5 { try harness.perform("CreatePolicyVersion", ["PolicyArn": arn, "PolicyDocument": document]) }
        #expect(
            try harness.refusal("CreatePolicyVersion", ["PolicyArn": arn, "PolicyDocument": document])?.code
                == "LimitExceeded"
        )
        #expect(
            try harness.refusal("DeletePolicyVersion", ["PolicyArn": arn, "VersionId": "v1"])?.code == "DeleteConflict"
        )
        try harness.perform("SetDefaultPolicyVersion", ["PolicyArn": arn, "VersionId": "v3"])
        try harness.perform("DeletePolicyVersion", ["PolicyArn": arn, "VersionId": "v5"])
        let version = try harness.perform(
            "CreatePolicyVersion",
            ["PolicyArn": arn, "PolicyDocument": document, "SetAsDefault": .boolean(true)]
        )["PolicyVersion"]
        // A number is not given twice.
        #expect(version?["VersionId"] == "v6")
        #expect(version?["IsDefaultVersion"] == .boolean(true))
        try harness.reopen()
        let versions = try harness.perform("ListPolicyVersions", ["PolicyArn": arn])["Versions"]?.array
        #expect(versions?.map { $0["VersionId"] ?? .null } == ["v6", "v4", "v3", "v2", "v1"])
        #expect(try harness.perform("GetPolicy", ["PolicyArn": arn])["Policy"]?["DefaultVersionId"] == "v6")
        #expect(try harness.refusal("GetPolicyVersion", ["PolicyArn": arn, "VersionId": "v5"])?.code == "NoSuchEntity")
        #expect(
            try harness.refusal("GetPolicyVersion", ["PolicyArn": arn, "VersionId": "latest"])?.code
                == "ValidationError"
        )
        #expect(try harness.refusal("DeletePolicy", ["PolicyArn": arn])?.code == "DeleteConflict")
    }

    @Test func aPolicyThatSomebodyHasStays() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform("CreateGroup", ["GroupName": "ops"])
        try harness.perform("CreatePolicy", ["PolicyName": "P", "PolicyDocument": document])
        let arn = JSONValue.string(IAMHarness.arn("policy/P"))
        try harness.perform("AttachUserPolicy", ["UserName": "alice", "PolicyArn": arn])
        try harness.perform("AttachGroupPolicy", ["GroupName": "ops", "PolicyArn": arn])
        try harness.perform("PutUserPermissionsBoundary", ["UserName": "alice", "PermissionsBoundary": arn])
        let policy = try harness.perform("GetPolicy", ["PolicyArn": arn])["Policy"]
        #expect(policy?["AttachmentCount"] == .number(2))
        #expect(policy?["PermissionsBoundaryUsageCount"] == .number(1))
        let entities = try harness.perform("ListEntitiesForPolicy", ["PolicyArn": arn])
        #expect(entities["PolicyUsers"]?.array.first?["UserName"] == "alice")
        #expect(entities["PolicyGroups"]?.array.first?["GroupName"] == "ops")
        #expect(entities["PolicyRoles"] == [])

        #expect(
            try harness.refusal("DeletePolicy", ["PolicyArn": arn])?.message
                == "Cannot delete a policy attached to entities."
        )
        try harness.perform("DetachUserPolicy", ["UserName": "alice", "PolicyArn": arn])
        #expect(
            try harness.refusal("DetachUserPolicy", ["UserName": "alice", "PolicyArn": arn])?.code == "NoSuchEntity"
        )
        try harness.perform("DetachGroupPolicy", ["GroupName": "ops", "PolicyArn": arn])
        #expect(try harness.refusal("DeletePolicy", ["PolicyArn": arn])?.code == "DeleteConflict")
        try harness.perform("DeleteUserPermissionsBoundary", ["UserName": "alice"])
        #expect(try harness.refusal("DeleteUserPermissionsBoundary", ["UserName": "alice"])?.code == "NoSuchEntity")
        try harness.perform("DeletePolicy", ["PolicyArn": arn])
        #expect(
            try harness.refusal("AttachUserPolicy", ["UserName": "alice", "PolicyArn": arn])?.code == "NoSuchEntity"
        )
        #expect(
            try harness.refusal("PutUserPermissionsBoundary", ["UserName": "alice", "PermissionsBoundary": arn])?.code
                == "NoSuchEntity"
        )
    }

    @Test func tenManagedPoliciesAreTheMost() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        for number in 0...10 {
            try harness.perform("CreatePolicy", ["PolicyName": .string("P\(number)"), "PolicyDocument": document])
            let error = try harness.refusal(
                "AttachUserPolicy",
                ["UserName": "alice", "PolicyArn": .string(IAMHarness.arn("policy/P\(number)"))]
            )
            #expect(error?.code == (number < 10 ? nil : "LimitExceeded"))
        }
        let attached = try harness.perform("ListAttachedUserPolicies", ["UserName": "alice"])["AttachedPolicies"]
        #expect(attached?.array.count == 10)
    }

    @Test func aManagedPolicyHas6144CharactersAtMost() throws {
        let harness = try IAMHarness()
        func make(_ count: Int) throws -> String? {
            let text = IAMHarness.allow("kms:Decrypt", on: "arn:aws:s3:::" + String(repeating: "x", count: count))
            return try harness.refusal(
                "CreatePolicy",
                ["PolicyName": .string("P\(count)"), "PolicyDocument": .string(text)]
            )?.code
        }
        #expect(try make(6000) == nil)
        #expect(try make(6144) == "LimitExceeded")
    }

    // MARK: Magpie's own

    @Test func eachOfMagpiesPoliciesAllowsWhatTheOneBeforeDoes() throws {
        let (read, operate) = (Set(BuiltInPolicies.actions(.read)), Set(BuiltInPolicies.actions(.operate)))
        let (reveal, admin) = (Set(BuiltInPolicies.actions(.reveal)), Set(BuiltInPolicies.actions(.admin)))
        #expect(
            read.isStrictSubset(of: operate) && operate.isStrictSubset(of: reveal) && reveal.isStrictSubset(of: admin)
        )
        #expect(read.contains("secretsmanager:DescribeSecret") && !read.contains("secretsmanager:GetSecretValue"))
        #expect(reveal.contains("secretsmanager:GetSecretValue") && !reveal.contains("iam:CreateUser"))
    }

    @Test func magpiesPoliciesAllowWhatTheModelsSay() throws {
        let harness = try IAMHarness()
        let caller = harness.user("alice", extra: [BuiltInPolicies.operateARN])
        for model in BuiltInPolicies.models where model.unsupported == nil {
            // Who may do what is for administrators to know, and to give.
            let isAboutRights = model.service == IAMModel.service || model.qualifiedName == "sts:AssumeRole"
            let isAllowed = (model.access == .read || model.access == .operate) && !isAboutRights
            // Some operations share an action, which then belongs to the lesser right.
            guard isAllowed || !Set(model.actions).isSubset(of: BuiltInPolicies.actions(.operate)) else { continue }
            #expect(
                model.actions.allSatisfy { IAMHarness.decision(caller, $0) == .allowed } == isAllowed,
                "\(model.qualifiedName)"
            )
        }
    }

    @Test func magpiesPoliciesAreNobodysToChange() throws {
        let harness = try IAMHarness()
        let arn = JSONValue.string(BuiltInPolicies.readARN)
        for (name, more) in [
            ("DeletePolicy", [:]), ("CreatePolicyVersion", ["PolicyDocument": document]),
            ("TagPolicy", ["Tags": []]), ("SetDefaultPolicyVersion", ["VersionId": "v1"]),
        ] as [(String, [String: JSONValue])] {
            #expect(
                try harness.refusal(name, more.merging(["PolicyArn": arn]) { $1 })?.code == "AccessDenied",
                "\(name)"
            )
        }
        let own = try harness.perform("ListPolicies", ["Scope": "AWS"])["Policies"]?.array ?? []
        #expect(own.count == 4)
        #expect(Set(own.compactMap { $0["PolicyId"]?.string }).count == 4)
        #expect(try harness.perform("ListPolicies", ["Scope": "Local"])["Policies"] == [])
        #expect(try harness.perform("ListPolicies", ["OnlyAttached": .boolean(true)])["Policies"] == [])
    }
}

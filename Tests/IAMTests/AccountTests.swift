import ServiceModel
import AccessPolicies
import JSON
import Testing

@testable import IAM

/// The account as a whole, and reviews of access.
@Suite struct AccountTests {
    @Test func theSummaryCounts() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let map = try harness.perform("GetAccountSummary")["SummaryMap"]
        #expect(map?["Users"] == .number(1))
        #expect(map?["Policies"] == .number(0))
        #expect(map?["AccessKeysPerUserQuota"] == .number(2))
    }

    @Test func anAccountHasOneAlias() throws {
        let harness = try IAMHarness()
        #expect(try harness.perform("ListAccountAliases")["AccountAliases"] == [])
        try harness.perform("CreateAccountAlias", ["AccountAlias": "file-server"])
        try harness.perform("CreateAccountAlias", ["AccountAlias": "archive"])
        try harness.reopen()
        #expect(try harness.perform("ListAccountAliases")["AccountAliases"] == ["archive"])
        for bad in ["Upper", "-x-", "a--b", "123456789012"] {
            #expect(
                try harness.refusal("CreateAccountAlias", ["AccountAlias": .string(bad)])?.code == "ValidationError"
            )
        }
        try harness.perform("DeleteAccountAlias", ["AccountAlias": "archive"])
        #expect(try harness.perform("ListAccountAliases")["AccountAliases"] == [])
    }

    @Test func allDetailsAreShownPageByPage() throws {
        let harness = try IAMHarness()
        for number in 0..<5 { try harness.makeUser("u\(number)") }
        try harness.perform("CreateGroup", ["GroupName": "ops"])
        try harness.perform("AddUserToGroup", ["GroupName": "ops", "UserName": "u2"])
        try harness.makeRole("r", trust: IAMHarness.trust(#"{"AWS": "000000000000"}"#), allowing: "kms:Sign")
        var users: [JSONValue] = []
        var roles = 0
        var input: [String: JSONValue] = ["MaxItems": .number(3), "Filter": ["User", "Role", "Group"]]
        while true {
            let page = try harness.perform("GetAccountAuthorizationDetails", input)
            users += page["UserDetailList"]?.array ?? []
            roles += page["RoleDetailList"]?.array.count ?? 0
            guard let marker = page["Marker"] else { break }
            input["Marker"] = marker
        }
        #expect(users.compactMap { $0["UserName"]?.string } == (0..<5).map { "u\($0)" })
        #expect(users[2]["GroupList"] == ["ops"])
        #expect(roles == 1)
    }

    @Test func whatSomebodyMayDoIsSimulated() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform("CreateGroup", ["GroupName": "ops"])
        try harness.perform(
            "PutGroupPolicy",
            [
                "GroupName": "ops", "PolicyName": "p",
                "PolicyDocument": #"""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
                "Condition": {"StringEquals": {"aws:username": "alice", "kms:ViaService": "x"}}}]}
                """#,
            ]
        )
        try harness.perform("AddUserToGroup", ["GroupName": "ops", "UserName": "alice"])
        let alice = JSONValue.string(IAMHarness.arn("user/alice"))
        func decision(_ more: [String: JSONValue]) throws -> JSONValue? {
            let input: [String: JSONValue] = ["PolicySourceArn": alice, "ActionNames": ["kms:Decrypt"]]
            return try harness.perform("SimulatePrincipalPolicy", input.merging(more) { $1 })["EvaluationResults"]?
                .array
                .first?["EvalDecision"]
        }
        #expect(try decision([:]) == "implicitDeny")
        let entry: JSONValue = [
            "ContextKeyName": "kms:ViaService", "ContextKeyValues": ["x"], "ContextKeyType": "string",
        ]
        #expect(try decision(["ContextEntries": [entry]]) == "allowed")
        #expect(try decision(["PolicyInputList": [.string(IAMHarness.allow("kms:*"))]]) == "allowed")
        #expect(
            try decision([
                "ContextEntries": [entry], "PermissionsBoundaryPolicyInputList": [.string(IAMHarness.allow("iam:*"))],
            ]) == "implicitDeny"
        )
        #expect(
            try harness.refusal("SimulatePrincipalPolicy", ["PolicySourceArn": alice, "ActionNames": ["x"]])?.code
                != nil
        )
        let keys = try harness.perform("GetContextKeysForPrincipalPolicy", ["PolicySourceArn": alice])
        #expect(keys["ContextKeyNames"] == ["aws:username", "kms:ViaService"])
        let granting = try harness.perform(
            "ListPoliciesGrantingServiceAccess",
            ["Arn": alice, "ServiceNamespaces": ["kms", "events"]]
        )["PoliciesGrantingServiceAccess"]?.array
        #expect(granting?.first?["Policies"]?.array.first?["EntityName"] == "ops")
        #expect(granting?.last?["Policies"] == [])
        let custom = try harness.perform(
            "SimulateCustomPolicy",
            ["PolicyInputList": [.string(IAMHarness.allow("kms:*"))], "ActionNames": ["kms:Sign"]]
        )
        #expect(custom["EvaluationResults"]?.array.first?["EvalDecision"] == "allowed")
    }
}

import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import IAM

/// Nobody but root takes the last administrator away.
@Suite struct LockOutTests {
    private let administrator = JSONValue.string(BuiltInPolicies.administratorARN)

    /// Each way to lose the last administrator.
    static let ways: [(name: String, input: [String: JSONValue])] = [
        ("DetachUserPolicy", ["UserName": "anna", "PolicyArn": .string(BuiltInPolicies.administratorARN)]),
        (
            "PutUserPolicy",
            ["UserName": "anna", "PolicyName": "no", "PolicyDocument": .string(IAMHarness.deny("iam:*"))]
        ),
        ("PutUserPermissionsBoundary", ["UserName": "anna", "PermissionsBoundary": .string(BuiltInPolicies.readARN)]),
    ]

    private func harness() throws -> IAMHarness {
        let harness = try IAMHarness()
        for name in ["anna", "bert"] { try harness.makeUser(name) }
        try harness.perform("AttachUserPolicy", ["UserName": "anna", "PolicyArn": administrator])
        return harness
    }

    @Test func theLastAdministratorStays() throws {
        for (name, input) in Self.ways {
            let harness = try harness()
            let error = try harness.refusal(name, input, as: harness.user("anna"))
            #expect(error?.code == "DeleteConflict", "\(name)")
            #expect(error?.message.contains("last administrator") == true)
            #expect(IAMHarness.decision(harness.user("anna"), "iam:CreateUser") == .allowed)
        }
    }

    @Test func oneOfTwoMayGo() throws {
        for (name, input) in Self.ways {
            let harness = try harness()
            try harness.perform("AttachUserPolicy", ["UserName": "bert", "PolicyArn": administrator])
            #expect(try harness.refusal(name, input, as: harness.user("anna")) == nil, "\(name)")
        }
    }

    @Test func rootMayDoIt() throws {
        for (name, input) in Self.ways { #expect(try harness().refusal(name, input) == nil, "\(name)") }
    }

    @Test func whoeverIsOneByAGroupCounts() throws {
        let harness = try harness()
        try harness.perform("CreateGroup", ["GroupName": "admins"])
        try harness.perform("AttachGroupPolicy", ["GroupName": "admins", "PolicyArn": administrator])
        try harness.perform("AddUserToGroup", ["UserName": "bert", "GroupName": "admins"])
        let anna = harness.user("anna")
        try harness.perform("DetachUserPolicy", ["UserName": "anna", "PolicyArn": administrator], as: anna)
        for (name, input) in [
            ("RemoveUserFromGroup", ["GroupName": "admins", "UserName": "bert"]),
            ("DetachGroupPolicy", ["GroupName": "admins", "PolicyArn": administrator]),
        ] as [(String, [String: JSONValue])] {
            #expect(try harness.refusal(name, input, as: harness.user("bert"))?.code == "DeleteConflict", "\(name)")
        }
    }

    @Test func aPolicyThatMakesAdministratorsKeepsDoingIt() throws {
        let harness = try IAMHarness()
        try harness.makeUser("anna")
        try harness.perform("CreatePolicy", ["PolicyName": "All", "PolicyDocument": .string(IAMHarness.allow("*"))])
        let arn = JSONValue.string(IAMHarness.arn("policy/All"))
        try harness.perform("AttachUserPolicy", ["UserName": "anna", "PolicyArn": arn])
        let version: [String: JSONValue] = [
            "PolicyArn": arn, "PolicyDocument": .string(IAMHarness.allow("kms:*")), "SetAsDefault": .boolean(true),
        ]
        #expect(try harness.refusal("CreatePolicyVersion", version, as: harness.user("anna"))?.code == "DeleteConflict")
        #expect(try harness.perform("GetPolicy", ["PolicyArn": arn])["Policy"]?["DefaultVersionId"] == "v1")
    }

    @Test func whereNobodyIsOneNothingIsRefused() throws {
        let harness = try IAMHarness()
        try harness.makeUser("anna")
        #expect(try harness.refusal("DeleteUser", ["UserName": "anna"], as: harness.user("bert")) == nil)
    }
}

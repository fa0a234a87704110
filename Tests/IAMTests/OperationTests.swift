import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import IAM

/// All operations are there, and say what they touch.
@Suite struct OperationTests {
    @Test func everyModelHasAHandler() throws {
        let harness = try IAMHarness()
        for table in harness.service.makeOperations() {
            #expect(table.unhandled == [])
            #expect(table.unmodelled == [])
        }
    }

    @Test func theCoreOfIAMAndSTSIsThere() throws {
        let harness = try IAMHarness()
        let core = """
            AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreateAccessKey CreateGroup CreatePolicy \
            CreatePolicyVersion CreateRole CreateUser DeleteAccessKey DeleteGroup DeleteGroupPolicy DeletePolicy \
            DeletePolicyVersion DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteUser \
            DeleteUserPermissionsBoundary DeleteUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy \
            GenerateCredentialReport GetAccessKeyLastUsed GetAccountAuthorizationDetails GetCredentialReport GetGroup \
            GetGroupPolicy GetPolicy GetPolicyVersion GetRole GetRolePolicy GetUser GetUserPolicy ListAccessKeys \
            ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies ListEntitiesForPolicy \
            ListGroupPolicies ListGroups ListGroupsForUser ListPolicies ListPolicyVersions ListRolePolicies ListRoles \
            ListUserPolicies ListUsers PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy \
            PutUserPermissionsBoundary PutUserPolicy RemoveUserFromGroup SetDefaultPolicyVersion SimulateCustomPolicy \
            SimulatePrincipalPolicy UpdateAccessKey UpdateAssumeRolePolicy UpdateRole UpdateUser
            """.split(separator: " ").map(String.init)
        #expect(core.count == 63)
        #expect(core.filter { harness.tables["iam"]?[$0] == nil } == [])
        let sts = ["AssumeRole", "GetAccessKeyInfo", "GetCallerIdentity", "GetSessionToken"]
        #expect(sts.filter { harness.tables["sts"]?[$0] == nil } == [])
    }

    @Test func whatThereIsNotIsRefusedWhateverItsParameters() throws {
        let harness = try IAMHarness()
        for name in ["ChangePassword", "CreateLoginProfile", "ListMFADevices", "CreateSAMLProvider"] {
            let error = try harness.refusal(name, ["UserName": .string("alice"), "Password": .string("x")])
            #expect(error?.code == "UnsupportedOperation")
            #expect(error?.message.contains("There are no") == true)
        }
        #expect(try harness.refusal("GetFederationToken", [:])?.code == "UnsupportedOperation")
    }

    @Test func mistakesInRequestsHaveIAMsName() throws {
        let harness = try IAMHarness()
        #expect(try harness.refusal("CreateUser", [:])?.code == "ValidationError")
        #expect(try harness.refusal("CreateUser", ["UserName": .string("a b")])?.code == "ValidationError")
        #expect(
            try harness.refusal("CreateUser", ["UserName": .string("a"), "Path": .string("x")])?.code
                == "ValidationError"
        )
    }

    /// A request, and the questions that it puts: actions and resources.
    struct Touch: Sendable, CustomTestStringConvertible {
        var name: String
        var input: [String: JSONValue]
        var questions: [String]
        var keys: [String: [String]] = [:]
        var testDescription: String { name }
    }

    static let touches: [Touch] = [
        Touch(
            name: "CreateUser",
            input: [
                "UserName": "bob", "Path": "/staff/", "Tags": [["Key": "team", "Value": "red"]],
            ],
            questions: ["iam:CreateUser user/staff/bob"],
            keys: ["aws:RequestTag/team": ["red"], "aws:TagKeys": ["team"]]
        ),
        Touch(
            name: "AttachUserPolicy",
            input: ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.readARN)],
            questions: ["iam:AttachUserPolicy user/people/alice"],
            keys: [
                "iam:PolicyARN": [BuiltInPolicies.readARN], "iam:ResourceTag/team": ["blue"],
                "aws:ResourceTag/team": ["blue"], "iam:PermissionsBoundary": [BuiltInPolicies.revealARN],
            ]
        ),
        Touch(name: "GetUser", input: ["UserName": "nobody"], questions: ["iam:GetUser user/nobody"]),
        Touch(name: "ListUsers", input: [:], questions: ["iam:ListUsers *"]),
        Touch(name: "CreateGroup", input: ["GroupName": "g"], questions: ["iam:CreateGroup group/g"]),
        Touch(
            name: "CreatePolicy",
            input: ["PolicyName": "p", "PolicyDocument": "{}"],
            questions: ["iam:CreatePolicy policy/p"]
        ),
        Touch(
            name: "AddRoleToInstanceProfile",
            input: ["InstanceProfileName": "backup.service", "RoleName": "backup"],
            questions: [
                "iam:AddRoleToInstanceProfile instance-profile/backup.service", "iam:PassRole role/jobs/backup",
            ],
            keys: ["iam:PassedToService": ["units.magpie.internal"]]
        ),
        Touch(
            name: "UntagRole",
            input: ["RoleName": "backup", "TagKeys": ["a", "b"]],
            questions: ["iam:UntagRole role/jobs/backup"],
            keys: ["aws:TagKeys": ["a", "b"]]
        ),
        Touch(
            name: "CreateServiceLinkedRole",
            input: ["AWSServiceName": "events.amazonaws.com"],
            questions: ["iam:CreateServiceLinkedRole *"],
            keys: ["iam:AWSServiceName": ["events.amazonaws.com"]]
        ),
    ]

    @Test(arguments: touches)
    func requestsSayWhatTheyTouch(_ touch: Touch) throws {
        let harness = try IAMHarness()
        try harness.perform(
            "CreateUser",
            [
                "UserName": "alice", "Path": "/people/", "Tags": [["Key": "team", "Value": "blue"]],
                "PermissionsBoundary": .string(BuiltInPolicies.revealARN),
            ]
        )
        try harness.perform(
            "CreateRole",
            [
                "RoleName": "backup", "Path": "/jobs/",
                "AssumeRolePolicyDocument": .string(IAMHarness.trust(#"{"AWS": "000000000000"}"#)),
            ]
        )
        let questions = try harness.touched(touch.name, touch.input)
        let prefix = IAMHarness.arn("")
        #expect(
            questions.map { question in
                let arn = question.resourceARN
                return "\(question.action) \(arn.hasPrefix(prefix) ? String(arn.dropFirst(prefix.count)) : arn)"
            } == touch.questions
        )
        let conditions = questions[0].conditions
        #expect(Dictionary(uniqueKeysWithValues: conditions.keys.map { ($0, conditions[$0]) }) == touch.keys)
    }

    @Test func aTrustPolicyIsTheRolesOwn() throws {
        let harness = try IAMHarness()
        try harness.makeRole("backup", trust: IAMHarness.trust(#"{"AWS": "000000000000"}"#))
        let questions = try harness.touched(
            "AssumeRole",
            ["RoleArn": .string(IAMHarness.arn("role/backup")), "RoleSessionName": "s1"]
        )
        #expect(questions.first?.resource?.policy?.contains("sts:*") == true)
    }
}

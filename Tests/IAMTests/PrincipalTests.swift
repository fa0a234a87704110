import ServiceModel
import AccessPolicies
import JSON
import Testing

@testable import IAM

/// Users, groups, roles and instance profiles: what they answer, and what is refused.
@Suite struct PrincipalTests {
    @Test func aUserIsMadeShownChangedAndDeleted() throws {
        let harness = try IAMHarness()
        let made = try harness.perform(
            "CreateUser",
            ["UserName": "alice", "Path": "/staff/", "Tags": [["Key": "Team", "Value": "red"]]]
        )["User"]
        #expect(made?["Arn"] == .string(IAMHarness.arn("user/staff/alice")))
        #expect(made?["UserId"]?.string?.wholeMatch(of: /AIDA[A-Z2-7]{17}/) != nil)
        #expect(made?["CreateDate"] == "2026-12-05T19:46:40Z")
        #expect(try harness.perform("GetUser", ["UserName": "alice"])["User"] == made)

        try harness.perform("UpdateUser", ["UserName": "alice", "NewUserName": "alina", "NewPath": "/"])
        #expect(try harness.refusal("GetUser", ["UserName": "alice"])?.code == "NoSuchEntity")
        let renamed = try harness.perform("GetUser", ["UserName": "alina"])["User"]
        #expect(renamed?["UserId"] == made?["UserId"])
        #expect(renamed?["Arn"] == .string(IAMHarness.arn("user/alina")))

        try harness.perform("DeleteUser", ["UserName": "alina"])
        try harness.reopen()
        let error = try harness.refusal("GetUser", ["UserName": "alina"])
        #expect(error?.message == "The user with name alina cannot be found.")
    }

    @Test func namesAreTakenWhateverTheCaseOfTheirLetters() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let error = try harness.refusal("CreateUser", ["UserName": "Alice"])
        #expect(error?.code == "EntityAlreadyExists")
        #expect(error?.message == "User with name Alice already exists.")
        // But the system tells users apart by it.
        #expect(try harness.refusal("GetUser", ["UserName": "Alice"])?.code == "NoSuchEntity")
        try harness.perform("UpdateUser", ["UserName": "alice", "NewUserName": "Alice"])
        #expect(try harness.refusal("GetUser", ["UserName": "Alice"]) == nil)
        try harness.makeUser("bob")
        #expect(
            try harness.refusal("UpdateUser", ["UserName": "bob", "NewUserName": "ALICE"])?.code
                == "EntityAlreadyExists"
        )
    }

    @Test func nothingIsDeletedThatSomethingHangsOn() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform("CreateGroup", ["GroupName": "ops"])
        try harness.makeRole("backup", trust: IAMHarness.trust(#"{"AWS": "000000000000"}"#))
        try harness.perform("CreateInstanceProfile", ["InstanceProfileName": "backup.service"])
        let user: [String: JSONValue] = ["UserName": "alice"]
        let read = JSONValue.string(BuiltInPolicies.readARN)

        try harness.perform("AddUserToGroup", ["UserName": "alice", "GroupName": "ops"])
        #expect(try harness.refusal("DeleteUser", user)?.code == "DeleteConflict")
        #expect(try harness.refusal("DeleteGroup", ["GroupName": "ops"])?.code == "DeleteConflict")
        try harness.perform("RemoveUserFromGroup", ["UserName": "alice", "GroupName": "ops"])

        try harness.perform("AttachUserPolicy", ["UserName": "alice", "PolicyArn": read])
        #expect(
            try harness.refusal("DeleteUser", user)?.message == "Cannot delete entity, must detach all policies first."
        )
        try harness.perform("DetachUserPolicy", ["UserName": "alice", "PolicyArn": read])

        try harness.perform(
            "PutUserPolicy",
            ["UserName": "alice", "PolicyName": "p", "PolicyDocument": .string(IAMHarness.allow("kms:*"))]
        )
        #expect(try harness.refusal("DeleteUser", user)?.message == "Cannot delete entity, must delete policies first.")
        try harness.perform("DeleteUserPolicy", ["UserName": "alice", "PolicyName": "p"])

        let key = try harness.perform("CreateAccessKey", user)["AccessKey"]?["AccessKeyId"] ?? .null
        #expect(
            try harness.refusal("DeleteUser", user)?.message == "Cannot delete entity, must delete access keys first."
        )
        try harness.perform("DeleteAccessKey", ["UserName": "alice", "AccessKeyId": key])
        try harness.perform("DeleteUser", user)

        let both: [String: JSONValue] = ["InstanceProfileName": "backup.service", "RoleName": "backup"]
        try harness.perform("AddRoleToInstanceProfile", both)
        #expect(try harness.refusal("AddRoleToInstanceProfile", both)?.code == "LimitExceeded")
        #expect(try harness.refusal("DeleteRole", ["RoleName": "backup"])?.code == "DeleteConflict")
        #expect(
            try harness.refusal("DeleteInstanceProfile", ["InstanceProfileName": "backup.service"])?.code
                == "DeleteConflict"
        )
        try harness.perform("RemoveRoleFromInstanceProfile", both)
        #expect(try harness.refusal("RemoveRoleFromInstanceProfile", both)?.code == "NoSuchEntity")
        try harness.perform("DeleteInstanceProfile", ["InstanceProfileName": "backup.service"])
        try harness.perform("DeleteRole", ["RoleName": "backup"])
        try harness.perform("DeleteGroup", ["GroupName": "ops"])
    }

    /// An operation on something that is not there.
    static let missing: [(name: String, input: [String: JSONValue])] = [
        ("UpdateUser", ["UserName": "x"]), ("DeleteUser", ["UserName": "x"]),
        ("TagUser", ["UserName": "x", "Tags": []]),
        ("UntagUser", ["UserName": "x", "TagKeys": []]), ("ListUserTags", ["UserName": "x"]),
        ("PutUserPolicy", ["UserName": "x", "PolicyName": "p", "PolicyDocument": .string(IAMHarness.allow("kms:*"))]),
        ("GetUserPolicy", ["UserName": "x", "PolicyName": "p"]), ("ListGroupsForUser", ["UserName": "x"]),
        ("ListUserPolicies", ["UserName": "x"]), ("ListAttachedUserPolicies", ["UserName": "x"]),
        ("AttachUserPolicy", ["UserName": "x", "PolicyArn": .string(BuiltInPolicies.readARN)]),
        ("CreateAccessKey", ["UserName": "x"]), ("ListAccessKeys", ["UserName": "x"]),
        ("AddUserToGroup", ["UserName": "x", "GroupName": "g"]), ("GetGroup", ["GroupName": "x"]),
        ("UpdateGroup", ["GroupName": "x"]), ("DeleteGroup", ["GroupName": "x"]),
        ("ListGroupPolicies", ["GroupName": "x"]),
        ("GetGroupPolicy", ["GroupName": "x", "PolicyName": "p"]), ("GetRole", ["RoleName": "x"]),
        ("UpdateRole", ["RoleName": "x"]), ("UpdateRoleDescription", ["RoleName": "x", "Description": ""]),
        ("UpdateAssumeRolePolicy", ["RoleName": "x", "PolicyDocument": "{}"]), ("DeleteRole", ["RoleName": "x"]),
        ("ListRoleTags", ["RoleName": "x"]), ("DeleteRolePermissionsBoundary", ["RoleName": "x"]),
        ("DeleteServiceLinkedRole", ["RoleName": "x"]), ("GetInstanceProfile", ["InstanceProfileName": "x"]),
        ("DeleteInstanceProfile", ["InstanceProfileName": "x"]), ("ListInstanceProfilesForRole", ["RoleName": "x"]),
        ("AddRoleToInstanceProfile", ["InstanceProfileName": "x", "RoleName": "x"]),
        ("GetPolicy", ["PolicyArn": "arn:aws:iam::000000000000:policy/x"]),
        ("DeletePolicy", ["PolicyArn": "arn:aws:iam::000000000000:policy/x"]),
        ("ListPolicyVersions", ["PolicyArn": "arn:aws:iam::000000000000:policy/x"]),
        ("ListEntitiesForPolicy", ["PolicyArn": "arn:aws:iam::000000000000:policy/x"]),
        ("GetPolicyVersion", ["PolicyArn": "arn:aws:iam::000000000000:policy/x", "VersionId": "v1"]),
        ("SetDefaultPolicyVersion", ["PolicyArn": "arn:aws:iam::000000000000:policy/x", "VersionId": "v1"]),
        ("GetAccessKeyLastUsed", ["AccessKeyId": "AKIAXXXXXXXXXXXXXXXX"]),
        ("DeleteAccountAlias", ["AccountAlias": "nothing"]),
        (
            "SimulatePrincipalPolicy",
            ["PolicySourceArn": "arn:aws:iam::000000000000:user/x", "ActionNames": ["kms:Sign"]]
        ),
        ("GetContextKeysForPrincipalPolicy", ["PolicySourceArn": "arn:aws:iam::000000000000:role/x"]),
        ("GenerateServiceLastAccessedDetails", ["Arn": "arn:aws:iam::000000000000:user/x"]),
        ("GetServiceLastAccessedDetails", ["JobId": "00000000-0000-4000-8000-000000000000"]),
        (
            "ListPoliciesGrantingServiceAccess",
            ["Arn": "arn:aws:iam::000000000000:user/x", "ServiceNamespaces": ["kms"]]
        ),
        ("GetServiceLinkedRoleDeletionStatus", ["DeletionTaskId": "task/none"]),
    ]

    @Test func whatIsNotThereIsNoSuchEntity() throws {
        let harness = try IAMHarness()
        for (name, input) in Self.missing {
            #expect(try harness.refusal(name, input)?.code == "NoSuchEntity", "\(name)")
        }
    }

    @Test func tagsAreToldApartWithoutRegardToCase() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        func tag(_ tags: JSONValue) throws -> String? {
            try harness.refusal("TagUser", ["UserName": "alice", "Tags": tags])?.code
        }
        #expect(try tag([["Key": "a", "Value": "1"], ["Key": "A", "Value": "2"]]) == "InvalidInput")
        #expect(try tag([["Key": "aws:a", "Value": "1"]]) == "InvalidInput")
        #expect(try tag([["Key": "Team", "Value": "red"]]) == nil)
        #expect(try tag([["Key": "team", "Value": "blue"]]) == nil)
        #expect(
            try harness.perform("ListUserTags", ["UserName": "alice"])["Tags"] == [["Key": "team", "Value": "blue"]]
        )
        let many = JSONValue.array((1...50).map { ["Key": .string("k\($0)"), "Value": ""] })
        #expect(try tag(many) == "LimitExceeded")
        try harness.perform("UntagUser", ["UserName": "alice", "TagKeys": ["TEAM"]])
        #expect(try harness.perform("ListUserTags", ["UserName": "alice"])["Tags"] == [])
    }

    @Test func aUserIsInTenGroupsAtMost() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        for number in 0...10 {
            let group = JSONValue.string("g\(number)")
            try harness.perform("CreateGroup", ["GroupName": group])
            let error = try harness.refusal("AddUserToGroup", ["UserName": "alice", "GroupName": group])
            #expect(error?.code == (number < 10 ? nil : "LimitExceeded"))
        }
        #expect(try harness.perform("ListGroupsForUser", ["UserName": "alice"])["Groups"]?.array.count == 10)
        #expect(try harness.perform("GetGroup", ["GroupName": "g3"])["Users"]?.array.count == 1)
    }

    @Test func listsGoOnWhereAPageEnded() throws {
        let harness = try IAMHarness()
        for number in 10..<35 {
            try harness.perform(
                "CreateUser",
                ["UserName": .string("u\(number)"), "Path": .string(number.isMultiple(of: 2) ? "/even/" : "/odd/")]
            )
        }
        var names: [String] = []
        var marker: JSONValue = .null
        var pages = 0
        repeat {
            var input: [String: JSONValue] = ["MaxItems": .number(5), "PathPrefix": "/even/"]
            if marker != .null { input["Marker"] = marker }
            let page = try harness.perform("ListUsers", input)
            names += page["Users"]?.array.compactMap { $0["UserName"]?.string } ?? []
            marker = page["Marker"] ?? .null
            #expect(page["IsTruncated"] == .boolean(marker != .null))
            // Neither hides others nor brings them twice.
            if pages == 0 { try harness.perform("DeleteUser", ["UserName": "u18"]) }
            pages += 1
        } while marker != .null
        #expect(names == (10..<35).filter { $0.isMultiple(of: 2) }.map { "u\($0)" })
        #expect(pages == 3)
        #expect(try harness.refusal("ListUsers", ["Marker": "made up"])?.code == "ValidationError")
    }

    @Test func rolesOfServicesBelongToThem() throws {
        let harness = try IAMHarness()
        let role = try harness.perform("CreateServiceLinkedRole", ["AWSServiceName": "events.amazonaws.com"])["Role"]
        #expect(role?["Path"] == "/aws-service-role/events.amazonaws.com/")
        let name = role?["RoleName"] ?? .null
        #expect(
            try harness.refusal("CreateServiceLinkedRole", ["AWSServiceName": "events.amazonaws.com"])?.code
                == "InvalidInput"
        )
        #expect(
            try harness.refusal("CreateServiceLinkedRole", ["AWSServiceName": "ec2.amazonaws.com"])?.code
                == "InvalidInput"
        )
        #expect(try harness.refusal("DeleteRole", ["RoleName": name])?.code == "UnmodifiableEntity")
        #expect(try harness.refusal("UpdateRole", ["RoleName": name])?.code == "UnmodifiableEntity")
        #expect(
            try harness.refusal("AttachRolePolicy", ["RoleName": name, "PolicyArn": .string(BuiltInPolicies.readARN)])?
                .code == "UnmodifiableEntity"
        )
        let task = try harness.perform("DeleteServiceLinkedRole", ["RoleName": name])["DeletionTaskId"] ?? .null
        #expect(
            try harness.perform("GetServiceLinkedRoleDeletionStatus", ["DeletionTaskId": task])["Status"] == "SUCCEEDED"
        )
        #expect(try harness.refusal("GetRole", ["RoleName": name])?.code == "NoSuchEntity")
    }
}

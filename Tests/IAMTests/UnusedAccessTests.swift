import AccessPolicies
import JSON
import Testing

@testable import IAM

/// What nobody uses, and keys that are too old.
@Suite struct UnusedAccessTests {
    private let harness: IAMHarness
    private static let day = 86_400.0

    init() throws {
        harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.perform(
            "PutUserPolicy",
            [
                "UserName": "alice", "PolicyName": "own",
                "PolicyDocument": .string(IAMHarness.allow("kms:*", "secretsmanager:*")),
            ]
        )
        try harness.perform("CreateAccessKey", ["UserName": "alice"])
        try harness.makeRole("backup", trust: IAMHarness.trust(#"{"AWS": "000000000000"}"#), allowing: "kms:Decrypt")
        try harness.perform("CreateServiceLinkedRole", ["AWSServiceName": "events.amazonaws.com"])
    }

    private func unused(after days: Double, for most: Int = 90, keyDays: Int = 365) -> [String] {
        harness.service.unusedAccess(days: most, keyDays: keyDays, at: harness.time + days * Self.day).map { item in
            [item.kind.rawValue, item.arn.split(separator: "/").last.map(String.init) ?? ""].joined(separator: " ")
                + (item.kind == .right ? " \(item.name ?? "") \(item.policies.joined())" : "")
        }
    }

    @Test func nothingIsUnusedBeforeItsTime() { #expect(unused(after: 89) == []) }

    @Test func whatWasNeverUsedIsTold() {
        #expect(unused(after: 91) == ["AccessKeyUnused alice", "RoleUnused backup", "UserUnused alice"])
    }

    @Test func whoUsesSomethingHasUnusedRights() {
        harness.service.noteUse(harness.user("alice"), "kms", at: harness.time + 50 * Self.day)
        #expect(
            unused(after: 91) == ["AccessKeyUnused alice", "RightUnused alice secretsmanager own", "RoleUnused backup"]
        )
        #expect(unused(after: 141).contains("UserUnused alice"))
    }

    @Test func oldKeysAreTooOldThoughTheyAreUsed() throws {
        let caller = try harness.service.holder(
            ofAccessKey: try #require(
                harness.perform("ListAccessKeys", ["UserName": "alice"])["AccessKeyMetadata"]?.array.first?[
                    "AccessKeyId"
                ]?
                .string
            ),
            token: nil,
            at: harness.time
        ).caller
        harness.service.noteUse(caller, "kms", at: harness.time + 30 * Self.day)
        #expect(unused(after: 31, keyDays: 30) == ["AccessKeyTooOld alice"])
        let id = try #require(caller.accessKeyID)
        try harness.perform("UpdateAccessKey", ["UserName": "alice", "AccessKeyId": .string(id), "Status": "Inactive"])
        #expect(unused(after: 31, keyDays: 30) == [])
    }

    /// Rules act in a session of the role that is linked to the bus, whether somebody has made it or not.
    @Test func aServiceHasTheRoleThatIsLinkedToIt() throws {
        let fresh = try IAMHarness()
        for service in [harness.service, fresh.service] {
            let caller = try service.caller(
                ofService: "events.amazonaws.com",
                role: nil,
                session: "leak",
                for: "arn:aws:events:local:000000000000:rule/leak"
            )
            #expect(caller.principal.arn.hasSuffix("assumed-role/AWSServiceRoleForAmazonEventBridge/leak"))
            #expect(IAMHarness.decision(caller, "objects:Encrypt", on: "arn:aws:s3:::bucket/a") == .allowed)
            #expect(IAMHarness.decision(caller, "objects:Decrypt", on: "arn:aws:s3:::bucket/a") == .implicitDeny)
        }
    }

    @Test(arguments: [
        (#"{"Service": "events.amazonaws.com"}"#, "{}", true),
        (#"{"Service": "macie.amazonaws.com"}"#, "{}", false),
        (
            #"{"Service": "events.amazonaws.com"}"#,
            #"{"ArnLike": {"aws:SourceArn": "arn:aws:events:*:*:rule/leak"}}"#, true
        ),
        (
            #"{"Service": "events.amazonaws.com"}"#,
            #"{"ArnLike": {"aws:SourceArn": "arn:aws:events:*:*:rule/other"}}"#, false
        ),
    ])
    func aServiceHasARoleThatTrustsIt(_ principal: String, _ condition: String, _ isTrusted: Bool) throws {
        try harness.makeRole("Guard", trust: IAMHarness.trust(principal, condition), allowing: "iam:UpdateAccessKey")
        let caller = try? harness.service.caller(
            ofService: "events.amazonaws.com",
            role: IAMHarness.arn("role/Guard"),
            session: "leak",
            for: "arn:aws:events:local:000000000000:rule/leak"
        )
        #expect((caller != nil) == isTrusted)
    }
}

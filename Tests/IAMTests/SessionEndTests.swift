import AccessPolicies
import Cryptography
import JSON
import POSIX
import ServiceModel
import Testing

@testable import IAM

/// What is no session, and when sessions end.
extension SessionTests {
    @Test func forgedTokensAreNone() throws {
        let harness = try harness()
        let token = try token(harness)
        var bytes = try #require(Base64.bytes(token))
        for index in stride(from: 0, to: bytes.count, by: 7) {
            bytes[index] ^= 1
            #expect(
                try refusal { _ = try harness.service.caller(token: Base64.text(bytes), at: harness.time) }
                    == "InvalidClientTokenId"
            )
            bytes[index] ^= 1
        }
        for forged in ["", "x", String(token.dropLast(4)), String(repeating: "A", count: 100_000)] {
            #expect(
                try refusal { _ = try harness.service.caller(token: forged, at: harness.time) }
                    == "InvalidClientTokenId"
            )
        }
        // Something else that the installation has sealed is no token.
        let message = try harness.service.encodeAuthorizationMessage(["allowed": .boolean(false)])
        #expect(
            try refusal { _ = try harness.service.caller(token: message, at: harness.time) } == "InvalidClientTokenId"
        )
        // Another installation's token is none either.
        let other = try InstallationSealing(key: SecretBytes(random: 32))
            .seal(SecretBytes(copying: Array("{}".utf8).span), for: "session token 1")
        #expect(
            try refusal { _ = try harness.service.caller(token: Base64.text(other), at: harness.time) }
                == "InvalidClientTokenId"
        )
    }

    @Test func sessionsEndThoughTheClockIsSetBack() throws {
        let harness = try harness()
        let token = try token(harness)
        let end = harness.time + 3600
        _ = try harness.service.caller(token: token, at: end - 1)
        #expect(try refusal { _ = try harness.service.caller(token: token, at: end) } == "ExpiredToken")
        #expect(try refusal { _ = try harness.service.caller(token: token, at: harness.time) } == "ExpiredToken")
        // And after a restart, by the latest time at which a session began.
        harness.time += 10_000
        _ = try self.token(harness)
        try harness.reopen()
        #expect(try refusal { _ = try harness.service.caller(token: token, at: end - 1) } == "ExpiredToken")
    }

    @Test func sessionsEndThoughTheClockWasAheadForAMoment() throws {
        let harness = try harness()
        let now = harness.time
        harness.time += 1_000_000
        _ = try token(harness)
        // The clock is put right again: all goes on from the time that was seen.
        harness.time = now
        let token = try token(harness)
        _ = try harness.service.caller(token: token, at: now)
        harness.uptime.withLock { $0 += 3599 }
        _ = try harness.service.caller(token: token, at: now + 3599)
        harness.uptime.withLock { $0 += 1 }
        #expect(try refusal { _ = try harness.service.caller(token: token, at: now + 3600) } == "ExpiredToken")
    }

    @Test func sessionsSurviveARestart() throws {
        let harness = try harness()
        let token = try token(harness)
        try harness.reopen()
        #expect(try harness.service.caller(token: token, at: harness.time).principal.kind == .assumedRole)
    }

    @Test func sessionsOfARoleAreRevokedByItsPolicy() throws {
        let harness = try harness()
        let old = try token(harness)
        harness.time += 100
        let answer = try harness.perform("RevokeSessions", ["RoleName": "auditor"])
        #expect(answer["RevokedBefore"] == "2026-12-05T19:48:21Z")
        harness.time += 1
        let new = try token(harness)
        let former = try harness.service.caller(token: old, at: harness.time)
        #expect(IAMHarness.decision(former, "macie2:GetFindings") == .explicitDeny)
        let later = try harness.service.caller(token: new, at: harness.time)
        #expect(IAMHarness.decision(later, "macie2:GetFindings") == .allowed)
        let policies = try harness.perform("ListRolePolicies", ["RoleName": "auditor"])["PolicyNames"]
        #expect(policies == ["AWSRevokeOlderSessions", "Own"])
    }

    @Test func aRoleThatIsMadeAnewIsAnother() throws {
        let harness = try harness()
        let token = try token(harness)
        try harness.perform("DeleteRolePolicy", ["RoleName": "auditor", "PolicyName": "Own"])
        try harness.perform("DeleteRole", ["RoleName": "auditor"])
        #expect(
            try refusal { _ = try harness.service.caller(token: token, at: harness.time) } == "InvalidClientTokenId"
        )
        try harness.makeRole("auditor", trust: IAMHarness.trust(#"{"AWS": "arn:aws:iam::000000000000:user/alice"}"#))
        #expect(
            try refusal { _ = try harness.service.caller(token: token, at: harness.time) } == "InvalidClientTokenId"
        )
    }

    // MARK: Users' sessions, and messages

    @Test func aUsersSessionMayNotCallIAM() throws {
        let harness = try harness()
        try harness.perform(
            "AttachUserPolicy",
            ["UserName": "alice", "PolicyArn": .string(BuiltInPolicies.administratorARN)]
        )
        let answer = try harness.perform("GetSessionToken", as: harness.user("alice"))
        let token = try #require(answer["Credentials"]?["SessionToken"]?.string)
        let caller = try harness.service.caller(token: token, at: harness.time)
        #expect(caller.principal.arn == IAMHarness.arn("user/alice"))
        #expect(IAMHarness.decision(caller, "kms:Decrypt") == .allowed)
        #expect(IAMHarness.decision(caller, "iam:CreateUser") == .explicitDeny)
        #expect(IAMHarness.decision(caller, "sts:AssumeRole") == .allowed)
        #expect(try harness.refusal("GetSessionToken", as: caller)?.code == "AccessDenied")
        #expect(try harness.refusal("GetSessionToken", as: harness.user("unix"))?.code == "AccessDenied")
        #expect(try harness.refusal("GetSessionToken")?.code == "AccessDenied")
        _ = try harness.service.assume(asked(), by: caller, at: harness.time)
    }

    @Test func messagesAreReadByTheServiceOnly() throws {
        let harness = try harness()
        let message = try harness.service.encodeAuthorizationMessage(["allowed": .boolean(false)])
        let answer = try harness.perform("DecodeAuthorizationMessage", ["EncodedMessage": .string(message)])
        #expect(answer["DecodedMessage"] == #"{"allowed":false}"#)
        let error = try harness.refusal("DecodeAuthorizationMessage", ["EncodedMessage": "AAAA"])
        #expect(error?.code == "InvalidAuthorizationMessageException")
    }
}

import AccessPolicies
import Cryptography
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import IAM

/// Access keys, their secrets, and the credential report.
@Suite struct AccessKeyTests {
    private func makeKey(_ harness: IAMHarness, _ name: String = "alice") throws -> (id: String, secret: String) {
        let key = try harness.perform("CreateAccessKey", ["UserName": .string(name)])["AccessKey"]
        return (key?["AccessKeyId"]?.string ?? "", key?["SecretAccessKey"]?.string ?? "")
    }

    @Test func aSecretIsShownOnce() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let (id, secret) = try makeKey(harness)
        #expect(id.wholeMatch(of: /AKIA[A-Z2-7]{16}/) != nil)
        #expect(secret.wholeMatch(of: /[A-Za-z0-9\/+]{40}/) != nil)
        let listed = try harness.perform("ListAccessKeys", ["UserName": "alice"])
        #expect(listed["AccessKeyMetadata"]?.array.first?["Status"] == "Active")
        #expect(!listed.json.contains(secret))
        // Nor does the file hold it.
        var documents: [[UInt8]] = []
        try harness.records.forEachIdentity(.key) { documents.append($1) }
        #expect(documents.count == 1)
        #expect(!String(decoding: documents.joined(), as: UTF8.self).contains(secret))
        // But who signs with it is known, after a restart as well.
        try harness.reopen()
        let holder = try harness.service.holder(ofAccessKey: id, token: nil, at: harness.time)
        #expect(String(decoding: holder.secretAccessKey.exposed(), as: UTF8.self) == secret)
        #expect(holder.caller.principal.arn == IAMHarness.arn("user/alice"))
    }

    /// Whoever replaces a key must know which of two is the older, also of two that were made within a second.
    @Test func theOlderKeyIsListedFirst() throws {
        for turn in 0..<8 {
            let harness = try IAMHarness()
            try harness.makeUser("alice")
            let first = try makeKey(harness).id
            harness.time += 0.01
            let second = try makeKey(harness).id
            if turn > 3 { try harness.reopen() }
            var listed: [String] = []
            var input: [String: JSONValue] = ["UserName": "alice", "MaxItems": .number(1)]
            repeat {
                let page = try harness.perform("ListAccessKeys", input)
                listed += page["AccessKeyMetadata"]?.array.compactMap { $0["AccessKeyId"]?.string } ?? []
                input["Marker"] = page["Marker"]
            } while input["Marker"] != nil
            #expect(listed == [first, second])
        }
    }

    @Test func aUserHasTwoKeys() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let (first, second) = (try makeKey(harness).id, try makeKey(harness).id)
        #expect(
            try harness.refusal("CreateAccessKey", ["UserName": "alice"])?.message
                == "Cannot exceed quota for AccessKeysPerUser: 2"
        )
        try harness.perform("DeleteAccessKey", ["UserName": "alice", "AccessKeyId": .string(first)])
        #expect(throws: SessionTokens.invalid) {
            try harness.service.holder(ofAccessKey: first, token: nil, at: harness.time)
        }
        _ = try harness.service.holder(ofAccessKey: second, token: nil, at: harness.time)
    }

    @Test func anInactiveKeyIsNone() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let id = try makeKey(harness).id
        try harness.perform("UpdateAccessKey", ["UserName": "alice", "AccessKeyId": .string(id), "Status": "Inactive"])
        #expect(throws: SessionTokens.invalid) {
            try harness.service.holder(ofAccessKey: id, token: nil, at: harness.time)
        }
        try harness.perform("UpdateAccessKey", ["UserName": "alice", "AccessKeyId": .string(id), "Status": "Active"])
        #expect(try harness.service.deactivate(accessKey: id))
        #expect(try harness.service.deactivate(accessKey: id) == false)
        #expect(throws: SessionTokens.invalid) {
            try harness.service.holder(ofAccessKey: id, token: nil, at: harness.time)
        }
        #expect(throws: ServiceError.self) { try harness.service.deactivate(accessKey: "AKIAXXXXXXXXXXXXXXXX") }
    }

    @Test func somebodyElsesKeyIsNotThere() throws {
        let harness = try IAMHarness()
        for name in ["alice", "bob"] { try harness.makeUser(name) }
        let id = JSONValue.string(try makeKey(harness).id)
        #expect(try harness.refusal("DeleteAccessKey", ["UserName": "bob", "AccessKeyId": id])?.code == "NoSuchEntity")
        #expect(
            try harness.refusal("DeleteAccessKey", ["AccessKeyId": id], as: harness.user("bob"))?.code == "NoSuchEntity"
        )
        try harness.perform("DeleteAccessKey", ["AccessKeyId": id], as: harness.user("alice"))
    }

    @Test func aSealedSecretIsBoundToItsKey() throws {
        let harness = try IAMHarness()
        for name in ["alice", "bob"] { try harness.makeUser(name) }
        let (own, others) = (try makeKey(harness).id, try makeKey(harness, "bob").id)
        let catalogue = harness.service.snapshot.catalogue
        let other = try #require(catalogue.keys[id: others])
        let key = try #require(catalogue.keys[id: own])
        let swapped = AccessKey(id: own, user: key.user, createdAt: 0, sealed: other.sealed)
        #expect(throws: CryptographyError.self) { try harness.service.secret(of: swapped) }
    }

    @Test func whoRecognisesSecretsHearsOfThem() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let (id, secret) = try makeKey(harness)
        var known: [String: String] = [:]
        try harness.service.forEachAccessKey { key, labels in
            #expect(labels == ["Active", "NeverUsed"])
            known[key.id] = String(decoding: key.secret.exposed(), as: UTF8.self)
            #expect(key.user == "alice")
        }
        #expect(known == [id: secret])
        try harness.perform("DeleteAccessKey", ["UserName": "alice", "AccessKeyId": .string(id)])
        let changes = harness.changes.withLock { $0 }
        guard case .came(let value) = changes.first, case .went(let gone, _) = changes.last else {
            Issue.record("nothing was heard")
            return
        }
        #expect(value.id == id && gone == id)
    }

    // MARK: Use

    @Test func theLastUseIsKept() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        let id = try makeKey(harness).id
        func lastUsed() throws -> JSONValue? {
            try harness.perform("GetAccessKeyLastUsed", ["AccessKeyId": .string(id)])["AccessKeyLastUsed"]
        }
        #expect(try lastUsed() == ["ServiceName": "N/A", "Region": "N/A"])
        let caller = try harness.service.holder(ofAccessKey: id, token: nil, at: harness.time).caller
        harness.service.noteUse(caller, "kms", at: harness.time)
        harness.service.noteUse(caller, "secretsmanager", at: harness.time + 60)
        try harness.service.keepUses()
        try harness.reopen()
        #expect(
            try lastUsed()
                == ["ServiceName": "secretsmanager", "Region": "local", "LastUsedDate": "2026-12-05T19:47:40Z"]
        )
        let arn = JSONValue.string(IAMHarness.arn("user/alice"))
        let job = try harness.perform("GenerateServiceLastAccessedDetails", ["Arn": arn])["JobId"] ?? .null
        let details = try harness.perform("GetServiceLastAccessedDetails", ["JobId": job])
        let services = details["ServicesLastAccessed"]?.array ?? []
        let kms = services.first { $0["ServiceNamespace"] == "kms" }
        #expect(kms?["LastAuthenticated"] == "2026-12-05T19:46:40Z")
        #expect(kms?["LastAuthenticatedEntity"] == arn)
        #expect(services.first { $0["ServiceNamespace"] == "events" }?["LastAuthenticated"] == nil)
        // A key that goes takes its uses with it.
        try harness.perform("DeleteAccessKey", ["UserName": "alice", "AccessKeyId": .string(id)])
        #expect(try harness.records.identityUses().filter { $0.id == id } == [])
    }

    @Test func theCredentialReportIsAWSs() throws {
        let harness = try IAMHarness()
        #expect(try harness.refusal("GetCredentialReport")?.code == "ReportNotPresent")
        try harness.makeUser("alice")
        try harness.makeUser("=cmd,x")
        let id = try makeKey(harness).id
        let caller = try harness.service.holder(ofAccessKey: id, token: nil, at: harness.time).caller
        harness.service.noteUse(caller, "kms", at: harness.time)
        #expect(try harness.perform("GenerateCredentialReport")["State"] == "STARTED")
        #expect(try harness.perform("GenerateCredentialReport")["State"] == "COMPLETE")
        let report = try harness.perform("GetCredentialReport")
        let text = String(decoding: Base64.bytes(report["Content"]?.string ?? "") ?? [], as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[0].split(separator: ",").count == 22)
        #expect(lines[0].hasPrefix("user,arn,user_creation_time,password_enabled,"))
        #expect(lines[1].hasPrefix("<root_account>,arn:aws:iam::000000000000:root,"))
        #expect(lines[2].hasPrefix("\"'=cmd,x\",\"arn:"))
        #expect(
            lines[3] == """
                alice,arn:aws:iam::000000000000:user/alice,2026-12-05T19:46:40+00:00,false,N/A,N/A,N/A,false,true,\
                2026-12-05T19:46:40+00:00,2026-12-05T19:46:40+00:00,local,kms,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
                """
        )
        #expect(lines[1...3].filter { !$0.contains("\"") }.allSatisfy { $0.split(separator: ",").count == 22 })
        // What has changed since is in the next one.
        try harness.makeUser("bob")
        #expect(try harness.perform("GenerateCredentialReport")["State"] == "STARTED")
    }
}

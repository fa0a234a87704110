import Cryptography
import Foundation
import JSON
import POSIX
import Records
import SecretsSupport
import ServiceModel
import Testing

@testable import SecretsManager

// Passwords that are made, and what leaves the service.
extension SecretTests {
    // MARK: Passwords

    @Test func passwordsHaveWhatTheRulesSay() throws {
        var rules = PasswordRules()
        rules.length = 5
        rules.hasSpace = true
        for _ in 0..<50 {
            let password = try rules.make()
            #expect(password.count == 5 && password.contains(" ") && password.contains(where: \.isNumber))
            #expect(password.contains(where: \.isUppercase) && password.contains(where: \.isLowercase))
        }
        rules.length = 4096
        rules.excluded = "abc\"'\\/@: "
        rules.hasSpace = false
        let password = try rules.make()
        #expect(password.count == 4096 && !password.contains(where: rules.excluded.contains))
    }

    /// Each of 62 characters comes as often as the others, within six standard deviations.
    @Test func noCharacterIsLikelier() throws {
        var rules = PasswordRules()
        rules.hasPunctuation = false
        rules.length = 4096
        var counts: [Character: Int] = [:]
        for _ in 0..<50 { for character in try rules.make() { counts[character, default: 0] += 1 } }
        let expected = 4096.0 * 50 / 62
        #expect(counts.count == 62)
        #expect(counts.values.allSatisfy { abs(Double($0) - expected) < 6 * expected.squareRoot() })
    }

    // MARK: What leaves the service

    @Test func noValueIsInEventsOrOnTheDisk() throws {
        let harness = try Self.harness()
        let value = "correct-horse-battery-staple"
        try harness.create("canary", value)
        try harness.perform("PutSecretValue", #"{"SecretId":"canary","SecretString":"\#(value)-2"}"#)
        _ = try harness.value("canary")
        _ = harness.refusal("PutSecretValue", #"{"SecretId":"none","SecretString":"\#(value)"}"#)
        let events = harness.events.withLock { $0 }
        #expect(events.contains { $0.type == "Secret Value Read" })
        #expect(!events.contains { $0.detail.json.contains(value) })
        for file in ["magpie.sqlite", "magpie.sqlite-wal"] {
            let bytes = try Array(FileReading.bytes(harness.folder.appending(path: file)))
            #expect(!bytes.isEmpty && !FileReading.contains(bytes, Array(value.utf8)))
        }
        #expect(!"\(SecretValue(value)) \(String(reflecting: SecretValue(value)))".contains(value))
    }

    @Test func fingerprintSourcesAreThePartsThatAreSecrets() throws {
        let harness = try SecretsHarness()
        let value =
            #"{"engine":"postgres","host":"db.example.com","username":"application","password":"hunter2-hunter2","port":5432,"nested":{"apiToken":"abcdefgh","token":"short","list":["not secret at all"]}}"#
        try harness.create("db", value)
        try harness.create("short", "1234567")
        try harness.perform("CreateSecret", #"{"Name":"bytes","SecretBinary":"AAECAwQFBgcICQ=="}"#)
        var found: [String: [String]] = [:]
        try harness.secrets.forEachFingerprintSource { source, _ in
            found[source.name] = source.parts.map {
                "\($0.label)=\(String(decoding: $0.value.exposed(), as: UTF8.self))"
            }
        }
        #expect(found["db"] == ["SecretString=\(value)", "nested.apiToken=abcdefgh", "password=hunter2-hunter2"])
        #expect(found["short"] == nil)
        #expect(found["bytes"]?.count == 1)
        let came = harness.changes.withLock { changes in
            changes.compactMap { change in if case .came(let source) = change { source.name } else { nil } }
        }
        #expect(came == ["db", "short", "bytes"])
        try harness.perform("DeleteSecret", #"{"SecretId":"db","ForceDeleteWithoutRecovery":true}"#)
        guard case .went = harness.changes.withLock({ $0.last }) else { return #expect(Bool(false), "it did not go") }
    }

    /// More than are decrypted in one step, of which some cannot be.
    @Test func fingerprintSourcesOfAllVersionsComeWithTheirLabels() throws {
        let harness = try SecretsHarness()
        for number in 0..<150 { try harness.create("s\(number)", "value number \(number)") }
        try harness.perform("PutSecretValue", #"{"SecretId":"s7","SecretString":"another value"}"#)
        let bad = try #require(try harness.records.readSecrets { try $0.secret(named: "s70") })
        let version = try #require(try harness.records.readSecrets { try $0.versions(of: bad.id) }.first)
        var sealed = try #require(version.sealed)
        sealed.wrappedKey[sealed.wrappedKey.count - 1] ^= 1
        try harness.records.secrets { [sealed] in try $0.replace(version.version, of: bad.id, with: sealed) }
        var found: [String: [String]] = [:]
        var missed: [String] = []
        try harness.secrets.forEachFingerprintSource { source, stages in
            for part in source.parts {
                let text = String(decoding: part.value.exposed(), as: UTF8.self)
                #expect(found.updateValue(stages, forKey: "\(source.name) \(text)") == nil)
            }
        } missing: { arn, _, code in
            missed.append("\(arn == bad.arn) \(code)")
        }
        #expect(found.count == 150)
        #expect(found["s7 value number 7"] == ["AWSPREVIOUS"] && found["s7 another value"] == ["AWSCURRENT"])
        #expect(found["s149 value number 149"] == ["AWSCURRENT"])
        #expect(missed == ["true DecryptionFailure"])
        struct Enough: Error {}
        var count = 0
        #expect(throws: Enough.self) {
            try harness.secrets.forEachFingerprintSource { _, _ in
                count += 1
                if count == 70 { throw Enough() }
            }
        }
        #expect(count == 70)
    }

    @Test func everyOperationIsAnnounced() throws {
        let harness = try Self.harness()
        let refused: Set<String> = [
            "ReplicateSecretToRegions", "RemoveRegionsFromReplication", "StopReplicationToReplica",
        ]
        let inputs = [
            "CreateSecret": #"{"Name":"x"}"#, "GetRandomPassword": "{}", "ListSecrets": "{}",
            "PutSecretValue": #"{"SecretId":"s","SecretString":"v"}"#,
            "BatchGetSecretValue": #"{"SecretIdList":["s"]}"#,
            "UpdateSecretVersionStage": #"{"SecretId":"s","VersionStage":"m","MoveToVersionId":"\#(Self.one)"}"#,
            "TagResource": #"{"SecretId":"s","Tags":[]}"#, "UntagResource": #"{"SecretId":"s","TagKeys":[]}"#,
            "RotateSecret": #"{"SecretId":"s","RotationLambdaARN":"arn:magpie:rotator:api-key"}"#,
            "PutResourcePolicy":
                #"{"SecretId":"s","ResourcePolicy":"{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}"#,
            "ValidateResourcePolicy": #"{"ResourcePolicy":"{}"}"#,
        ]
        let names = SecretsModel.operations.map(\.name)
        // What a rotation needs comes before what shows or ends it, and nothing is done with a secret that is gone.
        let last = ["RevealRotator", "CancelRotateSecret", "DeleteSecret", "RestoreSecret"]
        for name in names.filter({ !last.contains($0) }) + last {
            let count = harness.events.withLock { $0.count }
            let refusal = harness.refusal(name, inputs[name] ?? #"{"SecretId":"s"}"#)
            #expect((refusal != nil) == refused.contains(name), "\(name): \(refusal.map { "\($0)" } ?? "done")")
            let events = harness.events.withLock { $0.dropFirst(count) }
            let own = events.filter { $0.detail["operation"]?.string == name }
            #expect(!own.isEmpty, "\(name)")
            #expect(own.allSatisfy { ($0.type == "Secret Operation Refused") == (refusal != nil) }, "\(name)")
            #expect(events.allSatisfy { $0.detail["userId"] == .number(1000) })
        }
    }

    @Test func everyModelledOperationHasAHandlerAndTheOtherWayRound() throws {
        let table = try Self.harness().secrets.makeOperations()
        #expect(table.unhandled == [])
        #expect(table.unmodelled == [])
        #expect(table.names == SecretsModel.operations.map(\.name).sorted())
    }
}

import Cryptography
import Foundation
import JSON
import POSIX
import Records
import SecretsSupport
import ServiceModel
import Testing

@testable import SecretsManager

/// Secrets by AWS's documentation and the answers that AWS gave.
@Suite struct SecretTests {
    static let one = "11111111-1111-1111-1111-111111111111"
    static let two = "22222222-2222-2222-2222-222222222222"
    static let three = "33333333-3333-3333-3333-333333333333"

    static func harness() throws -> SecretsHarness {
        let harness = try SecretsHarness()
        try harness.create("s", "one", token: one)
        try harness.perform("PutSecretValue", #"{"SecretId":"s","SecretString":"two","ClientRequestToken":"\#(two)"}"#)
        try harness.create("gone")
        try harness.perform("DeleteSecret", #"{"SecretId":"gone"}"#)
        return harness
    }

    // MARK: Versions and labels

    @Test func aNewVersionTakesTheLabel() throws {
        let harness = try Self.harness()
        #expect(try harness.value("s") == "two")
        #expect(try harness.value("s", stage: "AWSPREVIOUS") == "one")
        try harness.perform(
            "PutSecretValue",
            #"{"SecretId":"s","SecretString":"three","ClientRequestToken":"\#(Self.three)"}"#
        )
        #expect(try harness.stages("s") == [Self.two: ["AWSPREVIOUS"], Self.three: ["AWSCURRENT"]])
        // The first has no label any more, and can be read by its id.
        let answer = try harness.perform("GetSecretValue", #"{"SecretId":"s","VersionId":"\#(Self.one)"}"#)
        #expect(answer["SecretString"]?.string == "one")
        #expect(answer["VersionStages"]?.array.isEmpty == true)
        let listed = try harness.perform("ListSecretVersionIds", #"{"SecretId":"s"}"#)["Versions"]?.array ?? []
        #expect(listed.count == 2)
        let all = try harness.perform("ListSecretVersionIds", #"{"SecretId":"s","IncludeDeprecated":true}"#)
        #expect(all["Versions"]?.array.count == 3)
    }

    @Test func aVersionMayGetOtherLabels() throws {
        let harness = try Self.harness()
        let input =
            #"{"SecretId":"s","SecretString":"x","VersionStages":["mine"],"ClientRequestToken":"\#(Self.three)"}"#
        let answer = try harness.perform("PutSecretValue", input)
        #expect(answer["VersionStages"] == .array([.string("mine")]))
        #expect(try harness.value("s") == "two")
        #expect(try harness.value("s", stage: "mine") == "x")
        // The first version of a secret is current whatever it asks for.
        try harness.perform("CreateSecret", #"{"Name":"new"}"#)
        try harness.perform("PutSecretValue", #"{"SecretId":"new","SecretString":"y","VersionStages":["mine"]}"#)
        #expect(try harness.value("new") == "y")
    }

    @Test func movingAWSCURRENTBackMovesAWSPREVIOUS() throws {
        let harness = try Self.harness()
        try harness.perform(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"AWSCURRENT","RemoveFromVersionId":"\#(Self.two)","MoveToVersionId":"\#(Self.one)"}"#
        )
        #expect(try harness.stages("s") == [Self.one: ["AWSCURRENT"], Self.two: ["AWSPREVIOUS"]])
        #expect(try harness.value("s") == "one")
    }

    @Test func aVersionHasTwentyLabelsAtMost() throws {
        let harness = try Self.harness()
        let labels = (1...19).map { "\"l\($0)\"" }.joined(separator: ",")
        try harness.perform(
            "PutSecretValue",
            #"{"SecretId":"s","SecretString":"x","VersionStages":["AWSCURRENT",\#(labels)],"ClientRequestToken":"\#(Self.three)"}"#
        )
        let refusal = harness.refusal(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"l20","MoveToVersionId":"\#(Self.three)"}"#
        )
        #expect(refusal?.code == "LimitExceededException")
        #expect(try harness.stages("s")[Self.three]?.count == 20)
    }

    @Test func aRepeatedRequestChangesNothingAndAnotherContentIsRefused() throws {
        let harness = try Self.harness()
        let again = #"{"SecretId":"s","SecretString":"two","ClientRequestToken":"\#(Self.two)"}"#
        #expect(try harness.perform("PutSecretValue", again)["VersionId"]?.string == Self.two)
        // That of a version that was current once does not make it current.
        let old = #"{"SecretId":"s","SecretString":"one","ClientRequestToken":"\#(Self.one)"}"#
        #expect(try harness.perform("PutSecretValue", old)["VersionStages"] == .array([.string("AWSPREVIOUS")]))
        #expect(try harness.value("s") == "two")
        for operation in ["PutSecretValue", "UpdateSecret"] {
            let other = #"{"SecretId":"s","SecretString":"other","ClientRequestToken":"\#(Self.two)"}"#
            #expect(harness.refusal(operation, other)?.code == "ResourceExistsException")
        }
        let binary = #"{"SecretId":"s","SecretBinary":"dHdv","ClientRequestToken":"\#(Self.two)"}"#
        #expect(harness.refusal("PutSecretValue", binary)?.code == "ResourceExistsException")
        let created = #"{"Name":"s","SecretString":"one","ClientRequestToken":"\#(Self.one)"}"#
        #expect(try harness.perform("CreateSecret", created)["VersionId"]?.string == Self.one)
    }

    @Test func oldVersionsAreCleanedUpButNoYoungOnes() throws {
        let harness = try SecretsHarness()
        try harness.create("s")
        for number in 1...110 {
            try harness.perform("PutSecretValue", #"{"SecretId":"s","SecretString":"v\#(number)"}"#)
        }
        func count() throws -> Int { try harness.records.readSecrets { try $0.versions(of: 1).count } }
        #expect(try count() == 111)
        harness.advance(days: 1.1)
        try harness.perform("PutSecretValue", #"{"SecretId":"s","SecretString":"last"}"#)
        #expect(try count() == 100)
        #expect(try harness.value("s") == "last")
        #expect(try harness.value("s", stage: "AWSPREVIOUS") == "v110")
    }

    // MARK: Names

    @Test func aSecretIsFoundByNameAndARN() throws {
        let harness = try SecretsHarness()
        let arn = try #require(try harness.create("app/db", "x")["ARN"]?.string)
        #expect(arn.hasPrefix("arn:aws:secretsmanager:local:000000000000:secret:app/db-"))
        let letters = arn.suffix(6).filter(\.isLetter)
        #expect(letters.count == 6)
        let partial = String(arn.dropLast(7))
        for id in ["app/db", arn, partial] { #expect(try harness.value(id) == "x") }
        // A name may look like the name and the letters of another: the whole ARN comes first.
        let name = String(arn.dropFirst("arn:aws:secretsmanager:local:000000000000:secret:".count))
        try harness.create(name, "y")
        #expect(try harness.value(arn) == "x")
        #expect(try harness.value(name) == "y")
        #expect(try harness.value("app/db") == "x")
    }

    // MARK: Deletion

    @Test func aSecretIsDeletedAfterItsWindowAndNoEarlier() throws {
        let harness = try Self.harness()
        harness.secrets.run()
        let day = try harness.perform("DeleteSecret", #"{"SecretId":"s","RecoveryWindowInDays":7}"#)["DeletionDate"]
        #expect(day != nil)
        #expect(try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#)["DeletedDate"] != nil)
        #expect(try harness.perform("ListSecrets")["SecretList"]?.array.isEmpty == true)
        #expect(try harness.perform("ListSecrets", #"{"IncludePlannedDeletion":true}"#)["SecretList"]?.array.count == 2)
        harness.advance(days: 6.9)
        try harness.secrets.deleteDue(at: harness.clock.withLock { $0 })
        #expect(try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#)["Name"] != nil)
        try harness.restart()
        harness.advance(days: 0.2)
        try harness.secrets.deleteDue(at: harness.clock.withLock { $0 })
        #expect(harness.refusal("DescribeSecret", #"{"SecretId":"s"}"#) == .missingSecret)
        #expect(try harness.create("s")["Name"]?.string == "s")
    }

    @Test func aSecretIsRestored() throws {
        let harness = try Self.harness()
        try harness.perform("DeleteSecret", #"{"SecretId":"s"}"#)
        try harness.perform("RestoreSecret", #"{"SecretId":"s"}"#)
        #expect(try harness.value("s") == "two")
        harness.advance(days: 40)
        try harness.secrets.deleteDue(at: harness.clock.withLock { $0 })
        #expect(try harness.value("s") == "two")
    }

    @Test func deletionByForceIsAtOnceAndMissesNothing() throws {
        let harness = try Self.harness()
        for name in ["s", "gone", "never"] {
            let input = #"{"SecretId":"\#(name)","ForceDeleteWithoutRecovery":true}"#
            #expect(try harness.perform("DeleteSecret", input)["Name"]?.string == name)
        }
        #expect(try harness.records.readSecrets { try $0.secrets() }.isEmpty)
    }

    // MARK: Reading

    @Test func bytesComeBackAsTheyWere() throws {
        let harness = try SecretsHarness()
        try harness.perform("CreateSecret", #"{"Name":"b","SecretBinary":"AAEC/w=="}"#)
        let answer = try harness.perform("GetSecretValue", #"{"SecretId":"b"}"#)
        #expect(answer["SecretBinary"]?.string == "AAEC/w==")
        #expect(answer["SecretString"] == nil)
        #expect(harness.refusal("CreateSecret", #"{"Name":"c","SecretBinary":"AA"}"#)?.code == "SerializationException")
    }

    @Test func aValueOfTheGreatestSizeIsKept() throws {
        let harness = try SecretsHarness()
        let text = String(repeating: "x", count: 65_536)
        try harness.create("big", text)
        #expect(try harness.value("big") == text)
        #expect(
            harness.refusal("CreateSecret", #"{"Name":"c","SecretString":"\#(text)x"}"#)?.code == "ValidationException"
        )
        // Bytes count, not characters.
        let wide = String(repeating: "é", count: 40_000)
        #expect(
            harness.refusal("CreateSecret", #"{"Name":"c","SecretString":"\#(wide)"}"#)?.code
                == "InvalidParameterException"
        )
    }

    @Test func theDayOfTheLastReadIsKept() throws {
        let harness = try Self.harness()
        func accessed() throws -> String? {
            try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#)["LastAccessedDate"]?.string
        }
        #expect(try accessed() == nil)
        for _ in 0..<2 { _ = try harness.value("s") }
        #expect(try accessed() == "2026-11-18T00:00:00Z")
        harness.advance(days: 1)
        _ = try harness.value("s")
        #expect(try accessed() == "2026-11-19T00:00:00Z")
    }

    @Test func aBatchHasAnErrorForEachThatCannotBeRead() throws {
        let harness = try Self.harness()
        let answer = try harness.perform("BatchGetSecretValue", #"{"SecretIdList":["s","gone","none"]}"#)
        #expect(answer["SecretValues"]?.array.compactMap { $0["SecretString"]?.string } == ["two"])
        #expect(answer["Errors"]?.array.compactMap { $0["SecretId"]?.string } == ["gone", "none"])
        #expect(
            answer["Errors"]?.array.compactMap { $0["ErrorCode"]?.string } == [
                "InvalidRequestException", "ResourceNotFoundException",
            ]
        )
        let filtered = try harness.perform("BatchGetSecretValue", #"{"Filters":[{"Key":"name","Values":["s"]}]}"#)
        #expect(filtered["SecretValues"]?.array.count == 1)
    }

    @Test func whatWasReadOnceIsReadWithoutTheKeyService() throws {
        let harness = try Self.harness()
        for _ in 0..<10 { #expect(try harness.value("s") == "two") }
        #expect(harness.keys.counts.unwrapped == 1)
        // A change is seen at once.
        try harness.perform("PutSecretValue", #"{"SecretId":"s","SecretString":"three"}"#)
        #expect(try harness.value("s") == "three")
    }
}

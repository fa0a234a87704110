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
    private static let one = "11111111-1111-1111-1111-111111111111"
    private static let two = "22222222-2222-2222-2222-222222222222"
    private static let three = "33333333-3333-3333-3333-333333333333"

    // MARK: Refusals

    /// A request that is refused, in a service with the secret `s`, whose versions are `one` (AWSPREVIOUS) and `two`
    /// (AWSCURRENT), and the secret `gone`, which waits for its deletion.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var operation: String
        var input: String
        var code: String
        var message: String
        var testDescription: String { "\(operation) \(input)" }

        init(_ operation: String, _ input: String, _ code: String, _ message: String) {
            (self.operation, self.input, self.code, self.message) = (operation, input, code, message)
        }
    }

    private static let marked = "You can't perform this operation on the secret because it was marked for deletion."
    private static let missing = "Secrets Manager can't find the specified secret."

    static let refusals = [
        Refusal(
            "CreateSecret",
            #"{"Name":"bad name"}"#,
            "ValidationException",
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
        ),
        Refusal(
            "CreateSecret",
            #"{"Name":"s","SecretString":"x"}"#,
            "ResourceExistsException",
            "The operation failed because the secret s already exists."
        ),
        Refusal(
            "CreateSecret",
            #"{"Name":"gone","SecretString":"x"}"#,
            "InvalidRequestException",
            "You can't create this secret because a secret with this name is already scheduled for deletion."
        ),
        Refusal(
            "CreateSecret",
            #"{"Name":"n","SecretString":"x","SecretBinary":"eA=="}"#,
            "InvalidParameterException",
            "You can't specify both a binary secret value and a string secret value in the same secret."
        ),
        Refusal(
            "CreateSecret",
            #"{"Name":"n","AddReplicaRegions":[{"Region":"eu-west-1"}]}"#,
            "InvalidParameterException",
            "Secrets are not replicated: there is one Region, local."
        ),
        Refusal(
            "CreateSecret",
            #"{"Name":"n","Tags":[{"Key":"aws:x","Value":"y"}]}"#,
            "InvalidParameterException",
            "Tag keys can't begin with aws:, which is reserved."
        ),
        Refusal(
            "PutSecretValue",
            #"{"SecretId":"s"}"#,
            "InvalidRequestException",
            "You must provide either SecretString or SecretBinary."
        ),
        Refusal("PutSecretValue", #"{"SecretId":"gone","SecretString":"x"}"#, "InvalidRequestException", marked),
        Refusal("PutSecretValue", #"{"SecretId":"none","SecretString":"x"}"#, "ResourceNotFoundException", missing),
        Refusal("UpdateSecret", #"{"SecretId":"gone","Description":"x"}"#, "InvalidRequestException", marked),
        Refusal("TagResource", #"{"SecretId":"gone","Tags":[]}"#, "InvalidRequestException", marked),
        Refusal("GetSecretValue", #"{"SecretId":"none"}"#, "ResourceNotFoundException", missing),
        Refusal("GetSecretValue", #"{"SecretId":"gone"}"#, "InvalidRequestException", marked),
        Refusal(
            "GetSecretValue",
            #"{"SecretId":"s","VersionStage":"mine"}"#,
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for staging label: mine"
        ),
        Refusal(
            "GetSecretValue",
            #"{"SecretId":"s","VersionId":"\#(three)"}"#,
            "ResourceNotFoundException",
            "Secrets Manager can't find the specified secret value for VersionId: \(three)"
        ),
        Refusal(
            "GetSecretValue",
            #"{"SecretId":"s","VersionId":"\#(one)","VersionStage":"AWSCURRENT"}"#,
            "InvalidRequestException",
            "You provided a VersionStage that is not associated to the provided VersionId."
        ),
        Refusal(
            "DeleteSecret",
            #"{"SecretId":"s","RecoveryWindowInDays":6}"#,
            "InvalidParameterException",
            "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."
        ),
        Refusal(
            "DeleteSecret",
            #"{"SecretId":"s","RecoveryWindowInDays":31}"#,
            "InvalidParameterException",
            "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."
        ),
        Refusal(
            "DeleteSecret",
            #"{"SecretId":"s","RecoveryWindowInDays":7,"ForceDeleteWithoutRecovery":true}"#,
            "InvalidParameterException",
            "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."
        ),
        Refusal(
            "DeleteSecret",
            #"{"SecretId":"gone"}"#,
            "InvalidRequestException",
            "You tried to perform the operation on a secret that's currently marked deleted."
        ),
        Refusal("DeleteSecret", #"{"SecretId":"none"}"#, "ResourceNotFoundException", missing),
        Refusal(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"AWSCURRENT","MoveToVersionId":"\#(one)"}"#,
            "InvalidParameterException",
            "The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version "
                + "\(two), so you must explicitly reference that version in RemoveFromVersionId."
        ),
        Refusal(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"AWSCURRENT","RemoveFromVersionId":"\#(two)"}"#,
            "InvalidParameterException",
            "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed."
        ),
        Refusal(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"AWSCURRENT","RemoveFromVersionId":"\#(two)","MoveToVersionId":"\#(three)"}"#,
            "InvalidParameterException",
            "Not a valid version: \(three)"
        ),
        Refusal(
            "UpdateSecretVersionStage",
            #"{"SecretId":"s","VersionStage":"mine"}"#,
            "InvalidParameterException",
            "You must specify either RemoveFromVersionId or MoveToVersionId."
        ),
        Refusal(
            "RotateSecret",
            #"{"SecretId":"s"}"#,
            "InvalidRequestException",
            "No Lambda rotation function ARN is associated with this secret."
        ),
        Refusal(
            "RotateSecret",
            #"{"SecretId":"s","RotationLambdaARN":"arn:aws:lambda:x"}"#,
            "InvalidParameterException",
            "RotationLambdaARN arn:aws:lambda:x is not valid. It takes \(RotatorKind.forms)."
        ),
        Refusal(
            "RotateSecret",
            #"{"SecretId":"s","RotationLambdaARN":"exec:/etc/passwd"}"#,
            "InvalidParameterException",
            "exec:/etc/passwd is no program: no regular file that may be executed."
        ),
        Refusal(
            "BatchGetSecretValue",
            #"{}"#,
            "InvalidParameterException",
            "Either 'SecretIdList' or 'Filters' must be provided, but not both."
        ),
        Refusal(
            "ListSecrets",
            #"{"Filters":[{"Key":"name"}]}"#,
            "InvalidParameterException",
            "Invalid filter values for key: name"
        ),
        Refusal(
            "ListSecrets",
            #"{"NextToken":"x"}"#,
            "InvalidNextTokenException",
            "The provided NextToken is not valid."
        ),
        Refusal(
            "PutResourcePolicy",
            #"{"SecretId":"s","ResourcePolicy":"{}"}"#,
            "MalformedPolicyDocumentException",
            "This resource policy contains a syntax error."
        ),
        Refusal(
            "PutResourcePolicy",
            #"{"SecretId":"s","BlockPublicPolicy":true,"ResourcePolicy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}"#,
            "PublicPolicyException",
            "This resource policy grants broad access to the secret."
        ),
        Refusal(
            "GetRandomPassword",
            #"{"PasswordLength":3}"#,
            "InvalidParameterException",
            "Password length is too short based on the required types."
        ),
        Refusal(
            "GetRandomPassword",
            #"{"ExcludeCharacters":"0123456789"}"#,
            "InvalidParameterException",
            "All characters of the desired type have been excluded."
        ),
        Refusal(
            "ReplicateSecretToRegions",
            #"{"SecretId":"s","AddReplicaRegions":[{"Region":"eu-west-1"}]}"#,
            "InvalidParameterException",
            "Secrets are not replicated: there is one Region, local."
        ),
    ]

    private static func harness() throws -> SecretsHarness {
        let harness = try SecretsHarness()
        try harness.create("s", "one", token: one)
        try harness.perform("PutSecretValue", #"{"SecretId":"s","SecretString":"two","ClientRequestToken":"\#(two)"}"#)
        try harness.create("gone")
        try harness.perform("DeleteSecret", #"{"SecretId":"gone"}"#)
        return harness
    }

    @Test(arguments: refusals)
    func refuses(_ example: Refusal) throws {
        let harness = try Self.harness()
        let refusal = harness.refusal(example.operation, example.input)
        #expect(refusal == ServiceError(example.code, example.message))
        // Nothing has changed.
        #expect(try harness.stages("s") == [Self.one: ["AWSPREVIOUS"], Self.two: ["AWSCURRENT"]])
        #expect(try harness.value("s") == "two")
        #expect(harness.event("Secret Operation Refused")?["errorCode"]?.string == example.code)
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
        #expect(harness.refusal("CreateSecret", #"{"Name":"c","SecretBinary":"AA"}"#)?.code == "ValidationException")
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

    // MARK: Keys

    @Test func anotherKeyEncryptsWhatIsInUseAnew() throws {
        let harness = try Self.harness()
        let before = try harness.records.readSecrets { try $0.versions(of: 1).compactMap(\.sealed) }
        try harness.perform("UpdateSecret", #"{"SecretId":"s","KmsKeyId":"alias/other"}"#)
        let after = try harness.records.readSecrets { try $0.versions(of: 1).compactMap(\.sealed) }
        #expect(before.allSatisfy { $0.keyARN == "arn:test:key/alias/aws/secretsmanager" })
        #expect(after.allSatisfy { $0.keyARN == "arn:test:key/alias/other" })
        #expect(try harness.value("s") == "two")
        #expect(try harness.value("s", stage: "AWSPREVIOUS") == "one")
    }

    @Test func aKeyThatCannotBeUsedIsAnErrorAndChangesNothing() throws {
        let harness = try Self.harness()
        harness.keys.refuse("DisabledException")
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)?.code == "DecryptionFailure")
        #expect(harness.refusal("CreateSecret", #"{"Name":"n","SecretString":"x"}"#)?.code == "EncryptionFailure")
        harness.keys.refuse("AccessDeniedException")
        #expect(
            harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)
                == ServiceError("AccessDeniedException", "Access to KMS is not allowed")
        )
        harness.keys.refuse(nil)
        #expect(
            harness.refusal("UpdateSecret", #"{"SecretId":"s","KmsKeyId":"alias/missing"}"#)?.code
                == "EncryptionFailure"
        )
        #expect(try harness.value("s") == "two")
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"n"}"#) == .missingSecret)
    }

    /// A ciphertext is bound to its secret and its version: moved to another, it is none.
    @Test func aValueCannotBeMoved() throws {
        let harness = try Self.harness()
        try harness.create("other", "x", token: Self.three)
        let sealed = try harness.records.readSecrets { try #require(try $0.version(Self.two, of: 1)?.sealed) }
        try harness.records.secrets { try $0.replace(Self.three, of: 3, with: sealed) }
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"other"}"#)?.code == "DecryptionFailure")
        var flipped = sealed
        flipped.value[20] ^= 1
        try harness.records.secrets { try $0.replace(Self.two, of: 1, with: flipped) }
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)?.code == "DecryptionFailure")
        var binary = sealed
        binary.isText = false
        try harness.records.secrets { try $0.replace(Self.two, of: 1, with: binary) }
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)?.code == "DecryptionFailure")
    }

    // MARK: Lists

    @Test(arguments: [
        (#"[{"Key":"name","Values":["app"]}]"#, "app/one app/two"),
        (#"[{"Key":"name","Values":["APP"]}]"#, ""),
        (#"[{"Key":"name","Values":["!app"]}]"#, "web"),
        (#"[{"Key":"name","Values":["app/one","web"]}]"#, "app/one web"),
        (#"[{"Key":"name","Values":["app","!app/two"]}]"#, "app/one"),
        (#"[{"Key":"description","Values":["orders DATA"]}]"#, "app/one"),
        (#"[{"Key":"description","Values":["base"]}]"#, ""),
        (#"[{"Key":"tag-key","Values":["team"]}]"#, "app/one app/two"),
        (#"[{"Key":"tag-value","Values":["blue"]},{"Key":"name","Values":["app"]}]"#, "app/two"),
        (#"[{"Key":"tag-value","Values":["Blue"]}]"#, ""),
        (#"[{"Key":"all","Values":["BLUE"]}]"#, "app/two web"),
        (#"[{"Key":"owning-service","Values":["!rds"]}]"#, "app/one app/two web"),
        (#"[{"Key":"primary-region","Values":["local"]}]"#, "app/one app/two web"),
    ])
    func filtersChoose(_ filters: String, _ expected: String) throws {
        let harness = try SecretsHarness()
        for input in [
            #"{"Name":"app/one","Description":"Database of orders","Tags":[{"Key":"team","Value":"red"}]}"#,
            #"{"Name":"app/two","Tags":[{"Key":"team","Value":"blue"}]}"#,
            #"{"Name":"web","Description":"The blue site"}"#,
        ] { try harness.perform("CreateSecret", input) }
        let answer = try harness.perform("ListSecrets", #"{"Filters":\#(filters)}"#)
        #expect(answer["SecretList"]?.array.compactMap { $0["Name"]?.string }.joined(separator: " ") == expected)
    }

    @Test func listsHavePages() throws {
        let harness = try SecretsHarness()
        for number in 1...5 { try harness.create("s\(number)") }
        var names: [String] = []
        var token = ""
        repeat {
            let more = token.isEmpty ? "" : #","NextToken":"\#(token)""#
            let answer = try harness.perform(
                "ListSecrets",
                #"{"MaxResults":2,"SortBy":"name","SortOrder":"desc"\#(more)}"#
            )
            names += answer["SecretList"]?.array.compactMap { $0["Name"]?.string } ?? []
            token = answer["NextToken"]?.string ?? ""
        } while !token.isEmpty
        #expect(names == ["s5", "s4", "s3", "s2", "s1"])
    }

    @Test(arguments: ["created-date", "name", "last-accessed-date", "last-changed-date"], ["asc", "desc"])
    func pagesHaveEachSecretOnceWhateverComesAndGoes(_ order: String, _ direction: String) throws {
        let harness = try SecretsHarness()
        let count = 120
        for number in 0..<count {
            harness.clock.withLock { $0 += 60 }
            try harness.perform("CreateSecret", #"{"Name":"s\#(number * 7919 % 1000)"}"#)
        }
        let all = try harness.records.readSecrets { try $0.secrets() }
        // Days and times that secrets share, and some that were never read.
        for secret in all where !secret.id.isMultiple(of: 3) {
            try harness.records.secrets { try $0.markAccessed(secret.id, "", on: Double(secret.id % 4) * 86_400) }
        }
        for secret in all {
            var changed = secret
            changed.changedAt = (secret.changedAt / 1000).rounded() * 1000 + 0.1
            try harness.records.secrets { [changed] in try $0.save(changed) }
        }
        let expected = try Self.sorted(harness.records.readSecrets { try $0.secrets() }, order, direction)
        var names: [String] = []
        var gone: Set<String> = []
        var token = ""
        var page = 0
        repeat {
            let more = token.isEmpty ? "" : #","NextToken":"\#(token)""#
            let answer = try harness.perform(
                "ListSecrets",
                #"{"MaxResults":7,"SortBy":"\#(order)","SortOrder":"\#(direction)"\#(more)}"#
            )
            let listed = answer["SecretList"]?.array.compactMap { $0["Name"]?.string } ?? []
            names += listed
            token = answer["NextToken"]?.string ?? ""
            page += 1
            try harness.perform("CreateSecret", #"{"Name":"s\#(page)-new"}"#)
            // Where the next page begins is known without the secret that was there.
            if page.isMultiple(of: 2), let last = listed.last {
                try harness.perform("DeleteSecret", #"{"SecretId":"\#(last)","ForceDeleteWithoutRecovery":true}"#)
                gone.insert(last)
            }
        } while !token.isEmpty
        #expect(!gone.isEmpty)
        #expect(Set(names).count == names.count)
        #expect(names.filter { !$0.hasSuffix("-new") } == expected)
    }

    private static func sorted(_ secrets: [SecretRecord], _ order: String, _ direction: String) -> [String] {
        let sorted = secrets.sorted { one, other in
            switch order {
            case "name": one.name < other.name
            case "last-accessed-date": (one.accessedAt ?? 0, one.id) < (other.accessedAt ?? 0, other.id)
            case "last-changed-date": (one.changedAt, one.id) < (other.changedAt, other.id)
            default: one.id < other.id
            }
        }
        return (direction == "desc" ? sorted.reversed() : sorted).map(\.name)
    }

    @Test(arguments: ["", #","SortBy":"name""#, #","SortBy":"last-changed-date","SortOrder":"desc""#])
    func filteredPagesAreFull(_ order: String) throws {
        let harness = try SecretsHarness()
        for number in 0..<200 {
            let tags = number.isMultiple(of: 10) ? #","Tags":[{"Key":"team","Value":"red"}]"# : ""
            try harness.perform("CreateSecret", #"{"Name":"\#(number % 20 < 10 ? "app" : "web")/\#(number)"\#(tags)}"#)
        }
        try harness.perform("DeleteSecret", #"{"SecretId":"app/40"}"#)
        var pages: [[String]] = []
        var token = ""
        repeat {
            let answer = try harness.perform(
                "ListSecrets",
                #"{"MaxResults":4,"Filters":[{"Key":"tag-key","Values":["te"]},{"Key":"name","Values":["app"]}]\#(order)\#(token)}"#
            )
            pages.append(answer["SecretList"]?.array.compactMap { $0["Name"]?.string } ?? [])
            token = answer["NextToken"].map { #","NextToken":\#($0.json)"# } ?? ""
        } while !token.isEmpty
        #expect(pages.map(\.count) == [4, 4, 1])
        #expect(Set(pages.joined()) == Set([0, 20, 60, 80, 100, 120, 140, 160, 180].map { "app/\($0)" }))
    }

    @Test(arguments: [
        "7", "made:", "made:x", "made:1:2", "name:s1", "changed:1", "changed:x:1", "changed:1:x", "elsewhere:1",
    ])
    func tokensOfOtherListsAreRefused(_ token: String) throws {
        let harness = try Self.harness()
        for order in ["created-date", "last-changed-date"] {
            for text in [token, PageToken.text(token)] {
                let refusal = harness.refusal("ListSecrets", #"{"SortBy":"\#(order)","NextToken":"\#(text)"}"#)
                #expect(refusal?.code == "InvalidNextTokenException", "\(order)")
            }
        }
    }

    @Test func tagsAndPoliciesAreKept() throws {
        let harness = try Self.harness()
        try harness.perform(
            "TagResource",
            #"{"SecretId":"s","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}"#
        )
        try harness.perform("TagResource", #"{"SecretId":"s","Tags":[{"Key":"a","Value":"3"}]}"#)
        try harness.perform("UntagResource", #"{"SecretId":"s","TagKeys":["b","c"]}"#)
        let policy =
            #"{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"#
        try harness.perform("PutResourcePolicy", #"{"SecretId":"s","ResourcePolicy":"\#(policy)"}"#)
        try harness.restart()
        let tags = try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#)["Tags"]
        #expect(tags == .array([.object(["Key": .string("a"), "Value": .string("3")])]))
        let kept = try harness.perform("GetResourcePolicy", #"{"SecretId":"s"}"#)["ResourcePolicy"]?.string
        #expect(kept?.contains("Deny") == true)
        try harness.perform("DeleteResourcePolicy", #"{"SecretId":"s"}"#)
        #expect(try harness.perform("GetResourcePolicy", #"{"SecretId":"s"}"#)["ResourcePolicy"] == nil)
    }

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

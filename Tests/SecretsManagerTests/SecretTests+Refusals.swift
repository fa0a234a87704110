import AccessPolicies
import Cryptography
import Foundation
import JSON
import POSIX
import Records
import SecretsSupport
import ServiceModel
import Testing

@testable import SecretsManager

// What is refused, and in what words.
extension SecretTests {
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
            "PutResourcePolicy",
            #"{"SecretId":"s","BlockPublicPolicy":true,"ResourcePolicy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}"}"#,
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
}

// What is kept of a secret, and cannot be read.
extension SecretTests {
    /// Taken for empty it would have neither its policy, which may deny, nor its key.
    @Test(arguments: ["", "{", "[]", "null", #"{"RotationRules":{"ScheduleExpression":"sometimes"}}"#])
    func whatCannotBeReadOfASecretDeniesAndIsSaid(_ definition: String) throws {
        let harness = try SecretsHarness()
        let arn = try #require(try harness.create("damaged")["ARN"]?.string)
        try harness.create("whole")
        try harness.records.secrets { transaction in
            var secret = try #require(try transaction.secret(arn: arn))
            secret.definition = definition
            try transaction.save(secret)
        }

        let policy = try #require(try harness.secrets.resource(arn: arn)?.policy)
        // Whoever decides takes what is no policy for one that denies everything.
        #expect(throws: PolicyError.self) { try AccessPolicy(parsing: policy, as: .resource, named: "x") }
        let others = #"{"SecretId":"damaged","SecretString":"x","Description":"x","ResourcePolicy":"{}","Tags":[]}"#
        for operation in ["PutSecretValue", "UpdateSecret", "DescribeSecret", "GetResourcePolicy", "TagResource"] {
            let refusal = harness.refusal(operation, others)
            #expect(refusal?.code == "InternalServiceError", "\(operation)")
            #expect(refusal?.message.contains("damaged cannot be read") == true, "\(operation)")
        }
        let list = try harness.perform("ListSecrets")["SecretList"]?.array ?? []
        #expect(list.compactMap { $0["Name"]?.string }.sorted() == ["damaged", "whole"])
        let kept = try harness.records.readSecrets { try $0.secret(arn: arn)?.definition }
        #expect(kept == definition)
    }
}

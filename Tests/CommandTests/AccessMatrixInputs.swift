import Foundation
import JSON
import ServiceModel

/// What each operation is asked for by ``AccessMatrixTests``: inputs that its model and its service accept.
///
/// Words in capitals stand for ids that the test's script knows once it has made what they name.
enum AccessMatrixInputs {
    /// Parameters by their names, of which there is something.
    private static let known: [String: JSONValue] = [
        "SecretId": .string("canary-secret"), "Rule": .string("canary-rule"), "UserName": .string("canary-user"),
        "RoleName": .string("canary-role"), "GroupName": .string("canary-group"), "Bucket": .string("canary-bucket"),
        "bucketName": .string("canary-bucket"), "Key": .string("a.txt"), "KeyId": .string("KEYID"),
        "SourceKeyId": .string("KEYID"), "DestinationKeyId": .string("KEYID"),
        "TargetKeyId": .string("KEYID"), "AliasName": .string("alias/canary"), "Reason": .string("a test"),
        "reason": .string("a test"), "findingId": .string("FINDINGID"), "value": .string("ORDER-777777"),
        "PolicyArn": .string("arn:aws:iam::000000000000:policy/canary"), "JobId": .string("canary-job"),
        "ArchiveName": .string("canary-archive"), "ReplayName": .string("canary-replay"),
        "SecretIdList": .array([.string("canary-secret")]), "RemoveReplicaRegions": .array([.string("eu-west-1")]),
        "EventSourceArn": .string("arn:aws:events:local:000000000000:event-bus/default"),
        "ConnectionArn": .string("arn:aws:events:local:000000000000:connection/canary/\(identifier)"),
        "InvocationEndpoint": .string("https://127.0.0.1/canary"), "ClientRequestToken": .string(identifier),
        "Destination": .object(["Arn": .string("arn:aws:events:local:000000000000:event-bus/default")]),
        "CiphertextBlob": .string("CIPHER"), "CopySource": .string("canary-bucket/a.txt"),
        "QueueUrl": .string("canary-queue"), "QueueName": .string("canary-queue"),
        "ReceiptHandle": .string("RECEIPT"), "jobId": .string("JOBID"),
    ]

    private static let identifier = "11111111-2222-4333-8444-555555555555"
    private static let criteria = JSONValue.object([
        "criterion": .object(["severity.description": .object(["eq": .array([.string("High")])])])
    ])
    private static let rule = JSONValue.string("arn:aws:events:local:000000000000:rule/canary-rule")
    private static let policy = JSONValue.string(
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#
    )

    /// Members of the inputs of operations, by the operations' names, that go before ``known``.
    private static let members: [String: [String: JSONValue]] = [
        "events:PutRule": ["Name": .string("another-rule"), "EventPattern": .string(#"{"source":["x"]}"#)],
        "events:PutTargets": [
            "Targets": .array([
                .object([
                    "Id": .string("1"), "Arn": .string("arn:aws:sqs:local:000000000000:canary-queue"),
                ])
            ])
        ],
        "events:PutPermission": [
            "Action": .string("events:PutEvents"), "Principal": .string("000000000000"), "StatementId": .string("a"),
        ],
        "events:RemovePermission": ["StatementId": .string("a")],
        "events:StartReplay": [
            "ReplayName": .string("another-replay"),
            "EventSourceArn": .string("arn:aws:events:local:000000000000:archive/canary-archive"),
            "EventEndTime": .number(1_796_000_100),
        ],
        "events:TagResource": ["ResourceARN": rule],
        "events:UntagResource": ["ResourceARN": rule],
        "events:ListTagsForResource": ["ResourceARN": rule],
        "events:CreateConnection": [
            "AuthorizationType": .string("API_KEY"),
            "AuthParameters": .object([
                "ApiKeyAuthParameters": .object(["ApiKeyName": .string("x-key"), "ApiKeyValue": .string("1")])
            ]),
        ],
        "iam:CreateServiceLinkedRole": ["AWSServiceName": .string("events.amazonaws.com")],
        "iam:DeleteServiceLinkedRole": ["RoleName": .string("AWSServiceRoleForAmazonEventBridge")],
        "kms:GenerateRandom": ["NumberOfBytes": .number(8)],
        "objects:Release": ["SecretId": .string("canary-secret")],
        "sts:GetAccessKeyInfo": ["AccessKeyId": .string("ASIA" + String(repeating: "A", count: 16))],
        "iam:GetServiceLastAccessedDetails": ["JobId": .string(String(repeating: "a", count: 36))],
        "iam:GetServiceLastAccessedDetailsWithEntities": ["JobId": .string(String(repeating: "a", count: 36))],
        "iam:SimulateCustomPolicy": [
            "PolicyInputList": .array([policy]), "ActionNames": .array([.string("s3:GetObject")]),
        ],
        "iam:GetContextKeysForCustomPolicy": ["PolicyInputList": .array([policy])],
        "iam:ValidatePolicy": ["policyDocument": policy],
        "kms:RetireGrant": ["KeyId": .string("KEYID"), "GrantId": .string("GRANT")],
        "macie2:GetFindings": ["findingIds": .array([.string("FINDINGID")])],
        "macie2:BatchGetCustomDataIdentifiers": ["ids": .array([.string("CUSTOMID")])],
        "macie2:CreateAllowList": ["criteria": .object(["regex": .string("made-up-[0-9]+")])],
        "macie2:UpdateAllowList": ["criteria": .object(["regex": .string("made-up-[0-9]+")])],
        "macie2:CreateFindingsFilter": ["findingCriteria": criteria],
        "macie2:UpdateFindingsFilter": ["findingCriteria": criteria],
        "macie2:ApplyFindingsFilter": ["name": .string("canary-filter")],
        "macie2:TestFindingsFilter": ["name": .string("canary-filter")],
        "macie2:CreateClassificationJob": [
            "s3JobDefinition": .object([
                "bucketDefinitions": .array([
                    .object([
                        "accountId": .string("000000000000"), "buckets": .array([.string("canary-bucket")]),
                    ])
                ])
            ])
        ],
        "macie2:UpdateClassificationJob": ["jobStatus": .string("CANCELLED")],
        "macie2:UpdateMacieSession": ["status": .string("ENABLED")],
        "macie2:UpdateAutomatedDiscoveryConfiguration": ["status": .string("ENABLED")],
        "macie2:UpdateRevealConfiguration": ["configuration": .object(["status": .string("ENABLED")])],
        "macie2:UpdateClassificationScope": [
            "s3": .object([
                "excludes": .object([
                    "bucketNames": .array([.string("canary-bucket")]), "operation": .string("ADD"),
                ])
            ])
        ],
        "macie2:UpdateSensitivityInspectionTemplate": ["description": .string("changed")],
        "macie2:UpdateResourceProfile": ["sensitivityScoreOverride": .number(100)],
        "macie2:UpdateResourceProfileDetections": [
            "suppressDataIdentifiers": .array([.object(["id": .string("ORDER"), "type": .string("MANAGED")])])
        ],
        "macie2:TagResource": ["tags": .object(["canary": .string("tag")])],
        "macie2:UntagResource": ["tagKeys": .array([.string("team")])],
        "secretsmanager:BatchGetSecretValue": ["SecretIdList": .array([.string("canary-secret")])],
        "sqs:CreateQueue": ["QueueName": .string("another-queue")],
        "sqs:SetQueueAttributes": ["Attributes": .object(["DelaySeconds": .string("7")])],
        "sqs:TagQueue": ["Tags": .object(["canary": .string("tag")])],
        "sqs:UntagQueue": ["TagKeys": .array([.string("team")])],
        "sqs:SendMessageBatch": entries(["MessageBody": .string("more")]),
        "sqs:DeleteMessageBatch": entries(["ReceiptHandle": .string("RECEIPT")]),
        "sqs:ChangeMessageVisibility": ["VisibilityTimeout": .number(0)],
        "sqs:ChangeMessageVisibilityBatch": entries([
            "ReceiptHandle": .string("RECEIPT"), "VisibilityTimeout": .number(0),
        ]),
    ]

    private static func entries(_ members: [String: JSONValue]) -> [String: JSONValue] {
        ["Entries": .array([.object(members.merging(["Id": .string("1")]) { own, _ in own })])]
    }

    /// What `id` means to operations of Macie, by the ends of their names.
    private static let ids = [
        "CustomDataIdentifier": "CUSTOMID", "AllowList": "LISTID", "FindingsFilter": "FILTERID",
        "ClassificationScope": "SCOPEID", "SensitivityInspectionTemplate": "TEMPLATEID",
    ]

    /// Parameters that models let be left out, and services ask for.
    private static let asked: Set<String> = ["CiphertextBlob", "ClientRequestToken", "reason"]

    /// The smallest input that an operation accepts.
    static func input(of model: OperationModel) -> JSONValue {
        let own = members[model.qualifiedName] ?? [:]
        var members = own
        for parameter in model.parameters where parameter.isRequired || asked.contains(parameter.name) {
            members[parameter.name] = own[parameter.name] ?? known[parameter.name] ?? value(parameter.shape)
        }
        if members["VersionId"] != nil, model.service == "iam" { members["VersionId"] = .string("v1") }
        if model.service == "macie2", members["id"] != nil, let id = ids.first(where: { model.name.hasSuffix($0.key) })
        {
            members["id"] = .string(id.value)
        }
        if model.service == "macie2", members["resourceArn"] != nil {
            members["resourceArn"] = .string(
                model.name.hasSuffix("Resource") || model.name.hasSuffix("ForResource")
                    ? "arn:aws:macie2:local:000000000000:findings-filter/FILTERID" : "arn:aws:s3:::canary-bucket"
            )
        }
        return .object(members)
    }

    private static func value(_ shape: OperationModel.Shape) -> JSONValue {
        switch shape {
        case .string(let range, _):
            .string(String(repeating: "a", count: max(range.lowerBound, min(4, range.upperBound))))
        case .word(let words): .string(words[0])
        case .integer(let range): .number(Double(range.lowerBound))
        case .boolean: .boolean(false)
        case .blob(let range):
            .string(Data(repeating: 0, count: max(range.lowerBound, 1)).base64EncodedString())
        case .time: .number(1_796_000_000)
        case .list(let shape, let range): .array((0..<range.lowerBound).map { _ in value(shape) })
        case .map: .object([:])
        case .structure(let parameters, _):
            .object(
                Dictionary(uniqueKeysWithValues: parameters.filter(\.isRequired).map { ($0.name, value($0.shape)) })
            )
        case .document: .object([:])
        }
    }
}

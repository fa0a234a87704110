import JSON
import ServiceModel

/// How SQS was spoken to before it spoke JSON: lists and maps of forms and XML are repeated elements with names of their own.
///
/// Older SDKs still do: boto3 before 1.28.82, the AWS SDK for Java 1, the AWS CLI of distributions.
///
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
enum QueueForm {
    static let version = "2012-11-05"
    static let namespace = "http://queue.amazonaws.com/doc/2012-11-05/"

    /// What the elements of a map are called: `Attribute.1.Name`.
    struct MapNames {
        var entry: String
        var key: String
        var value: String
    }

    private static let lists = [
        "AttributeNames": "AttributeName", "MessageAttributeNames": "MessageAttributeName",
        "MessageSystemAttributeNames": "MessageSystemAttributeName", "TagKeys": "TagKey", "QueueUrls": "QueueUrl",
        "queueUrls": "QueueUrl", "Messages": "Message", "Failed": "BatchResultErrorEntry",
    ]

    /// What the elements of a list are called.
    static func element(of list: String, _ operation: String) -> String? {
        switch list {
        case "Entries": "\(operation)RequestEntry"
        case "Successful": "\(operation)ResultEntry"
        default: lists[list]
        }
    }

    static func map(_ name: String) -> MapNames? {
        switch name {
        case "Attributes": MapNames(entry: "Attribute", key: "Name", value: "Value")
        case "MessageAttributes": MapNames(entry: "MessageAttribute", key: "Name", value: "Value")
        case "MessageSystemAttributes": MapNames(entry: "MessageSystemAttribute", key: "Name", value: "Value")
        case "Tags", "tags": MapNames(entry: "Tag", key: "Key", value: "Value")
        default: nil
        }
    }

    /// What errors are called that JSON has other names for, and their statuses where these are not 400.
    private static let codes: [String: (code: String, status: Int)] = {
        let prefixed = [
            "MessageNotInflight", "TooManyEntriesInBatchRequest", "EmptyBatchRequest", "BatchEntryIdsNotDistinct",
            "InvalidBatchEntryId", "BatchRequestTooLong", "UnsupportedOperation", "QueueDeletedRecently",
        ]
        var codes = Dictionary(uniqueKeysWithValues: prefixed.map { ($0, ("AWS.SimpleQueueService.\($0)", 400)) })
        codes["QueueDoesNotExist"] = ("AWS.SimpleQueueService.NonExistentQueue", 400)
        codes["PurgeQueueInProgress"] = ("AWS.SimpleQueueService.PurgeQueueInProgress", 403)
        codes["QueueNameExists"] = ("QueueAlreadyExists", 400)
        codes["ReceiptHandleIsInvalid"] = ("ReceiptHandleIsInvalid", 404)
        codes["OverLimit"] = ("OverLimit", 403)
        codes["KmsAccessDenied"] = ("KMS.AccessDeniedException", 400)
        codes["KmsDisabled"] = ("KMS.DisabledException", 400)
        codes["KmsInvalidKeyUsage"] = ("KMS.InvalidKeyUsageException", 400)
        codes["KmsInvalidState"] = ("KMS.InvalidStateException", 400)
        codes["KmsNotFound"] = ("KMS.NotFoundException", 400)
        codes["KmsThrottled"] = ("KMS.ThrottlingException", 400)
        return codes
    }()

    /// What an error was called, and its status; `nil` for one that has kept its name.
    static func fault(_ code: String) -> (code: String, status: Int)? { codes[code] }
}

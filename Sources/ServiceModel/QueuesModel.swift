/// The operations on queues of messages, with the names and limits of Amazon SQS.
///
/// Ranges that SQS has errors of its own for are the handlers' business.
///
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
public enum QueuesModel {
    private typealias Parameter = OperationModel.Parameter
    private typealias Shape = OperationModel.Shape

    private static let queue = Parameter.required("QueueUrl", .string(1...2048), "The queue: its URL, or its name.")
    private static let any = Shape.integer(Int.min...Int.max)
    private static let attributes = Shape.map(0...100)
    private static let receipt = Parameter.required(
        "ReceiptHandle",
        .string(0...1024),
        "What ReceiveMessage has answered for it."
    )
    private static let names = Shape.list(.string(0...256), 0...100)
    private static let attribute = Shape.structure([
        .optional("StringValue", .string(0...10_000_000)), .optional("BinaryValue", .blob(0...10_000_000)),
        .optional("StringListValues", .list(.string(0...10_000_000), 0...100)),
        .optional("BinaryListValues", .list(.blob(0...10_000_000), 0...100)),
        .required("DataType", .string(0...1024)),
    ])
    private static let message: [Parameter] = [
        .required("MessageBody", .string(0...10_000_000), "The message.").secret,
        .optional("DelaySeconds", any, "How long nobody gets it; default: what the queue says."),
        .optional(
            "MessageAttributes",
            .map(0...100, values: attribute),
            "Names, each with DataType and StringValue or BinaryValue."
        ),
        .optional(
            "MessageSystemAttributes",
            .map(0...100, values: attribute),
            "AWSTraceHeader, of the type String."
        ),
        .optional("MessageDeduplicationId", .string(0...1024), "Of two with the same within five minutes, one counts."),
        .optional("MessageGroupId", .string(0...1024), "Messages of a group come one after the other."),
    ]
    private static func entries(_ parameters: [Parameter]) -> Parameter {
        .required(
            "Entries",
            .list(.structure([.required("Id", .string(0...1024))] + parameters), 0...1000),
            "One to ten, each with an Id."
        )
    }
    private static let page: [Parameter] = [
        .optional("NextToken", .string(0...2048), "Where the last answer ended."),
        .optional("MaxResults", any, "The most that are returned."),
    ]

    /// The service's name in requests.
    public static let service = "sqs"

    /// All operations.
    public static let operations = (queues + messages + refused).map { $0.of(service) }

    /// The operation with this name: `SendMessage`.
    public static func operation(_ name: String) -> OperationModel? { operations.first { $0.name == name } }

    private static let queues: [OperationModel] = [
        OperationModel(
            "CreateQueue",
            .admin,
            "Makes a queue.",
            [
                .required("QueueName", .string(0...1024), "Its name; of a FIFO queue it ends with .fifo."),
                .optional("Attributes", attributes, "VisibilityTimeout, KmsMasterKeyId, RedrivePolicy and others."),
                .optional("tags", .map(0...50), "Names and values."),
            ]
        ),
        OperationModel("DeleteQueue", .admin, "Removes a queue and its messages.", [queue]),
        OperationModel(
            "GetQueueUrl",
            .read,
            "Shows the URL of a queue.",
            [
                .required("QueueName", .string(0...1024), "Its name."),
                .optional("QueueOwnerAWSAccountId", .string(0...64), "The account; there is one."),
            ]
        ),
        OperationModel(
            "ListQueues",
            .read,
            "Lists the queues.",
            [.optional("QueueNamePrefix", .string(0...1024), "Only those whose names begin so.")] + page
        ),
        OperationModel(
            "GetQueueAttributes",
            .read,
            "Shows what a queue is like, and how many messages it has.",
            [queue, .optional("AttributeNames", names, "Which attributes, or All.")]
        ),
        OperationModel(
            "SetQueueAttributes",
            .admin,
            "Changes what a queue is like.",
            [queue, .required("Attributes", attributes, "VisibilityTimeout, RedrivePolicy and others.")]
        ),
        OperationModel(
            "ListDeadLetterSourceQueues",
            .read,
            "Lists the queues whose messages end in this one when nobody can deal with them.",
            [queue] + page
        ),
        OperationModel("PurgeQueue", .admin, "Removes all messages of a queue.", [queue]),
        OperationModel(
            "TagQueue",
            .admin,
            "Gives a queue tags.",
            [queue, .required("Tags", .map(0...50), "Names and values.")]
        ),
        OperationModel(
            "UntagQueue",
            .admin,
            "Takes tags of a queue away.",
            [queue, .required("TagKeys", names, "Their names.")]
        ),
        OperationModel("ListQueueTags", .read, "Shows the tags of a queue.", [queue]),
    ]

    private static let messages: [OperationModel] = [
        OperationModel("SendMessage", .operate, "Puts a message into a queue.", [queue] + message, auditing: .denials),
        OperationModel(
            "SendMessageBatch",
            .operate,
            "Puts up to ten messages into a queue.",
            [queue, entries(message)],
            auditing: .denials,
            actions: ["SendMessage"]
        ),
        OperationModel(
            "ReceiveMessage",
            .operate,
            "Takes messages out of a queue for a while; who has dealt with one deletes it.",
            [
                queue, .optional("AttributeNames", names, "Which attributes of the messages, or All."),
                .optional("MessageSystemAttributeNames", names, "The same."),
                .optional("MessageAttributeNames", names, "Which of their own attributes; All, or beginnings with .*"),
                .optional("MaxNumberOfMessages", any, "1 to 10; default: 1."),
                .optional("VisibilityTimeout", any, "How long nobody else gets them, in seconds."),
                .optional("WaitTimeSeconds", any, "How long to wait when there is none, up to 20."),
                .optional("ReceiveRequestAttemptId", .string(0...1024), "Without effect."),
            ],
            auditing: .denials
        ).waiting,
        OperationModel(
            "DeleteMessage",
            .operate,
            "Removes a message that was received.",
            [queue, receipt],
            auditing: .denials
        ),
        OperationModel(
            "DeleteMessageBatch",
            .operate,
            "Removes up to ten messages that were received.",
            [queue, entries([receipt])],
            auditing: .denials,
            actions: ["DeleteMessage"]
        ),
        OperationModel(
            "ChangeMessageVisibility",
            .operate,
            "Says how long nobody else gets a message that was received.",
            [queue, receipt, .required("VisibilityTimeout", any, "In seconds from now; 0 gives it back.")],
            auditing: .denials
        ),
        OperationModel(
            "ChangeMessageVisibilityBatch",
            .operate,
            "The same for up to ten messages.",
            [queue, entries([receipt, .optional("VisibilityTimeout", any)])],
            auditing: .denials,
            actions: ["ChangeMessageVisibility"]
        ),
    ]

    private static let refused: [OperationModel] =
        ["AddPermission", "RemovePermission"].map {
            .refused($0, because: "Say who may use a queue in its attribute Policy.")
        }
        + ["StartMessageMoveTask", "CancelMessageMoveTask", "ListMessageMoveTasks"].map {
            .refused($0, because: "Messages are moved by who receives and sends them.")
        }
}

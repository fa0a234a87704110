import JSON
import Records
import ServiceModel

/// A queue with what it is like.
struct Queue: Sendable, Equatable {
    var record: QueueRecord
    /// What was said of it; what was not has a default.
    private(set) var attributes: [String: String]
    var tags: [String: String]

    var name: String { record.name }
    var arn: String { QueueNames.arn(record.name) }
    var isFIFO: Bool { record.name.hasSuffix(".fifo") }

    /// Reads a queue that is kept.
    init(_ record: QueueRecord) {
        self.record = record
        // What is kept was written here; a queue without attributes has the defaults.
        attributes = (try? JSONValue(parsing: Array(record.attributes.utf8)))?.strings ?? [:]
        tags = (try? JSONValue(parsing: Array(record.tags.utf8)))?.strings ?? [:]
    }

    /// Describes a new queue.
    init(name: String, at time: Double) {
        record = QueueRecord(name: name, attributes: "{}", tags: "{}", createdAt: time)
        attributes = [:]
        tags = [:]
    }

    /// A number of an attribute, or its default.
    private func number(_ name: String) -> Int {
        attributes[name].flatMap { Int($0) } ?? QueueAttributes.numbers[name]?.standard ?? 0
    }

    var visibilityTimeout: Int { number("VisibilityTimeout") }
    var mostBytes: Int { number("MaximumMessageSize") }
    var retention: Int { number("MessageRetentionPeriod") }
    var delay: Int { number("DelaySeconds") }
    var wait: Int { number("ReceiveMessageWaitTimeSeconds") }
    var keyReuse: Int { number("KmsDataKeyReusePeriodSeconds") }
    var deduplicatesByContent: Bool { attributes["ContentBasedDeduplication"] == "true" }
    var deduplicatesByGroup: Bool { attributes["DeduplicationScope"] == "messageGroup" }
    /// The key that encrypts its messages; `nil` for none.
    var keyID: String? { attributes["KmsMasterKeyId"].flatMap { $0.isEmpty ? nil : $0 } }
    var policy: String? { attributes["Policy"].flatMap { $0.isEmpty ? nil : $0 } }

    /// The ARN of the queue for messages that were received too often, and how often that is.
    var redrive: (arn: String, most: Int)? {
        guard let text = attributes["RedrivePolicy"], !text.isEmpty,
            let json = try? JSONValue(parsing: Array(text.utf8)), let arn = json["deadLetterTargetArn"]?.string
        else { return nil }
        let most = json["maxReceiveCount"]
        return (arn, most?.integer ?? most?.string.flatMap { Int($0) } ?? 10)
    }

    /// Changes attributes; they were checked.
    mutating func set(_ changes: [String: String], at time: Double) {
        attributes.merge(changes) { _, new in new }
        record.attributes = JSONValue.object(attributes.mapValues { .string($0) }).json
        record.modifiedAt = time
    }

    /// Gives it other tags.
    mutating func setTags(_ tags: [String: String]) {
        self.tags = tags
        record.tags = JSONValue.object(tags.mapValues { .string($0) }).json
    }

    /// What policies decide by.
    var resource: ServiceResource {
        ServiceResource(arn, policy: policy).tagged(tags.map { (key: $0.key, value: $0.value) })
    }

    /// All attributes that were said or have defaults, as they are shown.
    var shown: [String: String] {
        var shown = attributes.filter { !$0.value.isEmpty }
        for (name, number) in QueueAttributes.numbers where shown[name] == nil {
            if name != "KmsDataKeyReusePeriodSeconds" || keyID != nil { shown[name] = "\(number.standard)" }
        }
        shown["QueueArn"] = arn
        shown["CreatedTimestamp"] = "\(Int(record.createdAt))"
        shown["LastModifiedTimestamp"] = "\(Int(record.modifiedAt))"
        shown["SqsManagedSseEnabled"] = "false"
        if isFIFO {
            shown["FifoQueue"] = "true"
            for (name, value) in QueueAttributes.orderedStandards where shown[name] == nil { shown[name] = value }
        }
        return shown
    }
}

/// What queues can be told.
///
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
enum QueueAttributes {
    /// Numbers: their ranges and defaults.
    static let numbers: [String: (range: ClosedRange<Int>, standard: Int)] = [
        "VisibilityTimeout": (0...43_200, 30), "MaximumMessageSize": (1024...1_048_576, 1_048_576),
        "MessageRetentionPeriod": (60...1_209_600, 345_600), "DelaySeconds": (0...900, 0),
        "ReceiveMessageWaitTimeSeconds": (0...20, 0), "KmsDataKeyReusePeriodSeconds": (60...86_400, 300),
    ]

    /// The defaults of FIFO queues.
    static let orderedStandards = [
        "ContentBasedDeduplication": "false", "DeduplicationScope": "queue", "FifoThroughputLimit": "perQueue",
    ]

    private static let words: [String: [String]] = [
        "ContentBasedDeduplication": ["true", "false"], "FifoQueue": ["true"],
        "DeduplicationScope": ["queue", "messageGroup"], "FifoThroughputLimit": ["perQueue", "perMessageGroupId"],
        "SqsManagedSseEnabled": ["false"],
    ]

    /// Those that can only be asked for.
    static let shown: Set<String> = [
        "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed",
        "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn",
    ]

    /// All names.
    static let names = Set(numbers.keys).union(words.keys).union(shown)
        .union(["All", "Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId"])

    static func invalid(_ name: String, _ value: String, _ reason: String) -> ServiceError {
        ServiceError("InvalidAttributeValue", "Invalid value for the parameter \(name). Reason: \(reason)")
    }

    /// Checks what a queue is to be told.
    ///
    /// - Parameters:
    ///   - given: Names and values; an empty value takes back what was said.
    ///   - isFIFO: Whether it is a FIFO queue.
    ///   - findQueue: Tells whether the queue with an ARN is a FIFO queue; `nil` when there is none.
    /// - Throws: `ServiceError` with the code `InvalidAttributeName` or `InvalidAttributeValue`.
    static func check(
        _ given: [String: String],
        isFIFO: Bool,
        findQueue: (_ arn: String) -> Bool?
    ) throws(ServiceError) {
        for (name, value) in given {
            guard names.contains(name), name != "All" else {
                throw ServiceError("InvalidAttributeName", "Unknown Attribute \(name).")
            }
            guard !shown.contains(name) else {
                throw ServiceError("InvalidAttributeName", "The attribute \(name) cannot be set.")
            }
            if let number = numbers[name] {
                guard let wanted = Int(value), number.range.contains(wanted) else {
                    let range = "\(number.range.lowerBound) to \(number.range.upperBound)"
                    throw invalid(name, value, "Must be a number from \(range).")
                }
            } else if let allowed = words[name] {
                guard allowed.contains(value) else {
                    throw invalid(name, value, "Must be \(allowed.joined(separator: " or ")).")
                }
                guard isFIFO || name == "SqsManagedSseEnabled" else {
                    throw ServiceError("InvalidAttributeName", "The attribute \(name) is for FIFO queues only.")
                }
            } else if ["Policy", "RedrivePolicy", "RedriveAllowPolicy"].contains(name), !value.isEmpty {
                guard let json = try? JSONValue(parsing: Array(value.utf8)), case .object = json else {
                    throw invalid(name, value, "It is no JSON object.")
                }
                if name == "RedrivePolicy" { try checkRedrive(json, isFIFO: isFIFO, findQueue) }
            } else if name == "KmsMasterKeyId", value.utf8.count > 2048 {
                throw invalid(name, value, "It is too long.")
            }
        }
    }

    private static func checkRedrive(
        _ json: JSONValue,
        isFIFO: Bool,
        _ findQueue: (_ arn: String) -> Bool?
    ) throws(ServiceError) {
        let count = json["maxReceiveCount"]
        guard let most = count?.integer ?? count?.string.flatMap({ Int($0) }), (1...1000).contains(most) else {
            throw invalid("RedrivePolicy", "", "maxReceiveCount must be from 1 to 1000.")
        }
        guard let arn = json["deadLetterTargetArn"]?.string, let isOther = findQueue(arn) else {
            throw invalid("RedrivePolicy", "", "The deadLetterTargetArn names no queue.")
        }
        guard isOther == isFIFO else {
            throw invalid("RedrivePolicy", "", "The queue for dead letters must be of the same type.")
        }
    }
}

import Bytes
import Cryptography
import JSON
import POSIX
import Records
import ServiceModel

/// Messages come out.
extension QueueService {
    /// The most messages that somebody may have of a queue.
    private static let mostInFlight = 120_000

    /// What of messages can be asked for besides what their senders have given them.
    private static let messageAttributes: Set<String> = [
        "All", "AWSTraceHeader", "ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount",
        "DeadLetterQueueSourceArn", "MessageDeduplicationId", "MessageGroupId", "SenderId", "SentTimestamp",
        "SequenceNumber",
    ]

    /// What somebody wants to receive.
    struct Reception: Sendable {
        var queue: String
        var most: Int
        var visibility: Int?
        var attributeNames: [String]
        var messageAttributeNames: [String]
        var principal: Principal
        /// How long to wait, in seconds.
        var wait: Int
    }

    func reception(_ request: ServiceRequest) throws -> Reception {
        let queue = try queue(request)
        func number(_ name: String, _ range: ClosedRange<Int>) throws(ServiceError) -> Int? {
            guard let number = request.input[name]?.integer else { return nil }
            guard range.contains(number) else {
                throw NewMessage.invalid(
                    name,
                    "\(number)",
                    "Must be between \(range.lowerBound) and \(range.upperBound), if provided."
                )
            }
            return number
        }
        func names(_ name: String) -> [String] { request.input[name]?.array.compactMap(\.string) ?? [] }
        let attributeNames = names("AttributeNames") + names("MessageSystemAttributeNames")
        for name in attributeNames where !QueueService.messageAttributes.contains(name) {
            // Older clients ask for attributes of queues as well: the list of names is one.
            guard QueueAttributes.names.contains(name) else {
                throw ServiceError("InvalidAttributeName", "Unknown Attribute \(name).")
            }
        }
        return Reception(
            queue: queue.name,
            most: try number("MaxNumberOfMessages", 1...10) ?? 1,
            visibility: try number("VisibilityTimeout", 0...43_200),
            attributeNames: attributeNames,
            messageAttributeNames: names("MessageAttributeNames"),
            principal: request.principal,
            wait: try number("WaitTimeSeconds", 0...20) ?? queue.wait
        )
    }

    /// Gives the messages that there are.
    ///
    /// - Returns: The answer; `nil` when there is no message.
    func receive(_ reception: Reception, at time: Double) throws -> JSONValue? {
        guard let queue = queue(named: reception.queue) else { throw QueueService.missing }
        let end = time + Double(reception.visibility ?? queue.visibilityTimeout)
        let redrive = redrive(of: queue)
        let messages = try records.changeQueues { transaction in
            try transaction.dropOld(in: queue.record.id, at: time)
            let most = QueueService.mostInFlight
            guard try transaction.inFlight(in: queue.record.id, at: time, upTo: most) < most else {
                throw ServiceError("OverLimit", "Too many messages of the queue are received and not deleted.")
            }
            return try transaction.receive(
                from: queue.record.id,
                upTo: reception.most,
                isOrdered: queue.isFIFO,
                at: time,
                until: end,
                redrive: redrive,
                makeReceipt: { Hexadecimal.text(try RandomBytes.make(16)) }
            )
        }
        guard !messages.isEmpty else { return nil }
        return .object(["Messages": .array(try messages.map { try shown($0, queue, reception) })])
    }

    private func redrive(of queue: Queue) -> QueueRedrive? {
        guard let (arn, most) = queue.redrive, let name = QueueNames.name(ofARN: arn),
            let other = self.queue(named: name)
        else { return nil }
        return QueueRedrive(
            deadLetterQueue: other.record.id,
            source: queue.arn,
            mostReceives: most,
            retention: Double(other.retention)
        )
    }

    private func shown(_ message: QueueMessageRecord, _ queue: Queue, _ reception: Reception) throws -> JSONValue {
        let content = try sealer.open(message, reuse: queue.keyReuse, for: reception.principal)
        let body = content["body"]?.string ?? ""
        let wanted = reception.messageAttributeNames
        let attributes = JSONValue.object(
            (content["attributes"]?.members ?? [:]).filter { name, _ in
                wanted.contains { one in
                    one == name || one == "All" || one == ".*"
                        || (one.hasSuffix(".*") && name.hasPrefix(one.dropLast(2)))
                }
            }
        )
        let digest = try MessageDigest.ofAttributes(attributes)
        let system = systemAttributes(message, queue, content, reception.attributeNames)
        return .present([
            "MessageId": .string(message.id), "ReceiptHandle": .string(QueueService.handle(of: message, queue)),
            "MD5OfBody": .string(try MessageDigest.ofBody(body)), "Body": .string(body),
            "Attributes": system.isEmpty ? nil : .object(system.mapValues { .string($0) }),
            "MessageAttributes": digest == nil ? nil : attributes,
            "MD5OfMessageAttributes": digest.map { .string($0) },
        ])
    }

    private func systemAttributes(
        _ message: QueueMessageRecord,
        _ queue: Queue,
        _ content: JSONValue,
        _ names: [String]
    ) -> [String: String] {
        func milliseconds(_ time: Double?) -> String? { time.map { "\(Int($0 * 1000))" } }
        let all: [String: String?] = [
            "SenderId": message.senderID, "SentTimestamp": milliseconds(message.sentAt),
            "ApproximateReceiveCount": "\(message.receives)",
            "ApproximateFirstReceiveTimestamp": milliseconds(message.firstReceivedAt),
            "MessageGroupId": message.groupID, "MessageDeduplicationId": message.deduplicationID,
            "SequenceNumber": queue.isFIFO ? QueueService.sequence(message.number) : nil,
            "AWSTraceHeader": content["system"]?["AWSTraceHeader"]?["StringValue"]?.string,
            "DeadLetterQueueSourceArn": message.source,
        ]
        let known = all.compactMapValues { $0 }
        return names.contains("All") ? known : known.filter { names.contains($0.key) }
    }

    // MARK: Receipts

    private static func handle(of message: QueueMessageRecord, _ queue: Queue) -> String {
        PageToken.text("\(queue.record.id):\(message.number):\(message.receipt ?? "")")
    }

    /// The number of a message, and what tells who has it.
    ///
    /// - Throws: `ServiceError` with the code `ReceiptHandleIsInvalid`.
    private static func receipt(_ json: JSONValue, _ queue: Queue) throws(ServiceError) -> (
        number: Int64, receipt: String
    ) {
        let handle = json["ReceiptHandle"]?.string ?? ""
        let parts = PageToken.place(handle)?.split(separator: ":").map(String.init) ?? []
        guard parts.count == 3, Int64(parts[0]) == queue.record.id, let number = Int64(parts[1]) else {
            throw ServiceError(
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"\(handle.prefix(64))\" is not a valid receipt handle."
            )
        }
        return (number, parts[2])
    }

    func deleteMessage(_ request: ServiceRequest) throws -> JSONValue {
        try delete(request.input, try queue(request))
        return .object([:])
    }

    func deleteMessages(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        return try each(request) { try delete($0, queue) }
    }

    /// Removes a message; one that was given to somebody else meanwhile stays, and that is no error.
    private func delete(_ json: JSONValue, _ queue: Queue) throws {
        let (number, receipt) = try QueueService.receipt(json, queue)
        let isGone = try records.changeQueues { try $0.delete(number, in: queue.record.id, receipt: receipt) }
        // The next of its group may come now.
        if isGone, queue.isFIFO { waiters.wake() }
    }

    func changeVisibility(_ request: ServiceRequest) throws -> JSONValue {
        try changeVisibility(request.input, try queue(request), at: request.time)
        return .object([:])
    }

    func changeVisibilities(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        return try each(request) { try changeVisibility($0, queue, at: request.time) }
    }

    private func changeVisibility(_ json: JSONValue, _ queue: Queue, at time: Double) throws {
        let seconds = json["VisibilityTimeout"]?.integer ?? queue.visibilityTimeout
        guard (0...43_200).contains(seconds) else {
            throw NewMessage.invalid(
                "VisibilityTimeout",
                "\(seconds)",
                "VisibilityTimeout must be an integer between 0 and 43200."
            )
        }
        let (number, receipt) = try QueueService.receipt(json, queue)
        let isHeld = try records.changeQueues { transaction in
            try transaction.hold(
                number,
                in: queue.record.id,
                receipt: receipt,
                at: time,
                until: time + Double(seconds)
            )
        }
        switch isHeld {
        case true?: if seconds == 0 { waiters.wake() }
        case false?: throw ServiceError("MessageNotInflight", "The message is not in flight.")
        case nil:
            throw NewMessage.invalid(
                "ReceiptHandle",
                nil,
                "Message does not exist or is not available for visibility timeout change."
            )
        }
    }

    private func each(_ request: ServiceRequest, _ body: (JSONValue) throws -> Void) throws -> JSONValue {
        var (successful, failed): ([JSONValue], [JSONValue]) = ([], [])
        for (id, entry) in try QueueService.entries(request) {
            do {
                try body(entry)
                successful.append(.object(["Id": .string(id)]))
            } catch let error as ServiceError {
                failed.append(QueueService.failure(id, error))
            }
        }
        return .object(["Successful": .array(successful), "Failed": .array(failed)])
    }
}

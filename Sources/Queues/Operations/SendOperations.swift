import Bytes
import Cryptography
import JSON
import Records
import ServiceModel

/// Messages go in.
extension QueueService {
    /// Of two messages with one deduplication id, the second does not count for so long, in seconds.
    private static let deduplication = 300.0

    func sendMessage(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        let message = try NewMessage(request.input, for: queue)
        let sent = try send([message], to: queue, by: request.principal, at: request.time)
        return .object(try QueueService.receipt(of: message, sent[0], queue))
    }

    func sendMessages(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        let entries = try QueueService.entries(request)
        var good: [(id: String, message: NewMessage)] = []
        var failed: [JSONValue] = []
        for (id, entry) in entries {
            do {
                good.append((id, try NewMessage(entry, for: queue)))
            } catch let error as ServiceError {
                failed.append(QueueService.failure(id, error))
            }
        }
        guard entries.reduce(0, { $0 + ($1.entry["MessageBody"]?.string?.utf8.count ?? 0) }) <= 1 << 20 else {
            throw ServiceError("BatchRequestTooLong", "Batch requests cannot be longer than 1048576 bytes.")
        }
        let sent = good.isEmpty ? [] : try send(good.map(\.message), to: queue, by: request.principal, at: request.time)
        let successful = try zip(good, sent).map { entry, sent in
            var members = try QueueService.receipt(of: entry.message, sent, queue)
            members["Id"] = .string(entry.id)
            return JSONValue.object(members)
        }
        return .object(["Successful": .array(successful), "Failed": .array(failed)])
    }

    private static func receipt(
        of message: NewMessage,
        _ sent: (id: String, number: Int64),
        _ queue: Queue
    ) throws -> [String: JSONValue] {
        var members: [String: JSONValue] = ["MessageId": .string(sent.id)]
        members["MD5OfMessageBody"] = .string(try MessageDigest.ofBody(message.body))
        members["MD5OfMessageAttributes"] = try MessageDigest.ofAttributes(message.attributes).map { .string($0) }
        members["MD5OfMessageSystemAttributes"] =
            try MessageDigest.ofAttributes(message.systemAttributes).map { .string($0) }
        if queue.isFIFO { members["SequenceNumber"] = .string(sequence(sent.number)) }
        return members
    }

    /// The sequence number of a message: 20 digits.
    static func sequence(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }

    /// Keeps messages, all or none.
    ///
    /// - Returns: Ids and numbers; of one that was sent before, those that it got then.
    func send(
        _ messages: [NewMessage],
        to queue: Queue,
        by principal: Principal,
        at time: Double
    ) throws -> [(id: String, number: Int64)] {
        let made = try messages.map { message in
            var record = QueueMessageRecord(
                id: try QueueService.randomUUID(),
                content: [],
                senderID: principal.name.isEmpty ? "\(principal.userID)" : principal.name,
                sentAt: time,
                visibleAt: time + Double(message.delay ?? queue.delay),
                expiresAt: time + Double(queue.retention)
            )
            record.groupID = message.groupID
            record.deduplicationID = message.deduplicationID
            try sealer.seal(message.content, &record, in: queue, for: principal)
            return record
        }
        let sent: [(id: String, number: Int64)] = try records.changeQueues { transaction in
            let id = queue.record.id
            guard
                try transaction.count(in: id, upTo: QueueService.mostMessages) + made.count <= QueueService.mostMessages
            else {
                throw ServiceError(
                    "OverLimit",
                    "The queue has \(QueueService.mostMessages) messages: receive some before you send more."
                )
            }
            return try made.map { record in
                guard queue.isFIFO, let word = record.deduplicationID else {
                    let kept = try transaction.add(record, to: id)
                    return (kept.id, kept.number)
                }
                let scope = queue.deduplicatesByGroup ? record.groupID ?? "" : ""
                if let earlier = try transaction.sent(to: id, scope, word, at: time) { return earlier }
                let kept = try transaction.add(record, to: id)
                try transaction.note(kept, sentTo: id, scope, word, until: time + QueueService.deduplication)
                return (kept.id, kept.number)
            }
        }
        waiters.wake()
        return sent
    }

    /// A random id in the form of a UUID of version 4 (RFC 9562).
    private static func randomUUID() throws -> String {
        var bytes = try RandomBytes.make(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.text(bytes))
        return [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]].map { String($0) }
            .joined(separator: "-")
    }

    // MARK: Batches

    /// The entries of a batch by their ids.
    ///
    /// - Throws: `ServiceError` for none, for more than ten, and for ids that are none or twice there.
    static func entries(_ request: ServiceRequest) throws(ServiceError) -> [(id: String, entry: JSONValue)] {
        let entries = request.input["Entries"]?.array ?? []
        guard !entries.isEmpty else {
            throw ServiceError("EmptyBatchRequest", "There should be at least one entry in the request.")
        }
        guard entries.count <= 10 else {
            throw ServiceError(
                "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent \(entries.count)."
            )
        }
        var seen: Set<String> = []
        return try entries.map { entry throws(ServiceError) in
            let id = entry["Id"]?.string ?? ""
            let isWord = id.utf8.allSatisfy { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 45 || $0 == 95 }
            guard (1...80).contains(id.utf8.count), isWord else {
                throw ServiceError(
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
                )
            }
            guard seen.insert(id).inserted else {
                throw ServiceError("BatchEntryIdsNotDistinct", "Id \(id) repeated.")
            }
            return (id, entry)
        }
    }

    static func failure(_ id: String, _ error: ServiceError) -> JSONValue {
        .object([
            "Id": .string(id), "SenderFault": .boolean(true), "Code": .string(error.code),
            "Message": .string(error.message),
        ])
    }
}

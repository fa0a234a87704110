import Bytes
import Cryptography
import JSON
import ServiceModel

/// A message that is to be sent, as a request has it.
struct NewMessage: Sendable {
    let body: String
    /// The attributes that its sender gives it: names, each with a type and a value.
    let attributes: JSONValue
    let systemAttributes: JSONValue
    let groupID: String?
    let deduplicationID: String?
    /// Seconds; `nil` for what the queue says.
    let delay: Int?

    /// The most attributes of one message.
    private static let mostAttributes = 10

    /// Checks what a request has.
    ///
    /// - Parameters:
    ///   - json: The parameters of SendMessage, or an entry of SendMessageBatch.
    ///   - queue: The queue.
    /// - Throws: `ServiceError` for what the queue does not take.
    init(_ json: JSONValue, for queue: Queue) throws {
        body = json["MessageBody"]?.string ?? ""
        guard !body.isEmpty else {
            throw ServiceError("MissingParameter", "The request must contain the parameter MessageBody.")
        }
        guard body.unicodeScalars.allSatisfy(NewMessage.isAllowed) else {
            throw ServiceError("InvalidMessageContents", "The message contains characters outside the allowed set.")
        }
        attributes = json["MessageAttributes"] ?? .object([:])
        systemAttributes = json["MessageSystemAttributes"] ?? .object([:])
        groupID = json["MessageGroupId"]?.string
        delay = json["DelaySeconds"]?.integer
        if let delay, !(0...900).contains(delay) {
            throw NewMessage.invalid("DelaySeconds", "\(delay)", "DelaySeconds must be >= 0 and <= 900.")
        }
        let given = json["MessageDeduplicationId"]?.string
        if queue.isFIFO {
            guard let groupID else {
                throw ServiceError("MissingParameter", "The request must contain the parameter MessageGroupId.")
            }
            guard NewMessage.isWord(groupID) else {
                throw NewMessage.invalid("MessageGroupId", groupID, "It has 1 to 128 letters, digits and marks.")
            }
            guard delay == nil || delay == 0 else {
                throw NewMessage.invalid(
                    "DelaySeconds",
                    "\(delay ?? 0)",
                    "The request include parameter that is not valid for this queue type."
                )
            }
            if given == nil, queue.deduplicatesByContent {
                var digest = try SHA256()
                digest.update(Array(body.utf8).span)
                deduplicationID = Hexadecimal.text(digest.finalize())
            } else {
                deduplicationID = given
            }
            guard let id = deduplicationID else {
                throw ServiceError(
                    "InvalidParameterValue",
                    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
                )
            }
            guard NewMessage.isWord(id) else {
                throw NewMessage.invalid("MessageDeduplicationId", id, "It has 1 to 128 letters, digits and marks.")
            }
        } else {
            guard given == nil else {
                throw NewMessage.invalid(
                    "MessageDeduplicationId",
                    given ?? "",
                    "The request include parameter that is not valid for this queue type."
                )
            }
            deduplicationID = nil
        }
        try NewMessage.check(attributes, most: NewMessage.mostAttributes)
        try NewMessage.check(systemAttributes, most: 1)
        guard byteCount <= queue.mostBytes else {
            throw NewMessage.invalid(
                "MessageBody",
                nil,
                "Message must be shorter than \(queue.mostBytes) bytes."
            )
        }
    }

    /// How much it counts, in bytes: body, names, types and values.
    var byteCount: Int {
        attributes.members.reduce(body.utf8.count) { sum, attribute in
            let (type, text) = (attribute.value["DataType"]?.string ?? "", attribute.value["StringValue"]?.string ?? "")
            let bytes = (attribute.value["BinaryValue"]?.string?.utf8.count ?? 0) / 4 * 3
            return sum + attribute.key.utf8.count + type.utf8.count + text.utf8.count + bytes
        }
    }

    /// What is kept of it.
    var content: JSONValue {
        .object(["body": .string(body), "attributes": attributes, "system": systemAttributes])
    }

    static func invalid(_ name: String, _ value: String?, _ reason: String) -> ServiceError {
        // A body may be secret, and says nothing here.
        let shown = value.map { "Value \($0.prefix(256)) for parameter" } ?? "One or more values of the parameter"
        return ServiceError("InvalidParameterValue", "\(shown) \(name) is invalid. Reason: \(reason)")
    }

    /// Whether XML may have it.
    ///
    /// Source: https://www.w3.org/TR/REC-xml/#charsets
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// Whether a text is 1 to 128 letters, digits and marks of ASCII.
    private static func isWord(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { 33...126 ~= $0 }
    }

    private static func check(_ attributes: JSONValue, most: Int) throws(ServiceError) {
        guard attributes.members.count <= most else {
            throw ServiceError(
                "InvalidParameterValue",
                "Number of message attributes [\(attributes.members.count)] exceeds the allowed maximum [\(most)]."
            )
        }
        for (name, value) in attributes.members {
            let type = value["DataType"]?.string ?? ""
            let kind = type.split(separator: ".", maxSplits: 1).first.map(String.init) ?? ""
            guard (1...256).contains(name.utf8.count), type.utf8.count <= 256,
                ["String", "Number", "Binary"].contains(kind)
            else {
                throw ServiceError(
                    "InvalidParameterValue",
                    "The message attribute '\(name.prefix(256))' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."
                )
            }
            let text = value["StringValue"]?.string
            let isThere = kind == "Binary" ? value["BinaryValue"]?.string != nil : text?.isEmpty == false
            guard isThere, kind != "Number" || text.flatMap({ Double($0) }) != nil else {
                throw ServiceError(
                    "InvalidParameterValue",
                    "The message attribute '\(name.prefix(256))' must contain a value of its type."
                )
            }
        }
    }
}

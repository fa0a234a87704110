import Bytes
import Cryptography
import JSON

/// The digests by which SDKs check that a message arrived as it was sent.
///
/// They are no protection against anybody.
///
/// Source:
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
enum MessageDigest {
    static func ofBody(_ body: String) throws -> String { try MessageDigest.text(Array(body.utf8)) }

    /// The digest of attributes; `nil` when there are none.
    static func ofAttributes(_ attributes: JSONValue) throws -> String? {
        guard !attributes.members.isEmpty else { return nil }
        var bytes: [UInt8] = []
        func add(_ part: some Collection<UInt8>) {
            let count = UInt32(part.count)
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
            bytes += part
        }
        for (name, value) in attributes.members.sorted(by: { $0.key < $1.key }) {
            add(name.utf8)
            add((value["DataType"]?.string ?? "").utf8)
            if let blob = value["BinaryValue"]?.string {
                bytes.append(2)
                add(Base64.bytes(blob) ?? [])
            } else {
                bytes.append(1)
                add((value["StringValue"]?.string ?? "").utf8)
            }
        }
        return try text(bytes)
    }

    private static func text(_ bytes: [UInt8]) throws -> String {
        Hexadecimal.text(try MD5.digest(of: bytes.span))
    }
}

import Cryptography
public import POSIX

/// Says who sends a request by HTTP, when, and that nobody has changed it.
///
/// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public enum WebhookSignature {
    /// The headers that a request is sent with.
    ///
    /// - Parameters:
    ///   - id: The same for each try to send the same message.
    ///   - body: What is sent.
    ///   - key: What only the two sides know.
    ///   - time: Now.
    /// - Returns: `nil` when memory ran out.
    public static func headers(_ id: String, _ body: [UInt8], key: [UInt8], at time: Timestamp) -> [String: String]? {
        guard let mac = try? HMACSHA256(key: key) else { return nil }
        let code = mac.code(for: (Array("\(id).\(time.seconds).".utf8) + body).span)
        return [
            "webhook-id": id, "webhook-timestamp": String(time.seconds),
            "webhook-signature": "v1," + Base64.text(code),
        ]
    }
}

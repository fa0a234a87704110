import Cryptography
import JSON
import POSIX
import Records
import ServiceModel

/// Encrypts messages under data keys of the key service, and decrypts them.
///
/// A key is used for as long as its queue says, and kept in memory for those who may unwrap it. A sealed message is a random
/// nonce, the ciphertext and the tag of AES-256-GCM; its associated data are the queue and the message's id.
final class MessageSealer: Sendable {
    private let keys: any QueueKeys
    private let state = Monitor(State())

    private struct State {
        /// The keys that new messages are sealed with, by queue, key and sender.
        var sealing: [String: Entry] = [:]
        /// Keys that were unwrapped, by who may have them and what they are.
        var opening: [Opening: Entry] = [:]
    }

    private struct Entry {
        var key: SecretBytes
        var wrapped: [UInt8]
        /// Until when it is used, by the clock that only goes on.
        var end: Timestamp
    }

    private struct Opening: Hashable {
        var principal: Principal
        var wrapped: [UInt8]
    }

    /// The most keys that are kept in memory of each kind.
    private static let most = 1000

    init(_ keys: any QueueKeys) { self.keys = keys }

    private static func context(_ arn: String) -> [String: String] { ["aws:sqs:arn": arn] }

    private static func data(_ arn: String, _ id: String) -> [UInt8] { Array("\(arn)\u{0}\(id)".utf8) }

    /// Encrypts a message, if its queue wants that.
    func seal(_ content: JSONValue, _ message: inout QueueMessageRecord, in queue: Queue, for principal: Principal)
        throws
    {
        let bytes = content.bytes
        guard let keyID = queue.keyID else {
            message.content = bytes
            return
        }
        let entry = try sealingKey(keyID, queue, principal)
        let nonce = try RandomBytes.make(AESGCM.nonceByteCount)
        var sealed = nonce
        var cipher = try AESGCM(key: entry.key)
        try cipher.seal(
            bytes.span,
            nonce: nonce.span,
            authenticating: MessageSealer.data(queue.arn, message.id).span,
            into: &sealed
        )
        message.content = sealed
        message.wrappedKey = entry.wrapped
        message.keyContext = queue.arn
    }

    private func sealingKey(_ keyID: String, _ queue: Queue, _ principal: Principal) throws -> Entry {
        let name = "\(queue.record.id) \(keyID) \(principal.userID) \(principal.kind)"
        let now = Timestamp.monotonic()
        if let entry = state.withLock({ $0.sealing[name] }), now < entry.end { return entry }
        let made: (plaintext: SecretBytes, wrapped: [UInt8])
        do {
            made = try keys.generate(under: keyID, context: MessageSealer.context(queue.arn), for: principal)
        } catch let error as ServiceError {
            throw MessageSealer.refusal(error)
        }
        let entry = Entry(
            key: made.plaintext,
            wrapped: made.wrapped,
            end: now.adding(milliseconds: queue.keyReuse * 1000)
        )
        state.withLock { state in
            if state.sealing.count >= MessageSealer.most { state.sealing = [:] }
            state.sealing[name] = entry
        }
        return entry
    }

    /// Decrypts a message, if it is encrypted.
    ///
    /// - Throws: `ServiceError` when who asks may not have the key; `CryptographyError` when it is damaged.
    func open(_ message: QueueMessageRecord, reuse seconds: Int, for principal: Principal) throws -> JSONValue {
        guard let wrapped = message.wrappedKey, let arn = message.keyContext else {
            return try JSONValue(parsing: message.content)
        }
        let key = try openingKey(wrapped, arn, seconds, principal)
        let count = AESGCM.nonceByteCount
        guard message.content.count >= count else { throw ServiceError("InternalFailure", "A message is damaged.") }
        let nonce = Array(message.content[..<count])
        var plain: [UInt8] = []
        var cipher = try AESGCM(key: key)
        try cipher.open(
            Array(message.content[count...]).span,
            nonce: nonce.span,
            authenticating: MessageSealer.data(arn, message.id).span,
            into: &plain
        )
        return try JSONValue(parsing: plain)
    }

    private func openingKey(
        _ wrapped: [UInt8],
        _ arn: String,
        _ seconds: Int,
        _ principal: Principal
    ) throws -> SecretBytes {
        let place = Opening(principal: principal, wrapped: wrapped)
        let now = Timestamp.monotonic()
        if let entry = state.withLock({ $0.opening[place] }), now < entry.end { return entry.key }
        let key: SecretBytes
        do {
            key = try keys.unwrap(wrapped, context: MessageSealer.context(arn), for: principal)
        } catch let error as ServiceError {
            throw MessageSealer.refusal(error)
        }
        state.withLock { state in
            if state.opening.count >= MessageSealer.most { state.opening = [:] }
            state.opening[place] = Entry(key: key, wrapped: [], end: now.adding(milliseconds: seconds * 1000))
        }
        return key
    }

    /// What SQS calls the refusals of the key service.
    private static func refusal(_ error: ServiceError) -> ServiceError {
        let codes = [
            "AccessDeniedException": "KmsAccessDenied", "DisabledException": "KmsDisabled",
            "NotFoundException": "KmsNotFound", "KMSInvalidStateException": "KmsInvalidState",
            "InvalidKeyUsageException": "KmsInvalidKeyUsage", "ThrottlingException": "KmsThrottled",
        ]
        return ServiceError(codes[error.code] ?? error.code, error.message)
    }
}

public import Cryptography
public import EncryptedMessages

/// Where data keys come from: KMS, or a key at hand.
public protocol DataKeySource {
    /// Whether data keys that were wrapped here can be unwrapped again; not with a public key only.
    var canUnwrap: Bool { get }

    /// Makes a data key and wraps it for everybody who shall read the message.
    ///
    /// - Parameter context: What the wrapping must authenticate.
    /// - Returns: A key of 32 random bytes, and its wrapped forms, at least one.
    /// - Throws: ``DataKeyError`` when no key can be made, or not wrapped for everybody.
    func newDataKey(for context: EncryptionContext) throws(DataKeyError) -> NewDataKey

    /// Unwraps the data key of a message.
    ///
    /// - Throws: ``DataKeyError``, also when the message's context is not the one that is wanted here.
    func dataKey(for header: MessageHeader) throws(DataKeyError) -> SecretBytes
}

/// A data key, and what a message keeps of it.
public struct NewDataKey: Sendable {
    public var key: SecretBytes
    public var wrapped: [EncryptedDataKey]

    /// Describes a data key.
    public init(key: SecretBytes, wrapped: [EncryptedDataKey]) {
        self.key = key
        self.wrapped = wrapped
    }
}

/// Why there is no data key.
public struct DataKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name that KMS has for it; `nil` when it is not from there.
    public var code: String?
    /// What is wrong: one clause, lower case, no full stop.
    public var message: String
    /// Whether another try at another time may do.
    public var isRetryable: Bool

    /// Describes an error.
    public init(code: String? = nil, _ message: String, isRetryable: Bool = false) {
        self.code = code
        self.message = message
        self.isRetryable = isRetryable
    }

    public var description: String { message }
}

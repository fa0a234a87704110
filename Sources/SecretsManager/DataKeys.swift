public import Cryptography
public import ServiceModel

/// Where the keys come from that encrypt values: the key service.
///
/// Errors are `ServiceError` in the key service's words; others mean that it is not to be had.
public protocol DataKeys: Sendable {
    /// Makes a data key of 32 bytes.
    ///
    /// - Parameters:
    ///   - keyID: The key that wraps it: an id, ARN or alias.
    ///   - context: What must be given again to unwrap it.
    ///   - principal: Who wants it.
    /// - Returns: The key, in clear and wrapped.
    /// - Throws: `ServiceError` when the key service refuses.
    func generate(under keyID: String, context: [String: String], for principal: Principal) throws -> DataKey

    /// Unwraps a data key.
    func unwrap(_ wrapped: [UInt8], context: [String: String], for principal: Principal) throws -> SecretBytes

    /// Unwraps data keys, each as if alone, but without waiting for one before the next is asked for.
    ///
    /// - Returns: The keys in the order of `wrapped`, or why one was refused.
    /// - Throws: When the key service is not to be had.
    func unwrap(_ wrapped: [WrappedKey], for principal: Principal) throws -> [Result<SecretBytes, any Error>]
}

extension DataKeys {
    public func unwrap(_ wrapped: [WrappedKey], for principal: Principal) throws -> [Result<SecretBytes, any Error>] {
        wrapped.map { key in Result { try unwrap(key.bytes, context: key.context, for: principal) } }
    }
}

/// A data key as it is kept with its value.
public struct WrappedKey: Sendable {
    public var bytes: [UInt8]
    /// What it was wrapped with.
    public var context: [String: String]

    /// Describes a key.
    public init(_ bytes: [UInt8], context: [String: String]) {
        self.bytes = bytes
        self.context = context
    }
}

/// A key for one value.
public struct DataKey: Sendable {
    public var plaintext: SecretBytes
    /// The key under another key, to be kept with the value.
    public var wrapped: [UInt8]
    /// The other key.
    public var keyARN: String

    /// Describes a key.
    public init(plaintext: SecretBytes, wrapped: [UInt8], keyARN: String) {
        self.plaintext = plaintext
        self.wrapped = wrapped
        self.keyARN = keyARN
    }
}

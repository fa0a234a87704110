public import Cryptography
import ServiceModel

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

/// Why a message was refused, or could not be written.
///
/// Nothing of a frame that an error concerns has been released.
public enum MessageError: Error, Equatable, Sendable {
    /// The first bytes are not those of a message.
    case notAMessage
    /// It has an algorithm suite that nobody has defined, or one that does not go with its header.
    case unknownSuite(UInt16)
    /// It does not commit to its key, and the policy wants that.
    case commitmentRequired
    /// A field has a value that it may not have.
    case malformed(Part)
    /// A length or a count is above what the reader takes.
    case limitExceeded(Part)
    /// A user's context has the key that is kept for the signature, or a message has it without being signed.
    case reservedContextKey
    /// The data key has a wrong length for the suite.
    case dataKeyLength
    /// The data key is not the one that the message was written with.
    case wrongDataKey
    /// The header was changed, or belongs to another data key.
    case headerNotAuthentic
    /// A frame was changed; frames count from 1.
    case frameNotAuthentic(UInt32)
    /// A frame is not the one whose turn it is; frames count from 1.
    case frameOutOfOrder(UInt32)
    /// The signature is not that of the message.
    case signatureNotAuthentic
    /// The message ends too early.
    case truncated
    /// Something follows the end of the message.
    case trailingBytes
    /// The wrapped data key cannot be unwrapped with this key.
    case unwrappingFailed
    /// The cryptographic library failed.
    case cryptography

    /// A part of a message.
    public enum Part: String, Sendable {
        case header
        case context = "encryption context"
        case dataKeys = "encrypted data keys"
        case frame
        case footer = "signature"
        case message
    }
}

extension MessageError: CustomStringConvertible {
    /// What is wrong: one clause, lower case, no full stop.
    public var description: String {
        switch self {
        case .notAMessage: "not a message of the AWS Encryption SDK"
        case .unknownSuite(let number): "no algorithm suite 0x\(number.hexadecimal) in this version"
        case .commitmentRequired: "the message does not commit to its key"
        case .malformed(let part): "malformed \(part.rawValue)"
        case .limitExceeded(let part): "too large: \(part.rawValue)"
        case .reservedContextKey: "the encryption context has the reserved key \(EncryptionContext.publicKeyName)"
        case .dataKeyLength: "the data key has a wrong length"
        case .wrongDataKey: "the data key is not the message's"
        case .headerNotAuthentic: "the header is not authentic"
        case .frameNotAuthentic(let number): "frame \(number) is not authentic"
        case .frameOutOfOrder(let number): "frame \(number) is missing or out of order"
        case .signatureNotAuthentic: "the signature is not the message's"
        case .truncated: "the message ends too early"
        case .trailingBytes: "something follows the end of the message"
        case .unwrappingFailed: "the data key cannot be unwrapped"
        case .cryptography: "the cryptographic library failed"
        }
    }
}

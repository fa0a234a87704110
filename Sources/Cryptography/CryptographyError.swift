import COpenSSL

/// Why a cryptographic operation gave nothing.
///
/// It says no more than this on purpose: which check refused a ciphertext is what an attacker wants to learn.
public enum CryptographyError: Error, Equatable, Sendable {
    /// The bytes are not what was sealed under this key: another key, another context, or something was changed.
    case authentication

    /// The ciphertext cannot be decrypted with this private key and padding.
    case decryption

    /// The key is malformed, too short, not on its curve, or of a kind that is not supported.
    case invalidKey

    /// The key is of another kind than the operation needs.
    case keyMismatch

    /// Something that was given has a length, or is a number, that the standard does not allow.
    case invalidArgument

    /// OpenSSL failed: no memory, or no randomness.
    case failure

    /// Clears the thread's error queue, so that a later call is not blamed for this failure.
    static func cleared(_ error: CryptographyError) -> CryptographyError {
        ERR_clear_error()
        return error
    }
}

extension CryptographyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .authentication: "the bytes are not what was encrypted under this key"
        case .decryption: "the bytes cannot be decrypted with this key"
        case .invalidKey: "the key is not valid"
        case .keyMismatch: "the key is of another kind than the operation needs"
        case .invalidArgument: "a length or a number is outside what the standard allows"
        case .failure: "the cryptographic library failed"
        }
    }
}

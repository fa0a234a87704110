import Actions
import POSIX

extension ObjectRewriter {
    /// A key that cannot be used.
    package struct RecipientError: Error {
        package var message: String
    }

    /// Whom a key stands for: a KMS key, or a file with a public key.
    package static func recipient(_ key: String) throws(RecipientError) -> Recipient {
        guard key.hasPrefix("/") else { return .kms([key]) }
        do throws(SystemError) {
            return .publicKey(String(decoding: try FileContents.read(Array(key.utf8), upTo: 65_536), as: UTF8.self))
        } catch {
            throw RecipientError(message: "\(key): \(error)")
        }
    }
}

import Cryptography
import POSIX

/// Tokens that programs of the machine must have before they are given credentials, each good for one user.
final class MetadataTokens: Sendable {
    private struct Token {
        var userID: UInt32
        /// By the clock that nobody sets.
        var end: Timestamp
    }

    /// By their digests, so that how long a look takes says nothing of them.
    private let tokens = Monitor<[[UInt8]: Token]>([:])

    /// The most that are good at a time, and the most of them for one user: SDKs ask for one each time.
    private static let most = 16_384
    private static let mostOfUser = 256

    /// Makes a token.
    ///
    /// - Parameters:
    ///   - userID: For whom.
    ///   - seconds: How long it is good.
    /// - Returns: The token; one of the same user's that would end first may be good no longer. `nil` when there are too many.
    /// - Throws: `CryptographyError` without randomness.
    func make(for userID: UInt32, seconds: Int) throws -> String? {
        let text = Base64.text(try RandomBytes.make(42))
        let digest = try MetadataTokens.digest(of: text)
        let now = Timestamp.monotonic()
        return tokens.withLock { tokens in
            let own = tokens.filter { $0.value.userID == userID }
            if own.count >= MetadataTokens.mostOfUser, let first = own.min(by: { $0.value.end < $1.value.end }) {
                tokens[first.key] = nil
            }
            if tokens.count >= MetadataTokens.most { tokens = tokens.filter { now < $0.value.end } }
            guard tokens.count < MetadataTokens.most else { return nil }
            tokens[digest] = Token(userID: userID, end: now.adding(milliseconds: seconds * 1000))
            return text
        }
    }

    /// Whether a text is a token that is good for a user.
    func isGood(_ text: String, for userID: UInt32) -> Bool {
        // Without digests nothing is good.
        guard let digest = try? MetadataTokens.digest(of: text) else { return false }
        return tokens.withLock { tokens in
            guard let token = tokens[digest], token.userID == userID else { return false }
            guard Timestamp.monotonic() < token.end else {
                tokens[digest] = nil
                return false
            }
            return true
        }
    }

    private static func digest(of text: String) throws -> [UInt8] {
        var digest = try SHA256()
        digest.update(Array(text.utf8).span)
        return Array(digest.finalize())
    }
}

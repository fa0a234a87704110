import Accounts
import Bytes
import Cryptography
import Records
import ServiceModel

/// Names of secrets, in the form of Amazon Resource Names.
public enum SecretNames {
    private static let prefix = AccountLocation.current.arn(of: "secret:", in: "secretsmanager")
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// The ARN of a new secret: its name and six random letters, so that a secret made under the name of one that was
    /// deleted is another.
    static func makeARN(_ name: String) throws(CryptographyError) -> String {
        "\(prefix)\(name)-\(try RandomText.make(6, of: letters))"
    }

    /// The ARN without the letters.
    static func partialARN(_ name: String) -> String { prefix + name }

    /// Whether a new secret may be called so.
    static func isValid(_ name: String) -> Bool {
        name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-/_+=.@!".utf8.contains(byte)
            }
        }
    }

    /// Refuses what can be neither the name of a secret nor an ARN, whether there are secrets or not.
    static func check(_ id: String) throws(ServiceError) {
        guard id.hasPrefix("arn:") || isValid(id) else { throw .invalidName }
    }

    /// Finds a secret by its name, its ARN, or its ARN without the six letters.
    ///
    /// A whole ARN comes first: a name may end like one.
    static func find(_ id: String, _ transaction: SecretTransaction) throws -> SecretRecord {
        if id.hasPrefix(prefix) {
            if let secret = try transaction.secret(arn: id) { return secret }
            if let secret = try transaction.secret(named: String(id.dropFirst(prefix.count))) { return secret }
        } else if let secret = try transaction.secret(named: id) {
            return secret
        }
        throw ServiceError.missingSecret
    }
}

/// Text that nobody can foresee.
enum RandomText {
    /// Makes `count` characters, each of `alphabet` as likely as the others.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - alphabet: ASCII, from 1 to 256 characters.
    /// - Returns: The text.
    /// - Throws: When the system's source of randomness fails.
    static func make(_ count: Int, of alphabet: [UInt8]) throws(CryptographyError) -> String {
        // Bytes from here on would make the first characters likelier.
        let limit = 256 - 256 % alphabet.count
        var text: [UInt8] = []
        text.reserveCapacity(count)
        while text.count < count {
            for byte in try RandomBytes.make(max(16, count - text.count)) where Int(byte) < limit && text.count < count
            {
                text.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A random UUID (RFC 9562, section 5.4), in lower case.
    static func makeUUID() throws(CryptographyError) -> String {
        var bytes = try RandomBytes.make(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.text(bytes).utf8)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        return parts.joined(separator: "-")
    }
}

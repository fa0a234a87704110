import Accounts
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

    /// What policies are asked about where there is no secret of a name or ARN: like the ARN of one, with letters that none has.
    static func unmadeARN(_ id: String) -> String {
        let isWhole = id.utf8.suffix(6).allSatisfy(letters.contains) && id.utf8.dropLast(6).last == UInt8(ascii: "-")
        return id.hasPrefix("arn:") ? (isWhole ? id : id + "-??????") : "\(prefix)\(id)-??????"
    }

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

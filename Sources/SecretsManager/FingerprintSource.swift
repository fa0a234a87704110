public import Cryptography
import JSON
import Records
import ServiceModel

/// A version of a secret with what of it would be recognised in a file.
public struct FingerprintSource: Sendable {
    public var secretARN: String
    public var name: String
    public var versionID: String
    /// The value as a whole, and those parts of it that are secrets by themselves.
    public var parts: [Part]

    /// A text or bytes to be recognised.
    public struct Part: Sendable {
        /// `SecretString`, `SecretBinary`, or where in the JSON of the value it is: `password`, `replica.token`.
        public var label: String
        public var value: SecretBytes
    }
}

/// A value that came or went.
public enum ValueChange: Sendable {
    case came(FingerprintSource)
    case went(secretARN: String, versionID: String)
}

extension SecretsManager {
    /// What is shorter than this, in bytes, is found by chance.
    private static let shortestPart = 8

    func hear(_ change: ValueChange) { surroundings.hear(change) }

    /// Goes through the values of all versions of all secrets, one at a time.
    ///
    /// A version whose key cannot be used is left out, and named to `miss`.
    ///
    /// - Parameters:
    ///   - body: Gets each version that has a part.
    ///   - miss: Gets the ARN of a secret, the version and why it is left out.
    /// - Throws: What `body` throws, or when the records cannot be read.
    public func forEachFingerprintSource(
        _ body: (FingerprintSource) throws -> Void,
        missing miss: (String, String, String) -> Void = { _, _, _ in }
    ) throws {
        for secret in try records.readSecrets({ try $0.secrets() }) {
            for version in try records.readSecrets({ try $0.versions(of: secret.id) }) {
                do {
                    guard let value = try value(version, of: secret, for: .service) else { continue }
                    let source = SecretsManager.source(value, of: secret, version.version)
                    if !source.parts.isEmpty { try body(source) }
                } catch let error as ServiceError {
                    miss(secret.arn, version.version, error.code)
                }
            }
        }
    }

    static func source(_ value: SecretValue, of secret: SecretRecord, _ version: String) -> FingerprintSource {
        var parts: [FingerprintSource.Part] = []
        func add(_ label: String, _ bytes: [UInt8]) {
            guard bytes.count >= shortestPart else { return }
            parts.append(FingerprintSource.Part(label: label, value: SecretBytes(copying: bytes.span)))
        }
        add(value.isText ? "SecretString" : "SecretBinary", value.bytes)
        if let members = value.members {
            addLeaves(of: .object(members), "", isSecret: false) { add($0, Array($1.utf8)) }
        }
        return FingerprintSource(secretARN: secret.arn, name: secret.name, versionID: version, parts: parts)
    }

    /// Goes through the texts in JSON that are secrets, by the names on the way to them.
    private static func addLeaves(
        of value: JSONValue,
        _ path: String,
        isSecret: Bool,
        _ add: (String, String) -> Void
    ) {
        switch value {
        case .string(let text): if isSecret { add(path, text) }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                addLeaves(of: element, "\(path)[\(index)]", isSecret: isSecret, add)
            }
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                let inner = path.isEmpty ? name : "\(path).\(name)"
                addLeaves(of: member, inner, isSecret: SecretMemberName.isSecret(name) ?? isSecret, add)
            }
        default: break
        }
    }
}

/// Names of members of a secret's JSON.
enum SecretMemberName {
    private static let secret = [
        "password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "key", "credential", "private",
        "auth",
        "dsn", "url", "uri", "connectionstring", "jdbc", "cookie", "signature", "pin", "hash", "salt", "cert",
    ]
    private static let harmless: Set<String> = [
        "host", "hostname", "port", "engine", "username", "user", "dbname", "database", "masterarn", "arn", "region",
        "dbinstanceidentifier", "dbclusteridentifier", "ssl", "sslmode", "sslrootcert", "schema", "name", "email",
        "keyid",
        "accesskeyid", "publickey",
    ]

    /// Whether what a member holds is a secret; `nil` when the name does not tell.
    static func isSecret(_ name: String) -> Bool? {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        if harmless.contains(plain) { return false }
        return secret.contains { plain.contains($0) } ? true : nil
    }
}

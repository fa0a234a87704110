public import Cryptography
import JSON
import POSIX
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

        /// Names a value.
        public init(label: String, value: SecretBytes) {
            self.label = label
            self.value = value
        }
    }

    /// Names a version and what of it would be recognised.
    public init(secretARN: String, name: String, versionID: String, parts: [Part]) {
        self.secretARN = secretARN
        self.name = name
        self.versionID = versionID
        self.parts = parts
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

    func hear(_ change: ValueChange) { dependencies.hear(change) }

    /// Goes through the values of all versions of all secrets, one at a time.
    ///
    /// While `body` has some, the next ones are decrypted on another thread. A version whose key cannot be used is left
    /// out, and named to `miss`. Versions that come or go meanwhile may be among them or not: ``Dependencies/hear`` tells.
    ///
    /// - Parameters:
    ///   - body: Gets each version that has a part, and its labels.
    ///   - miss: Gets the ARN of a secret, the version and why it is left out.
    /// - Throws: What `body` throws, or when the records cannot be read.
    public func forEachFingerprintSource(
        _ body: (FingerprintSource, _ stages: [String]) throws -> Void,
        missing miss: (String, String, String) -> Void = { _, _, _ in }
    ) throws {
        let walk = ValueWalk()
        guard Threads.detach({ [self] in walk.fill { try fingerprintSources(after: $0) } }) else {
            throw ServiceError("InternalServiceError", "The system gives no thread.")
        }
        defer { walk.end() }
        while let some = try walk.next() {
            for value in some {
                switch value {
                case .found(let source, let stages): if !source.parts.isEmpty { try body(source, stages) }
                case .missed(let arn, let version, let code): miss(arn, version, code)
                }
            }
        }
    }

    /// The values of some versions behind a position, and where the last of them is; `nil` when there are no more.
    private func fingerprintSources(
        after position: SecretValueRecord.Position
    ) throws -> (values: [ValueWalk.Value], end: SecretValueRecord.Position)? {
        let versions = try records.readSecrets { try $0.values(after: position, most: ValueWalk.stepCount) }
        guard let last = versions.last else { return nil }
        let keys = vault.dataKeys(of: versions, for: SecretsManager.principal)
        let values = zip(versions, keys).map { version, key -> ValueWalk.Value in
            do throws(ServiceError) {
                let value = try vault.open(version.sealed, of: version.arn, version.version, with: try key.get())
                let source = SecretsManager.source(value, version.arn, version.name, version.version)
                return .found(source, stages: version.stages)
            } catch {
                return .missed(secretARN: version.arn, versionID: version.version, code: error.code)
            }
        }
        return (values, last.position)
    }

    /// What would be recognised of a version that ``forEachFingerprintSource(_:missing:)`` has left out.
    ///
    /// - Returns: `nil` when the version is gone.
    /// - Throws: `ServiceError` when its key still cannot be used; other errors when the records cannot be read.
    public func fingerprintSource(of secretARN: String, _ versionID: String) throws -> FingerprintSource? {
        let found = try records.readSecrets { transaction in
            let secret = try transaction.secret(arn: secretARN)
            return try secret.flatMap { secret in
                try transaction.version(versionID, of: secret.id).map { (secret, $0) }
            }
        }
        guard let (secret, version) = found, let value = try value(version, of: secret, for: SecretsManager.principal)
        else {
            return nil
        }
        return SecretsManager.source(value, of: secret, version.version)
    }

    static func source(_ value: SecretValue, of secret: SecretRecord, _ version: String) -> FingerprintSource {
        source(value, secret.arn, secret.name, version)
    }

    private static func source(
        _ value: SecretValue,
        _ arn: String,
        _ name: String,
        _ version: String
    ) -> FingerprintSource {
        var parts: [FingerprintSource.Part] = []
        func add(_ label: String, _ bytes: [UInt8]) {
            guard bytes.count >= shortestPart else { return }
            parts.append(FingerprintSource.Part(label: label, value: SecretBytes(copying: bytes.span)))
        }
        add(value.isText ? "SecretString" : "SecretBinary", value.bytes)
        if let members = value.members {
            addLeaves(of: .object(members), "", isSecret: false) { add($0, Array($1.utf8)) }
        }
        return FingerprintSource(secretARN: arn, name: name, versionID: version, parts: parts)
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

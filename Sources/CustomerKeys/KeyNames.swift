package import Accounts
import Bytes
package import Cryptography

/// How keys are named.
package struct KeyNames: Sendable {
    package let location: AccountLocation
    private let prefix: String

    package init(_ location: AccountLocation = .current) {
        self.location = location
        prefix = location.arn(of: "", in: "kms")
    }

    /// Twelve digits.
    package var account: String { location.account }
    package var region: String { location.region }

    package func arn(ofKey id: String) -> String { "\(prefix)key/\(id)" }

    package func arn(ofAlias name: String) -> String { prefix + name }

    package var rootPrincipal: String { location.iamARN(of: "root") }

    /// What a name means.
    package enum Reference: Equatable {
        case key(String)
        case alias(String)
        /// A key or alias of this Region, which is another's.
        case elsewhere(String)
        /// A key or alias of another account.
        case foreign
    }

    /// What a key id, an ARN, an alias or the ARN of an alias means; `nil` for the ARN of something else.
    package func reference(_ text: String) -> Reference? {
        if text.hasPrefix("alias/") { return .alias(text) }
        guard text.hasPrefix("arn:") else { return .key(text) }
        // arn:PARTITION:kms:REGION:ACCOUNT:REST
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[2] == "kms", !parts[3].isEmpty else { return nil }
        let rest = parts[5]
        guard rest.hasPrefix("alias/") || rest.hasPrefix("key/") else { return nil }
        guard parts[3] == location.region else { return .elsewhere(parts[3]) }
        guard text.hasPrefix(prefix) else { return .foreign }
        return rest.hasPrefix("alias/") ? .alias(rest) : .key(String(rest.dropFirst("key/".count)))
    }
}

/// Identifiers of keys: UUIDs (RFC 9562), which ciphertexts hold as 16 bytes.
package enum KeyID {
    /// A random UUID (RFC 9562, version 4).
    package static func random() throws(CryptographyError) -> String {
        var bytes = try RandomBytes.make(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return text(bytes)
    }

    /// The name of something that belongs to a key: 32 random bytes in hexadecimal.
    package static func randomPart() throws(CryptographyError) -> String { Hexadecimal.text(try RandomBytes.make(32)) }

    /// The name of imported material: the same for the same bytes in the same key, and no way back to them.
    package static func material(of secret: SecretBytes, in key: String) throws(CryptographyError) -> String {
        let message = Array("magpie key material id \(key)".utf8)
        return Hexadecimal.text(try HMAC.code(.sha256, key: secret, message: message.span))
    }

    private static let hyphen = UInt8(ascii: "-")

    /// As 36 characters; `bytes` are 16.
    package static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, digit) in Hexadecimal.characters(of: bytes.span).enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append(hyphen) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether it may be the id of a key, of one in several Regions (`mrk-` and 32 digits) or of another.
    package static func isWellFormed(_ text: String) -> Bool {
        guard text.hasPrefix("mrk-") else { return bytes(text) != nil }
        return Hexadecimal.bytes(Array(text.utf8.dropFirst(4)).span)?.count == 16
    }

    /// The 16 bytes; `nil` when it is none.
    package static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 36 else { return nil }
        let digits = text.utf8.filter { $0 != hyphen }
        return Hexadecimal.bytes(digits.span).flatMap { $0.count == 16 ? $0 : nil }
    }
}

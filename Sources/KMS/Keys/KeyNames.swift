import Cryptography

/// How keys are named.
struct KeyNames: Sendable {
    /// Twelve digits.
    var account = "000000000000"
    var region = "local"

    private var prefix: String { "arn:aws:kms:\(region):\(account):" }

    func arn(ofKey id: String) -> String { "\(prefix)key/\(id)" }

    func arn(ofAlias name: String) -> String { prefix + name }

    var rootPrincipal: String { "arn:aws:iam::\(account):root" }

    func userPrincipal(_ name: String) -> String { "arn:aws:iam::\(account):user/\(name)" }

    /// What a name means.
    enum Reference: Equatable {
        case key(String)
        case alias(String)
    }

    /// What a key id, an ARN, an alias or the ARN of an alias means; `nil` for the ARN of something else.
    func reference(_ text: String) -> Reference? {
        if text.hasPrefix("alias/") { return .alias(text) }
        guard text.hasPrefix("arn:") else { return .key(text) }
        guard text.hasPrefix(prefix) else { return nil }
        let rest = text.dropFirst(prefix.count)
        if rest.hasPrefix("alias/") { return .alias(String(rest)) }
        return rest.hasPrefix("key/") ? .key(String(rest.dropFirst("key/".count))) : nil
    }
}

/// Identifiers of keys: UUIDs (RFC 9562), which ciphertexts hold as 16 bytes.
enum KeyID {
    /// As 36 characters; `bytes` are 16.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
        return text
    }

    /// The 16 bytes; `nil` when it is none.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 36 else { return nil }
        return Hexadecimal.bytes(text.filter { $0 != "-" }).flatMap { $0.count == 16 ? $0 : nil }
    }
}

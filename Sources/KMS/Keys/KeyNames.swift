import Cryptography

/// How keys are named.
struct KeyNames: Sendable {
    /// Twelve digits.
    let account: String
    private let prefix: String

    init(account: String = "000000000000", region: String = "local") {
        self.account = account
        prefix = "arn:aws:kms:\(region):\(account):"
    }

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
    private static let hyphen = UInt8(ascii: "-")

    /// As 36 characters; `bytes` are 16.
    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, digit) in Hexadecimal.characters(of: bytes.span).enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append(hyphen) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The 16 bytes; `nil` when it is none.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 36 else { return nil }
        let digits = text.utf8.filter { $0 != hyphen }
        return Hexadecimal.bytes(digits.span).flatMap { $0.count == 16 ? $0 : nil }
    }
}

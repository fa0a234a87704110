/// Why a value cannot be recognised: it stands in too many texts that have nothing to do with it.
public enum UnusableValue: String, Error, Sendable, CaseIterable {
    /// It has fewer than ``LeakTable/leastLength`` bytes.
    case tooShort
    /// It is a word that stands for a password in examples.
    case placeholder
    /// It consists of digits, and has fewer than sixteen of them.
    case digits
    /// It has fewer than four different bytes.
    case monotonous
    /// There are ``LeakTable/greatestCount`` values already.
    case tooMany

    /// The reason, as the end of a sentence about the value.
    public var summary: String {
        switch self {
        case .tooShort: "has fewer than \(LeakTable.leastLength) bytes"
        case .placeholder: "is a common placeholder"
        case .digits: "consists of a few digits"
        case .monotonous: "repeats fewer than four characters"
        case .tooMany: "is one too many"
        }
    }

    /// What is wrong with `value`; `nil` when it can be recognised.
    static func reason(for value: [UInt8]) -> UnusableValue? {
        if value.count < LeakTable.leastLength { return .tooShort }
        if Set(value).count < 4 { return .monotonous }
        if value.count < 16, value.allSatisfy({ $0 &- 48 < 10 }) { return .digits }
        guard value.count <= 24 else { return nil }
        let small = value.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
        return placeholders.contains(String(decoding: small, as: UTF8.self)) ? .placeholder : nil
    }

    private static let placeholders: Set<String> = [
        "password", "password1", "password12", "password123", "passw0rd", "p@ssw0rd", "p@ssword", "changeme",
        "change_me",
        "change-me", "changeit", "changethis", "mypassword", "yourpassword", "your_password", "your-password",
        "your_password_here", "yourpasswordhere", "examplepassword", "example_password", "example-password",
        "testpassword", "test_password", "secretpassword", "mysecretpassword", "supersecret", "super_secret",
        "super-secret", "topsecret", "topsecret123", "placeholder", "postgres", "postgresql", "administrator",
        "letmein1",
        "qwertyuiop", "qwerty123", "iloveyou", "trustno1", "welcome1", "welcome123", "admin123", "adminadmin",
        "root1234",
        "test1234", "abcd1234", "abcdefgh", "undefined", "redacted", "<password>", "<redacted>", "${password}",
        "{{password}}", "$password", "%password%", "localhost", "username", "development", "production", "12345678a",
    ]
}

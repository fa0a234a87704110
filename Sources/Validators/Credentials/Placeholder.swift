/// Texts that stand where a password would, and are none.
enum Placeholder {
    /// Tells whether `password` is a variable, a run of one character, or a word that documentation uses.
    ///
    /// - Complexity: O(*n*), below 500 ns, no allocation.
    static func isPassword(_ password: Span<UInt8>) -> Bool {
        guard password.count > 1 else { return true }
        switch (password[0], password[1]) {
        case (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "(")),
            (UInt8(ascii: "#"), UInt8(ascii: "{")), (UInt8(ascii: "{"), _), (UInt8(ascii: "<"), _),
            (UInt8(ascii: "["), _):
            return true
        case (UInt8(ascii: "$"), _): return isName(password.extracting(1...))
        case (UInt8(ascii: "%"), UInt8(ascii: "(")): return true
        case (UInt8(ascii: "%"), _): return password.count == 2 || password[password.count - 1] == UInt8(ascii: "%")
        default: break
        }
        if isUniform(password) || hasSuffix("...", password) { return true }
        let word = password.extracting(0..<endWithoutTrailingDigits(password))
        for candidate in words where isEqual(candidate, word) { return true }
        return false
    }

    /// To add one, write it in lower case; digits behind it are ignored.
    private static let words = [
        "password", "passwd", "passwort", "pass", "pwd", "passphrase", "secret", "yourpassword", "your_password",
        "your-password", "mypassword", "my_password", "my-password", "userpassword", "user_password", "db_password",
        "dbpassword", "changeme", "change_me", "change-me", "changeit", "example", "placeholder", "redacted", "token",
        "your_token", "xxx", "foo", "bar", "none", "null", "undefined", "pw",
    ]

    /// Tells whether `text` is the name of a variable: capitals, digits and underscores.
    private static func isName(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            guard ASCII.isUpper(byte) || byte == UInt8(ascii: "_") || ASCII.isDigit(byte) && index > 0 else {
                return false
            }
        }
        return true
    }

    private static func isUniform(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] != text[0] { return false }
        return true
    }

    private static func hasSuffix(_ suffix: String, _ text: Span<UInt8>) -> Bool {
        ASCII.hasText(suffix, in: text, at: text.count - suffix.utf8.count)
    }

    private static func endWithoutTrailingDigits(_ text: Span<UInt8>) -> Int {
        var end = text.count
        while end > 0, text.count - end < 3, ASCII.isDigit(text[end - 1]) { end -= 1 }
        return end
    }

    private static func isEqual(_ word: String, _ text: Span<UInt8>) -> Bool {
        let literal = word.utf8.span
        guard literal.count == text.count else { return false }
        for index in text.indices where literal[index] != ASCII.lowercased(text[index]) { return false }
        return true
    }
}

/// Values that stand for others: templates, references, masks, examples.
enum StandIn {
    /// Whether a value is a reference, a template, a mask or a word that says what belongs there.
    static func isReference(_ range: Range<Int>, _ form: AssignedValue.Form, in text: borrowing Glyphs) -> Bool {
        let (start, end) = (range.lowerBound, range.upperBound)
        let (first, last) = (text[start], text[end - 1])
        if first == UInt8(ascii: "<"), last == UInt8(ascii: ">") { return true }
        if first == UInt8(ascii: "["), last == UInt8(ascii: "]") { return true }
        if first == UInt8(ascii: "{"), last == UInt8(ascii: "}") { return true }
        if first == UInt8(ascii: "%"), last == UInt8(ascii: "%") { return true }
        if first == UInt8(ascii: "_"), last == UInt8(ascii: "_") { return true }
        if first == UInt8(ascii: "$") || first == UInt8(ascii: "@") || first == UInt8(ascii: "&")
            || first == UInt8(ascii: "!")
            || first == UInt8(ascii: "*"), isName(start + 1..<end, in: text), !text.isDigit(end - 1)
        {
            return true
        }
        if isSizedType(range, in: text) || isEncrypted(range, in: text) || isSecretOfAccount(range, in: text) {
            return true
        }
        if isName(range, in: text), SecretWords.standIns.contains(range, in: text) { return true }
        if holdsTemplate(range, form, in: text) { return true }
        return isMonotonous(range, in: text)
    }

    /// Whether it is a value that only a key opens, as SOPS (`ENC[`) and Jasypt (`ENC(`) write them, and Sealed Secrets in base64: the
    /// two bytes of the length of a session key of 512 bytes, and what follows.
    private static func isEncrypted(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        let start = range.lowerBound
        if range.count > 60, text[start] == UInt8(ascii: "A"), text[start + 1] == UInt8(ascii: "g"),
            "ABCD".utf8.contains(text[start + 2])
        {
            return true
        }
        guard range.count > 4 else { return false }
        for (offset, letter) in "ENC".utf8.enumerated() where text[range.lowerBound + offset] != letter { return false }
        let open = text[range.lowerBound + 3]
        return open == UInt8(ascii: "[") || open == UInt8(ascii: "(")
    }

    /// Whether it is what Kubernetes calls the token of an account, as `builder-token-x7k2q`: a name.
    private static func isSecretOfAccount(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        let start = range.upperBound - 12
        guard start > range.lowerBound, text.holds("-token-", at: start) else { return false }
        for index in range where !(text.isLower(index) || text.isDigit(index) || text[index] == 45) { return false }
        return true
    }

    /// Whether it is a type and its size, as `varchar(255)` is.
    private static func isSizedType(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard text[range.upperBound - 1] == UInt8(ascii: ")") else { return false }
        var index = range.lowerBound
        while index < range.upperBound, text.isName(index) { index += 1 }
        guard index > range.lowerBound, text[index] == UInt8(ascii: "(") else { return false }
        for place in index + 1..<range.upperBound - 1 where !text.isDigit(place) && !", ".utf8.contains(text[place]) {
            return false
        }
        return true
    }

    /// How keys begin that everybody may know: those of X.509 and SSH, and those that vendors publish; Google's, of which some
    /// are, have an identifier of their own.
    private static let publicBeginnings = [
        "mfkwewyhkozizj0c", "miibijanbgkqhkig9w0b", "migfma0gcsqgsib3dqeb", "mcowbqydk2v", "mhywewayhkozizj0c",
        "aaaab3nzac1yc2e", "aaaac3nzac1lzdi1nte5", "aaaae2vjzhnh", "ssh-rsa", "ssh-ed25519", "pk_live_", "pk_test_",
        "age1", "sha1-", "sha256-", "sha384-", "sha512-", "-----begin public", "-----begin certificate", "!0", "!1",
        "pk.eyj", "phc_", "aiza",
    ]

    /// Whether a value is a public key, or what minifying leaves of `true` and `false`.
    static func isPublic(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        publicBeginnings.contains { text.holds($0, at: range.lowerBound) } || isClientToken(range, in: text)
    }

    /// Whether it is a token that Datadog's pages show to everybody: `pub` and 32 hexadecimal digits.
    private static func isClientToken(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard range.count == 35, text.holds("pub", at: range.lowerBound) else { return false }
        for index in range.lowerBound + 3..<range.upperBound
        where !(text.isDigit(index) || (text[index] | 0x20) &- 97 < 6) { return false }
        return true
    }

    private static func isName(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard !range.isEmpty, text.isLetter(range.lowerBound) || text[range.lowerBound] == UInt8(ascii: "_") else {
            return false
        }
        for index in range where !text.isName(index) && text[index] != UInt8(ascii: ".") && text[index] != 45 {
            return false
        }
        return true
    }

    private static func holdsTemplate(
        _ range: Range<Int>,
        _ form: AssignedValue.Form,
        in text: borrowing Glyphs
    ) -> Bool {
        for index in range where index + 1 < range.upperBound {
            let next = text[index + 1]
            switch text[index] {
            case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "@"):
                if next == UInt8(ascii: "{") || next == UInt8(ascii: "(") { return true }
            case UInt8(ascii: "{"):
                if next == UInt8(ascii: "{") || next == UInt8(ascii: "%") || next == UInt8(ascii: "}") { return true }
            case UInt8(ascii: "<"): if next == UInt8(ascii: "%") || next == UInt8(ascii: "?") { return true }
            case UInt8(ascii: "\\"): if next == UInt8(ascii: "(") { return true }
            case UInt8(ascii: "%"):
                let isFormat = next == UInt8(ascii: "s") || next == UInt8(ascii: "d") || next == UInt8(ascii: "(")
                if isFormat, index == range.lowerBound || next == UInt8(ascii: "(") || !text.isName(index + 2) {
                    return true
                }
                if isConversion(index, in: text) { return true }
            case UInt8(ascii: "-"), UInt8(ascii: "="):
                if form != .quoted,
                    next == UInt8(ascii: ">") || next == UInt8(ascii: "=") && index + 2 < range.upperBound
                {
                    return true
                }
            case UInt8(ascii: ":"): if form != .quoted, next == UInt8(ascii: ":") { return true }
            case UInt8(ascii: "("): if next == UInt8(ascii: ")") { return true }
            case UInt8(ascii: "|"): if next == UInt8(ascii: "|") { return true }
            default: break
            }
        }
        return false
    }

    /// Whether `%` at `index` begins a conversion of `printf` with a flag, a precision or a length.
    private static func isConversion(_ index: Int, in text: borrowing Glyphs) -> Bool {
        var end = index + 1
        var isMarked = false
        while end - index < 12, text.isDigit(end) || "-+#.*lhzjqL".utf8.contains(text[end]) {
            if !text.isDigit(end) { isMarked = true }
            end += 1
        }
        return isMarked && "sdiuxXpcfgeo".utf8.contains(text[end])
    }

    /// Whether it is a mask, or goes through an alphabet.
    private static func isMonotonous(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var (same, rising, longestSame, longestRising) = (1, 1, 1, 1)
        var low: UInt64 = 0
        var high: UInt64 = 0
        for index in range {
            let byte = text[index]
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
            guard index > range.lowerBound else { continue }
            same = byte == text[index - 1] ? same + 1 : 1
            rising = byte == text[index - 1] &+ 1 ? rising + 1 : 1
            longestSame = max(longestSame, same)
            longestRising = max(longestRising, rising)
        }
        if low.nonzeroBitCount + high.nonzeroBitCount <= 3 { return true }
        return longestSame >= 5 || longestRising >= 7
            || longestSame >= 3 && text[range.upperBound - 1] == UInt8(ascii: "*")
    }

    /// Words of examples, with which no secret is written.
    private static let words = [
        "example", "placeholder", "redacted", "changeme", "change_me", "change-me", "changeit", "changethis",
        "change_this",
        "replace", "insert",
        "dummy", "sample", "your", "foobar", "lorem", "xxxx", "fixme", "todo", "goes here", "goes-here", "goes_here",
        "goeshere",
        "deadbeef", "my-secret", "my_secret", "mysecret", "mytoken", "my-token", "my_token", "mypassword",
        "my-password", "my_password",
        "secretkey", "secret_key", "secret-key", "supersecret", "super_secret", "super-secret", "topsecret", "not-a",
        "not_a", "test-",
        "password", "passwd", "fake", "000000",
        // Algorithms that passwords and keys go with.
        "argon2", "pbkdf2", "bcrypt", "scrypt", "pkcs#",
    ]

    /// Whether a word of examples is in a value.
    static func isNamed(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        let end = min(range.upperBound, range.lowerBound + 96)
        for index in range.lowerBound..<end where text.isLetter(index) || text.isDigit(index) {
            for word in words where text.holds(word, at: index) && index + word.utf8.count <= range.upperBound {
                return true
            }
        }
        return false
    }

    /// Whether it is written as a universally unique identifier (RFC 9562).
    static func isUUID(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard range.count == 36 else { return false }
        for (offset, index) in range.enumerated() {
            let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
            let byte = text[index]
            let isHex = byte &- 48 < 10 || (byte | 0x20) &- 97 < 6
            if isDash ? byte != 45 : !isHex { return false }
        }
        return true
    }
}

import Classification
import Identifiers

/// Decides how sure it is that what is assigned to a name is a secret.
enum SecretJudge {
    /// How sure a value is a secret.
    ///
    /// - Parameters:
    ///   - value: What is assigned.
    ///   - name: To what.
    ///   - text: Where both stand.
    /// - Returns: `nil` when it is something else.
    static func confidence(of value: AssignedValue, for name: SecretName, in text: borrowing Glyphs) -> Confidence? {
        let range = value.range
        if let plain = EscapedText.plain(range, in: text) {
            let decoded = Glyphs(plain.span)
            let inner = AssignedValue(range: 0..<plain.count, form: value.form)
            let unnamed = SecretName(range: 0..<0, strength: name.strength, question: name.question)
            return confidence(of: inner, for: unnamed, in: decoded)
        }
        var name = name
        // `{"username": "…", "key": "…"}`
        if name.question == .key, name.strength == .faint, name.range.count == 3,
            isBehindUser(name.range.lowerBound, in: text)
        {
            name.strength = .strong
        }
        guard range.count >= 4, !StandIn.isReference(range, value.form, in: text), !StandIn.isPublic(range, in: text)
        else { return nil }
        guard name.range.isEmpty || !repeats(name.range, in: range, text) else { return nil }
        // What ends in a colon is a label, as is a fingerprint before what it belongs to.
        if value.form != .quoted, text[range.upperBound - 1] == UInt8(ascii: ":") { return nil }
        if name.question == .key, name.strength <= .faint, isFingerprint(range, in: text) { return nil }
        let odds = odds(range, name, in: text)
        guard !isPlace(range, odds, in: text), !isMachineMade(range, in: text) else { return nil }
        if name.question == .key, isCutOff(range, in: text) { return nil }
        if StandIn.isUUID(range, in: text) {
            // The first of two credentials is who signs in.
            return name.strength == .strong && !holdsCredential(name.range, in: text) ? .medium : nil
        }
        let need = need(of: value, for: name, in: text)
        let isStandIn = StandIn.isNamed(range, in: text) || begins(range, with: name.range, in: text)
        if odds >= need, isStandIn { return .low }
        if name.strength == .strong, odds >= need + 5, range.count >= 12 { return .high }
        if odds >= need { return .medium }
        if isStandIn || name.strength < .weak { return nil }
        if isOfUncommonWords(value, name, in: text) || isPassphrase(value, name, in: text) { return .medium }
        if name.strength < .strong { return nil }
        if name.question == .password || name.mayBeChosen, odds > -7, ChosenPassword.isOne(range, value.form, in: text)
        {
            return .medium
        }
        // Words are weak passwords, and weak evidence; in a sentence they are words.
        if value.form == .prose || value.form == .mentioned, isWord(range, in: text) { return nil }
        if odds >= need - 2.5 { return .low }
        let isAlone = value.form == .bare || value.form == .quoted
        return name.question == .password && isAlone && odds > -7 && range.count >= 6 && isOneWord(range, in: text)
            ? .low : nil
    }

    /// How sure the value that a pattern found is a secret; `nil` when it is something else.
    static func confidence(
        of value: Range<Int>,
        asked judgement: Variant.Judgement,
        in text: borrowing Glyphs
    ) -> Confidence? {
        let name = SecretName(range: 0..<0, strength: .strong, question: judgement == .key ? .key : .password)
        return confidence(of: AssignedValue(range: value, form: .quoted), for: name, in: text)
    }

    /// The odds that a value is a secret; keys with signs in them, and secrets that people choose, are made like passwords.
    private static func odds(_ range: Range<Int>, _ name: SecretName, in text: borrowing Glyphs) -> Double {
        let bytes = text.bytes.extracting(range)
        let odds = SecretModel.answering(name.question).logOdds(of: bytes)
        guard name.question == .key, odds < 4, range.count >= 8 else { return odds }
        var signs = 0
        for index in range where "!@#$%^*~?&".utf8.contains(text[index]) { signs += 1 }
        let isLikePassword = range.count >= 12 && signs > 1 || name.mayBeChosen && name.strength == .strong
        return isLikePassword ? max(odds, SecretModel.password.logOdds(of: bytes) - 2) : odds
    }

    /// The odds that a value needs, by how it is written and named.
    private static func need(of value: AssignedValue, for name: SecretName, in text: borrowing Glyphs) -> Double {
        var need: Double =
            switch value.form {
            case .quoted: 0
            case .bare: 0.5
            case .inline: 1.2
            case .prose: 1.5
            case .mentioned: 3.5
            case .code: 3.5
            }
        switch name.strength {
        case .strong: break
        case .weak: need += name.question == .password ? 1.5 : 2.5
        default: need += 4.5
        }
        if value.range.count < 6 { need += 1.5 }
        if name.question == .key, value.range.count < 12, !name.mayBeChosen { need += 1.5 }
        if name.strength == .faint, value.range.count < 16 { need += 4 }
        for index in value.range where text.isBlank(index) { return need + 3 }
        return need
    }

    /// Whether a value is made of words that no program uses, beside a name that says enough for that.
    private static func isOfUncommonWords(
        _ value: AssignedValue,
        _ name: SecretName,
        in text: borrowing Glyphs
    ) -> Bool {
        let range = value.range
        // What stands in brackets behind a word is said about it.
        if value.form != .quoted, text[range.lowerBound - 1] == UInt8(ascii: "(") { return false }
        // So do people identify problems.
        if value.form != .quoted, text.holds("identified by", at: name.range.lowerBound) { return false }
        let isQuoted = text.isQuote(range.lowerBound - 1)
        if !isQuoted,
            mayBeVariable(range, in: text) && !isInSection(name.range.lowerBound, in: text)
                || isVerdict(name.range, in: text)
        {
            return false
        }
        if name.range.count > 3, holds(range, text: name.range, in: text) { return false }
        guard ChosenPassword.isOfUncommonWords(range, value.form, in: text) else { return false }
        if name.question == .password, name.strength == .strong { return true }
        // Another word for a secret is the title of something, or names something, as often.
        let hasDigit = range.contains { text.isDigit($0) }
        if name.question == .password { return hasDigit || isBehindUser(name.range.lowerBound, in: text) }
        if isSigning(name.range, in: text), ChosenPassword.areUncommonWords(range, in: text) { return true }
        guard name.mayBeChosen else { return false }
        let hasSign = range.contains { "&+!#".utf8.contains(text[$0]) }
        return hasSign
            || isOneWord(range, in: text) && range.allSatisfy { text.isLower($0) || text.isDigit($0) }
    }

    /// Whether a value is a sentence that somebody has chosen: several words in quotes, beside a name that only such a value has, or
    /// behind the name of who signs in.
    private static func isPassphrase(_ value: AssignedValue, _ name: SecretName, in text: borrowing Glyphs) -> Bool {
        guard value.form == .quoted, name.question == .password, name.strength == .strong, !name.range.isEmpty,
            ChosenPassword.isPhrase(value.range, in: text)
        else { return false }
        for word in ["passphrase", "psk"] where (name.range).contains(where: { text.holds(word, at: $0) }) {
            return true
        }
        return isBehindUser(name.range.lowerBound, in: text)
    }

    /// Whether a line with a section's name in square brackets stands above: what follows is a configuration, and no program.
    private static func isInSection(_ start: Int, in text: borrowing Glyphs) -> Bool {
        var line = start
        while start - line < 1200 {
            if text.isLineEnd(line - 1), text[line] == UInt8(ascii: "[") {
                var end = line + 1
                while end - line < 64, text.isName(end) || " -.:/\"".utf8.contains(text[end]) { end += 1 }
                return text[end] == UInt8(ascii: "]") && text.isLineEnd(end + 1) && end > line + 1
            }
            guard line > 0 else { return false }
            line -= 1
        }
        return false
    }

    /// Whether who signs in is named right before `start`, in its line or the one above, as in `"user": "…", "pass": "…"`.
    private static func isBehindUser(_ start: Int, in text: borrowing Glyphs) -> Bool {
        var index = start
        var lines = 0
        while index > 0, start - index < 80 {
            index -= 1
            if text[index] == 10 { lines += 1 }
            if lines > 1 { return false }
            if text.holds("user", at: index) || text.holds("login", at: index) || text.holds("uid", at: index),
                isNameOfUser(index, lines > 0, in: text)
            {
                return true
            }
        }
        return false
    }

    /// Whether the word at `start` is a name, or the beginning of the last part of one, that something is assigned to.
    ///
    /// In the line of the password itself a blank may stand for the sign.
    private static func isNameOfUser(_ start: Int, _ isAbove: Bool, in text: borrowing Glyphs) -> Bool {
        if text.isLetter(start - 1), !(text.isLower(start - 1) && text.isUpper(start)) { return false }
        var end = start
        while end - start < 24, text.isName(end) || text[end] == UInt8(ascii: "-") { end += 1 }
        if !isAbove, text.isBlank(end) { return true }
        end = text.skipBlanks(end)
        return text.isQuote(end) || ":=>,".utf8.contains(text[end])
    }

    /// Whether a name says that what it has signs or keeps sessions, where people choose words for it.
    private static func isSigning(_ name: Range<Int>, in text: borrowing Glyphs) -> Bool {
        ["jwt", "session", "cookie", "sign", "hmac", "webhook"].contains { word in
            name.contains { text.holds(word, at: $0) }
        }
    }

    /// Whether a name is `PASS`, as reports of tests have it before what has passed.
    private static func isVerdict(_ name: Range<Int>, in text: borrowing Glyphs) -> Bool {
        name.count == 4 && text.holds("pass", at: name.lowerBound) && name.allSatisfy { text.isUpper($0) }
    }

    /// Whether a value has its name in it.
    private static func holds(_ value: Range<Int>, text name: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard value.count >= name.count else { return false }
        return (value.lowerBound...value.upperBound - name.count).contains { stands(name, at: $0, in: text) }
    }

    /// Whether a value without quotes may be the name of what a program assigns, as in `password = eingabe`.
    private static func mayBeVariable(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        text[range.lowerBound - 1] == 32 && text[range.lowerBound - 2] == UInt8(ascii: "=")
            && range.allSatisfy { text.isName($0) && !text.isDigit($0) }
    }

    private static func holdsCredential(_ name: Range<Int>, in text: borrowing Glyphs) -> Bool {
        name.contains { text.holds("credential", at: $0) }
    }

    /// Whether it has the length and the digits of the id or the fingerprint of a key of OpenPGP (RFC 9580, section 5.5.4).
    private static func isFingerprint(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard range.count == 16 || range.count == 40 else { return false }
        for index in range where !(text.isDigit(index) || (text[index] | 0x20) &- 97 < 6) { return false }
        return true
    }

    private static func isWord(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        for index in range where !text.isLetter(index) { return false }
        return true
    }

    private static func isOneWord(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        for index in range where !(text.isLetter(index) || text.isDigit(index)) { return false }
        return true
    }

    /// Whether a value begins with its own name, as in `mdp: mdp@1a01000`.
    private static func begins(_ value: Range<Int>, with name: Range<Int>, in text: borrowing Glyphs) -> Bool {
        name.count >= 3 && value.count > name.count && stands(name, at: value.lowerBound, in: text)
    }

    /// Whether a name is written at `start`, too, in letters of either case.
    private static func stands(_ name: Range<Int>, at start: Int, in text: borrowing Glyphs) -> Bool {
        for index in name where text[index] | 0x20 != text[start + index - name.lowerBound] | 0x20 { return false }
        return true
    }

    /// Whether it is data that a program has written as text: long, and full of signs.
    private static func isMachineMade(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard range.count > 100 else { return false }
        var signs = 0
        for index in range where !text.isName(index) && !"-./+= ".utf8.contains(text[index]) { signs += 1 }
        return signs * 8 > range.count
    }

    /// Whether it ends in dots, as what a text shows only the beginning of.
    private static func isCutOff(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        range.count > 3 && text.holds("...", at: range.upperBound - 3)
    }

    /// Whether the value only repeats the name, or the end of it.
    private static func repeats(_ name: Range<Int>, in value: Range<Int>, _ text: borrowing Glyphs) -> Bool {
        var letters = 0
        for index in value where text.isLetter(index) { letters += 1 }
        var (left, right) = (name.upperBound, value.lowerBound)
        while left > name.lowerBound, letters > 0 {
            left -= 1
            if text.isLetter(left) { letters -= 1 }
        }
        while true {
            while left < name.upperBound, !text.isLetter(left) { left += 1 }
            while right < value.upperBound, !text.isLetter(right) { right += 1 }
            if left == name.upperBound || right == value.upperBound { break }
            if text[left] | 0x20 != text[right] | 0x20 { return false }
            left += 1
            right += 1
        }
        return left == name.upperBound && right == value.upperBound
    }

    /// Whether it is a path, an address or the name of a file.
    private static func isPlace(_ range: Range<Int>, _ odds: Double, in text: borrowing Glyphs) -> Bool {
        let start = range.lowerBound
        var slashes = 0
        for index in range {
            if text[index] == UInt8(ascii: "/") || text[index] == UInt8(ascii: "\\") { slashes += 1 }
            if text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "/"),
                text[index + 2] == UInt8(ascii: "/")
            {
                return true
            }
            if text[index] == UInt8(ascii: "@"), odds < 3, index > start + 1,
                isHost(index + 1..<range.upperBound, in: text)
            {
                return true
            }
        }
        let first = text[start]
        let isRooted =
            first == UInt8(ascii: "/") || first == UInt8(ascii: "~") && text[start + 1] == UInt8(ascii: "/")
            || first == UInt8(ascii: ".")
                && (text[start + 1] == UInt8(ascii: "/") || text[start + 1] == UInt8(ascii: "."))
            || text.isLetter(start) && text[start + 1] == UInt8(ascii: ":") && text[start + 2] == UInt8(ascii: "\\")
        if isRooted, odds < 5 { return true }
        if slashes > 1, odds < 3 { return true }
        return odds < 6 && hasExtension(range, in: text)
    }

    private static func isHost(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var dots = 0
        for index in range {
            if text[index] == UInt8(ascii: ".") {
                dots += 1
            } else if !text.isName(index), text[index] != 45 {
                return false
            }
        }
        return dots > 0 && range.count > 3 && text.isLetter(range.upperBound - 1)
    }

    private static let extensions = WordSet(
        """
        com org net io txt pem key crt cer p12 pfx jks php html htm json yaml yml xml conf cfg ini js ts py \
        rb go java c h sh md png jpg svg css properties env local example toml lock log csv
        """
    )

    private static func hasExtension(_ range: Range<Int>, in text: borrowing Glyphs) -> Bool {
        var index = range.upperBound
        while index > range.lowerBound, range.upperBound - index < 11,
            text.isLetter(index - 1) || text.isDigit(index - 1)
        { index -= 1 }
        return index > range.lowerBound + 1 && text[index - 1] == UInt8(ascii: ".") && index < range.upperBound
            && extensions.contains(index..<range.upperBound, in: text)
    }
}

import Findings

/// Tells whether bytes are text in EBCDIC, and of which country.
///
/// Files of mainframes often have no line ends, and numbers in packed digits or binary between their texts. What tells EBCDIC is that
/// letters, digits and spaces stand at bytes where other encodings have nothing or rare letters, with gaps between I and J and
/// between R and S, and that no byte is a space of ASCII.
enum EBCDICGuess {
    /// The encoding of bytes that are EBCDIC beyond doubt; `nil` for all others.
    ///
    /// - Complexity: O(*n*).
    static func encoding(of bytes: Span<UInt8>) -> TextEncoding? {
        isText(bytes) ? page(of: bytes) : nil
    }

    /// Whether bytes that are no UTF-8 are laid out as EBCDIC is, whatever letters they have: with its spaces, and none of ASCII.
    static func hasForm(_ bytes: Span<UInt8>) -> Bool {
        let counts = Counts(bytes)
        return counts.spaces * 12 >= bytes.count && counts.others * 20 <= counts.spaces
    }

    // MARK: Form

    /// How the bytes are spread.
    private struct Counts {
        /// Spaces and line ends of EBCDIC.
        var spaces = 0
        /// Letters and digits of EBCDIC, and signs that all of its pages have in common.
        var word = 0
        var signs = 0
        /// Spaces and line ends of ASCII.
        var others = 0
        var zeroes = 0

        init(_ bytes: Span<UInt8>) {
            for index in bytes.indices {
                let byte = bytes[index]
                switch EBCDICGuess.classes[Int(byte)] {
                case .space: spaces += 1
                case .letter, .digit: word += 1
                case .sign: signs += 1
                case .other: break
                }
                if byte == 0 { zeroes += 1 }
                if byte == 0x20 || byte == 0x0A { others += 1 }
            }
        }
    }

    private static func isText(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 16 else { return false }
        // Of what is packed the first bytes tell already that it is nothing of the kind.
        if bytes.count > 512 {
            let first = Counts(bytes.extracting(0..<256))
            let written = 256 - first.spaces - first.zeroes
            if written >= 128, (first.word + first.signs) * 100 < written * 45 { return false }
        }
        let counts = Counts(bytes)
        let written = bytes.count - counts.spaces - counts.zeroes
        guard written >= 12, counts.others * 10 <= counts.spaces, counts.zeroes * 2 <= bytes.count else { return false }
        let good = counts.word + counts.signs
        // Random bytes are a third of what is asked for.
        guard good * 100 >= written * 65, counts.word * 100 >= written * 50 else { return false }
        return counts.spaces * 100 >= bytes.count * 2 ? true : good * 100 >= written * 97
    }

    /// What a byte is in all pages.
    private enum Class { case letter, digit, space, sign, other }

    private static let classes: [Class] = (0...255).map { (byte: Int) in
        switch byte {
        case 0x81...0x89, 0x91...0x99, 0xA2...0xA9, 0xC1...0xC9, 0xD1...0xD9, 0xE2...0xE9: .letter
        case 0xF0...0xF9: .digit
        case 0x40, 0x15, 0x25, 0x0D, 0x05: .space
        // & . < ( + * ) ; - / , % _ > ? : ' = "
        case 0x4B...0x4E, 0x50, 0x5C...0x5E, 0x60, 0x61, 0x6B...0x6F, 0x7A, 0x7D...0x7F: .sign
        default: .other
        }
    }

    // MARK: Pages

    /// The page in which signs and further letters stand where they do in texts; the first one where all read as well.
    private static func page(of bytes: Span<UInt8>) -> TextEncoding {
        var best: (score: Int, encoding: TextEncoding) = (.min, .ibm037)
        for encoding in EBCDICTables.encodings {
            guard let scalars = EBCDICTables.scalars(of: encoding) else { continue }
            var score = 0
            for index in bytes.indices where classes[Int(bytes[index])] == .other && bytes[index] >= 0x40 {
                let before = index > 0 ? classes[Int(bytes[index - 1])] : .space
                let after = index + 1 < bytes.count ? classes[Int(bytes[index + 1])] : .space
                score += EBCDICGuess.score(of: scalars[Int(bytes[index])], between: before, and: after)
            }
            if score > best.score { best = (score, encoding) }
        }
        return best.encoding
    }

    /// How well a character fits between its neighbours.
    private static func score(of scalar: Unicode.Scalar, between before: Class, and after: Class) -> Int {
        let isWithin = before == .letter && after == .letter
        if scalar.properties.isAlphabetic {
            guard before == .letter || after == .letter else { return -1 }
            return rare.contains(scalar) ? -1 : isWithin ? 3 : 2
        }
        let isBetweenWords = (before == .letter || before == .digit) && (after == .letter || after == .digit)
        switch scalar {
        case "@": return isBetweenWords ? 4 : 0
        case "[", "]", "{", "}": return isWithin ? -2 : 2
        case "#", "$", "!", "\\", "|", "§", "£", "€", "~", "^", "`": return isWithin ? -2 : 1
        case "°", "·", "²", "³", "½", "±", "µ", "º", "ª": return 0
        default: return -1
        }
    }

    /// Letters that are more likely a sign of another page than a letter of theirs.
    private static let rare = Set("Ýýªº¸µÐÞ".unicodeScalars)
}

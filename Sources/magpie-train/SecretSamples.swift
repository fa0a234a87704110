import Foundation

/// Secrets that are made up as machines and people make them up.
struct SecretSamples {
    private var random: SeededGenerator
    private let words: [String]

    /// Makes secrets from words.
    init(_ words: [String], seed: UInt64) {
        random = SeededGenerator(seed: seed)
        self.words = words.filter { (3...9).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 &- 97 < 26 } }
    }

    private static let lower = Array("abcdefghijklmnopqrstuvwxyz")
    private static let upper = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    private static let digits = Array("0123456789")
    private static let signs = Array("!@#$%^&*-_=+?.,:;~/()[]{}<>|")
    private static let commonSigns = Array("!@#$%&*-_+?.")
    private static let alphabets: [(letters: [Character], lengths: [Int], share: Int)] = [
        (lower + upper + digits, [12, 16, 20, 22, 24, 27, 28, 30, 32, 36, 40, 43, 48, 64], 26),
        (Array("0123456789abcdef"), [16, 20, 24, 32, 32, 40, 48, 64, 64, 96, 128], 20),
        (Array("0123456789ABCDEF"), [16, 32, 40, 64], 3),
        (lower + digits, [10, 16, 20, 24, 25, 32, 40, 50], 13),
        (upper + digits, [10, 16, 20, 24, 32], 6),
        (lower + upper + digits + ["+", "/"], [16, 20, 24, 27, 40, 43, 64, 86], 12),
        (lower + upper + digits + ["-", "_"], [16, 20, 22, 32, 36, 43, 64, 86], 12),
        (Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), [16, 26, 32, 52], 4),
        (lower, [10, 12, 16, 20, 26, 32], 4),
    ]

    /// A key or token.
    mutating func key() -> String {
        var share = random.number(0...99)
        var (letters, lengths) = (SecretSamples.alphabets[0].letters, SecretSamples.alphabets[0].lengths)
        for alphabet in SecretSamples.alphabets {
            (letters, lengths) = (alphabet.letters, alphabet.lengths)
            if share < alphabet.share { break }
            share -= alphabet.share
        }
        let length = random.happens(in: 70) ? random.one(of: lengths) : random.number(8...72)
        var key = text(of: letters, length)
        if letters.contains("/") || letters.contains("_"), random.happens(in: 45) {
            key += random.happens(in: 50) ? "=" : "=="
        }
        if random.happens(in: 6) { key = "\(text(of: SecretSamples.lower, random.number(2...5)))_\(key)" }
        if random.happens(in: 4) { key = "\(key.prefix(key.count / 2))-\(key.suffix(key.count - key.count / 2))" }
        if random.happens(in: 3) { key = "\(text(of: Array("0123456789abcdef"), 8)).\(key)" }
        return key
    }

    /// A password, of a machine or a person.
    mutating func password() -> String {
        switch random.number(0...99) {
        case ..<22: return text(of: mixed(), random.number(8...20))
        case ..<30: return text(of: SecretSamples.lower, random.number(5...14))
        case ..<36: return text(of: SecretSamples.lower + SecretSamples.digits, random.number(6...16))
        case ..<44: return pronounceable()
        case ..<72: return chosen()
        case ..<84: return scrambled(chosen())
        case ..<88: return leet(chosen())
        case ..<92: return walk()
        case ..<95: return phrase()
        default: return key()
        }
    }

    private mutating func mixed() -> [Character] {
        var letters = SecretSamples.lower
        if random.happens(in: 85) { letters += SecretSamples.upper }
        if random.happens(in: 85) { letters += SecretSamples.digits }
        if random.happens(in: 20) { letters += SecretSamples.signs }
        if random.happens(in: 20) { letters += SecretSamples.commonSigns }
        return letters
    }

    private mutating func text(of letters: [Character], _ length: Int) -> String {
        String((0..<length).map { _ in random.one(of: letters) })
    }

    /// Syllables, as pwgen and apg make them.
    private mutating func pronounceable() -> String {
        var text = ""
        let length = random.number(6...12)
        while text.count < length {
            text += String(random.one(of: Array("bcdfghjklmnprstvwxyz")))
            text += random.one(of: ["a", "e", "i", "o", "u", "ai", "ee", "oo", "ei", "ie", "oh", "ah"])
            if random.happens(in: 25) { text += String(random.one(of: SecretSamples.digits)) }
            if random.happens(in: 15) { text = text.prefix(1).uppercased() + text.dropFirst() }
        }
        if random.happens(in: 40) { text += String(random.number(0...99)) }
        return text
    }

    /// A word with digits and a sign.
    private mutating func chosen() -> String {
        var word = random.one(of: words)
        if random.happens(in: 20) { word += random.one(of: words).capitalized }
        if random.happens(in: 50) { word = word.prefix(1).uppercased() + word.dropFirst() }
        if random.happens(in: 6) { word = word.uppercased() }
        let joint = random.happens(in: 18) ? String(random.one(of: Array("@-_.#!"))) : ""
        let number =
            switch random.number(0...4) {
            case 0: String(random.number(1960...2029))
            case 1: String(random.number(0...9))
            case 2: String(random.number(100...9999))
            case 3: random.one(of: ["123", "1234", "12345", "321", "007", "111", "666", "99", "69"])
            default: String(random.number(10...99))
            }
        let sign = random.happens(in: 45) ? String(random.one(of: Array("!!!?.$@#*%&+"))) : ""
        return random.happens(in: 10) ? sign + number + joint + word : word + joint + number + sign
    }

    /// The same kinds of characters in the same places.
    private mutating func scrambled(_ text: String) -> String {
        String(
            text.map { character in
                if character.isLowercase { return random.one(of: SecretSamples.lower) }
                if character.isUppercase { return random.one(of: SecretSamples.upper) }
                return character.isNumber ? random.one(of: SecretSamples.digits) : character
            }
        )
    }

    private mutating func leet(_ text: String) -> String {
        let swaps: [Character: Character] = ["a": "4", "e": "3", "i": "1", "o": "0", "s": "$", "t": "7", "l": "1"]
        return String(text.map { random.happens(in: 70) ? swaps[$0] ?? $0 : $0 })
    }

    /// Neighbours on a keyboard.
    private mutating func walk() -> String {
        let rows = [
            "1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1qaz2wsx3edc", "azerty",
        ]
        var text = ""
        for _ in 0..<random.number(1...3) { text += random.one(of: rows).prefix(random.number(3...8)) }
        return random.happens(in: 40) ? text + String(random.one(of: SecretSamples.commonSigns)) : text
    }

    private mutating func phrase() -> String {
        let joint = random.one(of: ["-", ".", "_", " ", "+"])
        let parts = (0..<random.number(4...6)).map { _ in random.one(of: words) }
        return parts.joined(separator: joint) + (random.happens(in: 50) ? joint + String(random.number(1...99)) : "")
    }
}

/// Expands the generators in the examples of a rule.
///
/// An example that looked like a real credential would set off the scanners of whoever stores this project, so its
/// random part is written as `${base62:36}` and made when it is needed, the same each time.
public enum ExampleText {
    /// A generator that is not known, as it stands in the text.
    public struct UnknownGenerator: Error, Equatable {
        public var text: String
    }

    /// Expands all generators in `text`; everything else that begins with `${` stays as it is.
    ///
    /// - Parameters:
    ///   - text: An example. `${NAME:LENGTH}` makes `LENGTH` characters of the alphabet `NAME`; `${github:PREFIX}` makes
    ///     a GitHub token.
    ///   - seed: What makes one identifier's examples differ from another's.
    /// - Returns: The text with what they make; always the same for the same `text` and `seed`.
    /// - Throws: ``UnknownGenerator``, when a name with a number behind it is no alphabet.
    public static func expand(_ text: String, seed: String) throws(UnknownGenerator) -> String {
        var random = Generator(seed: seed + text)
        var result = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "${") {
            result += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let close = rest.firstIndex(of: "}") else {
                result += "${"
                continue
            }
            let parts = rest[..<close].split(separator: ":", omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == "github" {
                result += gitHubToken(String(parts[1]), &random)
            } else if parts.count == 2, let length = Int(parts[1]) {
                guard let alphabet = alphabets[String(parts[0])] else {
                    throw UnknownGenerator(text: "${\(rest[..<close])}")
                }
                result += random.characters(length, of: alphabet)
            } else {
                result += "${"
                continue
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static let digits = "0123456789"
    private static let lower = "abcdefghijklmnopqrstuvwxyz"
    private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let base62 = digits + upper + lower

    private static let alphabets: [String: [UInt8]] = [
        "digit": digits, "hex": digits + "abcdef", "HEX": digits + "ABCDEF", "lower": lower, "upper": upper,
        "base36": digits + lower, "BASE36": digits + upper, "base62": base62, "base32": upper + "234567",
        "base64": base62 + "+/", "base64url": base62 + "-_",
    ].mapValues { Array($0.utf8) }

    /// A token in GitHub's format: a prefix, 30 characters, and their CRC-32 in six characters of base 62.
    ///
    /// Source: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
    private static func gitHubToken(_ prefix: String, _ random: inout Generator) -> String {
        let alphabet = Array(base62.utf8)
        let body = random.characters(30, of: alphabet)
        var crc: UInt32 = .max
        for byte in body.utf8 {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        crc = ~crc
        var tail: [UInt8] = []
        for _ in 0..<6 {
            tail.insert(alphabet[Int(crc % 62)], at: 0)
            crc /= 62
        }
        return prefix + body + String(decoding: tail, as: UTF8.self)
    }

    /// A small generator of pseudo-random numbers (xorshift64*, Vigna 2016), so that examples are the same everywhere.
    private struct Generator {
        private var state: UInt64

        /// Begins with a hash of `seed` (FNV-1a).
        init(seed: String) {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            state = hash | 1
        }

        /// Characters that never are the same three times in a row, nor all of one class where there are several.
        mutating func characters(_ count: Int, of alphabet: [UInt8]) -> String {
            var bytes: [UInt8] = []
            while bytes.count < count {
                state ^= state >> 12
                state ^= state << 25
                state ^= state >> 27
                let byte = alphabet[Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % alphabet.count]
                if bytes.count > 1, bytes.suffix(2).allSatisfy({ $0 == byte }) { continue }
                bytes.append(byte)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

import Cryptography

/// The key under which values are fingerprinted.
///
/// Two occurrences of a value have the same fingerprint under the same key, and without the key nobody can find the
/// value by trying: an unkeyed hash of a nine-digit number can be reversed in a second.
public struct FingerprintKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// Wraps a key of 32 bytes or more.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Makes a key that lives as long as this run.
    public static func makeEphemeral() throws -> FingerprintKey {
        FingerprintKey(try RandomBytes.make(SHA256.byteCount))
    }

    public var description: String { "‹key›" }

    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The fingerprint of `value`: `hmac-sha256:` and 64 hexadecimal digits.
    ///
    /// Case does not count, nor do separators in what is mostly digits, so that one card number has one fingerprint
    /// however it is grouped.
    func fingerprint(of value: Span<UInt8>) -> String {
        var normalized: [UInt8] = []
        var digits = 0
        for index in value.indices {
            let byte = value[index]
            if byte &- 48 < 10 { digits += 1 }
            normalized.append(byte &- 65 < 26 ? byte | 0x20 : byte)
        }
        if digits * 2 > normalized.count {
            let separators: [UInt8] = Array(" -./()".utf8)
            normalized.removeAll { separators.contains($0) }
        }
        return "hmac-sha256:" + Hexadecimal.text(HMACSHA256.code(for: normalized, key: bytes))
    }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
    /// Two lower-case digits for each byte.
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

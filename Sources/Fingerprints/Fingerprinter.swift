import Bytes
package import Cryptography
package import Findings

/// What tells whether two values are the same, without any of them: a code that only whoever has the key can make.
package struct Fingerprint {
    /// HMAC-SHA256 of the value; 32 bytes.
    package let code: [UInt8]

    /// It as reports have it: `hmac-sha256:` and 64 hexadecimal digits.
    package var text: String { "hmac-sha256:" + Hexadecimal.text(code) }

    /// It as the sum of one value.
    package var sum: ValueSum { ValueSum(bytes: code) }
}

/// Makes fingerprints of values, on one thread.
package struct Fingerprinter: ~Copyable {
    /// `nil` without a key.
    private let codes: Codes?
    private var normalized: [UInt8] = []

    /// Creates one; without a key, values have no fingerprints.
    ///
    /// - Throws: ``CryptographyError``.
    package init(_ key: FingerprintKey?) throws(CryptographyError) {
        guard let key else {
            codes = nil
            return
        }
        codes = try Codes(key)
    }

    /// The codes under a key.
    private final class Codes {
        let value: HMACSHA256
        let content: HMACSHA256

        init(_ key: FingerprintKey) throws(CryptographyError) {
            let value = try HMACSHA256(key: key.bytes)
            // A key of its own, so that no digest of content is the fingerprint of a value.
            let contentKey = value.code(for: Array("magpie content digest 1".utf8).span)
            content = try HMACSHA256(key: contentKey)
            self.value = value
        }
    }

    /// The fingerprint of `value`; `nil` without a key.
    ///
    /// Case does not count, nor do separators in what is mostly digits, so that one card number has one fingerprint
    /// however it is grouped.
    package mutating func fingerprint(of value: Span<UInt8>) -> Fingerprint? {
        guard let codes else { return nil }
        normalized.removeAll(keepingCapacity: true)
        var digits = 0
        for index in value.indices {
            let byte = value[index]
            if byte &- 48 < 10 { digits += 1 }
            normalized.append(byte &- 65 < 26 ? byte | 0x20 : byte)
        }
        if digits * 2 > normalized.count { normalized.removeAll(where: Fingerprinter.isSeparator) }
        return Fingerprint(code: codes.value.code(for: normalized.span))
    }

    /// The digest that reports have of content: 64 hexadecimal digits, HMAC-SHA256 of its SHA-256.
    ///
    /// Keyed, because whoever knows all of an object but a masked value could find the value by trying; `nil` without a
    /// key.
    package func contentDigest(_ digest: [UInt8]) -> String? {
        codes.map { Hexadecimal.text($0.content.code(for: digest.span)) }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("),
            UInt8(ascii: ")"):
            true
        default: false
        }
    }
}

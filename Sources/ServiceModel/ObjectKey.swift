import Bytes

/// Keys of objects as text.
///
/// A file's name may hold any bytes, and a key in a request is text. So that each key has one text and each text stands for
/// one key, a byte that is no part of UTF-8 is written as a scalar of the last private plane, U+10FF00 and the byte; and so
/// is each byte of a scalar that would be taken for one.
public enum ObjectKey {
    /// The scalar that stands for the byte 0.
    private static let first: UInt32 = 0x10_FF00

    /// The longest key that there is, in bytes; AWS has 1,024.
    public static let mostBytes = 4096

    /// The text of a key.
    public static func text(_ key: [UInt8]) -> String {
        let bytes = key.span
        var text = String.UnicodeScalarView()
        var index = 0
        while index < bytes.count {
            let length = UTF8Text.validLength(bytes, at: index)
            if length > 0, case let value = UTF8Text.scalar(bytes, at: index, length: length), value < first,
                let scalar = Unicode.Scalar(value)
            {
                text.append(scalar)
                index += length
                continue
            }
            for offset in index..<index + max(1, length) {
                if let scalar = Unicode.Scalar(first + UInt32(bytes[offset])) { text.append(scalar) }
            }
            index += max(1, length)
        }
        return String(text)
    }

    /// The key that a text stands for; `nil` for a text that no key has, as it says the same in another way.
    public static func bytes(_ text: String) -> [UInt8]? {
        guard text.unicodeScalars.contains(where: { $0.value >= first }) else { return Array(text.utf8) }
        var key: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value >= first {
                key.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                key += Array(String(scalar).utf8)
            }
        }
        return ObjectKey.text(key).utf8.elementsEqual(text.utf8) ? key : nil
    }
}

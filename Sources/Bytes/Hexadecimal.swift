/// Bytes as hexadecimal digits.
public enum Hexadecimal {
    /// The sixteen digits in ASCII, in lower case.
    public static let digits = Array("0123456789abcdef".utf8)

    /// Two lower-case digits for each byte.
    public static func text(_ bytes: [UInt8]) -> String { String(decoding: characters(of: bytes.span), as: UTF8.self) }

    /// The text of ``text(_:)`` as its bytes.
    public static func characters(of bytes: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: bytes.count * 2) { output in
            for index in bytes.indices {
                output.append(digit(bytes[index] >> 4))
                output.append(digit(bytes[index] & 15))
            }
        }
    }

    /// The bytes that digits of either case stand for; `nil` for anything else, and for an odd number of them.
    public static func bytes(_ text: String) -> [UInt8]? { bytes(text.utf8.span) }

    /// The bytes that digits of either case stand for; see ``bytes(_:)-(String)``.
    public static func bytes(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        for index in stride(from: 0, to: text.count, by: 2) {
            guard let high = value(text[index]), let low = value(text[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// What a digit of either case stands for, 0–15; `nil` for anything else.
    public static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - 87
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - 55
        default: nil
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? value + 48 : value + 87 }
}

/// What bytes say when they are read as UTF-16, to judge whether they are.
///
/// In scripts other than the Latin one few units have a zero byte, so places of zeroes do not tell. What does: every unit
/// is a character that texts have, and bytes of ASCII do not stand in pairs, which read as UTF-16 would be rare Chinese.
public struct UTF16Reading {
    /// Whether each unit belongs to a character that texts have.
    public private(set) var isText = true

    private var unitCount = 0
    /// Units below 128.
    private(set) var asciiCount = 0
    /// Units of two bytes that are both printable ASCII.
    private var pairCount = 0

    /// Whether it is likely: never on the word of characters alone that nobody uses.
    var isLikely: Bool { isText && asciiCount > 0 && 2 * pairCount <= unitCount }

    /// Reads the whole units in `bytes`, of which the last character may be cut short.
    public init(_ bytes: Span<UInt8>, isBigEndian: Bool) {
        var needsLowSurrogate = false
        var index = 0
        while index + 1 < bytes.count, isText {
            let (high, low) = isBigEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            let unit = UInt16(high) << 8 | UInt16(low)
            if needsLowSurrogate {
                isText = unit & 0xFC00 == 0xDC00
                needsLowSurrogate = false
            } else {
                needsLowSurrogate = unit & 0xFC00 == 0xD800
                isText = UTF16Reading.isUsed(unit)
            }
            unitCount += 1
            if unit < 0x80 { asciiCount += 1 }
            if UTF16Reading.isPrintable(high), UTF16Reading.isPrintable(low) { pairCount += 1 }
            index += 2
        }
    }

    /// Whether a text may hold the unit: no control, nothing for private use, no half of a pair that comes first.
    private static func isUsed(_ unit: UInt16) -> Bool {
        switch unit {
        case 9, 10, 12, 13, 27: true
        case ..<32, 0x7F...0x9F, 0xDC00...0xDFFF, 0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xFFF0...: false
        default: true
        }
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte &- 32 < 95 }
}

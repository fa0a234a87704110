public import Bytes
public import Findings

/// Turns UTF-32 into UTF-8, piece by piece.
///
/// Source: The Unicode Standard, section 3.10; what is no character becomes U+FFFD, and a byte order mark at the start is
/// dropped.
public struct UTF32Decoder {
    private let isBigEndian: Bool
    private var kept: UInt32 = 0
    private var keptCount: UInt32 = 0
    private var isAtStart = true

    /// Whether there were units that are no characters.
    public private(set) var holdsOtherText = false

    public init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Appends what `input` says to `output`; units that are cut short are kept for the next piece.
    public mutating func decode(_ input: borrowing TextBuffer, isLast: Bool, into output: inout TextBuffer) {
        let bytes = input.bytes
        // Each unit of four bytes becomes at most four.
        output.reserve(output.count + bytes.count + 8)
        var writer = UTF8Writer()
        for index in bytes.indices {
            kept = isBigEndian ? kept << 8 | UInt32(bytes[index]) : kept | UInt32(bytes[index]) << (8 * keptCount)
            keptCount += 1
            guard keptCount == 4 else { continue }
            take(kept, &writer)
            (kept, keptCount) = (0, 0)
            if writer.isNearlyFull { writer.flush(to: &output) }
        }
        if isLast, keptCount > 0 {
            writer.append(0xFFFD)
            holdsOtherText = true
        }
        writer.flush(to: &output)
    }

    private mutating func take(_ unit: UInt32, _ writer: inout UTF8Writer) {
        defer { isAtStart = false }
        if isAtStart, unit == 0xFEFF { return }
        let isCharacter = unit < 0xD800 || unit &- 0xE000 < 0x10_2000
        if !isCharacter { holdsOtherText = true }
        writer.append(isCharacter ? unit : 0xFFFD)
    }
}

/// Turns text that is no UTF-8 into it.
public enum UnitDecoder {
    case utf16(UTF16Decoder)
    case utf32(UTF32Decoder)
    case charset(CharsetDecoder)

    public init(_ encoding: TextEncoding) {
        self =
            switch encoding.unitLength {
            case 4: .utf32(UTF32Decoder(isBigEndian: encoding.isBigEndian))
            case 2: .utf16(UTF16Decoder(isBigEndian: encoding.isBigEndian))
            default: .charset(CharsetDecoder(encoding))
            }
    }

    /// Whether there was something that is no such text.
    public var holdsOtherText: Bool {
        switch self {
        case .utf16(let decoder): decoder.holdsOtherText
        case .utf32(let decoder): decoder.holdsOtherText
        case .charset(let decoder): decoder.holdsOtherText
        }
    }

    /// Appends what `input` says to `output`; units that are cut short are kept for the next piece.
    public mutating func decode(_ input: borrowing TextBuffer, isLast: Bool, into output: inout TextBuffer) {
        switch self {
        case .utf16(var decoder):
            decoder.decode(input, isLast: isLast, into: &output)
            self = .utf16(decoder)
        case .utf32(var decoder):
            decoder.decode(input, isLast: isLast, into: &output)
            self = .utf32(decoder)
        case .charset(var decoder):
            decoder.decode(input, isLast: isLast, into: &output)
            self = .charset(decoder)
        }
    }
}

public import Bytes
public import Findings

/// Turns text of an older encoding into UTF-8, piece by piece.
///
/// Sources: WHATWG, Encoding Standard, sections 9 to 13 (legacy encodings); RFC 1468 (ISO-2022-JP). A byte that is no part of a
/// character becomes U+FFFD, one for each, so that lengths can be told afterwards.
public struct CharsetDecoder {
    private let encoding: TextEncoding
    /// The beginning of a character whose end has not come.
    private var kept: [UInt8] = []
    /// Whether text of ISO-2022-JP is in characters of two bytes.
    private var isWide = false
    private let letters: [[UInt8]]
    /// All characters of an encoding that has not even those of ASCII at their bytes.
    private let characters: [[UInt8]]
    /// Whether there was something that is no text: controls of EBCDIC, as packed digits and binary numbers between texts are.
    public private(set) var holdsOtherText = false

    /// Creates a decoder for an encoding of a byte a character, or of one to four.
    public init(_ encoding: TextEncoding) {
        self.encoding = encoding
        letters = Charset.upperHalf(of: encoding) ?? []
        characters = EBCDICTables.characters(of: encoding) ?? []
    }

    /// Appends what `input` says to `output`; a character that is cut short is kept for the next piece.
    public mutating func decode(_ input: borrowing TextBuffer, isLast: Bool, into output: inout TextBuffer) {
        let bytes = input.bytes
        // Each byte becomes three at most.
        var piece: [UInt8] = []
        piece.reserveCapacity(min(bytes.count, 1 << 16) * 3 + 16)
        for start in stride(from: 0, to: max(1, bytes.count), by: 1 << 16) {
            let end = min(bytes.count, start + 1 << 16)
            piece.removeAll(keepingCapacity: true)
            decode((start..<end).map { bytes[$0] }, isLast: isLast && end == bytes.count, into: &piece)
            output.append(contentsOf: piece.span)
        }
    }

    /// The same for bytes in an array.
    mutating func decode(_ bytes: [UInt8], isLast: Bool, into output: inout [UInt8]) {
        guard characters.isEmpty else {
            for byte in bytes {
                output += characters[Int(byte)]
                if byte < 0x40, !EBCDICTables.isOfTexts(byte) { holdsOtherText = true }
            }
            return
        }
        let bytes = kept.isEmpty ? bytes : kept + bytes
        kept = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80, !isWide, byte != 0x1B || encoding != .iso2022JP {
                output.append(byte)
                index += 1
                continue
            }
            if !letters.isEmpty {
                output += letters[Int(byte) - 0x80]
                index += 1
                continue
            }
            // Four bytes are the longest character, and three the longest escape.
            if bytes.count - index < 4, !isLast {
                kept = Array(bytes[index...])
                return
            }
            if encoding == .iso2022JP {
                index += escaped(bytes[index...], into: &output)
            } else if let (scalar, length) = character(bytes[index...]) {
                output += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                index += length
            } else {
                output += UTF8.encodedReplacementCharacter
                index += 1
            }
        }
    }

    /// The character of two bytes or more at the start, and how many they are.
    private func character(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        let first = Int(bytes[bytes.startIndex])
        let second = bytes.count > 1 ? Int(bytes[bytes.startIndex + 1]) : 0
        switch encoding {
        case .shiftJIS:
            if 0xA1...0xDF ~= first { return Unicode.Scalar(UInt32(0xFF61 + first - 0xA1)).map { ($0, 1) } }
            guard 0x40...0xFC ~= second, second != 0x7F else { return nil }
            let trail = second - (second < 0x7F ? 0x40 : 0x41)
            switch first {
            case 0x81...0x9F: return found(CharsetRows.japanese, (first - 0x81) * 188 + trail, 2)
            case 0xE0...0xEF: return found(CharsetRows.japanese, (first - 0xC1) * 188 + trail, 2)
            case 0xFA...0xFC: return found(CharsetRows.japaneseExtension, (first - 0xFA) * 188 + trail, 2)
            default: return nil
            }
        case .eucJP:
            if first == 0x8E, 0xA1...0xDF ~= second {
                return Unicode.Scalar(UInt32(0xFF61 + second - 0xA1)).map { ($0, 2) }
            }
            guard first >= 0xA1, first < 0xFF, second >= 0xA1, second < 0xFF else { return nil }
            return found(CharsetRows.japanese, (first - 0xA1) * 94 + second - 0xA1, 2)
        case .eucKR:
            if first >= 0xA1, first < 0xFF, second >= 0xA1, second < 0xFF {
                return found(CharsetRows.korean, (first - 0xA1) * 94 + second - 0xA1, 2)
            }
            return CharsetRows.syllable(first, second).map { ($0, 2) }
        case .big5:
            guard 0xA1...0xF9 ~= first, 0x40...0x7E ~= second || 0xA1...0xFE ~= second else { return nil }
            return found(CharsetRows.taiwanese, (first - 0xA1) * 157 + second - (second < 0x7F ? 0x40 : 0x62), 2)
        case .gb18030:
            guard 0x81...0xFE ~= first else { return nil }
            if 0x40...0xFE ~= second, second != 0x7F {
                return found(CharsetRows.chinese, (first - 0x81) * 190 + second - (second < 0x7F ? 0x40 : 0x41), 2)
            }
            guard 0x30...0x39 ~= second, bytes.count >= 4 else { return nil }
            let (third, fourth) = (Int(bytes[bytes.startIndex + 2]), Int(bytes[bytes.startIndex + 3]))
            guard 0x81...0xFE ~= third, 0x30...0x39 ~= fourth else { return nil }
            let index = ((first - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30
            return CharsetRows.further(index).map { ($0, 4) }
        default: return nil
        }
    }

    private func found(_ rows: [Unicode.Scalar], _ index: Int, _ length: Int) -> (Unicode.Scalar, Int)? {
        guard rows.indices.contains(index), rows[index] != "?" else { return nil }
        return (rows[index], length)
    }

    /// Reads an escape or a character of ISO-2022-JP; how many bytes it has.
    private mutating func escaped(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) -> Int {
        let start = bytes.startIndex
        if bytes.starts(with: [0x1B, 0x24]) {
            isWide = true
            return bytes.count > 2 ? 3 : bytes.count
        }
        if bytes.starts(with: [0x1B, 0x28]) {
            isWide = false
            return bytes.count > 2 ? 3 : bytes.count
        }
        // A line end leads back to ASCII.
        guard isWide, bytes.count > 1, 0x21...0x7E ~= bytes[start], 0x21...0x7E ~= bytes[start + 1] else {
            if bytes[start] == 10 { isWide = false }
            output.append(bytes[start] < 0x80 ? bytes[start] : UInt8(ascii: "?"))
            return 1
        }
        let scalar = found(CharsetRows.japanese, (Int(bytes[start]) - 0x21) * 94 + Int(bytes[start + 1]) - 0x21, 2)?.0
        output += UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
        return 2
    }

    /// How many bytes a stretch of decoded text had before, which is valid UTF-8 but for what is cut off at its ends.
    ///
    /// - Complexity: O(*n*), a nanosecond a byte.
    public static func originalCount(of text: Span<UInt8>, in encoding: TextEncoding) -> Int {
        var count = 0
        for index in text.indices {
            let byte = text[index]
            if byte < 0x80 {
                count += 1
            } else if byte & 0xC0 != 0x80 {
                count += width(of: text, at: index, encoding)
            }
        }
        return count
    }

    private static func width(of text: Span<UInt8>, at index: Int, _ encoding: TextEncoding) -> Int {
        guard encoding.isMultibyte else { return 1 }
        let (first, second) = (text[index], index + 1 < text.count ? text[index + 1] : 0)
        let third = index + 2 < text.count ? text[index + 2] : 0
        if first == 0xEF, second == 0xBF, third == 0xBD { return 1 }
        switch encoding {
        case .shiftJIS:
            let isNarrow = first == 0xEF && (second == 0xBD && third >= 0xA1 || second == 0xBE && third <= 0x9F)
            return isNarrow ? 1 : 2
        case .gb18030:
            if first >= 0xF0 { return 4 }
            let value =
                first < 0xE0
                ? UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)
                : UInt32(first & 15) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            return CharsetRows.isShort(value) ? 2 : 4
        default: return 2
        }
    }
}

/// Tables of characters by their codes.
enum CharsetRows {
    static let japanese = rows(JapaneseTable.rows)
    static let japaneseExtension = rows(JapaneseTable.ofVendors)
    static let korean = rows(KoreanTable.rows)
    static let taiwanese = rows(TaiwaneseTable.rows)
    static let chinese = rows(ChineseTable.first + FurtherChineseTable.second)

    /// What a table writes, with its gaps.
    private static func rows(_ text: String) -> [Unicode.Scalar] {
        var rows: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if 0xE000...0xEFFF ~= scalar.value {
                rows += [Unicode.Scalar](repeating: "?", count: Int(scalar.value - 0xE000))
            } else {
                rows.append(scalar)
            }
        }
        return rows
    }

    /// The syllables of Korean that KS X 1001 does not have, in order.
    private static let syllables: [Unicode.Scalar] = {
        let known = Set(korean.map(\.value))
        return (UInt32(0xAC00)...0xD7A3).filter { !known.contains($0) }.compactMap(Unicode.Scalar.init)
    }()

    /// A syllable that only Windows' extension of EUC-KR has (code page 949).
    static func syllable(_ first: Int, _ second: Int) -> Unicode.Scalar? {
        guard 0x81...0xC6 ~= first else { return nil }
        let trail: Int
        switch second {
        case 0x41...0x5A: trail = second - 0x41
        case 0x61...0x7A: trail = second - 0x61 + 26
        case 0x81...0xFE where first < 0xA1 || second < 0xA1: trail = second - 0x81 + 52
        default: return nil
        }
        let index = first < 0xA1 ? (first - 0x81) * 178 + trail : 0x20 * 178 + (first - 0xA1) * 84 + trail
        return syllables.indices.contains(index) ? syllables[index] : nil
    }

    /// Which characters of the basic plane GB 18030 has in two bytes.
    private static let short: [Bool] = {
        var short = [Bool](repeating: false, count: 65_536)
        for scalar in chinese where scalar != "?" && scalar.value < 65_536 { short[Int(scalar.value)] = true }
        return short
    }()

    static func isShort(_ value: UInt32) -> Bool { value < 65_536 && short[Int(value)] }

    /// The characters of the basic plane that GB 18030 has in four bytes, in order, without those for private use.
    private static let long: [Unicode.Scalar] = (UInt32(0x80)...0xFFFF).filter { value in
        !short[Int(value)] && !(0xD800...0xF8FF ~= value)
    }.compactMap(Unicode.Scalar.init)

    /// A character that GB 18030 has in four bytes.
    static func further(_ index: Int) -> Unicode.Scalar? {
        if index >= 189_000 { return Unicode.Scalar(UInt32(0x10000 + index - 189_000)) }
        return long.indices.contains(index) ? long[index] : nil
    }
}

import Bytes

/// Cuts the content of a page, or a map of characters, into what stands in it (ISO 32000-1, section 7.2 and 7.8.2).
struct PDFScanner {
    enum Token: Equatable {
        case number(Double)
        case name(String)
        /// Where the string is in ``PDFScanner/strings``.
        case string(Range<Int>)
        case array([Token])
        case word(PDFWord)
        case other
    }

    private let bytes: [UInt8]
    private(set) var index = 0
    /// What the strings since the last call of ``forgetStrings()`` say.
    private(set) var strings: [UInt8] = []
    /// The comments that were passed over, each on a line.
    private(set) var comments: [UInt8] = []

    /// How deep arrays and dictionaries may lie in one another.
    private static let mostDepth = 32
    /// In bytes.
    private static let mostComments = 1 << 20

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Gives up the strings that were read so far; tokens of strings mean nothing after it.
    mutating func forgetStrings() { strings.removeAll(keepingCapacity: true) }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte <= 32 && (byte == 32 || byte == 10 || byte == 13 || byte == 9 || byte == 0 || byte == 12)
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    /// The next token; `nil` at the end.
    mutating func next(_ depth: Int = 0) -> Token? {
        while index < bytes.count {
            let byte = bytes[index]
            if PDFScanner.isSpace(byte) {
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "%"):
                let start = index + 1
                while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
                if comments.count < PDFScanner.mostComments { comments += bytes[start..<index] + [10] }
            case UInt8(ascii: "("): return .string(literal())
            case UInt8(ascii: "<"):
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "<") {
                    index += 2
                    return depth < PDFScanner.mostDepth ? dictionary(depth + 1) : .other
                }
                return .string(hexadecimal())
            case UInt8(ascii: ">"):
                index += index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ">") ? 2 : 1
                return .word(.dictionaryEnd)
            case UInt8(ascii: "["):
                index += 1
                guard depth < PDFScanner.mostDepth else { return .other }
                var items: [Token] = []
                while let token = next(depth + 1), token != .word(.arrayEnd) { items.append(token) }
                return .array(items)
            case UInt8(ascii: "]"):
                index += 1
                return .word(.arrayEnd)
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ")"): index += 1
            case UInt8(ascii: "/"):
                index += 1
                return .name(String(decoding: bytes[regular()], as: UTF8.self))
            default:
                let word = regular()
                if word.isEmpty {
                    index += 1
                    continue
                }
                return number(word).map { .number($0) } ?? .word(PDFWord(bytes[word]))
            }
        }
        return nil
    }

    /// The number that a word is; `nil` when it is none.
    private func number(_ word: Range<Int>) -> Double? {
        let first = bytes[word.lowerBound]
        guard first &- 48 < 10 || first == 45 || first == 43 || first == 46 else { return nil }
        return PDFScanner.plain(bytes[word]) ?? unusual(word)
    }

    /// The powers of ten that a number with a point is divided by: up to these the quotient is rounded as it ought to be.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// A number of at most 15 digits, as nearly all are; `nil` for others.
    private static func plain(_ word: ArraySlice<UInt8>) -> Double? {
        guard word.count <= 17 else { return nil }
        var digits = 0
        var fraction = -1
        var value = 0
        var isNegative = false
        for (place, byte) in zip(word.indices, word) {
            switch byte {
            case 48...57:
                value = value * 10 + Int(byte) - 48
                digits += 1
                if fraction >= 0 { fraction += 1 }
            case UInt8(ascii: ".") where fraction < 0: fraction = 0
            case UInt8(ascii: "-") where place == word.startIndex: isNegative = true
            default: return nil
            }
        }
        guard 1...15 ~= digits else { return nil }
        let size = fraction > 0 ? Double(value) / powers[fraction] : Double(value)
        return isNegative ? -size : size
    }

    private func unusual(_ word: Range<Int>) -> Double? {
        let text = String(decoding: bytes[word], as: UTF8.self)
        let value = Double(text) ?? Double(text.replacing("--", with: "-"))
        return value.flatMap { $0.isFinite ? $0 : nil }
    }

    private mutating func regular() -> Range<Int> {
        let start = index
        while index < bytes.count, !PDFScanner.isSpace(bytes[index]), !PDFScanner.isDelimiter(bytes[index]) {
            index += 1
        }
        return start..<index
    }

    /// A dictionary as its keys and values, one after the other.
    private mutating func dictionary(_ depth: Int) -> Token {
        var items: [Token] = []
        while let token = next(depth), token != .word(.dictionaryEnd) { items.append(token) }
        return .array(items)
    }

    private mutating func literal() -> Range<Int> {
        index += 1
        let start = strings.count
        let bytes = bytes
        var depth = 1
        while true {
            // Letters, up to what means something.
            let end = PDFScanner.plainEnd(of: bytes.span, from: index)
            strings.append(copying: bytes.span.extracting(index..<end))
            index = end
            guard index < bytes.count else { break }
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                strings.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return start..<strings.count }
                strings.append(byte)
            case UInt8(ascii: "\\"): escape()
            default: strings.append(byte)
            }
        }
        return start..<strings.count
    }

    private static func plainEnd(of bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] &- 40 > 1, bytes[index] != UInt8(ascii: "\\") { index += 1 }
        return index
    }

    /// Reads what stands behind a backslash.
    private mutating func escape() {
        guard index < bytes.count else { return }
        let escape = bytes[index]
        index += 1
        switch escape {
        case UInt8(ascii: "n"): strings.append(10)
        case UInt8(ascii: "r"): strings.append(13)
        case UInt8(ascii: "t"): strings.append(9)
        case UInt8(ascii: "b"): strings.append(8)
        case UInt8(ascii: "f"): strings.append(12)
        case 13: if index < bytes.count, bytes[index] == 10 { index += 1 }
        case 10: break
        case 48...55:
            var value = Int(escape) - 48
            var digits = 1
            while digits < 3, index < bytes.count, bytes[index] &- 48 < 8 {
                value = value * 8 + Int(bytes[index]) - 48
                index += 1
                digits += 1
            }
            strings.append(UInt8(truncatingIfNeeded: value))
        default: strings.append(escape)
        }
    }

    private mutating func hexadecimal() -> Range<Int> {
        index += 1
        let start = strings.count
        var high: UInt8?
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            let byte = bytes[index]
            index += 1
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            default: continue
            }
            if let first = high {
                strings.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        index += 1
        if let high { strings.append(high << 4) }
        return start..<strings.count
    }

    /// Passes over the bytes of a picture that stands in the content, up to its end.
    mutating func skipImage() {
        while index + 2 < bytes.count {
            if PDFScanner.isSpace(bytes[index]), bytes[index + 1] == UInt8(ascii: "E"),
                bytes[index + 2] == UInt8(ascii: "I"),
                index + 3 >= bytes.count || PDFScanner.isSpace(bytes[index + 3])
            {
                index += 3
                return
            }
            index += 1
        }
        index = bytes.count
    }
}

/// Cuts the content of a page, or a map of characters, into what stands in it (ISO 32000-1, section 7.2 and 7.8.2).
struct PDFScanner {
    indirect enum Token: Equatable {
        case number(Double)
        case name(String)
        case string([UInt8])
        case array([Token])
        case word(String)
        case other
    }

    private let bytes: [UInt8]
    private(set) var index = 0

    /// How deep arrays and dictionaries may lie in one another.
    private static let mostDepth = 32

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0 || byte == 9 || byte == 10 || byte == 12 || byte == 13 || byte == 32
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
                while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
            case UInt8(ascii: "("): return .string(literal())
            case UInt8(ascii: "<"):
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "<") {
                    index += 2
                    return depth < PDFScanner.mostDepth ? dictionary(depth + 1) : .other
                }
                return .string(hexadecimal())
            case UInt8(ascii: ">"):
                index += index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ">") ? 2 : 1
                return .word(">>")
            case UInt8(ascii: "["):
                index += 1
                guard depth < PDFScanner.mostDepth else { return .other }
                var items: [Token] = []
                while let token = next(depth + 1), token != .word("]") { items.append(token) }
                return .array(items)
            case UInt8(ascii: "]"):
                index += 1
                return .word("]")
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ")"): index += 1
            case UInt8(ascii: "/"):
                index += 1
                return .name(regular())
            default:
                let word = regular()
                if word.isEmpty {
                    index += 1
                    continue
                }
                return number(word).map { .number($0) } ?? .word(word)
            }
        }
        return nil
    }

    private func number(_ word: String) -> Double? {
        guard let first = word.utf8.first, first &- 48 < 10 || first == 45 || first == 43 || first == 46 else {
            return nil
        }
        let value = Double(word) ?? Double(word.replacing("--", with: "-"))
        return value.flatMap { $0.isFinite ? $0 : nil }
    }

    private mutating func regular() -> String {
        let start = index
        while index < bytes.count, !PDFScanner.isSpace(bytes[index]), !PDFScanner.isDelimiter(bytes[index]) {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// A dictionary as its keys and values, one after the other.
    private mutating func dictionary(_ depth: Int) -> Token {
        var items: [Token] = []
        while let token = next(depth), token != .word(">>") { items.append(token) }
        return .array(items)
    }

    private mutating func literal() -> [UInt8] {
        index += 1
        var text: [UInt8] = []
        var depth = 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                text.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return text }
                text.append(byte)
            case UInt8(ascii: "\\"):
                guard index < bytes.count else { return text }
                let escape = bytes[index]
                index += 1
                switch escape {
                case UInt8(ascii: "n"): text.append(10)
                case UInt8(ascii: "r"): text.append(13)
                case UInt8(ascii: "t"): text.append(9)
                case UInt8(ascii: "b"): text.append(8)
                case UInt8(ascii: "f"): text.append(12)
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
                    text.append(UInt8(truncatingIfNeeded: value))
                default: text.append(escape)
                }
            default: text.append(byte)
            }
        }
        return text
    }

    private mutating func hexadecimal() -> [UInt8] {
        index += 1
        var text: [UInt8] = []
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
                text.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        index += 1
        if let high { text.append(high << 4) }
        return text
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

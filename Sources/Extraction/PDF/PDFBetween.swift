import Bytes

/// What the bytes of a PDF file say outside of its objects' values: comments, and words that belong to nothing.
///
/// Source: ISO 32000-1, sections 7.2 (lexical conventions), 7.3 and 7.5. Readers of PDF files pass over both. Streams are left out: what
/// they hold is read unpacked.
struct PDFBetween {
    private let bytes: [UInt8]
    private let end: Int
    private var index = 0
    /// Whether what comes belongs to an object, or to the list of objects' places behind them.
    private var isInside = false
    /// Each comment or stray text on a line.
    private(set) var output: [UInt8] = []
    private var line: [UInt8] = []

    private static let most = 8 << 20

    /// Whether there is more than that.
    var isCutShort: Bool { output.count >= PDFBetween.most }

    /// Creates a reader of the bytes of a file up to `end`.
    init(_ bytes: [UInt8], upTo end: Int) { (self.bytes, self.end) = (bytes, min(end, bytes.count)) }

    /// Reads from `start` to the end.
    ///
    /// - Complexity: O(*n*); of streams only their ends are looked for.
    mutating func read(from start: Int) {
        index = start
        while index < end, output.count < PDFBetween.most {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "%"): comment()
            case UInt8(ascii: "("): string()
            case UInt8(ascii: "<"): hexadecimal()
            case UInt8(ascii: "/"):
                index += 1
                _ = word()
            case 0, 9, 10, 12, 13, 32, UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ")"),
                UInt8(ascii: "{"), UInt8(ascii: "}"):
                index += 1
            default:
                let word = word()
                // A control that is no white space is nothing.
                if word.isEmpty { index += 1 } else { take(word) }
            }
            if byte == 10 || byte == 13 { endLine() }
        }
        endLine()
    }

    private mutating func endLine() {
        if line.count >= 4, line.contains(where: { $0 > 32 }) {
            output += (UTF8Text.isValid(line.span, mayEndInside: false) ? line : PDFStrings.text(line)) + [10]
        }
        line = []
    }

    private mutating func add(_ text: ArraySlice<UInt8>) {
        let text = text.drop { $0 <= 32 }
        guard text.count >= 2, text.count < 4 ? text.allSatisfy({ $0 &- 33 < 94 }) : PDFStrings.isText(text) else {
            return
        }
        if !line.isEmpty { line.append(32) }
        line += text
    }

    private mutating func comment() {
        let start = index + 1
        while index < end, bytes[index] != 10, bytes[index] != 13 { index += 1 }
        let text = bytes[start..<index]
        // The header, the mark of an end, and bytes that tell programs which copy files that these are no text.
        let isMark =
            text.starts(with: "PDF-".utf8) && text.count <= 12 || text.starts(with: "%EOF".utf8) && text.count <= 6
            || text.count <= 16 && text.count(where: { $0 >= 0x80 }) * 2 >= text.count
        if isMark { return }
        add(text)
        endLine()
    }

    private mutating func string() {
        let start = index + 1
        var depth = 0
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { break }
        }
        if !isInside { add(bytes[start..<max(start, min(index, end) - 1)]) }
    }

    private mutating func hexadecimal() {
        index += 1
        guard index < end, bytes[index] != UInt8(ascii: "<") else {
            index += 1
            return
        }
        while index < end, bytes[index] != UInt8(ascii: ">") {
            guard bytes[index] <= 32 || bytes[index] &- 48 < 10 || (bytes[index] | 0x20) &- 97 < 6 else { return }
            index += 1
        }
    }

    private mutating func word() -> ArraySlice<UInt8> {
        let start = index
        while index < end, bytes[index] > 32 {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
                return bytes[start..<index]
            default: index += 1
            }
        }
        return bytes[start..<index]
    }

    /// Judges a word, and passes over the stream that it begins.
    private mutating func take(_ word: ArraySlice<UInt8>) {
        guard let first = word.first else { return }
        if first &- 48 < 10 || first == 45 || first == 46 || first == 43 {
            // Longer ones are no offsets.
            if word.count > 10 || !PDFBetween.isNumber(word), !isInside || !PDFBetween.isNumber(word) { add(word) }
        } else if word.elementsEqual("obj".utf8) || word.elementsEqual("trailer".utf8) {
            isInside = true
        } else if word.elementsEqual("stream".utf8) {
            passStream()
        } else if word.elementsEqual("endobj".utf8) || word.elementsEqual("xref".utf8)
            || word.elementsEqual("startxref".utf8)
        {
            isInside = false
        } else if word.count >= 2, !PDFBetween.words.contains(where: { word.elementsEqual($0) }) {
            add(word)
        }
    }

    private static let words = ["endstream", "true", "false", "null"].map { Array($0.utf8) }

    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        word.allSatisfy { $0 &- 48 < 10 || $0 == 46 || $0 == 45 || $0 == 43 }
    }

    private mutating func passStream() {
        let mark = PDFBetween.endstream
        var place = index
        while place < end {
            place = bytes.span.index(of: mark[0], from: place)
            guard place + mark.count <= end else { break }
            if mark.indices.allSatisfy({ bytes[place + $0] == mark[$0] }) {
                index = place + mark.count
                return
            }
            place += 1
        }
        index = end
    }

    private static let endstream = Array("endstream".utf8)
}

/// What of a PDF file was handed over, so that what is left can be told from it.
struct PDFKnown {
    /// Streams, by the numbers of their objects.
    private var streams: Set<Int> = []
    private var texts: Set<[UInt8]> = []
    private var byteCount = 0
    /// How many objects may still be looked at, in all versions of the file together.
    var objectsLeft = 0
    /// Whether the lines of pages are kept, too, to tell those of earlier versions from them.
    var keepsPages = false

    /// Bytes of texts that are kept; what comes then may be handed over twice.
    private static let most = 16 << 20

    /// Notes a stream; direct objects have the number 0 and are none.
    mutating func add(_ stream: Int) { if stream != 0 { streams.insert(stream) } }

    /// Forgets which streams were read, as another version has others under their numbers.
    mutating func forgetStreams() { streams = [] }

    /// Whether a stream was read.
    func contains(_ stream: Int) -> Bool { streams.contains(stream) }

    /// Notes a text.
    ///
    /// - Returns: Whether it was not known.
    @discardableResult
    mutating func add(_ text: [UInt8]) -> Bool {
        guard byteCount < PDFKnown.most else { return !texts.contains(text) }
        guard texts.insert(text).inserted else { return false }
        byteCount += text.count + 32
        return true
    }

    /// Notes each line of a text.
    mutating func add(lines text: [UInt8]) { _ = newLines(of: text) }

    /// Those lines of a text that were not known, which now are.
    mutating func newLines(of text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        for line in text.split(separator: 10) where line.contains(where: { $0 > 32 }) && add(Array(line)) {
            output += line + [10]
        }
        return output
    }
}

/// Strings of PDF files.
enum PDFStrings {
    /// A string in UTF-8: it is in UTF-16 with a mark, in UTF-8 with one, or in nearly Latin-1 (ISO 32000-1, section 7.9.2).
    static func text(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xFE, 0xFF]) {
            var units: [UInt16] = []
            for index in stride(from: 2, to: bytes.count - 1, by: 2) {
                units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
            }
            return GlyphNames.apart(String(decoding: units, as: UTF16.self))
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        return Charset.utf8(bytes, "windows-1252")
    }

    /// Whether bytes are one, and no key, sum or signature.
    static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return bytes.count >= 6 }
        guard bytes.count >= 4 else { return false }
        return !bytes.contains { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 || $0 >= 0x7F && $0 < 0xA0 }
    }
}

/// Where the versions of a PDF file end, of which each one adds what has changed (ISO 32000-1, section 7.5.6).
enum PDFVersions {
    /// Versions that are looked at, the present one included.
    private static let most = 9

    /// The offsets behind the marks that end versions, from the first to the present one; at most nine.
    static func ends(in bytes: [UInt8]) -> [Int] {
        let mark = Array("%%EOF".utf8)
        var ends: [Int] = []
        var index = bytes.count - mark.count
        while index >= 0, ends.count < most {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
                ends.append(index + mark.count)
            }
            index -= 1
        }
        ends.reverse()
        // A file that is made to be shown page by page has a mark behind what is shown first.
        let isLinearized = bytes.prefix(1024).firstRange(of: Array("/Linearized".utf8)) != nil
        if isLinearized, ends.count > 1 { ends.removeFirst() }
        return ends
    }
}

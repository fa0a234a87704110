/// What the program of a font itself says its glyphs stand for, where the PDF file does not.
enum FontProgram {
    /// The glyphs that the codes of a Type 1 font show, by the encoding that stands in its open part.
    ///
    /// Source: Adobe Type 1 Font Format, section 2.2: lines such as `dup 65 /A put`.
    static func encoding(ofType1 bytes: [UInt8]) -> [Int: String] {
        let mark = Array("eexec".utf8)
        var end = min(bytes.count, 1 << 16)
        if let place = bytes[..<end].firstRange(of: mark[...]) { end = place.lowerBound }
        var names: [Int: String] = [:]
        var words: [Substring] = []
        for word in String(decoding: bytes[..<end], as: UTF8.self).split(whereSeparator: { $0.isWhitespace }) {
            words.append(word)
            if words.count > 4 { words.removeFirst() }
            if word == "put", words.count == 4, words[0] == "dup", let code = Int(words[1]), (0..<256).contains(code),
                words[2].hasPrefix("/")
            {
                names[code] = String(words[2].dropFirst())
            }
        }
        return names
    }

    /// The characters of the glyphs of a TrueType font: by its own map from characters, or by the names of its glyphs.
    ///
    /// Source: OpenType, tables `cmap` (formats 0, 4, 6 and 12) and `post` (format 2). At most 65,536 glyphs.
    ///
    /// - Parameter bytes: The font.
    /// - Returns: The characters by glyph, the glyphs by code, and how many codes were looked at: no more than 524,288 of all maps
    ///   together, which may lie in one another.
    static func characters(
        ofTrueType bytes: [UInt8]
    ) -> (byGlyph: [Int: UInt32], glyphOfCode: [Int: Int], steps: Int) {
        let font = TrueType(bytes)
        var steps = 0
        let characters = font.characters(&steps)
        return (characters, font.symbolCodes(&steps), steps)
    }

    /// Whether so many steps are all that are gone.
    static func isCut(_ steps: Int) -> Bool { steps >= TrueType.mostSteps }
}

/// The tables of a TrueType font that say what its glyphs are.
private struct TrueType {
    private let bytes: [UInt8]
    private var tables: [String: Range<Int>] = [:]

    /// For all maps of a font.
    static let mostSteps = 1 << 19

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        for index in 0..<min(number(4, 2), 64) {
            let entry = 12 + 16 * index
            guard entry + 16 <= bytes.count else { return }
            let (offset, count) = (number(entry + 8, 4), number(entry + 12, 4))
            guard offset <= bytes.count, count <= bytes.count - offset else { continue }
            tables[String(decoding: bytes[entry..<entry + 4], as: UTF8.self)] = offset..<offset + count
        }
    }

    private func number(_ offset: Int, _ width: Int) -> Int {
        Int(truncatingIfNeeded: bytes.number(at: offset, width, .big) ?? 0)
    }

    /// Calls `body` with the codes and glyphs of each map of a platform and encoding that is wanted.
    private func maps(_ steps: inout Int, _ isWanted: (Int, Int) -> Bool, _ body: (Int, Int) -> Void) {
        guard let table = tables["cmap"] else { return }
        for index in 0..<min(number(table.lowerBound + 2, 2), 16) {
            let entry = table.lowerBound + 4 + 8 * index
            guard isWanted(number(entry, 2), number(entry + 2, 2)) else { continue }
            readMap(at: table.lowerBound + number(entry + 4, 4), &steps, body)
        }
    }

    private func readMap(at start: Int, _ steps: inout Int, _ body: (Int, Int) -> Void) {
        switch number(start, 2) {
        case 0: for code in 0..<256 { body(code, number(start + 6 + code, 1)) }
        case 6:
            let first = number(start + 6, 2)
            for index in 0..<number(start + 8, 2) { body(first + index, number(start + 10 + 2 * index, 2)) }
        case 4:
            let count = number(start + 6, 2) / 2
            let (ends, starts) = (start + 14, start + 16 + 2 * count)
            let (deltas, offsets) = (starts + 2 * count, starts + 4 * count)
            for segment in 0..<count {
                let (first, last) = (number(starts + 2 * segment, 2), number(ends + 2 * segment, 2))
                let (delta, offset) = (number(deltas + 2 * segment, 2), number(offsets + 2 * segment, 2))
                guard first <= last, last < 0xFFFF else { continue }
                for code in first...last {
                    steps += 1
                    if steps >= TrueType.mostSteps { return }
                    guard offset != 0 else {
                        body(code, (code + delta) & 0xFFFF)
                        continue
                    }
                    let glyph = number(offsets + 2 * segment + offset + 2 * (code - first), 2)
                    if glyph != 0 { body(code, (glyph + delta) & 0xFFFF) }
                }
            }
        case 12:
            for group in 0..<min(number(start + 12, 4), 1 << 16) {
                let entry = start + 16 + 12 * group
                let (first, last, glyph) = (number(entry, 4), number(entry + 4, 4), number(entry + 8, 4))
                guard first <= last, last < 0x110000 else { continue }
                for code in first...last {
                    steps += 1
                    if steps >= TrueType.mostSteps { return }
                    body(code, glyph + code - first)
                }
            }
        default: break
        }
    }

    /// Characters by glyph.
    func characters(_ steps: inout Int) -> [Int: UInt32] {
        var found: [Int: UInt32] = [:]
        maps(&steps) { platform, encoding in
            platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)
        } _: { code, glyph in
            if glyph != 0, code >= 32,
                found[glyph] == nil || code < 0xE000 && found[glyph].map({ $0 >= 0xE000 }) == true
            {
                found[glyph] = UInt32(code)
            }
        }
        guard found.isEmpty, let table = tables["post"], number(table.lowerBound, 4) == 0x20000 else { return found }
        let count = number(table.lowerBound + 32, 2)
        var names: [String] = []
        var index = table.lowerBound + 34 + 2 * count
        while index < table.upperBound, names.count < count {
            let length = number(index, 1)
            guard index + 1 + length <= table.upperBound else { break }
            names.append(String(decoding: bytes[index + 1..<index + 1 + length], as: UTF8.self))
            index += 1 + length
        }
        for glyph in 0..<count {
            let number = number(table.lowerBound + 34 + 2 * glyph, 2)
            // The first 258 are those of a Mac, of which ASCII comes in order from the third on.
            if (3..<98).contains(number) {
                found[glyph] = UInt32(number + 29)
            } else if names.indices.contains(number - 258), let text = GlyphNames.text(names[number - 258]),
                let scalar = String(decoding: text, as: UTF8.self).unicodeScalars.first
            {
                found[glyph] = scalar.value
            }
        }
        return found
    }

    /// Glyphs by code, of maps that know codes only and no characters.
    func symbolCodes(_ steps: inout Int) -> [Int: Int] {
        var found: [Int: Int] = [:]
        maps(&steps) { platform, encoding in
            platform == 3 && encoding == 0 || platform == 1
        } _: { code, glyph in
            if glyph != 0, found[code & 0xFF] == nil { found[code & 0xFF] = glyph }
        }
        return found
    }
}

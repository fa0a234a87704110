/// What the codes of a font stand for, and how wide they are (ISO 32000-1, sections 9.6 to 9.10).
final class PDFFont {
    /// How many bytes a code has.
    let codeLength: Int
    /// How much work it was to read, in bytes, about.
    private(set) var cost = 0
    private var characters: [Int: [UInt8]] = [:]
    private var widths: [Int: Double] = [:]
    private var usualWidth = 500.0
    /// What was looked up so far, by stretches of codes, of which others are empty; and the bytes that it stands for.
    private var stretches: [[Glyph]]
    private(set) var texts: [UInt8] = []
    /// Whether codes are characters, as those of the maps for East Asian fonts whose names begin with `Uni`.
    private var isUnicode = false
    /// Whether only the font's program says what its codes are.
    private var isOwnEncoding = false
    /// Codes of a simple font whose glyphs the file names.
    private var named: Set<Int> = []
    /// How many codes were set, the same ones again and again counted each time.
    private var steps = 0
    private var isProgramCut = false

    /// Whether more codes are described than are read.
    var isCut: Bool { isProgramCut || steps >= PDFFont.mostSteps || characters.count >= PDFFont.mostEntries }

    private static let mostEntries = 100_000
    private static let mostSteps = 1_000_000
    /// The most bytes of what a code stands for.
    private static let mostBytes = 64

    init(_ font: PDFObject, _ file: any PDFFile) {
        let isComposite = file.value(file.entry(font, "/Subtype")) == .name("/Type0")
        codeLength = isComposite ? 2 : 1
        stretches = [[Glyph]](repeating: [], count: isComposite ? 65_536 / PDFFont.stretch : 1)
        if isComposite { readComposite(font, file) } else { readSimple(font, file) }
        if isComposite, case .name(let name) = file.value(file.entry(font, "/Encoding")) {
            isUnicode = name.hasPrefix("/Uni") && (name.contains("UCS2") || name.contains("UTF16"))
        }
        let map = file.entry(font, "/ToUnicode")
        let hasMap = file.value(map) == .stream
        if hasMap, let bytes = file.data(of: map, upTo: 8 << 20) {
            cost += bytes.count
            readMap(bytes)
        }
        if characters.isEmpty && !isUnicode || isOwnEncoding && !hasMap { readProgram(font, file, isComposite) }
        cost += steps
    }

    /// A code as it is shown: the bytes of ``texts`` that it stands for, and its width in parts of the font's size.
    struct Glyph {
        var start: UInt32
        var count: UInt8
        /// The first of the bytes; 0 for none.
        var first: UInt8
        /// Whether somebody says what the code stands for.
        var isKnown: Bool
        var width: Double
    }

    /// How many codes are looked up at once; all 65,536 that a font can have take 1.5 MB.
    static let stretch = 256

    /// What a code stands for, and how wide it is.
    ///
    /// - Parameter code: From 0 to 255, of a composite font to 65,535.
    /// - Returns: The glyph, whose bytes ``texts`` has.
    /// - Complexity: O(1) for nearly all; the first of a stretch costs as much as all of it.
    func glyph(_ code: Int) -> Glyph { glyphs(near: code)[code % PDFFont.stretch] }

    /// All glyphs of the stretch of ``stretch`` codes in which a code lies.
    func glyphs(near code: Int) -> [Glyph] {
        let number = code / PDFFont.stretch
        if stretches[number].isEmpty { look(number) }
        return stretches[number]
    }

    /// Looks all codes of a stretch up.
    private func look(_ number: Int) {
        stretches[number] = (number * PDFFont.stretch..<(number + 1) * PDFFont.stretch).map { code in
            let text = character(code)
            let start = texts.count
            if let text { texts += text.prefix(255) }
            let count = UInt8(texts.count - start)
            return Glyph(
                start: UInt32(start),
                count: count,
                first: text?.first ?? 0,
                isKnown: text != nil,
                width: Double(Float(width(code))) / 1000
            )
        }
    }

    /// What a code stands for; `nil` when nobody says.
    private func character(_ code: Int) -> [UInt8]? {
        if let known = characters[code] { return known }
        return isUnicode ? UInt32(exactly: code).flatMap(Unicode.Scalar.init).map { GlyphNames.apart(String($0)) } : nil
    }

    /// The width of a code, in thousandths of the font's size.
    private func width(_ code: Int) -> Double { widths[code] ?? usualWidth }

    private func readSimple(_ font: PDFObject, _ file: any PDFFile) {
        for code in 32..<127 { characters[code] = [UInt8(code)] }
        for code in 128..<256 { characters[code] = Charset.utf8([UInt8(code)], "windows-1252") }
        var base = file.entry(font, "/Encoding")
        let differences = file.entry(base, "/Differences")
        if file.value(base) == .dictionary { base = file.entry(base, "/BaseEncoding") }
        let descriptor = file.entry(font, "/FontDescriptor")
        switch file.value(base) {
        case .name("/MacRomanEncoding"):
            for (index, scalar) in PDFEncoding.macRoman.enumerated() {
                characters[128 + index] = GlyphNames.apart(String(scalar))
            }
        case .name("/StandardEncoding"): name(PDFEncoding.standard)
        case .name: break
        default:
            // A font that is not in the file has an encoding of its own that everybody knows.
            isOwnEncoding = file.value(descriptor) == .dictionary
            if !isOwnEncoding, file.value(file.entry(font, "/Subtype")) == .name("/Type1") {
                name(PDFEncoding.standard)
            }
        }
        if case .array(let count) = file.value(differences) {
            var code = 0
            for index in 0..<min(count, PDFFont.mostEntries) {
                switch file.value(file.item(differences, index)) {
                case .number(let number): code = Int(max(0, min(number, 65_535)))
                case .name(let name):
                    characters[code] = GlyphNames.text(name)
                    named.insert(code)
                    code += 1
                default: break
                }
            }
        }
        let matrix = file.entry(font, "/FontMatrix")
        var scale = 1.0
        if case .number(let value) = file.value(file.item(matrix, 0)), value > 0, value < 100 { scale = value * 1000 }
        if case .number(let first) = file.value(file.entry(font, "/FirstChar")) {
            let list = file.entry(font, "/Widths")
            if case .array(let count) = file.value(list) {
                for index in 0..<min(count, 65_536) {
                    if case .number(let width) = file.value(file.item(list, index)) {
                        widths[Int(max(0, min(first, 65_535))) + index] = width * scale
                    }
                }
            }
        } else if case .name(let name) = file.value(file.entry(font, "/BaseFont")) {
            standardWidths(name)
        }
    }

    /// Gives codes the characters of glyphs.
    private func name(_ glyphs: [Int: String]) {
        for (code, glyph) in glyphs where !named.contains(code) { characters[code] = GlyphNames.text(glyph) }
    }

    /// Reads what the font's program says of its glyphs.
    private func readProgram(_ font: PDFObject, _ file: any PDFFile, _ isComposite: Bool) {
        let holder = isComposite ? file.item(file.entry(font, "/DescendantFonts"), 0) : font
        let descriptor = file.entry(holder, "/FontDescriptor")
        func program(_ key: String) -> [UInt8]? {
            let stream = file.entry(descriptor, key)
            guard file.value(stream) == .stream, let bytes = file.data(of: stream, upTo: 8 << 20) else { return nil }
            cost += bytes.count
            return bytes
        }
        if let bytes = program("/FontFile2") {
            let (byGlyph, glyphOfCode, looked) = FontProgram.characters(ofTrueType: bytes)
            cost += looked
            isProgramCut = FontProgram.isCut(looked)
            func text(_ glyph: Int) -> [UInt8]? {
                byGlyph[glyph].flatMap(Unicode.Scalar.init).map { GlyphNames.apart(String($0)) }
            }
            if isComposite {
                guard file.value(file.entry(holder, "/CIDToGIDMap")) != .stream else { return }
                for glyph in byGlyph.keys { characters[glyph] = text(glyph) }
            } else {
                for (code, glyph) in glyphOfCode where !named.contains(code) {
                    if let text = text(glyph) { characters[code] = text }
                }
            }
        } else if !isComposite, let bytes = program("/FontFile") {
            name(FontProgram.encoding(ofType1: bytes))
        }
    }

    /// About the widths of the fonts that every program has.
    private func standardWidths(_ name: String) {
        if name.contains("Courier") {
            usualWidth = 600
            return
        }
        let isSerif = name.contains("Times")
        for code in 32..<127 {
            let character = Character(UnicodeScalar(UInt8(code)))
            let width: Double =
                switch character {
                case "i", "l", "j", "'", "|": isSerif ? 270 : 222
                case " ", ".", ",", ":", ";", "/", "!", "t", "f", "I", "[", "]": isSerif ? 260 : 278
                case "r", "-", "(", ")": 333
                case "m", "M": 833
                case "w", "W": isSerif ? 830 : 800
                case "@": isSerif ? 921 : 1015
                case "A"..."Z": 690
                case "c", "s", "v", "x", "y", "z", "k": isSerif ? 470 : 500
                default: isSerif ? 500 : 556
                }
            widths[code] = width
        }
    }

    private func readComposite(_ font: PDFObject, _ file: any PDFFile) {
        let descendant = file.item(file.entry(font, "/DescendantFonts"), 0)
        usualWidth = 1000
        if case .number(let width) = file.value(file.entry(descendant, "/DW")) { usualWidth = width }
        let list = file.entry(descendant, "/W")
        guard case .array(let count) = file.value(list) else { return }
        var index = 0
        while index + 1 < count, widths.count < PDFFont.mostEntries {
            guard case .number(let first) = file.value(file.item(list, index)) else { return }
            let start = Int(max(0, min(first, 65_535)))
            let second = file.item(list, index + 1)
            switch file.value(second) {
            case .array(let inner):
                for place in 0..<min(inner, 65_536) {
                    if case .number(let width) = file.value(file.item(second, place)) { widths[start + place] = width }
                }
                index += 2
            case .number(let last):
                guard index + 2 < count, case .number(let width) = file.value(file.item(list, index + 2)) else {
                    return
                }
                let end = max(start, Int(max(0, min(last, 65_535))))
                steps += end - start + 1
                guard steps < PDFFont.mostSteps else { return }
                for code in start...end { widths[code] = width }
                index += 3
            default: return
            }
        }
    }

    /// Reads a map from codes to characters (section 9.10.3).
    private func readMap(_ bytes: [UInt8]) {
        var scanner = PDFScanner(bytes)
        var operands: [PDFScanner.Token] = []
        while let token = scanner.next(), characters.count < PDFFont.mostEntries {
            guard case .word(let word) = token else {
                if operands.count < 1000 { operands.append(token) }
                continue
            }
            switch word {
            case .endCharacters:
                for index in stride(from: 0, to: operands.count - 1, by: 2) {
                    guard case .string(let code) = operands[index], case .string(let text) = operands[index + 1] else {
                        continue
                    }
                    characters[PDFFont.number(scanner.strings[code])] = PDFFont.text(scanner.strings[text])
                }
            case .endRanges:
                for index in stride(from: 0, to: operands.count - 2, by: 3) {
                    guard case .string(let first) = operands[index], case .string(let last) = operands[index + 1] else {
                        continue
                    }
                    let (start, end) = (
                        PDFFont.number(scanner.strings[first]),
                        min(PDFFont.number(scanner.strings[last]), PDFFont.number(scanner.strings[first]) + 65_535)
                    )
                    guard start <= end, steps < PDFFont.mostSteps else { continue }
                    steps += end - start + 1
                    switch operands[index + 2] {
                    case .string(let long):
                        var text = Array(scanner.strings[long].prefix(PDFFont.mostBytes))
                        // A long text costs as many steps as it is longer than the texts of most fonts.
                        steps += (end - start + 1) * (text.count / 8)
                        for code in start...end {
                            characters[code] = PDFFont.text(text[...])
                            guard let byte = text.indices.last else { break }
                            text[byte] = text[byte] &+ 1
                            if text[byte] == 0, byte > 0 { text[byte - 1] = text[byte - 1] &+ 1 }
                        }
                    case .array(let items):
                        for (place, item) in items.prefix(end - start + 1).enumerated() {
                            guard case .string(let text) = item else { continue }
                            characters[start + place] = PDFFont.text(scanner.strings[text])
                        }
                    default: break
                    }
                }
            default: break
            }
            operands = []
            scanner.forgetStrings()
        }
    }

    private static func number(_ code: ArraySlice<UInt8>) -> Int { code.suffix(4).reduce(0) { $0 << 8 | Int($1) } }

    /// Characters in UTF-16, with ligatures taken apart.
    private static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let bytes = Array(bytes.prefix(mostBytes))
        var units: [UInt16] = []
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
        }
        if bytes.count == 1 { units = [UInt16(bytes[0])] }
        return GlyphNames.apart(String(decoding: units, as: UTF16.self))
    }
}

/// What the codes of a font stand for, and how wide they are (ISO 32000-1, sections 9.6 to 9.10).
final class PDFFont {
    /// How many bytes a code has.
    let codeLength: Int
    /// How much work it was to read, in bytes, about.
    private(set) var cost = 0
    private var characters: [Int: [UInt8]] = [:]
    private var widths: [Int: Double] = [:]
    private var usualWidth = 500.0
    /// How many codes were set, the same ones again and again counted each time.
    private var steps = 0

    private static let mostEntries = 100_000
    private static let mostSteps = 1_000_000
    /// The most bytes of what a code stands for.
    private static let mostBytes = 64

    init(_ font: PDFObject, _ file: any PDFFile) {
        let isComposite = file.value(file.entry(font, "/Subtype")) == .name("/Type0")
        codeLength = isComposite ? 2 : 1
        if isComposite { readComposite(font, file) } else { readSimple(font, file) }
        let map = file.entry(font, "/ToUnicode")
        if file.value(map) == .stream, let bytes = file.data(of: map, upTo: 8 << 20) {
            cost += bytes.count
            readMap(bytes)
        }
        cost += steps
    }

    /// What a code stands for; `nil` when nobody says.
    func character(_ code: Int) -> [UInt8]? { characters[code] }

    /// The width of a code, in thousandths of the font's size.
    func width(_ code: Int) -> Double { widths[code] ?? usualWidth }

    private func readSimple(_ font: PDFObject, _ file: any PDFFile) {
        for code in 32..<127 { characters[code] = [UInt8(code)] }
        for code in 128..<256 { characters[code] = Charset.utf8([UInt8(code)], "windows-1252") }
        var base = file.entry(font, "/Encoding")
        if file.value(base) == .dictionary {
            let differences = file.entry(base, "/Differences")
            base = file.entry(base, "/BaseEncoding")
            if case .array(let count) = file.value(differences) {
                var code = 0
                for index in 0..<min(count, PDFFont.mostEntries) {
                    switch file.value(file.item(differences, index)) {
                    case .number(let number): code = Int(max(0, min(number, 65_535)))
                    case .name(let name):
                        if let text = GlyphNames.text(name) { characters[code] = text } else { characters[code] = nil }
                        code += 1
                    default: break
                    }
                }
            }
        }
        if case .number(let first) = file.value(file.entry(font, "/FirstChar")) {
            let list = file.entry(font, "/Widths")
            if case .array(let count) = file.value(list) {
                for index in 0..<min(count, 65_536) {
                    if case .number(let width) = file.value(file.item(list, index)) {
                        widths[Int(max(0, min(first, 65_535))) + index] = width
                    }
                }
            }
        } else if case .name(let name) = file.value(file.entry(font, "/BaseFont")) {
            standardWidths(name)
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
            case "endbfchar":
                for index in stride(from: 0, to: operands.count - 1, by: 2) {
                    guard case .string(let code) = operands[index], case .string(let text) = operands[index + 1] else {
                        continue
                    }
                    characters[PDFFont.number(code)] = PDFFont.text(text)
                }
            case "endbfrange":
                for index in stride(from: 0, to: operands.count - 2, by: 3) {
                    guard case .string(let first) = operands[index], case .string(let last) = operands[index + 1] else {
                        continue
                    }
                    let (start, end) = (
                        PDFFont.number(first), min(PDFFont.number(last), PDFFont.number(first) + 65_535)
                    )
                    guard start <= end, steps < PDFFont.mostSteps else { continue }
                    steps += end - start + 1
                    switch operands[index + 2] {
                    case .string(let long):
                        var text = Array(long.prefix(PDFFont.mostBytes))
                        for code in start...end {
                            characters[code] = PDFFont.text(text)
                            guard let byte = text.indices.last else { break }
                            text[byte] = text[byte] &+ 1
                            if text[byte] == 0, byte > 0 { text[byte - 1] = text[byte - 1] &+ 1 }
                        }
                    case .array(let items):
                        for (place, item) in items.prefix(end - start + 1).enumerated() {
                            if case .string(let text) = item { characters[start + place] = PDFFont.text(text) }
                        }
                    default: break
                    }
                }
            default: break
            }
            operands = []
        }
    }

    private static func number(_ code: [UInt8]) -> Int { code.suffix(4).reduce(0) { $0 << 8 | Int($1) } }

    /// Characters in UTF-16, with ligatures taken apart.
    private static func text(_ bytes: [UInt8]) -> [UInt8] {
        let bytes = Array(bytes.prefix(mostBytes))
        var units: [UInt16] = []
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
        }
        if bytes.count == 1 { units = [UInt16(bytes[0])] }
        return GlyphNames.apart(String(decoding: units, as: UTF16.self))
    }
}

/// Characters by the names that fonts give them (Adobe Glyph List).
enum GlyphNames {
    /// The character of a glyph; `nil` for names that say nothing.
    static func text(_ name: String) -> [UInt8]? {
        let name = String((name.hasPrefix("/") ? name.dropFirst() : name[...]).prefix { $0 != "." })
        if name.utf8.count == 1 { return Array(name.utf8) }
        if let known = names[name] { return Array(known.utf8) }
        for prefix in ["uni", "u"] where name.hasPrefix(prefix) {
            let digits = name.dropFirst(prefix.count)
            if (4...6).contains(digits.count), let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
            {
                return apart(String(scalar))
            }
        }
        if name.contains("_") {
            let parts = name.split(separator: "_").map { text(String($0)) }
            if parts.count > 1, parts.count < 6, parts.allSatisfy({ $0 != nil }) { return parts.flatMap { $0 ?? [] } }
        }
        return nil
    }

    /// Text with its ligatures as the letters that they join.
    static func apart(_ text: String) -> [UInt8] {
        guard text.unicodeScalars.contains(where: { (0xFB00...0xFB06).contains($0.value) }) else {
            return Array(text.utf8)
        }
        let letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
        return text.unicodeScalars.flatMap { scalar in
            (0xFB00...0xFB06).contains(scalar.value)
                ? Array(letters[Int(scalar.value - 0xFB00)].utf8) : Array(String(scalar).utf8)
        }
    }

    private static let names: [String: String] = [
        "space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%",
        "ampersand": "&",
        "quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",",
        "hyphen": "-",
        "minus": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4",
        "five": "5",
        "six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=",
        "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": "\\", "bracketright": "]",
        "asciicircum": "^",
        "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~", "ff": "ff",
        "fi": "fi",
        "fl": "fl", "ffi": "ffi", "ffl": "ffl", "f_f": "ff", "adieresis": "ä", "odieresis": "ö", "udieresis": "ü",
        "Adieresis": "Ä",
        "Odieresis": "Ö", "Udieresis": "Ü", "germandbls": "ß", "eacute": "é", "egrave": "è", "ecircumflex": "ê",
        "edieresis": "ë",
        "agrave": "à", "aacute": "á", "acircumflex": "â", "atilde": "ã", "aring": "å", "ae": "æ", "ccedilla": "ç",
        "iacute": "í",
        "igrave": "ì", "icircumflex": "î", "idieresis": "ï", "ntilde": "ñ", "oacute": "ó", "ograve": "ò",
        "ocircumflex": "ô",
        "otilde": "õ", "oslash": "ø", "uacute": "ú", "ugrave": "ù", "ucircumflex": "û", "yacute": "ý",
        "quoteright": "’",
        "quoteleft": "‘", "quotedblleft": "“", "quotedblright": "”", "endash": "–", "emdash": "—", "bullet": "•",
        "ellipsis": "…",
        "Euro": "€", "sterling": "£", "section": "§", "copyright": "©", "registered": "®", "degree": "°",
        "periodcentered": "·",
    ]
}

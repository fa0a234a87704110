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
        if let letter = cyrillic(name) { return Array(String(letter).utf8) }
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

    /// Letters of Cyrillic are numbered.
    private static func cyrillic(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("afii"), let number = UInt32(name.dropFirst(4)) else { return nil }
        switch number {
        case 10023: return "Ё"
        case 10071: return "ё"
        case 10017...10022: return Unicode.Scalar(0x410 + number - 10017)
        case 10024...10049: return Unicode.Scalar(0x416 + number - 10024)
        case 10065...10070: return Unicode.Scalar(0x430 + number - 10065)
        case 10072...10097: return Unicode.Scalar(0x436 + number - 10072)
        case 61352: return "№"
        default: return nil
        }
    }

    private static let names: [String: String] = {
        var names = plain
        // Letters with marks are named after both.
        for (mark, pairs) in marked {
            let letters = Array(pairs)
            for index in stride(from: 0, to: letters.count - 1, by: 2) {
                names[String(letters[index]) + mark] = String(letters[index + 1])
            }
        }
        for (index, name) in greek.enumerated() {
            guard let small = Unicode.Scalar(0x3B1 + UInt32(index)) else { continue }
            names[name] = String(small)
            if name != "sigma1", let large = Unicode.Scalar(0x391 + UInt32(index)) {
                names[name.prefix(1).uppercased() + name.dropFirst()] = String(large)
            }
        }
        return names
    }()

    private static let marked: [String: String] = [
        "acute": "AÁaáCĆcćEÉeéIÍiíLĹlĺNŃnńOÓoóRŔrŕSŚsśUÚuúYÝyýZŹzź", "grave": "AÀaàEÈeèIÌiìOÒoòUÙuù",
        "circumflex": "AÂaâCĈcĉEÊeêGĜgĝIÎiîOÔoôSŜsŝUÛuûWŴwŵYŶyŷ", "dieresis": "AÄaäEËeëIÏiïOÖoöUÜuüYŸyÿ",
        "tilde": "AÃaãIĨiĩNÑnñOÕoõUŨuũ", "ring": "AÅaåUŮuů", "cedilla": "CÇcçSŞsşTŢtţ",
        "caron": "CČcčDĎdďEĚeěGǦgǧLĽlľNŇnňRŘrřSŠsšTŤtťZŽzž", "ogonek": "AĄaąEĘeęIĮiįUŲuų",
        "macron": "AĀaāEĒeēIĪiīOŌoōUŪuū", "breve": "AĂaăGĞgğUŬuŭ", "dotaccent": "CĊcċEĖeėGĠgġIİZŻzż",
        "hungarumlaut": "OŐoőUŰuű", "commaaccent": "GĢgģKĶkķLĻlļNŅnņRŖrŗSȘsșTȚtț", "slash": "OØoøLŁlł",
        "croat": "DĐdđ",
    ]

    private static let greek = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
        "xi", "omicron", "pi", "rho", "sigma1", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ]

    private static let plain: [String: String] = [
        "space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%",
        "ampersand": "&", "quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+",
        "comma": ",", "hyphen": "-", "minus": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2",
        "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":",
        "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[",
        "backslash": "\\", "bracketright": "]", "asciicircum": "^", "underscore": "_", "grave": "`", "braceleft": "{",
        "bar": "|", "braceright": "}", "asciitilde": "~", "ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi",
        "ffl": "ffl", "germandbls": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "eth": "ð", "Eth": "Ð",
        "thorn": "þ", "Thorn": "Þ", "dotlessi": "ı", "quoteright": "’", "quoteleft": "‘", "quotedblleft": "“",
        "quotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
        "guilsinglleft": "‹", "guilsinglright": "›", "endash": "–", "emdash": "—", "bullet": "•", "ellipsis": "…",
        "Euro": "€", "sterling": "£", "cent": "¢", "yen": "¥", "currency": "¤", "section": "§", "paragraph": "¶",
        "copyright": "©", "registered": "®", "trademark": "™", "degree": "°", "periodcentered": "·", "plusminus": "±",
        "multiply": "×", "divide": "÷", "onehalf": "½", "onequarter": "¼", "threequarters": "¾", "onesuperior": "¹",
        "twosuperior": "²", "threesuperior": "³", "ordfeminine": "ª", "ordmasculine": "º", "exclamdown": "¡",
        "questiondown": "¿", "brokenbar": "¦", "logicalnot": "¬", "nbspace": " ", "nonbreakingspace": " ",
        "sfthyphen": "-", "softhyphen": "-", "dagger": "†", "daggerdbl": "‡", "perthousand": "‰", "fraction": "⁄",
        "Abreve": "Ă", "dcaron": "ď", "tonos": "΄", "alphatonos": "ά", "epsilontonos": "έ", "etatonos": "ή",
        "iotatonos": "ί", "omicrontonos": "ό", "upsilontonos": "ύ", "omegatonos": "ώ", "Alphatonos": "Ά",
        "Epsilontonos": "Έ", "Etatonos": "Ή", "Iotatonos": "Ί", "Omicrontonos": "Ό", "Upsilontonos": "Ύ",
        "Omegatonos": "Ώ", "f_f": "ff",
    ]
}

/// The encodings of a byte a character that fonts have (ISO 32000-1, annex D), as far as they are not ASCII.
enum PDFEncoding {
    /// The characters of the codes from 128 on in a Mac's encoding.
    static let macRoman = Array(
        ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
            + "¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars
    )

    /// The names of the glyphs of Adobe's standard encoding from 161 on, by code.
    static let standard: [Int: String] = [
        39: "quoteright", 96: "quoteleft", 161: "exclamdown", 162: "cent", 163: "sterling", 164: "fraction", 165: "yen",
        167: "section", 168: "currency", 169: "quotesingle", 170: "quotedblleft", 171: "guillemotleft",
        172: "guilsinglleft", 173: "guilsinglright", 174: "fi", 175: "fl", 177: "endash", 178: "dagger",
        179: "daggerdbl", 180: "periodcentered", 182: "paragraph", 183: "bullet", 184: "quotesinglbase",
        185: "quotedblbase", 186: "quotedblright", 187: "guillemotright", 188: "ellipsis", 189: "perthousand",
        191: "questiondown", 208: "emdash", 225: "AE", 227: "ordfeminine", 232: "Lslash", 233: "Oslash", 234: "OE",
        235: "ordmasculine", 241: "ae", 245: "dotlessi", 248: "lslash", 249: "oslash", 250: "oe", 251: "germandbls",
    ]
}

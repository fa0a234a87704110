/// References to characters in XML and HTML.
public enum CharacterReference {
    /// The character that the reference at `index` stands for, and where it ends; `nil` for anything else.
    public static func read(in bytes: Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "&") else { return nil }
        let part = (index..<min(bytes.count, index + 12)).map { bytes[$0] }
        return read(part[...], at: 0).map { ($0.0, index + $0.1) }
    }

    /// The character that the reference at `index` stands for, and where it ends; `nil` for anything else.
    static func read(_ bytes: ArraySlice<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
        guard let semicolon = bytes[index..<min(bytes.endIndex, index + 12)].firstIndex(of: UInt8(ascii: ";")) else {
            return nil
        }
        let name = String(decoding: bytes[index + 1..<semicolon], as: UTF8.self)
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let isHexadecimal = digits.first == "x" || digits.first == "X"
            let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return value.flatMap(Unicode.Scalar.init).map { ($0, semicolon + 1) }
        }
        return named[name].map { ($0, semicolon + 1) }
    }

    /// Those of XML, and those of HTML that stand in texts of all kinds (HTML 4.01, section 24).
    private static let named: [String: Unicode.Scalar] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}", "auml": "ä",
        "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è",
        "ecirc": "ê", "euml": "ë", "agrave": "à", "aacute": "á", "acirc": "â", "aring": "å", "atilde": "ã",
        "ccedil": "ç",
        "iacute": "í", "igrave": "ì", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "oacute": "ó", "ograve": "ò",
        "ocirc": "ô",
        "otilde": "õ", "oslash": "ø", "uacute": "ú", "ugrave": "ù", "ucirc": "û", "yacute": "ý", "aelig": "æ",
        "Eacute": "É",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bdquo": "„", "hellip": "…",
        "euro": "€", "pound": "£", "copy": "©", "reg": "®", "trade": "™", "bull": "•", "middot": "·", "sect": "§",
        "deg": "°", "commat": "@", "period": ".", "colon": ":", "lowbar": "_", "hyphen": "‐", "Tab": "\t",
        "NewLine": "\n",
        "zwnj": "\u{200C}", "zwj": "\u{200D}", "ensp": " ", "emsp": " ", "thinsp": " ", "num": "#", "sol": "/",
        "plus": "+", "equals": "=", "lpar": "(", "rpar": ")", "dollar": "$", "percnt": "%", "excl": "!", "ast": "*",
    ]
}

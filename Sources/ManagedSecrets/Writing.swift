/// How programs write values into texts: each case is a whole way to escape, as some encoder has it.
///
/// To add one: give it a case and its rule here. A value whose bytes are all left alone by all of them is known by
/// itself; the cases matter for values of which no seven bytes in a row are left alone.
enum Writing: CaseIterable {
    case plain
    /// JSON as the standard asks for it.
    case json
    /// JSON in ASCII (Python).
    case asciiJSON
    /// JSON in ASCII with `\/` (PHP).
    case slashJSON
    /// JSON with `<`, `>` and `&` as `\u003c` and so on (Go).
    case htmlJSON
    /// The same, and `=` and `'` (Gson).
    case gson
    /// JSON in a string of JSON.
    case nestedJSON
    /// The same, the inner one in ASCII (Python).
    case nestedASCIIJSON
    /// The same, the inner one with `\u003c` (Go).
    case nestedHTMLJSON
    /// The same, the outer one with `\u003c` (Docker's logs).
    case nestedInHTMLJSON
    /// Everything but letters and digits.
    case strictURL
    /// Everything but RFC 3986's unreserved characters.
    case url
    /// Python's `quote`, which leaves slashes.
    case path
    /// JavaScript's `encodeURIComponent`.
    case component
    /// User and password of a URL as Go writes them.
    case userInformation
    /// A form field, which has `+` for a space.
    case form
    /// XML and HTML attributes, with `&#39;`.
    case attribute
    /// XML with `&apos;`.
    case apostrophe
    /// HTML with `&#x27;` (Python).
    case hexadecimalApostrophe
    /// Text of XML and HTML, where quotes are left.
    case content
    /// A line of `.pgpass`.
    case passwordFile
    /// Double quotes of a shell or `.env`.
    case shell
    /// Single quotes of SQL and YAML.
    case singleQuoted
    /// A quoted field of CSV.
    case doubleQuoted

    /// Bytes that all of these leave alone.
    static func isPlain(_ byte: UInt8) -> Bool { byte.isAlphanumeric }

    /// Whether its escapes have hexadecimal digits, which some write as capitals.
    var hasHexadecimalDigits: Bool {
        switch self {
        case .json, .asciiJSON, .slashJSON, .htmlJSON, .gson, .nestedJSON, .nestedASCIIJSON: true
        case .nestedHTMLJSON, .nestedInHTMLJSON: true
        case .strictURL, .url, .path, .component, .userInformation, .form: true
        case .plain, .attribute, .apostrophe, .hexadecimalApostrophe, .content: false
        case .passwordFile, .shell, .singleQuoted, .doubleQuoted: false
        }
    }

    /// How it writes the character that is `bytes` in UTF-8, with the hexadecimal digits of escapes as capitals or not.
    func written(_ bytes: ArraySlice<UInt8>, inCapitals: Bool) -> [UInt8] {
        guard let byte = bytes.first, bytes.count > 1 || !Writing.isPlain(byte) else { return Array(bytes) }
        switch self {
        case .plain: return Array(bytes)
        case .json, .asciiJSON, .slashJSON, .htmlJSON, .gson: return json(bytes, byte, inCapitals)
        case .nestedJSON: return Writing.json.json(bytes, inside: .json, inCapitals)
        case .nestedASCIIJSON: return Writing.asciiJSON.json(bytes, inside: .json, inCapitals)
        case .nestedHTMLJSON: return Writing.htmlJSON.json(bytes, inside: .json, inCapitals)
        case .nestedInHTMLJSON: return Writing.json.json(bytes, inside: .htmlJSON, inCapitals)
        case .strictURL, .url, .path, .component, .userInformation, .form:
            if self == .form, byte == 32 { return [UInt8(ascii: "+")] }
            if bytes.count == 1, kept.contains(byte) { return [byte] }
            return bytes.flatMap {
                [UInt8(ascii: "%"), Writing.digit($0 >> 4, inCapitals), Writing.digit($0 & 15, inCapitals)]
            }
        case .attribute, .apostrophe, .hexadecimalApostrophe, .content: return entity(bytes, byte)
        case .passwordFile, .shell: return bytes.count == 1 && kept.contains(byte) ? [92, byte] : Array(bytes)
        case .singleQuoted, .doubleQuoted: return bytes.count == 1 && kept.contains(byte) ? [byte, byte] : Array(bytes)
        }
    }

    /// The characters that this way treats unlike most.
    private var kept: [UInt8] {
        switch self {
        case .url: Array("-._~".utf8)
        case .path: Array("-._~/".utf8)
        case .component: Array("-._~!'()*".utf8)
        case .userInformation: Array("-._~$&+,;=".utf8)
        case .form: Array("-._*".utf8)
        case .passwordFile: Array(":\\".utf8)
        case .shell: Array("\"\\$`".utf8)
        case .singleQuoted: Array("'".utf8)
        case .doubleQuoted: Array("\"".utf8)
        default: []
        }
    }

    private func json(_ bytes: ArraySlice<UInt8>, _ byte: UInt8, _ inCapitals: Bool) -> [UInt8] {
        if bytes.count > 1 {
            guard self == .asciiJSON || self == .slashJSON else { return Array(bytes) }
            return String(decoding: bytes, as: UTF8.self).utf16.flatMap { Writing.unicodeEscape($0, inCapitals) }
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [92, byte]
        case 8: return Array("\\b".utf8)
        case 9: return Array("\\t".utf8)
        case 10: return Array("\\n".utf8)
        case 12: return Array("\\f".utf8)
        case 13: return Array("\\r".utf8)
        case UInt8(ascii: "/") where self == .slashJSON: return [92, byte]
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
            return self == .htmlJSON || self == .gson ? Writing.unicodeEscape(UInt16(byte), inCapitals) : [byte]
        case UInt8(ascii: "="), UInt8(ascii: "'"):
            return self == .gson ? Writing.unicodeEscape(UInt16(byte), inCapitals) : [byte]
        default: return byte < 32 ? Writing.unicodeEscape(UInt16(byte), inCapitals) : [byte]
        }
    }

    /// What it writes in a string of another JSON.
    private func json(_ bytes: ArraySlice<UInt8>, inside outer: Writing, _ inCapitals: Bool) -> [UInt8] {
        guard let byte = bytes.first else { return [] }
        return json(bytes, byte, inCapitals).flatMap { outer.json([$0], $0, inCapitals) }
    }

    private func entity(_ bytes: ArraySlice<UInt8>, _ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "&"): Array("&amp;".utf8)
        case UInt8(ascii: "<"): Array("&lt;".utf8)
        case UInt8(ascii: ">"): Array("&gt;".utf8)
        case UInt8(ascii: "\"") where self != .content: Array("&quot;".utf8)
        case UInt8(ascii: "'") where self == .attribute: Array("&#39;".utf8)
        case UInt8(ascii: "'") where self == .apostrophe: Array("&apos;".utf8)
        case UInt8(ascii: "'") where self == .hexadecimalApostrophe: Array("&#x27;".utf8)
        default: Array(bytes)
        }
    }

    private static func unicodeEscape(_ unit: UInt16, _ inCapitals: Bool) -> [UInt8] {
        Array("\\u".utf8)
            + stride(from: 12, through: 0, by: -4).map { digit(UInt8(unit >> UInt16($0) & 15), inCapitals) }
    }

    private static func digit(_ value: UInt8, _ inCapitals: Bool) -> UInt8 {
        value < 10 ? value + 48 : value + (inCapitals ? 55 : 87)
    }
}

/// A way to write, with what it makes of each byte of ASCII.
struct WrittenBytes {
    private let way: Writing
    private let inCapitals: Bool
    private let texts: [[UInt8]]

    private init(_ way: Writing, inCapitals: Bool) {
        self.way = way
        self.inCapitals = inCapitals
        texts = (0..<128).map { way.written([$0], inCapitals: inCapitals) }
    }

    /// All ways there are.
    static let all = Writing.allCases.flatMap { way in
        (way.hasHexadecimalDigits ? [false, true] : [false]).map { WrittenBytes(way, inCapitals: $0) }
    }

    /// How it writes the character that is `bytes` in UTF-8.
    func written(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        if bytes.count == 1, let byte = bytes.first, byte < 0x80 { return texts[Int(byte)] }
        return way.written(bytes, inCapitals: inCapitals)
    }

    /// Whether another way is known to write a byte alike.
    func isAlike(_ other: WrittenBytes, for byte: UInt8) -> Bool {
        byte < 0x80 && texts[Int(byte)] == other.texts[Int(byte)]
    }
}

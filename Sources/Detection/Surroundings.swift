/// What stands around a value, read as a person reads it: its label, and words that speak against it.
///
/// All functions look at most ``labelReach`` bytes back, or a few forth, and allocate nothing unless they say so.
enum Surroundings {
    /// The greatest distance from a label to its value, in bytes, where nothing else lies between.
    static let labelReach = 120

    /// How a word before a value belongs to it.
    enum Relation: Comparable {
        /// It does not.
        case none

        /// It stands on the same line, and no other number between.
        case line

        /// It is the value's label: on the same line, in the line above a value that begins its own, or before a list.
        case label
    }

    /// Tells how a word that ends at `end` belongs to the value that begins at `value`.
    ///
    /// - Complexity: O(*n*) in their distance; none for more than ``labelReach`` bytes.
    static func relation(ofWordEndingAt end: Int, to value: Int, in bytes: Span<UInt8>) -> Relation {
        guard end <= value, value - end <= labelReach else { return .none }
        var gap = Gap()
        for index in end..<value { gap.add(bytes[index]) }
        let relation = gap.relation
        return relation == .line && isCopula(end..<value, in: bytes) ? .label : relation
    }

    /// Whether a sentence says that the word before `range` is the value behind it: `her SIN is`, `Adresse lautet`.
    private static func isCopula(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard range.count <= longestCopula, let first = range.first, bytes[first] == 32, let last = range.last,
            bytes[last] == 32
        else { return false }
        return copulas.contains(lowercased(first + 1..<last, bytes))
    }

    private static let longestCopula = 16

    private static let copulas: Set<String> = [
        "is", "was", "is:", "ist", "lautet", "war", "wurde uns", "es", "es el", "es la", "el", "est", "est le",
        "est la", "è", "é", "é o", "to", "luidt", "at", "en", "em", "unter", "under", "op", "au", "al", "pod", "på",
        "no", "no.",
        "nr", "nr.", "n°", "nº", "und zwar",
    ]

    /// What lies between a word and a value.
    private struct Gap {
        private var lineEnds = 0
        private var digits = 0
        private var mostDigits = 0
        private var depth = 0
        private var fields = 0
        private var braces = 0
        /// Whether the label is the key of an object that holds the value: `"ssn": {"value": "`.
        private var isObject = false
        private var hasSign = false
        /// Whether the word's number has passed, and another label.
        private var isOfOther = false
        private var hasOnlyNumbersSinceSign = true
        private var hasLetters = false
        private var isAtLineStart = true
        private var lastBytes: UInt32 = 0
        /// What was known of letters before the last byte that begins a character of three.
        private var before = (hasLetters: false, hasOnlyNumbersSinceSign: true)

        mutating func add(_ byte: UInt8) {
            if byte >= 0xE0 { before = (hasLetters, hasOnlyNumbersSinceSign) }
            let isDigit = byte &- 48 < 10
            digits = isDigit ? digits + 1 : 0
            if depth == 0 { mostDigits = max(mostDigits, digits) }
            let isLetter = (byte | 0x20) &- 97 < 26 || byte >= 0x80
            switch byte {
            case 10:
                lineEnds += 1
                isAtLineStart = true
                return
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth = max(0, depth - 1)
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"): if depth == 0 { fields += 1 }
            case UInt8(ascii: "{") where hasSign && !isObject && fields == 0 && hasOnlyNumbersSinceSign: isObject = true
            case UInt8(ascii: "{"), UInt8(ascii: "}"): braces += 1
            case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"), 9, UInt8(ascii: "#"), UInt8(ascii: "|"):
                if hasSign, mostDigits > 2 { isOfOther = true }
                hasSign = true
                hasOnlyNumbersSinceSign = true
            default: break
            }
            lastBytes = lastBytes << 8 | UInt32(byte)
            // The colon of full width.
            if lastBytes & 0xFF_FFFF == 0xEF_BC9A { hasSign = true }
            if isLetter || isDigit { isAtLineStart = false }
            if isLetter {
                hasLetters = true
                hasOnlyNumbersSinceSign = false
            }
            // So is the ideographic space a blank.
            if lastBytes & 0xFF_FFFF == 0xE3_8080 { (hasLetters, hasOnlyNumbersSinceSign) = before }
        }

        var relation: Relation {
            if lineEnds > 1 || lineEnds == 1 && !isAtLineStart && !isObject { return .none }
            if braces > 0 || isOfOther { return .none }
            if mostDigits < 3, fields == 0 { return hasSign || !hasLetters || lineEnds == 1 ? .label : .line }
            if lineEnds == 1 { return .none }
            if hasSign, hasOnlyNumbersSinceSign { return .label }
            return mostDigits < 6 ? .line : .none
        }
    }

    /// Whether a line ends within `range`.
    static func hasLineEnd(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for index in range where bytes[index] == 10 { return true }
        return false
    }

    /// Whether an element ends in `range`, as `</` or `><` tell.
    static func hasTag(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for index in range.dropFirst() where bytes[index - 1] == UInt8(ascii: "<") && bytes[index] == UInt8(ascii: "/")
        {
            return true
        }
        return false
    }

    /// Whether a sentence ends in `range` and another begins: `.`, `!` or `?`, a blank and a capital letter.
    static func hasSentenceEnd(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for index in range where range.contains(index + 2) || index + 2 == range.upperBound {
            let ends = bytes[index] == 0x2E || bytes[index] == 0x21 || bytes[index] == 0x3F
            if ends, bytes[index + 1] == 32, index + 2 < bytes.count, bytes[index + 2] &- 65 < 26 { return true }
        }
        return false
    }

    // MARK: - Words that speak against a value

    /// Where the word begins that says that the number at `value` is of another kind, such as `order` or `invoice`.
    ///
    /// It stands right before the number, or before words such as `number` and `no`.
    ///
    /// - Returns: `nil` if there is none; the end of the value for a unit behind it, such as `bytes`.
    static func counterWord(of value: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        var end = value.lowerBound
        for _ in 0..<6 {
            var skipped = 0
            while end > 0, skipped < 12, isBetweenWords(bytes[end - 1]) {
                end -= 1
                skipped += 1
            }
            var start = end
            while start > 0, end - start < 20, isLetter(bytes[start - 1]) {
                start -= 1
                // A hump begins a word, and so does what follows an abbreviation.
                if bytes[start] &- 65 < 26, start > 0, bytes[start - 1] &- 97 < 26 { break }
            }
            guard end - start >= 1 else { return unitBehind(value, in: bytes) }
            let word = lowercased(start..<end, bytes)
            if counterWords.contains(word) { return start }
            guard fillers.contains(word) else { return unitBehind(value, in: bytes) }
            end = start
        }
        return unitBehind(value, in: bytes)
    }

    /// Whether the name of a column says that the numbers in it are of another kind.
    static func isCounter(_ name: [UInt8]) -> Bool {
        let label = name + [32]
        return counterWord(of: label.count..<label.count, in: label.span) != nil
    }

    private static func unitBehind(_ value: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        var start = value.upperBound
        if start < bytes.count, bytes[start] == 32 { start += 1 }
        if start < bytes.count, bytes[start] == UInt8(ascii: "%") { return value.upperBound }
        var end = start
        while end < bytes.count, end - start < 12, (bytes[end] | 0x20) &- 97 < 26 { end += 1 }
        guard end > start else { return nil }
        return units.contains(lowercased(start..<end, bytes)) ? value.upperBound : nil
    }

    private static func lowercased(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String {
        String(decoding: range.map { bytes[$0] &- 65 < 26 ? bytes[$0] | 0x20 : bytes[$0] }, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte >= 0x80 }

    /// Whether a number at `value` has a label of its own: a word and a sign before it, or dots that lead from the one to the other.
    ///
    /// - Complexity: At most 40 bytes before it are looked at.
    static func hasLabel(before value: Int, in bytes: Span<UInt8>) -> Bool {
        var index = value
        var hasSign = false
        var dots = 0
        while index > 0, value - index < 40 {
            let byte = bytes[index - 1]
            switch byte {
            case UInt8(ascii: ":"), UInt8(ascii: "="): hasSign = true
            case UInt8(ascii: "."): dots += 1
            case 32, 9, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"),
                UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "]"):
                break
            case 10: return !hasSign && dots == 0 && isLabelLine(endingAt: index - 1, in: bytes)
            default: return (hasSign || dots > 2) && (isLetter(byte) || byte == UInt8(ascii: ")"))
            }
            index -= 1
        }
        return false
    }

    /// Whether the line that ends at `end` is the label of what stands alone on the next one: short, and without numbers.
    private static func isLabelLine(endingAt end: Int, in bytes: Span<UInt8>) -> Bool {
        var start = end
        var hasLetter = false
        while start > 0, bytes[start - 1] != 10 {
            let byte = bytes[start - 1]
            guard end - start < 40, !(byte &- 48 < 10) else { return false }
            if isLetter(byte) { hasLetter = true }
            start -= 1
        }
        return hasLetter
    }

    private static func isBetweenWords(_ byte: UInt8) -> Bool {
        switch byte {
        case 32, 9, UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "("), UInt8(ascii: "["),
            UInt8(ascii: ">"), UInt8(ascii: "|"):
            true
        default: false
        }
    }

    /// Words that may stand between a kind and its number.
    private static let fillers: Set<String> = [
        "no", "nr", "num", "number", "numbers", "nummer", "id", "ids", "code", "key", "ref", "reference", "is", "was",
        "numero", "n", "numer", "value", "of", "the", "new", "n°", "nº", "numéro", "número", "código", "codice",
        "číslo",
        "de", "del", "du", "do", "da", "di", "el", "la", "le", "il", "é", "è", "es", "est", "ist", "lautet", "to",
        "wurde", "uns",
        "war", "był", "jest",
    ]

    /// Kinds of numbers that are nobody's, in the languages of most rules.
    private static let counterWords: Set<String> = [
        "order", "orders", "invoice", "part", "parts", "serial", "tracking", "isbn", "issn", "ean", "upc", "gtin",
        "sku",
        "version", "build", "timestamp", "epoch", "ticket", "product", "item", "article", "model", "batch", "lot",
        "revision", "rev", "commit", "seq", "sequence", "checksum", "hash", "crc", "offset", "size", "length", "bytes",
        "count", "total", "port", "issue", "bug", "shipment", "parcel", "consignment", "waybill", "booking", "quote",
        "receipt", "transaction", "txn", "session", "request", "trace", "thread", "process", "pid", "uid", "gid",
        "inode", "doi", "arxiv", "barcode", "catalog", "catalogue", "asin", "firmware", "bestellung", "bestell",
        "bestellnummer", "rechnung", "rechnungsnummer", "artikel", "artikelnummer", "sendung", "sendungsnummer",
        "seriennummer", "auftrag", "auftragsnummer", "commande", "facture", "pedido", "factura", "fattura", "ordine",
        "zamowienia", "faktura", "faktury", "fatura", "order_id", "ordernummer", "bestelnummer", "factuurnummer",
        "serienummer", "teilenummer", "paketnummer", "suivi", "seguimiento", "spedizione", "articolo", "articulo",
        "artigo", "zamówienia", "référence", "artículo", "referencia", "seryjny", "katalogowy", "row", "line", "page",
        "record", "chunk", "block", "seed",
        "random", "nonce", "msgid", "art", "strichcode", "anzahl",
    ]

    private static let units: Set<String> = [
        "bytes", "byte", "kb", "mb", "gb", "kib", "mib", "gib", "ms", "ns", "us", "sec", "secs", "seconds", "px",
        "rows",
        "lines", "records", "items", "pcs", "hits", "times", "iterations", "ticks", "cycles", "tokens", "points",
    ]

    /// The country, in capitals, of an IBAN that begins at `position` with two letters that are not both capitals.
    static func smallCountry(at position: Int, in bytes: Span<UInt8>) -> UInt16? {
        let (first, second) = (bytes[position], bytes[position + 1])
        guard (first | 0x20) &- 97 < 26, (second | 0x20) &- 97 < 26, (first | second) & 0x20 != 0,
            bytes[position + 2] &- 48 < 10, bytes[position + 3] &- 48 < 10
        else { return nil }
        if position > 0, isNamePart(bytes[position - 1]) { return nil }
        return UInt16(first & 0xDF) << 8 | UInt16(second & 0xDF)
    }

    // MARK: - Short words in names of programs

    /// The parts of a name in camel case before the value at `value`, where it is the label: `employeeSSN": "`.
    ///
    /// - Parameters:
    ///   - value: Where the value begins.
    ///   - bytes: The text.
    ///   - body: Called with the place of each part of two to four letters.
    static func shortHumps(beforeValueAt value: Int, in bytes: Span<UInt8>, _ body: (Range<Int>) -> Void) {
        var end = value
        var hasSign = false
        while end > 0, value - end < 8 {
            let byte = bytes[end - 1]
            switch byte {
            case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "("): hasSign = true
            default: break
            }
            if isNamePart(byte) { break }
            guard byte > 10 || byte == 9 else { return }
            end -= 1
        }
        guard hasSign, end > 0 else { return }
        var start = end
        while start > 0, end - start < 48, isNamePart(bytes[start - 1]) { start -= 1 }
        var part = start
        for index in start...end {
            let isBorder: Bool
            if index == end {
                isBorder = true
            } else {
                let isCapital = bytes[index] &- 65 < 26
                let isHump = isCapital && index > start && bytes[index - 1] &- 97 < 26
                let isAfterCapitals =
                    isCapital && index > start && bytes[index - 1] &- 65 < 26 && index + 1 < end
                    && bytes[index + 1] &- 97 < 26
                isBorder = isHump || isAfterCapitals || bytes[index] == UInt8(ascii: "_")
            }
            guard isBorder else { continue }
            // The whole name is found without help.
            if (2...4).contains(index - part), part > start || index < end { body(part..<index) }
            part = index < end && bytes[index] == UInt8(ascii: "_") ? index + 1 : index
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_")
    }

    /// A name in camel case with `_` between its parts: `croatianOib` as `croatian_Oib`.
    static func parted(_ name: [UInt8]) -> [UInt8] {
        var parts: [UInt8] = []
        for byte in name {
            if byte &- 65 < 26, let last = parts.last, last &- 97 < 26 { parts.append(UInt8(ascii: "_")) }
            parts.append(byte)
        }
        return parts
    }
}

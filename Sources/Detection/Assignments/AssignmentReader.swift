/// Finds what is assigned to a name, however the assignment is written.
///
/// The work for a name is bounded: at most ``reach`` bytes behind it are looked at, and the longest value.
enum AssignmentReader {
    /// Bytes behind a name in which its value begins.
    static let reach = 512

    /// The value of the name at `name`; `nil` when nothing is assigned to it.
    static func value(of name: Range<Int>, in text: borrowing Glyphs) -> AssignedValue? {
        var (index, isClosed) = closing(name.upperBound, in: text)
        let close = index
        if text[index] == UInt8(ascii: "!") || text[index] == UInt8(ascii: "~") { return nil }
        // A part of an `arn:` or `urn:`.
        if text[close] == UInt8(ascii: ":"), text[name.lowerBound - 1] == UInt8(ascii: ":"), !text.isBlank(close + 1) {
            return nil
        }
        index = text.skipBlanks(index)
        if text[index] == UInt8(ascii: "!"), text[index + 1] == UInt8(ascii: "=") { return nil }
        if isClosed || text.isLineEnd(index) || text[index] == UInt8(ascii: "<") || text[index] == UInt8(ascii: ","),
            let naming = naming(before: name.lowerBound, in: text)
        {
            if let pair = pair(after: close, in: text) { return pair }
            if let pair = pair(before: naming, in: text) { return pair }
            if isClosed, let part = part(after: close, in: text) { return part }
        }
        if text[index] == UInt8(ascii: "("), !isClosed { return argument(index + 1, in: text) }
        if text[index] == UInt8(ascii: ","), isClosed {
            return isFirst(name.lowerBound, in: text) ? next(after: index + 1, in: text) : nil
        }
        if text[index] == UInt8(ascii: ">"), index == close, isClosed || "<:".utf8.contains(text[name.lowerBound - 1]) {
            return element(from: index + 1, in: text)
        }
        if index == close, let element = escapedElement(name, in: text) { return element }
        if index > close, text[name.lowerBound - 1] == UInt8(ascii: "<") {
            if let value = attribute(from: index, in: text) { return value }
            // An element with attributes.
            var end = index
            while end - index < 120, text[end] != UInt8(ascii: ">"), !text.isLineEnd(end) { end += 1 }
            if text[end] == UInt8(ascii: ">"), text[end - 1] != UInt8(ascii: "/") {
                return element(from: end + 1, in: text)
            }
        }
        if text[index] == UInt8(ascii: "<"), let cell = cell(from: index, in: text) { return cell }
        if index == close, text.holds(":: ", at: index), text.isLineEnd(name.lowerBound - 1) {
            // LDIF writes what is in base64 behind two colons (RFC 2849).
            return AssignedValue.read(at: text.skipBlanks(index + 2), in: text, isURL: false)
        }
        if text[index] == UInt8(ascii: "-"), index > close, text.isBlank(index + 1),
            SecretWords.spoken.contains(name, in: text)
        {
            return AssignedValue.read(at: text.skipBlanks(index + 1), in: text, isURL: false)
                .map { AssignedValue(range: $0.range, form: .mentioned) }
        }
        guard let sign = sign(index, in: text) else {
            if index == close, !isClosed, text[index] == UInt8(ascii: " ") { return nil }
            return unsigned(name, index, isClosed: isClosed, in: text)
        }
        return signed(name, sign, in: text)
    }

    /// What closes a name: quotes, escaped or not, and brackets.
    private static func closing(_ start: Int, in text: borrowing Glyphs) -> (end: Int, isClosed: Bool) {
        var index = start
        var isClosed = false
        for _ in 0..<4 {
            if let length = AssignedValue.quoteLength(at: index, in: text) {
                index += length
            } else if text[index] == UInt8(ascii: "]") || isClosed && text[index] == UInt8(ascii: ")")
                || text[index] == UInt8(ascii: "*") || text[index] == UInt8(ascii: "}") && isClosed
            {
                index += 1
            } else {
                break
            }
            isClosed = true
        }
        return (index, isClosed)
    }

    /// Whether a name in quotes is the first argument of a call, the first member of a pair, or an option.
    private static func isFirst(_ start: Int, in text: borrowing Glyphs) -> Bool {
        if text[start - 1] == UInt8(ascii: "-") { return true }
        var index = start - 1
        while start - index < 6, text.isQuote(index) || text[index] == UInt8(ascii: "\\") { index -= 1 }
        while start - index < 12, text.isBlank(index) || text[index] == UInt8(ascii: "@") { index -= 1 }
        return text[index] == UInt8(ascii: "(") || text[index] == UInt8(ascii: "{") || text[index] == UInt8(ascii: "[")
    }

    /// The argument or member behind a name, or the default that a declared option has.
    private static func next(after comma: Int, in text: borrowing Glyphs) -> AssignedValue? {
        let start = text.skipSpace(comma)
        if let value = AssignedValue.read(at: start, in: text, isURL: false), value.form == .quoted {
            let end = text.skipBlanks(value.range.upperBound + 1)
            let isLast =
                text[end] == UInt8(ascii: ")") || text[end] == UInt8(ascii: "}") || text[end] == UInt8(ascii: "]")
            return isLast || text[end] == UInt8(ascii: ",") ? value : nil
        }
        let end = text.lineEnd(start, atMost: 240)
        for index in start..<end where text.holds("default", at: index) && !text.isName(index - 1) {
            let sign = text.skipBlanks(index + 7)
            guard text[sign] == UInt8(ascii: "=") || text[sign] == UInt8(ascii: ":"),
                let value = AssignedValue.read(at: text.skipBlanks(sign + 1), in: text, isURL: false)
            else { return nil }
            return value.form == .quoted ? value : nil
        }
        return nil
    }

    /// A sign of assignment.
    struct Sign {
        var end: Int
        var isColon = false
        var isComparison = false
        var isTight = false
    }

    /// The sign of assignment at `index`; `nil` if there is none.
    private static func sign(_ index: Int, in text: borrowing Glyphs) -> Sign? {
        let byte = text[index]
        let next = text[index + 1]
        switch byte {
        case UInt8(ascii: "="):
            if next == UInt8(ascii: "=") {
                return Sign(end: index + (text[index + 2] == UInt8(ascii: "=") ? 3 : 2), isComparison: true)
            }
            if next == UInt8(ascii: "~") { return nil }
            return Sign(end: index + (next == UInt8(ascii: ">") ? 2 : 1), isTight: next != UInt8(ascii: ">"))
        case UInt8(ascii: ":"):
            if next == UInt8(ascii: ":") { return text[index + 2] == UInt8(ascii: "=") ? Sign(end: index + 3) : nil }
            return next == UInt8(ascii: "=") ? Sign(end: index + 2) : Sign(end: index + 1, isColon: true)
        case UInt8(ascii: "|"), UInt8(ascii: "?"):
            if next == UInt8(ascii: "=") { return Sign(end: index + 2) }
            if next == byte, text[index + 2] == UInt8(ascii: "=") { return Sign(end: index + 3) }
            if byte == UInt8(ascii: "?"), next == UInt8(ascii: ":") { return Sign(end: index + 2, isColon: true) }
            return nil
        case UInt8(ascii: "+"): return next == UInt8(ascii: "=") ? Sign(end: index + 2) : nil
        case UInt8(ascii: "%"):
            return text.holds("%3d", at: index) || text.holds("%3a", at: index)
                ? Sign(end: index + 3, isTight: true) : nil
        case UInt8(ascii: "\\"): return text.holds("\\u003d", at: index) ? Sign(end: index + 6, isTight: true) : nil
        case UInt8(ascii: "&"): return text.holds("&#61;", at: index) ? Sign(end: index + 5, isTight: true) : nil
        case 0xE2:
            // A dash or an arrow between blanks.
            let isDash =
                next == 0x80 && (text[index + 2] == 0x93 || text[index + 2] == 0x94)
                || next == 0x86 && text[index + 2] == 0x92
            guard isDash, text.isBlank(index - 1), text.isBlank(index + 3) else { return nil }
            return Sign(end: index + 3, isColon: true)
        case 0xE3: return next == 0x81 && text[index + 2] == 0xAF ? Sign(end: index + 3, isColon: true) : nil
        case 0xEF:
            // Signs of full width.
            guard next == 0xBC, text[index + 2] == 0x9A || text[index + 2] == 0x9D else { return nil }
            return Sign(end: index + 3, isColon: true)
        default: return nil
        }
    }

    private static func signed(_ name: Range<Int>, _ sign: Sign, in text: borrowing Glyphs) -> AssignedValue? {
        var start = text.skipBlanks(sign.end)
        if text[start] == UInt8(ascii: "+"), text.holds("%3a", at: sign.end - 3) { start += 1 }
        if text.isLineEnd(start) {
            // A quoted value on the next line, or a declaration whose default comes later.
            if sign.isColon, let declared = pair(after: start, in: text, needsIndent: true) { return declared }
            if sign.isColon, let item = firstItem(below: start, in: text) { return item }
            start = text.skipSpace(start)
            guard let value = AssignedValue.read(at: start, in: text, isURL: false), value.form == .quoted else {
                return nil
            }
            return value
        }
        if text[start] == UInt8(ascii: ">") || text[start] == UInt8(ascii: "|") {
            let end = text.skipBlanks(start + (text[start + 1] == UInt8(ascii: "-") ? 2 : 1))
            if text.isLineEnd(end) { start = text.skipSpace(end) }
        }
        if text[start] == UInt8(ascii: "{"), text[start + 1] != UInt8(ascii: "{"),
            let declared = pair(after: start + 1, in: text, isNested: true)
        {
            return declared
        }
        if text[start] == UInt8(ascii: "<"), sign.isColon, let cell = cell(from: start, in: text) { return cell }
        let isURL = sign.isTight && isQuery(before: name.lowerBound, in: text)
        guard var value = AssignedValue.read(at: start, in: text, isURL: isURL) else { return nil }
        if sign.isComparison, value.form != .quoted { return nil }
        if value.form != .quoted {
            if sign.isTight, !isURL { extend(&value, of: name, in: text) }
            if sign.isColon, let typed = afterType(start, in: text) { return typed }
            if let second = second(name, value, in: text) { return second }
        }
        value.range = withoutScheme(value.range, in: text)
        if isReference(value, in: text) { return fallback(from: value.range.lowerBound, in: text) }
        return value
    }

    /// Lets the value of a connection string go on to its semicolon, whatever signs are in it.
    private static func extend(_ value: inout AssignedValue, of name: Range<Int>, in text: borrowing Glyphs) {
        var before = name.lowerBound - 1
        while name.lowerBound - before < 4, text.isBlank(before) { before -= 1 }
        guard text[before] == UInt8(ascii: ";") else { return }
        var end = value.range.upperBound
        while end - value.range.lowerBound < 128, !text.isSpace(end), !text.isQuote(end), text[end] != UInt8(ascii: ";")
        {
            end += 1
        }
        guard end > value.range.upperBound, text[end] == UInt8(ascii: ";") || text.isQuote(end) else { return }
        value = AssignedValue(range: value.range.lowerBound..<end, form: .inline)
    }

    /// The literal behind a type, as in `password: String = "…"`.
    private static func afterType(_ start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        var index = start
        while index - start < 60, text.isName(index) || text.isBlank(index) || "?<>.[]|,!&*".utf8.contains(text[index])
        {
            index += 1
        }
        guard index > start, text[index] == UInt8(ascii: "="), text[index + 1] != UInt8(ascii: "=") else { return nil }
        guard let value = AssignedValue.read(at: text.skipBlanks(index + 1), in: text, isURL: false),
            value.form == .quoted
        else { return nil }
        return value
    }

    /// The second of two values, where two names stand before the colon: `user / password: app / …`.
    private static func second(_ name: Range<Int>, _ first: AssignedValue, in text: borrowing Glyphs) -> AssignedValue?
    {
        var index = name.lowerBound - 1
        while name.lowerBound - index < 6, text.isBlank(index) { index -= 1 }
        let divider = UInt8(ascii: "/")
        let isSecondName =
            text[index] == divider
            && (text.isLetter(index - 1)
                || index < name.lowerBound - 1 && text.isBlank(index - 1) && text.isLetter(index - 2))
        guard isSecondName || SecretWords.accounts.contains(name, in: text) else { return nil }
        var place = first.range.lowerBound
        let end = text.lineEnd(place, atMost: 80)
        while place < end, text[place] != divider { place += 1 }
        guard place < end, text[place + 1] != divider, isSecondName || text.isBlank(place - 1) else { return nil }
        return AssignedValue.read(at: text.skipBlanks(place + 1), in: text, isURL: false)
    }

    /// What follows the name of a scheme, as in `Bearer …`.
    static func withoutScheme(_ range: Range<Int>, in text: borrowing Glyphs) -> Range<Int> {
        for scheme in ["bearer ", "token ", "basic ", "apikey ", "api-key ", "key ", "pass:"]
        where text.holds(scheme, at: range.lowerBound) {
            let start = text.skipBlanks(range.lowerBound + scheme.utf8.count)
            return start < range.upperBound ? start..<range.upperBound : range
        }
        return range
    }

    /// Whether the name is a parameter of an address or a form.
    private static func isQuery(before start: Int, in text: borrowing Glyphs) -> Bool {
        let byte = text[start - 1]
        return byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") || text.holds("amp;", at: start - 4)
    }

    /// The quoted argument at `start` of a call, or the second one behind a name.
    private static func argument(_ start: Int, in text: borrowing Glyphs) -> AssignedValue? {
        guard let value = AssignedValue.read(at: text.skipBlanks(start), in: text, isURL: false), value.form == .quoted
        else {
            return nil
        }
        return value
    }
}

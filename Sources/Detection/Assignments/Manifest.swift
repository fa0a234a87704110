/// The values of a Kubernetes Secret.
///
/// Source: https://kubernetes.io/docs/concepts/configuration/secret/
enum Manifest {
    /// The longest manifest that is looked at, in bytes on either side of its kind.
    private static let reach = 12_000

    /// The most values of one.
    private static let mostValues = 64

    /// The values of the Secret whose `kind` stands at `start`; none where it is of another kind.
    ///
    /// - Parameters:
    ///   - start: Where its kind stands.
    ///   - text: Where it stands.
    ///   - work: How many bytes may be looked at; what was is taken off.
    /// - Returns: `nil` when no work is left.
    static func values(kind start: Int, in text: borrowing Glyphs, work: inout Int) -> [Range<Int>]? {
        var index = start
        while text.isQuote(index) || text.isLetter(index) || text.isBlank(index) || text[index] == UInt8(ascii: "\\") {
            index += 1
        }
        guard text[index] == UInt8(ascii: ":"), index - start < 24 else { return [] }
        index = text.skipBlanks(index + 1)
        if let length = AssignedValue.quoteLength(at: index, in: text) { index += length }
        guard text.holds("secret", at: index), text[index] == UInt8(ascii: "S"), !text.isName(index + 6) else {
            return []
        }
        guard work > 0 else { return nil }
        return text.isQuote(start) || text[start - 1] == UInt8(ascii: "\"")
            ? members(around: start, in: text, work: &work) : lines(around: start, in: text, work: &work)
    }

    private static func lineStart(_ index: Int, in text: borrowing Glyphs) -> Int {
        var start = index
        while start > 0, text[start - 1] != 10, index - start < 4096 { start -= 1 }
        return start
    }

    /// How far the key of a line is from its start, the dash of a list counted as blank; `nil` for a line without one.
    private static func indent(_ start: Int, in text: borrowing Glyphs) -> (column: Int, isItem: Bool)? {
        var index = start
        var isItem = false
        while text.isBlank(index) || text[index] == UInt8(ascii: "-") && text.isBlank(index + 1) && !isItem {
            if text[index] == UInt8(ascii: "-") { isItem = true }
            index += 1
        }
        return text.isLineEnd(index) || text[index] == UInt8(ascii: "#") ? nil : (index - start, isItem)
    }

    /// The values in the YAML mapping of which `kind` is a key.
    private static func lines(around kind: Int, in text: borrowing Glyphs, work: inout Int) -> [Range<Int>] {
        var line = lineStart(kind, in: text)
        let column = kind - line
        var isFirst = indent(line, in: text)?.isItem ?? false
        // Back to the first line of the mapping.
        while line > 0, !isFirst, kind - line < reach {
            let before = lineStart(line - 1, in: text)
            if text.holds("---", at: before) { break }
            if let indent = indent(before, in: text) {
                if indent.column < column { break }
                // Another manifest of the same depth.
                if indent.column == column, text.holds("kind:", at: before + column) { break }
                isFirst = indent.column == column && indent.isItem
            }
            line = before
        }
        let start = line
        defer { work -= kind - start + max(line - start, 0) }
        var values: [Range<Int>] = []
        var isData = false
        var isEncoded = false
        var isStart = true
        while line < text.bytes.count, line - kind < reach, values.count < mostValues {
            var next = line
            while next < text.bytes.count, text[next] != 10 { next += 1 }
            defer {
                line = next + 1
                isStart = false
            }
            if text.holds("---", at: line), !isStart { break }
            guard let indent = indent(line, in: text) else { continue }
            if indent.column < column || indent.column == column && indent.isItem && !isStart { break }
            let key = line + indent.column
            if indent.column == column {
                if key > kind, text.holds("kind:", at: key) { break }
                isEncoded = text.holds("data:", at: key)
                isData = isEncoded || text.holds("stringdata:", at: key)
                continue
            }
            guard isData else { continue }
            var colon = key
            while colon < next, text[colon] != UInt8(ascii: ":") { colon += 1 }
            guard colon < next else { continue }
            var place = text.skipBlanks(colon + 1)
            if text[place] == UInt8(ascii: "|") || text[place] == UInt8(ascii: ">") {
                place = text.skipSpace(text.lineEnd(place))
            }
            add(key..<colon, at: place, isEncoded: isEncoded, to: &values, in: text)
        }
        return values
    }

    /// The values in the JSON object of which `kind` is a member.
    private static func members(around kind: Int, in text: borrowing Glyphs, work: inout Int) -> [Range<Int>] {
        var (start, depth) = (kind, 0)
        while start > 0, kind - start < reach {
            start -= 1
            if text[start] == UInt8(ascii: "}") { depth += 1 }
            if text[start] == UInt8(ascii: "{") {
                if depth == 0 { break }
                depth -= 1
            }
        }
        var values: [Range<Int>] = []
        var index = start + 1
        (depth, start) = (0, index)
        defer { work -= kind - start + max(index - start, 0) }
        var dataDepth = 0
        var isEncoded = false
        // Owners have kinds too.
        var kinds = 0
        while index < text.bytes.count, index - kind < reach, values.count < mostValues {
            let byte = text[index]
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth < 0 { break }
                if depth < dataDepth { dataDepth = 0 }
            }
            guard let length = AssignedValue.quoteLength(at: index, in: text),
                let key = AssignedValue.read(at: index, in: text, isURL: false), key.form == .quoted
            else {
                index += 1
                continue
            }
            index = key.range.upperBound + length
            let colon = text.skipSpace(index)
            guard text[colon] == UInt8(ascii: ":") else { continue }
            let place = text.skipSpace(colon + 1)
            if text.holds("kind", at: key.range.lowerBound), key.range.count == 4 {
                kinds += 1
                if kinds > 4 { break }
            }
            if text[place] == UInt8(ascii: "{"), depth == 0 {
                isEncoded = text.holds("data", at: key.range.lowerBound) && key.range.count == 4
                if isEncoded || text.holds("stringdata", at: key.range.lowerBound) { dataDepth = 1 }
            } else if dataDepth > 0, depth == dataDepth {
                add(key.range, at: place, isEncoded: isEncoded, to: &values, in: text)
                index = place + 1
                if let value = values.last, value.lowerBound > place { index = value.upperBound + 1 }
            }
        }
        return values
    }

    /// Adds the value at `place`, unless it is public, a reference, or no base64 where it has to be.
    private static func add(
        _ key: Range<Int>,
        at place: Int,
        isEncoded: Bool,
        to values: inout [Range<Int>],
        in text: borrowing Glyphs
    ) {
        for name in ["ca.crt", "tls.crt", ".dockerconfigjson", ".dockercfg", "namespace"]
        where text.holds(name, at: key.lowerBound) || text.holds(name, at: key.lowerBound + 1) { return }
        guard let value = AssignedValue.read(at: place, in: text, isURL: false), value.range.count >= 4,
            !StandIn.isReference(value.range, .quoted, in: text), !StandIn.isNamed(value.range, in: text)
        else { return }
        if isEncoded {
            for word in ["c2VjcmV0", "cGFzc3dvcmQ", "Y2hhbmdlbWU", "ZXhhbXBsZQ"]
            where text.holds(word.lowercased(), at: value.range.lowerBound) {
                return
            }
            for index in value.range {
                let byte = text[index]
                let isBase64 =
                    text.isDigit(index) || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: "/")
                    || byte == UInt8(ascii: "=")
                guard isBase64 else { return }
            }
        }
        values.append(value.range)
    }
}

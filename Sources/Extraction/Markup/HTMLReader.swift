import Bytes
import Findings

/// The text of a web page as a browser shows it, and beside it what stands in scripts, comments and attributes.
///
/// Source: WHATWG, HTML, section 13.2 (parsing). Tags that only format join what they stand between; others separate. Cells are
/// separated by tabs and rows by line ends, however far they claim to reach. Each stretch says where in the page it stands.
struct HTMLReader {
    private let bytes: [UInt8]
    private let run: ExtractionRun
    private let origin: TextOrigin

    private let countsCharacters: Bool

    private var index = 0
    /// Where that is in the page as it was before it was decoded.
    private var offset = 0
    private var line = 1
    private var column = 1
    private var output: [UInt8] = []
    /// Whether the next stretch has to say where it stands.
    private var isMoved = true
    private var wasSpace = true
    /// The table that is read, if it is not within another.
    private var table = HTMLTable()

    /// Tags between which a word goes on.
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "mark", "q", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "nobr", "o:p",
    ]

    /// Attributes that say how something looks.
    private static let formal: Set<String> = [
        "class", "style", "colspan", "rowspan", "width", "height", "align", "valign", "bgcolor", "border",
        "cellpadding", "cellspacing",
        "lang", "dir", "color", "face", "size", "xmlns", "charset", "rel", "type", "role", "tabindex", "scope",
        "nowrap", "target",
        "http-equiv", "media", "frameborder", "xml:lang",
    ]

    /// - Parameters:
    ///   - bytes: The page.
    ///   - run: Takes the text.
    ///   - origin: Where it comes from.
    ///   - countsCharacters: Whether each character was one byte before it was decoded.
    init(_ bytes: [UInt8], _ run: ExtractionRun, _ origin: TextOrigin, countsCharacters: Bool = false) {
        (self.bytes, self.run, self.origin, self.countsCharacters) = (bytes, run, origin, countsCharacters)
    }

    /// The character set that the first 4096 bytes of a page name (WHATWG, HTML, section 13.2.3.2); `nil` for none.
    static func charset(_ bytes: Span<UInt8>) -> String? {
        let head = (0..<min(4096, bytes.count)).map { bytes[$0] < 0x80 ? bytes[$0] : 63 }
        let text = String(decoding: head, as: UTF8.self).lowercased()
        var rest = text[...]
        while let place = rest.firstRange(of: "charset") {
            rest = rest[place.upperBound...].drop { $0.isWhitespace }
            guard rest.first == "=" else { continue }
            let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
            let name = value.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }

    /// Hands over all text.
    mutating func read() throws(ExtractionFailure) {
        run.sink.begin(origin)
        defer { run.sink.end() }
        var steps = 0
        while index < bytes.count {
            steps += 1
            if steps & 0xFFF == 0 { try run.budget.check() }
            if bytes[index] == UInt8(ascii: "<") { readTag() } else { readText() }
        }
        flush()
    }

    // MARK: Output

    /// Moves on in the page without showing anything.
    private mutating func advance(to target: Int) {
        while index < target {
            let isContinued = bytes[index] & 0xC0 == 0x80
            if bytes[index] == 10 { (line, column) = (line + 1, 1) } else if !isContinued { column += 1 }
            if !countsCharacters || !isContinued { offset += 1 }
            index += 1
        }
        isMoved = true
    }

    /// Shows bytes that stand at the index, which moves on to `target`.
    private mutating func show(_ shown: [UInt8], to target: Int) {
        if isMoved { mark() }
        output += shown
        table.take(shown)
        wasSpace = shown.last.map { $0 == 32 || $0 == 10 || $0 == 9 } ?? wasSpace
        let isPlain = shown.count == target - index && shown.allSatisfy { $0 < 0x80 && $0 != 10 }
        advance(to: target)
        isMoved = !isPlain
        if output.count >= RichText.enough { flush() }
    }

    private mutating func mark() {
        flush()
        var place = run.here
        place.source = TextPlace.Source(offset: offset, line: line, column: column)
        if table.hasColumns { (place.row, place.column) = (table.row, table.column) }
        run.sink.place(place)
        isMoved = false
    }

    private mutating func flush() {
        if !output.isEmpty { run.sink.append(output.span) }
        output = []
    }

    /// Separates what stands before from what follows.
    private mutating func separate(_ byte: UInt8) {
        while output.last == 32 { output.removeLast() }
        output.append(table.isInNamedCell ? 32 : byte)
        wasSpace = true
    }

    // MARK: Text

    /// Reads a word, white space or a reference.
    ///
    /// - Parameter limit: Where a tag ends that is read as it stands; `nil` outside of tags.
    private mutating func readText(upTo limit: Int? = nil) {
        let byte = bytes[index]
        if byte == UInt8(ascii: "&"), let (scalar, end) = CharacterReference.read(bytes[...], at: index),
            end <= limit ?? end
        {
            return show(
                HTMLReader.isUnseen(scalar) ? [] : Array(String(scalar == "\u{A0}" ? " " : scalar).utf8),
                to: end
            )
        }
        let stop = limit ?? bytes.count
        if byte <= 32 {
            var end = index
            while end < stop, bytes[end] <= 32 { end += 1 }
            if wasSpace { return advance(to: end) }
            return show([32], to: end)
        }
        var end = index + 1
        if byte < 0x80 {
            while end < stop, bytes[end] > 32, bytes[end] < 0x80, limit != nil || bytes[end] != UInt8(ascii: "<"),
                bytes[end] != UInt8(ascii: "&")
            {
                end += 1
            }
        } else {
            while end < stop, bytes[end] & 0xC0 == 0x80, end - index < 4 { end += 1 }
            if HTMLReader.unseen.contains(where: { bytes[index..<end].elementsEqual($0) }) { return show([], to: end) }
        }
        show(Array(bytes[index..<end]), to: end)
    }

    /// Characters at which a line may or may not break, and of which nobody sees anything: a number goes on across them.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{AD}" || scalar == "\u{200B}" || scalar == "\u{2060}" || scalar == "\u{FEFF}"
    }

    /// The same in UTF-8.
    private static let unseen: [[UInt8]] = ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}"].map { Array($0.utf8) }

    /// Shows bytes as they stand, each line with its place.
    private mutating func showRaw(to target: Int) {
        while index < target {
            var end = index
            while end < target, bytes[end] != 10, bytes[end] < 0x80 { end += 1 }
            if end == index {
                end += 1
                while end < target, bytes[end] & 0xC0 == 0x80, bytes[index] >= 0x80, end - index < 4 { end += 1 }
            }
            show(Array(bytes[index..<end]), to: end)
        }
    }

    // MARK: Tags

    private func find(_ pattern: String, from start: Int, to end: Int? = nil) -> Int? {
        let pattern = Array(pattern.utf8)
        var place = start
        while place + pattern.count <= end ?? bytes.count {
            if pattern.indices.allSatisfy({ bytes[place + $0] | 0x20 == pattern[$0] | 0x20 }) { return place }
            place += 1
        }
        return nil
    }

    private mutating func readTag() {
        guard index + 1 < bytes.count else { return show([bytes[index]], to: index + 1) }
        if bytes[index + 1] == UInt8(ascii: "!") {
            let isComment =
                index + 3 < bytes.count && bytes[index + 2] == UInt8(ascii: "-")
                && bytes[index + 3] == UInt8(ascii: "-")
            let close = isComment ? "-->" : ">"
            let end = find(close, from: index + 2) ?? bytes.count
            // A declaration such as `<!DOCTYPE html>` says nothing to people, unless others stand in it.
            if !isComment, index + 2 < bytes.count, (bytes[index + 2] | 0x20) &- 97 < 26,
                !bytes[index..<end].contains(UInt8(ascii: "["))
            {
                return advance(to: min(bytes.count, end + 1))
            }
            separate(10)
            advance(to: min(bytes.count, index + (isComment ? 4 : 2)))
            showRaw(to: end)
            separate(10)
            return advance(to: min(bytes.count, end + close.utf8.count))
        }
        let isEnd = bytes[index + 1] == UInt8(ascii: "/")
        let start = index + (isEnd ? 2 : 1)
        guard start < bytes.count,
            (bytes[start] | 0x20) &- 97 < 26 || bytes[start] == UInt8(ascii: "?") && !isEnd
        else {
            return show([bytes[index]], to: index + 1)
        }
        if bytes[start] == UInt8(ascii: "?") {
            // Code for the server, or the mark of an XML file.
            let end = find("?>", from: start).map { $0 + 2 } ?? find(">", from: start).map { $0 + 1 }
            separate(10)
            showRaw(to: end ?? bytes.count)
            return separate(10)
        }
        var nameEnd = start
        while nameEnd < bytes.count, bytes[nameEnd] > 32, bytes[nameEnd] != UInt8(ascii: ">"),
            bytes[nameEnd] != UInt8(ascii: "/") || nameEnd == start,
            nameEnd - start < 32
        { nameEnd += 1 }
        let name = String(decoding: bytes[start..<nameEnd].map { $0 | 0x20 }, as: UTF8.self)
        var end = nameEnd
        var quote: UInt8?
        while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
            if let open = quote {
                if bytes[end] == open { quote = nil }
            } else if (bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'")),
                bytes[end - 1] == UInt8(ascii: "=")
            {
                quote = bytes[end]
            }
            end += 1
        }
        // A quote that is not closed hides nothing.
        if end == bytes.count { end = bytes[nameEnd...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count }
        let close = min(bytes.count, end + 1)
        let isInline = HTMLReader.inline.contains(name)
        if HTMLTable.tags.contains(name) {
            follow(name, isEnd: isEnd, spans: find("span=", from: nameEnd, to: end) != nil, next: close)
        }
        if !isEnd, holdsText(nameEnd..<end) {
            separate(10)
            while index < close { readText(upTo: close) }
            separate(10)
        } else {
            advance(to: close)
            switch name {
            case "td", "th":
                if !isEnd, table.beginsNamedCell {
                    while output.last == 32 { output.removeLast() }
                    output.append(9)
                    wasSpace = true
                } else if isEnd, !table.hasColumns || table.isInNamedCell {
                    separate(9)
                }
            case "br", "tr", "p", "div", "li", "table", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5",
                "h6", "hr", "title",
                "option", "pre", "blockquote", "section", "article", "header", "footer", "form", "label", "body",
                "head":
                if name == "tr", isEnd, output.last == 9 { output.removeLast() }
                if output.last != 10 { separate(10) }
            default: if !isInline { separate(32) }
            }
        }
        if !isEnd, name == "script" || name == "style" || name == "textarea" || name == "xmp" {
            let stop = find("</\(name)", from: index) ?? bytes.count
            showRaw(to: stop)
            separate(10)
        }
    }

    /// Follows a table: behind a first row of names the others are a text of their own, with columns.
    private mutating func follow(_ tag: String, isEnd: Bool, spans: Bool, next: Int) {
        switch table.follow(tag, isEnd: isEnd, spans: spans) {
        case .nothing: break
        case .begins(let columns): begin(columns)
        case .mayBegin(let columns):
            if cellsOfRow(from: next, hasBegun: !isEnd) == columns.count {
                table.begin()
                begin(columns)
            }
        case .ends:
            flush()
            run.sink.end()
            run.sink.begin(origin)
            isMoved = true
        }
        if table.hasColumns { isMoved = true }
    }

    private mutating func begin(_ columns: [[UInt8]]) {
        flush()
        run.sink.end()
        var own = origin
        own.columns = columns
        run.sink.begin(own)
        isMoved = true
    }

    /// How many cells the row has that begins at `start` or behind it; none where a table begins or ends first.
    ///
    /// Looks no further than the next row or table, so that all tables of a page together are looked at once.
    private func cellsOfRow(from start: Int, hasBegun: Bool) -> Int {
        func stands(_ tag: String, _ place: Int) -> Bool {
            let end = place + tag.utf8.count
            guard end < bytes.count, find(tag, from: place, to: end) == place else { return false }
            return bytes[end] <= 32 || bytes[end] == UInt8(ascii: ">")
        }
        var (cells, isInRow) = (0, hasBegun)
        var place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "<") {
                if stands("<table", place) || stands("</table", place) { return cells }
                if stands("<tr", place) || stands("</tr", place) {
                    if isInRow { return cells }
                    isInRow = true
                }
                if isInRow, stands("<td", place) || stands("<th", place) { cells += 1 }
            }
            place += 1
        }
        return cells
    }

    /// Whether attributes hold what somebody has written.
    private func holdsText(_ range: Range<Int>) -> Bool {
        var place = range.lowerBound
        while place < range.upperBound {
            while place < range.upperBound, bytes[place] <= 32 || bytes[place] == UInt8(ascii: "/") { place += 1 }
            let start = place
            while place < range.upperBound, bytes[place] > 32, bytes[place] != UInt8(ascii: "=") { place += 1 }
            guard place > start else { return false }
            let name = String(decoding: bytes[start..<place].prefix(32).map { $0 | 0x20 }, as: UTF8.self)
            guard place < range.upperBound, bytes[place] == UInt8(ascii: "=") else { continue }
            if !HTMLReader.formal.contains(name) { return true }
            place += 1
            if place < range.upperBound, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") {
                let quote = bytes[place]
                place += 1
                while place < range.upperBound, bytes[place] != quote { place += 1 }
                place += 1
            } else {
                while place < range.upperBound, bytes[place] > 32 { place += 1 }
            }
        }
        return false
    }

    /// Whether text begins like a web page.
    static func begins(_ head: Span<UInt8>) -> Bool {
        var index = 0
        while index < min(head.count, 512), head[index] <= 32 { index += 1 }
        guard index + 6 <= head.count, head[index] == UInt8(ascii: "<") else { return false }
        for start in ["<!doctype html", "<html", "<head", "<body", "<table"] {
            let start = Array(start.utf8)
            guard index + start.count < head.count else { continue }
            let next = head[index + start.count]
            if start.indices.allSatisfy({ head[index + $0] | 0x20 == start[$0] | 0x20 }),
                next <= 32 || next == UInt8(ascii: ">")
            {
                return true
            }
        }
        return false
    }
}

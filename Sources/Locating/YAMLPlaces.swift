import Bytes
import Extraction

/// Follows the lines of block style YAML, to say of which key's value something is a part.
///
/// Paths are written as those of JSON are: `$.spec.containers[0].image`. Collections in braces and brackets count as the value of the
/// key before them. Source: YAML 1.2.2, chapters 6 to 8.
struct YAMLPlaces {
    private struct Level {
        var indent: Int
        /// A key, or the number of an element.
        var key: [UInt8]?
        var index = 0
    }

    /// What a line says: where its keys stand in it, and what of it goes on in the lines below.
    private enum Rest: Equatable {
        case none
        /// A text whose lines stand further in than its key does.
        case block(indent: Int)
        /// A text in quotes that are not closed.
        case quoted(UInt8)
    }

    /// The start of the first line, in the whole text, that was not read.
    private(set) var offset = 0
    /// Whether the line around ``offset`` was read already.
    private var isInLine = false
    private var levels: [Level] = []
    private var rest = Rest.none
    /// Where the last key of the line that was read ends, in the whole text, and how many levels lie around that key.
    private var keyEnd = 0
    private var levelsAroundKey = 0

    private static let mostLevels = 256
    private static let longestName = 512

    /// Begins a text; `nil` for one whose first lines are not those of YAML, with keys within keys or a mark at the start.
    init?(_ start: Span<UInt8>) {
        offset = start.count >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? 3 : 0
        var probe = self
        var hasMark = false
        var hasNesting = false
        var lines = 0
        let end = min(start.count, 1 << 16)
        while probe.offset < end, lines < 500 {
            let line = YAMLPlaces.line(at: probe.offset, in: start)
            // What goes on behind what is looked at counts for nothing.
            guard line.upperBound < start.count || end == start.count else { break }
            if lines == 0, YAMLPlaces.isMark(line, in: start) || start[line.lowerBound] == UInt8(ascii: "%") {
                hasMark = true
            }
            guard probe.read(line, in: start, at: 0) else { return nil }
            if probe.levels.count > 1 { hasNesting = true }
            probe.offset = line.upperBound + 1
            lines += 1
        }
        guard hasNesting || hasMark && !probe.levels.isEmpty else { return nil }
    }

    private static func line(at start: Int, in bytes: Span<UInt8>) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end] != 10 { end += 1 }
        return start..<end
    }

    private static func isMark(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard line.count >= 3 else { return false }
        let byte = bytes[line.lowerBound]
        guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."), bytes[line.lowerBound + 1] == byte,
            bytes[line.lowerBound + 2] == byte
        else { return false }
        return line.count == 3 || JSONReader.isBlank(bytes[line.lowerBound + 3])
    }

    /// The path to `offset` of the whole text; `nil` where that cannot be said.
    ///
    /// - Parameters:
    ///   - offset: Asked for in ascending order.
    ///   - bytes: What of the text is there.
    ///   - base: Where in the text that begins.
    /// - Returns: The path.
    mutating func path(at offset: Int, in bytes: Span<UInt8>, from base: Int) -> String? {
        pass(offset + 1, in: bytes, from: base)
        guard !levels.isEmpty else { return nil }
        // A key is a part of what is around it.
        let count = isInLine && offset < keyEnd ? levelsAroundKey : levels.count
        var path = RecordPath()
        for level in levels.prefix(count) {
            path = level.key.map { path.member(String(decoding: $0, as: UTF8.self)) } ?? path.element(level.index)
        }
        return path.text
    }

    /// Reads all lines that begin before `target`.
    mutating func pass(_ target: Int, in bytes: Span<UInt8>, from base: Int) {
        while offset < target {
            guard offset >= base, offset - base < bytes.count else {
                // Bytes are missing: nobody knows what stood there.
                if offset < base { (levels, rest, offset) = ([], .none, target) }
                return
            }
            let line = YAMLPlaces.line(at: offset - base, in: bytes)
            if !isInLine {
                if !read(line, in: bytes, at: base) { levels = [] }
                isInLine = true
            }
            guard line.upperBound + base < target, line.upperBound < bytes.count else {
                offset = min(target, line.upperBound + base)
                return
            }
            offset = line.upperBound + base + 1
            isInLine = false
        }
    }

    /// Reads a line.
    ///
    /// - Returns: Whether it can be one of YAML.
    private mutating func read(_ line: Range<Int>, in bytes: Span<UInt8>, at base: Int) -> Bool {
        var index = line.lowerBound
        var end = line.upperBound
        if end > index, bytes[end - 1] == 13 { end -= 1 }
        while index < end, bytes[index] == 32 { index += 1 }
        let indent = index - line.lowerBound
        (keyEnd, levelsAroundKey) = (0, levels.count)
        switch rest {
        case .quoted(let quote):
            if let close = YAMLPlaces.closing(quote, index..<end, in: bytes), close <= end { rest = .none }
            return true
        case .block(let outer):
            if index == end || indent > outer { return true }
            rest = .none
        case .none: break
        }
        guard index < end, bytes[index] != UInt8(ascii: "#") else { return true }
        if indent == 0, YAMLPlaces.isMark(line.lowerBound..<end, in: bytes) || bytes[index] == UInt8(ascii: "%") {
            levels = []
            return true
        }
        guard bytes[index] != 9 else { return false }
        return readEntry(index, end, indent, in: bytes, line: line.lowerBound, at: base)
    }

    /// Reads marks of elements and a key.
    private mutating func readEntry(
        _ first: Int,
        _ end: Int,
        _ indent: Int,
        in bytes: Span<UInt8>,
        line: Int,
        at base: Int
    ) -> Bool {
        var index = first
        var isElement = false
        while index < end, bytes[index] == UInt8(ascii: "-"), index + 1 == end || bytes[index + 1] == 32 {
            let column = index - line
            // Elements may stand as far in as the key of their list.
            var number = 0
            while let level = levels.last, level.indent > column || level.indent == column && level.key == nil {
                if level.indent == column { number = level.index + 1 }
                levels.removeLast()
            }
            guard levels.count < YAMLPlaces.mostLevels else { return false }
            levels.append(Level(indent: column, key: nil, index: number))
            isElement = true
            index += 1
            while index < end, bytes[index] == 32 { index += 1 }
        }
        guard index < end else { return isElement }
        guard let key = YAMLPlaces.key(index..<end, in: bytes) else {
            let outer = isElement ? levels.last?.indent ?? 0 : max(0, indent - 1)
            rest = YAMLPlaces.rest(index..<end, in: bytes, indent: outer)
            // A text that goes on stands further in than what it began with.
            return isElement || !levels.isEmpty && indent > (levels.last?.indent ?? 0) || isFlow(bytes[index])
        }
        let column = index - line
        while let level = levels.last, level.indent >= column {
            levels.removeLast()
        }
        guard levels.count < YAMLPlaces.mostLevels else { return false }
        (levelsAroundKey, keyEnd) = (levels.count, key.end + base)
        levels.append(Level(indent: column, key: key.name))
        var value = key.end
        while value < end, bytes[value] == 32 { value += 1 }
        if value < end { rest = YAMLPlaces.rest(value..<end, in: bytes, indent: column) }
        return true
    }

    /// Whether a line may go on with a collection in braces.
    private func isFlow(_ byte: UInt8) -> Bool {
        !levels.isEmpty && [UInt8(ascii: "}"), UInt8(ascii: "]")].contains(byte)
    }

    /// The key that a line begins with, and where the value begins behind its colon.
    private static func key(_ range: Range<Int>, in bytes: Span<UInt8>) -> (name: [UInt8], end: Int)? {
        var index = range.lowerBound
        var name: [UInt8] = []
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = closing(quote, index + 1..<range.upperBound, in: bytes) else { return nil }
            for place in index + 1..<close where name.count < longestName { name.append(bytes[place]) }
            index = close + 1
            while index < range.upperBound, bytes[index] == 32 { index += 1 }
            guard index < range.upperBound, bytes[index] == UInt8(ascii: ":") else { return nil }
        } else {
            // What collections, texts, anchors and directives begin with begins no key.
            guard !"{}[]|>&*!@%`,#".utf8.contains(quote) else { return nil }
            while index < range.upperBound {
                let isEnd = index + 1 == range.upperBound || bytes[index + 1] == 32
                if bytes[index] == UInt8(ascii: ":"), isEnd { break }
                if bytes[index] == UInt8(ascii: "#"), index > range.lowerBound, bytes[index - 1] == 32 { return nil }
                index += 1
            }
            guard index < range.upperBound else { return nil }
            // Nearly all lines of other texts have no colon: their beginnings are not copied.
            let end = min(index, range.lowerBound + longestName)
            name = [UInt8](copying: bytes.extracting(range.lowerBound..<end))
            while name.last == 32 { name.removeLast() }
            guard !name.isEmpty else { return nil }
        }
        return (name, index + 1)
    }

    /// Where the quote stands that closes a text.
    private static func closing(_ quote: UInt8, _ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
                continue
            }
            if bytes[index] == quote {
                guard quote == UInt8(ascii: "'"), index + 1 < range.upperBound, bytes[index + 1] == quote else {
                    return index
                }
                index += 1
            }
            index += 1
        }
        return nil
    }

    /// What goes on below a value.
    private static func rest(_ range: Range<Int>, in bytes: Span<UInt8>, indent: Int) -> Rest {
        var index = range.lowerBound
        // An anchor or a tag may come first.
        while index < range.upperBound, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
            while index < range.upperBound, bytes[index] != 32 { index += 1 }
            while index < range.upperBound, bytes[index] == 32 { index += 1 }
        }
        guard index < range.upperBound else { return .none }
        switch bytes[index] {
        case UInt8(ascii: "|"), UInt8(ascii: ">"): return .block(indent: indent)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return closing(bytes[index], index + 1..<range.upperBound, in: bytes) == nil
                ? .quoted(bytes[index]) : .none
        default: return .none
        }
    }
}

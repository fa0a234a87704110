import Extraction

/// Where in JSON the parts of a text lie: in which record, and at which path in it.
///
/// Knows a document, which is followed from its start to where somebody asks, and lines of documents, of which only those that
/// somebody asks for are looked at. What turns out to be no JSON has no places from there on.
struct JSONPlaces {
    /// A place: the number of the record from 0, and the path.
    struct Place: Equatable {
        var record: Int
        var path: String
    }

    private var reader = JSONReader()
    private let isLines: Bool
    /// Where the line begins that is followed, if the text is lines.
    private var lineStart = 0

    /// Begins a text; `nil` for one that does not begin as JSON does.
    ///
    /// - Complexity: O(*n*) in the length of the first line, at most 64 KiB.
    init?(_ start: Span<UInt8>) {
        var index = start.count >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? 3 : 0
        reader.offset = index
        while index < start.count, JSONReader.isBlank(start[index]) { index += 1 }
        guard index < start.count, start[index] == UInt8(ascii: "{") || start[index] == UInt8(ascii: "[") else {
            return nil
        }
        isLines = JSONPlaces.beginsLines(start, from: index)
    }

    /// Whether a value ends with its line, and another begins in the next one.
    private static func beginsLines(_ start: Span<UInt8>, from first: Int) -> Bool {
        var end = first
        while end < start.count, end - first < 1 << 16, start[end] != 10 { end += 1 }
        guard end + 1 < start.count, start[end] == 10 else { return false }
        var reader = JSONReader()
        reader.offset = first
        reader.advance(to: end, in: start, from: 0)
        guard reader.isBetweenRecords else { return false }
        return start[end + 1] == UInt8(ascii: "{") || start[end + 1] == UInt8(ascii: "[")
    }

    /// Where `offset` of the whole text lies; `nil` where it lies in no JSON, or nobody has followed it so far.
    ///
    /// - Parameters:
    ///   - offset: Asked for in ascending order.
    ///   - line: Its line, from 1.
    ///   - bytes: What of the text is there.
    ///   - base: Where in the text that begins.
    /// - Returns: The place.
    mutating func place(at offset: Int, line: Int, in bytes: Span<UInt8>, from base: Int) -> Place? {
        guard isLines else {
            guard offset >= reader.offset, reader.offset >= base else { return nil }
            reader.advance(to: offset, in: bytes, from: base)
            return reader.path.map { Place(record: reader.record, path: $0) }
        }
        guard follow(offset, in: bytes, from: base) else { return nil }
        return reader.path.map { Place(record: line - 1, path: $0) }
    }

    /// Follows a line from its start to `offset`.
    ///
    /// - Returns: Whether that could be done: the start must be there, or have been when the line was followed so far.
    private mutating func follow(_ offset: Int, in bytes: Span<UInt8>, from base: Int) -> Bool {
        var start = offset - base
        while start > 0, bytes[start - 1] != 10 { start -= 1 }
        let isWhole = start > 0 || base == 0
        if isWhole ? lineStart != base + start || reader.offset > offset : reader.offset < base {
            guard isWhole else { return false }
            reader = JSONReader()
            reader.offset = base + start
            lineStart = base + start
        }
        reader.advance(to: offset, in: bytes, from: base)
        return true
    }

    /// Notes that what lies before `offset` will not be there any longer.
    mutating func pass(_ offset: Int, in bytes: Span<UInt8>, from base: Int) {
        guard offset >= base, offset - base <= bytes.count else { return }
        if isLines {
            // The start of the line in which the rest begins goes.
            _ = follow(offset, in: bytes, from: base)
        } else if reader.offset < offset, reader.offset >= base {
            reader.advance(to: offset, in: bytes, from: base)
        }
    }
}

/// Follows JSON byte by byte.
///
/// Source: RFC 8259. Deeper nesting than ``mostLevels`` is followed by nobody.
struct JSONReader {
    private enum Step {
        case member([UInt8])
        case element(Int)
    }

    private enum State {
        /// A value, or the end of a list; a name, or the end of an object; a sign between.
        case value, name, colon, next
        case text, nameText, literal
        /// It is no JSON.
        case broken
    }

    /// Up to where it was followed, in the whole text.
    var offset = 0
    /// How many values have ended before the one that is read.
    private(set) var record = 0

    private var steps: [Step] = []
    private var state = State.value
    private var isEscaped = false
    private var hasRecord = false

    private static let mostLevels = 256
    private static let longestName = 512

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 2 || byte == 13 }

    /// Whether a value has ended, and no other begun.
    var isBetweenRecords: Bool { steps.isEmpty && state == .next }

    /// Goes on to `target`.
    mutating func advance(to target: Int, in bytes: Span<UInt8>, from base: Int) {
        defer { offset = max(offset, target) }
        guard state != .broken, offset >= base else { return }
        var index = offset - base
        let end = min(bytes.count, target - base)
        while index < end {
            let byte = bytes[index]
            switch state {
            case .text:
                // Nearly all bytes are those of texts.
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    state = .next
                }
            case .nameText: readName(byte)
            case .literal:
                if !JSONReader.isLiteral(byte) {
                    state = .next
                    continue
                }
            case .broken: return
            default: read(byte)
            }
            index += 1
        }
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == 43 || byte == 45 || byte == 46
    }

    private mutating func readName(_ byte: UInt8) {
        guard case .member(var name)? = steps.popLast() else { return state = .broken }
        if byte == UInt8(ascii: "\""), !isEscaped {
            state = .colon
        } else {
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            if !isEscaped, name.count < JSONReader.longestName { name.append(byte) }
        }
        steps.append(.member(name))
    }

    private mutating func read(_ byte: UInt8) {
        if JSONReader.isBlank(byte) { return }
        switch (byte, state) {
        case (UInt8(ascii: "{"), .value): open(.member([]), .name)
        case (UInt8(ascii: "["), .value): open(.element(0), .value)
        case (UInt8(ascii: "{"), .next) where steps.isEmpty, (UInt8(ascii: "["), .next) where steps.isEmpty:
            state = .value
            read(byte)
        case (UInt8(ascii: "}"), .name), (UInt8(ascii: "}"), .next):
            guard case .member? = steps.popLast() else { return state = .broken }
            state = .next
        case (UInt8(ascii: "]"), .value), (UInt8(ascii: "]"), .next):
            guard case .element? = steps.popLast() else { return state = .broken }
            state = .next
        case (UInt8(ascii: ","), .next):
            switch steps.popLast() {
            case .member:
                steps.append(.member([]))
                state = .name
            case .element(let index):
                steps.append(.element(index + 1))
                state = .value
            case nil: state = .broken
            }
        case (UInt8(ascii: ":"), .colon): state = .value
        case (UInt8(ascii: "\""), .name):
            if !steps.isEmpty { steps[steps.count - 1] = .member([]) }
            state = .nameText
        case (UInt8(ascii: "\""), .value): begin(.text)
        case (_, .value) where JSONReader.isLiteral(byte): begin(.literal)
        default: state = .broken
        }
    }

    private mutating func begin(_ next: State) {
        if steps.isEmpty {
            if hasRecord { record += 1 }
            hasRecord = true
        }
        state = next
    }

    private mutating func open(_ step: Step, _ next: State) {
        begin(next)
        guard steps.count < JSONReader.mostLevels else { return state = .broken }
        steps.append(step)
    }

    /// The path to where it was followed to; that of the object around within a name, and `nil` in what is no JSON.
    var path: String? {
        guard state != .broken else { return nil }
        var path = RecordPath()
        let isInName = state == .name || state == .nameText || state == .colon
        for step in isInName ? steps.dropLast() : steps[...] {
            switch step {
            case .member(let name): path = path.member(String(decoding: name, as: UTF8.self))
            case .element(let index): path = path.element(index)
            }
        }
        return path.text
    }
}

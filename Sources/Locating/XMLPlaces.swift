import Extraction

/// Follows the elements of XML, to say in which one, and in which attribute, something stands.
///
/// Paths are written as those of JSON are: `$.config.user[1]['@key']` is the attribute `key` of the second `user`; the first of
/// several has no number. What turns out not to nest has no paths from there on. Source: XML 1.0, fifth edition.
struct XMLPlaces {
    private enum State: Equatable {
        case text
        /// Right behind `<`.
        case open
        case name, endName
        /// Within a tag, between attributes.
        case tag
        case attribute
        /// Behind the name of an attribute, up to its quote.
        case equals
        case value(quote: UInt8)
        /// Right behind `<!`, with how many bytes of what it is were read.
        case declaration
        case comment, section, instruction
        /// In a declaration of a type, whose parts in brackets and quotes nobody follows further.
        case doctype(depth: Int)
        case broken
    }

    private struct Element {
        var name: [UInt8]
        /// Which one of its name it is among its siblings, from 0; `nil` where that was not counted.
        var index: Int?
        /// How many children of each name there are so far.
        var children: [[UInt8]: Int] = [:]
    }

    /// Up to where it was followed, in the whole text.
    private(set) var offset = 0
    private var state = State.text
    private var elements: [Element] = []
    private var children: [[UInt8]: Int] = [:]
    private var name: [UInt8] = []
    /// The bytes before, which close a comment, a section or an instruction.
    private var last: (UInt8, UInt8) = (0, 0)

    private static let mostLevels = 256
    private static let mostNames = 256
    private static let longestName = 512

    /// Begins a text; `nil` for one that does not begin as XML does: with a declaration, or with a tag and another one.
    init?(_ start: Span<UInt8>) {
        var index = start.count >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF ? 3 : 0
        offset = index
        while index < start.count, JSONReader.isBlank(start[index]) { index += 1 }
        guard index + 4 < start.count, start[index] == UInt8(ascii: "<") else { return nil }
        let isDeclared = start[index + 1] == UInt8(ascii: "?") && start[index + 2] == UInt8(ascii: "x")
        if isDeclared || start[index + 1] == UInt8(ascii: "!") { return }
        guard XMLPlaces.beginsName(start[index + 1]) else { return nil }
        let end = min(start.count, index + 1 << 16)
        while index < end, start[index] != UInt8(ascii: ">") { index += 1 }
        index += 1
        while index < end, JSONReader.isBlank(start[index]) { index += 1 }
        guard index + 1 < end, start[index] == UInt8(ascii: "<") else { return nil }
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 97 < 26 || byte >= 0x80 || byte == UInt8(ascii: "_")
    }

    private static func isName(_ byte: UInt8) -> Bool {
        beginsName(byte) || byte &- 48 < 11 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// The path to `offset` of the whole text; `nil` where that cannot be said.
    ///
    /// - Parameters:
    ///   - offset: Asked for in ascending order.
    ///   - bytes: What of the text is there.
    ///   - base: Where in the text that begins.
    /// - Returns: The path.
    mutating func path(at offset: Int, in bytes: Span<UInt8>, from base: Int) -> String? {
        guard offset >= self.offset else { return nil }
        advance(to: offset, in: bytes, from: base)
        guard state != .broken, !elements.isEmpty || state == .attribute else { return nil }
        var path = RecordPath()
        for element in elements {
            path = path.member(String(decoding: element.name, as: UTF8.self))
            if let index = element.index, index > 0 { path = path.element(index) }
        }
        if case .value = state { path = path.member("@" + String(decoding: name, as: UTF8.self)) }
        return path.text
    }

    /// Goes on to `target`.
    mutating func advance(to target: Int, in bytes: Span<UInt8>, from base: Int) {
        guard target > offset else { return }
        defer { offset = target }
        guard state != .broken else { return }
        guard offset >= base else { return state = .broken }
        var index = offset - base
        let end = min(bytes.count, target - base)
        while index < end {
            let byte = bytes[index]
            switch state {
            case .text:
                // Nearly all bytes are those of texts.
                while index < end, bytes[index] != UInt8(ascii: "<") { index += 1 }
                if index < end { state = .open }
            case .value(let quote):
                while index < end, bytes[index] != quote { index += 1 }
                if index < end { state = .tag }
            case .comment: if closes(byte, (45, 45)) { state = .text }
            case .section: if closes(byte, (93, 93)) { state = .text }
            case .instruction: if closes(byte, (nil, 63)) { state = .text }
            case .broken: return
            default: read(byte)
            }
            index += 1
        }
    }

    /// Whether `byte` is the `>` that ends what the two bytes before belong to.
    private mutating func closes(_ byte: UInt8, _ end: (UInt8?, UInt8)) -> Bool {
        defer { last = (last.1, byte) }
        return byte == UInt8(ascii: ">") && last.1 == end.1 && (end.0 == nil || last.0 == end.0)
    }

    private mutating func read(_ byte: UInt8) {
        switch state {
        case .open:
            name = []
            last = (0, 0)
            switch byte {
            case UInt8(ascii: "/"): state = .endName
            case UInt8(ascii: "!"): state = .declaration
            case UInt8(ascii: "?"): state = .instruction
            default:
                name = [byte]
                state = XMLPlaces.beginsName(byte) ? .name : .broken
            }
        case .name:
            if XMLPlaces.isName(byte) {
                take(byte)
            } else {
                begin()
                if state != .broken { readTag(byte) }
            }
        case .endName:
            if XMLPlaces.isName(byte) {
                take(byte)
            } else if byte == UInt8(ascii: ">") {
                end()
            } else if !JSONReader.isBlank(byte) {
                state = .broken
            }
        case .tag: readTag(byte)
        case .attribute:
            if XMLPlaces.isName(byte) {
                take(byte)
            } else {
                state = .equals
                read(byte)
            }
        case .equals:
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                state = .value(quote: byte)
            } else if byte != UInt8(ascii: "="), !JSONReader.isBlank(byte) {
                state = .broken
            }
        case .declaration: declare(byte)
        case .doctype(let depth):
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "<"): state = .doctype(depth: depth + 1)
            case UInt8(ascii: "]"): state = .doctype(depth: max(0, depth - 1))
            case UInt8(ascii: ">"): state = depth == 0 ? .text : .doctype(depth: depth - 1)
            default: break
            }
        case .text, .value, .comment, .section, .instruction, .broken: break
        }
    }

    private mutating func take(_ byte: UInt8) { if name.count < XMLPlaces.longestName { name.append(byte) } }

    /// A byte of `<!--`, `<![CDATA[` or a declaration.
    private mutating func declare(_ byte: UInt8) {
        take(byte)
        if name == Array("--".utf8) {
            state = .comment
        } else if name == Array("[CDATA[".utf8) {
            state = .section
        } else if !Array("--".utf8).starts(with: name), !Array("[CDATA[".utf8).starts(with: name) {
            state = elements.isEmpty ? .doctype(depth: 0) : .broken
        }
    }

    private mutating func readTag(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ">"):
            if last.1 == UInt8(ascii: "/") { _ = elements.popLast() }
            state = .text
        case UInt8(ascii: "/"):
            state = .tag
            last.1 = byte
            return
        case _ where JSONReader.isBlank(byte): state = .tag
        case _ where XMLPlaces.beginsName(byte):
            name = [byte]
            state = .attribute
        default: state = .broken
        }
        last.1 = byte
    }

    private mutating func begin() {
        guard elements.count < XMLPlaces.mostLevels else { return state = .broken }
        var index: Int?
        if let top = elements.indices.last {
            index = XMLPlaces.count(name, in: &elements[top].children)
        } else {
            index = XMLPlaces.count(name, in: &children)
        }
        elements.append(Element(name: name, index: index))
        state = .tag
    }

    private static func count(_ name: [UInt8], in names: inout [[UInt8]: Int]) -> Int? {
        guard names.count < mostNames || names[name] != nil else { return nil }
        let index = names[name, default: 0]
        names[name] = index + 1
        return index
    }

    private mutating func end() {
        guard elements.popLast()?.name == name else { return state = .broken }
        state = .text
    }
}

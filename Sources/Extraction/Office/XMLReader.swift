import Bytes
import Findings

/// Reads XML from start to end, without believing that it is well-formed.
///
/// Source: W3C, Extensible Markup Language 1.0. Names come without their prefixes. What a document type declares is handed over
/// as text and never expanded. Each byte is looked at a bounded number of times.
final class XMLReader {
    enum Event: Equatable {
        /// ``name`` begins; ``attribute(_:)`` knows more.
        case start
        /// ``name`` ends.
        case end
        /// ``text`` stands there.
        case text
        /// ``text`` is a comment or a declaration.
        case comment
        /// There is no more.
        case finish
    }

    /// The local name of the element that begins or ends.
    private(set) var name = ""
    /// The same where it is one letter of ASCII, as most names are; else 0.
    private(set) var letter: UInt8 = 0
    /// Characters, in UTF-8.
    private(set) var text: [UInt8] = []
    /// How many elements are open.
    private(set) var depth = 0

    private var stream: any ByteStream
    private(set) var buffer: [UInt8] = []
    private var offset = 0
    private var (hasBegun, isAtEnd) = (false, false)
    /// Where in the buffer the tag of the element that has just begun stands.
    private(set) var tag = 0..<0
    private var pendingEnd = false
    private var decoder: UnitDecoder?
    /// The depth at which the part that is read has ended.
    private var fence: Int?

    /// The longest tag, in bytes; longer ones are text.
    private static let longestTag = 1 << 20
    private static let piece = 1 << 17

    init(_ stream: any ByteStream) { self.stream = stream }

    convenience init(_ bytes: [UInt8]) { self.init(StoreStream(MemoryStore(bytes), 0..<bytes.count)) }

    /// Goes on to the next event.
    func next() throws(ExtractionFailure) -> Event {
        if let fence, depth < fence { return .finish }
        if pendingEnd {
            pendingEnd = false
            depth -= 1
            return .end
        }
        while true {
            if offset >= buffer.count, try !fill() { return .finish }
            if buffer[offset] != UInt8(ascii: "<") { return try readText() }
            if let event = try readMarkup() { return event }
        }
    }

    /// Calls `body`, for which the element that has just begun is all there is; then passes over what it has left.
    func within(_ body: () throws(ExtractionFailure) -> Void) throws(ExtractionFailure) {
        let outer = fence
        fence = depth
        defer { fence = outer }
        try body()
        while try next() != .finish {}
    }

    /// Passes over everything up to the end of the element that has just begun.
    func skip() throws(ExtractionFailure) {
        let outer = depth - 1
        while depth > outer, try next() != .finish {}
    }

    /// All characters up to the end of the element that has just begun.
    func content(upTo limit: Int = 1 << 20) throws(ExtractionFailure) -> [UInt8] {
        if !pendingEnd, let (textEnd, end) = XMLReader.plainContent(in: buffer, from: offset) {
            let characters = Array(buffer[offset..<textEnd])
            offset = end
            depth -= 1
            return characters
        }
        let outer = depth - 1
        var characters: [UInt8] = []
        while depth > outer {
            switch try next() {
            case .text:
                // Nearly always there is one piece.
                if characters.isEmpty {
                    characters = text
                } else if characters.count < limit {
                    characters += text
                }
            case .finish: return characters
            default: break
            }
        }
        return characters
    }

    // MARK: Plain forms

    /// The bytes that are there, and where what comes next begins; `nil` where that is the end of an element without content.
    var plainStart: (bytes: [UInt8], offset: Int)? { pendingEnd ? nil : (buffer, offset) }

    /// Goes on at a place of those bytes, so many elements deeper.
    func passOver(to place: Int, deeper count: Int) {
        offset = place
        depth += count
    }

    // MARK: Bytes

    /// Reads more; what was looked at goes.
    private func fill() throws(ExtractionFailure) -> Bool {
        if isAtEnd { return false }
        if offset > 0 {
            buffer.removeFirst(offset)
            offset = 0
        }
        let isFirst = !hasBegun
        hasBegun = true
        var bytes = try stream.read(upTo: XMLReader.piece)
        if isFirst, let charset = XMLReader.charset(of: bytes) {
            stream = CharsetStream(PrefixedStream(bytes, stream), charset)
            bytes = try stream.read(upTo: XMLReader.piece)
        }
        if bytes.isEmpty { isAtEnd = true }
        if isFirst, !XMLReader.isPlainStart(bytes), case .text(let encoding) = Sniffer.openKind(of: bytes.span),
            encoding.unitLength > 1
        {
            decoder = UnitDecoder(encoding)
        }
        if decoder != nil {
            var input = TextBuffer(capacity: bytes.count)
            input.append(contentsOf: bytes.span)
            var output = TextBuffer(capacity: bytes.count)
            decoder?.decode(input, isLast: isAtEnd, into: &output)
            buffer += output.bytes.indices.map { output.bytes[$0] }
        } else if buffer.isEmpty {
            buffer = bytes
        } else {
            buffer += bytes
        }
        return !isAtEnd || offset < buffer.count
    }

    /// Where `pattern` is next, from `start` bytes behind the offset; `nil` when there is none before the longest tag ends.
    private func find(_ pattern: [UInt8], from start: Int) throws(ExtractionFailure) -> Int? {
        var index = offset + start
        while true {
            index = XMLReader.index(of: pattern, in: buffer, from: index)
            if index + pattern.count <= buffer.count { return index }
            let looked = index - offset
            if looked > XMLReader.longestTag { return nil }
            if try !fill(), buffer.count - offset <= looked { return nil }
            if isAtEnd, offset + looked + pattern.count > buffer.count { return nil }
            index = offset + looked
        }
    }

    // MARK: Text

    private func readText() throws(ExtractionFailure) -> Event {
        var (end, hasReference) = XMLReader.textEnd(in: buffer, from: offset)
        if !hasReference {
            text = Array(buffer[offset..<end])
            offset = end
            return .text
        }
        // A reference may be cut short by the end of the piece.
        if end == buffer.count, !isAtEnd {
            if let start = buffer[max(offset, end - 12)..<end].lastIndex(of: UInt8(ascii: "&")),
                !buffer[start..<end].contains(UInt8(ascii: ";"))
            {
                if start > offset {
                    end = start
                } else {
                    _ = try fill()
                    if buffer.count - offset < 1 << 18, !isAtEnd { return try readText() }
                    end = buffer.count
                }
            }
        }
        text = XMLReader.unescaped(buffer[offset..<end])
        offset = end
        return .text
    }

    /// Text with its references replaced; those that the document declares itself stay as they are.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&"), let (scalar, end) = CharacterReference.read(bytes, at: index) {
                output += Array(String(scalar).utf8)
                index = end
            } else {
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    // MARK: Markup

    private func readMarkup() throws(ExtractionFailure) -> Event? {
        while buffer.count - offset < 9, try fill() {}
        guard offset + 1 < buffer.count else { return literal() }
        switch buffer[offset + 1] {
        case UInt8(ascii: "?"):
            guard let end = try find(Array("?>".utf8), from: 2) else { return literal() }
            defer { offset = end + 2 }
            // An instruction for some program; what those of documents say is known.
            guard !XMLReader.isUsualInstruction(buffer[offset + 2..<end]) else { return nil }
            text = Array(buffer[offset + 2..<end])
            return .comment
        case UInt8(ascii: "!"): return try readDeclaration()
        case UInt8(ascii: "/"):
            var end = XMLReader.index(of: UInt8(ascii: ">"), in: buffer, from: offset + 2)
            if end == buffer.count {
                guard let found = try find([UInt8(ascii: ">")], from: 2) else { return literal() }
                end = found
            }
            name = XMLReader.localName(in: buffer, from: offset + 2, to: end)
            letter = XMLReader.letter(of: name)
            offset = end + 1
            guard depth > 0 else { return nil }
            depth -= 1
            return .end
        case let byte where (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80: return try readTag()
        default: return literal()
        }
    }

    /// Takes a `<` for what it is where no markup follows.
    private func literal() -> Event {
        text = [buffer[offset]]
        offset += 1
        return .text
    }

    private func readDeclaration() throws(ExtractionFailure) -> Event? {
        if starts("<!--") {
            guard let end = try find(Array("-->".utf8), from: 4) else { return literal() }
            text = Array(buffer[offset + 4..<end])
            offset = end + 3
            return .comment
        }
        if starts("<![CDATA[") {
            guard let end = try find(Array("]]>".utf8), from: 9) else {
                // What is too long is handed over piece by piece.
                offset += min(9, buffer.count - offset)
                text = []
                return .text
            }
            text = Array(buffer[offset + 9..<end])
            offset = end + 3
            return .text
        }
        // A document type may hold declarations, in which texts can stand.
        guard let close = try find([UInt8(ascii: ">")], from: 2) else { return literal() }
        var end = close
        if buffer[offset..<close].contains(UInt8(ascii: "[")) {
            guard let subset = try find(Array("]>".utf8), from: 2) else { return literal() }
            end = subset + 1
        }
        text = Array(buffer[offset + 2..<end])
        offset = end + 1
        return .comment
    }

    private func starts(_ word: String) -> Bool {
        let word = Array(word.utf8)
        return buffer.count - offset >= word.count && word.indices.allSatisfy { buffer[offset + $0] == word[$0] }
    }

    private func readTag() throws(ExtractionFailure) -> Event {
        var index = offset + 1
        var quote: UInt8?
        while true {
            if XMLReader.closes(buffer.span, &index, &quote) { return finishTag(at: index) }
            let looked = index - offset
            if looked > XMLReader.longestTag { return literal() }
            if try !fill(), buffer.count - offset <= looked { return literal() }
            index = offset + looked
        }
    }

    private func finishTag(at end: Int) -> Event {
        let isEmpty = buffer[end - 1] == UInt8(ascii: "/") && end - 1 > offset
        name = XMLReader.localName(in: buffer, from: offset + 1, to: end)
        letter = XMLReader.letter(of: name)
        tag = offset + 1..<(isEmpty ? end - 1 : end)
        offset = end + 1
        depth += 1
        pendingEnd = isEmpty
        return .start
    }

    // MARK: Attributes

    /// The value of an attribute of the element that has just begun, by its local name.
    func attribute(_ wanted: String) -> [UInt8]? {
        var found: [UInt8]?
        let count = wanted.utf8.count
        readAttributes { isNamespace, name, value in
            guard !isNamespace, name.count == count, buffer[name].elementsEqual(wanted.utf8) else { return true }
            found = XMLReader.unescaped(buffer[value])
            return false
        }
        return found
    }

    /// The same as text.
    func attributeText(_ wanted: String) -> String? { attribute(wanted).map { String(decoding: $0, as: UTF8.self) } }

    /// Calls `body` with the first byte of the name and the value of each attribute whose name is a single byte.
    ///
    /// Those of cells are, and cells are what there is most of in a workbook.
    func forEachShortAttribute(_ body: (UInt8, ArraySlice<UInt8>) -> Void) {
        let buffer = buffer
        readAttributes { _, name, value in
            if name.count == 1 { body(buffer[name.lowerBound], buffer[value]) }
            return true
        }
    }

    /// The names of the namespaces that the element that has just begun declares.
    var namespaces: [[UInt8]] {
        var names: [[UInt8]] = []
        readAttributes { isNamespace, _, value in
            if isNamespace { names.append(XMLReader.unescaped(buffer[value])) }
            return true
        }
        return names
    }

    /// Calls `body` with the local name and the value of each attribute, without declarations of namespaces.
    func forEachAttribute(_ body: (String, [UInt8]) -> Void) {
        readAttributes { isNamespace, name, value in
            if !isNamespace {
                body(String(decoding: buffer[name], as: UTF8.self), XMLReader.unescaped(buffer[value]))
            }
            return true
        }
    }

    /// Calls `body` with where the local name and the value of each attribute stand, until it has seen enough.
    private func readAttributes(_ body: (_ isNamespace: Bool, Range<Int>, Range<Int>) -> Bool) {
        let buffer = buffer
        var index = tag.lowerBound
        let end = tag.upperBound
        // The name of the element.
        while index < end, buffer[index] > 32 { index += 1 }
        while index < end {
            while index < end, buffer[index] <= 32 { index += 1 }
            let start = index
            var local = index
            while index < end, buffer[index] != UInt8(ascii: "="), buffer[index] > 32 {
                if buffer[index] == UInt8(ascii: ":") { local = index + 1 }
                index += 1
            }
            let nameEnd = index
            while index < end, buffer[index] <= 32 { index += 1 }
            guard index < end, buffer[index] == UInt8(ascii: "=") else {
                if index == start { return }
                continue
            }
            index += 1
            while index < end, buffer[index] <= 32 { index += 1 }
            guard index < end else { return }
            let quote = buffer[index]
            var valueEnd = index
            if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                index += 1
                valueEnd = index
                while valueEnd < end, buffer[valueEnd] != quote { valueEnd += 1 }
            } else {
                while valueEnd < end, buffer[valueEnd] > 32 { valueEnd += 1 }
            }
            let isNamespace = buffer[start..<nameEnd].starts(with: "xmlns".utf8)
            if !body(isNamespace, local..<max(local, nameEnd), index..<valueEnd) { return }
            index = valueEnd + 1
        }
    }
}

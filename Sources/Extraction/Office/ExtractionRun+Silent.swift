import Bytes
import Findings

// Parts of packages in which nobody is meant to write, and where somebody may hide something for that reason.
extension ExtractionRun {
    /// Reads comments, text, and values of attributes that look like a number or an address of somebody.
    func readSilent(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) {
        try withStream(number, of: package) { stream throws(ExtractionFailure) in
            let (bytes, isWhole) = try stream.readAll(upTo: min(budget.freeMemory / 4, 64 << 20))
            if !isWhole { note(Gap.Reason.memoryLimit) }
            // Text of two bytes a character is read as any other.
            if bytes.prefix(64).contains(0) { return try readMarkup(XMLReader(bytes), .hidden, at: TextPlace()) }
            var scan = SilentText(bytes)
            scan.read()
            text(scan.output, .hidden)
        }
    }

    /// Reads a part that holds nothing that anybody has written, unless it is something else than its name says.
    func readQuiet(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) {
        let entry = package.directory.entries[number]
        if entry.isFolder { return }
        var isQuiet = true
        try withStream(number, of: package, isShort: true) { stream throws(ExtractionFailure) in
            let content = try Content(stream)
            switch ContentFormat.of(content.head.span) {
            case .open: isQuiet = content.head.isEmpty || Sniffer.openKind(of: content.head.span) == .binary
            case .media: break
            default: isQuiet = false
            }
        }
        if !isQuiet { try readMember(entry, of: package.store) }
    }
}

/// What somebody may have hidden in XML that says how a document looks: looked for byte by byte, as such parts are long and each document
/// has them.
struct SilentText {
    private let bytes: [UInt8]
    private var known: Set<[UInt8]> = []
    /// Each find on a line.
    private(set) var output: [UInt8] = []

    private static let most = 4 << 20
    /// Attributes and elements whose digits describe fonts and colours.
    private static let measures = Set(
        ["panose", "usb0", "usb1", "usb2", "usb3", "csb0", "csb1", "ang"].map { Array($0.utf8) }
    )
    private static let measured = Set(["panose1", "sig"].map { Array($0.utf8) })

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() {
        let whole = bytes
        let bytes = whole.span
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let end = bytes.index(of: UInt8(ascii: "<"), from: index)
                add(index..<end)
                index = end
                continue
            }
            if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "!") {
                let isComment = whole[index...].starts(with: "<!--".utf8)
                let close = Array((isComment ? "-->" : ">").utf8)
                let end = XMLReader.index(of: close, in: whole, from: index + 2)
                add(index + (isComment ? 4 : 2)..<max(index + 4, min(end, bytes.count)))
                index = min(bytes.count, end + close.count)
                continue
            }
            if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "?") {
                let end = min(bytes.count, XMLReader.index(of: Array("?>".utf8), in: whole, from: index + 2))
                if !XMLReader.isUsualInstruction(whole[index + 2..<end]) { add(index + 2..<end) }
                index = min(bytes.count, end + 2)
                continue
            }
            let start = index
            index += 1
            while let value = SilentText.nextValue(in: bytes, &index) { addValue(value, of: start) }
            index = min(bytes.count, index + 1)
        }
    }

    /// The next value of a tag with an `@` in it or with many digits; `nil` where the tag or everything ends, at `index`.
    private static func nextValue(in bytes: Span<UInt8>, _ index: inout Int) -> Range<Int>? {
        var place = index
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            let quote = bytes[place]
            place += 1
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            let first = place
            var digits = 0
            while place < bytes.count, bytes[place] != quote {
                let byte = bytes[place]
                digits += byte &- 48 < 10 ? 1 : byte == UInt8(ascii: "@") ? 8 : 0
                place += 1
            }
            let range = first..<place
            place += 1
            if digits >= 8 {
                index = place
                return range
            }
        }
        index = place
        return nil
    }

    /// Adds a value, unless it is a measure, a colour or an identifier of a program.
    private mutating func addValue(_ range: Range<Int>, of tag: Int) {
        guard bytes[range.lowerBound] != UInt8(ascii: "{"), !bytes[range].starts(with: "http://schemas.".utf8) else {
            return
        }
        func local(_ name: ArraySlice<UInt8>) -> [UInt8] {
            Array(name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name)
        }
        let element = bytes[(tag + 1)..<range.lowerBound].prefix { $0 > 32 }
        var end = range.lowerBound - 1
        while end > tag, bytes[end - 1] <= 32 || bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
        var start = end
        while start > tag, bytes[start - 1] > 32 { start -= 1 }
        if SilentText.measured.contains(local(element)) || SilentText.measures.contains(local(bytes[start..<end])) {
            return
        }
        add(range)
    }

    private mutating func add(_ range: Range<Int>) {
        guard range.count >= 4, range.upperBound <= bytes.count, bytes[range].contains(where: { $0 > 32 }),
            output.count < SilentText.most
        else { return }
        let text = XMLReader.unescaped(bytes[range])
        if known.insert(text).inserted { output += text + [10] }
    }
}

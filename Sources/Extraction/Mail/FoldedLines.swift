import Findings

/// Text whose long lines go on in the next ones, behind a blank: calendars, cards of people, and entries of directories.
///
/// A number is cut wherever 75 bytes are full. Sources: RFC 5545, section 3.1; RFC 6350, section 3.2; RFC 2849.
enum FoldedLines {
    /// What such texts begin with.
    private static let starts = ["BEGIN:VCALENDAR", "BEGIN:VCARD", "dn:"].map { Array($0.utf8) }
    /// What entries of a directory may begin with, and settings of programs as well.
    private static let (version, entry) = (Array("version: 1".utf8), Array("dn:".utf8))

    /// Whether content begins like one, and has lines that go on.
    static func begins(_ head: Span<UInt8>) -> Bool {
        let hasVersion = Sniffer.starts(head, version)
        guard hasVersion || starts.contains(where: { Sniffer.starts(head, $0) }) else { return false }
        var (isFolded, hasEntry) = (false, !hasVersion)
        for index in 1..<head.count where head[index - 1] == 10 {
            if head[index] == 32 || head[index] == 9 { isFolded = true }
            if !hasEntry, Sniffer.starts(head, entry, at: index) { hasEntry = true }
            if isFolded, hasEntry { return true }
        }
        return false
    }
}

extension ExtractionRun {
    /// Reads text with its lines put together; places are those of the source.
    func readFoldedLines(_ content: Content) throws(ExtractionFailure) {
        guard Sniffer.openKind(of: content.head.span) == .text(.utf8) else { return try readOpen(content) }
        sink.begin(TextOrigin(trail))
        defer { sink.end() }
        var source = TextPlace.Source(offset: 0, line: 1, column: 1)
        var output: [UInt8] = []
        // The line end that came last, which may be none.
        var lineEnd: [UInt8] = []
        // Places are said where they do not follow from the one before: at lines, and behind characters of several bytes.
        var isPlaced = false
        func place() {
            var place = here
            place.source = source
            sink.append(output.span)
            output.removeAll(keepingCapacity: true)
            sink.place(place)
            isPlaced = true
        }
        while true {
            let bytes = try content.stream.read(upTo: 1 << 16)
            if bytes.isEmpty { break }
            for byte in bytes {
                if lineEnd.last == 10 {
                    (source.line, source.column) = (source.line + 1, 1)
                    isPlaced = false
                    let isFold = byte == 32 || byte == 9
                    if !isFold { output += lineEnd }
                    lineEnd = []
                    if isFold {
                        source.offset += 1
                        source.column = 2
                        continue
                    }
                } else if lineEnd.last == 13, byte != 10 {
                    output += lineEnd
                    lineEnd = []
                    source.column += 1
                }
                if byte == 10 || byte == 13 {
                    lineEnd.append(byte)
                    source.offset += 1
                    continue
                }
                let begins = byte & 0xC0 != 0x80
                if begins, !isPlaced { place() }
                output.append(byte)
                source.offset += 1
                if begins { source.column += 1 }
                if byte >= 0x80 { isPlaced = false }
            }
            sink.append(output.span)
            output.removeAll(keepingCapacity: true)
        }
        output += lineEnd
        sink.append(output.span)
    }
}

import Bytes
import Findings

// Web pages.
extension ExtractionRun {
    /// Reads a page; in memory, for what stands in it may end at its end only.
    func readHTML(_ content: Content) throws(ExtractionFailure) {
        let open = Sniffer.openKind(of: content.head.span)
        guard open == .text(.utf8) || open == .text(.windows1252) else { return try readOpen(content) }
        let (bytes, isWhole) = try content.stream.readAll(upTo: budget.freeMemory)
        guard isWhole else {
            note(Gap.Reason.memoryLimit)
            return try readOpen(Content(PrefixedStream(bytes, content.stream)))
        }
        budget.hold(bytes.count)
        defer { budget.release(bytes.count) }
        // A page that is no UTF-8 says itself what it is, if anything does.
        if open == .text(.windows1252), let name = HTMLReader.charset(bytes.span), Charset.isDecoded(name) {
            let decoded = Charset.utf8(bytes, name)
            budget.hold(decoded.count)
            defer { budget.release(decoded.count) }
            var reader = HTMLReader(decoded, self, TextOrigin(trail), countsCharacters: true)
            return try reader.read()
        }
        var reader = HTMLReader(bytes, self, TextOrigin(trail, content: open))
        try reader.read()
    }
}

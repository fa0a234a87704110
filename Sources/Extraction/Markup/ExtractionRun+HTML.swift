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
        var reader = HTMLReader(bytes, self, TextOrigin(trail, content: open))
        try reader.read()
    }
}

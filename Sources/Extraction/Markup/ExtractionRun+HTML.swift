import Bytes
import Findings

// Web pages.
extension ExtractionRun {
    /// Reads a page; in memory, for what stands in it may end at its end only.
    func readHTML(_ content: Content) throws(ExtractionFailure) {
        let open = Sniffer.openKind(of: content.head.span)
        guard case .text(let encoding) = open, encoding.unitLength == 1 else { return try readOpen(content) }
        let (written, isWhole, failure) = try content.stream.readAllBeforeFailure(upTo: budget.freeMemory)
        if let failure { note(failure) }
        guard isWhole else {
            note(Gap.Reason.memoryLimit)
            return try readOpen(Content(PrefixedStream(written, content.stream)))
        }
        budget.hold(written.count)
        defer { budget.release(written.count) }
        // A page that is no UTF-8 says itself what it is, if anything does.
        let stated =
            open == .text(.utf8) ? nil : HTMLReader.charset(written.span).flatMap { Charset.isDecoded($0) ? $0 : nil }
        if let name = stated ?? (encoding.needsDecoding ? encoding.rawValue.lowercased() : nil) {
            let decoded = Charset.utf8(written, name)
            budget.hold(decoded.count)
            defer { budget.release(decoded.count) }
            let countsCharacters = Charset.encoding(name) == nil
            var reader = HTMLReader(decoded, self, TextOrigin(trail), countsCharacters: countsCharacters)
            return try reader.read()
        }
        var reader = HTMLReader(written, self, TextOrigin(trail, content: open))
        try reader.read()
    }
}

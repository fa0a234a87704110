import Bytes
import Findings

// Content that lies open: text in whatever encoding, or binary data.
extension ExtractionRun {
    /// Bytes that are handed over at a time.
    private static let piece = 1 << 18

    /// Hands over content as it is.
    ///
    /// - Parameters:
    ///   - content: Its bytes.
    ///   - type: What it is, if that is known and nobody reads it; then its printable runs are all that is looked at.
    /// - Throws: ``ExtractionFailure`` when reading fails or is to end.
    func readOpen(_ content: Content, as type: String? = nil) throws(ExtractionFailure) {
        let head = content.head.span
        guard head.count > 0 else { return }
        let open = Sniffer.openKind(of: head)
        let kind: ContentKind = type == nil || open == .text(.utf8) ? open : .binary
        var origin = TextOrigin(trail, content: kind)
        if kind == .binary {
            origin.part = .runs
            origin.hasZeroes = Sniffer.isTextWithZeroes(head)
            if type == nil, !origin.hasZeroes { note(Gap.Reason.unsupportedFormat(kind.mimeType)) }
        }
        sink.begin(origin)
        if record != nil { sink.place(here) }
        defer { sink.end() }
        guard case .text(let encoding) = kind, encoding.needsDecoding else {
            while true {
                let bytes = try content.stream.read(upTo: ExtractionRun.piece)
                if bytes.isEmpty { return }
                sink.append(bytes.span)
            }
        }
        var decoder = UnitDecoder(encoding)
        var input = TextBuffer(capacity: ExtractionRun.piece)
        var output = TextBuffer(capacity: ExtractionRun.piece)
        while true {
            let bytes = try content.stream.read(upTo: ExtractionRun.piece)
            input.removeAll()
            input.append(contentsOf: bytes.span)
            output.removeAll()
            decoder.decode(input, isLast: bytes.isEmpty, into: &output)
            sink.append(output.bytes)
            if bytes.isEmpty { break }
        }
        if decoder.holdsOtherText {
            note(Gap.Reason.unsupportedFormat("text/plain; charset=\(encoding.rawValue.lowercased())"))
        }
    }

    /// Hands over a text of a document.
    func text(_ bytes: [UInt8], _ part: TextOrigin.Part = .body, at place: TextPlace = TextPlace()) {
        guard !bytes.isEmpty else { return }
        sink.begin(TextOrigin(trail, part: part))
        sink.place(place)
        sink.append(bytes.span)
        sink.end()
    }
}

import Bytes
import Detection
import Identifiers
import Prefiltering

// What a text says in letters of base64, in escapes or, in binary data, in units of two bytes.
extension TextMatching {
    /// Looks at what begins in `owned` and is written in another way, and adds the matches in it.
    mutating func lookIntoEncodings(
        _ buffer: borrowing TextBuffer,
        _ owned: Range<Int>,
        with tools: inout ScanTools,
        into outcome: inout Scanner.Outcome
    ) {
        if isReadable {
            lookIntoText(buffer, owned, in: nil, 1, with: &tools, into: &outcome)
            return
        }
        var offset = owned.lowerBound
        while let run = EncodedRun.wide(in: buffer, offset..<buffer.count, least: DecodedStretch.leastWide) {
            guard run.lowerBound < owned.upperBound else { return }
            look(at: DecodedStretch(wide: run, in: buffer.bytes), 1, with: &tools, into: &outcome)
            offset = run.upperBound
        }
    }

    /// Looks at text, and at what is decoded of it once more.
    private mutating func lookIntoText(
        _ text: borrowing TextBuffer,
        _ owned: Range<Int>,
        in outer: DecodedStretch?,
        _ layer: Int,
        with tools: inout ScanTools,
        into outcome: inout Scanner.Outcome
    ) {
        var offset = owned.lowerBound
        while let run = EncodedRun.letters(in: text, offset..<text.count, least: EncodedLetters.least) {
            guard run.lowerBound < owned.upperBound else { break }
            offset = run.upperBound
            // What goes on from before was looked at from its start.
            if run.lowerBound == owned.lowerBound, base > 0, outer == nil { continue }
            guard let stretch = DecodedStretch(letters: run, in: text.bytes, mayUnpack: mayUnpack) else { continue }
            offset = max(offset, stretch.end)
            noteUnpacked(stretch)
            look(at: outer.map { stretch.within($0) } ?? stretch, layer, with: &tools, into: &outcome)
        }
        offset = owned.lowerBound
        while let start = EncodedRun.escapes(in: text, offset..<text.count) {
            guard start < owned.upperBound else { break }
            let stretch = DecodedStretch(escapesAt: start, in: text.bytes)
            offset = max(start + 1, stretch.end)
            look(at: outer.map { stretch.within($0) } ?? stretch, layer, with: &tools, into: &outcome)
        }
    }

    /// Adds the matches in decoded text that are not the same as written.
    private mutating func look(
        at stretch: DecodedStretch,
        _ layer: Int,
        with tools: inout ScanTools,
        into outcome: inout Scanner.Outcome
    ) {
        guard !stretch.bytes.isEmpty else { return }
        var text = TextBuffer(capacity: stretch.bytes.count)
        text.append(contentsOf: stretch.bytes.span)
        let found = tools.scanner.scan(text, owning: 0..<text.count)
        outcome.gaps += found.gaps
        for match in found.matches where match.evidence.confidence > .low && match.valueEnd > match.valueStart {
            guard stretch.isDecoded(match.valueStart..<match.valueEnd) else { continue }
            let range = stretch.origin(of: match.valueStart..<match.valueEnd)
            var moved = match
            moved.start = min(range.lowerBound, stretch.origin(of: match.start..<match.start + 1).lowerBound)
            (moved.valueStart, moved.valueEnd) = (range.lowerBound, range.upperBound)
            note(Array(stretch.bytes[match.valueStart..<match.valueEnd]), as: range)
            outcome.matches.append(moved)
        }
        guard layer < DecodedStretch.layers else { return }
        lookIntoText(text, 0..<text.count, in: stretch, layer + 1, with: &tools, into: &outcome)
    }
}

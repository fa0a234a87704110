import Bytes
import Detection
import ManagedSecrets
import Prefiltering

/// A match in a stretch of text as a reader sees it.
struct Reading {
    /// The match; offsets count from the start of the buffer that the stretch was taken from.
    var match: Match

    /// The value as it reads.
    var value: [UInt8]

    /// The managed secret that it is, if it is one.
    var leak: Leak?
}

extension ScanTools {
    /// Bytes at the ends of a stretch that is cut out of a text in which nothing is taken for a match: what goes on outside
    /// may be a part of it.
    private static let edge = 256

    /// Looks at a stretch of text as a reader sees it.
    ///
    /// - Parameters:
    ///   - stretch: Where it is in the buffer.
    ///   - buffer: What is looked at now.
    ///   - owned: Where matches may begin.
    ///   - writing: How the text is written.
    ///   - table: The table that the whole text is, if it is one.
    ///   - dumps: The tables of the dump that it may be.
    ///   - base: Where the buffer begins in the whole text.
    ///   - gaps: Counts how often a pattern gave up.
    /// - Returns: The matches and managed secrets in it, without those that may go on outside it.
    mutating func readings(
        of stretch: Range<Int>,
        in buffer: borrowing TextBuffer,
        _ owned: Range<Int>,
        _ writing: Writing,
        _ table: TableLayout?,
        _ dumps: DumpTables?,
        from base: Int,
        _ gaps: inout Int
    ) -> [Reading] {
        if writing.contains(.quotedPrintable) {
            unquoted.fill(from: buffer, stretch, .quotedPrintable)
            plain.fill(from: unquoted.text, 0..<unquoted.text.count, writing.subtracting(.quotedPrintable))
        } else {
            plain.fill(from: buffer, stretch, writing)
        }
        let isQuoted = writing.contains(.quotedPrintable)
        // A stretch is cut out of its text, unless it goes to an end of it.
        let first = stretch.lowerBound > 0 || base > 0 ? stretch.lowerBound + ScanTools.edge : 0
        let last = stretch.upperBound < buffer.count ? stretch.upperBound - ScanTools.edge : buffer.count
        guard max(first, owned.lowerBound) < min(last, owned.upperBound) else { return [] }
        let begin = place(of: max(first, owned.lowerBound), isQuoted)
        let end = place(of: min(last, owned.upperBound), isQuoted)
        guard begin < end else { return [] }
        let isStart = base + stretch.lowerBound == 0
        var layout = table
        if isStart, let dataStart = table?.dataStart { layout?.dataStart = place(of: dataStart, isQuoted) }
        var known = dumps?.resumed(at: base + stretch.lowerBound, in: buffer.bytes, from: base)
        let outcome = scanner.scan(
            plain.text,
            owning: begin..<end,
            in: layout,
            from: isStart ? 0 : base + stretch.lowerBound,
            dumps: &known
        )
        gaps += outcome.gaps
        let leaks = leaks(in: plain.text, owning: begin..<end)
        let found = outcome.matches.map { ($0, Leak?.none) } + leaks.map { ($0.match, Optional($0.leak)) }
        return found.compactMap { match, leak in
            // What ends where the stretch does may go on.
            guard match.valueEnd < plain.text.count || stretch.upperBound == buffer.count else { return nil }
            var moved = match
            moved.start = origin(of: match.start, isQuoted).lowerBound
            moved.valueStart = origin(of: match.valueStart, isQuoted).lowerBound
            moved.valueEnd = origin(of: match.valueEnd - 1, isQuoted).upperBound
            return Reading(
                match: moved,
                value: (match.valueStart..<match.valueEnd).map { plain.text.bytes[$0] },
                leak: leak
            )
        }
    }

    /// Where the byte of the plain text comes from in the buffer.
    private func origin(of offset: Int, _ isQuoted: Bool) -> Range<Int> {
        let origin = plain.origin(of: offset)
        guard isQuoted else { return origin }
        return unquoted.origin(of: origin.lowerBound).lowerBound..<unquoted.origin(of: origin.upperBound - 1).upperBound
    }

    /// Where in the plain text the first byte is that comes from `offset` of the buffer or later.
    private func place(of offset: Int, _ isQuoted: Bool) -> Int {
        plain.offset(of: isQuoted ? unquoted.offset(of: offset) : offset)
    }
}

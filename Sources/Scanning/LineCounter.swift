import Prefiltering

/// Finds line and column of offsets that come in ascending order, without looking at a byte twice.
struct LineCounter {
    /// How the characters of a line are told apart.
    enum Characters {
        /// Each character has one byte that is no continuation byte.
        case utf8
        /// Each byte is a character.
        case bytes
    }

    /// Up to where everything is counted, from the start of the whole text.
    private(set) var offset = 0
    private var line = 1
    private var charactersInLine = 0
    private let characters: Characters

    init(_ characters: Characters) { self.characters = characters }

    /// Moves on to `target`, which must lie in `text`, whose first byte is at `base` of the whole.
    ///
    /// - Returns: The line and the column at `target`, both from 1.
    @discardableResult
    mutating func advance(to target: Int, in text: borrowing TextBuffer, at base: Int) -> (line: Int, column: Int) {
        guard target > offset else { return (line, charactersInLine + 1) }
        let start = offset - base
        let end = target - base
        let feeds = text.lineFeedCount(from: start, to: end)
        var countFrom = start
        if feeds > 0, let lineStart = text.lineStart(from: start, to: end) {
            line += feeds
            charactersInLine = 0
            countFrom = lineStart
        }
        charactersInLine += count(in: text.bytes, from: countFrom, to: end)
        offset = target
        return (line, charactersInLine + 1)
    }

    private func count(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        guard characters == .utf8 else { return end - start }
        var count = 0
        for index in start..<end where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

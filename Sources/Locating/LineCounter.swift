package import Bytes
import Extraction
package import Findings
import Prefiltering

/// Finds line and column of offsets that come in ascending order, without looking at a byte twice.
package struct LineCounter {
    /// How the characters of a line are told apart.
    package enum Characters {
        /// Each character has one byte that is no continuation byte.
        case utf8
        /// Each byte is a character.
        case bytes
    }

    /// Up to where everything is counted, from the start of the whole text.
    package private(set) var offset = 0
    private var line = 1
    private var charactersInLine = 0
    private let characters: Characters
    /// The encoding in which the text was before it was decoded, if its places are to be told there.
    private let encoding: TextEncoding?
    /// How many bytes it had up to ``offset``.
    private var original = 0

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - characters: How the characters of a line are told apart.
    ///   - encoding: The encoding that the text was decoded from, where offsets are to be those of its bytes.
    package init(_ characters: Characters, from encoding: TextEncoding? = nil) {
        (self.characters, self.encoding) = (characters, encoding)
    }

    /// How many bytes come before ``offset`` in the object.
    package var originalOffset: Int { encoding == nil ? offset : original }

    /// Moves on over `count` zero bytes, each a character of the line.
    package mutating func skip(_ count: Int) {
        offset += count
        original += count
        charactersInLine += count
    }

    /// Moves on to `target`, which must lie in `text`, whose first byte is at `base` of the whole.
    ///
    /// - Returns: The line and the column at `target`, both from 1.
    @discardableResult
    package mutating func advance(to target: Int, in text: borrowing TextBuffer, at base: Int) -> (
        line: Int, column: Int
    ) {
        guard target > offset else { return (line, charactersInLine + 1) }
        let range = offset - base..<target - base
        if let encoding { original += CharsetDecoder.originalCount(of: text.bytes.extracting(range), in: encoding) }
        let feeds = text.lineFeedCount(in: range)
        var counted = range
        if feeds > 0, let lineStart = text.lineStart(in: range) {
            line += feeds
            charactersInLine = 0
            counted = lineStart..<range.upperBound
        }
        charactersInLine += characters == .utf8 ? text.characterCount(in: counted) : counted.count
        offset = target
        return (line, charactersInLine + 1)
    }
}

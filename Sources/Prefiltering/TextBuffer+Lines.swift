public import Bytes
import CScanKernels

/// Questions about bytes that are asked of whole files.
extension TextBuffer {
    /// Tells whether the first `limit` bytes are printable ASCII, tabs and line ends only.
    public borrowing func isPlainASCII(upTo limit: Int) -> Bool {
        unsafe withPaddedBytes { bytes, count in unsafe magpie_is_plain_ascii(bytes, min(limit, count)) != 0 }
    }

    /// The number of line feeds in `range`.
    public borrowing func lineFeedCount(in range: Range<Int>) -> Int {
        precondition(range.upperBound <= count, "not a part of the text")
        return unsafe withPaddedBytes { bytes, _ in unsafe magpie_line_feeds(bytes + range.lowerBound, range.count) }
    }

    /// The number of characters in `range`, if the text is valid UTF-8.
    public borrowing func characterCount(in range: Range<Int>) -> Int {
        precondition(range.upperBound <= count, "not a part of the text")
        return unsafe withPaddedBytes { bytes, _ in unsafe magpie_characters(bytes + range.lowerBound, range.count) }
    }

    /// The offset behind the last line feed in `range`; `nil` if there is none.
    public borrowing func lineStart(in range: Range<Int>) -> Int? {
        precondition(range.upperBound <= count, "not a part of the text")
        return unsafe withPaddedBytes { bytes, _ in
            let start = unsafe magpie_line_start(bytes + range.lowerBound, range.count)
            return start > 0 ? range.lowerBound + start : nil
        }
    }
}

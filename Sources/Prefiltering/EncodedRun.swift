public import Bytes
import CScanKernels

/// A run of bytes that may say something else than they are.
public enum EncodedRun {
    /// The first run of letters of base64 in `range` that is at least `least` bytes long; `nil` if there is none.
    public static func letters(in text: borrowing TextBuffer, _ range: Range<Int>, least: Int) -> Range<Int>? {
        unsafe run(in: text, range) { bytes, length in
            unsafe magpie_next_letters(bytes, range.lowerBound, range.upperBound, least, &length)
        }
    }

    /// The first run of printable ASCII in UTF-16 in `range` that has at least `least` characters; `nil` if there is none.
    ///
    /// The high bytes come last; where they come first, the run begins one byte later and ends one later.
    public static func wide(in text: borrowing TextBuffer, _ range: Range<Int>, least: Int) -> Range<Int>? {
        unsafe run(in: text, range) { bytes, length in
            unsafe magpie_next_wide(bytes, range.lowerBound, range.upperBound, least, &length)
        }
    }

    private static func run(
        in text: borrowing TextBuffer,
        _ range: Range<Int>,
        _ body: (UnsafePointer<UInt8>, inout Int) -> Int
    ) -> Range<Int>? {
        var length = 0
        let start = unsafe text.withPaddedBytes { bytes, _ in unsafe body(bytes, &length) }
        return start < range.upperBound ? start..<start + length : nil
    }

    /// Where the first escapes in `range` begin that may hide a value: three that follow one another, or one that stands inside
    /// of a word, a number or an address; `nil` if there are none.
    ///
    /// Escapes are `\u0041`, `\u{41}`, `\U00000041`, `\x41`, `%u0041`, `%41`, `=41`, `&#65;` and `&commat;`.
    public static func escapes(in text: borrowing TextBuffer, _ range: Range<Int>) -> Int? {
        let start = unsafe text.withPaddedBytes { bytes, _ in
            unsafe magpie_next_escapes(bytes, range.lowerBound, range.upperBound)
        }
        return start < range.upperBound ? start : nil
    }
}

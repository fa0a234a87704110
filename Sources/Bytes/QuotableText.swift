/// Text that can stand between quotation marks as it is, in JSON as in most languages.
public enum QuotableText {
    /// Whether `text` is printable ASCII without `"` and `\`.
    ///
    /// - Complexity: O(*n*), two instructions a byte.
    public static func holds(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 8 else { return text.indices.allSatisfy { holds(text[$0]) } }
        // The upper bits of bytes that may not stand there. The last eight bytes may be some of those before once more.
        var odd: UInt64 = 0
        var start = 0
        while true {
            let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            odd |=
                word | below(0x20, word) | below(1, word ^ ones &* 0x22) | below(1, word ^ ones &* 0x5C)
                | below(1, word ^ ones &* 0x7F)
            if start == text.count - 8 { return odd & ones << 7 == 0 }
            start = min(start + 8, text.count - 8)
        }
    }

    /// Whether a byte is printable ASCII other than `"` and `\`.
    @inline(__always)
    public static func holds(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5F && byte != 0x22 && byte != 0x5C }

    /// A byte of one in each of eight.
    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    /// Sets the upper bit of the lowest byte of ASCII below `limit`, and of none where there is none.
    @inline(__always)
    private static func below(_ limit: UInt64, _ word: UInt64) -> UInt64 { (word &- ones &* limit) & ~word }
}

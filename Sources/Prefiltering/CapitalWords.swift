import CScanKernels

/// Where words may follow one another that begin with capitals, as those of names do.
public enum CapitalWords {
    /// The first blank in `range` between the end of a word, `.`, `,` or `:` and what may be a capital letter, Latin, Greek or
    /// Cyrillic; `nil` if there is none.
    public static func blank(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let start = max(1, range.lowerBound)
        let end = min(range.upperBound, text.count - 1)
        guard start < end else { return nil }
        let found = unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return end }
            return unsafe magpie_next_capital(base, start, end)
        }
        return found < end ? found : nil
    }
}

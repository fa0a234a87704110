import CScanKernels

/// Where words may follow one another that begin with capitals, as those of names do.
public struct CapitalWords: Sendable {
    // The words that may stand between them.
    private let joining: magpie_short_words

    /// Knows words in small letters that may stand between others.
    ///
    /// - Parameter words: Words that begin with a letter of ASCII.
    public init(joining words: [String]) {
        var first: UInt32 = 0
        for word in words {
            guard let letter = word.utf8.first, letter &- 97 < 26 else {
                preconditionFailure("'\(word)' is no small word")
            }
            first |= 1 << UInt32(letter - 97)
        }
        joining = magpie_short_words(first: first, longest: (words.map(\.utf8.count).max() ?? -1) + 1)
    }

    /// Knows nothing of words: any may stand between others.
    public init() { joining = magpie_short_words(first: .max, longest: .max) }

    /// The first blank in `range` between the end of a word, `.`, `,` or `:` and what may be a capital letter, Latin, Greek or
    /// Cyrillic; `nil` if there is none.
    ///
    /// Most blanks stand behind a word that begins with a small letter: they are passed over, unless the word is as long, and
    /// begins, as one of those that may stand between others. So are those behind a part of a longer word, as in `MAX_SIZE`.
    public func blank(in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let start = max(1, range.lowerBound)
        let end = min(range.upperBound, text.count - 1)
        guard start < end else { return nil }
        let found = unsafe text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return end }
            return unsafe withUnsafePointer(to: joining) { unsafe magpie_next_capital(base, start, end, $0) }
        }
        return found < end ? found : nil
    }
}

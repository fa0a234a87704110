/// The parts of a document by which it is classified: of long ones the beginning, two places within, and the end.
///
/// Documents say what they are where they begin, so half of a sample is from there.
public enum DocumentSample {
    /// The most bytes of a document that are looked at.
    public static let mostBytes = 16_384

    /// The parts of a document that are looked at, in order, without overlap.
    ///
    /// - Parameters:
    ///   - count: How many bytes the document has.
    ///   - most: How many are looked at, at most.
    /// - Returns: Ranges of bytes, `most` together at most; they may begin and end within a word.
    public static func parts(of count: Int, most: Int = mostBytes) -> [Range<Int>] {
        guard count > most else { return count > 0 ? [0..<count] : [] }
        let part = most / 6
        let head = most - 3 * part
        let gap = (count - head - 3 * part) / 3
        return [
            0..<head,
            head + gap..<head + gap + part,
            head + part + 2 * gap..<head + 2 * part + 2 * gap,
            count - part..<count,
        ]
    }

    /// The same for the same bytes, and seldom for others: FNV-1a with 64 bits.
    ///
    /// Against accidents only: whoever wants to finds other bytes with the same mark.
    public static func mark(of bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}

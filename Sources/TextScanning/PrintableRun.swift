/// Stretches of printable bytes in binary data.
package enum PrintableRun {
    /// The least length of a run that is taken for text, in bytes.
    package static let leastLength = 8

    /// Tells whether `range` lies in printable ASCII that is long enough to be text.
    static func holds(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for index in range where !isPrintable(bytes[index]) { return false }
        var start = range.lowerBound
        var end = range.upperBound
        while start > 0, end - start < leastLength, isPrintable(bytes[start - 1]) { start -= 1 }
        while end < bytes.count, end - start < leastLength, isPrintable(bytes[end]) { end += 1 }
        return end - start >= leastLength
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte &- 32 < 95 || byte &- 9 < 5 }
}

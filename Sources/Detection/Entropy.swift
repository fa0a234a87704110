/// Shannon entropy, a measure of how random a value looks.
///
/// Source: C. E. Shannon, "A Mathematical Theory of Communication", 1948, section 6.
enum Entropy {
    /// The entropy of the distribution of bytes in `value`, in bits for each byte: 0 to 8, and at most the binary
    /// logarithm of the length.
    static func bitsPerByte(of value: Span<UInt8>) -> Double {
        guard value.count > 0 else { return 0 }
        var counts = InlineArray<256, Int32>(repeating: 0)
        for index in value.indices { counts[Int(value[index])] += 1 }
        let total = Double(value.count)
        var sum = 0.0
        for byte in counts.indices where counts[byte] > 0 {
            let count = Double(counts[byte])
            sum += count * BinaryLogarithm.of(count)
        }
        return BinaryLogarithm.of(total) - sum / total
    }
}

/// The binary logarithm, to about nine digits, without a mathematics library.
enum BinaryLogarithm {
    /// The logarithm of `value`, which must be positive and finite.
    static func of(_ value: Double) -> Double {
        // value = significand × 2^exponent with 1 ≤ significand < 2; ln s = 2 artanh((s - 1) / (s + 1)).
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        var term = ratio
        var sum = 0.0
        for odd in stride(from: 1.0, through: 17, by: 2) {
            sum += term / odd
            term *= square
        }
        return Double(value.exponent) + 2 * sum * 1.442_695_040_888_963_4
    }
}

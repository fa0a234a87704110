/// How common four folded bytes in a row are.
///
/// Counted by `make grams` over source code, documentation, tables and logs; only the order of the estimates matters, and a
/// wrong order costs time, never a match. A folded byte is written as a ``GramLetter``, and a count as a character whose
/// code less 33 is 3.2 times its binary logarithm.
struct GramFrequencies {
    /// The table of common grams to look up in: letters times 256 plus the logarithm, zero where there is none.
    private let slots: [UInt64]

    /// Unpacks the table, which takes some 50 microseconds.
    init() {
        var slots = [UInt64](repeating: 0, count: GramFrequencies.slotCount)
        let records = unsafe UnsafeRawPointer(GramFrequencies.common.utf8Start)
        for record in 0..<GramFrequencies.common.utf8CodeUnitCount / GramFrequencies.recordLength {
            let start = record * GramFrequencies.recordLength
            let letters = unsafe records.loadUnaligned(fromByteOffset: start, as: UInt32.self).byteSwapped
            let logarithm = unsafe records.load(fromByteOffset: start + 4, as: UInt8.self) - 33
            var slot = GramFrequencies.slot(of: letters)
            while slots[slot] != 0 { slot = (slot + 1) % GramFrequencies.slotCount }
            slots[slot] = UInt64(letters) << 8 | UInt64(logarithm)
        }
        self.slots = slots
    }

    /// Estimates how common some folded bytes in a row are.
    ///
    /// - Parameters:
    ///   - gram: The bytes, the first one lowest.
    ///   - count: How many there are, two to four.
    /// - Returns: Their count in ten million, at least 1.
    /// - Complexity: O(1). Others than the 6,000 most common grams of four are estimated from pairs.
    func estimate(_ gram: UInt32, count: Int) -> Double {
        precondition((2...4).contains(count), "no estimate for so many bytes")
        var record = UInt32(GramFrequencies.letter(of: gram, at: 0))
        var logarithm = 0
        for index in 1..<count {
            let previous = UInt8(truncatingIfNeeded: record)
            let next = GramFrequencies.letter(of: gram, at: index)
            logarithm += GramFrequencies.pair(previous, next) - (index > 1 ? GramFrequencies.total(previous) : 0)
            record = record << 8 | UInt32(next)
        }
        if count == 4 {
            if let common = self.logarithm(of: record) { return GramFrequencies.power(common) }
            return min(GramFrequencies.power(max(0, logarithm)), GramFrequencies.leastCommon)
        }
        return GramFrequencies.power(max(0, logarithm))
    }

    /// The count of four letters, the first one highest, if they are among the most common; as its logarithm.
    private func logarithm(of letters: UInt32) -> Int? {
        var slot = GramFrequencies.slot(of: letters)
        while slots[slot] != 0 {
            if UInt32(truncatingIfNeeded: slots[slot] >> 8) == letters { return Int(slots[slot] & 0xFF) }
            slot = (slot + 1) % GramFrequencies.slotCount
        }
        return nil
    }

    private static let slotCount = 16384

    private static func slot(of letters: UInt32) -> Int { Int((letters &* 0x9E37_79B1) >> 18) }

    private static func letter(of gram: UInt32, at index: Int) -> UInt8 {
        GramLetter.letter(UInt8(truncatingIfNeeded: gram >> UInt32(8 * index)))
    }

    /// The thousand most common grams with their counts.
    static var mostCommon: [(gram: UInt32, count: UInt64)] { grams(leastLogarithm: commonEnough) }

    private static func grams(leastLogarithm: Int) -> [(gram: UInt32, count: UInt64)] {
        var records: [(gram: UInt32, count: UInt64)] = []
        for record in 0..<common.utf8CodeUnitCount / recordLength {
            let start = record * recordLength
            let logarithm = unsafe Int(common.utf8Start[start + 4]) - 33
            guard logarithm >= leastLogarithm else { continue }
            var gram: UInt32 = 0
            for position in 0..<4 {
                gram |= unsafe UInt32(GramLetter.byte(common.utf8Start[start + position])) << UInt32(8 * position)
            }
            records.append((gram, UInt64(power(logarithm))))
        }
        return records
    }

    /// All grams whose count is known.
    static var known: [(gram: UInt32, count: UInt64)] { grams(leastLogarithm: 0) }

    /// Calls `body` with every gram there is and its count as it is estimated from triples.
    static func forEachEstimate(_ body: (UInt32, Float) -> Void) {
        let bytes = (0..<UInt8(classes)).map { GramLetter.byte($0 + 33) }
        let triples = TripleFrequencies.counts
        var chances = triples
        for pair in 0..<classes * classes {
            let row = pair * classes..<(pair + 1) * classes
            let sum = triples[row].reduce(0, +)
            for index in row { chances[index] /= sum }
        }
        for start in triples.indices {
            let (first, rest) = start.quotientAndRemainder(dividingBy: classes * classes)
            let low = UInt32(bytes[first]) | UInt32(bytes[rest / classes]) << 8 | UInt32(bytes[rest % classes]) << 16
            for last in 0..<classes {
                let count = triples[start] * chances[rest * classes + last]
                body(low | UInt32(bytes[last]) << 24, min(count, Float(leastCommon)))
            }
        }
    }

    /// Four letters and a count.
    private static let recordLength = 5

    private static let classes = GramLetter.count

    /// The count of two letters in a row, as its logarithm; rows of the table end with their total and a line feed.
    private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
        unsafe Int(pairs.utf8Start[(Int(first) - 33) * (classes + 2) + Int(second) - 33]) - 33
    }

    /// The count of a letter, as its logarithm.
    private static func total(_ first: UInt8) -> Int {
        unsafe Int(pairs.utf8Start[(Int(first) - 33) * (classes + 2) + classes]) - 33
    }

    /// Two to the power of `logarithm` / 3.2.
    private static func power(_ logarithm: Int) -> Double {
        var result = 1.0
        var factor = 1.241_857_812_073_484
        var exponent = logarithm
        while exponent > 0 {
            if exponent & 1 == 1 { result *= factor }
            factor *= factor
            exponent >>= 1
        }
        return result
    }
}

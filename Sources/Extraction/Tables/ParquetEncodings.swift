import Findings

/// Numbers of a few bits, in runs of the same one and in groups of eight.
///
/// Source: Apache Parquet, "Parquet encoding definitions", "Run Length Encoding / Bit-Packing Hybrid".
enum HybridNumbers {
    /// Reads numbers.
    ///
    /// - Parameters:
    ///   - bytes: Where they stand.
    ///   - range: Which of the bytes are theirs.
    ///   - width: Bits of each, at most 32.
    ///   - count: How many are wanted.
    /// - Returns: The numbers; fewer where there are fewer.
    static func read(_ bytes: [UInt8], _ range: Range<Int>, width: Int, count: Int) -> [Int32] {
        guard (0...32).contains(width), range.upperBound <= bytes.count else { return [] }
        var numbers: [Int32] = []
        numbers.reserveCapacity(min(count, 1 << 20))
        if width == 0 { return [Int32](repeating: 0, count: count) }
        var index = range.lowerBound
        while numbers.count < count, let head = SevenBits.number(bytes, &index, before: range.upperBound) {
            let wanted = count - numbers.count
            if head & 1 == 0 {
                let size = (width + 7) / 8
                guard index + size <= range.upperBound else { break }
                let value = Int32(truncatingIfNeeded: LittleNumber.fixed(bytes, index, size))
                index += size
                numbers += repeatElement(value, count: min(wanted, max(0, head >> 1)))
            } else {
                let groups = head >> 1
                guard groups >= 0, groups <= (range.upperBound - index) / width + 1 else { break }
                var reader = BitReader(bytes, at: index, end: range.upperBound)
                for _ in 0..<min(wanted, groups * 8) { numbers.append(Int32(truncatingIfNeeded: reader.next(width))) }
                index += groups * width
            }
        }
        return numbers
    }

    /// The bits that numbers up to `most` need.
    static func width(upTo most: Int) -> Int { most <= 0 ? 0 : Int.bitWidth - most.leadingZeroBitCount }
}

/// Reads numbers of a few bits, the lowest bit first; 0 behind the end.
struct BitReader {
    private let bytes: [UInt8]
    private var index: Int
    private let end: Int
    private var held: UInt64 = 0
    private var heldCount = 0

    init(_ bytes: [UInt8], at index: Int, end: Int) { (self.bytes, self.index, self.end) = (bytes, index, end) }

    /// The next number of `width` bits, at most 64.
    mutating func next(_ width: Int) -> UInt64 {
        if width > 32 {
            let low = next(32)
            return low | next(width - 32) << 32
        }
        while heldCount < width {
            held |= UInt64(index < end ? bytes[index] : 0) << UInt64(heldCount)
            index += 1
            heldCount += 8
        }
        let value = held & (1 << UInt64(width) - 1)
        held >>= UInt64(width)
        heldCount -= width
        return value
    }
}

/// Whole numbers as differences.
///
/// Source: Apache Parquet, "Parquet encoding definitions", "Delta encoding".
enum DeltaNumbers {
    /// Reads numbers.
    ///
    /// - Parameters:
    ///   - bytes: Where they stand.
    ///   - index: Where they begin; then where they end.
    ///   - most: How many there may be.
    /// - Returns: The numbers.
    /// - Throws: For what is damaged.
    static func read(_ bytes: [UInt8], _ index: inout Int, most: Int) throws(ExtractionFailure) -> [Int] {
        func number(_ index: inout Int) throws(ExtractionFailure) -> Int {
            guard let value = SevenBits.number(bytes, &index, before: bytes.count) else { throw .malformed }
            return value
        }
        let size = try number(&index)
        let parts = try number(&index)
        let count = try number(&index)
        var value = LittleNumber.unfolded(try number(&index))
        guard size > 0, size <= 1 << 20, parts > 0, parts <= 1024, size % parts == 0, count >= 0, count <= most else {
            throw .malformed
        }
        let each = size / parts
        var numbers: [Int] = []
        numbers.reserveCapacity(count)
        if count > 0 { numbers.append(value) }
        while numbers.count < count {
            let least = LittleNumber.unfolded(try number(&index))
            guard index + parts <= bytes.count else { throw .malformed }
            let widths = bytes[index..<index + parts]
            index += parts
            for width in widths {
                if numbers.count >= count { break }
                guard width <= 64, each * Int(width) / 8 <= bytes.count - index + 7 else { throw .malformed }
                var reader = BitReader(bytes, at: index, end: bytes.count)
                for _ in 0..<min(each, count - numbers.count) {
                    value = value &+ least &+ Int(truncatingIfNeeded: reader.next(Int(width)))
                    numbers.append(value)
                }
                index = min(bytes.count, index + (each * Int(width) + 7) / 8)
            }
        }
        return numbers
    }
}

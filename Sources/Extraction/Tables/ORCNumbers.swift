import Findings

/// Numbers of ORC in their runs.
///
/// Source: Apache ORC, "ORC Specification v1", "Run Length Encoding".
enum ORCNumbers {
    /// Up to `count` bytes in runs.
    static func bytes(_ data: [UInt8], count: Int) -> [UInt8] {
        var values: [UInt8] = []
        var index = 0
        while values.count < count, index < data.count {
            let head = Int8(bitPattern: data[index])
            index += 1
            if head >= 0 {
                guard index < data.count else { break }
                values += repeatElement(data[index], count: min(Int(head) + 3, count - values.count))
                index += 1
            } else {
                let end = min(data.count, index - Int(head), index + count - values.count)
                values += data[index..<end]
                index = end
            }
        }
        return values
    }

    /// Up to `count` truth values.
    static func truths(_ data: [UInt8], count: Int) -> [Bool] {
        let packed = bytes(data, count: (count + 7) / 8)
        return (0..<min(count, packed.count * 8)).map { packed[$0 / 8] >> UInt8(7 - $0 % 8) & 1 == 1 }
    }

    /// Up to `count` whole numbers.
    ///
    /// - Parameters:
    ///   - data: Where they stand.
    ///   - count: How many are wanted.
    ///   - isSigned: Whether they have a sign.
    ///   - isSecond: Whether they are written in the second version.
    /// - Returns: The numbers; fewer where there are fewer.
    /// - Throws: For what is damaged.
    static func whole(
        _ data: [UInt8],
        count: Int,
        isSigned: Bool,
        isSecond: Bool
    ) throws(ExtractionFailure) -> [Int] {
        var values: [Int] = []
        values.reserveCapacity(min(count, data.count * 8))
        var index = 0
        while values.count < count, index < data.count {
            if isSecond {
                try ORCRun.read(data, &index, isSigned, into: &values)
            } else {
                try first(data, &index, count, isSigned, &values)
            }
        }
        if values.count > count { values.removeLast(values.count - count) }
        return values
    }

    private static func first(
        _ data: [UInt8],
        _ index: inout Int,
        _ count: Int,
        _ isSigned: Bool,
        _ values: inout [Int]
    ) throws(ExtractionFailure) {
        func number(_ index: inout Int) throws(ExtractionFailure) -> Int {
            guard let value = SevenBits.number(data, &index, before: data.count) else { throw .malformed }
            return isSigned ? LittleNumber.unfolded(value) : value
        }
        let head = Int8(bitPattern: data[index])
        index += 1
        if head >= 0 {
            guard index < data.count else { throw .malformed }
            let step = Int(Int8(bitPattern: data[index]))
            index += 1
            var value = try number(&index)
            for _ in 0..<Int(head) + 3 {
                values.append(value)
                value &+= step
            }
        } else {
            for _ in 0..<(-Int(head)) { values.append(try number(&index)) }
        }
    }
}

/// A run of the second version, of at most 512 numbers.
private enum ORCRun {
    static func read(
        _ data: [UInt8],
        _ index: inout Int,
        _ isSigned: Bool,
        into values: inout [Int]
    ) throws(ExtractionFailure) {
        let head = Int(data[index])
        if head >> 6 == 0 {
            // One number again and again.
            let width = (head >> 3 & 7) + 1
            guard index + 1 + width <= data.count else { throw .malformed }
            let value = BigEndian.number(data, index + 1, width)
            values += repeatElement(isSigned ? LittleNumber.unfolded(value) : value, count: (head & 7) + 3)
            index += 1 + width
            return
        }
        guard index + 2 <= data.count else { throw .malformed }
        let length = ((head & 1) << 8 | Int(data[index + 1])) + 1
        let code = head >> 1 & 31
        index += 2
        switch head >> 6 {
        case 1:
            let numbers = try packed(data, &index, width(code), length)
            for number in numbers { values.append(isSigned ? LittleNumber.unfolded(number) : number) }
        case 2: try patched(data, &index, width(code), length, &values)
        default: try deltas(data, &index, code == 0 ? 0 : width(code), length, isSigned, &values)
        }
    }

    /// The bits that a code of five bits stands for.
    private static func width(_ code: Int) -> Int {
        switch code {
        case 0...23: code + 1
        case 24: 26
        case 25: 28
        case 26: 30
        case 27: 32
        case 28: 40
        case 29: 48
        case 30: 56
        default: 64
        }
    }

    /// The least of those widths that holds a number of bits.
    private static func closest(_ bits: Int) -> Int { (0...31).map(width).first { $0 >= bits } ?? 64 }

    /// Numbers of `width` bits, the highest bit first.
    private static func packed(
        _ data: [UInt8],
        _ index: inout Int,
        _ width: Int,
        _ count: Int
    ) throws(ExtractionFailure) -> [Int] {
        let size = (width * count + 7) / 8
        guard size <= data.count - index else { throw .malformed }
        var values: [Int] = []
        values.reserveCapacity(count)
        var bit = index * 8
        for _ in 0..<count {
            var value: UInt64 = 0
            var left = width
            while left > 0 {
                let free = 8 - bit & 7
                let taken = min(free, left)
                let piece = UInt64(data[bit >> 3]) >> UInt64(free - taken) & (1 << UInt64(taken) - 1)
                value = value << UInt64(taken) | piece
                bit += taken
                left -= taken
            }
            values.append(Int(truncatingIfNeeded: value))
        }
        index += size
        return values
    }

    private static func patched(
        _ data: [UInt8],
        _ index: inout Int,
        _ width: Int,
        _ count: Int,
        _ values: inout [Int]
    ) throws(ExtractionFailure) {
        guard index + 2 <= data.count else { throw .malformed }
        let (third, fourth) = (Int(data[index]), Int(data[index + 1]))
        index += 2
        let baseSize = third >> 5 + 1
        let patchWidth = self.width(third & 31)
        let gapWidth = fourth >> 5 + 1
        let patchCount = fourth & 31
        guard index + baseSize <= data.count else { throw .malformed }
        var base = BigEndian.number(data, index, baseSize)
        // The highest bit is the sign.
        let sign = 1 << (baseSize * 8 - 1)
        if base & sign != 0 { base = -(base & ~sign) }
        index += baseSize
        var numbers = try packed(data, &index, width, count)
        guard gapWidth + patchWidth <= 64 || patchCount == 0 else { throw .malformed }
        let patches = try packed(data, &index, closest(gapWidth + patchWidth), patchCount)
        var place = 0
        for patch in patches {
            let bits = UInt64(bitPattern: Int64(patch))
            let high = patchWidth == 64 ? bits : bits & (1 << UInt64(patchWidth) - 1)
            place += patchWidth == 64 ? 0 : Int(truncatingIfNeeded: bits >> UInt64(patchWidth))
            guard numbers.indices.contains(place) else { throw .malformed }
            if width < 64 { numbers[place] |= Int(truncatingIfNeeded: high << UInt64(width)) }
        }
        for number in numbers { values.append(base &+ number) }
    }

    private static func deltas(
        _ data: [UInt8],
        _ index: inout Int,
        _ width: Int,
        _ count: Int,
        _ isSigned: Bool,
        _ values: inout [Int]
    ) throws(ExtractionFailure) {
        guard let first = SevenBits.number(data, &index, before: data.count),
            let folded = SevenBits.number(data, &index, before: data.count)
        else { throw .malformed }
        var value = isSigned ? LittleNumber.unfolded(first) : first
        let step = LittleNumber.unfolded(folded)
        values.append(value)
        if width == 0 {
            for _ in 1..<max(1, count) {
                value &+= step
                values.append(value)
            }
            return
        }
        guard count >= 2 else { return }
        value &+= step
        values.append(value)
        for number in try packed(data, &index, width, count - 2) {
            value = step < 0 ? value &- number : value &+ number
            values.append(value)
        }
    }
}

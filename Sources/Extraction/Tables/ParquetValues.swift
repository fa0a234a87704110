import Bytes
import Findings

/// Values that lie one behind the other: text, or data of whatever kind.
struct ParquetList {
    private(set) var bytes: [UInt8] = []
    /// Where each ends, times two; the lowest bit says whether it is data.
    private var ends: [Int] = []

    var count: Int { ends.count }

    /// Where a value lies.
    func range(_ index: Int) -> Range<Int> { (index > 0 ? ends[index - 1] >> 1 : 0)..<ends[index] >> 1 }

    func isData(_ index: Int) -> Bool { ends[index] & 1 == 1 }

    mutating func reserve(_ count: Int) { ends.reserveCapacity(count) }

    /// Adds a value.
    mutating func append(_ value: Span<UInt8>, isData: Bool = false) {
        bytes.append(copying: value)
        end(isData: isData)
    }

    /// Adds text.
    mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        end(isData: false)
    }

    /// Adds a whole number.
    mutating func append(_ number: Int) {
        var rest = number.magnitude
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            bytes.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
            rest /= 10
        } while rest > 0
        var (low, high) = (start, bytes.count - 1)
        while low < high {
            bytes.swapAt(low, high)
            (low, high) = (low + 1, high - 1)
        }
        end(isData: false)
    }

    private mutating func end(isData: Bool) { ends.append(bytes.count << 1 | (isData ? 1 : 0)) }
}

/// The values of a page, as people read them.
///
/// Source: Apache Parquet, "Parquet encoding definitions".
struct ParquetValues {

    private let column: ParquetColumn
    private let budget: Budget

    init(_ column: ParquetColumn, _ budget: Budget) { (self.column, self.budget) = (column, budget) }

    /// The values in `bytes` from `start` on.
    ///
    /// - Parameters:
    ///   - encoding: How they are written, by its number.
    ///   - bytes: The page.
    ///   - start: Where they begin.
    ///   - count: How many there are.
    /// - Returns: The values, in their order.
    /// - Throws: For what is damaged, and encodings that nobody reads.
    func read(
        _ encoding: Int,
        _ bytes: [UInt8],
        from start: Int,
        count: Int
    ) throws(ExtractionFailure) -> ParquetList {
        var values = ParquetList()
        switch encoding {
        case 0: try plain(bytes, from: start, count: count, into: &values)
        case 3:
            // Runs of truth values, behind their length.
            guard column.type == .boolean, start + 4 <= bytes.count else { throw .malformed }
            let length = LittleNumber.fixed(bytes, start, 4)
            guard length <= bytes.count - start - 4 else { throw .malformed }
            let numbers = HybridNumbers.read(bytes, start + 4..<start + 4 + length, width: 1, count: count)
            for number in numbers { values.append(number == 1 ? "true" : "false") }
        case 5:
            var index = start
            for number in try DeltaNumbers.read(bytes, &index, most: count) { add(number, to: &values) }
        case 6:
            var index = start
            let lengths = try DeltaNumbers.read(bytes, &index, most: count)
            for length in lengths {
                guard length >= 0, length <= bytes.count - index else { throw .malformed }
                add(bytes.span.extracting(index..<index + length), to: &values)
                index += length
            }
        case 7: try deltaBytes(bytes, from: start, count: count, into: &values)
        case 9:
            let width = self.width
            guard width > 0, start + count * width <= bytes.count else { throw .malformed }
            var joined = [UInt8](repeating: 0, count: count * width)
            for part in 0..<width {
                for place in 0..<count { joined[place * width + part] = bytes[start + part * count + place] }
            }
            try plain(joined, from: 0, count: count, into: &values)
        default: throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.parquet; encoding=\(encoding)"))
        }
        return values
    }

    private var width: Int {
        switch column.type {
        case .int32, .float: 4
        case .int64, .double: 8
        case .int96: 12
        case .fixed: column.length
        case .boolean, .bytes: 0
        }
    }

    private func plain(
        _ bytes: [UInt8],
        from start: Int,
        count: Int,
        into values: inout ParquetList
    ) throws(ExtractionFailure) {
        var index = start
        switch column.type {
        case .boolean:
            guard count <= (bytes.count - start) * 8 else { throw .malformed }
            for place in 0..<count {
                values.append(bytes[start + place / 8] >> (place & 7) & 1 == 1 ? "true" : "false")
            }
        case .bytes:
            for _ in 0..<count {
                guard index + 4 <= bytes.count else { throw .malformed }
                let length = LittleNumber.fixed(bytes, index, 4)
                guard length <= bytes.count - index - 4 else { throw .malformed }
                add(bytes.span.extracting(index + 4..<index + 4 + length), to: &values)
                index += 4 + length
            }
        default:
            let width = self.width
            guard width > 0, count <= (bytes.count - start) / width else { throw .malformed }
            values.reserve(count)
            for _ in 0..<count {
                addFixed(bytes, index, width, to: &values)
                index += width
            }
        }
    }

    private func add(_ number: Int, to values: inout ParquetList) {
        if column.meaning == .plain {
            values.append(number)
        } else {
            values.append(DataValue.text(number, column).span)
        }
    }

    private func addFixed(_ bytes: [UInt8], _ index: Int, _ width: Int, to values: inout ParquetList) {
        let number = LittleNumber.fixed(bytes, index, min(8, width))
        switch column.type {
        case .int32: add(Int(Int32(truncatingIfNeeded: number)), to: &values)
        case .int64: add(number, to: &values)
        case .float:
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: number))
            values.append(value == value.rounded() ? DataNumber.text(Double(value)) : "\(value)")
        case .double: values.append(DataNumber.text(Double(bitPattern: UInt64(bitPattern: Int64(number)))))
        case .int96:
            // Parts of a day, and days since the beginning of the year -4712.
            let days = LittleNumber.fixed(bytes, index + 8, 4) - 2_440_588
            values.append(DataTime.text(Double(days) * 86_400 + Double(number) / 1e9).span)
        case .fixed, .boolean, .bytes: add(bytes.span.extracting(index..<index + width), to: &values)
        }
    }

    /// Adds a value of bytes.
    private func add(_ value: Span<UInt8>, to values: inout ParquetList) {
        switch column.meaning {
        case .decimal(let scale) where value.count <= 8:
            let bytes = Array(copying: value)
            let text = bytes.isEmpty ? [] : DataValue.decimal(BigEndian.signed(bytes, 0, bytes.count), scale)
            values.append(text.span)
        case .decimal(let scale) where value.count <= 16:
            // The upper bytes of small numbers are all sign.
            let bytes = Array(copying: value)
            let number = BigEndian.signed(bytes, bytes.count - 8, 8)
            let isSmall = bytes.dropLast(8).allSatisfy { $0 == (number < 0 ? 0xFF : 0) }
            if isSmall {
                values.append(DataValue.decimal(number, scale).span)
            } else {
                values.append(value, isData: true)
            }
        case .text: values.append(value)
        default: values.append(value, isData: true)
        }
    }

    /// Values of which each begins as the one before does.
    private func deltaBytes(
        _ bytes: [UInt8],
        from start: Int,
        count: Int,
        into values: inout ParquetList
    ) throws(ExtractionFailure) {
        var index = start
        let prefixes = try DeltaNumbers.read(bytes, &index, most: count)
        let lengths = try DeltaNumbers.read(bytes, &index, most: count)
        guard prefixes.count == lengths.count else { throw .malformed }
        var last: [UInt8] = []
        for (prefix, length) in zip(prefixes, lengths) {
            guard prefix >= 0, prefix <= last.count, length >= 0, length <= bytes.count - index else {
                throw .malformed
            }
            try budget.spend(prefix)
            last = Array(last[..<prefix]) + bytes[index..<index + length]
            index += length
            if column.type == .fixed || column.type == .bytes {
                add(last.span, to: &values)
            } else {
                values.append(last.span)
            }
        }
    }
}

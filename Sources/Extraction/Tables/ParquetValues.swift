import Bytes
import Findings

/// The values of a page, as people read them.
///
/// Source: Apache Parquet, "Parquet encoding definitions".
struct ParquetValues {
    /// A value: text, or data of whatever kind.
    struct Value {
        var bytes: [UInt8]
        var isData = false
    }

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
    ) throws(ExtractionFailure) -> [Value] {
        switch encoding {
        case 0: return try plain(bytes, from: start, count: count)
        case 3:
            // Runs of truth values, behind their length.
            guard column.type == .boolean, start + 4 <= bytes.count else { throw .malformed }
            let length = LittleNumber.fixed(bytes, start, 4)
            guard length <= bytes.count - start - 4 else { throw .malformed }
            let numbers = HybridNumbers.read(bytes, start + 4..<start + 4 + length, width: 1, count: count)
            return numbers.map { ParquetValues.truth($0 == 1) }
        case 5:
            var index = start
            return try DeltaNumbers.read(bytes, &index, most: count).map { Value(bytes: DataValue.text($0, column)) }
        case 6:
            var index = start
            let lengths = try DeltaNumbers.read(bytes, &index, most: count)
            var values: [Value] = []
            for length in lengths {
                guard length >= 0, length <= bytes.count - index else { throw .malformed }
                values.append(value(bytes[index..<index + length]))
                index += length
            }
            return values
        case 7: return try deltaBytes(bytes, from: start, count: count)
        case 9:
            let width = self.width
            guard width > 0, start + count * width <= bytes.count else { throw .malformed }
            var joined = [UInt8](repeating: 0, count: count * width)
            for part in 0..<width {
                for place in 0..<count { joined[place * width + part] = bytes[start + part * count + place] }
            }
            return try plain(joined, from: 0, count: count)
        default: throw ExtractionFailure(.unsupportedFormat("application/vnd.apache.parquet; encoding=\(encoding)"))
        }
    }

    private static func truth(_ value: Bool) -> Value { Value(bytes: Array((value ? "true" : "false").utf8)) }

    private var width: Int {
        switch column.type {
        case .int32, .float: 4
        case .int64, .double: 8
        case .int96: 12
        case .fixed: column.length
        case .boolean, .bytes: 0
        }
    }

    private func plain(_ bytes: [UInt8], from start: Int, count: Int) throws(ExtractionFailure) -> [Value] {
        var values: [Value] = []
        var index = start
        switch column.type {
        case .boolean:
            guard count <= (bytes.count - start) * 8 else { throw .malformed }
            for place in 0..<count {
                values.append(ParquetValues.truth(bytes[start + place / 8] >> (place & 7) & 1 == 1))
            }
        case .bytes:
            for _ in 0..<count {
                guard index + 4 <= bytes.count else { throw .malformed }
                let length = LittleNumber.fixed(bytes, index, 4)
                guard length <= bytes.count - index - 4 else { throw .malformed }
                values.append(value(bytes[index + 4..<index + 4 + length]))
                index += 4 + length
            }
        default:
            let width = self.width
            guard width > 0, count <= (bytes.count - start) / width else { throw .malformed }
            values.reserveCapacity(count)
            for _ in 0..<count {
                values.append(fixed(bytes, index, width))
                index += width
            }
        }
        return values
    }

    private func fixed(_ bytes: [UInt8], _ index: Int, _ width: Int) -> Value {
        let number = LittleNumber.fixed(bytes, index, min(8, width))
        switch column.type {
        case .int32: return Value(bytes: DataValue.text(Int(Int32(truncatingIfNeeded: number)), column))
        case .int64: return Value(bytes: DataValue.text(number, column))
        case .float:
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: number))
            return Value(bytes: Array((value == value.rounded() ? DataNumber.text(Double(value)) : "\(value)").utf8))
        case .double:
            return Value(bytes: Array(DataNumber.text(Double(bitPattern: UInt64(bitPattern: Int64(number)))).utf8))
        case .int96:
            // Parts of a day, and days since the beginning of the year -4712.
            let days = LittleNumber.fixed(bytes, index + 8, 4) - 2_440_588
            return Value(bytes: DataTime.text(Double(days) * 86_400 + Double(number) / 1e9))
        case .fixed, .boolean, .bytes: return value(bytes[index..<index + width])
        }
    }

    /// A value of bytes.
    private func value(_ bytes: ArraySlice<UInt8>) -> Value {
        let bytes = Array(bytes)
        switch column.meaning {
        case .decimal(let scale) where bytes.count <= 8:
            return Value(bytes: bytes.isEmpty ? [] : DataValue.decimal(BigEndian.signed(bytes, 0, bytes.count), scale))
        case .decimal(let scale) where bytes.count <= 16:
            // The upper bytes of small numbers are all sign.
            let number = BigEndian.signed(bytes, bytes.count - 8, 8)
            let isSmall = bytes.dropLast(8).allSatisfy { $0 == (number < 0 ? 0xFF : 0) }
            return isSmall ? Value(bytes: DataValue.decimal(number, scale)) : Value(bytes: bytes, isData: true)
        case .text: return Value(bytes: bytes)
        default: return Value(bytes: bytes, isData: true)
        }
    }

    /// Values of which each begins as the one before does.
    private func deltaBytes(_ bytes: [UInt8], from start: Int, count: Int) throws(ExtractionFailure) -> [Value] {
        var index = start
        let prefixes = try DeltaNumbers.read(bytes, &index, most: count)
        let lengths = try DeltaNumbers.read(bytes, &index, most: count)
        guard prefixes.count == lengths.count else { throw .malformed }
        var values: [Value] = []
        var last: [UInt8] = []
        for (prefix, length) in zip(prefixes, lengths) {
            guard prefix >= 0, prefix <= last.count, length >= 0, length <= bytes.count - index else {
                throw .malformed
            }
            try budget.spend(prefix)
            last = Array(last[..<prefix]) + bytes[index..<index + length]
            index += length
            values.append(column.type == .fixed || column.type == .bytes ? value(last[...]) : Value(bytes: last))
        }
        return values
    }
}

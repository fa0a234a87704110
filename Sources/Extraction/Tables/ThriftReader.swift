import Findings

/// A value of Thrift's compact protocol.
///
/// Source: Apache Thrift, "Thrift Compact protocol encoding".
enum ThriftValue {
    case bool(Bool)
    case integer(Int)
    case double(Double)
    case bytes(ArraySlice<UInt8>)
    case list([ThriftValue])
    case record([Int: ThriftValue])

    var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    var bytes: ArraySlice<UInt8>? {
        if case .bytes(let value) = self { value } else { nil }
    }

    var list: [ThriftValue] {
        if case .list(let values) = self { values } else { [] }
    }

    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The field of a record.
    subscript(field: Int) -> ThriftValue? {
        if case .record(let fields) = self { fields[field] } else { nil }
    }
}

/// Reads values of Thrift's compact protocol.
struct ThriftReader {
    private let bytes: [UInt8]
    /// Where the next byte stands.
    private(set) var offset: Int
    private var valueCount = 0

    /// The deepest nesting, and the most values.
    private static let (mostLevels, mostValues) = (24, 8_000_000)

    init(_ bytes: [UInt8], at offset: Int = 0) { (self.bytes, self.offset) = (bytes, offset) }

    /// Reads a record.
    ///
    /// - Returns: `nil` for what is none, or is cut short.
    mutating func record() -> ThriftValue? { record(0) }

    private mutating func record(_ level: Int) -> ThriftValue? {
        guard level < ThriftReader.mostLevels else { return nil }
        var fields: [Int: ThriftValue] = [:]
        var last = 0
        while true {
            guard let head = byte() else { return nil }
            if head == 0 { return .record(fields) }
            let type = head & 15
            if head >> 4 == 0 {
                guard let number = zigzag() else { return nil }
                last = number
            } else {
                last &+= Int(head >> 4)
            }
            guard let value = value(type, level, inList: false) else { return nil }
            fields[last] = value
        }
    }

    private mutating func value(_ type: UInt8, _ level: Int, inList: Bool) -> ThriftValue? {
        valueCount += 1
        guard valueCount <= ThriftReader.mostValues else { return nil }
        switch type {
        case 1, 2:
            // Fields have the value in their type, elements have a byte of their own.
            guard inList else { return .bool(type == 1) }
            return byte().map { .bool($0 == 1) }
        case 3: return byte().map { .integer(Int(Int8(bitPattern: $0))) }
        case 4, 5, 6: return zigzag().map { .integer($0) }
        case 7:
            guard offset + 8 <= bytes.count else { return nil }
            let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
            offset += 8
            return .double(Double(bitPattern: bits))
        case 8:
            guard let count = number(), count >= 0, count <= bytes.count - offset else { return nil }
            offset += count
            return .bytes(bytes[offset - count..<offset])
        case 9, 10:
            guard let head = byte() else { return nil }
            var count = Int(head >> 4)
            if count == 15 {
                guard let long = number() else { return nil }
                count = long
            }
            guard count >= 0, count <= bytes.count - offset else { return nil }
            var values: [ThriftValue] = []
            for _ in 0..<count {
                guard let next = value(head & 15, level, inList: true) else { return nil }
                values.append(next)
            }
            return .list(values)
        case 11:
            guard let count = number(), count >= 0, count <= bytes.count - offset else { return nil }
            if count == 0 { return .list([]) }
            guard let types = byte() else { return nil }
            var values: [ThriftValue] = []
            for _ in 0..<count {
                guard let key = value(types >> 4, level, inList: true),
                    let held = value(types & 15, level, inList: true)
                else { return nil }
                values += [key, held]
            }
            return .list(values)
        case 12: return record(level + 1)
        default: return nil
        }
    }

    private mutating func byte() -> UInt8? {
        guard offset < bytes.count else { return nil }
        offset += 1
        return bytes[offset - 1]
    }

    private mutating func number() -> Int? { SevenBits.number(bytes, &offset, before: bytes.count) }

    private mutating func zigzag() -> Int? { number().map { LittleNumber.unfolded($0) } }
}

/// Numbers whose lowest byte comes first.
enum LittleNumber {
    /// The number of `width` bytes at `offset`, at most 8; bytes that are not there count as 0.
    static func fixed(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
        var value: UInt64 = 0
        for index in (offset..<offset + width).reversed() {
            value = value << 8 | UInt64(index < bytes.count ? bytes[index] : 0)
        }
        return Int(truncatingIfNeeded: value)
    }

    /// The number whose sign was put into its lowest bit.
    static func unfolded(_ value: Int) -> Int {
        let bits = UInt64(bitPattern: Int64(value))
        return Int(Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1))
    }
}

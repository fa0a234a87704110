/// Values as bytes, one behind the other, for the two ends of one channel.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func write(_ value: Int) {
        // Most numbers are small: seven bits a byte, lowest first, the top bit saying that more come.
        var rest = UInt64(bitPattern: Int64(value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func write(_ value: [UInt8]) {
        write(value.count)
        bytes += value
    }

    mutating func write(_ value: String) { write(Array(value.utf8)) }

    mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    mutating func write<Value>(_ values: [Value], _ body: (inout ByteWriter, Value) -> Void) {
        write(values.count)
        for value in values { body(&self, value) }
    }
}

/// Reads what ``ByteWriter`` has written, and trusts nothing: the other end may have been taken over.
struct ByteReader {
    private let input: [UInt8]
    private var offset = 0

    /// The bytes are not what they should be.
    struct Malformed: Error {}

    init(_ input: [UInt8]) { self.input = input }

    mutating func int() throws(Malformed) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(Int64(bitPattern: value)) }
        }
        throw Malformed()
    }

    mutating func int(in range: ClosedRange<Int>) throws(Malformed) -> Int {
        let value = try int()
        guard range.contains(value) else { throw Malformed() }
        return value
    }

    mutating func bool() throws(Malformed) -> Bool { try byte() != 0 }

    mutating func bytes() throws(Malformed) -> [UInt8] {
        let count = try count()
        defer { offset += count }
        return Array(input[offset..<offset + count])
    }

    mutating func string() throws(Malformed) -> String { String(decoding: try bytes(), as: UTF8.self) }

    mutating func optional<Value>(
        _ body: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? { try bool() ? try body(&self) : nil }

    mutating func list<Value>(
        _ body: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> [Value] {
        // Each element takes a byte at least, so that a count can promise no more than there is.
        let count = try count()
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    /// A count of things that are still to come, each of a byte at least.
    private mutating func count() throws(Malformed) -> Int {
        let count = try int()
        // What is left is known only now that the count itself was read.
        guard (0...input.count - offset).contains(count) else { throw Malformed() }
        return count
    }

    func finish() throws(Malformed) { guard offset == input.count else { throw Malformed() } }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard offset < input.count else { throw Malformed() }
        defer { offset += 1 }
        return input[offset]
    }
}

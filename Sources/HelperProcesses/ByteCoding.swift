/// Values as bytes, one behind the other, for the two ends of one channel: what all helper processes are told in, and answer.
public struct ByteWriter {
    public private(set) var bytes: [UInt8] = []

    /// Has written nothing.
    public init() {}

    /// A number, in as many bytes as it needs; a negative one in ten.
    public mutating func write(_ value: Int) {
        // Most numbers are small: seven bits a byte, lowest first, the top bit saying that more come.
        var rest = UInt64(bitPattern: Int64(value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A byte.
    public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// Bytes, with their number before them.
    public mutating func write(_ value: [UInt8]) {
        write(value.count)
        bytes += value
    }

    /// Text in UTF-8, like bytes.
    public mutating func write(_ value: String) {
        write(value.utf8.count)
        bytes += value.utf8
    }

    /// Text like ``write(_:)-(String)``, with small letters of ASCII for capital ones.
    public mutating func write(lowercasing value: String) {
        write(value.utf8.count)
        for byte in value.utf8 { bytes.append(0x41...0x5A ~= byte ? byte | 0x20 : byte) }
    }

    /// Text like ``write(_:)-(String)``, without spaces and tabulators around it.
    public mutating func write(trimming value: String) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 }
        guard let first = value.utf8.first, isBlank(first) || value.utf8.last.map(isBlank) == true else {
            return write(value)
        }
        var rest = value.utf8.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        write(Array(rest))
    }

    /// One byte as it is.
    public mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// Bytes as they are, without their number.
    public mutating func append(_ other: [UInt8]) { bytes += other }

    /// Makes room for so many bytes in all.
    public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    /// Whether there is a value, and then the value as `body` writes it.
    public mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    /// How many values there are, and then each as `body` writes it.
    public mutating func write<Value>(_ values: [Value], _ body: (inout ByteWriter, Value) -> Void) {
        write(values.count)
        for value in values { body(&self, value) }
    }
}

/// Reads what ``ByteWriter`` has written, and trusts nothing: the other end may have been taken over.
///
/// Whatever is no such value is ``Malformed``; no count makes it take more memory than there are bytes.
public struct ByteReader {
    private let input: [UInt8]
    private var offset = 0

    /// The bytes are not what they should be.
    public struct Malformed: Error {
        /// Whoever reads a message throws one where a value is none that can be.
        public init() {}
    }

    /// Begins with the first byte.
    public init(_ input: [UInt8]) { self.input = input }

    public mutating func int() throws(Malformed) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(Int64(bitPattern: value)) }
        }
        throw Malformed()
    }

    /// A number within a range.
    public mutating func int(in range: ClosedRange<Int>) throws(Malformed) -> Int {
        let value = try int()
        guard range.contains(value) else { throw Malformed() }
        return value
    }

    public mutating func bool() throws(Malformed) -> Bool { try byte() != 0 }

    public mutating func bytes() throws(Malformed) -> [UInt8] {
        Array(input[try range()])
    }

    /// Where bytes are in what is read: they are not copied.
    public mutating func range() throws(Malformed) -> Range<Int> {
        let count = try count()
        defer { offset += count }
        return offset..<offset + count
    }

    public mutating func string() throws(Malformed) -> String {
        String(decoding: input[try range()], as: UTF8.self)
    }

    public mutating func optional<Value>(
        _ body: (inout ByteReader) throws(Malformed) -> Value
    ) throws(Malformed) -> Value? { try bool() ? try body(&self) : nil }

    public mutating func list<Value>(
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

    /// Whether all was read.
    public var isAtEnd: Bool { offset == input.count }

    /// Throws when there is more.
    public func finish() throws(Malformed) { guard offset == input.count else { throw Malformed() } }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard offset < input.count else { throw Malformed() }
        defer { offset += 1 }
        return input[offset]
    }
}

extension ByteWriter {
    /// Texts by names, in the order of these.
    public mutating func write(_ values: [String: String]) {
        write(values.sorted { $0.key < $1.key }) { writer, pair in
            writer.write(pair.key)
            writer.write(pair.value)
        }
    }

    /// Texts.
    public mutating func write(_ values: [String]) { write(values) { $0.write($1) } }
}

extension ByteReader {
    /// Texts by names; of two with one name the last counts.
    public mutating func texts() throws(Malformed) -> [String: String] {
        let pairs = try list { reader throws(Malformed) in (try reader.string(), try reader.string()) }
        return Dictionary(pairs) { $1 }
    }

    /// Texts.
    public mutating func strings() throws(Malformed) -> [String] {
        try list { reader throws(Malformed) in try reader.string() }
    }
}

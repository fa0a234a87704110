import Findings

/// The records of a part of a binary workbook, one after the other.
///
/// Source: Microsoft, [MS-XLSB], section 2.1.4 (record). It reads as it goes, and keeps one record in memory.
struct BinaryRecords {
    private let stream: any ByteStream
    private var buffer: [UInt8] = []
    private var index = 0

    /// The number of the record that was read last.
    private(set) var type = 0
    /// What it holds; its first mebibyte, where it is longer.
    private(set) var bytes: [UInt8] = []

    private static let longest = 1 << 20

    init(_ stream: any ByteStream) { self.stream = stream }

    private mutating func byte() throws(ExtractionFailure) -> UInt8? {
        if index == buffer.count {
            buffer = try stream.read(upTo: 1 << 17)
            index = 0
            if buffer.isEmpty { return nil }
        }
        defer { index += 1 }
        return buffer[index]
    }

    /// Goes on to the next record.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: ``ExtractionFailure`` for a record that is cut short.
    mutating func next() throws(ExtractionFailure) -> Bool {
        guard let first = try byte() else { return false }
        type = Int(first & 0x7F)
        if first & 0x80 != 0 {
            guard let second = try byte() else { throw .malformed }
            type |= Int(second & 0x7F) << 7
        }
        var count = 0
        for shift in [0, 7, 14, 21] {
            guard let part = try byte() else { throw .malformed }
            count |= Int(part & 0x7F) << shift
            if part & 0x80 == 0 { break }
        }
        bytes.removeAll(keepingCapacity: true)
        while count > 0 {
            if index == buffer.count {
                buffer = try stream.read(upTo: 1 << 17)
                index = 0
                if buffer.isEmpty { throw .malformed }
            }
            let taken = min(count, buffer.count - index)
            if bytes.count < BinaryRecords.longest { bytes += buffer[index..<index + taken] }
            index += taken
            count -= taken
        }
        return true
    }

    /// The number of `width` bytes at an offset; 0 where there is none.
    func number(_ offset: Int, _ width: Int) -> UInt64 {
        bytes.number(at: offset, width, .little) ?? 0
    }

    /// The string at an offset, and where it ends: empty for one that is none.
    func string(_ offset: Int) -> (text: [UInt8], end: Int) {
        guard offset + 4 <= bytes.count else { return ([], bytes.count) }
        let count = Int(number(offset, 4))
        if count == 0xFFFF_FFFF { return ([], offset + 4) }
        let start = offset + 4
        guard count <= (bytes.count - start) / 2 else { return (Wide.text(bytes[start...]), bytes.count) }
        return (Wide.text(bytes[start..<start + 2 * count]), start + 2 * count)
    }

    /// The strings at an offset, one behind the other.
    func strings(_ offset: Int, _ count: Int) -> [[UInt8]] {
        var end = offset
        return (0..<count).map { _ in
            let found = string(end)
            end = found.end
            return found.text
        }
    }
}

import Compression
import Findings

/// What a gzip file becomes: all its members, one behind the other.
///
/// Source: RFC 1952.
final class GzipStream: ByteStream {
    private let packed: any ByteStream
    private var buffer: [UInt8] = []
    private var inflater: Inflater?
    private var sum = CRC32()
    private var count: UInt32 = 0
    private var isAtEnd = false

    init(_ packed: any ByteStream) { self.packed = packed }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        while !isAtEnd {
            guard let inflater else {
                try begin()
                continue
            }
            let next = try inflater.next(upTo: limit) { () throws(ExtractionFailure) in
                if buffer.isEmpty { _ = try fill() }
                defer { buffer = [] }
                return buffer
            }
            guard let output = next else {
                try finish(inflater)
                continue
            }
            sum.update(output)
            count &+= UInt32(truncatingIfNeeded: output.count)
            return output
        }
        return []
    }

    private func fill() throws(ExtractionFailure) -> Bool {
        let bytes = try packed.read(upTo: 1 << 16)
        buffer += bytes
        return !bytes.isEmpty
    }

    /// Takes so many bytes of a header.
    private func take(_ wanted: Int) throws(ExtractionFailure) -> [UInt8] {
        while buffer.count < wanted { if try !fill() { throw .malformed } }
        defer { buffer.removeFirst(wanted) }
        return Array(buffer.prefix(wanted))
    }

    /// Passes over a text that a zero ends.
    private func skipText() throws(ExtractionFailure) {
        while true {
            if let end = buffer.firstIndex(of: 0) {
                buffer.removeFirst(end + 1)
                return
            }
            buffer = []
            if try !fill() { throw .malformed }
        }
    }

    /// Reads the header of a member; nothing but zeroes may follow the last one.
    private func begin() throws(ExtractionFailure) {
        while true {
            if let index = buffer.firstIndex(where: { $0 != 0 }) {
                buffer.removeFirst(index)
                break
            }
            buffer = []
            if try !fill() {
                isAtEnd = true
                return
            }
        }
        let fixed = try take(10)
        guard fixed[0] == 0x1F, fixed[1] == 0x8B, fixed[2] == 8 else { throw .malformed }
        let flags = fixed[3]
        if flags & 4 != 0 {
            let length = try take(2)
            _ = try take(Int(length[0]) | Int(length[1]) << 8)
        }
        for flag in [UInt8(8), 16] where flags & flag != 0 { try skipText() }
        if flags & 2 != 0 { _ = try take(2) }
        guard let next = Inflater() else { throw ExtractionFailure(.memoryLimit, isFinal: true) }
        (inflater, sum, count) = (next, CRC32(), 0)
    }

    /// Reads what follows a member.
    private func finish(_ inflater: Inflater) throws(ExtractionFailure) {
        buffer = inflater.unread
        let trailer = try take(8)
        self.inflater = nil
        var fields = Fields(trailer, at: 0)
        guard fields.uint32() == Int(sum.value), fields.uint32() == Int(count) else { throw .malformed }
    }
}

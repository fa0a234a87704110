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
    private var isFirst = true

    /// What headers say: the name of what was packed, a comment and further fields, each on a line.
    private(set) var notes: [UInt8] = []
    /// What stands behind the last member; `nil` for nothing but zeroes.
    private(set) var rest: (any ByteStream)?

    /// In bytes.
    private static let mostNotes = 1 << 16

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

    /// Takes note of a text that a zero ends.
    private func takeText() throws(ExtractionFailure) {
        while true {
            let end = buffer.firstIndex(of: 0)
            note(buffer[..<(end ?? buffer.count)])
            if let end {
                notes.append(10)
                buffer.removeFirst(end + 1)
                return
            }
            buffer = []
            if try !fill() { throw .malformed }
        }
    }

    private func note(_ text: some Collection<UInt8>) {
        if notes.count < GzipStream.mostNotes { notes += MemberName.readable(Array(text)) }
    }

    /// Reads the header of a member.
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
        if !isFirst {
            while buffer.count < 3, try fill() {}
            // A header that is cut short is one.
            guard buffer.starts(with: [0x1F, 0x8B, 8].prefix(buffer.count)) else {
                rest = PrefixedStream(buffer, packed)
                isAtEnd = true
                return
            }
        }
        let fixed = try take(10)
        guard fixed[0] == 0x1F, fixed[1] == 0x8B, fixed[2] == 8 else { throw .malformed }
        isFirst = false
        let flags = fixed[3]
        if flags & 4 != 0 {
            let length = try take(2)
            let fields = try take(Int(length[0]) | Int(length[1]) << 8)
            note(PrintableRuns.lines(of: fields))
        }
        let before = notes.count
        if flags & 8 != 0 { try takeText() }
        if !MemberNotes.mayIdentify(Array(notes[before...])) { notes.removeLast(notes.count - before) }
        if flags & 16 != 0 { try takeText() }
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

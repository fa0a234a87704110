import Findings

/// What the packed RTF of a message becomes.
///
/// Source: Microsoft, [MS-OXRTFCP], sections 2.1 (syntax) and 2.2 (decompressing).
final class CompressedRTF: ByteStream {
    private let packed: any ByteStream
    private var input: [UInt8] = []
    private var index = 0
    private var window = [UInt8](repeating: 32, count: 4096)
    private var end: Int
    /// Whether the bytes are packed at all.
    private let isPacked: Bool
    /// How many bytes come out and are still to come, as the header says.
    private var left: Int
    private var isAtEnd = false

    private static let start = Array(
        (#"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"#
            + #"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"# + "\r\n"
            + #"\par \pard\plain\f0\fs20\b\i\u\tab\tx"#).utf8
    )

    /// Whether bytes begin like packed RTF.
    static func begins(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 16 else { return false }
        return Sniffer.starts(head, Array("LZFu".utf8), at: 8) || Sniffer.starts(head, Array("MELA".utf8), at: 8)
    }

    /// Begins to unpack.
    ///
    /// - Parameter packed: The packed bytes, header and all.
    /// - Throws: ``ExtractionFailure`` where they are none.
    init(_ packed: any ByteStream) throws(ExtractionFailure) {
        self.packed = packed
        var header: [UInt8] = []
        while header.count < 16 {
            let piece = try packed.read(upTo: 16 - header.count)
            if piece.isEmpty { throw .malformed }
            header += piece
        }
        guard CompressedRTF.begins(header.span) else { throw .malformed }
        isPacked = header[8] == UInt8(ascii: "L")
        var fields = Fields(header, at: 4)
        left = fields.uint32() ?? 0
        for (index, byte) in CompressedRTF.start.enumerated() { window[index] = byte }
        end = CompressedRTF.start.count
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        guard isPacked else {
            let bytes = try packed.read(upTo: min(limit, max(1, left)))
            left -= bytes.count
            return left < 0 ? [] : bytes
        }
        var output: [UInt8] = []
        while output.count < min(limit, 1 << 16), !isAtEnd { try unpack(into: &output) }
        return output
    }

    private func next() throws(ExtractionFailure) -> UInt8 {
        if index == input.count {
            input = try packed.read(upTo: 1 << 16)
            index = 0
            // The end is marked: what ends without a mark was cut short.
            if input.isEmpty { throw .malformed }
        }
        defer { index += 1 }
        return input[index]
    }

    /// Unpacks up to eight pieces, each a byte or a stretch that was there before.
    private func unpack(into output: inout [UInt8]) throws(ExtractionFailure) {
        // What came out before a fault is not lost: the fault comes with the next call.
        let count = output.count
        do throws(ExtractionFailure) {
            let control = try next()
            for bit in 0..<8 {
                guard control >> UInt8(bit) & 1 != 0 else {
                    put(try next(), &output)
                    continue
                }
                let pair = Int(try next()) << 8 | Int(try next())
                let offset = pair >> 4
                if offset == end {
                    isAtEnd = true
                    return
                }
                for step in 0..<(pair & 15) + 2 { put(window[(offset + step) & 4095], &output) }
            }
        } catch {
            if output.count == count { throw error }
        }
    }

    private func put(_ byte: UInt8, _ output: inout [UInt8]) {
        output.append(byte)
        window[end] = byte
        end = (end + 1) & 4095
    }
}

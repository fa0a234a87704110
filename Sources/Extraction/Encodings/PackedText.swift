import Compression

/// Short packed bytes that stand in text, as base64 has them.
///
/// Sources: RFC 1950 and RFC 1952.
public enum PackedText {
    /// What came out of packed bytes.
    public struct Unpacked {
        /// The bytes.
        public var bytes: [UInt8]
        /// Whether that is all.
        public var isWhole: Bool
        /// The MIME type of the packed ones.
        public var type: String
    }

    /// Whether bytes, of which ten or more are there, begin as gzip or zlib do.
    public static func begins(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 10 else { return false }
        if head[0] == 0x1F, head[1] == 0x8B, head[2] == 8 { return head[3] & 0xE0 == 0 }
        // The window of 32 KiB that all encoders use, no dictionary, and a sum that is right.
        return head[0] == 0x78 && head[1] & 0x20 == 0 && (0x7800 | Int(head[1])) % 31 == 0
    }

    /// Unpacks a stream of gzip or zlib.
    ///
    /// - Parameters:
    ///   - packed: The stream, which may be cut short.
    ///   - most: How many bytes may come out.
    /// - Returns: What came out; `nil` where nothing did, as for what only begins alike.
    public static func unpacked(_ packed: [UInt8], most: Int) -> Unpacked? {
        guard begins(packed.span) else { return nil }
        let isGzip = packed[0] == 0x1F
        let type = isGzip ? "application/gzip" : "application/zlib"
        var output: [UInt8] = []
        var isWhole = false
        if isGzip {
            (output, isWhole) = collect(GzipStream(StoreStream(MemoryStore(packed), 0..<packed.count)), most)
        } else if let inflater = Inflater() {
            (output, isWhole) = collect(RawStream(inflater, Array(packed.dropFirst(2))), most)
        }
        return output.isEmpty ? nil : Unpacked(bytes: output, isWhole: isWhole, type: type)
    }

    /// What comes out of a stream until it ends, fails or has given enough.
    private static func collect(_ stream: any ByteStream, _ most: Int) -> ([UInt8], Bool) {
        var output: [UInt8] = []
        while output.count < most {
            let piece: [UInt8]
            do throws(ExtractionFailure) { piece = try stream.read(upTo: min(1 << 16, most - output.count)) } catch {
                return (output, false)
            }
            if piece.isEmpty { return (output, true) }
            output += piece
        }
        return (output, false)
    }

    /// What comes out of deflated bytes in memory.
    private final class RawStream: ByteStream {
        private let inflater: Inflater

        init(_ inflater: Inflater, _ packed: [UInt8]) {
            self.inflater = inflater
            inflater.take(packed)
        }

        func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
            try inflater.next(upTo: limit) { [] } ?? []
        }
    }
}

import Findings

/// What Office packs objects into that a web page or a document of Word 2003 as XML holds: a header, and a stream of zlib.
enum ActiveMime {
    static let signature = Array("ActiveMime".utf8)

    /// The most bytes of the header.
    private static let longestHeader = 256

    /// What comes out; `nil` where no stream of zlib begins in the first few bytes.
    static func unpacked(_ bytes: [UInt8]) -> (any ByteStream)? {
        // The streams that Office writes begin behind 50 bytes; others say so nowhere.
        for start in [50] + Array(signature.count..<max(signature.count, min(longestHeader, bytes.count - 2)))
        where start + 2 < bytes.count && bytes[start] == 0x78
            && (Int(bytes[start]) << 8 | Int(bytes[start + 1])) % 31 == 0
        {
            return InflatedStream(StoreStream(MemoryStore(bytes), (start + 2)..<bytes.count), 0)
        }
        return nil
    }
}

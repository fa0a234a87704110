/// A library that reads archives, which only processes have that hold nothing else.
public protocol ArchiveLibrary: Sendable {
    /// Opens an archive or a compressed stream.
    ///
    /// - Parameters:
    ///   - format: What it is.
    ///   - source: Its bytes.
    /// - Returns: The archive, before its first member.
    /// - Throws: ``ExtractionFailure`` when it is no such thing.
    func open(_ format: ArchiveFormat, _ source: ArchiveSource) throws(ExtractionFailure) -> any ArchiveReading

    /// Unpacks a stream of DEFLATE (RFC 1951) of which is known how long it becomes, in a half or a third of the time.
    ///
    /// - Parameters:
    ///   - packed: The stream; what stands behind its end does not count.
    ///   - count: How many bytes come out of it.
    /// - Returns: The bytes with their CRC-32; `nil` where it is not that many, or the stream is damaged.
    func inflated(_ packed: [UInt8], to count: Int) -> (bytes: [UInt8], sum: UInt32)?
}

extension ArchiveLibrary {
    /// Leaves it to whoever unpacks in pieces.
    public func inflated(_ packed: [UInt8], to count: Int) -> (bytes: [UInt8], sum: UInt32)? { nil }
}

/// Where the bytes of an archive come from.
public enum ArchiveSource {
    /// In any order.
    case store(any ByteStore)
    /// One after the other.
    case stream(any ByteStream)
}

/// An archive that is being read, from its first member to its last.
public protocol ArchiveReading: AnyObject {
    /// The next member; `nil` behind the last one.
    ///
    /// - Throws: ``ExtractionFailure`` when what follows cannot be read; after ``ExtractionFailure/isFinal`` nothing can.
    func next() throws(ExtractionFailure) -> ArchiveMember?

    /// The next bytes of the member; none at its end.
    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8]

    /// What stands behind the last member, once ``next()`` has come to the end.
    func rest() -> any ByteStream
}

/// What an archive says of a member.
public struct ArchiveMember: Sendable {
    /// Its path, as bytes.
    public var name: [UInt8]

    /// Whether its bytes are encrypted.
    public var isEncrypted: Bool

    /// Whether it is a file, and no folder, link or device.
    public var isFile: Bool

    /// Further names: of what a link leads to, and of owners.
    public var further: [[UInt8]]

    /// What else people have written: extended attributes.
    public var notes: [[UInt8]]

    /// Describes a member.
    public init(
        name: [UInt8],
        isEncrypted: Bool,
        isFile: Bool,
        further: [[UInt8]] = [],
        notes: [[UInt8]] = []
    ) {
        (self.name, self.isEncrypted, self.isFile, self.further, self.notes) =
            (name, isEncrypted, isFile, further, notes)
    }
}

/// Formats that a library reads: archives, and compressed streams of one member.
public enum ArchiveFormat: Sendable, Hashable {
    case tar, cpio, ar, cab, iso9660, lha, xar, sevenZip, rar, zip, rpm
    case gzip, bzip2, xz, lzma, lzip, zstd, lz4, compress

    /// Whether it packs a single stream of bytes.
    var isStream: Bool {
        switch self {
        case .gzip, .bzip2, .xz, .lzma, .lzip, .zstd, .lz4, .compress: true
        default: false
        }
    }

    /// Whether nothing of the archive stands behind its last member, so that what does is something else.
    var hasPlainEnd: Bool { [.tar, .cpio, .ar, .bzip2, .xz, .lzip, .zstd, .lz4].contains(self) }

    /// Whether its bytes are needed in any order.
    var needsStore: Bool { [.sevenZip, .rar, .iso9660, .cab, .xar].contains(self) }
}

/// The header of a 7z file (7zFormat.txt, "SignatureHeader").
enum SevenZip {
    /// Where the file ends, as its header has it; `nil` for nonsense.
    static func end(of store: any ByteStore) throws(ExtractionFailure) -> Int? {
        var fields = Fields(try store.read(at: 12, upTo: 16), at: 0)
        guard let offset = fields.uint64(), let count = fields.uint64(), offset <= store.count, count <= store.count
        else { return nil }
        let end = 32 + offset + count
        return end <= store.count ? end : nil
    }
}

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
}

/// What an archive says of a member.
public struct ArchiveMember: Sendable {
    /// Its path, as bytes.
    public var name: [UInt8]

    /// Whether its bytes are encrypted.
    public var isEncrypted: Bool

    /// Whether it is a file, and no folder, link or device.
    public var isFile: Bool

    /// Describes a member.
    public init(name: [UInt8], isEncrypted: Bool, isFile: Bool) {
        (self.name, self.isEncrypted, self.isFile) = (name, isEncrypted, isFile)
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

    /// Whether its bytes are needed in any order.
    var needsStore: Bool { [.sevenZip, .rar, .iso9660, .cab, .xar].contains(self) }
}

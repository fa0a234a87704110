import CArchive
public import Extraction
import Findings

/// Reads archives with libarchive.
///
/// Each format is enabled by its name: never all of them, for some are read from what is plain text.
public struct LibArchive: ArchiveLibrary {
    /// Has no state.
    public init() {}

    public func open(
        _ format: ArchiveFormat,
        _ source: ArchiveSource
    ) throws(ExtractionFailure) -> any ArchiveReading {
        try OpenArchive(format, source)
    }

    public func inflated(_ packed: [UInt8], to count: Int) -> (bytes: [UInt8], sum: UInt32)? {
        Deflate.inflated(packed, to: count)
    }
}

/// An archive that libarchive reads.
///
/// The corresponding C type is `struct archive`.
@safe
final class OpenArchive: ArchiveReading {
    private let archive: OpaquePointer
    private let feed: Feed
    private let isStream: Bool
    /// Whether members end where they say: the library pads those of xar files with zeroes.
    private let isSized: Bool
    /// Bytes of the member that are still to come, at most.
    private var remaining = Int.max

    init(_ format: ArchiveFormat, _ source: ArchiveSource) throws(ExtractionFailure) {
        guard let archive = unsafe archive_read_new() else { throw ExtractionFailure(.memoryLimit, isFinal: true) }
        unsafe self.archive = archive
        feed = Feed(source)
        isSized = format == .xar
        isStream = unsafe OpenArchive.enable(format, archive)
        let client = unsafe Unmanaged.passUnretained(feed).toOpaque()
        unsafe archive_read_set_callback_data(archive, client)
        unsafe archive_read_set_read_callback(archive) { _, client, output in
            guard let client = unsafe client else { return -1 }
            let feed = unsafe Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue()
            return unsafe feed.read(into: output)
        }
        unsafe archive_read_set_skip_callback(archive) { _, client, count in
            guard let client = unsafe client else { return 0 }
            return unsafe Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue().skip(count)
        }
        if case .store = source {
            unsafe archive_read_set_seek_callback(archive) { _, client, offset, origin in
                guard let client = unsafe client else { return -1 }
                return unsafe Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue().seek(offset, origin)
            }
        }
        let status = unsafe archive_read_open1(archive)
        if let failure = feed.failure { throw failure }
        guard status >= ARCHIVE_WARN else { throw .malformed }
    }

    deinit { unsafe archive_read_free(archive) }

    /// Enables one format.
    ///
    /// - Returns: Whether it is a stream without members of its own.
    private static func enable(_ format: ArchiveFormat, _ archive: OpaquePointer) -> Bool {
        switch format {
        case .tar: unsafe archive_read_support_format_tar(archive)
        case .cpio: unsafe archive_read_support_format_cpio(archive)
        case .ar: unsafe archive_read_support_format_ar(archive)
        case .cab: unsafe archive_read_support_format_cab(archive)
        case .iso9660: unsafe archive_read_support_format_iso9660(archive)
        case .lha: unsafe archive_read_support_format_lha(archive)
        case .xar: unsafe archive_read_support_format_xar(archive)
        case .sevenZip: unsafe archive_read_support_format_7zip(archive)
        case .rar:
            unsafe archive_read_support_format_rar(archive)
            unsafe archive_read_support_format_rar5(archive)
        case .zip: unsafe archive_read_support_format_zip_streamable(archive)
        case .rpm:
            unsafe archive_read_support_filter_rpm(archive)
            // What is behind the header of a package is packed once more.
            unsafe archive_read_support_filter_gzip(archive)
            unsafe archive_read_support_filter_bzip2(archive)
            unsafe archive_read_support_filter_xz(archive)
            unsafe archive_read_support_filter_lzma(archive)
            unsafe archive_read_support_filter_zstd(archive)
            unsafe archive_read_support_format_cpio(archive)
        case .gzip: unsafe archive_read_support_filter_gzip(archive)
        case .bzip2: unsafe archive_read_support_filter_bzip2(archive)
        case .xz: unsafe archive_read_support_filter_xz(archive)
        case .lzma: unsafe archive_read_support_filter_lzma(archive)
        case .lzip: unsafe archive_read_support_filter_lzip(archive)
        case .zstd: unsafe archive_read_support_filter_zstd(archive)
        case .lz4: unsafe archive_read_support_filter_lz4(archive)
        case .compress: unsafe archive_read_support_filter_compress(archive)
        }
        switch format {
        case .gzip, .bzip2, .xz, .lzma, .lzip, .zstd, .lz4, .compress:
            unsafe archive_read_support_format_raw(archive)
            unsafe archive_read_support_format_empty(archive)
            return true
        default:
            unsafe archive_read_support_format_empty(archive)
            return false
        }
    }

    func next() throws(ExtractionFailure) -> ArchiveMember? {
        var entry: OpaquePointer?
        let status = unsafe archive_read_next_header(archive, &entry)
        if let failure = feed.failure { throw failure }
        if status == ARCHIVE_EOF { return nil }
        guard status >= ARCHIVE_WARN, let entry = unsafe entry else {
            throw ExtractionFailure(isEncrypted ? .encrypted : .malformed, isFinal: status == ARCHIVE_FATAL)
        }
        remaining = unsafe isSized ? Int(clamping: archive_entry_size(entry)) : .max
        return ArchiveMember(
            name: isStream ? [] : unsafe OpenArchive.name(of: entry),
            isEncrypted: unsafe archive_entry_is_encrypted(entry) != 0,
            isFile: unsafe isStream || archive_entry_filetype(entry) == OpenArchive.regular
                || archive_entry_filetype(entry) == 0,
            further: isStream ? [] : unsafe OpenArchive.names(around: entry),
            notes: isStream ? [] : unsafe OpenArchive.attributes(of: entry)
        )
    }

    /// Where a link leads, and who owns the member.
    private static func names(around entry: OpaquePointer) -> [[UInt8]] {
        var names: [[UInt8]] = []
        func add(_ text: UnsafePointer<CChar>?) { if let text = unsafe text { unsafe names.append(bytes(of: text)) } }
        unsafe add(archive_entry_hardlink(entry))
        unsafe add(archive_entry_symlink(entry))
        unsafe add(archive_entry_uname(entry))
        unsafe add(archive_entry_gname(entry))
        return names
    }

    private static func attributes(of entry: OpaquePointer) -> [[UInt8]] {
        var notes: [[UInt8]] = []
        unsafe archive_entry_xattr_reset(entry)
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var count = 0
        while unsafe notes.count < mostNotes && archive_entry_xattr_next(entry, &name, &value, &count) == ARCHIVE_OK {
            guard let start = unsafe value, count > 0 else { continue }
            unsafe notes.append(Array(UnsafeRawBufferPointer(start: start, count: min(count, longestName))))
        }
        return notes
    }

    /// For a member.
    private static let mostNotes = 100

    /// Whether the library has come upon something encrypted.
    private var isEncrypted: Bool { unsafe archive_read_has_encrypted_entries(archive) > 0 }

    /// The file type of `AE_IFREG`, which is a macro with a cast.
    private static var regular: UInt32 { 0o100000 }

    /// In bytes.
    private static let longestName = 1 << 16

    private static func name(of entry: OpaquePointer) -> [UInt8] {
        if let text = unsafe archive_entry_pathname_utf8(entry) { return unsafe Array(String(cString: text).utf8) }
        guard let text = unsafe archive_entry_pathname(entry) else { return [] }
        return unsafe bytes(of: text)
    }

    private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
        var bytes: [UInt8] = []
        while unsafe bytes.count < longestName && text[bytes.count] != 0 {
            unsafe bytes.append(UInt8(bitPattern: text[bytes.count]))
        }
        return bytes
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        if remaining <= 0 { return [] }
        var result = 0
        let limit = min(limit, remaining)
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            result = unsafe archive_read_data(archive, buffer.baseAddress, limit)
            count = max(0, result)
        }
        if let failure = feed.failure { throw failure }
        if result < 0 {
            throw ExtractionFailure(isEncrypted ? .encrypted : .malformed, isFinal: result == Int(ARCHIVE_FATAL))
        }
        remaining -= bytes.count
        return bytes
    }

    func rest() -> any ByteStream { feed.rest(from: Int(clamping: unsafe archive_filter_bytes(archive, -1))) }
}

/// What libarchive calls for more bytes.
@safe
private final class Feed {
    /// Why there are no more.
    private(set) var failure: ExtractionFailure?

    private let source: ArchiveSource
    private var offset = 0
    private let block: UnsafeMutableRawPointer
    /// Bytes that the library was given last.
    private var blockCount = 0
    private static let blockSize = 1 << 17

    init(_ source: ArchiveSource) {
        self.source = source
        unsafe block = .allocate(byteCount: Feed.blockSize, alignment: 64)
    }

    deinit { unsafe block.deallocate() }

    func read(into output: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        do throws(ExtractionFailure) {
            let bytes: [UInt8]
            switch source {
            case .store(let store): bytes = try store.read(at: offset, upTo: Feed.blockSize)
            case .stream(let stream): bytes = try stream.read(upTo: Feed.blockSize)
            }
            let count = min(bytes.count, Feed.blockSize)
            offset += count
            blockCount = count
            unsafe bytes.withUnsafeBytes { source in
                if count > 0, let start = source.baseAddress { unsafe block.copyMemory(from: start, byteCount: count) }
            }
            unsafe output?.pointee = UnsafeRawPointer(block)
            return count
        } catch {
            failure = error
            return -1
        }
    }

    /// What the library was not given or has not used, from an offset on.
    func rest(from start: Int) -> any ByteStream {
        if case .store(let store) = source { return Rest(store: store, from: start) }
        let unused = max(0, min(blockCount, offset - start))
        let first = unsafe UnsafeRawBufferPointer(start: block + (blockCount - unused), count: unused)
        return Rest(unsafe Array(first), source)
    }

    func skip(_ count: Int64) -> Int64 {
        guard case .store(let store) = source, count > 0 else { return 0 }
        let possible = min(Int(count), max(0, store.count - offset))
        offset += possible
        return Int64(possible)
    }

    func seek(_ target: Int64, _ origin: CInt) -> Int64 {
        guard case .store(let store) = source else { return -1 }
        let base = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? offset : store.count
        let (sum, overflow) = base.addingReportingOverflow(Int(target))
        guard !overflow, sum >= 0 else { return -1 }
        offset = min(sum, store.count)
        return Int64(offset)
    }
}

/// What stands behind an archive.
private final class Rest: ByteStream {
    private var first: [UInt8]
    private let source: ArchiveSource
    private var offset: Int

    /// Bytes of a stream that were read already, and then the others.
    init(_ first: [UInt8], _ source: ArchiveSource) { (self.first, self.source, offset) = (first, source, 0) }

    /// A store from an offset on.
    init(store: any ByteStore, from start: Int) { (first, source, offset) = ([], .store(store), start) }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        if !first.isEmpty {
            defer { first.removeFirst(min(limit, first.count)) }
            return Array(first.prefix(limit))
        }
        switch source {
        case .stream(let stream): return try stream.read(upTo: limit)
        case .store(let store):
            let bytes = try store.read(at: offset, upTo: limit)
            offset += bytes.count
            return bytes
        }
    }
}

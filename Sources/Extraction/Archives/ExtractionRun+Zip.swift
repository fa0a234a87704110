import Compression
import Findings

// Zip files.
extension ExtractionRun {
    /// Reads all members of a zip file.
    func readZip(_ store: any ByteStore) throws(ExtractionFailure) {
        let budget = budget
        let directory = try ZipDirectory(store, most: budget.limits.members + 1) { () throws(ExtractionFailure) in
            try budget.check()
        }
        guard !directory.entries.isEmpty || !directory.isDamaged else { throw .malformed }
        if directory.isDamaged { note(Gap.Reason.malformed) }
        text(directory.comments, .comment)
        if try !readDocument(OfficePackage(store, directory)) {
            var notes = MemberNotes()
            for entry in directory.entries { notes.add(name: entry.name) }
            for entry in directory.entries where !entry.isFolder { try readMember(entry, of: store) }
            notes.hand(to: self)
        }
        try readGaps(directory, of: store)
    }

    /// Reads what lies between the members and behind the end, where no directory leads to.
    private func readGaps(_ directory: ZipDirectory, of store: any ByteStore) throws(ExtractionFailure) {
        var runs: [UInt8] = []
        for gap in directory.gaps {
            try budget.check()
            runs += PrintableRuns.lines(of: try store.read(at: gap.lowerBound, upTo: min(gap.count, 1 << 20)))
            if gap.count > 1 << 20 || runs.count > 4 << 20 { note(Gap.Reason.expansionLimit) }
            if runs.count > 4 << 20 { break }
        }
        text(runs, .runs)
        if let end = directory.end, end < store.count { try readBehind(StoreStream(store, end..<store.count)) }
    }

    /// Reads a member of a zip file.
    func readMember(_ entry: ZipDirectory.Entry, of store: any ByteStore) throws(ExtractionFailure) {
        if entry.isEncrypted { return try unread(entry.name, .encrypted) }
        guard let stream = try zipStream(entry, of: store) else {
            return try unread(entry.name, .unsupportedFormat("application/zip; method=\(entry.method)"))
        }
        try member(entry.name, stream, packedCount: entry.packedCount)
    }

    /// What a member's packed bytes become.
    ///
    /// - Parameters:
    ///   - entry: The member.
    ///   - store: The file.
    ///   - isShort: Whether its beginning is all that may be wanted.
    /// - Returns: What comes out; `nil` when nobody unpacks it.
    /// - Throws: ``ExtractionFailure`` when a library fails at its beginning.
    func zipStream(
        _ entry: ZipDirectory.Entry,
        of store: any ByteStore,
        isShort: Bool = false
    ) throws(ExtractionFailure) -> (any ByteStream)? {
        let packed = StoreStream(store, entry.start..<entry.start + entry.packedCount)
        switch entry.method {
        case 0: return ChecksummedStream(packed, entry.crc)
        case 8:
            if !isShort, let library, DeflatedMember.takes(entry, budget) {
                return DeflatedMember(entry, store, library, budget)
            }
            return InflatedStream(packed, entry.crc)
        case 12: return try unpacked(packed, .bzip2)
        case 14:
            // The header of a file of its own: the properties, and a length that is not known.
            guard let header = try? packed.read(upTo: 9), header.count == 9 else { return nil }
            let start = Array(header[4...]) + [UInt8](repeating: 0xFF, count: 8)
            return try unpacked(PrefixedStream(start, packed), .lzma)
        case 93, 20: return try unpacked(packed, .zstd)
        case 95: return try unpacked(packed, .xz)
        default: return nil
        }
    }

    private func unpacked(
        _ packed: any ByteStream,
        _ format: ArchiveFormat
    ) throws(ExtractionFailure) -> (any ByteStream)? {
        guard let library else { return nil }
        let archive = try library.open(format, .stream(packed))
        guard try archive.next() != nil else { return nil }
        return LibraryStream(archive)
    }
}

/// Bytes that are as they are, and whose sum is known.
final class ChecksummedStream: ByteStream {
    private let stream: any ByteStream
    private let expected: UInt32
    private var sum = CRC32()

    init(_ stream: any ByteStream, _ expected: UInt32) { (self.stream, self.expected) = (stream, expected) }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        let bytes = try stream.read(upTo: limit)
        sum.update(bytes)
        if bytes.isEmpty, sum.value != expected, expected != 0 { throw .malformed }
        return bytes
    }
}

/// A member that is unpacked at once, as its header says how long it becomes; one that lies is unpacked in pieces.
final class DeflatedMember: ByteStream {
    private let entry: ZipDirectory.Entry
    private let store: any ByteStore
    private let library: any ArchiveLibrary
    private let budget: Budget
    /// What comes out, once that is known, and how much of it was read.
    private var bytes: [UInt8] = []
    private var offset = 0
    private var sum: UInt32 = 0
    private var held = 0
    private var hasBegun = false
    private var pieces: InflatedStream?

    /// The longest member that is unpacked at once.
    private static let longest = 16 << 20

    init(_ entry: ZipDirectory.Entry, _ store: any ByteStore, _ library: any ArchiveLibrary, _ budget: Budget) {
        (self.entry, self.store, self.library, self.budget) = (entry, store, library, budget)
    }

    deinit { budget.release(held) }

    /// Whether a member may be unpacked so: it has room in memory, and all of it may be read.
    static func takes(_ entry: ZipDirectory.Entry, _ budget: Budget) -> Bool {
        1...longest ~= entry.fullCount && entry.packedCount <= longest
            && entry.fullCount <= max(budget.limits.unratedBytes, entry.packedCount * budget.limits.ratio)
            && entry.fullCount + entry.packedCount <= budget.freeMemory / 2
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        if !hasBegun { try begin() }
        if let pieces { return try pieces.read(upTo: limit) }
        guard offset < bytes.count else {
            if sum != entry.crc, entry.crc != 0 { throw .malformed }
            return []
        }
        let end = offset + min(limit, bytes.count - offset)
        defer { offset = end }
        return offset == 0 && end == bytes.count ? bytes : Array(bytes[offset..<end])
    }

    private func begin() throws(ExtractionFailure) {
        hasBegun = true
        let packed = try store.read(at: entry.start, upTo: entry.packedCount)
        guard let (whole, sum) = library.inflated(packed, to: entry.fullCount) else {
            pieces = InflatedStream(StoreStream(store, entry.start..<entry.start + entry.packedCount), entry.crc)
            return
        }
        (bytes, self.sum, held) = (whole, sum, whole.count)
        budget.hold(held)
    }
}

/// What a stream of DEFLATE becomes, whose sum is known.
final class InflatedStream: ByteStream {
    private let packed: any ByteStream
    private let expected: UInt32
    private let inflater = Inflater()
    private var sum = CRC32()

    /// Begins to unpack.
    ///
    /// - Parameters:
    ///   - packed: The packed bytes.
    ///   - expected: The sum of what comes out; 0 for an unknown one.
    init(_ packed: any ByteStream, _ expected: UInt32) { (self.packed, self.expected) = (packed, expected) }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        guard let inflater else { throw ExtractionFailure(.memoryLimit, isFinal: true) }
        let next = try inflater.next(upTo: limit) { () throws(ExtractionFailure) in try packed.read(upTo: 1 << 16) }
        guard let output = next else {
            if sum.value != expected, expected != 0 { throw .malformed }
            return []
        }
        sum.update(output)
        return output
    }
}

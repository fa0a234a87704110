import Cryptography
import Detection
import ManagedSecrets
import POSIX
import Prefiltering

/// Scans one object after another, on one thread.
///
/// Objects are read in chunks, so memory does not grow with their size.
struct FileScanner: ~Copyable {
    private let options: ScanOptions
    private let control: ScanControl
    private var tools: ScanTools
    private var buffer: TextBuffer
    private var decoded: TextBuffer

    /// Bytes of an object that are read together.
    static let chunk = 1 << 20

    /// The largest object with holes of which the hash is worked out, in bytes.
    private static let longestHollow = 1 << 30

    init(_ options: ScanOptions, _ control: ScanControl) throws {
        tools = try ScanTools(options)
        self.options = options
        self.control = control
        buffer = TextBuffer(capacity: FileScanner.chunk)
        decoded = TextBuffer(capacity: 0)
    }

    /// Recognises the secrets of another table from now on; see ``ScanTools/recognise(_:)``.
    mutating func recognise(_ table: LeakTable?) throws -> Bool { try tools.recognise(table) }

    /// How much of an object is looked at.
    struct Bounds {
        /// Wall-clock seconds.
        var seconds: Int?
        /// Bytes that are really read.
        var bytes: Int?
    }

    /// Scans an open object.
    ///
    /// - Parameters:
    ///   - file: The object, at its start.
    ///   - path: How it is called in the report.
    ///   - bounds: How much of it is looked at; what the options say when nothing is given.
    ///   - isWanted: Asked before each chunk; when it says no, the scan ends with the gap ``CoverageGap/interrupted``.
    ///   - observe: Called for each occurrence in order, if the options stream them.
    mutating func scan(
        _ file: borrowing OpenFile,
        path: [UInt8],
        within bounds: Bounds = Bounds(),
        while isWanted: () -> Bool = { true },
        observe: (Detection, FileStatus?) -> Void
    ) -> FileReport {
        var report = FileReport(path: path, coverage: .complete)
        let before = try? file.status()
        report.status = before
        if let limit = options.maximumFileSize, let before, before.size > limit {
            report.coverage = .skipped(.tooLarge)
            return report
        }
        if let output = options.output, let before, before.isSameFile(as: output) {
            report.coverage = .skipped(.ownOutput)
            return report
        }
        var reading = Reading()
        reading.mostBytes = bounds.bytes ?? options.maximumBytesRead ?? .max
        if let seconds = bounds.seconds ?? options.maximumSeconds {
            reading.deadline = Timestamp.monotonic().adding(milliseconds: 1000 * min(seconds, 1 << 40))
        }
        reading.hasName = before.map { $0.kind == .regular && $0.linkCount > 0 } ?? false
        reading.mayHaveHoles = before?.kind == .regular
        do {
            try scan(file, &reading, while: isWanted, into: &report, observe: observe)
        } catch {
            let gap = CoverageGap.readFailed(error.code)
            report.coverage = reading.byteCount == 0 ? .skipped(gap) : .partial(gap)
        }
        report.status = reading.status ?? (try? file.status())
        if let gap = reading.gap { report.coverage = .partial(gap) }
        if report.coverage == .complete, let status = report.status, status.kind == .regular,
            status.modified != before?.modified || status.size != reading.byteCount
        {
            report.coverage = .partial(.changedWhileRead)
        }
        return report
    }

    /// How far the reading of an object has come.
    private struct Reading {
        /// Up to where it was looked at, holes included.
        var byteCount = 0
        var isAtEnd = false
        /// Why the scan ended before the object did.
        var gap: CoverageGap?
        /// Bytes that were skipped because they are a hole.
        var skipped = 0
        var mostBytes = Int.max
        /// By the clock ``Timestamp/monotonic()``.
        var deadline: Timestamp?
        /// Whether it was in a folder when the scan began.
        var hasName = false
        var mayHaveHoles = false
        /// Taken when the end was reached.
        var status: FileStatus?
    }

    /// Reads and scans chunk by chunk.
    private mutating func scan(
        _ file: borrowing OpenFile,
        _ reading: inout Reading,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        buffer.removeAll()
        try fill(from: file, &reading, while: isWanted)
        guard buffer.count > 0 else { return }
        if let type = Sniffer.packedType(of: buffer.bytes) {
            report.content = .packed(type)
        } else {
            report.content = buffer.isPlainASCII(upTo: Sniffer.window) ? .text(.utf8) : Sniffer.kind(of: buffer.bytes)
        }
        switch report.content {
        case .packed, .binary:
            guard options.scansBinary else {
                report.coverage = .skipped(.binary)
                reading.byteCount = (try? file.status().size) ?? reading.byteCount
                return
            }
            if case .packed(let type) = report.content { report.coverage = .partial(.unsupportedFormat(type)) }
        case .text, .empty: break
        }
        // A header has names in it; behind it, whatever can be read shows that nothing is encrypted.
        if report.content == .packed(ContentKind.encryptedMessage), let count = Sniffer.messageHeaderCount(buffer.bytes) {
            buffer.blank(count)
        }

        var text = TextScan(options, content: report.content)
        if case .text(let encoding) = report.content, encoding.isUTF16 {
            var decoder = UTF16Decoder(isBigEndian: encoding == .utf16BigEndian)
            decoded.removeAll()
            while true {
                decoder.decode(buffer, isLast: reading.isAtEnd, into: &decoded)
                buffer.removeAll()
                text.scan(&decoded, isLast: reading.isAtEnd, with: &tools) { observe($0, reading.status) }
                if reading.isAtEnd { break }
                let skipped = skipHole(in: file, &reading, text.canSkipZeroes, left: decoded)
                if skipped > 0 { text.skipZeroes(skipped / 2, in: decoded) }
                try fill(from: file, &reading, while: isWanted)
            }
        } else {
            while true {
                text.scan(&buffer, isLast: reading.isAtEnd, with: &tools) { observe($0, reading.status) }
                if reading.isAtEnd { break }
                let skipped = skipHole(in: file, &reading, text.canSkipZeroes, left: buffer)
                if skipped > 0 { text.skipZeroes(skipped, in: buffer) }
                try fill(from: file, &reading, while: isWanted)
            }
        }
        report.bytesClassified = text.byteCount
        report.detections = text.detections()
        report.managedSecrets = text.managedSecrets.sorted()
        if text.gaps > 0 { report.coverage = .partial(.limitReached) }
        if options.details.hashesContent, !report.detections.isEmpty {
            report.contentHash = try hash(of: file, reading, while: isWanted)
        }
    }

    /// Reads until a chunk has come in or the object ends.
    private mutating func fill(
        from file: borrowing OpenFile,
        _ reading: inout Reading,
        while isWanted: () -> Bool
    ) throws(SystemError) {
        if let gap = reasonToEnd(file, reading, while: isWanted) {
            reading.isAtEnd = true
            reading.gap = gap
            return
        }
        buffer.reserve(buffer.count + FileScanner.chunk)
        var wanted = FileScanner.chunk
        while wanted > 0 {
            let count = try file.read(into: &buffer, upTo: wanted)
            reading.byteCount += count
            control.addBytes(count)
            if count < wanted {
                // A short read is nearly always the end; the size says so without another call to read.
                let status = try file.status()
                let isWhole = status.kind == .regular && status.size == reading.byteCount
                if count == 0 || isWhole {
                    reading.isAtEnd = true
                    reading.status = status
                    return
                }
            }
            wanted -= count
        }
    }

    /// Why no more of an object is to be read, if there is a reason.
    private func reasonToEnd(
        _ file: borrowing OpenFile,
        _ reading: Reading,
        while isWanted: () -> Bool
    ) -> CoverageGap? {
        if control.isStopped || !isWanted() { return .interrupted }
        // The first chunk is read whatever happens: most objects have no other.
        if reading.byteCount == 0 { return nil }
        if reading.byteCount - reading.skipped >= reading.mostBytes { return .readLimit }
        if let deadline = reading.deadline, Timestamp.monotonic() >= deadline { return .timeLimit }
        if reading.hasName, let status = try? file.status(), status.linkCount == 0 { return .disappeared }
        return nil
    }

    /// Skips a hole that lies ahead, when all that is left of what was read is zeroes.
    ///
    /// - Returns: How many bytes were skipped.
    private func skipHole(
        in file: borrowing OpenFile,
        _ reading: inout Reading,
        _ isSettled: Bool,
        left: borrowing TextBuffer
    ) -> Int {
        guard isSettled, reading.mayHaveHoles, left.count > 0, left.bytes[left.count - 1] == 0,
            left.bytes.indices.allSatisfy({ left.bytes[$0] == 0 })
        else { return 0 }
        // An even number, so that units of UTF-16 stay whole. A file can be larger than numbers for places in it allow.
        let count = file.holeLength(at: reading.byteCount) & ~1
        guard count >= FileScanner.chunk, file.skip(count) else { return 0 }
        reading.byteCount += count
        reading.skipped += count
        return count
    }

    /// The keyed digest of the whole object (see ``Fingerprinter/contentDigest(_:)``), which is read once more unless the buffer
    /// holds all of it; `nil` when not all of it was read, or reading it once more takes too long.
    private mutating func hash(
        of file: borrowing OpenFile,
        _ reading: Reading,
        while isWanted: () -> Bool
    ) throws(SystemError) -> String? {
        // Zeroes have to be hashed one by one, which would cost what skipping them has saved.
        let isTooHollow = reading.skipped > 0 && reading.byteCount > FileScanner.longestHollow
        guard reading.gap == nil, !isTooHollow, reading.byteCount <= reading.mostBytes, var digest = try? SHA256() else {
            return nil
        }
        if buffer.count == reading.byteCount, reading.skipped == 0 {
            digest.update(buffer.bytes)
            return tools.fingerprinter.contentDigest(digest.finalize())
        }
        guard file.rewind() else { return nil }
        while true {
            if control.isStopped || !isWanted() { return nil }
            if let deadline = reading.deadline, Timestamp.monotonic() >= deadline { return nil }
            buffer.removeAll()
            if try file.read(into: &buffer, upTo: buffer.capacity) == 0 { break }
            digest.update(buffer.bytes)
        }
        return tools.fingerprinter.contentDigest(digest.finalize())
    }
}

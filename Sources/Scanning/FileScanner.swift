import Bytes
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
    /// Of the bytes that were read of the object so far, if that is worth it.
    private var digest: SHA256?
    /// When all bytes of the object were looked at; `nil` for just now.
    private var check: GrowingObjects.Check?
    var growing = GrowingObjects()

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
    mutating func recognise(_ table: LeakTable?) throws -> Bool {
        growing.removeAll()
        return try tools.recognise(table)
    }

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
    /// - Returns: What was found, and how much of the object was looked at.
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
        let before = report.status
        let start = Timestamp.monotonic()
        check = nil
        if let before, let checkpoint = growing.take(before) {
            if growing.isTrusted(checkpoint), let known = try? checkpoint.digest.copy(), file.skip(checkpoint.byteCount)
            {
                digest = consume known
                check = checkpoint.check
                reading.byteCount = checkpoint.byteCount
                report.isUnverified = true
                growing.resumedCount += 1
                return try goOn(from: checkpoint, file, &reading, while: isWanted, into: &report, observe: observe)
            }
            if try isBeginning(checkpoint, of: file, &reading, while: isWanted) {
                growing.resumedCount += 1
                check = GrowingObjects.Check(since: start)
                return try goOn(from: checkpoint, file, &reading, while: isWanted, into: &report, observe: observe)
            }
            guard reading.gap == nil, file.rewind() else { return }
            reading.byteCount = 0
        }
        digest = nil
        if let before, mayResume, growing.hasGrown(before) { digest = try? SHA256() }
        buffer.removeAll()
        try fill(from: file, &reading, while: isWanted)
        guard buffer.count > 0 else { return }
        let content = judge(into: &report)
        if !options.scansArchives, Sniffer.isArchive(buffer.bytes, report.content) {
            report.coverage = .skipped(.archive)
            return
        }
        if content.isBinary, !options.scansBinary {
            report.coverage = .skipped(.binary)
            reading.byteCount = (try? file.status().size) ?? reading.byteCount
            return
        }
        // A header has names in it; behind it, whatever can be read shows that nothing is encrypted.
        if report.content == .packed(ContentKind.encryptedMessage), let count = Sniffer.messageHeaderCount(buffer.bytes)
        {
            buffer.blank(count)
        }
        let isReadable = content == .binary && Sniffer.isTextWithZeroes(buffer.bytes)
        if content == .binary, !isReadable { report.coverage = .partial(.unsupportedFormat(content.mimeType)) }

        var text = TextScan(options, content: content, isReadable: isReadable)
        if case .text(let encoding) = content, encoding.unitLength > 1 {
            var decoder = UnitDecoder(encoding)
            decoded.removeAll()
            while true {
                decoder.decode(buffer, isLast: reading.isAtEnd, into: &decoded)
                buffer.removeAll()
                text.scan(&decoded, isLast: reading.isAtEnd, with: &tools) { observe($0, reading.status) }
                if reading.isAtEnd { break }
                let skipped = skipHole(in: file, &reading, text.canSkipZeroes, left: decoded)
                if skipped > 0 { text.skipZeroes(skipped / encoding.unitLength, in: decoded) }
                try fill(from: file, &reading, while: isWanted)
            }
            if decoder.holdsOtherText {
                report.coverage = .partial(
                    .unsupportedFormat("text/plain; charset=\(encoding.rawValue.lowercased())")
                )
            }
        } else {
            try scanBytes(of: file, &text, &reading, while: isWanted, report, since: start, observe: observe)
        }
        try finish(text, file, reading, while: isWanted, into: &report)
    }

    /// Scans the bytes of an object as they are, to its end.
    private mutating func scanBytes(
        of file: borrowing OpenFile,
        _ text: inout TextScan,
        _ reading: inout Reading,
        while isWanted: () -> Bool,
        _ report: FileReport,
        since start: Timestamp,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        while true {
            if reading.isAtEnd { keepCheckpoint(of: &text, reading, report, since: start) }
            text.scan(&buffer, isLast: reading.isAtEnd, with: &tools) { observe($0, reading.status) }
            if reading.isAtEnd { break }
            let skipped = skipHole(in: file, &reading, text.canSkipZeroes, left: buffer)
            if skipped > 0 { text.skipZeroes(skipped, in: buffer) }
            try fill(from: file, &reading, while: isWanted)
        }
    }

    /// Puts what was found into the report.
    private mutating func finish(
        _ text: TextScan,
        _ file: borrowing OpenFile,
        _ reading: Reading,
        while isWanted: () -> Bool,
        into report: inout FileReport
    ) throws(SystemError) {
        if report.coverage == .complete, let type = text.unreadType {
            report.coverage = .partial(.packed(type))
        }
        report.bytesClassified = text.byteCount
        report.detections = text.detections()
        report.managedSecrets = text.managedSecrets.sorted()
        if text.gaps > 0 { report.coverage = .partial(.limitReached) }
        if options.details.hashesContent, !report.detections.isEmpty {
            report.contentHash = try hash(of: file, reading, while: isWanted)
        }
    }

    // MARK: Objects that grow

    /// Whether scans may go on from checkpoints: nobody must be told of each occurrence.
    private var mayResume: Bool { options.details.hashesContent && !options.details.streamsOccurrences }

    /// Whether the object begins with the bytes of a checkpoint, which are read; the digest goes on behind them.
    private mutating func isBeginning(
        _ checkpoint: GrowingObjects.Checkpoint,
        of file: borrowing OpenFile,
        _ reading: inout Reading,
        while isWanted: () -> Bool
    ) throws(SystemError) -> Bool {
        digest = try? SHA256()
        while reading.byteCount < checkpoint.byteCount {
            if let gap = reasonToEnd(file, reading, while: isWanted) {
                reading.gap = gap
                return false
            }
            buffer.removeAll()
            buffer.reserve(FileScanner.chunk)
            let wanted = min(FileScanner.chunk, checkpoint.byteCount - reading.byteCount)
            let count = try file.read(into: &buffer, upTo: wanted)
            if count == 0 { return false }
            reading.byteCount += count
            control.addBytes(count)
            addToDigest(from: 0)
        }
        return (try? digest?.soFar()) == checkpoint.digest.value
    }

    /// Scans what lies behind a checkpoint, up to which the object was read.
    private mutating func goOn(
        from checkpoint: GrowingObjects.Checkpoint,
        _ file: borrowing OpenFile,
        _ reading: inout Reading,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        report.content = checkpoint.content
        var text = checkpoint.text
        buffer.removeAll()
        buffer.append(contentsOf: checkpoint.left.span)
        try fill(from: file, &reading, while: isWanted)
        try scanBytes(of: file, &text, &reading, while: isWanted, report, since: .monotonic(), observe: observe)
        try finish(text, file, reading, while: isWanted, into: &report)
    }

    /// Keeps how far the scan has come, when all bytes were read and their end was not looked at yet.
    private mutating func keepCheckpoint(
        of text: inout TextScan,
        _ reading: Reading,
        _ report: FileReport,
        since start: Timestamp
    ) {
        guard case .text = report.content, reading.gap == nil, reading.skipped == 0, let status = report.status,
            reading.byteCount >= GrowingObjects.leastSize, let known = try? digest?.copy()
        else { return }
        text.scan(&buffer, isLast: false, with: &tools) { _ in }
        guard text.gaps == 0 else { return }
        let checkpoint = GrowingObjects.Checkpoint(
            text: text,
            left: buffer.bytes.indices.map { buffer.bytes[$0] },
            byteCount: reading.byteCount,
            digest: GrowingObjects.KeptDigest(known),
            content: report.content,
            check: check ?? GrowingObjects.Check(since: start)
        )
        growing.keep(checkpoint, of: status)
    }

    /// Judges what the object begins with.
    ///
    /// - Returns: As what it is scanned: a packed format that is written in letters, as a PDF can be, is text all the same.
    private func judge(into report: inout FileReport) -> ContentKind {
        let isASCII = buffer.isPlainASCII(upTo: Sniffer.window)
        let open = isASCII ? .text(.utf8) : Sniffer.openKind(of: buffer.bytes)
        guard let type = Sniffer.packedType(of: buffer.bytes) else {
            report.content = open
            return open
        }
        report.content = .packed(type)
        report.coverage = .partial(.packed(type))
        return open == .text(.utf8) ? open : report.content
    }

    /// Reads until a chunk has come in or the object ends.
    private mutating func fill(
        from file: borrowing OpenFile,
        _ reading: inout Reading,
        while isWanted: () -> Bool
    ) throws(SystemError) {
        let known = buffer.count
        try read(from: file, &reading, while: isWanted)
        addToDigest(from: known)
    }

    /// Adds the bytes that were read last, those in the buffer from `start` on.
    private mutating func addToDigest(from start: Int) {
        guard var current = digest.take() else { return }
        current.update(buffer.bytes.extracting(start..<buffer.count))
        digest = consume current
    }

    private mutating func read(
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
        // A multiple of four, so that units of UTF-16 and UTF-32 stay whole. A file can be larger than numbers for places in it allow.
        let count = file.holeLength(at: reading.byteCount) & ~3
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
        if reading.gap == nil, reading.skipped == 0, let digest = digest.take() {
            return tools.fingerprinter.contentDigest(digest.finalize())
        }
        // Zeroes have to be hashed one by one, which would cost what skipping them has saved.
        let isTooHollow = reading.skipped > 0 && reading.byteCount > FileScanner.longestHollow
        guard reading.gap == nil, !isTooHollow, reading.byteCount <= reading.mostBytes, var digest = try? SHA256()
        else {
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

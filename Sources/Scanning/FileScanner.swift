import Bytes
import DocumentScans
import Extraction
import Findings
import ObjectReading
import POSIX
import TextScanning

/// Scans one object after another, on one thread.
///
/// Objects are read in chunks, so memory does not grow with their size.
struct FileScanner: ~Copyable {
    let options: ScanOptions
    /// Finds matches and describes them.
    let box: ToolBox
    /// Reads documents, once there was one.
    var documents: (any DocumentScanning)?
    var reader: ChunkReader
    private var decoded: TextBuffer
    /// When all bytes of the object were looked at; `nil` for just now.
    private var check: GrowingObjects.Check?
    var growing = GrowingObjects()

    init(_ options: ScanOptions, _ control: ScanControl) throws {
        box = ToolBox(try options.text.makeTools())
        self.options = options
        reader = ChunkReader(control)
        decoded = TextBuffer(capacity: 0)
    }

    /// Recognises the secrets of another table from now on; see ``ToolBox/recognise(writtenTable:)``.
    mutating func recognise(writtenTable bytes: [UInt8]) throws -> Bool {
        growing.removeAll()
        return try box.recognise(writtenTable: bytes)
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
    ///   - isWanted: Asked before each chunk; when it says no, the scan ends with the gap ``Gap/Reason/interrupted``.
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
        box.begin(path)
        // Without its times and owner the object is scanned all the same.
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
        reader.begin(
            before,
            mostBytes: bounds.bytes ?? options.maximumBytesRead ?? .max,
            seconds: bounds.seconds ?? options.maximumSeconds
        )
        do {
            try scan(file, while: isWanted, into: &report, observe: observe)
        } catch {
            let gap = Gap.Reason.readFailed(error.code)
            if reader.progress.byteCount == 0 { report.coverage.skip(gap) } else { report.coverage.add(gap) }
        }
        report.status = reader.progress.status ?? (try? file.status())
        if let gap = reader.progress.gap { report.coverage.add(gap) }
        let isWhole = reader.progress.isAtEnd && reader.progress.gap == nil && report.coverage.verdict != .skipped
        if isWhole || report.coverage == .complete, let status = report.status, status.kind == .regular,
            status.modified != before?.modified || status.size != reader.progress.byteCount
        {
            report.coverage.add(.changedWhileRead)
        }
        return report
    }

    /// Reads and scans chunk by chunk.
    private mutating func scan(
        _ file: borrowing OpenFile,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        let before = report.status
        let start = Timestamp.monotonic()
        check = nil
        if let before, let checkpoint = growing.take(before) {
            if growing.isTrusted(checkpoint), reader.goOn(in: file, behind: checkpoint.digest, checkpoint.byteCount) {
                check = checkpoint.check
                report.isUnverified = true
                growing.resumedCount += 1
                return try goOn(from: checkpoint, file, while: isWanted, into: &report, observe: observe)
            }
            if try reader.digestBeginning(of: file, checkpoint.byteCount, while: isWanted),
                reader.hasRead(what: checkpoint.digest)
            {
                growing.resumedCount += 1
                check = GrowingObjects.Check(since: start)
                return try goOn(from: checkpoint, file, while: isWanted, into: &report, observe: observe)
            }
            guard reader.progress.gap == nil, file.rewind() else { return }
            reader.progress.byteCount = 0
        }
        reader.digest(before.map { mayResume && growing.hasGrown($0) } ?? false)
        reader.buffer.removeAll()
        try reader.fill(from: file, while: isWanted)
        guard reader.buffer.count > 0 else { return }
        let content = judge(into: &report)
        if !options.scansArchives, Sniffer.isArchive(reader.buffer.bytes, report.content) {
            report.coverage = .skipped(.archive)
            return
        }
        if Extractor.isWanted(for: reader.buffer.bytes) || content.isBinary && endsLikeArchive(file, report) {
            if before?.kind == .pipe || before?.kind == .socket, options.documents.areRead {
                return try readInput(file, while: isWanted, into: &report, observe: observe)
            } else if try readDocument(file, while: isWanted, into: &report, observe: observe) {
                return
            }
        }
        if content.isBinary, !options.scansBinary {
            report.coverage = .skipped(.binary)
            reader.progress.byteCount = (try? file.status().size) ?? reader.progress.byteCount
            return
        }
        // A header has names in it; behind it, whatever can be read shows that nothing is encrypted.
        if report.content == .packed(ContentKind.encryptedMessage),
            let count = Sniffer.messageHeaderCount(reader.buffer.bytes)
        {
            reader.buffer.blank(count)
        }
        let isReadable = content == .binary && Sniffer.isTextWithZeroes(reader.buffer.bytes)
        if content == .binary, !isReadable { report.coverage.add(.unsupportedFormat(content.mimeType)) }
        let unitLength = if case .text(let encoding) = content { encoding.unitLength } else { 1 }
        let size = report.status.map { $0.size / unitLength }
        var text = TextScan(options.text, content: content, isReadable: isReadable, size: size, path: report.path)
        if case .text(let encoding) = content, encoding.needsDecoding {
            try scanUnits(of: file, encoding, &text, while: isWanted, into: &report, observe: observe)
        } else {
            try scanBytes(of: file, &text, while: isWanted, report, since: start, observe: observe)
        }
        try finish(text, file, while: isWanted, into: &report, observe: observe)
    }

    /// Scans an object whose text has to be decoded, to its end.
    private mutating func scanUnits(
        of file: borrowing OpenFile,
        _ encoding: TextEncoding,
        _ text: inout TextScan,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        var decoder = UnitDecoder(encoding)
        decoded.removeAll()
        while true {
            let isLast = reader.progress.isAtEnd
            decoder.decode(reader.buffer, isLast: isLast, into: &decoded)
            reader.buffer.removeAll()
            let status = reader.progress.status
            text.scan(&decoded, isLast: isLast, with: &box.tools) { observe($0, status) }
            if isLast { break }
            if text.canSkipZeroes, decoded.holdsOnlyZeroes, case let skipped = reader.skipHole(in: file), skipped > 0 {
                text.skipZeroes(skipped / encoding.unitLength, in: decoded)
            }
            try reader.fill(from: file, while: isWanted)
        }
        if decoder.holdsOtherText {
            report.coverage.add(.unsupportedFormat("text/plain; charset=\(encoding.rawValue.lowercased())"))
        }
    }

    /// Scans the bytes of an object as they are, to its end.
    private mutating func scanBytes(
        of file: borrowing OpenFile,
        _ text: inout TextScan,
        while isWanted: () -> Bool,
        _ report: FileReport,
        since start: Timestamp,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        while true {
            let isLast = reader.progress.isAtEnd
            if isLast { keepCheckpoint(of: &text, report, since: start) }
            let status = reader.progress.status
            text.scan(&reader.buffer, isLast: isLast, with: &box.tools) { observe($0, status) }
            if isLast { break }
            if text.canSkipZeroes, reader.buffer.holdsOnlyZeroes, case let skipped = reader.skipHole(in: file),
                skipped > 0
            {
                text.skipZeroes(skipped, in: reader.buffer)
            }
            try reader.fill(from: file, while: isWanted)
        }
    }

    /// Puts what was found into the report.
    private mutating func finish(
        _ text: TextScan,
        _ file: borrowing OpenFile,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        if let type = text.unreadType { report.coverage.add(.packed(type)) }
        report.bytesClassified = text.byteCount
        report.detections = text.detections()
        report.managedSecrets = text.managedSecrets.sorted()
        let status = report.status
        report.classify(text.sampler, options.text, with: &box.tools) { observe($0, status) }
        if text.gaps > 0 { report.coverage.add(.limitReached) }
        if options.text.hashesContent, !report.detections.isEmpty {
            let digest = try reader.contentDigest(of: file, while: isWanted)
            report.contentHash = digest.flatMap { box.contentDigest($0) }
        }
    }

    /// Judges what the object begins with.
    ///
    /// - Returns: As what it is scanned: a packed format that is written in letters, as a PDF can be, is text all the same.
    private func judge(into report: inout FileReport) -> ContentKind {
        let isASCII = reader.isPlainASCII(upTo: Sniffer.window)
        let open = isASCII ? .text(.utf8) : Sniffer.openKind(of: reader.buffer.bytes)
        guard let type = Sniffer.packedType(of: reader.buffer.bytes) else {
            report.content = open
            return open
        }
        report.content = .packed(type)
        report.coverage.add(.packed(type))
        return open == .text(.utf8) ? open : report.content
    }

    // MARK: Objects that grow

    /// Whether scans may go on from checkpoints: nobody must be told of each occurrence.
    private var mayResume: Bool { options.text.hashesContent && !options.text.streamsOccurrences }

    /// Scans what lies behind a checkpoint, up to which the object was read.
    private mutating func goOn(
        from checkpoint: GrowingObjects.Checkpoint,
        _ file: borrowing OpenFile,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        report.content = checkpoint.content
        var text = checkpoint.text
        reader.buffer.removeAll()
        reader.buffer.append(contentsOf: checkpoint.left.span)
        try reader.fill(from: file, while: isWanted)
        try scanBytes(of: file, &text, while: isWanted, report, since: .monotonic(), observe: observe)
        try finish(text, file, while: isWanted, into: &report, observe: observe)
    }

    /// Keeps how far the scan has come, when all bytes were read and their end was not looked at yet.
    private mutating func keepCheckpoint(of text: inout TextScan, _ report: FileReport, since start: Timestamp) {
        let progress = reader.progress
        guard case .text = report.content, progress.gap == nil, progress.skipped == 0, let status = report.status,
            progress.byteCount >= GrowingObjects.leastSize, let digest = reader.keptDigest
        else { return }
        text.scan(&reader.buffer, isLast: false, with: &box.tools) { _ in }
        guard text.gaps == 0 else { return }
        let checkpoint = GrowingObjects.Checkpoint(
            text: text,
            left: reader.buffer.bytes.indices.map { reader.buffer.bytes[$0] },
            byteCount: progress.byteCount,
            digest: digest,
            content: report.content,
            check: check ?? GrowingObjects.Check(since: start)
        )
        growing.keep(checkpoint, of: status)
    }
}

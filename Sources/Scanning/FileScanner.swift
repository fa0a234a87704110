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

    init(_ options: ScanOptions, _ control: ScanControl) throws {
        tools = try ScanTools(options)
        self.options = options
        self.control = control
        buffer = TextBuffer(capacity: FileScanner.chunk)
        decoded = TextBuffer(capacity: 0)
    }

    /// Recognises the secrets of another table from now on; see ``ScanTools/recognise(_:)``.
    mutating func recognise(_ table: LeakTable?) throws -> Bool { try tools.recognise(table) }

    /// Scans an open object.
    ///
    /// - Parameters:
    ///   - file: The object, at its start.
    ///   - path: How it is called in the report.
    ///   - observe: Called for each occurrence in order, if the options stream them.
    mutating func scan(
        _ file: borrowing OpenFile,
        path: [UInt8],
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
        do {
            try scan(file, &reading, into: &report, observe: observe)
        } catch {
            let gap = CoverageGap.readFailed(error.code)
            report.coverage = reading.byteCount == 0 ? .skipped(gap) : .partial(gap)
        }
        report.status = reading.status ?? (try? file.status())
        if reading.isCutShort { report.coverage = .partial(.interrupted) }
        if report.coverage == .complete, let status = report.status, status.kind == .regular,
            status.modified != before?.modified || status.size != reading.byteCount
        {
            report.coverage = .partial(.changedWhileRead)
        }
        return report
    }

    /// How far the reading of an object has come.
    private struct Reading {
        var byteCount = 0
        var isAtEnd = false
        /// Whether the scan was asked to end before the object did.
        var isCutShort = false
        /// Taken when the end was reached.
        var status: FileStatus?
    }

    /// Reads and scans chunk by chunk.
    private mutating func scan(
        _ file: borrowing OpenFile,
        _ reading: inout Reading,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        buffer.removeAll()
        try fill(from: file, &reading)
        guard buffer.count > 0 else { return }
        report.content = buffer.isPlainASCII(upTo: Sniffer.window) ? .text(.utf8) : Sniffer.kind(of: buffer.bytes)
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

        var text = TextScan(options, content: report.content)
        if case .text(let encoding) = report.content, encoding.isUTF16 {
            var decoder = UTF16Decoder(isBigEndian: encoding == .utf16BigEndian)
            decoded.removeAll()
            while true {
                decoder.decode(buffer, isLast: reading.isAtEnd, into: &decoded)
                buffer.removeAll()
                text.scan(&decoded, isLast: reading.isAtEnd, with: &tools) { observe($0, reading.status) }
                if reading.isAtEnd { break }
                try fill(from: file, &reading)
            }
        } else {
            while true {
                text.scan(&buffer, isLast: reading.isAtEnd, with: &tools) { observe($0, reading.status) }
                if reading.isAtEnd { break }
                try fill(from: file, &reading)
            }
        }
        report.bytesClassified = text.byteCount
        report.detections = text.detections()
        report.managedSecrets = text.managedSecrets.sorted()
        if text.gaps > 0 { report.coverage = .partial(.limitReached) }
        if options.details.hashesContent, !report.detections.isEmpty {
            report.contentHash = try hash(of: file, size: reading.byteCount)
        }
    }

    /// Reads until a chunk has come in or the object ends.
    private mutating func fill(from file: borrowing OpenFile, _ reading: inout Reading) throws(SystemError) {
        if control.isStopped {
            reading.isAtEnd = true
            reading.isCutShort = true
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

    /// The SHA-256 of the whole object, which is read once more unless the buffer holds all of it.
    private mutating func hash(of file: borrowing OpenFile, size: Int) throws(SystemError) -> String? {
        guard var digest = try? SHA256() else { return nil }
        if buffer.count == size {
            digest.update(buffer.bytes)
            return Hexadecimal.text(digest.finalize())
        }
        guard file.rewind() else { return nil }
        while true {
            buffer.removeAll()
            if try file.read(into: &buffer, upTo: buffer.capacity) == 0 { break }
            digest.update(buffer.bytes)
        }
        return Hexadecimal.text(digest.finalize())
    }
}

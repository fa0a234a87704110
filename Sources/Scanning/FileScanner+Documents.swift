import Bytes
import DocumentScans
import Extraction
import Findings
import ObjectReading
import POSIX
import TextScanning

// Objects whose text does not lie open.
extension FileScanner {
    /// Whether a file that begins as something else ends as an archive.
    func endsLikeArchive(_ file: borrowing OpenFile, _ report: FileReport) -> Bool {
        guard let status = report.status, status.kind == .regular else { return false }
        let start = max(0, status.size - Extractor.endWindow)
        let tail = file.withBytes { bytes in try? bytes.read(at: start, upTo: Extractor.endWindow) }
        return tail.map { Extractor.isWanted(forEnd: $0.span) } ?? false
    }

    /// Reads a document or container in this process.
    ///
    /// - Returns: Whether that could be done: bytes must be had in any order.
    mutating func read(
        _ file: borrowing OpenFile,
        with extractor: Extractor,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) -> Bool {
        guard let before = report.status, before.kind == .regular else { return false }
        let path = report.path
        let (found, sample) = withoutActuallyEscaping(observe) { observe in
            withoutActuallyEscaping(isWanted) { isWanted in
                let scan = DocumentScan(options.text, scansBinary: options.scansBinary, box, path: path) {
                    observe($0, before)
                }
                let (control, deadline) = (reader.control, reader.progress.deadline)
                let mostBytes = reader.progress.mostBytes
                let type = file.withBytes { bytes in
                    let store = FileStore(bytes, count: before.size, mostBytes: mostBytes, control)
                    return extractor.extract(store, to: scan) {
                        if control.isStopped || !isWanted() { return .interrupted }
                        if let deadline, Timestamp.monotonic() >= deadline { return .timeLimit }
                        return nil
                    }
                }
                scan.finish(into: &report)
                return (type, scan.sampler)
            }
        }
        report.classify(sample, options.text, with: &box.tools) { observe($0, before) }
        report.content = .document(found)
        // All of it was looked at, in whatever order.
        reader.buffer.removeAll()
        reader.digest(false)
        reader.progress.byteCount = before.size
        reader.progress.isAtEnd = true
        reader.progress.status = try file.status()
        if options.text.hashesContent, !report.detections.isEmpty {
            let digest = try reader.contentDigest(of: file, while: isWanted)
            report.contentHash = digest.flatMap { box.contentDigest($0) }
        }
        return true
    }

    /// Has another process read a document or container.
    ///
    /// - Returns: Whether that could be done.
    mutating func handOver(
        _ file: borrowing OpenFile,
        to scanner: any DocumentScanning,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) -> Bool {
        guard report.status?.kind == .regular, file.rewind() else { return false }
        let status = report.status
        report = scanner.scan(file, path: report.path)
        report.dropKnown(options.text, with: &box.tools)
        report.status = report.status ?? status
        if options.text.streamsOccurrences { observeAll(in: report, observe: observe) }
        reader.buffer.removeAll()
        reader.progress.byteCount = report.status?.size ?? 0
        reader.progress.isAtEnd = true
        reader.progress.status = report.status
        return true
    }

    /// Tells of each occurrence in a report as if it had been found just now.
    private func observeAll(in report: FileReport, observe: (Detection, FileStatus?) -> Void) {
        for detection in report.detections {
            for occurrence in detection.occurrences {
                var one = detection
                one.occurrences = [occurrence]
                one.count = 1
                one.confidence = occurrence.evidence.confidence
                observe(one, report.status)
            }
        }
    }
}

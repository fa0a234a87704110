import DocumentScans
import Extraction
public import Findings
import ObjectReading
public import POSIX

extension OpenFileScanner {
    /// Tells all text of a file, in reading order.
    ///
    /// - Parameters:
    ///   - file: A regular file.
    ///   - seconds: How long it may take.
    ///   - bytes: How much of it may be read.
    ///   - tell: Called for each stretch.
    /// - Returns: What was found, and what was not read.
    public mutating func listTexts(
        of file: borrowing OpenFile,
        seconds: Int,
        bytes: Int,
        _ tell: (ListedText) -> Void
    ) -> FileReport { scanner.listTexts(of: file, seconds: seconds, bytes: bytes, tell) }
}

extension FileScanner {
    fileprivate mutating func listTexts(
        of file: borrowing OpenFile,
        seconds: Int,
        bytes: Int,
        _ tell: (ListedText) -> Void
    ) -> FileReport {
        var report = FileReport(path: [], coverage: .complete)
        guard case .read(let extractor) = options.documents, let status = try? file.status(), status.kind == .regular
        else {
            report.coverage = .skipped(.scannerFailed)
            return report
        }
        report.status = status
        reader.begin(status, mostBytes: bytes, seconds: seconds)
        let (control, deadline) = (reader.control, reader.progress.deadline)
        let type = withoutActuallyEscaping(tell) { tell in
            let listing = TextListing(options.text, scansBinary: options.scansBinary, box, tell)
            let type = file.withBytes { source in
                let store = FileStore(source, count: status.size, mostBytes: bytes, control)
                return extractor.extract(store, to: listing) {
                    if let deadline, Timestamp.monotonic() >= deadline { return .timeLimit }
                    return nil
                }
            }
            listing.finish(into: &report)
            return type
        }
        report.content = .document(type)
        return report
    }
}

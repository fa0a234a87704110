import Bytes
import Extraction
import Findings
import ObjectReading
import POSIX

// Documents that come through a pipe.
extension FileScanner {
    /// Bytes of a document that are kept, as its reader needs them in any order; what is longer is looked at up to there.
    static let mostKeptBytes = 512 << 20

    /// Reads a document that comes through a pipe, as if it was a file.
    ///
    /// It is kept in memory, never on a disk.
    ///
    /// - Throws: `SystemError` when reading or keeping it fails.
    mutating func readInput(
        _ file: borrowing OpenFile,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) {
        let before = report.status
        let most = min(FileScanner.mostKeptBytes, options.maximumFileSize ?? .max)
        let kept = try OpenFile(inMemory: ())
        while true {
            try kept.append(reader.buffer.bytes)
            reader.buffer.removeAll()
            if reader.progress.isAtEnd { break }
            if reader.progress.byteCount >= most {
                reader.progress.gap = most == options.maximumFileSize ? .tooLarge : .memoryLimit
                break
            }
            try reader.fill(from: file, while: isWanted)
        }
        let gap = reader.progress.gap
        report.status = try kept.status()
        let isRead =
            kept.rewind() ? try readDocument(kept, while: isWanted, into: &report, observe: observe) : false
        if !isRead { report.coverage.skip(.scannerFailed) }
        if let gap { report.coverage.add(gap) }
        (report.status, reader.progress.status) = (before, before)
    }

    /// Reads a document as the options say.
    ///
    /// - Returns: Whether that could be done; otherwise its bytes are to be looked at.
    /// - Throws: `SystemError` when reading fails.
    mutating func readDocument(
        _ file: borrowing OpenFile,
        while isWanted: () -> Bool,
        into report: inout FileReport,
        observe: (Detection, FileStatus?) -> Void
    ) throws(SystemError) -> Bool {
        switch options.documents {
        case .asBytes: return false
        case .read(let extractor):
            return try read(file, with: extractor, while: isWanted, into: &report, observe: observe)
        case .handedOver(let make):
            let scanner = documents ?? make()
            documents = scanner
            return handOver(file, to: scanner, into: &report, observe: observe)
        }
    }
}

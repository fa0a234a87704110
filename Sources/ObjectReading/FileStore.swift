package import Extraction
import Findings
package import POSIX

/// An object's bytes, of which reading is counted and bounded.
package final class FileStore: ByteStore {
    package let count: Int

    /// How many bytes were really read.
    package private(set) var readCount = 0

    private let file: FileBytes
    private let control: ScanControl
    private let mostBytes: Int

    /// Wraps a file.
    ///
    /// - Parameters:
    ///   - file: Its bytes.
    ///   - count: How many bytes the object has.
    ///   - mostBytes: How many may be read, over and over counted each time.
    ///   - control: Told how far the scan is.
    package init(_ file: FileBytes, count: Int, mostBytes: Int, _ control: ScanControl) {
        self.file = file
        self.count = count
        self.mostBytes = mostBytes
        self.control = control
    }

    package func read(at offset: Int, upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        guard offset >= 0, offset < count else { return [] }
        if readCount >= mostBytes { throw ExtractionFailure(.readLimit, isFinal: true) }
        do throws(SystemError) {
            let bytes = try file.read(at: offset, upTo: min(limit, count - offset))
            readCount += bytes.count
            control.addBytes(bytes.count)
            return bytes
        } catch {
            throw ExtractionFailure(.readFailed(error.code), isFinal: true)
        }
    }
}

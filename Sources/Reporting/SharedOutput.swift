public import POSIX

/// The one output of all threads.
///
/// Takes whole records only, so that what is written by threads in turn is never torn.
public final class SharedOutput: Sendable {
    /// What has become of the output.
    public enum State: Equatable, Sendable {
        case open
        /// Its reader has gone: nobody wants more.
        case closed
        /// Writing failed.
        case failed(SystemError)
    }

    private struct Progress {
        var state = State.open
        /// How many bytes of the next record are not written.
        var unwanted: Int
    }

    private let file: OutputFile
    private let progress: Monitor<Progress>

    /// Creates an output.
    ///
    /// - Parameters:
    ///   - file: Where it goes.
    ///   - separatorLength: How many bytes of the first record are a separator from the one before, which is not there.
    public init(_ file: consuming OutputFile, separatorLength: Int = 0) {
        self.file = file
        progress = Monitor(Progress(unwanted: separatorLength))
    }

    /// What has become of it.
    public var state: State { progress.withLock { $0.state } }

    /// Writes all of `bytes` and empties them; does nothing when the output is closed or failed before.
    ///
    /// - Parameter bytes: Whole records.
    /// - Returns: Whether more is wanted.
    @discardableResult
    public func write(_ bytes: inout [UInt8]) -> Bool {
        progress.withLock { progress in
            guard progress.state == .open else { return false }
            if bytes.isEmpty { return true }
            if progress.unwanted > 0 { bytes.removeFirst(progress.unwanted) }
            progress.unwanted = 0
            do throws(SystemError) {
                try file.write(bytes)
            } catch {
                progress.state = error.isBrokenPipe ? .closed : .failed(error)
            }
            bytes.removeAll(keepingCapacity: true)
            return progress.state == .open
        }
    }

    /// Writes what stands around records.
    public func writeFrame(_ frame: [UInt8]) {
        progress.withLock { progress in
            guard progress.state == .open else { return }
            do throws(SystemError) {
                try file.write(frame)
            } catch {
                progress.state = error.isBrokenPipe ? .closed : .failed(error)
            }
        }
    }
}

import NIOPosix
import POSIX

/// Writes to a pipe on threads that may wait, so that no other connection does.
final class PipeWriter: Sendable {
    private let pipe: Monitor<StreamPipe?>

    /// Threads that wait for whoever reads from pipes.
    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 32)
        pool.start()
        return pool
    }()

    private init(_ pipe: StreamPipe) { self.pipe = Monitor(pipe) }

    /// Makes a pipe.
    ///
    /// - Returns: What writes to it, and the end to read from, which is to be taken out by whoever hands it over: as long as this
    ///   process holds it too, nobody hears that it is read no more.
    /// - Throws: `SystemError` when no descriptors are to be had.
    static func make() throws(SystemError) -> (writer: PipeWriter, rest: Monitor<HeldFile?>) {
        let pipe = try StreamPipe.make()
        return (PipeWriter(pipe.writer), Monitor(pipe.reader))
    }

    /// Writes all of `bytes`.
    ///
    /// - Returns: Whether somebody reads on.
    func write(_ bytes: [UInt8], within seconds: Int) async -> Bool {
        guard let pipe = pipe.withLock({ $0 }) else { return false }
        return (try? await PipeWriter.threads.runIfActive { try pipe.write(bytes.span, within: seconds) }) != nil
    }

    /// Says that nothing more comes.
    func close() { pipe.withLock { $0 = nil } }
}

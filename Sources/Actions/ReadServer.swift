import Cryptography
import EncryptedMessages
import ObjectEncryption
import POSIX

/// Reads encrypted files into pipes, each on a thread of its own: a slow reader keeps nobody else waiting.
final class ReadServer: Sendable {
    /// How many pipes are written to at most, and how many for one reader.
    private let threads = SharedThreads(most: 64, mostOfOne: 16)
    /// How long nobody may read from a pipe, in seconds; and how slow a reader may be from then on, in bytes a second.
    private static let patience = 120
    private static let slowest = 16 << 10

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: Which part.
    ///   - file: Of which file.
    ///   - keys: Gives data keys, for as long as this runs.
    /// - Returns: The pipe.
    /// - Throws: ``ReadRefusal``.
    func read(_ request: ReadRequest, of file: HeldFile, keys: any DataKeySource) throws(ReadRefusal) -> HeldFile {
        let content: EncryptedContent
        let pipe: (writer: StreamPipe, reader: HeldFile)
        do {
            content = try EncryptedContent(file, keys: keys)
            guard request.range.upperBound <= content.byteCount else {
                throw ReadRefusal(ReadRefusal.damagedCode, "the file holds less than it did")
            }
            pipe = try StreamPipe.make()
        } catch let error as ReadRefusal {
            throw error
        } catch let error as DataKeyError {
            throw ReadRefusal(error.code ?? "dataKey", error.message)
        } catch let error as EncryptedFileError {
            throw ReadRefusal(ReadRefusal.damagedCode, error.description)
        } catch {
            throw ReadRefusal(ReadRefusal.busyCode, "\(error)")
        }
        let isStarted = threads.start(for: request.reader) { [range = request.range, writer = pipe.writer] in
            var sent = 0
            let start = Timestamp.monotonic()
            // Who reads finds out that not all has come: the pipe ends before.
            try? content.read(range) { piece in
                let left =
                    Double(ReadServer.patience + sent / ReadServer.slowest)
                    - Timestamp.monotonic().seconds(since: start)
                guard left > 0 else { throw SystemError.brokenOff }
                try writer.write(piece, within: min(ReadServer.patience, Int(left) + 1))
                sent += piece.count
            }
        }
        guard isStarted else {
            throw ReadRefusal(ReadRefusal.busyCode, "too many files are being read: try again later")
        }
        return pipe.reader
    }
}

import Cryptography
import EncryptedMessages
import ObjectEncryption
import POSIX

/// Reads encrypted files into pipes, each on a thread of its own: a slow reader keeps nobody else waiting.
final class ReadServer: Sendable {
    /// How many pipes are written to at most.
    private let threads = LimitedThreads(most: 64)
    /// How long nobody may read from a pipe, in seconds.
    private static let patience = 120

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
        let isStarted = threads.start { [range = request.range, writer = pipe.writer] in
            // Who reads finds out that not all has come: the pipe ends before.
            try? content.read(range) { piece in try writer.write(piece, within: ReadServer.patience) }
        }
        guard isStarted else {
            throw ReadRefusal(ReadRefusal.busyCode, "too many files are being read: try again later")
        }
        return pipe.reader
    }
}

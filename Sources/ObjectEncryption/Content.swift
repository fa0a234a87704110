import Cryptography
import EncryptedMessages
import POSIX

/// Moves a file's content through a cipher, piece by piece.
enum Content {
    /// What was moved.
    struct Moved {
        /// The SHA-256 of the plaintext, if it was wanted.
        var digest: [UInt8]?
        var plaintextByteCount: Int
        var header: MessageHeader
        /// The length of what was written.
        var byteCount: Int
    }

    /// The most that is read at once: small enough to stay in the processor's cache on its way.
    static let pieceByteCount = 256 << 10

    /// The length of frames: a reader needs so much memory, and each costs 32 bytes on the disk.
    static let frameLength = 64 << 10

    /// Writes the message that holds `source` to `target`.
    ///
    /// - Parameters:
    ///   - source: The plaintext.
    ///   - byteCount: The length that `source` must have.
    ///   - draft: The message without its data keys.
    ///   - dataKey: Its data key.
    ///   - isDigested: Whether the plaintext's digest is wanted, which costs more than everything else.
    ///   - target: Where the message goes.
    /// - Returns: What was moved; `target` is not flushed yet.
    /// - Throws: A conflict when `source` is longer or shorter than `byteCount`; a failure of the step `create` when no
    ///   room can be allocated, and of `copy` for everything else.
    static func encrypt(
        _ source: borrowing PlacedFile,
        _ byteCount: Int,
        _ draft: MessageDraft,
        _ dataKey: NewDataKey,
        isDigested: Bool,
        to target: borrowing PlacedFile
    ) throws(Ending) -> Moved {
        var output: [UInt8] = []
        output.reserveCapacity(pieceByteCount + (64 << 10))
        var writer: MessageWriter
        do throws(MessageError) {
            writer = try MessageWriter(
                draft,
                dataKey: dataKey.key,
                wrappedAs: dataKey.wrapped,
                frameLength: frameLength,
                into: &output
            )
        } catch {
            throw .failed(.copy, .message(error))
        }
        let header = writer.header
        let total = header.framedByteCount(ofPlaintext: byteCount)
        try system(.create) { () throws(SystemError) in try target.allocate(total) }
        var digest = try newDigest()
        var piece = [UInt8](repeating: 0, count: pieceByteCount)
        var offset = 0
        var written = 0
        while true {
            let count = try system(.copy) { () throws(SystemError) in try source.read(into: &piece, at: offset) }
            offset += count
            if isDigested { digest.update(piece.span.extracting(first: count)) }
            do throws(MessageError) {
                try writer.write(piece.span.extracting(first: count), into: &output)
                if count < piece.count { break }
            } catch {
                throw .failed(.copy, .message(error))
            }
            try flush(&output, to: target, &written)
        }
        do throws(MessageError) { try writer.finish(into: &output) } catch { throw .failed(.copy, .message(error)) }
        try flush(&output, to: target, &written)
        guard offset == byteCount else { throw .conflict(.changed) }
        if written != total { try system(.copy) { () throws(SystemError) in try target.truncate(to: written) } }
        let sum = digest.finalize()
        return Moved(digest: isDigested ? sum : nil, plaintextByteCount: offset, header: header, byteCount: written)
    }

    /// Writes what the message in `source` holds to `target`, which is not complete before this returns.
    ///
    /// Decrypted with `dataKey`, if the message has the `header` and the length that was found before.
    static func decrypt(
        _ source: borrowing PlacedFile,
        _ byteCount: Int,
        _ header: MessageHeader,
        _ dataKey: SecretBytes,
        isDigested: Bool,
        to target: borrowing PlacedFile
    ) throws(Ending) -> Moved {
        let total = header.plaintextByteCount(ofMessage: byteCount)
        try system(.create) { () throws(SystemError) in try target.allocate(total) }
        var output: [UInt8] = []
        output.reserveCapacity(pieceByteCount + frameLength)
        var digest = try newDigest()
        var written = 0
        try read(source, byteCount, header, dataKey, step: .copy, into: &output) { (bytes) throws(Ending) in
            if isDigested { digest.update(bytes) }
            try system(.copy) { () throws(SystemError) in try target.write(bytes, at: written) }
            written += bytes.count
            startWriting(target, written)
        }
        if written != total { try system(.copy) { () throws(SystemError) in try target.truncate(to: written) } }
        let sum = digest.finalize()
        return Moved(digest: isDigested ? sum : nil, plaintextByteCount: written, header: header, byteCount: written)
    }

    /// Whether the message in `source` holds what `plain` has, byte for byte, after all of it was verified.
    ///
    /// One is read back from the disk, the other as it lies in memory: comparing costs less than two digests.
    static func isMessage(
        in source: borrowing PlacedFile,
        _ byteCount: Int,
        _ header: MessageHeader,
        _ dataKey: SecretBytes,
        of plain: borrowing PlacedFile
    ) throws(Ending) -> Bool {
        var output: [UInt8] = []
        output.reserveCapacity(pieceByteCount + frameLength)
        var buffer: [UInt8] = []
        var offset = 0
        var isSame = true
        try read(source, byteCount, header, dataKey, step: .verify, into: &output) { (bytes) throws(Ending) in
            guard isSame, !bytes.isEmpty else { return }
            isSame = try system(.verify) { () throws(SystemError) in try plain.has(bytes, at: offset, &buffer) }
            offset += bytes.count
        }
        let size = try system(.verify) { () throws(SystemError) in try plain.status().size }
        return isSame && offset == size
    }

    /// Requires that all of the message in `source` is what was written.
    static func verify(
        messageIn source: borrowing PlacedFile,
        _ byteCount: Int,
        _ header: MessageHeader,
        _ dataKey: SecretBytes
    ) throws(Ending) {
        var output: [UInt8] = []
        try read(source, byteCount, header, dataKey, step: .verify, into: &output) { (_) throws(Ending) in }
    }

    /// Gives what the message in `source` holds to `body`: each piece was verified, the whole only on return.
    static func pieces(
        ofMessageIn source: borrowing PlacedFile,
        _ byteCount: Int,
        _ header: MessageHeader,
        _ dataKey: SecretBytes,
        _ body: (Span<UInt8>) -> Void
    ) throws(Ending) {
        var output: [UInt8] = []
        try read(source, byteCount, header, dataKey, step: .verify, into: &output) { (bytes) throws(Ending) in
            body(bytes)
        }
    }

    /// Reads the header of the message in `source`.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - step: The step that fails when the file cannot be read.
    ///   - policy: Which messages are taken.
    /// - Returns: The header, or why the file holds no message that is taken.
    /// - Throws: A failure of `step`.
    static func header(
        in source: borrowing PlacedFile,
        step: InPlaceOutcome.Step,
        policy: CommitmentPolicy
    ) throws(Ending) -> Result<MessageHeader, MessageError> {
        var reader = MessageReader(policy: policy)
        var piece = [UInt8](repeating: 0, count: 4096)
        var nothing: [UInt8] = []
        var offset = 0
        while true {
            let count = try system(step) { () throws(SystemError) in try source.read(into: &piece, at: offset) }
            do throws(MessageError) {
                try reader.read(piece.span.extracting(first: count), into: &nothing)
            } catch {
                return .failure(error)
            }
            if let header = reader.header { return .success(header) }
            if count < piece.count { return .failure(.truncated) }
            offset += count
        }
    }

    private static func read(
        _ source: borrowing PlacedFile,
        _ byteCount: Int,
        _ header: MessageHeader,
        _ dataKey: SecretBytes,
        step: InPlaceOutcome.Step,
        into output: inout [UInt8],
        _ body: (Span<UInt8>) throws(Ending) -> Void
    ) throws(Ending) {
        // The policy was applied when the header was read first.
        var reader = MessageReader(policy: .optional)
        // First the header, then as many whole frames as fit: what is cut nowhere is copied nowhere.
        let frame = header.frameLength + 32
        let frames = frame > 32 && frame <= pieceByteCount ? pieceByteCount / frame * frame : pieceByteCount
        var piece = [UInt8](repeating: 0, count: header.byteCount)
        var offset = 0
        var isUnlocked = false
        while true {
            let count = try system(step) { () throws(SystemError) in try source.read(into: &piece, at: offset) }
            offset += count
            let isLast = count < piece.count
            do throws(MessageError) {
                try reader.read(piece.span.extracting(first: count), into: &output)
                if !isUnlocked, let found = reader.header {
                    guard found == header else { throw .headerNotAuthentic }
                    try reader.unlock(with: dataKey)
                    isUnlocked = true
                }
                if isLast { try reader.finish(into: &output) }
            } catch {
                throw step == .verify ? .failed(.verify, .verification) : .failed(step, .message(error))
            }
            try body(output.span)
            output.removeAll(keepingCapacity: true)
            if isLast { break }
            if piece.count != frames { piece = [UInt8](repeating: 0, count: frames) }
        }
        guard offset == byteCount else { throw step == .verify ? .failed(.verify, .verification) : .conflict(.changed) }
    }

    private static func flush(
        _ output: inout [UInt8],
        to target: borrowing PlacedFile,
        _ written: inout Int
    ) throws(Ending) {
        do throws(SystemError) {
            try target.write(output.span, at: written)
        } catch {
            throw .failed(.copy, .system(error))
        }
        written += output.count
        output.removeAll(keepingCapacity: true)
        startWriting(target, written)
    }

    /// Has the disk work while the processor does: the flush at the end then finds little to do.
    private static func startWriting(_ target: borrowing PlacedFile, _ written: Int) {
        let stretch = 8 << 20
        let end = written / stretch * stretch
        // A piece is much shorter than a stretch, so each end is passed once.
        guard end > 0, written - end < pieceByteCount else { return }
        target.startWriting(end - stretch..<end)
    }

    private static func newDigest() throws(Ending) -> Digest {
        do throws(CryptographyError) {
            return try Digest(.sha256)
        } catch {
            throw .failed(.copy, .message(.cryptography))
        }
    }
}

/// Runs `body`, whose failure is one of `step`.
func system<Result: ~Copyable>(
    _ step: InPlaceOutcome.Step,
    _ body: () throws(SystemError) -> Result
) throws(Ending) -> Result {
    do throws(SystemError) { return try body() } catch { throw .failed(step, .system(error)) }
}

import Cryptography
import EncryptedMessages
public import POSIX

/// What an encrypted file holds, read from any place on.
///
/// The length is authentic before anything is read, and each piece before it is given: so what is given is what was
/// encrypted, whoever changes the file meanwhile.
public struct EncryptedContent: Sendable {
    private let file: HeldFile
    private let header: MessageHeader
    private let key: SecretBytes
    /// The length, in bytes.
    public let byteCount: Int

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - file: Holds a message with frames, without a signature, by a suite that commits to its key.
    ///   - keys: Gives its data key.
    /// - Throws: ``DataKeyError`` when there is no key; ``EncryptedFileError`` when the file is no such message, or not whole.
    public init(_ file: HeldFile, keys: any DataKeySource) throws {
        self.file = file
        header = try EncryptedContent.header(of: file)
        key = try keys.dataKey(for: header)
        let size = try file.file.status().size
        byteCount = header.plaintextByteCount(ofMessage: size)
        // The last frame says how many came before it.
        let frames = byteCount / header.frameLength
        var rest: [UInt8] = []
        var reader = try EncryptedContent.reader(header, key, at: frames)
        let start = EncryptedContent.offset(of: frames, header)
        let bytes = try file.file.bytes(at: start, upTo: header.frameLength + 64)
        do throws(MessageError) {
            try reader.read(bytes.span, into: &rest)
            try reader.finish(into: &rest)
        } catch {
            throw EncryptedFileError(.failed(.verify, .verification))
        }
        guard frames * header.frameLength + rest.count == byteCount else {
            throw EncryptedFileError(.failed(.verify, .verification))
        }
    }

    /// How much of a file is looked at for the header, in bytes: first the least, then the most.
    private static let headerBytes = [4096, 262_144]

    private static func header(of file: HeldFile) throws -> MessageHeader {
        for count in headerBytes {
            let bytes = try file.file.bytes(at: 0, upTo: count)
            guard let header = MessageHeader(startOf: bytes.span) else { continue }
            guard header.suite.isCommitting, !header.suite.isSigned, header.frameLength > 0 else { break }
            return header
        }
        throw EncryptedFileError(.refused(.notEncrypted))
    }

    /// Where frame `index`, from 0, begins.
    private static func offset(of index: Int, _ header: MessageHeader) -> Int {
        header.byteCount + index * (header.frameLength + 32)
    }

    /// A reader that goes on with frame `index`, from 0.
    private static func reader(_ header: MessageHeader, _ key: SecretBytes, at index: Int) throws -> MessageReader {
        guard let number = UInt32(exactly: index + 1) else { throw EncryptedFileError(.failed(.verify, .verification)) }
        var reader = MessageReader()
        var nothing: [UInt8] = []
        do throws(MessageError) {
            try reader.read(header.written.span, into: &nothing)
            try reader.unlock(with: key)
        } catch {
            throw EncryptedFileError(.failed(.verify, .verification))
        }
        reader.skip(toFrame: number)
        return reader
    }

    /// Gives a part of what the file holds to `body`, piece by piece.
    ///
    /// - Parameters:
    ///   - range: Within ``byteCount``.
    ///   - body: Gets the pieces, each verified; what it throws ends the reading.
    /// - Throws: ``EncryptedFileError`` when the file has changed, `SystemError` when it cannot be read, or what `body` throws.
    public func read(_ range: Range<Int>, _ body: (Span<UInt8>) throws -> Void) throws {
        guard !range.isEmpty else { return }
        let frame = header.frameLength
        let first = range.lowerBound / frame
        var reader = try EncryptedContent.reader(header, key, at: first)
        var offset = EncryptedContent.offset(of: first, header)
        var position = first * frame
        // As many whole frames as fit, and one at least.
        let step = max(1, Content.pieceByteCount / (frame + 32)) * (frame + 32)
        var plaintext: [UInt8] = []
        plaintext.reserveCapacity(step)
        while position < range.upperBound {
            let bytes = try file.file.bytes(at: offset, upTo: step)
            offset += bytes.count
            do throws(MessageError) {
                try reader.read(bytes.span, into: &plaintext)
            } catch {
                throw EncryptedFileError(.failed(.verify, .verification))
            }
            let lower = max(range.lowerBound - position, 0)
            let upper = min(range.upperBound - position, plaintext.count)
            if lower < upper { try body(plaintext.span.extracting(lower..<upper)) }
            position += plaintext.count
            guard !plaintext.isEmpty || position >= range.upperBound else {
                throw EncryptedFileError(.failed(.verify, .verification))
            }
            plaintext.removeAll(keepingCapacity: true)
        }
    }
}

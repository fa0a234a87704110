public import Cryptography
import EncryptedMessages
import POSIX
import ServiceModel

/// Has data keys of uploads made and unwrapped: parts of an object that will be encrypted do not lie in clear before.
public struct UploadKeys: Sendable {
    /// A data key.
    public struct New: Sendable {
        public var plaintext: SecretBytes
        public var wrapped: [UInt8]
        /// That of the key that has wrapped it.
        public var keyARN: String

        /// Describes one.
        public init(plaintext: SecretBytes, wrapped: [UInt8], keyARN: String) {
            (self.plaintext, self.wrapped, self.keyARN) = (plaintext, wrapped, keyARN)
        }
    }

    /// Makes a data key of 32 bytes, under a context.
    let generate: @Sendable (WriteEncryption, [String: String]) throws -> New
    /// Unwraps one.
    let unwrap: @Sendable ([UInt8], [String: String]) throws -> SecretBytes
    private let known = Monitor<[String: SecretBytes]>([:])
    /// The most that are kept unwrapped.
    private static let most = 256

    /// Describes who does so.
    ///
    /// - Parameters:
    ///   - generate: Makes a data key of 32 bytes for an encryption, under a context.
    ///   - unwrap: Unwraps one; both throw `ServiceError` when the key of KMS cannot be used.
    public init(
        generate: @escaping @Sendable (_ encryption: WriteEncryption, _ context: [String: String]) throws -> New,
        unwrap: @escaping @Sendable (_ wrapped: [UInt8], _ context: [String: String]) throws -> SecretBytes
    ) {
        (self.generate, self.unwrap) = (generate, unwrap)
    }

    /// Gives an upload a data key, if its object will be encrypted.
    func seal(_ upload: inout Upload) throws {
        guard let encryption = upload.encryption else { return }
        let key = try generate(encryption, upload.keyContext)
        upload.sealing = Upload.Sealing(wrapped: key.wrapped, keyARN: key.keyARN)
        keep(key.plaintext, of: upload.id)
    }

    /// The data key of an upload; `nil` for one whose parts lie in clear.
    func key(of upload: Upload) throws -> SecretBytes? {
        guard let sealing = upload.sealing else { return nil }
        if let key = known.withLock({ $0[upload.id] }) { return key }
        let key = try unwrap(sealing.wrapped, upload.keyContext)
        keep(key, of: upload.id)
        return key
    }

    /// Forgets the data key of an upload that has ended.
    func forget(_ upload: Upload) { known.withLock { $0[upload.id] = nil } }

    private func keep(_ key: SecretBytes, of id: String) {
        known.withLock { known in
            // The others are unwrapped again when they are needed.
            if known.count >= UploadKeys.most { known = [:] }
            known[id] = key
        }
    }
}

extension Upload {
    /// A data key as it is kept.
    struct Sealing: Sendable {
        var wrapped: [UInt8]
        var keyARN: String
    }

    /// What is authenticated with the data key.
    fileprivate var keyContext: [String: String] { ["magpie:purpose": "upload", "magpie:upload": id] }

    /// What is authenticated with a part: no other can be put in its place.
    fileprivate func context(ofPart number: Int) -> [String: String] {
        keyContext.merging(["magpie:part": String(number)]) { first, _ in first }
    }
}

/// Writes a part as it lies on the disk: encrypted, if its object will be.
final class PartWriter {
    private var writer: MessageWriter?
    /// What comes before all else.
    private(set) var head: [UInt8] = []
    /// How much will lie on the disk, in bytes.
    let storedByteCount: Int

    /// The length of frames, in bytes, as of objects.
    private static let frameLength = 64 << 10

    /// - Parameters:
    ///   - number: The part's.
    ///   - upload: Its upload.
    ///   - key: The upload's data key; `nil` in clear.
    ///   - byteCount: How much the part will hold.
    /// - Throws: `MessageError` when there is no randomness.
    init(_ number: Int, of upload: Upload, _ key: SecretBytes?, byteCount: Int) throws {
        guard let key, let sealing = upload.sealing else {
            storedByteCount = byteCount
            return
        }
        let draft = try MessageDraft(context: try EncryptionContext(upload.context(ofPart: number)))
        let wrapped = EncryptedDataKey(kmsKey: sealing.keyARN, ciphertext: sealing.wrapped)
        let writer = try MessageWriter(
            draft,
            dataKey: key,
            wrappedAs: [wrapped],
            frameLength: PartWriter.frameLength,
            into: &head
        )
        storedByteCount = writer.header.framedByteCount(ofPlaintext: byteCount)
        self.writer = consume writer
    }

    /// What lies on the disk for what has come.
    func stored(_ piece: [UInt8]) throws -> [UInt8] {
        guard writer != nil else { return piece }
        var output: [UInt8] = []
        output.reserveCapacity(piece.count + PartWriter.frameLength)
        try writer?.write(piece.span, into: &output)
        return output
    }

    /// What lies at the end.
    func end() throws -> [UInt8] {
        var output: [UInt8] = []
        try writer.take()?.finish(into: &output)
        return output
    }
}

/// Reads a part from its beginning to its end.
final class PartReader {
    private let file: HeldFile
    private let size: Int
    private var reader: MessageReader?
    private var offset = 0
    private var given = 0

    /// How much is read at once, in bytes.
    private static let pieceBytes = 256 << 10

    /// - Parameters:
    ///   - part: The part.
    ///   - file: Holds it.
    ///   - upload: Its upload.
    ///   - key: The upload's data key; `nil` in clear.
    /// - Throws: ``damaged`` when it is not this part, `SystemError` when it cannot be read, `MessageError` when the key is not its.
    init(_ part: Upload.Part, in file: HeldFile, of upload: Upload, _ key: SecretBytes?) throws {
        self.file = file
        size = part.size
        guard let key else { return }
        var reader = MessageReader()
        var nothing: [UInt8] = []
        while reader.header == nil {
            let bytes = try next()
            guard !bytes.isEmpty else { throw PartReader.damaged }
            try reader.read(bytes.span, into: &nothing)
        }
        let context = try EncryptionContext(upload.context(ofPart: part.number))
        guard reader.header?.context.includes(context) == true else { throw PartReader.damaged }
        try reader.unlock(with: key)
        self.reader = consume reader
    }

    static let damaged = ServiceError("InternalError", "A part is not what was received: upload it again.")

    /// What comes next; nothing at the end.
    ///
    /// - Throws: ``damaged`` when it is not what was written.
    func piece() throws -> [UInt8] {
        guard given < size else { return [] }
        var piece: [UInt8] = []
        while piece.isEmpty {
            let bytes = try next()
            guard reader != nil else {
                piece = bytes
                guard !piece.isEmpty else { throw PartReader.damaged }
                break
            }
            do throws(MessageError) {
                if bytes.isEmpty {
                    try reader?.finish(into: &piece)
                } else {
                    try reader?.read(bytes.span, into: &piece)
                }
            } catch {
                throw PartReader.damaged
            }
            guard !piece.isEmpty || !bytes.isEmpty else { throw PartReader.damaged }
        }
        given += piece.count
        guard given <= size else { throw PartReader.damaged }
        return piece
    }

    private func next() throws(SystemError) -> [UInt8] {
        let bytes = try file.file.bytes(at: offset, upTo: PartReader.pieceBytes)
        offset += bytes.count
        return bytes
    }
}

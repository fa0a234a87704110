import Bytes
import Cryptography
import EncryptedMessages
import JSON
import POSIX
import ServiceModel

/// An object that is open: its file, and what the answer's head says of it.
struct StoredObject: Sendable {
    /// The file; `nil` for a folder that is an object itself.
    let file: HeldFile?
    let status: FileStatus
    /// The message that the file is, if the service has encrypted it: what it holds is the object.
    let message: MessageHeader?
    /// What was said of the object when it was put, as long as it is what was put.
    let attributes: ObjectAttributes
    let key: [UInt8]

    /// Opens the object of a key.
    ///
    /// - Throws: ``ServiceError`` with the code `NoSuchKey`, or `AccessDenied` when the service may not read it; `SystemError`
    ///   when that cannot be told.
    init(_ key: [UInt8], in root: Directory) throws {
        guard let path = ObjectPath(key) else { throw S3Error.noSuchKey(key) }
        do {
            let folder = try Directory(beneath: root, path.folder)
            if path.isFolder {
                self.init(folder: try StoredObject.emptyFolder(path, in: folder), key: key)
                return
            }
            // Devices do something when they are opened: so nothing is that is no file.
            guard try folder.kind(of: path.name) == .regular else { throw S3Error.noSuchKey(key) }
            try self.init(key, HeldFile(OpenFile(path.name, onMountOf: folder)))
        } catch let error as SystemError {
            if error.isNotFound || error.isSymbolicLink || error.isOtherFileSystem { throw S3Error.noSuchKey(key) }
            if error.isPermissionDenied { throw S3Error.unreadable }
            throw error
        }
    }

    private init(folder status: FileStatus, key: [UInt8]) {
        (file, message, attributes, self.status, self.key) = (nil, nil, ObjectAttributes(), status, key)
    }

    private init(_ key: [UInt8], _ file: HeldFile) throws {
        let status = try file.file.status()
        guard status.kind == .regular else { throw S3Error.noSuchKey(key) }
        let message = try StoredObject.message(file.file, status.size)
        let size = message?.plaintextByteCount(ofMessage: status.size) ?? status.size
        attributes = try ObjectAttributes(of: file.file, size: size, modified: status.modified)
        (self.key, self.file, self.status, self.message) = (key, file, status, message)
    }

    /// The status of a folder that nothing lies in.
    private static func emptyFolder(_ path: ObjectPath, in above: Directory) throws -> FileStatus {
        let folder = try Directory(beneath: above, path.name)
        let names = try folder.keyNames(from: [], prefix: [], limit: 1) { ObjectPath.isHidden($0) }
        guard names.isEmpty else { throw S3Error.noSuchKey(path.key) }
        return try folder.status()
    }

    // MARK: Messages

    /// How much of a file is looked at for the header of a message, in bytes: first the least, then the most.
    private static let headerBytes = [4096, 65_536]

    /// The header of the message that a file is, if the service has encrypted it under keys of KMS.
    ///
    /// What others have encrypted is their own, and handed on as it is.
    private static func message(_ file: borrowing OpenFile, _ size: Int) throws(SystemError) -> MessageHeader? {
        for count in headerBytes {
            let bytes = try file.bytes(at: 0, upTo: count)
            // The versions of the format that there are.
            guard bytes.first == 1 || bytes.first == 2 else { return nil }
            guard let header = MessageHeader(startOf: bytes.span) else {
                if size <= count { return nil }
                continue
            }
            let isOwn = header.context["magpie:purpose"] == "object" && !header.suite.isSigned
            return isOwn && header.dataKeys.contains { $0.kmsKey != nil } ? header : nil
        }
        return nil
    }

    /// The ARN of the key that the message is encrypted under; `nil` for what is in clear.
    var keyARN: String? { message?.dataKeys.lazy.compactMap(\.kmsKey).first }

    /// What whoever decrypts the object must have; `nil` for what is in clear.
    var sealed: SealedObject? {
        guard let message, let file else { return nil }
        let keys = message.dataKeys.compactMap { key in
            key.kmsKey.map { SealedObject.DataKey(keyARN: $0, ciphertext: key.ciphertext) }
        }
        return SealedObject(file: file, dataKeys: keys, context: message.context.texts)
    }

    // MARK: Properties

    /// How many bytes the object has; of an encrypted one, what it holds.
    var size: Int {
        guard file != nil else { return 0 }
        return message?.plaintextByteCount(ofMessage: status.size) ?? status.size
    }

    /// In quotation marks.
    var etag: String { attributes.etag.map { "\"\($0)\"" } ?? StoredObject.etag(status) }

    /// Tells one state of a file from others, and looks like no digest of its content, which nobody has read.
    ///
    /// What has a hyphen is taken for the tag of an object that came in parts, which is no digest.
    static func etag(_ status: FileStatus) -> String {
        guard status.kind == .regular else { return "\"d41d8cd98f00b204e9800998ecf8427e\"" }
        let state = [
            Int(truncatingIfNeeded: status.inode), status.size, status.modified.seconds, status.modified.nanoseconds,
            status.changed.seconds, status.changed.nanoseconds,
        ]
        let text = state.map(String.init).joined(separator: " ")
        // Without memory for a digest nothing else goes on either.
        let digest = (try? Digest.of(Array(text.utf8).span, by: .sha256)) ?? []
        return "\"\(Hexadecimal.text(Array(digest.prefix(16))))-1\""
    }
}

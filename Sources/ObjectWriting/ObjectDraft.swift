import Cryptography
public import EncryptedMessages
public import ObjectEncryption
public import POSIX

/// An object that is being received: nobody sees it before it is whole, on the disk, and in its place.
///
/// Owner, group and permission bits are those of the bucket's folder, without the right to execute. For one thread at a time.
public final class ObjectDraft {
    private let root: Directory
    private let place: ObjectPlace
    private let locks: FolderLocks
    private var new: DraftFile
    private var cipher: Cipher?
    private let byteCount: Int
    private var received = 0
    private var written = 0

    /// What encrypts; a class, so that it can be changed where it lies.
    private final class Cipher {
        private var writer: MessageWriter?
        let header: MessageHeader

        init(_ writer: consuming MessageWriter) {
            header = writer.header
            self.writer = consume writer
        }

        func write(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(MessageError) {
            try writer?.write(bytes, into: &output)
        }

        func finish(into output: inout [UInt8]) throws(MessageError) {
            try writer.take()?.finish(into: &output)
        }
    }

    /// How files are called that have no other name yet, in the root of a bucket; an id of 32 digits follows.
    public static let temporaryPrefix = ObjectPlace.ownPrefix + Array("put-".utf8)

    /// The length of frames of encrypted objects, in bytes, as of those that rules encrypt.
    private static let frameLength = 64 << 10
    /// After how many bytes the disk is set to work.
    private static let stretch = 8 << 20

    /// Begins an object, and reserves room for it.
    ///
    /// - Parameters:
    ///   - root: The bucket's folder.
    ///   - place: Where it will lie.
    ///   - byteCount: How many bytes will come.
    ///   - keys: Gives a data key; `nil` for an object in clear.
    ///   - context: What is authenticated with an encrypted object.
    ///   - locks: Keep those out of its folder meanwhile who do the like.
    /// - Throws: ``WritingError``.
    public init(
        in root: Directory,
        at place: ObjectPlace,
        byteCount: Int,
        keys: (any DataKeySource)? = nil,
        context: EncryptionContext = EncryptionContext(),
        locks: FolderLocks = FolderLocks()
    ) throws(WritingError) {
        self.root = root
        self.place = place
        self.locks = locks
        self.byteCount = byteCount
        var start: [UInt8] = []
        if let keys { cipher = try ObjectDraft.cipher(keys, context, &start) }
        let length = cipher?.header.framedByteCount(ofPlaintext: byteCount) ?? byteCount
        new = try ObjectDraft.file(try ObjectDraft.newName(), in: root, length)
        try append(start)
    }

    private static func file(_ name: [UInt8], in root: Directory, _ length: Int) throws(WritingError) -> DraftFile {
        do throws(SystemError) {
            let file = try DraftFile(in: root, temporaryName: name)
            try file.file.allocate(length)
            return file
        } catch {
            throw WritingError(error)
        }
    }

    private static func cipher(
        _ keys: any DataKeySource,
        _ context: EncryptionContext,
        _ start: inout [UInt8]
    ) throws(WritingError) -> Cipher {
        let key: NewDataKey
        do throws(DataKeyError) { key = try keys.newDataKey(for: context) } catch {
            throw WritingError(.dataKey, error.message, code: error.code ?? "")
        }
        do throws(MessageError) {
            return Cipher(
                try MessageWriter(
                    try MessageDraft(context: context),
                    dataKey: key.key,
                    wrappedAs: key.wrapped,
                    frameLength: frameLength,
                    into: &start
                )
            )
        } catch {
            throw WritingError(.failed, "the object cannot be encrypted: \(error)")
        }
    }

    private static func newName() throws(WritingError) -> [UInt8] {
        do throws(CryptographyError) {
            return temporaryPrefix + Array(try RandomText.make(idLength, of: digits).utf8)
        } catch {
            throw WritingError(.failed, "there is no randomness: \(error)")
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
    private static let idLength = 32

    /// Whether a name is that of an object whose writer has not ended, or ended too early.
    static func isTemporary(_ name: [UInt8]) -> Bool {
        name.starts(with: temporaryPrefix) && name.count == temporaryPrefix.count + idLength
            && name.suffix(idLength).allSatisfy { digits.contains($0) }
    }

    /// Takes what comes next.
    public func write(_ bytes: [UInt8]) throws(WritingError) {
        received += bytes.count
        guard received <= byteCount else { throw WritingError(.failed, "more has come than was announced") }
        guard let cipher else { return try append(bytes) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + ObjectDraft.frameLength)
        do throws(MessageError) { try cipher.write(bytes.span, into: &output) } catch {
            throw WritingError(.failed, "the object cannot be encrypted: \(error)")
        }
        try append(output)
    }

    private func append(_ bytes: [UInt8]) throws(WritingError) {
        do throws(SystemError) { try new.file.write(bytes.span, at: written) } catch { throw WritingError(error) }
        let before = written / ObjectDraft.stretch
        written += bytes.count
        let now = written / ObjectDraft.stretch
        if now > before { new.file.startWriting(before * ObjectDraft.stretch..<now * ObjectDraft.stretch) }
    }

    // MARK: Its place

    /// Puts the object into its place, and returns when a loss of power cannot take it away again.
    ///
    /// - Parameter commit: How it is to be.
    /// - Returns: What the file system knows of it.
    /// - Throws: ``WritingError``; then the place is as it was. Where the last step fails, which waits for the disk, either may
    ///   be there.
    public func commit(_ commit: ObjectCommit) throws(WritingError) -> FileStatus {
        guard received == byteCount else { throw WritingError(.failed, "less has come than was announced") }
        if let cipher {
            var output: [UInt8] = []
            do throws(MessageError) { try cipher.finish(into: &output) } catch {
                throw WritingError(.failed, "the object cannot be encrypted: \(error)")
            }
            try append(output)
        }
        do {
            let owner = try root.status()
            if written != (try new.file.status().size) { try new.file.truncate(to: written) }
            try new.setOwner(owner.userID, group: owner.groupID, mode: owner.mode & 0o666)
            // In this order: what is written moves the time, and attributes do not.
            try new.setModified(commit.modified)
            for attribute in commit.attributes { try set(attribute) }
            try new.file.flush()
            let folders = ObjectFolders(root, owner)
            try folders.withFolder(of: place) { folder in try put(into: folder, commit.condition) }
            return try new.file.status()
        } catch let error as WritingError {
            throw error
        } catch let error as SystemError {
            throw WritingError(error)
        } catch {
            throw WritingError(.failed, "\(error)")
        }
    }

    private func set(_ attribute: ObjectCommit.Attribute) throws {
        do throws(SystemError) { try new.file.setAttribute(attribute.name, to: attribute.value) } catch {
            guard error.isUnsupported || error.isFull else { throw error }
            // Without it an object is there all the same, and what can be told from the file alone is.
            if attribute.isRequired { throw WritingError.noAttributes }
        }
    }

    private func put(into folder: Directory, _ condition: ObjectCommit.Condition) throws {
        // What is rewriting the object that lies there has ended then, or has not looked for the last time.
        let lock = locks.lock(folder)
        defer { lock.release() }
        let old = try folder.statusIfThere(of: place.name)
        if let old, old.kind != .regular {
            throw WritingError(.obstructed, "there is a \(old.kind.rawValue) of that name, which is no object")
        }
        switch (condition, old) {
        case (.nothing, _?): throw WritingError.changed
        case (.file(let identity), let old?) where identity.matches(old): break
        case (.file, _): throw WritingError.changed
        case (.nothing, nil), (.anything, _): break
        }
        if try !isPlaced(in: folder) {
            if case .nothing = condition { throw WritingError.changed }
            try new.replace(place.name, in: folder)
        }
        try folder.flush()
    }

    /// Gives the object its name, unless there is something of that name.
    private func isPlaced(in folder: Directory) throws(SystemError) -> Bool {
        do throws(SystemError) { try new.place(as: place.name, in: folder) } catch {
            guard error.isAlreadyThere else { throw error }
            return false
        }
        return true
    }
}

extension WritingError {
    static let changed = WritingError(.precondition, "the object is not as it was demanded")
    static let noAttributes = WritingError(
        .attributes,
        "the bucket's file system cannot keep what is said of the object"
    )
}

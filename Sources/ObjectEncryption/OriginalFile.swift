import EncryptedMessages
import POSIX

/// The file that is to be replaced, as it was found: open, under a lease where there are leases, and looked at.
struct OriginalFile: ~Copyable {
    let file: PlacedFile
    let folder: Directory
    let name: [UInt8]
    /// As it was when it was opened.
    let status: FileStatus
    let metadata: FileMetadata
    /// Whether the kernel tells when somebody wants to write.
    let isLeased: Bool

    /// Opens the file of `operation` and refuses what may not be replaced.
    ///
    /// - Parameters:
    ///   - operation: Which file, and its identity if that is known.
    ///   - root: The operation's root; `nil` to open it by its path.
    ///   - observe: Is told of each step before it is taken.
    /// - Throws: A refusal for what may not be replaced; a conflict when the file is missing, another, locked or open
    ///   for writing; a failure of the step `open` for every other error of the system.
    init(_ operation: InPlaceOperation, in root: Directory?, observe: (InPlaceOutcome.Step) -> Void) throws(Ending) {
        observe(.open)
        if operation.name.starts(with: InPlaceOperation.temporaryPrefix) { throw .refused(.temporaryFile) }
        let folder = try OriginalFile.opening { () throws(SystemError) in
            let root = if let root { root } else { try Directory(path: operation.root) }
            return try Directory(beneath: root, operation.folder)
        }
        // What is no file is not opened: that alone may do something.
        let kind = try OriginalFile.opening { () throws(SystemError) in try folder.kind(of: operation.name) }
        guard kind == .regular else { throw .refused(.notRegular(kind)) }
        let file = try OriginalFile.opening { () throws(SystemError) in try PlacedFile(operation.name, in: folder) }
        let status = try OriginalFile.opening { () throws(SystemError) in try file.status() }
        let metadata = try OriginalFile.opening { () throws(SystemError) in try file.metadata() }
        observe(.inspect)
        if let expected = operation.expected, !expected.matches(status) { throw .conflict(.changed) }
        try OriginalFile.inspect(status, metadata)
        observe(.lease)
        if file.isLocked { throw .conflict(.locked) }
        var isLeased = true
        do throws(SystemError) {
            try file.takeLease()
        } catch {
            if error.isHeldByAnother { throw .conflict(.openForWriting) }
            isLeased = false
        }
        file.adviseSequential()
        self.file = file
        self.folder = folder
        self.status = status
        self.metadata = metadata
        self.isLeased = isLeased
        name = operation.name
    }

    /// Whether the name still stands for this file, which nobody has changed, or has open or wants to open for writing.
    ///
    /// Checked by what the file system says, not by reading the content again.
    func check() throws(Ending) {
        let isSame: Bool
        do throws(SystemError) {
            let named = try folder.status(of: name)
            let opened = try file.status()
            isSame = opened == status && named == status
        } catch  where error.isNotFound {
            throw .conflict(.changed)
        } catch {
            throw .failed(.compare, .system(error))
        }
        guard isSame else { throw .conflict(.changed) }
        try checkLease()
    }

    /// Whether this file is what it was, under whatever name.
    func isUnchanged() throws(SystemError) -> Bool {
        let now = try file.status()
        return FileIdentity(status).lasting.matches(now) && (!isLeased || file.hasLease)
    }

    /// Whether nobody has asked to write.
    func checkLease() throws(Ending) {
        if isLeased, !file.hasLease { throw .conflict(.openForWriting) }
    }

    private static func inspect(_ status: FileStatus, _ metadata: FileMetadata) throws(Ending) {
        guard status.kind == .regular else { throw .refused(.notRegular(status.kind)) }
        // Set-user-id and set-group-id; what a change of the owner or the content clears.
        guard status.mode & 0o6000 == 0 else { throw .refused(.setUserID) }
        switch metadata.obstacle {
        case .immutable: throw .refused(.immutable)
        case .verity: throw .refused(.verity)
        case .boundAttribute(let name): throw .refused(.boundAttribute(String(decoding: name, as: UTF8.self)))
        case nil: break
        }
        guard status.linkCount == 1 else {
            // None: somebody has removed it between the look and the opening.
            throw status.linkCount == 0 ? .conflict(.changed) : .refused(.hardLinks(status.linkCount))
        }
        let isSwap = try OriginalFile.opening { () throws(SystemError) in try SwapSpace.contains(status) }
        if isSwap { throw .refused(.swapFile) }
    }

    /// Runs `body`, and says what its failure means for the file.
    private static func opening<Result: ~Copyable>(_ body: () throws(SystemError) -> Result) throws(Ending) -> Result {
        do throws(SystemError) {
            return try body()
        } catch {
            if error.isSymbolicLink || error.isOtherFileSystem { throw .refused(.unsafePath) }
            if error.isNotFound { throw .conflict(.missing) }
            if error.isHeldByAnother { throw .conflict(.openForWriting) }
            throw .failed(.open, .system(error))
        }
    }
}

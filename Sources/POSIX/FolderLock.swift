import CLinux
import Glibc

/// Keeps Magpie's own processes apart that give a name in a folder to one file in place of another.
///
/// Where they share a file that nobody else may open, they hold a byte of it for each folder, and no reader of the folder can
/// keep them waiting. Others, such as `magpie encrypt` for its user, hold the folder itself (`flock`), which whoever may read it
/// can do as well: that is waited for a moment only by those who share a file, not again for a minute when that was in vain, and
/// by others for a while. What must hold besides is looked at again, so that who has waited in vain goes on. A crash lets go of
/// either.
public final class FolderLocks: Sendable {
    /// Tells a folder from others.
    private struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    private let path: [UInt8]?
    /// Folders that somebody else was waited for in vain, and until when he is not again.
    private let held = Monitor<[Identity: Timestamp]>([:])

    /// How many such folders are remembered.
    private static let mostHeld = 1024
    /// How long they are, in milliseconds.
    private static let impatience = 60_000

    /// How long others of those who share the file are waited for, and those who hold the folder without one, in milliseconds.
    private static let patience = 10_000
    /// How long those who share a file wait for who holds the folder itself, in milliseconds.
    private static let shortPatience = 100

    /// Describes where locks are.
    ///
    /// - Parameter path: A file in a folder that only this process's user may enter, made where it is missing; `nil` for who
    ///   shares none.
    public init(at path: [UInt8]? = nil) { self.path = path }

    /// Takes the locks of a folder, as far as they can be had in time.
    ///
    /// - Parameter folder: The folder.
    /// - Returns: What holds them.
    public func lock(_ folder: Directory) -> FolderLock {
        var descriptors: [CInt] = []
        var patience = FolderLocks.patience
        var shared: Identity?
        if let byte = sharedByte(folder) {
            let start = Timestamp.monotonic()
            shared = byte.folder
            patience = held.withLock { $0[byte.folder].map { start < $0 } ?? false } ? 0 : FolderLocks.shortPatience
            if FolderLocks.isTaken(within: FolderLocks.patience, { linux_lock_byte(byte.file, byte.offset) }) {
                descriptors.append(byte.file)
            } else {
                _ = close(byte.file)
            }
        }
        // An open file of its own: locks belong to that.
        let own = unsafe openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if own >= 0 {
            if FolderLocks.isTaken(within: patience, { flock(own, LOCK_EX | LOCK_NB) }) {
                descriptors.append(own)
            } else {
                _ = close(own)
                if let shared, patience > 0 { remember(shared) }
            }
        }
        return FolderLock(descriptors)
    }

    private func remember(_ folder: Identity) {
        let end = Timestamp.monotonic().adding(milliseconds: FolderLocks.impatience)
        held.withLock { held in
            if held.count >= FolderLocks.mostHeld { held = [:] }
            held[folder] = end
        }
    }

    /// The file that is shared, and the folder's byte in it; two folders may have the same one.
    private func sharedByte(_ folder: Directory) -> (file: CInt, offset: Int64, folder: Identity)? {
        guard let path, let status = try? folder.status() else { return nil }
        let file = unsafe Directory.withPath(path) {
            unsafe open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard file >= 0 else { return nil }
        var found = stat()
        // Somebody else's file could be held by somebody else.
        guard unsafe fstat(file, &found) == 0, found.st_uid == geteuid(), found.st_mode & 0o77 == 0 else {
            _ = close(file)
            return nil
        }
        let identity = Identity(device: status.device, inode: status.inode)
        let hash = identity.device &* 0x9E37_79B9_7F4A_7C15 ^ identity.inode
        return (file, Int64(truncatingIfNeeded: hash & 0x3FFF_FFFF_FFFF_FFFF), identity)
    }

    private static func isTaken(within milliseconds: Int, _ take: () -> CInt) -> Bool {
        let end = Timestamp.monotonic().adding(milliseconds: milliseconds)
        while take() != 0 {
            guard errno == EWOULDBLOCK || errno == EACCES || errno == EINTR, Timestamp.monotonic() < end else {
                return false
            }
            Threads.sleep(milliseconds: 2)
        }
        return true
    }
}

/// Locks of a folder, until nobody knows them any more.
public final class FolderLock {
    private var descriptors: [CInt]

    fileprivate init(_ descriptors: [CInt]) { self.descriptors = descriptors }

    deinit { release() }

    /// Whether others are kept out of the folder by any.
    public var holdsAny: Bool { !descriptors.isEmpty }

    /// Lets go of them.
    public func release() {
        for descriptor in descriptors { _ = close(descriptor) }
        descriptors = []
    }
}

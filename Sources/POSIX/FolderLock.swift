import Glibc

/// Keeps those out of a folder who ask for it as well: Magpie's own processes that give a name to one file in place of another.
///
/// The corresponding C function is `flock`, on the folder itself: nothing lies in the folder for it, and a crash lets go of it.
/// Whoever may read the folder can hold it, so it is waited for a while and no longer; what must hold besides is looked at again.
public final class FolderLock {
    private var descriptor: CInt

    /// Takes the lock; `nil` when somebody holds it that long, or the file system has no locks.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - milliseconds: How long it is waited for.
    public init?(_ folder: Directory, within milliseconds: Int = 10_000) {
        // An open file of its own: locks belong to that.
        descriptor = unsafe openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let end = Timestamp.monotonic().adding(milliseconds: milliseconds)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, Timestamp.monotonic() < end else {
                release()
                return nil
            }
            Threads.sleep(milliseconds: 2)
        }
    }

    deinit { release() }

    /// Lets go of it.
    public func release() {
        if descriptor >= 0 { _ = close(descriptor) }
        descriptor = -1
    }
}

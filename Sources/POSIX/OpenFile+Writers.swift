import CLinux
import Glibc

/// Whether somebody may change a file without its times telling.
public enum Writers: Sendable {
    /// Nobody has the file open for writing, or a part of it in memory to write to.
    case none
    /// Somebody has. What is written through a mapping moves the file's times once at most until it is written to the disk.
    case some
    /// It cannot be told: the file system has no leases, or the process may not take one.
    case unknown
}

extension OpenFile {
    /// Whether somebody has the file open for writing, or a part of it in memory to write to.
    ///
    /// Told by whether a read lease is to be had, which is given back at once. Needs the file to be the user's own, or the
    /// capability `CAP_LEASE`. Cost: two system calls, 2 µs.
    public borrowing func writers() -> Writers {
        guard linux_take_lease(descriptor) == 0 else {
            return SystemError().code == EAGAIN ? .some : .unknown
        }
        _ = linux_end_lease(descriptor)
        return .none
    }

    /// Has everything that was changed be written to the disk, and waits for it, so that the next write through a mapping moves
    /// the file's times again.
    ///
    /// The corresponding system call is `sync_file_range`.
    ///
    /// - Returns: Whether that is so: not on file systems that have no disk, or keep their times elsewhere.
    public borrowing func separateWrites() -> Bool {
        guard linux_write_back(descriptor) == 0 else { return false }
        return FileSystemKind.movesTimesOfMappings(linux_file_system_kind(descriptor))
    }
}

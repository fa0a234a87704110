public import Glibc

/// A system call that failed.
public struct SystemError: Error, Equatable, Sendable {
    /// The value of `errno`.
    public var code: CInt

    /// Creates an error from a value of `errno`; by default the calling thread's current one.
    public init(_ code: CInt = errno) { self.code = code }

    /// What was to come has broken off: the other side has gone.
    public static let brokenOff = SystemError(ECONNRESET)

    /// Whether a disk, or somebody's share of it, is full.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// Whether a file system takes no changes.
    public var isReadOnly: Bool { code == EROFS }

    /// Whether a folder is to go that something lies in.
    public var isNotEmpty: Bool { code == ENOTEMPTY || code == EEXIST }

    /// Whether the file or folder is not there (any more).
    public var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

    /// Whether what was opened as a folder is none.
    public var isNotDirectory: Bool { code == ENOTDIR }

    /// Whether access was refused.
    public var isPermissionDenied: Bool { code == EACCES || code == EPERM }

    /// Whether the name turned out to be a symbolic link, which is not followed.
    public var isSymbolicLink: Bool { code == ELOOP }

    /// Whether what was given makes no sense.
    public var isInvalid: Bool { code == EINVAL }

    /// Whether the system or the file system cannot do this at all.
    public var isUnsupported: Bool { code == EINVAL || code == ENOSYS || code == EOPNOTSUPP || code == ENOTTY }

    /// Whether something else is mounted here, or on the way.
    public var isOtherFileSystem: Bool { code == EXDEV }

    /// Whether somebody else listens at an address.
    public var isAddressInUse: Bool { code == EADDRINUSE }

    /// Whether there is no attribute of that name.
    public var isNoAttribute: Bool { code == ENODATA }

    /// Whether it may work at another time: there is no room, memory or descriptor left now, or somebody is in the way.
    public var isTransient: Bool {
        [ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR, EBUSY, ETIMEDOUT].contains(code)
    }

    /// Whether a device failed at reading or writing, which may pass, as with a network or a disk that is replaced.
    public var isInputOutput: Bool { code == EIO }

    /// Whether the reader of a pipe has gone.
    public var isBrokenPipe: Bool { code == EPIPE }
}

extension SystemError: CustomStringConvertible {
    /// The system's text for the code, such as "Permission denied".
    public var description: String { unsafe String(cString: strerror(code)) }
}

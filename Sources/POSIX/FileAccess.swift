import Glibc

/// What this process may do with a file, as the system sees it.
public enum FileAccess: Sendable {
    case read
    case write
    /// Run a program, or enter a folder.
    case execute

    /// Whether the process may do so with what lies at `path`, links followed.
    ///
    /// The corresponding C function is `faccessat` with the effective user. What it says may be otherwise a moment later: it
    /// is good for advice, not for decisions.
    ///
    /// - Throws: ``SystemError`` when nothing is there, or it cannot be reached; not when access is refused.
    public func isAllowed(_ path: [UInt8]) throws(SystemError) -> Bool {
        let mode =
            switch self {
            case .read: R_OK
            case .write: W_OK
            case .execute: X_OK
            }
        let status = unsafe Directory.withPath(path) { unsafe faccessat(AT_FDCWD, $0, mode, AT_EACCESS) }
        if status == 0 { return true }
        let error = SystemError()
        guard error.code == EACCES || error.code == EROFS || error.code == EPERM else { throw error }
        _ = try FileStatus.of(path)
        return false
    }
}

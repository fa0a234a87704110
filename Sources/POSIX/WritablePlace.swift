import Glibc

/// Whether this process may write a file, and others find it where it was asked for.
///
/// A service manager may give a process a view of the file system of its own, in which folders are read-only, empty or
/// others than everybody else sees.
public enum WritablePlace {
    /// Why the file at `path` cannot be written for others to read.
    ///
    /// What may pass, as a folder that is not there yet, is no reason. Cost: some system calls.
    ///
    /// - Parameter path: Absolute.
    /// - Returns: The reason, for people; `nil` when it can be written, or only time will tell.
    public static func problem(of path: [UInt8]) -> String? {
        let place = path.parentFolder
        let reached = FileStatus.absolutePath(of: place) ?? place
        let isPrivate = privatePlaces.contains { reached == $0 || reached.isBelow($0) }
        if isPrivate, MountTable.isPrivateTemporary(reached) {
            return "the service has a folder of its own there, which nobody else sees"
        }
        let isThere = unsafe Directory.withPath(path) { unsafe faccessat(AT_FDCWD, $0, F_OK, AT_EACCESS) } == 0
        let target = isThere ? path : place
        let needs = isThere ? W_OK : W_OK | X_OK
        guard unsafe Directory.withPath(target, { unsafe faccessat(AT_FDCWD, $0, needs, AT_EACCESS) }) != 0 else {
            return nil
        }
        switch errno {
        case EROFS: return "the file system is read-only for the service there"
        case EACCES, EPERM: return "the service may not write there"
        default: return nil
        }
    }

    /// Where a service manager may put a folder of the process's own.
    private static let privatePlaces = ["/tmp", "/var/tmp"].map { Array($0.utf8) }
}

extension MountTable {
    /// Whether what is mounted at or above a path is a folder that systemd has made for one service (`PrivateTmp=`).
    static func isPrivateTemporary(_ path: [UInt8]) -> Bool {
        guard let table = try? FileContents.read(Array("/proc/thread-self/mountinfo".utf8), upTo: 16 << 20) else {
            return false
        }
        return isPrivateTemporary(path, in: table)
    }

    /// The same by a table: its fields 4 and 5 say what of a file system is mounted where; the last line for a place holds.
    static func isPrivateTemporary(_ path: [UInt8], in table: [UInt8]) -> Bool {
        var (longest, isPrivate) = (-1, false)
        for line in table.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
            guard fields.count > 4 else { continue }
            let place = unescaped(fields[4])
            guard path == place || path.isBelow(place), place.count >= longest else { continue }
            longest = place.count
            isPrivate = String(decoding: unescaped(fields[3]), as: UTF8.self).contains("/systemd-private-")
        }
        return isPrivate
    }
}

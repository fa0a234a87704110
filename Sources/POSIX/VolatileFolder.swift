import CLinux
import Glibc

/// A folder in memory, for what shall be gone when its process has ended.
public enum VolatileFolder {
    /// Where file systems in memory are; the last is on the disk, where there is none.
    private static let places = ["/dev/shm", "/tmp"]
    private static let prefix = "magpie-"

    /// Makes a folder that nobody else can open, and removes those that were left over.
    ///
    /// The corresponding C function is `mkdtemp`.
    ///
    /// - Parameter lock: The name of the file in such a folder that its process holds a lock on while it runs.
    /// - Returns: Its path.
    /// - Throws: ``SystemError`` when there is no place for one.
    public static func make(lockedBy lock: String) throws(SystemError) -> [UInt8] {
        var failure = SystemError(ENOENT)
        for place in places {
            removeLeftOver(in: place, lock)
            var path = Array("\(place)/\(prefix)XXXXXX".utf8CString)
            if unsafe mkdtemp(&path) != nil {
                return path.dropLast().map { UInt8(bitPattern: $0) }
            }
            failure = SystemError()
        }
        throw failure
    }

    /// Removes a folder and all that lies in it.
    public static func remove(_ path: [UInt8]) { unsafe Directory.withPath(path) { unsafe linux_remove_tree($0) } }

    /// Removes folders whose processes were killed: those that have a lock which nobody holds.
    private static func removeLeftOver(in place: String, _ lock: String) {
        guard let entries = try? Directory(path: Array(place.utf8)).entries() else { return }
        for entry in entries where entry.name.starts(with: prefix.utf8) {
            let folder = Array("\(place)/".utf8) + entry.name
            let file = folder + Array("/\(lock)".utf8)
            guard (try? FileStatus.of(folder))?.userID == System.userID, (try? FileStatus.of(file)) != nil,
                let held = try? FileLock(path: file)
            else { continue }
            withExtendedLifetime(held) { remove(folder) }
        }
    }
}

import Foundation
import Glibc
import POSIX

/// Calls of the system, as others make them.
enum Calls {
    static func open(_ url: URL, _ flags: Int32) -> Int32 { unsafe Glibc.open(url.path, flags) }

    static func unlink(_ url: URL) { _ = unsafe Glibc.unlink(url.path) }

    static func rename(_ url: URL, _ other: URL) { _ = unsafe Glibc.rename(url.path, other.path) }

    static func link(_ url: URL, _ other: URL) { _ = unsafe Glibc.link(url.path, other.path) }

    static func symlink(_ target: String, _ url: URL) { _ = unsafe Glibc.symlink(target, url.path) }

    static func mkfifo(_ url: URL) { _ = unsafe Glibc.mkfifo(url.path, 0o600) }

    static func chmod(_ url: URL, _ mode: UInt32) { _ = unsafe Glibc.chmod(url.path, mode) }

    static func truncate(_ url: URL, _ size: Int) { _ = unsafe Glibc.truncate(url.path, size) }

    /// Maps a file so that it can be written to, and closes it.
    static func withMapping(_ url: URL, _ body: () throws -> Void) rethrows {
        let descriptor = open(url, O_RDWR)
        let memory = unsafe mmap(nil, 10, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        close(descriptor)
        defer { _ = unsafe munmap(memory, 10) }
        try body()
    }

    /// Locks the first byte for reading; the lock is the descriptor's.
    static func lockByte(_ descriptor: Int32) -> Bool {
        var lock = Glibc.flock(l_type: Int16(F_RDLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 1, l_pid: 0)
        // F_OFD_SETLK of fcntl(2).
        return unsafe fcntl(descriptor, 37, &lock) == 0
    }

    /// Appends a byte, waiting for leases of others to end.
    ///
    /// - Returns: The length that the file had.
    static func append(_ url: URL) -> Int {
        let descriptor = open(url, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        _ = unsafe write(descriptor, [33], 1)
        return size
    }

    /// Changes metadata by what the library itself uses.
    static func change(_ url: URL, _ body: (inout FileMetadata) -> Void) throws {
        let folder = try Directory(path: Array(url.deletingLastPathComponent().path.utf8))
        let file = try PlacedFile(Array(url.lastPathComponent.utf8), in: folder)
        var metadata = try file.metadata()
        body(&metadata)
        try file.apply(metadata)
    }
}

import CLinux
import Glibc

/// Why a folder may not be the root of what is watched.
public enum RootFolderError: Error, Equatable, Sendable {
    case system(SystemError)
    /// There is a symbolic link on the way.
    ///
    /// - `target`: Where the whole path leads now, without links; `nil` when that cannot be told.
    case link(path: [UInt8], target: [UInt8]?)
    /// A folder on the way can be changed by users who own neither it nor what is exchanged in it.
    case changeable(path: [UInt8], mode: UInt32)
}

/// A folder that was reached from `/` by way of no link, and through no folder that strangers may change.
///
/// Cost: three system calls for each part of the path.
public struct RootFolder: Sendable {
    /// The open folder.
    public let directory: Directory
    /// What the file system knows of it.
    public let status: FileStatus
    /// A user other than root and the one that is trusted who may put another folder in its place; `nil` when there is none.
    public let exchanger: UInt32?

    /// Opens the folder at `path`, part by part, without links.
    ///
    /// A folder on the way may belong to root or to any user; but only its owner may be able to exchange what lies in it,
    /// or, where it is sticky, the owner of that. Lists of access are seen by the mode, whose group bits are their mask.
    ///
    /// - Parameters:
    ///   - path: Absolute, without `..`.
    ///   - trusted: Who may put another folder in its place; by default the process's own user.
    /// - Throws: ``RootFolderError`` when there is a link on the way, others may change a folder there, or one cannot
    ///   be opened.
    public init(at path: [UInt8], trusting trusted: UInt32 = System.userID) throws(RootFolderError) {
        let slash = UInt8(ascii: "/")
        var current = try RootFolder.opened { () throws(SystemError) in
            try Step([slash], in: nil)
        }
        var (reached, exchanger): ([UInt8], UInt32?) = ([], nil)
        let names = path.split(separator: slash).map(Array.init)
        for name in names where name != [UInt8(ascii: ".")] {
            guard name != Array("..".utf8) else { throw .system(SystemError(EINVAL)) }
            let above = current
            reached += [slash] + name
            do throws(SystemError) {
                current = try Step(name, in: above)
            } catch {
                if (try? above.kind(of: name)) == .symbolicLink {
                    throw .link(path: reached, target: FileStatus.absolutePath(of: path))
                }
                throw .system(error)
            }
            let parent = above.status
            // Group and others.
            if parent.mode & 0o022 != 0, parent.mode & 0o1000 == 0 {
                let folder = Array(reached.dropLast(name.count + 1))
                throw .changeable(path: folder.isEmpty ? [slash] : folder, mode: parent.mode)
            }
            let isSticky = parent.mode & 0o1022 > 0o1000
            for user in [parent.userID] + (isSticky ? [current.status.userID] : [])
            where user != 0 && user != trusted {
                exchanger = user
            }
        }
        let end = current
        directory = try RootFolder.opened { () throws(SystemError) in
            try Directory(owning: Directory.open(end.descriptor, [UInt8(ascii: ".")], RootFolder.flags), path: path)
        }
        status = end.status
        self.exchanger = exchanger
    }

    private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW

    private static func opened<Value>(_ body: () throws(SystemError) -> Value) throws(RootFolderError) -> Value {
        do throws(SystemError) { return try body() } catch { throw .system(error) }
    }

    /// A folder on the way: open, but not for reading, which need not be allowed.
    private final class Step {
        let descriptor: CInt
        let status: FileStatus

        init(_ name: [UInt8], in parent: Step?) throws(SystemError) {
            let flags = linux_path_only | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
            descriptor = try Directory.open(parent?.descriptor ?? AT_FDCWD, name, flags)
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0 else {
                let error = SystemError()
                _ = close(descriptor)
                throw error
            }
            self.status = FileStatus(status)
        }

        deinit { _ = close(descriptor) }

        func kind(of name: [UInt8]) throws(SystemError) -> FileKind {
            var status = stat()
            let result = unsafe Directory.withPath(name) {
                unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
            }
            guard result == 0 else { throw SystemError() }
            return FileKind(mode: status.st_mode)
        }
    }
}

extension Directory {
    /// What the file system knows of the folder itself, wherever it lies now.
    public func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    /// The path that the folder has now, without links; `nil` when it has none, or a longer one than can be told.
    public var currentPath: [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let link = Array("/proc/self/fd/\(descriptor)".utf8)
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe Directory.withPath(link) { unsafe readlink($0, start, buffer.count) }
        }
        return count > 0 && count < buffer.count ? Array(buffer[..<count]) : nil
    }

    /// The folders above this one up to `/`, nearest first, by way of their `..`, each with what every user
    /// may do as the last bits of its mode.
    ///
    /// - Throws: ``SystemError`` where the process may not pass one of them.
    public func statusesAbove(_ rights: RightsReader) throws(SystemError) -> [FileStatus] {
        var statuses: [FileStatus] = []
        var current = self
        var last = try status()
        while true {
            let flags = linux_path_only | O_DIRECTORY | O_CLOEXEC
            let above = try Directory(
                owning: Directory.open(current.descriptor, Array("..".utf8), flags),
                path: []
            )
            let status = try above.status()
            if status.isSameFile(as: last) { return statuses }
            statuses.append(try above.status(rights))
            (current, last) = (above, status)
        }
    }
}

extension OpenFile {
    /// The folder that the file is, which the process was handed as an open one.
    ///
    /// - Parameter path: What to call it in messages; it is not looked up.
    /// - Returns: The folder, with a descriptor of its own.
    /// - Throws: ``SystemError`` when it is no folder, or no descriptor is to be had.
    public borrowing func directory(path: [UInt8]) throws(SystemError) -> Directory {
        guard try status().kind == .directory else { throw SystemError(ENOTDIR) }
        guard let copy = duplicate() else { throw SystemError() }
        return try Directory(owning: copy, path: path)
    }
}

import CLinux
import Glibc

/// A group whose members may read files of the process's, beside whom the files belong to.
///
/// Its right is an entry in a file's access control list, which the owner of a file may always make. Where the file system
/// keeps no lists the file is given to the group instead, for which the process must be a member of it.
public struct FileReaders: Sendable, Equatable {
    /// The group's number.
    public let group: UInt32

    /// The folder of the process's: it, and those of its own in it, are opened for members to pass through.
    public let home: [UInt8]?

    /// The mode of files without a list, and the most that a list allows beside the owner.
    private static let mode: UInt32 = 0o640
    private static let (read, pass): (UInt8, UInt8) = (4, 1)

    /// Names a group.
    ///
    /// - Parameters:
    ///   - group: Its number.
    ///   - home: The absolute path of the process's own folder; outside of it no folder is changed.
    public init(group: UInt32, home: [UInt8]? = nil) {
        self.group = group
        self.home = home.map { FileStatus.absolutePath(of: $0) ?? $0 }
    }

    /// The group's name, or its number where it has none; may ask a directory server.
    public var name: String { System.groupName(of: group) ?? String(group) }

    // MARK: Admitting

    /// Lets members read an open file beside its owner and its group, and nobody else.
    ///
    /// A file of several names, or what is no file, is left as it is: whoever may write into its folder could have given it
    /// the name of one that the group must not read.
    ///
    /// - Parameter descriptor: Is open for reading or writing.
    /// - Throws: ``SystemError`` when the file is another user's, or the process no member of the group and the file system
    ///   without lists.
    func admit(toFile descriptor: CInt) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        guard FileKind(mode: status.st_mode) == .regular, status.st_nlink == 1 else { return }
        if status.st_gid == group {
            try AccessList.remove(descriptor)
            guard UInt32(status.st_mode) & 0o777 != FileReaders.mode else { return }
            guard fchmod(descriptor, FileReaders.mode) == 0 else { throw SystemError() }
            return
        }
        var list = AccessList(mode: FileReaders.mode)
        list.add(FileReaders.read, toGroup: group)
        do throws(SystemError) {
            guard try AccessList.read(descriptor)?.bytes != list.bytes else { return }
            try list.write(descriptor)
        } catch {
            guard error.isUnsupported else { throw error }
            guard fchown(descriptor, .max, group) == 0 else { throw SystemError() }
            guard fchmod(descriptor, FileReaders.mode) == 0 else { throw SystemError() }
        }
    }

    /// Lets members pass through the process's own folders on the way to a file, and read it, and those of that name that were
    /// put aside, where they are there; what cannot be done is left out.
    ///
    /// Cost: some system calls for each folder and file.
    ///
    /// - Parameters:
    ///   - path: Absolute; need not be there.
    ///   - count: How many files that were put aside may be there.
    public func admit(to path: [UInt8], putAside count: Int) {
        let path = resolved(path)
        for folder in path.foldersAbove where isOwn(folder) && !passes(folder) {
            guard let place = Place(folder, flags: O_RDONLY | O_DIRECTORY) else { continue }
            guard place.status.st_uid == System.userID, var list = try? place.list() else { continue }
            list.add(FileReaders.pass, toGroup: group)
            try? list.write(place.descriptor)
        }
        for number in 0...count {
            let name = RotatedFiles.name(of: path, number)
            guard let place = Place(name, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else { continue }
            try? admit(toFile: place.descriptor)
        }
    }

    /// Whether a path leads elsewhere by its last name.
    static func isLink(_ path: [UInt8]) -> Bool {
        var status = stat()
        return unsafe Directory.withPath(path, { unsafe lstat($0, &status) }) == 0
            && FileKind(mode: status.st_mode) == .symbolicLink
    }

    // MARK: Asking

    /// What keeps members from reading a file.
    public enum Denial: Sendable, Equatable {
        /// A folder on the way, through which they cannot pass.
        case folder([UInt8])
        /// The file's owner, group, mode and list.
        case file([UInt8])

        /// What does.
        public var path: [UInt8] {
            switch self {
            case .folder(let path), .file(let path): path
            }
        }
    }

    /// What keeps members, as such, from reading the file at `path`; a file that is not there does not.
    ///
    /// Cost: some system calls for each part of the path.
    ///
    /// - Parameter path: Absolute.
    /// - Returns: The first folder, or the file; `nil` when nothing does.
    public func denial(of path: [UInt8]) -> Denial? {
        let path = resolved(path)
        for folder in path.foldersAbove.reversed() where !passes(folder) { return .folder(folder) }
        guard let place = Place(path), let list = try? place.list() else { return nil }
        guard !list.allows(FileReaders.read, group: group, owningGroup: place.status.st_gid) else { return nil }
        return .file(path)
    }

    /// Why the process cannot make members able to read the file at `path`.
    ///
    /// - Parameter path: Absolute; need not be there, but its folder must.
    /// - Returns: The reason, for people; `nil` when it can, or they are already.
    public func hindrance(to path: [UInt8]) -> String? {
        let path = resolved(path)
        for folder in path.foldersAbove.reversed() where !passes(folder) {
            guard isOwn(folder), Place(folder)?.status.st_uid == owner else {
                return "members of the group \(name) cannot pass through \(text(folder))"
            }
            if !keepsLists(folder) {
                return "members of the group \(name) cannot pass through \(text(folder)), "
                    + "whose file system keeps no access control lists"
            }
        }
        guard let place = Place(path), let list = try? place.list() else { return hindranceToNew(path) }
        if list.allows(FileReaders.read, group: group, owningGroup: place.status.st_gid) { return nil }
        guard place.status.st_uid == owner else {
            let user = System.userName(of: place.status.st_uid) ?? String(place.status.st_uid)
            return "\(text(path)) belongs to \(user), so that only they can let the group \(name) read it"
        }
        return hindranceToNew(path)
    }

    private func hindranceToNew(_ path: [UInt8]) -> String? {
        guard !keepsLists(path.parentFolder), owner == System.userID, !System.isMember(ofGroup: group),
            !System.isSuperuser
        else { return nil }
        return
            "the file system of \(text(path)) keeps no access control lists, and the service is no member of the group "
            + name
    }

    /// The user that the files belong to: whoever has the process's own folder.
    private var owner: UInt32 { home.flatMap { try? FileStatus.of($0).userID } ?? System.userID }

    /// The path without links on the way, where its folder is there.
    private func resolved(_ path: [UInt8]) -> [UInt8] {
        let folder = path.parentFolder
        guard let real = FileStatus.absolutePath(of: folder) else { return path }
        let name = path.dropFirst(folder.count > 1 ? folder.count + 1 : 1)
        return (real.count > 1 ? real : []) + [UInt8(ascii: "/")] + name
    }

    private func isOwn(_ folder: [UInt8]) -> Bool { folder == home || home.map(folder.isBelow) ?? false }

    private func passes(_ folder: [UInt8]) -> Bool {
        // Nothing is known of a folder that is not there.
        guard let place = Place(folder), let list = try? place.list() else { return true }
        return list.allows(FileReaders.pass, group: group, owningGroup: place.status.st_gid)
    }

    private func keepsLists(_ folder: [UInt8]) -> Bool {
        guard let place = Place(folder) else { return true }
        do throws(SystemError) {
            _ = try AccessList.read(place.descriptor)
            return true
        } catch {
            return !error.isUnsupported
        }
    }

    private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    /// An open file or folder.
    private struct Place: ~Copyable {
        let descriptor: CInt
        let status: stat

        init?(_ path: [UInt8], flags: CInt = linux_path_only) {
            descriptor = unsafe Directory.withPath(path) { unsafe open($0, flags | O_CLOEXEC) }
            var status = stat()
            let isThere = unsafe descriptor >= 0 && fstat(descriptor, &status) == 0
            self.status = status
            guard isThere else { return nil }
        }

        deinit { if descriptor >= 0 { _ = close(descriptor) } }

        /// Its access control list, or what its mode says where it has none.
        func list() throws(SystemError) -> AccessList {
            do throws(SystemError) {
                if let list = try AccessList.read(descriptor) { return list }
            } catch {
                guard error.isUnsupported else { throw error }
            }
            return AccessList(mode: UInt32(status.st_mode))
        }
    }
}

extension [UInt8] {
    /// The folders on the way to what an absolute path names, the nearest first and `/` last.
    fileprivate var foldersAbove: [[UInt8]] {
        var folders = [parentFolder]
        while let last = folders.last, last.count > 1 { folders.append(last.parentFolder) }
        return folders
    }
}

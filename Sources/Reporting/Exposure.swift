import POSIX

/// Who else can get at objects, by mode bits of objects and of the folders on the way to them.
///
/// An access control list cannot open to everybody what these bits close (acl(5)). Folders are looked at once.
public struct Exposure {
    /// What every user may do with a folder.
    public struct FolderAccess: Sendable {
        /// Whether every user may pass all folders on the way, and this one.
        public var isReachable: Bool
        /// Permission bits.
        public var mode: UInt32
        /// The user that it belongs to.
        public var owner: UInt32

        /// Whether every user may list it.
        public var isReadable: Bool { isReachable && mode & 0o004 != 0 }
        /// Whether every user may put objects into it.
        public var isWritable: Bool { isReachable && mode & 0o002 != 0 }
    }

    private let roots: [ScanRoot]
    private var folders: [[UInt8]: (status: FileStatus, isReachable: Bool)?] = [:]

    /// Whether every user can read or write the object at an absolute path.
    mutating func isPublic(_ status: FileStatus?, at path: [UInt8]) -> Bool {
        guard let status, status.mode & 0o006 != 0 else { return false }
        return folder(parent(of: path))?.isReachable ?? false
    }

    /// Creates one that has not looked at anything.
    ///
    /// - Parameter roots: Those that are held open are not reached by their paths.
    public init(_ roots: [ScanRoot] = []) { self.roots = roots.filter { $0.held != nil } }

    /// What every user may do with the folder at an absolute path; `nil` when it cannot be told.
    public mutating func access(toFolder path: [UInt8]) -> FolderAccess? {
        folder(path).map {
            FolderAccess(isReachable: $0.isReachable, mode: $0.status.mode, owner: $0.status.userID)
        }
    }

    /// What is known of a folder: whether all folders down to it can be passed by every user.
    private mutating func folder(_ path: [UInt8]) -> (status: FileStatus, isReachable: Bool)? {
        guard path.first == UInt8(ascii: "/") else { return nil }
        if let known = folders[path] { return known }
        var result: (status: FileStatus, isReachable: Bool)?
        if let root = roots.first(where: { $0.absolutePath == path }) {
            result = self.root(root)
        } else if let status = status(of: path) {
            let isParentReachable = path.count == 1 || folder(parent(of: path))?.isReachable ?? false
            result = (status, isParentReachable && status.mode & 0o001 != 0)
        }
        folders[path] = .some(result)
        return result
    }

    /// What is known of a root that is held open, and the folders that lie above it, whatever its path leads to.
    private func root(_ root: ScanRoot) -> (status: FileStatus, isReachable: Bool)? {
        guard let folder = root.held?(), let status = try? folder.status() else { return nil }
        let above = try? folder.statusesAbove()
        return (status, above.map { ([status] + $0).allSatisfy { $0.mode & 0o001 != 0 } } ?? false)
    }

    /// What the file system knows of a folder: below a root that is held open by way of no link.
    private func status(of path: [UInt8]) -> FileStatus? {
        let root = roots.first { path.starts(with: $0.absolutePath + [UInt8(ascii: "/")]) }
        guard let root else { return try? FileStatus.of(path) }
        guard let folder = root.held?() else { return nil }
        return try? Directory(beneath: folder, Array(path.dropFirst(root.absolutePath.count + 1))).status()
    }

    private func parent(of path: [UInt8]) -> [UInt8] {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return [] }
        return Array(path[..<max(slash, 1)])
    }
}

/// The login names of users, each asked for once.
struct OwnerNames {
    private var names: [UInt32: String] = [:]

    /// The name of a user; for one without, the number.
    subscript(id: UInt32) -> String {
        mutating get {
            if let known = names[id] { return known }
            let name = System.userName(of: id) ?? String(id)
            names[id] = name
            return name
        }
    }
}

import Findings
public import POSIX

/// Who else can get at objects, by mode bits and NFSv4 lists of objects and of the folders on the way to them.
///
/// A list of POSIX cannot open to everybody what the mode bits close (acl(5)). Folders are looked at once.
public struct Exposure {
    /// What every user may do with a folder.
    public struct FolderAccess: Sendable {
        /// Whether every user may pass all folders on the way, and this one; `nil` when that is not known.
        public var isReachable: Bool?
        /// Permission bits; the last three are what every user may do.
        public var mode: UInt32 { status.mode & 0o7777 }
        /// The user that it belongs to.
        public var owner: UInt32 { status.userID }
        /// What the file system knows of it.
        var status: FileStatus

        /// Whether every user may list it; `nil` when that is not known.
        public var isReadable: Bool? { may(0o004) }
        /// Whether every user may put objects into it; `nil` when that is not known.
        public var isWritable: Bool? { may(0o002) }

        /// What that comes to, in Macie's words: `PUBLIC`, `NOT_PUBLIC` or `UNKNOWN`.
        public var effectivePermission: String {
            Finding.Bucket.permission(isReadable: isReadable, isWritable: isWritable)
        }

        /// Whether every user gets at what is given any of some bits.
        fileprivate func may(_ bits: UInt32, of object: FileStatus? = nil) -> Bool? {
            let isGiven = (object ?? status).everyone.map { $0 & bits != 0 }
            if isReachable == false || isGiven == false { return false }
            return isReachable == nil ? nil : isGiven
        }
    }

    private let roots: [ScanRoot]
    private let rights: RightsReader
    private var folders: [[UInt8]: FolderAccess?] = [:]
    /// The devices of folders whose file systems keep no lists.
    private var devicesWithoutLists: [[UInt8]: UInt64] = [:]

    /// Whether every user can read or write the object at an absolute path; `nil` when that is not known.
    mutating func isPublic(_ status: FileStatus?, at path: [UInt8]) -> Bool? {
        guard let status, let folder = folder(parent(of: path)) else { return nil }
        // Nothing in the object opens what is closed above it.
        guard folder.isReachable != false else { return false }
        return folder.may(0o006, of: object(status, at: path))
    }

    /// What is known of an object, with what a list of rights gives every user.
    private mutating func object(_ status: FileStatus, at path: [UInt8]) -> FileStatus {
        let root = root(above: path)
        let above = root?.absolutePath ?? parent(of: path)
        if let device = devicesWithoutLists[above], device == status.device { return status }
        let folder = root.map { $0.held?() } ?? (try? Directory(place: parent(of: path)))
        guard let folder else {
            var unknown = status
            unknown.mode |= FileStatus.unknownRights
            return unknown
        }
        devicesWithoutLists[above] = folder.deviceWithoutLists(rights)
        let key = Array(path.dropFirst(above == [UInt8(ascii: "/")] ? 1 : above.count + 1))
        return folder.status(rights, of: key, known: status)
    }

    /// Creates one that has not looked at anything.
    ///
    /// - Parameters:
    ///   - roots: Those that are held open are not reached by their paths.
    ///   - rights: Reads the lists that decide beside the mode bits.
    public init(_ roots: [ScanRoot] = [], _ rights: RightsReader = .system) {
        self.roots = roots.filter { $0.held != nil }
        self.rights = rights
    }

    /// What every user may do with the folder at an absolute path; `nil` when it cannot be told.
    public mutating func access(toFolder path: [UInt8]) -> FolderAccess? { folder(path) }

    /// What is known of a folder: whether all folders down to it can be passed by every user.
    private mutating func folder(_ path: [UInt8]) -> FolderAccess? {
        guard path.first == UInt8(ascii: "/") else { return nil }
        if let known = folders[path] { return known }
        var result: FolderAccess?
        if let root = roots.first(where: { $0.absolutePath == path }) {
            result = self.root(root)
        } else {
            // First what lies above, which may say that there are no lists to ask for.
            let isParentReachable = path.count == 1 ? true : folder(parent(of: path))?.isReachable
            guard let status = status(of: path) else {
                folders[path] = .some(nil)
                return nil
            }
            let isPassable = FileStatus.isPassable([status])
            let isClosed = isParentReachable == false || isPassable == false
            let isReachable = isClosed ? false : isParentReachable.flatMap { _ in isPassable }
            result = FolderAccess(isReachable: isReachable, status: status)
        }
        folders[path] = .some(result)
        return result
    }

    /// What is known of a root that is held open, and the folders that lie above it, whatever its path leads to.
    private func root(_ root: ScanRoot) -> FolderAccess? {
        guard let folder = root.held?(), let status = try? folder.status(rights) else { return nil }
        let above = try? folder.statusesAbove(rights)
        let isClosed = FileStatus.isPassable([status]) == false
        let isReachable = above.map { FileStatus.isPassable([status] + $0) } ?? (isClosed ? false : nil)
        return FolderAccess(isReachable: isReachable, status: status)
    }

    /// What the file system knows of a folder: below a root that is held open by way of no link.
    private mutating func status(of path: [UInt8]) -> FileStatus? {
        guard let root = root(above: path) else {
            let device = path.count == 1 ? nil : devicesWithoutLists[parent(of: path)]
            guard let looked = try? FileStatus.looked(at: path, rights, knowing: device) else { return nil }
            // What lies in it need not be asked for lists.
            if looked.keepsNoLists { devicesWithoutLists[path] = looked.status.device }
            return looked.status
        }
        guard let folder = root.held?() else { return nil }
        return try? Directory(beneath: folder, Array(path.dropFirst(root.absolutePath.count + 1))).status(rights)
    }

    /// The root that is held open and has `path` below it.
    private func root(above path: [UInt8]) -> ScanRoot? {
        roots.first { path.isBelow($0.absolutePath) }
    }

    private func parent(of path: [UInt8]) -> [UInt8] {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return [] }
        return Array(path[..<max(slash, 1)])
    }
}

/// The login names of users, each asked for once.
package struct OwnerNames {
    private var names: [UInt32: String] = [:]

    /// Knows none yet.
    package init() {}

    /// The name of a user; for one without, the number.
    package subscript(id: UInt32) -> String {
        mutating get {
            if let known = names[id] { return known }
            let name = System.userName(of: id) ?? String(id)
            names[id] = name
            return name
        }
    }
}

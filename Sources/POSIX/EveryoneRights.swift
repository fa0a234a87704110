import CLinux
import Glibc

/// Reads the lists of rights that decide beside the mode bits of files and folders.
///
/// The corresponding C function is `fgetxattr`. A list of POSIX needs no look here: it cannot give everybody more or less than
/// the mode bits do (acl(5)).
public struct RightsReader: Sendable {
    /// What is known of an attribute.
    public enum Attribute: Sendable, Equatable {
        /// The file system has none of this name.
        case unsupported
        /// The file has none.
        case absent
        case bytes([UInt8])
    }

    /// What decides about a file beside its mode bits.
    enum Rights: Equatable {
        /// Nothing does, and nothing does on this file system.
        case modeAlone
        /// Nothing does.
        case mode
        /// A list.
        case list(NFSAccessList)
        case unknown
    }

    private let read: @Sendable (CInt, FileStatus, String) throws(SystemError) -> Attribute

    /// Creates one that asks `read` for the attribute of a file.
    ///
    /// - Parameter read: Gets what is known of the file, and the name of the attribute. When it throws, the rights are unknown.
    public init(_ read: @escaping @Sendable (FileStatus, String) throws(SystemError) -> Attribute) {
        self.read = { (_, status, name) throws(SystemError) in try read(status, name) }
    }

    private init(descriptors read: @escaping @Sendable (CInt, FileStatus, String) throws(SystemError) -> Attribute) {
        self.read = read
    }

    /// Asks the file system: three system calls for a file without lists.
    public static let system = RightsReader(descriptors: { (descriptor, _, name) throws(SystemError) in
        let length = unsafe linux_attribute(descriptor, name, nil, 0)
        guard length >= 0 else { return try attribute(SystemError()) }
        guard length <= NFSAccessList.mostBytes else { throw SystemError(E2BIG) }
        var bytes = [UInt8](repeating: 0, count: max(length, 1))
        let count = unsafe bytes.withUnsafeMutableBytes {
            unsafe linux_attribute(descriptor, name, $0.baseAddress, $0.count)
        }
        guard count >= 0 else { return try attribute(SystemError()) }
        return .bytes(Array(bytes.prefix(count)))
    })

    private static func attribute(_ error: SystemError) throws(SystemError) -> Attribute {
        switch error.code {
        case ENODATA: return .absent
        case EOPNOTSUPP: return .unsupported
        default: throw error
        }
    }

    /// Looks for a list of rights.
    func rights(of descriptor: CInt, _ status: FileStatus) -> Rights {
        var isSupported = false
        // How lists of the third kind are laid out is nowhere settled: whatever they say, it is not known here.
        let names: [(String, NFSAccessList.Format?)] = [
            ("system.nfs4_acl_xdr", .numbers), ("system.nfs4_acl", .names), ("system.richacl", nil),
        ]
        for (name, format) in names {
            guard let attribute = try? read(descriptor, status, name) else { return .unknown }
            switch attribute {
            case .unsupported: break
            case .absent: isSupported = true
            case .bytes(let bytes):
                return format.flatMap { NFSAccessList(bytes, $0) }.map(Rights.list) ?? .unknown
            }
        }
        return isSupported ? .mode : .modeAlone
    }

    /// `status` with what every user may do as the last three bits of its mode.
    func applied(to status: FileStatus, of descriptor: CInt) -> FileStatus {
        applied(rights(of: descriptor, status), to: status)
    }

    /// The same for rights that are known.
    func applied(_ rights: Rights, to status: FileStatus) -> FileStatus {
        var result = status
        switch rights {
        case .modeAlone, .mode: break
        case .list(let list): result.mode = status.mode & ~0o7 | list.everyone(isFolder: status.kind == .directory)
        case .unknown: result.mode |= FileStatus.unknownRights
        }
        return result
    }
}

extension FileStatus {
    /// A bit beside those of a mode: a list of rights decides what users may do, and what it says is not known.
    public static let unknownRights: UInt32 = 0o200_000

    /// What every user may do: three bits; `nil` when that is not known.
    ///
    /// What a list of rights says counts if the status was read by way of a ``RightsReader``.
    public var everyone: UInt32? { mode & FileStatus.unknownRights == 0 ? mode & 0o7 : nil }

    /// What is known of the file at `path`, following symbolic links, with what every user may do as the last bits of its mode.
    ///
    /// - Throws: ``SystemError`` when it cannot be found; permission to read it is not needed.
    public static func of(_ path: [UInt8], _ rights: RightsReader) throws(SystemError) -> FileStatus {
        try looked(at: path, rights).status
    }

    /// The same, and whether its file system keeps no lists: then none decides about what lies below it on its device.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - rights: Reads lists.
    ///   - device: A device of which is known that it keeps no lists; it is not asked again.
    /// - Returns: What is known of it.
    /// - Throws: ``SystemError`` when it cannot be found.
    public static func looked(
        at path: [UInt8],
        _ rights: RightsReader,
        knowing device: UInt64? = nil
    ) throws(SystemError) -> (status: FileStatus, keepsNoLists: Bool) {
        let descriptor = try Directory.open(AT_FDCWD, path, linux_path_only | O_CLOEXEC)
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        let known = FileStatus(status)
        let found = known.device == device ? .modeAlone : rights.rights(of: descriptor, known)
        return (rights.applied(found, to: known), found == .modeAlone)
    }

    /// Whether every user can pass all of some folders; `nil` when that is not known.
    public static func isPassable(_ folders: [FileStatus]) -> Bool? {
        if folders.contains(where: { $0.everyone.map { $0 & 0o1 == 0 } ?? false }) { return false }
        return folders.allSatisfy { $0.everyone != nil } ? true : nil
    }
}

extension SystemError {
    /// That a list of rights is there, and nobody here knows what it says.
    public static let unknownRights = SystemError(EOPNOTSUPP)
}

extension Directory {
    /// Opens the folder at `path` for its place only, which needs no permission to read it, following symbolic links.
    ///
    /// - Throws: ``SystemError`` when it is not there, or may not be reached.
    public convenience init(place path: [UInt8]) throws(SystemError) {
        let flags = linux_path_only | O_DIRECTORY | O_CLOEXEC
        try self.init(owning: Directory.open(AT_FDCWD, path, flags), path: path)
    }

    /// What the file system knows of the folder, with what every user may do as the last bits of the mode.
    public func status(_ rights: RightsReader) throws(SystemError) -> FileStatus {
        rights.applied(to: try status(), of: descriptor)
    }

    /// What is known of the object at `key` below the folder, by way of no link, with what every user may do as the last bits of
    /// the mode.
    ///
    /// - Parameters:
    ///   - rights: Reads the lists.
    ///   - key: Relative, below the folder.
    ///   - status: What is known of the object already. When something else lies there by now, its rights are not known.
    /// - Returns: `status` as it is where the file system of the folder keeps no lists, at the cost of three system calls.
    public func status(_ rights: RightsReader, of key: [UInt8], known status: FileStatus) -> FileStatus {
        var unknown = status
        unknown.mode |= FileStatus.unknownRights
        guard let own = try? self.status() else { return unknown }
        // Layered file systems give what lies in them several devices, so that another device alone means nothing.
        if own.device == status.device, rights.rights(of: descriptor, own) == .modeAlone { return status }
        let flags = linux_path_only | O_CLOEXEC
        guard let object = try? Directory.openBeneath(descriptor, key, flags) else { return unknown }
        defer { _ = close(object) }
        var current = stat()
        guard unsafe fstat(object, &current) == 0, FileStatus(current).isSameFile(as: status) else { return unknown }
        return rights.applied(to: status, of: object)
    }

    /// The device of the folder, if its file system keeps no lists: then none decides about what lies below it on that device.
    public func deviceWithoutLists(_ rights: RightsReader) -> UInt64? {
        guard let own = try? status(), rights.rights(of: descriptor, own) == .modeAlone else { return nil }
        return own.device
    }

    /// Users and groups that the folder's lists of rights name, as `user:alice:rwx`.
    public func named(_ rights: RightsReader) -> [String] {
        let posix = accessControlList.map(\.description)
        guard let status = try? status(), case .list(let list) = rights.rights(of: descriptor, status) else {
            return posix
        }
        return posix + list.named
    }
}

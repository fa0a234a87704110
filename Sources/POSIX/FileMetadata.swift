import CLinux
import Glibc

/// What a file has beside its content: owner, mode, times, attributes and flags.
///
/// The times of its making and of its last change of metadata are the file system's own and cannot be set.
public struct FileMetadata: Equatable, Sendable {
    /// An extended attribute, such as an access control list.
    public struct Attribute: Equatable, Sendable {
        public var name: [UInt8]
        public var value: [UInt8]

        /// Describes an attribute.
        public init(name: [UInt8], value: [UInt8]) {
            self.name = name
            self.value = value
        }
    }

    public var userID: UInt32
    public var groupID: UInt32
    /// Permission bits.
    public var mode: UInt32
    public var accessed: Timestamp
    public var modified: Timestamp
    /// In order of their names.
    public var attributes: [Attribute]
    /// What chattr(1) shows; `nil` where the file system has no such flags.
    public var flags: UInt32?
    /// For quotas; `nil` where the file system has no projects.
    public var project: UInt32?

    /// What a file must not have to be replaced by another one.
    public enum Obstacle: Sendable {
        /// It may not be changed, or only be appended to.
        case immutable
        /// The kernel verifies its content.
        case verity
        /// Attributes are bound to its content: capabilities of a program, integrity measurements.
        case boundAttribute([UInt8])
    }

    /// What stands against replacing the file; `nil` for nothing.
    public var obstacle: Obstacle? {
        // FS_IMMUTABLE_FL, FS_APPEND_FL and FS_VERITY_FL of linux/fs.h.
        if let flags, flags & 0x30 != 0 { return .immutable }
        if let flags, flags & 0x10_0000 != 0 { return .verity }
        let bound = ["security.capability", "security.ima", "security.evm"].map { Array($0.utf8) }
        return attributes.first { bound.contains($0.name) }.map { .boundAttribute($0.name) }
    }

    /// Flags that users set and that go with a file; the others are the file system's.
    ///
    /// Synchronous, no dump, no access time, compression and none of it, data journal, no tail, no copy on write.
    fileprivate static let copiedFlags: UInt32 = 0x8 | 0x40 | 0x80 | 0x4 | 0x400 | 0x4000 | 0x8000 | 0x80_0000

    /// Whether all is as in `other`, but for flags and projects where a file system does not let them be set.
    public func matches(_ other: FileMetadata) -> Bool {
        var copy = self
        copy.flags = other.flags
        copy.project = other.project
        return copy == other
    }

    /// Whether the user's flags and the project are as in `other`.
    public func matchesFlags(of other: FileMetadata) -> Bool {
        project == other.project
            && flags.map { $0 & FileMetadata.copiedFlags } == other.flags.map { $0 & FileMetadata.copiedFlags }
    }
}

extension PlacedFile {
    /// Reads the file's metadata.
    public borrowing func metadata() throws(SystemError) -> FileMetadata {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        var flags: UInt32 = 0
        var project: UInt32 = 0
        let hasFlags = unsafe linux_inode_flags(descriptor, &flags) == 0
        let hasProject = unsafe linux_project(descriptor, &project) == 0
        return FileMetadata(
            userID: status.st_uid,
            groupID: status.st_gid,
            mode: UInt32(status.st_mode & 0o7777),
            accessed: Timestamp(status.st_atim),
            modified: Timestamp(status.st_mtim),
            attributes: try attributes(),
            flags: hasFlags ? flags : nil,
            project: hasProject ? project : nil
        )
    }

    /// Sets flags and project as far as the file system lets them be set; call it while the file is empty.
    public borrowing func setFlags(of metadata: FileMetadata) {
        var flags: UInt32 = 0
        var project: UInt32 = 0
        if let wanted = metadata.flags, unsafe linux_inode_flags(descriptor, &flags) == 0 {
            let mask = FileMetadata.copiedFlags
            let new = flags & ~mask | wanted & mask
            if new != flags { _ = linux_set_inode_flags(descriptor, new) }
        }
        if let wanted = metadata.project, unsafe linux_project(descriptor, &project) == 0, project != wanted {
            _ = linux_set_project(descriptor, wanted)
        }
    }

    /// Sets owner, attributes, mode and times: all that differs.
    ///
    /// In this order: a change of the owner may clear bits of the mode, and any change moves times.
    public borrowing func apply(_ metadata: FileMetadata) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        if status.st_uid != metadata.userID || status.st_gid != metadata.groupID {
            guard fchown(descriptor, metadata.userID, metadata.groupID) == 0 else { throw SystemError() }
        }
        let present = try attributes()
        for attribute in present where !metadata.attributes.contains(where: { $0.name == attribute.name }) {
            let result = unsafe Directory.withPath(attribute.name) { unsafe linux_remove_attribute(descriptor, $0) }
            guard result == 0 || SystemError().isNoAttribute else { throw SystemError() }
        }
        for attribute in metadata.attributes where !present.contains(attribute) {
            let result = unsafe Directory.withPath(attribute.name) { name in
                unsafe attribute.value.withUnsafeBytes { value in
                    unsafe linux_set_attribute(descriptor, name, value.baseAddress, value.count)
                }
            }
            guard result == 0 else { throw SystemError() }
        }
        guard fchmod(descriptor, metadata.mode) == 0 else { throw SystemError() }
        var times = [timespec(metadata.accessed), timespec(metadata.modified)]
        guard unsafe futimens(descriptor, &times) == 0 else { throw SystemError() }
    }

    private borrowing func attributes() throws(SystemError) -> [FileMetadata.Attribute] {
        let names = try unsafe filled { buffer in
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe linux_attribute_names(descriptor, start, buffer.count)
        }
        var attributes: [FileMetadata.Attribute] = []
        for name in names.split(separator: 0) {
            let value = try unsafe filled { buffer in
                unsafe Directory.withPath(Array(name)) {
                    unsafe linux_attribute(descriptor, $0, buffer.baseAddress, buffer.count)
                }
            }
            attributes.append(FileMetadata.Attribute(name: Array(name), value: value))
        }
        return attributes.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    /// What `body` fills a buffer with that has room for the longest attribute or list of names; empty without attributes.
    private borrowing func filled(
        _ body: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            let result = unsafe body(UnsafeMutableRawBufferPointer(buffer))
            if result < 0, !SystemError().isUnsupported { failure = SystemError() }
            count = max(0, result)
        }
        if let failure { throw failure }
        return bytes
    }
}

extension timespec {
    fileprivate init(_ time: Timestamp) { self.init(tv_sec: time.seconds, tv_nsec: time.nanoseconds) }
}

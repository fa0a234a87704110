public import POSIX

/// By what a file is known again: never its path.
///
/// The device's number is not part of it: it may be another after a restart, and everything compared lies in one folder.
public struct FileIdentity: Equatable, Sendable {
    public var inode: UInt64
    /// In bytes.
    public var size: Int
    public var modified: Timestamp
    /// `nil` when it is not known, or may have changed since.
    public var changed: Timestamp?

    /// Describes a file.
    public init(inode: UInt64, size: Int, modified: Timestamp, changed: Timestamp? = nil) {
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    /// The identity of a file as the file system knows it now.
    public init(_ status: FileStatus) {
        self.init(inode: status.inode, size: status.size, modified: status.modified, changed: status.changed)
    }

    /// Whether a file is this one and was not changed, as far as is known.
    public func matches(_ status: FileStatus) -> Bool {
        status.inode == inode && status.size == size && status.modified == modified
            && (changed == nil || status.changed == changed)
    }

    /// This identity, without the time that any renaming moves.
    var lasting: FileIdentity { FileIdentity(inode: inode, size: size, modified: modified) }
}

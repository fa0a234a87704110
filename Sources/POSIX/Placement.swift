import CLinux
import Glibc

/// Where something lies: on which file system, and by which mount it is reached.
///
/// Subvolumes of one btrfs are devices of their own, but reached by one mount; a folder that is bound to a second place is on
/// one device, but reached by two mounts.
public struct Placement: Equatable, Sendable {
    /// The file system.
    public var device: UInt64
    /// The number of the mount; 0 where the kernel does not tell (before Linux 5.8).
    public var mount: UInt64
    /// Whether another file system is mounted there as soon as somebody enters it.
    var isAutomount = false

    /// Whether both are reached by the same mount, as far as the kernel tells; else whether they are on one device.
    public func isOnSameMount(as other: Placement) -> Bool {
        mount != 0 && other.mount != 0 ? mount == other.mount : device == other.device
    }

    /// Where an open file or folder lies; the corresponding system call is `statx`.
    init(of descriptor: CInt) throws(SystemError) { try self.init([], in: descriptor) }

    fileprivate init(_ name: [UInt8], in folder: CInt) throws(SystemError) {
        var placement = linux_placement()
        let result = unsafe Directory.withPath(name) { unsafe linux_place(folder, $0, &placement) }
        guard result == 0 else { throw SystemError() }
        device = placement.device
        mount = placement.mount
        isAutomount = placement.is_automount != 0
    }
}

/// What lies between a folder and something in it that is not part of the same mount.
public enum MountBoundary: String, Sendable {
    /// Another file system is mounted there.
    case fileSystem = "other-file-system"
    /// The same file system is mounted there once more, as by a bind mount.
    case mount = "other-mount"
    /// A file system is mounted there as soon as somebody enters it.
    case automount
}

extension Directory {
    /// The boundary that is crossed by entering the folder `name`; `nil` when there is none.
    ///
    /// Nothing is mounted by the look, and no server asked that may be away. Cost: one system call.
    public func boundary(before name: [UInt8]) throws(SystemError) -> MountBoundary? {
        let inner = try Placement(name, in: descriptor)
        if inner.isAutomount { return .automount }
        return boundary(before: inner)
    }

    /// The boundary between this folder and one that was opened by way of it; `nil` when there is none.
    public func boundary(before inner: Directory) -> MountBoundary? { boundary(before: inner.placement) }

    private func boundary(before inner: Placement) -> MountBoundary? {
        if inner.isOnSameMount(as: placement) { return nil }
        return inner.device == placement.device ? .mount : .fileSystem
    }
}

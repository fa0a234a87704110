import CLinux
import Glibc

extension Directory {
    /// How a path below a folder is followed.
    enum Way: Sendable {
        /// By `openat2` where that is to be had, else step by step.
        case byKernel
        /// Each part by itself.
        case stepByStep
    }

    /// Whether `openat2` is to be had.
    ///
    /// Old kernels lack it, and filters of system calls that cannot see its arguments refuse it, as `RestrictSUIDSGID` of
    /// systemd and containers do. It is tried once, with what works everywhere.
    static let hasKernelWay: Bool = {
        let descriptor = unsafe linux_open_beneath(AT_FDCWD, ".", linux_path_only | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            _ = close(descriptor)
            return true
        }
        return errno != ENOSYS && errno != EPERM
    }()

    /// The longest path that is handed to the kernel at once, in bytes; it takes 4095.
    private static let longestPiece = 4000

    /// Opens what lies below a folder, by way of no link, no other file system and no `..`.
    ///
    /// - Throws: `ELOOP` for a link, `EXDEV` for a way out or another file system, `ENOTDIR` for a way through what is no
    ///   folder, and what `openat` throws with `flags`.
    static func openBeneath(
        _ root: CInt,
        _ path: [UInt8],
        _ flags: CInt,
        _ way: Way = .byKernel
    ) throws(SystemError) -> CInt {
        let path = path.isEmpty ? [UInt8(ascii: ".")] : path
        guard way == .byKernel, hasKernelWay else { return try openStepByStep(root, path, flags) }
        var (folder, rest) = (root, path[...])
        defer { if folder != root { _ = close(folder) } }
        while rest.count > longestPiece, let end = rest.prefix(longestPiece).lastIndex(of: slash) {
            let next = try openPiece(folder, rest[..<end], linux_path_only | O_DIRECTORY | O_CLOEXEC)
            if folder != root { _ = close(folder) }
            folder = next
            rest = rest[end...].drop { $0 == slash }
        }
        return try openPiece(folder, rest, flags)
    }

    private static func openPiece(_ folder: CInt, _ path: ArraySlice<UInt8>, _ flags: CInt) throws(SystemError) -> CInt
    {
        let descriptor = unsafe withPath(Array(path)) { unsafe linux_open_beneath(folder, $0, flags) }
        guard descriptor >= 0 else { throw SystemError() }
        return descriptor
    }

    private static let slash = UInt8(ascii: "/")

    /// Opens each part for its place only, which mounts nothing and starts no device, and looks at what it is before it goes on.
    private static func openStepByStep(_ root: CInt, _ path: [UInt8], _ flags: CInt) throws(SystemError) -> CInt {
        guard path.first != slash else { throw SystemError(EXDEV) }
        let start = try Placement(of: root)
        var folder = root
        defer { if folder != root { _ = close(folder) } }
        let names = path.split(separator: slash).filter { $0 != [UInt8(ascii: ".")] }
        for (index, name) in names.enumerated() {
            guard name != [UInt8(ascii: "."), UInt8(ascii: ".")] else { throw SystemError(EXDEV) }
            let next = try open(folder, Array(name), linux_path_only | O_NOFOLLOW | O_CLOEXEC)
            let kind: FileKind
            do throws(SystemError) {
                kind = try check(next, start)
            } catch {
                _ = close(next)
                throw error
            }
            if kind != .directory {
                _ = close(next)
                guard index == names.count - 1 else { throw SystemError(ENOTDIR) }
                return try openEnd(folder, Array(name), flags, start)
            }
            if folder != root { _ = close(folder) }
            folder = next
        }
        // By the descriptor itself, whatever has its name by now.
        return try open(folder, [UInt8(ascii: ".")], flags | O_NOFOLLOW)
    }

    /// Opens what is no folder, which has been looked at, and looks at it again: something else may have its name by now.
    private static func openEnd(
        _ folder: CInt,
        _ name: [UInt8],
        _ flags: CInt,
        _ start: Placement
    ) throws(SystemError) -> CInt {
        let end = try open(folder, name, flags | O_NOFOLLOW)
        do throws(SystemError) {
            _ = try check(end, start)
            return end
        } catch {
            _ = close(end)
            throw error
        }
    }

    /// What is open, if it lies on the mount where the way began and is no link.
    private static func check(_ descriptor: CInt, _ start: Placement) throws(SystemError) -> FileKind {
        let place = try Placement(of: descriptor)
        guard place.isOnSameMount(as: start), !place.isAutomount else { throw SystemError(EXDEV) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
        let kind = FileKind(mode: status.st_mode)
        if kind == .symbolicLink { throw SystemError(ELOOP) }
        return kind
    }
}

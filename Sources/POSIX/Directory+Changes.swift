import CLinux
import Glibc

extension Directory {
    /// Exchanges what two names stand for, in one step.
    ///
    /// The corresponding C function is `renameat2` with `RENAME_EXCHANGE`.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isUnsupported`` holds where the file system cannot.
    public func exchange(_ first: [UInt8], _ second: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(first) { first in
            unsafe Directory.withPath(second) { unsafe linux_exchange(descriptor, first, $0) }
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Gives what `name` stands for another name too; never replaces one.
    public func link(_ name: [UInt8], as other: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(name) { name in
            unsafe Directory.withPath(other) { unsafe linkat(descriptor, name, descriptor, $0, 0) }
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Gives what `name` stands for another name, in place of what has it.
    public func rename(_ name: [UInt8], to other: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(name) { name in
            unsafe Directory.withPath(other) { unsafe renameat(descriptor, name, descriptor, $0) }
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Removes the name of a file.
    public func remove(_ name: [UInt8]) throws(SystemError) {
        guard unsafe Directory.withPath(name, { unsafe unlinkat(descriptor, $0, 0) }) == 0 else { throw SystemError() }
    }

    /// Waits until the folder's names are on the disk; the corresponding C function is `fsync`.
    public func flush() throws(SystemError) {
        guard fsync(descriptor) == 0 else { throw SystemError() }
    }

    /// Makes the folder at `path` and those above it that are missing, with mode 0700, and waits until they are on the disk.
    public static func make(_ path: [UInt8]) throws(SystemError) {
        let slash = UInt8(ascii: "/")
        for end in path.indices.dropFirst() + [path.endIndex] where end == path.endIndex || path[end] == slash {
            guard path[end - 1] != slash else { continue }
            if unsafe Directory.withPath(Array(path[..<end]), { unsafe mkdir($0, 0o700) }) == 0 {
                let parent = path[..<end].lastIndex(of: slash).map { Array(path[..<max($0, 1)]) } ?? [UInt8(ascii: ".")]
                try Directory(path: parent).flush()
            } else if errno != EEXIST {
                throw SystemError()
            }
        }
    }
}

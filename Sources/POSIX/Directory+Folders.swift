import CLinux
import Glibc

extension Directory {
    /// Makes a folder in this one.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - userID: Its owner.
    ///   - groupID: Its group.
    ///   - mode: Its permission bits; that its group goes over to what is made in it is left away where that may not be set.
    /// - Returns: The folder.
    /// - Throws: ``SystemError``; its ``SystemError/isAlreadyThere`` holds when there is anything of that name.
    public func makeFolder(
        _ name: [UInt8],
        owner userID: UInt32,
        group groupID: UInt32,
        mode: UInt32
    ) throws(SystemError) -> Directory {
        guard unsafe Directory.withPath(name, { unsafe mkdirat(descriptor, $0, 0o700) }) == 0 else {
            throw SystemError()
        }
        let folder = try Directory(beneath: self, name)
        var status = stat()
        guard unsafe fstat(folder.descriptor, &status) == 0 else { throw SystemError() }
        if status.st_uid != userID || status.st_gid != groupID {
            guard fchown(folder.descriptor, userID, groupID) == 0 else { throw SystemError() }
        }
        if fchmod(folder.descriptor, mode) != 0 {
            guard SystemError().isPermissionDenied, fchmod(folder.descriptor, mode & 0o777) == 0 else {
                throw SystemError()
            }
        }
        return folder
    }

    /// Removes a folder that nothing lies in.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isNotEmpty`` holds when something does.
    public func removeFolder(_ name: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(name) { unsafe unlinkat(descriptor, $0, AT_REMOVEDIR) }
        guard result == 0 else { throw SystemError() }
    }

    /// Gives what `name` stands for a name in another folder of the same file system, in place of what has it.
    public func rename(_ name: [UInt8], to other: [UInt8], in target: Directory) throws(SystemError) {
        let result = unsafe Directory.withPath(name) { name in
            unsafe Directory.withPath(other) { unsafe renameat(descriptor, name, target.descriptor, $0) }
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Gives an extended attribute of the folder a value.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isUnsupported`` holds where the file system has no attributes.
    public func setAttribute(_ name: String, to value: [UInt8]) throws(SystemError) {
        let result = unsafe Directory.withPath(Array(name.utf8)) { name in
            unsafe value.withUnsafeBytes { unsafe linux_set_attribute(descriptor, name, $0.baseAddress, $0.count) }
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Takes an extended attribute of the folder away; one that it has not is none.
    public func removeAttribute(_ name: String) throws(SystemError) {
        let result = unsafe Directory.withPath(Array(name.utf8)) { unsafe linux_remove_attribute(descriptor, $0) }
        guard result == 0 || SystemError().isNoAttribute else { throw SystemError() }
    }

    /// Whether the folder has an extended attribute.
    public func hasAttribute(_ name: String) -> Bool {
        unsafe Directory.withPath(Array(name.utf8)) { unsafe linux_attribute(descriptor, $0, nil, 0) } >= 0
    }
}

extension PlacedFile {
    /// Takes an extended attribute away; one that there is not is none.
    public borrowing func removeAttribute(_ name: String) throws(SystemError) {
        let descriptor = descriptor
        let result = unsafe Directory.withPath(Array(name.utf8)) { unsafe linux_remove_attribute(descriptor, $0) }
        guard result == 0 || SystemError().isNoAttribute else { throw SystemError() }
    }
}

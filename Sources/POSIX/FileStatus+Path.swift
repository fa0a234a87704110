import Glibc

extension FileStatus {
    /// What the file system knows of `path`, following symbolic links.
    ///
    /// The corresponding C function is `stat`.
    public static func of(_ path: [UInt8]) throws(SystemError) -> FileStatus {
        var status = stat()
        let result = unsafe Directory.withPath(path) { unsafe fstatat(AT_FDCWD, $0, &status, 0) }
        guard result == 0 else { throw SystemError() }
        return FileStatus(status)
    }

    /// The absolute path of `path`, without symbolic links and `..`; `nil` when it is not there.
    ///
    /// The corresponding C function is `realpath`.
    public static func absolutePath(of path: [UInt8]) -> [UInt8]? {
        guard let result = unsafe Directory.withPath(path, { unsafe realpath($0, nil) }) else { return nil }
        defer { unsafe free(result) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: result, count: strlen(result)))
    }

    /// The absolute path of `path`, which need not be there: the folder that the process works in comes before a relative one.
    ///
    /// The corresponding C functions are `realpath` and `getcwd`.
    public static func anchored(_ path: [UInt8]) -> [UInt8] {
        if let found = absolutePath(of: path) { return found }
        guard path.first != UInt8(ascii: "/"), let folder = absolutePath(of: Array(".".utf8)) else { return path }
        return folder + Array("/".utf8) + path
    }
}

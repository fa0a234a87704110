import Glibc

/// A small file that only its owner can read, such as a key.
public enum PrivateFile {
    /// Creates the file at `path` with `bytes` in it, so that it is there completely or not at all.
    ///
    /// Folders that are missing are made with mode 0700, the file has mode 0600. The corresponding C functions are
    /// `mkdir`, `open` and `link`; the last never replaces a file that another process made first.
    ///
    /// - Throws: ``SystemError``; its ``SystemError/isAlreadyThere`` holds when there is a file already.
    public static func create(_ path: [UInt8], _ bytes: [UInt8]) throws(SystemError) {
        try createFolders(above: path)
        let temporary = path + Array(".\(getpid()).new".utf8)
        let descriptor = unsafe Directory.withPath(temporary) {
            unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard descriptor >= 0 else { throw SystemError() }
        defer { _ = unsafe Directory.withPath(temporary) { unsafe unlink($0) } }
        let written = unsafe Glibc.write(descriptor, bytes, bytes.count)
        let isSynced = fsync(descriptor) == 0
        let failure = written == bytes.count && isSynced ? nil : SystemError(written < 0 || !isSynced ? errno : ENOSPC)
        _ = close(descriptor)
        if let failure { throw failure }
        let result = unsafe Directory.withPath(temporary) { new in
            unsafe Directory.withPath(path) { unsafe link(new, $0) }
        }
        guard result == 0 else { throw SystemError() }
    }

    /// Makes every file that this process creates from now on one that others cannot touch.
    ///
    /// The corresponding C function is `umask`; groups keep what a file gives them.
    public static func makePrivateByDefault() { _ = umask(0o027) }

    /// Lets everybody connect to sockets that this process makes from now on: who may, something else decides.
    ///
    /// The corresponding C function is `umask`.
    public static func makeSocketsPublic() { _ = umask(0o111) }

    /// Takes a file's permissions away from everybody but its owner.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - creating: Whether an empty file is made where there is none; else that is no error.
    /// - Throws: ``SystemError`` when it cannot be opened, is a link, or is another user's.
    public static func seclude(_ path: [UInt8], creating: Bool) throws(SystemError) {
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | (creating ? O_CREAT : 0)
        let descriptor = unsafe Directory.withPath(path) { unsafe open($0, flags, 0o600) }
        guard descriptor >= 0 else {
            if !creating, errno == ENOENT { return }
            throw SystemError()
        }
        defer { _ = close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw SystemError() }
    }

    /// Lets everybody read a file that is no secret.
    ///
    /// The corresponding C function is `fchmod`, with mode 0644.
    ///
    /// - Throws: ``SystemError`` when it cannot be opened, is a link, or is another user's.
    public static func publish(_ path: [UInt8]) throws(SystemError) {
        let descriptor = unsafe Directory.withPath(path) {
            unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY)
        }
        guard descriptor >= 0 else { throw SystemError() }
        defer { _ = close(descriptor) }
        guard fchmod(descriptor, 0o644) == 0 else { throw SystemError() }
    }

    /// Makes the folders on the way to `path` that are missing, with mode 0700.
    public static func createFolders(above path: [UInt8]) throws(SystemError) {
        for index in path.indices.dropFirst() where path[index] == UInt8(ascii: "/") {
            let result = unsafe Directory.withPath(Array(path[..<index])) { unsafe mkdir($0, 0o700) }
            guard result == 0 || errno == EEXIST else { throw SystemError() }
        }
    }
}

extension SystemError {
    /// Whether what was to be made exists.
    public var isAlreadyThere: Bool { code == EEXIST }
}

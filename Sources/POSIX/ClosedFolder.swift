import Glibc

/// Why others could change what lies in a folder, or put another one in its place.
public enum OpenFolderError: Error, Equatable, Sendable {
    case system([UInt8], SystemError)
    /// Others than its owner may write into a folder: this one, or one on the way.
    case writable([UInt8], mode: UInt32)
    /// A folder, or a link on the way, is another user's than root's and the process's own.
    case foreign([UInt8], user: UInt32)
}

extension OpenFolderError: CustomStringConvertible {
    /// What is wrong, in one sentence.
    public var description: String {
        switch self {
        case .system(let path, let error): "\(text(path)): \(error)"
        case .writable(let path, let mode): "\(text(path)): others may write there (mode \(String(mode, radix: 8)))"
        case .foreign(let path, let user):
            "\(text(path)): it can be exchanged by user \(System.userName(of: user) ?? String(user))"
        }
    }

    /// What to do about it.
    public var hint: String {
        switch self {
        case .system: "name a folder that can be reached"
        case .writable(let path, _): "chmod go-w \(text(path)), and look whether anything was changed there"
        case .foreign: "use a folder whose ancestors are root's, or the user's that the service runs as"
        }
    }

    private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}

/// A folder that nobody but root and a user who is trusted can change or exchange.
public enum ClosedFolder {
    /// Checks the folder at `path`: mode, owner and access control list (whose mask the mode shows), its own and those of all
    /// folders on the way, also of the way to links that are on it.
    ///
    /// Cost: some system calls for each part of the path.
    ///
    /// - Parameters:
    ///   - path: Absolute.
    ///   - trusted: The user whose folder it may be; by default the process's own.
    /// - Throws: ``OpenFolderError`` with the first folder or link that is not good.
    public static func check(_ path: [UInt8], trusting trusted: UInt32 = System.userID) throws(OpenFolderError) {
        for end in path.indices.dropFirst() where path[end] == UInt8(ascii: "/") {
            try checkLink(Array(path[..<end]), trusted)
        }
        try checkLink(path, trusted)
        let status = try checkWay(try resolved(path), trusted)
        guard status.mode & 0o022 == 0 else { throw .writable(path, mode: status.mode & 0o7777) }
        guard status.userID == 0 || status.userID == trusted else { throw .foreign(path, user: status.userID) }
    }

    /// Checks who may exchange a link.
    private static func checkLink(_ path: [UInt8], _ trusted: UInt32) throws(OpenFolderError) {
        var link = stat()
        guard unsafe Directory.withPath(path, { unsafe lstat($0, &link) }) == 0 else {
            throw .system(path, SystemError())
        }
        let status = FileStatus(link)
        guard status.kind == .symbolicLink else { return }
        let folder = path.parentFolder
        let parent = try checkWay(try resolved(folder), trusted)
        guard parent.mode & 0o022 == 0 || parent.mode & 0o1000 != 0 else {
            throw .writable(folder, mode: parent.mode & 0o7777)
        }
        for user in [parent.userID, status.userID] where user != 0 && user != trusted {
            throw .foreign(path, user: user)
        }
    }

    private static func resolved(_ path: [UInt8]) throws(OpenFolderError) -> [UInt8] {
        guard let path = FileStatus.absolutePath(of: path) else { throw .system(path, SystemError()) }
        return path
    }

    private static func checkWay(_ path: [UInt8], _ trusted: UInt32) throws(OpenFolderError) -> FileStatus {
        let folder: RootFolder
        do throws(RootFolderError) {
            folder = try RootFolder(at: path, trusting: trusted)
        } catch {
            switch error {
            case .system(let error): throw .system(path, error)
            case .link(let link, _): throw .system(link, SystemError(ELOOP))
            case .changeable(let path, let mode): throw .writable(path, mode: mode & 0o7777)
            }
        }
        if let user = folder.exchanger { throw .foreign(path, user: user) }
        return folder.status
    }
}

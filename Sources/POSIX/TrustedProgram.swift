import Glibc

/// Whether a program can be changed only by those who may have the service run what they like.
public enum TrustedProgram {
    /// The most links on the way to a program, as the kernel has it.
    private static let mostLinks = 40

    /// Why a program is not to be run: who can change it, or what leads to it.
    ///
    /// The program, and each folder and link on the way to it, must belong to root, to the process's own user or to one of
    /// `users`, and nobody else may write to it; in sticky folders others may write what is not on the way. Lists of access
    /// are seen by the mode, whose group bits are their mask. Cost: a system call for each part of the path.
    ///
    /// - Parameters:
    ///   - path: Absolute.
    ///   - users: Whom it may belong to besides.
    /// - Returns: A clause, lower case, no full stop; `nil` when nothing is wrong.
    public static func distrust(of path: [UInt8], besides users: Set<UInt32> = []) -> String? {
        let slash = UInt8(ascii: "/")
        let owners = users.union([0, System.userID])
        guard path.first == slash else { return "its path is not absolute" }
        var rest = Array(path.split(separator: slash).map(Array.init).reversed())
        var folders: [[UInt8]] = []
        var links = 0
        while let name = rest.popLast() {
            if name == Array(".".utf8) { continue }
            if name == Array("..".utf8) {
                _ = folders.popLast()
                continue
            }
            let folder = folders.flatMap { [slash] + $0 }
            let here = folder + [slash] + name
            guard let parent = status(folder.isEmpty ? [slash] : folder), let status = status(here) else {
                return "\(shown(here)) cannot be looked at"
            }
            if let reason = reason(parent, folder.isEmpty ? [slash] : folder, owners, isFolder: true) { return reason }
            if status.kind == .symbolicLink {
                links += 1
                guard links <= mostLinks, let target = target(of: here) else { return "\(shown(here)) leads nowhere" }
                if !owners.contains(status.userID) { return "the link \(shown(here)) belongs to user \(status.userID)" }
                if target.first == slash { folders = [] }
                rest += target.split(separator: slash).map(Array.init).reversed()
            } else if let reason = reason(status, here, owners, isFolder: status.kind == .directory) {
                return reason
            } else {
                folders.append(name)
            }
        }
        return nil
    }

    private static func reason(_ status: FileStatus, _ path: [UInt8], _ owners: Set<UInt32>, isFolder: Bool) -> String?
    {
        guard owners.contains(status.userID) else {
            return "\(shown(path)) belongs to user \(status.userID), who may change what is run"
        }
        let isSticky = isFolder && status.mode & 0o1000 != 0
        guard status.mode & 0o022 == 0 || isSticky else {
            return "\(shown(path)) may be changed by others (mode \(String(status.mode & 0o7777, radix: 8)))"
        }
        return nil
    }

    private static func shown(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    private static func status(_ path: [UInt8]) -> FileStatus? {
        var status = stat()
        let result = unsafe Directory.withPath(path) { unsafe lstat($0, &status) }
        return result == 0 ? FileStatus(status) : nil
    }

    private static func target(of link: [UInt8]) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe Directory.withPath(link) { unsafe readlink($0, start, buffer.count) }
        }
        return count > 0 && count < buffer.count ? Array(buffer[..<count]) : nil
    }
}

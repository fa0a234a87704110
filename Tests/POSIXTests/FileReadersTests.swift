import Foundation
import Glibc
import Testing

@testable import POSIX

/// A group that is let read files beside the one that they belong to.
@Suite struct FileReadersTests {
    private let home: String
    private let path: [UInt8]
    /// A group that this process is no member of, and nobody else need be.
    private static let group: UInt32 = 64_111

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: home,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        path = Array((home + "/feed.jsonl").utf8)
    }

    private var readers: FileReaders { FileReaders(group: Self.group, home: Array(home.utf8)) }

    private func list(_ name: String) throws -> AccessList? {
        let descriptor = unsafe open(home + name, O_RDONLY)
        defer { close(descriptor) }
        return try AccessList.read(descriptor)
    }

    private func mode(_ name: String) throws -> UInt32 {
        try FileStatus.of(Array((home + name).utf8)).mode & 0o777
    }

    @Test func membersReadTheFileAndPassThroughTheFolder() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        #expect(readers.hindrance(to: path) == nil)
        #expect(readers.denial(of: path) == .folder(Array(home.utf8)))
        readers.admit(to: path, putAside: 0)
        #expect(readers.denial(of: path) == nil)
        _ = try AppendedFile(path: path, readers: readers)
        #expect(readers.denial(of: path) == nil)
        #expect(try mode("/feed.jsonl") == 0o640)
        // Through the folder they pass, and see nothing in it.
        let folder = try #require(try list(""))
        #expect(folder.allows(1, group: Self.group, owningGroup: 0))
        #expect(!folder.allows(4, group: Self.group, owningGroup: 0))
        #expect(!folder.allows(2, group: Self.group, owningGroup: 0))
        let file = try #require(try list("/feed.jsonl"))
        #expect(!file.allows(2, group: Self.group, owningGroup: 0))
        #expect(!file.allows(4, group: Self.group + 1, owningGroup: 0))
        // The kernel agrees: another process with this group reads, one with another does not.
        guard System.isSuperuser else { return }
        #expect(try read(as: Self.group) && !read(as: Self.group + 1))
    }

    private func read(as group: UInt32) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = [
            "--reuid=64222", "--regid=64222", "--groups=\(group)", "cat", home + "/feed.jsonl",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test func whatWasPutAsideIsReadToo() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        for name in ["/feed.jsonl", "/feed.jsonl.1", "/feed.jsonl.2", "/other"] {
            try Data("x".utf8).write(to: URL(filePath: home + name))
            _ = unsafe chmod(home + name, 0o600)
        }
        readers.admit(to: path, putAside: 2)
        for name in ["/feed.jsonl", "/feed.jsonl.1", "/feed.jsonl.2"] {
            #expect(try list(name)?.allows(4, group: Self.group, owningGroup: 0) == true)
        }
        #expect(try list("/other") == nil && mode("/other") == 0o600)
    }

    /// Whoever the configuration no longer names reads no more.
    @Test func anotherGroupTakesThePlace() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        _ = try AppendedFile(path: path, readers: readers)
        let other = FileReaders(group: Self.group + 1, home: Array(home.utf8))
        _ = try AppendedFile(path: path, readers: other)
        #expect(readers.denial(of: path) == .folder(Array(home.utf8)))
        readers.admit(to: Array((home + "/none").utf8), putAside: 0)
        #expect(readers.denial(of: path) == .file(path))
        // The group that it belongs to in any case needs no list.
        let own = try FileStatus.of(path).groupID
        _ = try AppendedFile(path: path, readers: FileReaders(group: own))
        #expect(try list("/feed.jsonl") == nil && mode("/feed.jsonl") == 0o640)
    }

    /// Names that somebody else may have given to other files give no right to read these.
    @Test func noRightIsGivenByAnotherName() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        try Data("key".utf8).write(to: URL(filePath: home + "/key"))
        _ = unsafe chmod(home + "/key", 0o600)
        #expect(unsafe symlink(home + "/key", home + "/feed.jsonl") == 0)
        _ = try AppendedFile(path: path, readers: readers)
        readers.admit(to: path, putAside: 1)
        #expect(unsafe link(home + "/key", home + "/feed.jsonl.1") == 0)
        readers.admit(to: path, putAside: 1)
        #expect(try list("/key") == nil && mode("/key") == 0o600)
        #expect(readers.denial(of: path) == .file(path))
    }

    @Test func aFolderOfOthersIsLeftAsItIsAndSaid() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        let readers = FileReaders(group: Self.group, home: Array((home + "/state").utf8))
        readers.admit(to: path, putAside: 0)
        #expect(try list("") == nil && mode("") == 0o700)
        #expect(readers.hindrance(to: path) == "members of the group 64111 cannot pass through \(home)")
        // Everybody passes through it: then the file is all that counts.
        _ = unsafe chmod(home, 0o711)
        #expect(readers.hindrance(to: path) == nil && readers.denial(of: path) == nil)
    }

    @Test(.enabled(if: System.isSuperuser)) func aFileOfAnotherUserIsSaid() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        _ = unsafe chmod(home, 0o711)
        try Data().write(to: URL(filePath: home + "/feed.jsonl"))
        _ = unsafe chmod(home + "/feed.jsonl", 0o640)
        #expect(unsafe chown(home + "/feed.jsonl", 1, 1) == 0)
        #expect(readers.hindrance(to: path)?.contains("/feed.jsonl belongs to ") == true)
    }

    /// Without lists the file is given to the group; where the process may not do that, it says so.
    @Test(.enabled(if: System.isSuperuser)) func aFileSystemWithoutListsWillDo() throws {
        defer { try? FileManager.default.removeItem(atPath: home) }
        let (home, path) = (home, path)
        let said = try FilteredThread.run(refusing: [], with: 0) {
            try inOwnMounts { () -> [String?] in
                guard unsafe mount("none", home, "ramfs", 0, "mode=711") == 0 else { throw SystemError() }
                let readers = FileReaders(group: Self.group, home: Array((home + "/none").utf8))
                _ = try AppendedFile(path: path, readers: readers)
                let status = try FileStatus.of(path)
                guard unsafe chown(home + "/feed.jsonl", 0, 0) == 0 else { throw SystemError() }
                return [
                    "\(status.groupID) \(status.mode & 0o777 == 0o640)",
                    readers.denial(of: path).map { "\($0)" } ?? "read",
                ]
            }
        }
        #expect(said[0] == "64111 true" && said[1]?.hasPrefix("file") == true)
    }

    /// A mask that kept somebody from something keeps them from it when it must be wider.
    @Test func nobodyElseGetsMore() {
        var list = AccessList([
            .init(tag: .owner, permissions: 7), .init(tag: .user, permissions: 7, id: 5),
            .init(tag: .owningGroup, permissions: 7), .init(tag: .mask, permissions: 0),
            .init(tag: .others, permissions: 0),
        ])
        list.add(1, toGroup: 9)
        #expect(AccessControlEntry.entries(of: list).map(\.description).sorted().first == "group:9:--x")
        #expect(list.entries.first { $0.tag == .user }?.permissions == 0)
        #expect(list[.owningGroup] == 0 && list[.mask] == 1)
        #expect(AccessList(bytes: list.bytes[...]).bytes == list.bytes)
    }
}

import Foundation
import Glibc
import Testing

@testable import POSIX

/// Ways below a folder, by `openat2` and without it: both lead to the same, and out of the folder by neither.
@Suite struct BeneathTests {
    private let home: URL
    private let root: Directory

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home.appending(path: "a/b/c"), withIntermediateDirectories: true)
        try Data("text".utf8).write(to: home.appending(path: "a/file"))
        for (link, target) in [("a/link", "b"), ("a/up", ".."), ("out", "/etc"), ("a/filelink", "file")] {
            try FileManager.default.createSymbolicLink(
                atPath: home.appending(path: link).path,
                withDestinationPath: target
            )
        }
        root = try Directory(path: Array(home.path.utf8))
    }

    /// What a way leads to: the number of the file, or the error.
    private func end(_ path: String, _ flags: CInt, _ way: Directory.Way) -> Result<UInt64, SystemError> {
        Result { () throws(SystemError) in
            let descriptor = try Directory.openBeneath(root.descriptor, Array(path.utf8), flags, way)
            defer { _ = close(descriptor) }
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError() }
            return UInt64(status.st_ino)
        }
    }

    @Test(arguments: [
        "", ".", "a", "a/", "a//b", "a/./b/c", "a/b/none", "none/a", "a/link", "a/link/c", "out", "out/ssl",
    ])
    func bothWaysLeadToTheSameFolder(_ path: String) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        #expect(end(path, flags, .byKernel) == end(path, flags, .stepByStep))
    }

    @Test(arguments: ["a/file", "a/none", "a/filelink", "a/file/b", "a/link", "a/b"])
    func bothWaysLeadToTheSameFile(_ path: String) {
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        #expect(end(path, flags, .byKernel) == end(path, flags, .stepByStep))
    }

    @Test(arguments: ["..", "a/../..", "a/up", "/etc", "/"]) func noWayLeadsOut(_ path: String) {
        for way in [Directory.Way.byKernel, .stepByStep] {
            #expect(throws: SystemError.self) { try end(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, way).get() }
        }
    }

    @Test func aPathThatIsTooLongForTheKernelIsFollowed() throws {
        var (folder, path) = (root, "")
        for _ in 0..<40 {
            let name = [UInt8](repeating: UInt8(ascii: "n"), count: 200)
            let isMade = unsafe Directory.withPath(name) { unsafe mkdirat(folder.descriptor, $0, 0o700) }
            try #require(isMade == 0)
            folder = try Directory(name, in: folder)
            path += "/" + String(decoding: name, as: UTF8.self)
        }
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let ends = [Directory.Way.byKernel, .stepByStep].map { end(String(path.dropFirst()), flags, $0) }
        #expect(try ends.map { try $0.get() } == [folder.status().inode, folder.status().inode])
    }

    /// What runs under a filter that knows no `openat2` sees the same objects.
    @Test func whereTheKernelWayIsRefusedAllIsSeen() throws {
        #expect(try Directory(beneath: root, Array("a/b".utf8)).entries().map(\.name) == [Array("c".utf8)])
        let descriptor = try Directory.openBeneath(root.descriptor, Array("a/file".utf8), O_RDONLY, .stepByStep)
        var bytes = [UInt8](repeating: 0, count: 4)
        #expect(unsafe read(descriptor, &bytes, 4) == 4)
        #expect(bytes == Array("text".utf8))
        _ = close(descriptor)
    }

    @Test(.enabled(if: System.isSuperuser)) func aMountIsEnteredByNoWay() throws {
        let path = home.path
        let errors = try FilteredThread.run(refusing: [], with: 0) { [root] in
            try inOwnMounts {
                guard unsafe mount("none", path + "/a/b", "tmpfs", 0, nil) == 0 else { throw SystemError() }
                return [Directory.Way.byKernel, .stepByStep].flatMap { way in
                    ["a/b", "a/b/."].map { name in
                        do throws(SystemError) {
                            let root = try Directory(path: root.path)
                            _ = close(try Directory.openBeneath(root.descriptor, Array(name.utf8), O_RDONLY, way))
                            return CInt(0)
                        } catch {
                            return error.code
                        }
                    }
                }
            }
        }
        #expect(errors == [EXDEV, EXDEV, EXDEV, EXDEV])
    }
}

/// Calls `body` on this thread with mounts of its own.
func inOwnMounts<Result>(_ body: () throws -> Result) throws -> Result {
    guard let symbol = unsafe dlsym(nil, "unshare") else { throw SystemError(ENOSYS) }
    let unshare = unsafe unsafeBitCast(symbol, to: (@convention(c) (CInt) -> CInt).self)
    guard unshare(0x2_0000) == 0, unsafe mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0 else {
        throw SystemError()
    }
    return try body()
}

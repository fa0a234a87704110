import Configuring
import Foundation
import Glibc
import POSIX
import Problems
import Testing

@testable import Service
@testable import Watching

/// Roots of buckets that others try to exchange.
@Suite struct RootFolderTests {
    private let home: URL

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home.appending(path: "a/b"), withIntermediateDirectories: true)
    }

    private func bytes(_ path: String) -> [UInt8] { Array(home.appending(path: path).path.utf8) }

    @Test func aFolderIsReachedByItsPath() throws {
        let folder = try RootFolder(at: bytes("a/b"))
        #expect(folder.status.isSameFile(as: try FileStatus.of(bytes("a/b"))))
        #expect(folder.directory.currentPath == bytes("a/b"))
        #expect(folder.exchanger == nil)
    }

    @Test func aLinkOnTheWayIsRefusedWithWhereItLeads() throws {
        try FileManager.default.createSymbolicLink(
            at: home.appending(path: "link"),
            withDestinationURL: home.appending(path: "a")
        )
        #expect(throws: RootFolderError.link(path: bytes("link"), target: bytes("a/b"))) {
            try RootFolder(at: bytes("link/b"))
        }
    }

    @Test(arguments: [0o775, 0o707] as [mode_t])
    func aFolderInWhichOthersMayExchangeIsRefused(_ mode: mode_t) throws {
        #expect(unsafe chmod(home.appending(path: "a").path, mode) == 0)
        #expect(throws: RootFolderError.changeable(path: bytes("a"), mode: UInt32(mode))) {
            try RootFolder(at: bytes("a/b"))
        }
        // With the sticky bit, only owners may.
        #expect(unsafe chmod(home.appending(path: "a").path, mode | 0o1000) == 0)
        #expect(try RootFolder(at: bytes("a/b")).exchanger == nil)
    }

    @Test(.enabled(if: System.isSuperuser)) func theOwnerOfAFolderOnTheWayMayExchange() throws {
        #expect(unsafe chown(home.appending(path: "a").path, 54_321, 54_321) == 0)
        #expect(try RootFolder(at: bytes("a/b")).exchanger == 54_321)
    }

    @Test func aLinkInPlaceOfTheBucketLeadsNowhere() throws {
        let harness = try ServiceHarness { $0.pollSeconds = 1 }
        #expect(harness.settle())
        let elsewhere = harness.folder.appending(path: "private")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        try Data(ServiceHarness.card.utf8).write(to: elsewhere.appending(path: "card.txt"))
        try FileManager.default.moveItem(at: harness.bucket, to: harness.folder.appending(path: "old"))
        try FileManager.default.createSymbolicLink(at: harness.bucket, withDestinationURL: elsewhere)
        #expect(harness.waitFor { $0.service.health.buckets.first?.state == "offline" })
        try harness.restart()
        #expect(harness.service.health.buckets.first?.state == "offline")
        #expect(harness.service.problems.contains { $0.text.contains("is a symbolic link") })
        #expect(harness.service.health.scanned == 0)
    }

    @Test(.enabled(if: System.isSuperuser)) func anotherFolderIsTakenOnlyWhenAnAdministratorSaysSo() throws {
        let inode = Monitor<UInt64?>(nil)
        let harness = try ServiceHarness(change: { $0.buckets[0].inode = inode.withLock { $0 } })
        #expect(harness.settle())
        #expect(unsafe chown(harness.folder.path, 54_321, 54_321) == 0)
        try FileManager.default.moveItem(at: harness.bucket, to: harness.folder.appending(path: "old"))
        try FileManager.default.createDirectory(at: harness.bucket, withIntermediateDirectories: true)
        try harness.restart()
        let new = try FileStatus.of(Array(harness.bucket.path.utf8)).inode
        #expect(harness.service.problems.contains { $0.text.contains("'inode: \(new)'") })
        inode.withLock { $0 = new }
        try harness.restart()
        #expect(harness.settle())
        #expect(harness.service.problems.isEmpty)
    }

    @Test func nestedArrivalsAreOneWalk() {
        let keys = ["a", "a/b", "a/b/c", "a-b", "a.b/c", "d/e"].map { Array($0.utf8) }
        let outermost = Arrivals.outermost(Set(keys)).map { String(decoding: $0, as: UTF8.self) }
        #expect(outermost.sorted() == ["a", "a-b", "a.b/c", "d/e"])
    }
}

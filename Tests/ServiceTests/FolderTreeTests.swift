import Foundation
import Glibc
import Testing

@testable import Configuring
@testable import Service
@testable import Watching
@testable import POSIX

/// Trees of folders that are watched, however deep.
@Suite struct FolderTreeTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func aFolderIsKnownByItsPlace() {
        var tree = FolderTree()
        for (watch, key) in [(1, ""), (2, "a"), (3, "a/b"), (4, "a/b/c"), (5, "ab"), (6, "z/deep/down")]
            as [(Int32, String)]
        {
            tree.add(watch, key: bytes(key))
            #expect(tree.key(of: watch) == bytes(key))
        }
        let ended = tree.forget(bytes("a")).sorted()
        #expect(ended == [2, 3, 4])
        #expect(tree.key(of: 3) == nil)
        #expect(tree.key(of: 5) == bytes("ab"))
        let (again, other) = (tree.forget(bytes("a")), tree.forget(bytes("z")))
        #expect(again.isEmpty)
        #expect(other == [6])
        tree.add(7, key: bytes("a/b"))
        #expect(tree.key(of: 7) == bytes("a/b"))
        let ends = (tree.end(7), tree.count, tree.end(1))
        #expect(ends == (false, 2, true))
    }

    /// As of a folder that was moved: the kernel gives it the same watch again.
    @Test func aWatchThatComesAgainElsewhereIsThere() {
        var tree = FolderTree()
        tree.add(1, key: bytes("old"))
        tree.add(1, key: bytes("new"))
        #expect(tree.key(of: 1) == bytes("new"))
        let (old, new) = (tree.forget(bytes("old")), tree.forget(bytes("new")))
        #expect(old.isEmpty)
        #expect(new == [1])
    }

    /// A folder in place of another, whose watch ends later.
    @Test func anEndOfAFormerWatchChangesNothing() {
        var tree = FolderTree()
        tree.add(1, key: bytes("a"))
        tree.add(2, key: bytes("a"))
        _ = tree.end(1)
        #expect(tree.key(of: 2) == bytes("a"))
    }

    @Test func aDeepTreeIsForgottenLevelByLevelInNoTime() {
        var tree = FolderTree()
        let depth = 2000
        var key: [UInt8] = bytes("d")
        let start = Timestamp.monotonic()
        for watch in 0..<Int32(depth) {
            tree.add(watch, key: key)
            key += bytes("/d")
        }
        for watch in (0..<Int32(depth)).reversed() { _ = tree.end(watch) }
        #expect(tree.count == 0)
        #expect(Timestamp.monotonic().seconds(since: start) < 20)
    }

    @Test func whatComesInAFolderThatWaitsIsSeenWithIt() {
        let arrivals = Arrivals()
        #expect(arrivals.add(bytes("a")))
        for number in 0..<1000 {
            #expect(arrivals.add(bytes("a/" + String(repeating: "long", count: 2000) + "\(number)")))
        }
        // Elsewhere, there is an end.
        let isFull = (0..<1000).contains {
            !arrivals.add(bytes("b" + String(repeating: "long", count: 2000) + "\($0)"))
        }
        #expect(isFull)
    }

    /// Deeper than the kernel tells the path of.
    @Test(arguments: [Settings.WatchMethod.auto, .inotify]) func changesFarDownAreFound(_ method: Settings.WatchMethod)
        throws
    {
        let harness = try ServiceHarness(
            settle: 0,
            change: { settings in
                settings.buckets[0].watch = method
                settings.pollSeconds = 1
            }
        )
        defer { try? remove(harness.bucket) }
        let name = String(repeating: "d", count: 200)
        var folder = try Directory(path: Array(harness.bucket.path.utf8))
        for _ in 0..<30 {
            #expect(make(name, in: folder))
            folder = try Directory(bytes(name), in: folder)
        }
        #expect(harness.settle())
        #expect(place("card.txt", in: folder))
        #expect(harness.waitFor { (try? $0.keys().first?.hasSuffix("/card.txt")) == true })
        // A folder that comes there, too.
        #expect(make("more", in: folder))
        folder = try Directory(bytes("more"), in: folder)
        #expect(place("second.txt", in: folder))
        #expect(harness.settle())
        #expect(try harness.keys().contains { $0.hasSuffix("/more/second.txt") })
    }

    private func make(_ name: String, in folder: Directory) -> Bool {
        unsafe mkdirat(folder.descriptor, name, 0o700) == 0
    }

    private func place(_ name: String, in folder: Directory) -> Bool {
        let descriptor = unsafe openat(folder.descriptor, name, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        return unsafe write(descriptor, ServiceHarness.card, ServiceHarness.card.utf8.count) > 0
    }

    /// What has paths too long for other means.
    private func remove(_ folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/rm")
        process.arguments = ["-rf", folder.path]
        try process.run()
        process.waitUntilExit()
    }
}

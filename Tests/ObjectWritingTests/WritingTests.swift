import Foundation
import ObjectEncryption
import ObjectWriting
import POSIX
import Testing

/// Objects that are written, replaced and removed, by what lies in the folder afterwards.
@Suite struct WritingTests {
    /// A bucket's folder; removed with the value.
    final class Bucket: Sendable {
        let home: URL
        let root: Directory

        init(mode: Int = 0o750) throws {
            home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: home,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: mode]
            )
            root = try Directory(path: Array(home.path.utf8))
        }

        deinit { try? FileManager.default.removeItem(at: home) }

        func draft(_ key: String, _ count: Int) throws -> ObjectDraft {
            try ObjectDraft(in: root, at: try WritingTests.place(key), byteCount: count)
        }

        @discardableResult
        func put(
            _ key: String,
            _ text: String,
            _ condition: ObjectCommit.Condition = .anything
        ) throws -> FileStatus {
            let draft = try draft(key, text.utf8.count)
            try draft.write(Array(text.utf8))
            return try draft.commit(ObjectCommit(condition, modified: Timestamp(seconds: 1_700_000_000)))
        }

        func text(_ key: String) throws -> String { try String(contentsOf: home.appending(path: key), encoding: .utf8) }

        var names: [String] {
            get throws { try FileManager.default.contentsOfDirectory(atPath: home.path).sorted() }
        }
    }

    static func place(_ key: String) throws -> ObjectPlace {
        let names = key.split(separator: "/", omittingEmptySubsequences: false)
        return try #require(
            ObjectPlace(
                folder: Array(names.dropLast().joined(separator: "/").utf8),
                name: Array((names.last ?? "").utf8)
            )
        )
    }

    /// What is refused.
    private func reason(_ body: () throws -> Void) -> WritingError.Reason? {
        do { try body() } catch let error as WritingError { return error.reason } catch { Issue.record("\(error)") }
        return nil
    }

    @Test func anObjectIsAsTheBucketsFolderSays() throws {
        let bucket = try Bucket()
        let status = try bucket.put("a/b/c", "hello")
        #expect(try bucket.text("a/b/c") == "hello")
        #expect(status.mode == 0o640 && status.linkCount == 1 && status.modified.seconds == 1_700_000_000)
        #expect(try Directory(beneath: bucket.root, Array("a/b".utf8)).status().mode & 0o777 == 0o750)
        #expect(try bucket.names == ["a"])
    }

    @Test func whatIsReplacedIsReplacedWhole() throws {
        let bucket = try Bucket()
        try bucket.put("a", "old and long")
        let open = try OpenFile(Array("a".utf8), in: bucket.root)
        let draft = try bucket.draft("a", 3)
        try draft.write(Array("new".utf8))
        #expect(try bucket.text("a") == "old and long")
        _ = try draft.commit(ObjectCommit(modified: .now()))
        #expect(try bucket.text("a") == "new")
        #expect(try open.bytes(at: 0, upTo: 100) == Array("old and long".utf8))
        #expect(try bucket.names == ["a"])
    }

    @Test func whatBreaksOffLeavesNothing() throws {
        let bucket = try Bucket()
        do {
            let draft = try bucket.draft("a/b", 10)
            try draft.write(Array("half".utf8))
            #expect(reason { _ = try draft.commit(ObjectCommit(modified: .now())) } == .failed)
            #expect(reason { try draft.write(Array("too much by far".utf8)) } == .failed)
        }
        #expect(try bucket.names == [])
    }

    @Test func conditionsHoldAtTheMomentOfTheCommit() throws {
        let bucket = try Bucket()
        let first = FileIdentity(try bucket.put("a", "one", .nothing))
        #expect(reason { try bucket.put("a", "two", .nothing) } == .precondition)
        try bucket.put("a", "two!", .file(first))
        #expect(reason { try bucket.put("a", "three", .file(first)) } == .precondition)
        #expect(reason { try bucket.put("b", "three", .file(first)) } == .precondition)
        #expect(try bucket.text("a") == "two!")
        // What the folder was made for has failed.
        #expect(reason { try bucket.put("new/a", "three", .file(first)) } == .precondition)
        #expect(try bucket.names == ["a"])
    }

    @Test(arguments: ["link/x", "link", "dangling", "file/x", "folder", "pipe"])
    func whatIsNoFileIsLeftAlone(_ key: String) throws {
        let (bucket, other) = (try Bucket(), try Bucket())
        try other.put("x", "outside")
        let home = bucket.home
        try FileManager.default.createSymbolicLink(at: home.appending(path: "link"), withDestinationURL: other.home)
        try FileManager.default.createSymbolicLink(
            atPath: home.appending(path: "dangling").path,
            withDestinationPath: "y"
        )
        try bucket.put("file", "a file")
        try FileManager.default.createDirectory(at: home.appending(path: "folder"), withIntermediateDirectories: true)
        #expect(unsafe mkfifo(home.appending(path: "pipe").path, 0o600) == 0)
        let before = try bucket.names
        #expect(reason { try bucket.put(key, "changed") } == .obstructed)
        try ObjectChange.remove(try Self.place(key), file: nil).perform(in: bucket.root)
        #expect(try bucket.names == before)
        #expect(try other.text("x") == "outside" && bucket.text("file") == "a file")
    }

    @Test(arguments: ["..", "a/../b", "a//b", "", "/a", ".magpie-x", "a/.magpie-x/b", "a/.", "a\u{0}b"])
    func whatIsNoPlaceIsNone(_ key: String) {
        let names = key.split(separator: "/", omittingEmptySubsequences: false)
        #expect(
            ObjectPlace(
                folder: Array(names.dropLast().joined(separator: "/").utf8),
                name: Array((names.last ?? "").utf8)
            )
                == nil || key == "/a"
        )
    }

    @Test func foldersGoWithTheLastObjectInThemUnlessOthersHaveMadeThem() throws {
        let bucket = try Bucket()
        try FileManager.default.createDirectory(
            at: bucket.home.appending(path: "theirs"),
            withIntermediateDirectories: true
        )
        for key in ["theirs/ours/deep/a", "theirs/ours/b", "put/a"] { try bucket.put(key, "x") }
        try ObjectChange.makeFolder(try Self.place("put"), []).perform(in: bucket.root)
        try ObjectChange.remove(try Self.place("theirs/ours/deep/a"), file: nil).perform(in: bucket.root)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bucket.home.path + "/theirs/ours") == ["b"])
        for key in ["theirs/ours/b", "put/a", "none/at/all"] {
            try ObjectChange.remove(try Self.place(key), file: nil).perform(in: bucket.root)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: bucket.home.path + "/theirs") == [])
        #expect(try bucket.names == ["put", "theirs"])
        try ObjectChange.removeFolder(try Self.place("put")).perform(in: bucket.root)
        try ObjectChange.removeFolder(try Self.place("put")).perform(in: bucket.root)
        #expect(try bucket.names == ["theirs"])
    }

    @Test func aFolderInWhichSomethingLiesIsNoObject() throws {
        let bucket = try Bucket()
        try bucket.put("a/b", "x")
        try ObjectChange.removeFolder(try Self.place("a")).perform(in: bucket.root)
        #expect(try bucket.text("a/b") == "x")
        #expect(
            reason { try ObjectChange.makeFolder(try Self.place("a/b"), []).perform(in: bucket.root) } == .obstructed
        )
    }

    @Test func whatWritersHaveLeftIsSweptAndNothingElse() throws {
        let bucket = try Bucket()
        let left = ".magpie-put-" + String(repeating: "0123456789abcdef", count: 2)
        for name in [left, ".magpie-put-mine", ".magpie-0123", "put"] {
            try OutputFile(path: Array(bucket.home.appending(path: name).path.utf8)).write(Array("x".utf8))
        }
        try ObjectChange.sweep.perform(in: bucket.root)
        #expect(try bucket.names == [".magpie-0123", ".magpie-put-mine", "put"])
    }

    @Test func attributesGoToTheFileThatWasMeant() throws {
        let bucket = try Bucket()
        let identity = FileIdentity(try bucket.put("a", "x"))
        let change = ObjectChange.setAttribute(
            try Self.place("a"),
            file: identity,
            name: "user.magpie.tags",
            value: Array("{}".utf8)
        )
        try change.perform(in: bucket.root)
        let file = try OpenFile(Array("a".utf8), in: bucket.root)
        #expect(try file.attribute("user.magpie.tags", upTo: 100) == Array("{}".utf8))
        // It has changed since.
        #expect(reason { try change.perform(in: bucket.root) } == .precondition)
    }

    @Test func manyWritersOfOneFolderThatComesAndGoes() async throws {
        let bucket = try Bucket()
        let root = bucket.root
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for round in 0..<25 {
                        do {
                            let place = try Self.place("a/b/\(writer)")
                            let draft = try ObjectDraft(in: root, at: place, byteCount: 1)
                            try draft.write([UInt8(ascii: "x")])
                            _ = try draft.commit(ObjectCommit(modified: .now()))
                            try ObjectChange.remove(place, file: nil).perform(in: root)
                        } catch {
                            Issue.record("round \(round): \(error)")
                        }
                    }
                }
            }
        }
        #expect(try bucket.names == [])
    }
}

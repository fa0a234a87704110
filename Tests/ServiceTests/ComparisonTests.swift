import Configuring
import Foundation
import POSIX
import Records
import Testing

@testable import Service
@testable import Watching

/// A walk marks what differs from the records, and nothing else, whatever has become of folders.
@Suite struct ComparisonTests {
    /// A tree that the records know as it was.
    private struct Tree {
        /// Walks when it is asked to, and so leaves the records as they are.
        let harness: ServiceHarness
        let record: BucketRecord

        init() throws {
            harness = try ServiceHarness(change: {
                $0.buckets[0].watch = .polling
                $0.pollSeconds = 3600
            })
            // Keys that sort between a folder's and those of what is in it, and more in a folder than is read at once.
            let keys = [
                "a", "a-b/x", "a!", "b/c/d/e", "b/c/d-/e", "b/c.txt", "b/c/a", "b0", "b/0/1", "b/0/2", "ü/\u{1}",
                "z/y/x", "z/y.x",
                "file", "folder/inner/1", "folder/inner/2", "gone/1/2/3", "gone/1/2/4", "gone/5", "closed/1",
            ]
            for key in keys { try harness.write("nothing", to: key) }
            for number in 0..<2500 { try harness.write("nothing", to: "many/\(number)") }
            // Later than the clock by which files are timed.
            Threads.sleep(milliseconds: 50)
            #expect(harness.settle())
            record = try harness.service.records.bucket(named: "bucket", path: Array(harness.bucket.path.utf8))
        }

        /// What a walk marks.
        func marked(room: Int = 256 << 20, pageSize: Int? = nil) throws -> Set<String> {
            let dirty = DirtySet(DirtySet.Settling(quiet: 0, longest: 0), room: room)
            var marks = BucketMarks(
                bucket: record,
                index: 0,
                ruleSet: try known().first?.stamp.ruleSet ?? 0,
                dirty: dirty,
                records: harness.service.records
            )
            marks.pageSize = pageSize
            let names = Monitor<Set<String>>([])
            let ended = Monitor(false)
            Threads.detach {
                while let turn = dirty.next() {
                    names.withLock { _ = $0.insert(String(decoding: turn.name.key, as: UTF8.self)) }
                    dirty.finish([turn.name])
                }
                ended.withLock { $0 = true }
                ended.notifyAll()
            }
            _ = try marks.compare(try Directory(path: record.path), nil)
            #expect(dirty.waitUntilAnswered(by: Timestamp.monotonic().adding(milliseconds: 10_000)))
            dirty.close()
            _ = ended.wait { $0 ? true : nil }
            return names.withLock { $0 }
        }

        func known() throws -> [(key: [UInt8], stamp: ObjectStamp)] {
            try harness.service.records.objects(in: record.id, from: [], before: nil, limit: 1_000_000)
        }

        func remove(_ key: String) throws {
            try FileManager.default.removeItem(at: harness.bucket.appending(path: key))
        }
    }

    @Test func whatIsAsTheRecordsHaveItIsLeftAlone() throws {
        let tree = try Tree()
        #expect(try tree.known().count == 2520)
        #expect(try tree.marked().isEmpty)
        for pageSize in [2500, 2501] { #expect(try tree.marked(pageSize: pageSize).isEmpty, "\(pageSize)") }
    }

    @Test func whatDiffersIsMarkedWhereverItLies() throws {
        let tree = try Tree()
        // A file in place of a folder, and the other way round.
        try tree.remove("folder/inner")
        try tree.harness.write("now a file", to: "folder/inner")
        try tree.remove("file")
        try tree.harness.write("now a folder", to: "file/1")
        try tree.remove("gone")
        try tree.remove("b0")
        try tree.harness.write("changed", to: "b/c/d/e")
        for new in ["b/c/d/f", "b/c-", "a.", "many/1500x", "new/x/y", "0", "zz"] {
            try tree.harness.write("new", to: new)
        }
        for number in [0, 999, 1000, 1001, 2499] { try tree.remove("many/\(number)") }
        // A link in place of a folder is not followed.
        try tree.remove("z")
        try FileManager.default.createSymbolicLink(
            at: tree.harness.bucket.appending(path: "z"),
            withDestinationURL: tree.harness.bucket.appending(path: "b")
        )
        let changed: Set = [
            "folder/inner", "folder/inner/1", "folder/inner/2", "file", "file/1", "gone/1/2/3", "gone/1/2/4", "gone/5",
            "b0",
            "b/c/d/e", "b/c/d/f", "b/c-", "a.", "many/1500x", "new/x/y", "0", "zz", "z/y/x", "z/y.x", "many/0",
            "many/999",
            "many/1000", "many/1001", "many/2499",
        ]
        #expect(try tree.marked().symmetricDifference(changed).sorted() == [])
        // With room for few names at once, the same.
        #expect(try tree.marked(room: 2000).symmetricDifference(changed).sorted() == [])
        // However many names of a folder are listed at once.
        for pageSize in [3, 7, 2500] {
            #expect(try tree.marked(pageSize: pageSize).symmetricDifference(changed).sorted() == [], "\(pageSize)")
        }
    }

    @Test(.enabled(if: !System.isSuperuser)) func whatCannotBeListedIsLookedAt() throws {
        let tree = try Tree()
        let closed = tree.harness.bucket.appending(path: "closed").path
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed) }
        #expect(try tree.marked() == ["closed/1"])
    }

    /// A folder with folders whose records are many, and a page that ends anywhere.
    @Test func recordsAreReadInTheirOrder() throws {
        let tree = try Tree()
        var objects = RecordedObjects(tree.harness.service.records, in: tree.record.id, below: [])
        var keys: [[UInt8]] = []
        while let object = try objects.next() { keys.append(object.key) }
        #expect(try keys == tree.known().map(\.key))
        var folders: [String] = []
        var skipping = RecordedObjects(tree.harness.service.records, in: tree.record.id, below: [])
        while let object = try skipping.next() {
            guard let slash = object.key.firstIndex(of: UInt8(ascii: "/")) else { continue }
            let folder = Array(object.key[..<slash])
            folders.append(String(decoding: folder, as: UTF8.self))
            skipping.skip(folder)
        }
        #expect(folders == ["a-b", "b", "closed", "folder", "gone", "many", "z", "ü"])
    }
}

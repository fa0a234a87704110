import Configuring
import Findings
import Foundation
import Glibc
import Scanning
import Testing

@testable import Service
@testable import Watching
@testable import POSIX

/// Buckets in which something else is mounted.
@Suite struct NestedMountTests {
    private final class Place: Sendable {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")

        init(_ names: String...) throws {
            for name in names {
                let url = folder.appending(path: name)
                try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
                try Data(ServiceHarness.card.utf8).write(to: url.appending(path: "card.txt"))
            }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        subscript(_ name: String) -> URL { folder.appending(path: name) }

        /// What a walk comes across: files, and folders that it does not enter with the reason.
        func walk() throws -> Set<String> {
            var seen: Set<String> = []
            let walk = FolderWalk { _, _ in
            } file: { _, _, key in
                seen.insert(String(decoding: key, as: UTF8.self))
            } mount: { key, boundary in
                seen.insert("\(String(decoding: key, as: UTF8.self)): \(boundary.rawValue)")
            }
            let failures = try walk.walk(Directory(path: Array(folder.path.utf8)), key: [])
            return failures == 0 ? seen : ["\(failures) failures"]
        }
    }

    @Test(.enabled(if: System.isSuperuser)) func whatIsMountedInAFolderIsNotEnteredAndSaid() throws {
        let place = try Place("a", "bound", "memory", "elsewhere")
        let seen = try OwnNamespace.run {
            try OwnNamespace.bind(place["elsewhere"], to: place["bound"])
            try OwnNamespace.mountMemory(at: place["memory"])
            return try place.walk()
        }
        #expect(
            seen == ["a/card.txt", "elsewhere/card.txt", "bound: other-mount", "memory: other-file-system"]
        )
        #expect(try place.walk().count == 4)
    }

    /// A bucket that is itself bound from elsewhere is walked like any.
    @Test(.enabled(if: System.isSuperuser)) func theStartMayBeAMount() throws {
        let place = try Place("a", "bound")
        let seen = try OwnNamespace.run {
            try OwnNamespace.bind(place["a"], to: place["bound"])
            var seen: [String] = []
            let walk = FolderWalk { _, _ in
            } file: { _, _, key in
                seen.append(String(decoding: key, as: UTF8.self))
            } mount: { _, _ in
            }
            try walk.walk(Directory(path: Array(place["bound"].path.utf8)), key: [])
            return seen
        }
        #expect(seen == ["card.txt"])
    }

    @Test(.enabled(if: System.isSuperuser)) func subvolumesOfTheSameMountAreEntered() throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/mkfs.btrfs"),
            FileManager.default.isExecutableFile(atPath: "/usr/bin/btrfs")
        else { return withKnownIssue("needs btrfs-progs", isIntermittent: true) {} }
        let place = try Place("image")
        let image = place["image/disk"].path
        let seen: Set<String>? = try OwnNamespace.run {
            #expect(FileManager.default.createFile(atPath: image, contents: nil))
            #expect(unsafe truncate(image, 128 << 20) == 0)
            let root = place["root"]
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
            guard OwnNamespace.runProgram("/usr/sbin/mkfs.btrfs", ["-q", image]),
                OwnNamespace.runProgram("/usr/bin/mount", ["-o", "loop", image, root.path])
            else { return nil }
            defer { _ = OwnNamespace.runProgram("/usr/bin/umount", ["-l", root.path]) }
            #expect(
                OwnNamespace.runProgram("/usr/bin/btrfs", ["subvolume", "create", root.appending(path: "sub").path])
            )
            try Data("a".utf8).write(to: root.appending(path: "sub/file.txt"))
            var seen: Set<String> = []
            let directory = try Directory(path: Array(root.path.utf8))
            let sub = try Directory(Array("sub".utf8), in: directory)
            seen.insert(sub.device == directory.device ? "same device" : "other device")
            let walk = FolderWalk { _, _ in
            } file: { _, _, key in
                seen.insert(String(decoding: key, as: UTF8.self))
            } mount: { key, _ in
                seen.insert("not entered: \(String(decoding: key, as: UTF8.self))")
            }
            try walk.walk(directory, key: [])
            // An object in it is opened like any other.
            let report = ObjectFile.open(Array("sub/file.txt".utf8), in: directory) { _, path in
                FileReport(path: path, coverage: .complete)
            }
            seen.insert(report.coverage.verdict.rawValue)
            return seen
        }
        // Where no loop device is to be had, as in a container, there is nothing to try.
        guard let seen else { return }
        #expect(seen == ["other device", "sub/file.txt", "complete"])
    }

    @Test(.enabled(if: System.isSuperuser)) func anObjectBelowAMountIsNotRead() throws {
        let place = try Place("bound", "elsewhere")
        let coverage = try OwnNamespace.run {
            try OwnNamespace.bind(place["elsewhere"], to: place["bound"])
            let root = try Directory(path: Array(place.folder.path.utf8))
            return ["bound/card.txt", "elsewhere/card.txt"].map { key in
                ObjectFile.open(Array(key.utf8), in: root) { _, path in
                    FileReport(path: path, coverage: .complete)
                }.coverage
            }
        }
        #expect(coverage == [.skipped(.otherFileSystem), .complete])
    }

    @Test(.enabled(if: System.isSuperuser)) func aServiceTellsOfMountsAndOfLaterOnes() throws {
        let told = try OwnNamespace.run {
            let harness = try ServiceHarness(change: { $0.pollSeconds = 1 }) { bucket in
                for name in ["first", "second"] {
                    let folder = bucket.appending(path: name)
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                }
                try OwnNamespace.mountMemory(at: bucket.appending(path: "first"))
                try Data(ServiceHarness.card.utf8).write(to: bucket.appending(path: "first/card.txt"))
            }
            #expect(harness.settle())
            let before = harness.service.health.buckets[0].mounts
            try OwnNamespace.mountMemory(at: harness.bucket.appending(path: "second"))
            let isTold = harness.waitFor { $0.service.health.buckets[0].mounts.count == 2 }
            #expect(try harness.keys().isEmpty)
            #expect(harness.service.problems.isEmpty)
            return (before.count, before.first.first?.key ?? [], isTold)
        }
        #expect(told.0 == 1)
        #expect(told.1 == Array("first".utf8))
        #expect(told.2)
    }

    /// However deep and wide a tree is, its walk needs few descriptors.
    @Test func aDeepTreeWithSiblingsIsWalkedWithFewOpenFolders() throws {
        let place = try Place("top")
        let depth = 400
        var path = place["top"].path
        for _ in 0..<depth {
            #expect(unsafe mkdir(path + "/aside", 0o700) == 0 && mkdir(path + "/z", 0o700) == 0)
            path += "/z"
        }
        var folders: [WeakFolder] = []
        var (seen, most) = (0, 0)
        let walk = FolderWalk { folder, _ in
            seen += 1
            folders.append(WeakFolder(folder: folder))
            if seen % 50 == 0 { most = max(most, folders.count { $0.folder != nil }) }
        } file: { _, _, _ in
        } mount: { _, _ in
        }
        #expect(try walk.walk(Directory(path: Array(place["top"].path.utf8)), key: []) == 0)
        #expect(seen == 2 * depth + 1)
        #expect((1...100).contains(most))
    }

    private struct WeakFolder {
        weak var folder: Directory?
    }

    @Test func aPlaceInTheTableOfMountsIsRead() {
        #expect(MountTable.unescaped(Array(#"/a\040b\134c\011"#.utf8)[...]) == Array("/a b\\c\t".utf8))
        #expect(!MountTable.places(below: [UInt8(ascii: "/")]).isEmpty)
    }
}

import Filtering
import FindingDocuments
import Findings
import Foundation
import JSON
import POSIX
import Records
import Synchronization
import Testing

@testable import Recording
@testable import Service
@testable import Watching

/// What lists of rights say goes all the way to findings, where mode bits say something else.
@Suite struct RightsTests {
    /// What files have for lists: by name of the attribute and number of the file.
    private final class Lists: Sendable {
        let lists = Mutex<[UInt64: (name: String, bytes: [UInt8])]>([:])

        var reader: RightsReader {
            RightsReader { (status, name) throws(SystemError) in
                // Only files of the test lie on a file system with lists.
                let list = self.lists.withLock { $0[status.inode] }
                if let list, list.name == name { return .bytes(list.bytes) }
                return name == "system.nfs4_acl_xdr" ? .absent : .unsupported
            }
        }

        func set(_ url: URL, _ bytes: [UInt8], _ name: String = "system.nfs4_acl_xdr") throws {
            let inode = try FileStatus.of(Array(url.path.utf8)).inode
            lists.withLock { $0[inode] = (name, bytes) }
        }
    }

    /// A list that gives everybody some rights.
    private func everyone(_ rights: UInt8) -> [UInt8] {
        [0, 0, 0, 0, 0, 0, 0, 1] + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, rights, 0, 0, 0, 3]
    }

    private func permit(_ mode: Int, _ url: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
    }

    private func policies(_ harness: ServiceHarness) throws -> [String] {
        try harness.findings().filter { $0.type.hasPrefix("Policy:") }.map(\.type).sorted()
    }

    private func root(_ url: URL) throws -> ScanRoot {
        let held = try Directory(path: Array(url.path.utf8))
        var root = ScanRoot(path: Array(url.path.utf8), absolutePath: Array(url.path.utf8), isFolder: true)
        root.held = { held }
        return root
    }

    @Test func aListOpensWhatTheModeCloses() throws {
        let lists = Lists()
        let harness = try ServiceHarness(rights: lists.reader) { bucket in
            let object = bucket.appending(path: "card.txt")
            try Data(ServiceHarness.card.utf8).write(to: object)
            try permit(0o600, object)
            try lists.set(bucket, everyone(0x21))
            try lists.set(object, everyone(0x1))
        }
        #expect(harness.settle())
        #expect(try policies(harness) == ["Policy:Folder/WorldReadable"])
        let finding = try #require(try harness.findings().first { $0.type.hasPrefix("SensitiveData:") })
        let json = try JSONValue(parsing: Array(try #require(try harness.service.records.finding(finding.id)).utf8))
        let resources = json["resourcesAffected"]
        #expect(resources?["s3Object"]?["publicAccess"] == .boolean(true))
        #expect(resources?["s3Bucket"]?["publicAccess"]?["effectivePermission"] == .string("PUBLIC"))
        #expect(try harness.service.records.buckets()[0].counts.map(\.worldReadable) == [1])
    }

    @Test func aListClosesWhatTheModeOpens() throws {
        let lists = Lists()
        let harness = try ServiceHarness(rights: lists.reader) { bucket in
            let object = bucket.appending(path: "card.txt")
            try Data(ServiceHarness.card.utf8).write(to: object)
            try permit(0o644, object)
            try permit(0o755, bucket)
            try lists.set(object, everyone(0))
        }
        #expect(harness.settle())
        #expect(try policies(harness) == [])
        let counts = try harness.service.records.buckets()[0].counts
        #expect(counts.map(\.worldReadable) == [0] && counts.map(\.unknownRights) == [0])
    }

    /// Neither a list of a kind that nobody knows nor one that makes no sense leaves a folder private.
    @Test(arguments: [("system.richacl", [0, 0, 0, 0] as [UInt8]), ("system.nfs4_acl_xdr", [0, 0, 0, 0, 0xff])])
    func whatIsNotKnownIsNeverCalledPrivate(_ name: String, _ bytes: [UInt8]) throws {
        let lists = Lists()
        let harness = try ServiceHarness(rights: lists.reader) { bucket in
            let object = bucket.appending(path: "card.txt")
            try Data(ServiceHarness.card.utf8).write(to: object)
            try permit(0o600, object)
            try permit(0o755, bucket)
            try lists.set(object, bytes, name)
        }
        #expect(harness.settle())
        let counts = try harness.service.records.buckets()[0].counts
        #expect(counts.map(\.worldReadable) == [0] && counts.map(\.unknownRights) == [1])
        let finding = try #require(try harness.findings().first { $0.type.hasPrefix("SensitiveData:") })
        let json = try JSONValue(parsing: Array(try #require(try harness.service.records.finding(finding.id)).utf8))
        #expect(json["resourcesAffected"]?["s3Object"]?["publicAccess"] == .null)

        let path = Array(harness.bucket.path.utf8)
        let root = try root(harness.bucket)
        let held = try #require(root.held?())
        var exposure = Exposure([root], lists.reader)
        #expect(exposure.access(toFolder: path)?.effectivePermission == "PUBLIC")
        try lists.set(harness.bucket, bytes, name)
        exposure = Exposure([root], lists.reader)
        #expect(exposure.access(toFolder: path)?.effectivePermission == "UNKNOWN")
        #expect(throws: SystemError.unknownRights) { try FolderAccess(to: [], in: held, lists.reader) }
        var byPath = Exposure([], lists.reader)
        #expect(byPath.access(toFolder: path)?.effectivePermission == "UNKNOWN")
        // What is closed above hides it, whatever it says.
        try lists.set(harness.folder, everyone(0))
        for roots in [[root], []] {
            exposure = Exposure(roots, lists.reader)
            #expect(exposure.access(toFolder: path)?.effectivePermission == "NOT_PUBLIC")
        }
        #expect(try FolderAccess(to: [], in: held, lists.reader)?.isReachable == false)
    }

    /// That a list cannot be read any more does not end a finding.
    @Test func aFindingStaysWhileNobodyKnows() throws {
        let lists = Lists()
        let harness = try ServiceHarness(rights: lists.reader) { bucket in
            let object = bucket.appending(path: "card.txt")
            try Data(ServiceHarness.card.utf8).write(to: object)
            try permit(0o755, bucket)
            try permit(0o644, object)
        }
        #expect(harness.settle())
        #expect(try policies(harness) == ["Policy:Folder/WorldReadable"])
        let object = harness.bucket.appending(path: "card.txt")
        try lists.set(object, [1])
        try permit(0o640, object)
        #expect(harness.settle())
        #expect(try harness.service.records.buckets()[0].counts.map(\.unknownRights) == [1])
        #expect(try policies(harness) == ["Policy:Folder/WorldReadable"])
        try lists.set(object, everyone(0))
        try permit(0o600, object)
        #expect(harness.settle())
        #expect(try policies(harness) == [])
    }

    /// The file system of this machine is asked by way of open files, also of those that only stand for a place.
    @Test func theFileSystemIsAsked() throws {
        let folder = FileManager.default.temporaryDirectory
        let path = Array(folder.path.utf8)
        let plain = try FileStatus.of(path)
        #expect(try FileStatus.of(path, .system).mode == plain.mode)
        let held = try Directory(path: path)
        #expect(try held.status(.system).mode == plain.mode)
        #expect(try held.statusesAbove(.system).allSatisfy { $0.everyone != nil })
        let failing = RightsReader { (_, _) throws(SystemError) in throw SystemError(5) }
        #expect(try held.status(failing).everyone == nil)
        #expect(try Directory(place: path).status(.system).everyone == plain.mode & 0o7)
    }
}

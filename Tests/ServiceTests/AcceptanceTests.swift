import Foundation
import POSIX
import Records
import Testing

@testable import Service

/// What was archived stays so while the values are the same.
@Suite struct AcceptanceTests {
    private static let other = "payment card 4242 4266 0487 6471\n"

    private func archiveAll(_ harness: ServiceHarness) throws {
        for finding in try harness.findings() {
            #expect(try harness.service.records.archive(finding.id, by: "user alice", at: 1) == finding.id)
        }
        #expect(try harness.findings().isEmpty)
    }

    private func append(_ text: String, to key: String, _ harness: ServiceHarness) throws {
        let file = try FileHandle(forWritingTo: harness.bucket.appending(path: key))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
        #expect(harness.settle())
    }

    private func foundCount(_ harness: ServiceHarness) throws -> Int {
        try harness.types().count { $0 == "Macie Finding" }
    }

    @Test func unrelatedLinesBringNothingBack() throws {
        let harness = try ServiceHarness(settle: 10)
        try harness.write(ServiceHarness.card, to: "notes.txt")
        #expect(harness.settle())
        try archiveAll(harness)
        for number in 0..<3 { try append("unrelated \(number)\n", to: "notes.txt", harness) }
        // Neither once more the same value, nor nothing for a while, nor another file of this name.
        try append(ServiceHarness.card, to: "notes.txt", harness)
        try harness.write("nothing", to: "notes.txt")
        #expect(harness.settle())
        try harness.write("line\n" + ServiceHarness.card, to: "notes.txt")
        #expect(harness.settle())
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "notes.txt"))
        #expect(harness.settle())
        try harness.write(ServiceHarness.card, to: "notes.txt")
        #expect(harness.settle())
        #expect(try harness.findings().isEmpty)
        #expect(try foundCount(harness) == 1)
        var query = FindingQuery()
        query.includesArchived = true
        let archived = try #require(try harness.service.records.findings(query).first)
        #expect(archived.suppressedBy == "user alice")
        #expect(try harness.service.records.finding(archived.id)?.contains("\"archived\":true") == true)

        try append(AcceptanceTests.other, to: "notes.txt", harness)
        #expect(try harness.keys() == ["notes.txt"])
        #expect(try foundCount(harness) == 2)
        // Once the other value is gone, the finding is taken back, and others are told.
        try harness.write(ServiceHarness.card, to: "notes.txt")
        #expect(harness.settle())
        #expect(try harness.findings().isEmpty)
        let resolved = try harness.events().last { $0["detail-type"] as? String == "Finding Resolved" }
        #expect((resolved?["detail"] as? [String: Any])?["reason"] as? String == "archived")
    }

    @Test func whatIsTakenBackComesBack() throws {
        let harness = try ServiceHarness(settle: 10)
        try harness.write(ServiceHarness.card, to: "notes.txt")
        #expect(harness.settle())
        let id = try #require(try harness.findings().first?.id)
        try archiveAll(harness)
        _ = try harness.service.records.archive(id, by: nil, at: 2)
        #expect(try harness.findings().map(\.id) == [id])
        try append("unrelated\n", to: "notes.txt", harness)
        #expect(try harness.findings().count == 1)
    }

    @Test func aNameThatChangesKeepsIt() throws {
        let harness = try ServiceHarness(settle: 10)
        let files = FileManager.default
        try harness.write(ServiceHarness.card, to: "a/log")
        #expect(harness.settle())
        try archiveAll(harness)
        for (old, new) in [("a/log", "a/log.1"), ("a/log.1", "log.2"), ("a", "b")] {
            try files.moveItem(at: harness.bucket.appending(path: old), to: harness.bucket.appending(path: new))
            #expect(harness.settle())
        }
        #expect(try harness.findings().isEmpty)
        // A copy is another place, and so is a second name.
        try harness.write(ServiceHarness.card, to: "copy")
        #expect(harness.settle())
        #expect(try harness.keys() == ["copy"])
        try files.linkItem(at: harness.bucket.appending(path: "log.2"), to: harness.bucket.appending(path: "link"))
        #expect(harness.settle())
        #expect(try harness.keys() == ["copy", "link"])
    }

    /// Whoever writes a file of the same size and time into the same inode has not accepted anything.
    @Test func anotherObjectInheritsNothing() throws {
        let harness = try ServiceHarness(settle: 10)
        try harness.write(ServiceHarness.card, to: "notes.txt")
        #expect(harness.settle())
        try archiveAll(harness)
        // The same inode with another time.
        let url = harness.bucket.appending(path: "notes.txt")
        try FileManager.default.moveItem(at: url, to: harness.folder.appending(path: "outside"))
        #expect(harness.settle())
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
            ofItemAtPath: harness.folder.appending(path: "outside").path
        )
        try FileManager.default.moveItem(
            at: harness.folder.appending(path: "outside"),
            to: harness.bucket.appending(path: "other.txt")
        )
        #expect(harness.settle())
        #expect(try harness.keys() == ["other.txt"])
    }

    /// Of values that are too many to be kept one by one, any other makes another finding.
    @Test func valuesThatAreNotKeptAreToldApart() throws {
        let harness = try ServiceHarness(settle: 10)
        let count = MonitoringService.searchableOccurrences + 20
        let lines = (0..<count).map { "mail person\($0)@corp-\($0).test\n" }
        try harness.write(lines.joined(), to: "people.txt")
        #expect(harness.settle())
        #expect(try harness.findings().first?.occurrences == count)
        try archiveAll(harness)
        try append("unrelated\n", to: "people.txt", harness)
        #expect(try harness.findings().isEmpty)
        try harness.write(lines.dropLast().joined() + "mail somebody@else-where.test\nunrelated\n", to: "people.txt")
        #expect(harness.settle())
        #expect(try harness.keys() == ["people.txt"])
    }

    /// Somebody archives what was read a moment ago, while lines are appended.
    @Test func whatWasReplacedInTheMeantimeIsArchived() throws {
        let harness = try ServiceHarness(settle: 10)
        try harness.write(ServiceHarness.card, to: "log")
        #expect(harness.settle())
        let id = try #require(try harness.findings().first?.id)
        for number in 0..<3 { try append("unrelated \(number)\n", to: "log", harness) }
        #expect(try harness.findings().first?.id != id)
        _ = try harness.service.records.archive(id, by: "user alice", at: 1)
        #expect(try harness.findings().isEmpty)
        try append("unrelated\n", to: "log", harness)
        #expect(try harness.findings().isEmpty)
        // With another value in it, it is not what was archived.
        try append(AcceptanceTests.other, to: "log", harness)
        _ = try harness.service.records.archive(id, by: "user alice", at: 1)
        #expect(try harness.keys() == ["log"])
    }

    @Test func anOpenFolderStaysAccepted() throws {
        let harness = try ServiceHarness(settle: 10)
        let files = FileManager.default
        func setMode(_ mode: Int) throws {
            for url in [harness.folder, harness.bucket, harness.bucket.appending(path: "open")] {
                try files.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
            }
            #expect(harness.settle())
        }
        func policies() throws -> [FindingView] { try harness.findings().filter { $0.type.hasPrefix("Policy:") } }
        try harness.write(ServiceHarness.card, to: "open/a.txt")
        try setMode(0o755)
        // Where the temporary folder is closed to others, no folder in it is open.
        guard let open = try policies().first else { return }
        // What lies in it is not accepted: a folder in which everything was is no concern.
        _ = try harness.service.records.archive(open.id, by: "user alice", at: 1)
        for _ in 0..<2 {
            try setMode(0o700)
            try setMode(0o755)
        }
        #expect(try policies().isEmpty)
        try setMode(0o777)
        #expect(try policies().contains { $0.type == "Policy:Folder/WorldWritable" })
    }
}

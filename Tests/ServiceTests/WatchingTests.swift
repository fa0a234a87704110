import Configuring
import EventBus
import Foundation
import ObjectReading
import POSIX
import Problems
import Records
import Scanning
import Testing

@testable import Service
@testable import Watching

/// Buckets that come and go, and ways to learn of changes.
@Suite struct WatchingTests {
    @Test func aPolledBucketFindsChangesByWalks() throws {
        let harness = try ServiceHarness(change: { settings in
            settings.buckets[0].watch = .polling
            settings.pollSeconds = 1
        })
        #expect(harness.settle())
        #expect(harness.service.health.buckets[0].state == "polling")
        try harness.write(ServiceHarness.card, to: "a/new.txt")
        #expect(harness.settle())
        #expect(try harness.keys() == ["a/new.txt"])
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "a"))
        #expect(harness.settle())
        #expect(try harness.keys() == [])
    }

    /// Nothing is concluded from a bucket that is not there.
    @Test func aBucketThatGoesAwayKeepsItsFindingsUntilItIsBack() throws {
        let harness = try ServiceHarness(change: { $0.pollSeconds = 1 })
        try harness.write(ServiceHarness.card, to: "card.txt")
        #expect(harness.settle())
        let away = harness.folder.appending(path: "away")
        try FileManager.default.moveItem(at: harness.bucket, to: away)
        #expect(harness.waitFor { $0.service.health.buckets[0].state == "offline" })
        #expect(try harness.keys() == ["card.txt"])
        try Data(ServiceHarness.card.utf8).write(to: away.appending(path: "meanwhile.txt"))
        try FileManager.default.moveItem(at: away, to: harness.bucket)
        #expect(harness.waitFor { $0.service.health.buckets[0].state == "live" })
        #expect(harness.settle())
        #expect(try harness.keys() == ["card.txt", "meanwhile.txt"])
    }

    /// A file system that is not mounted leaves an empty folder: that is no reason to take everything for deleted.
    @Test func anEmptyFolderOnAnotherDeviceIsNoBucket() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "card.txt")
        #expect(harness.settle())
        harness.stop()
        let id = try harness.service.records.bucket(named: "bucket", path: Array(harness.bucket.path.utf8)).id
        try harness.service.records.markReconciled(id, on: 12_345, at: 0)
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "card.txt"))
        try harness.restart()
        #expect(harness.waitFor { $0.service.health.buckets[0].state == "offline" })
        #expect(try harness.keys() == ["card.txt"])
        #expect(harness.service.problems.first?.text.contains("mounted") == true)
        try harness.write(ServiceHarness.card, to: "other.txt")
        try harness.restart()
        #expect(harness.settle())
        #expect(try harness.keys() == ["other.txt"])
    }

    @Test func aWriteUnderANameOutsideTheBucketIsSeenUnderTheNameInside() throws {
        let harness = try ServiceHarness()
        try harness.write("nothing\n", to: "inside.txt")
        #expect(harness.settle())
        let outside = harness.folder.appending(path: "outside.txt")
        try FileManager.default.linkItem(at: harness.bucket.appending(path: "inside.txt"), to: outside)
        #expect(harness.settle())
        let handle = try FileHandle(forWritingTo: outside)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(ServiceHarness.card.utf8))
        try handle.close()
        #expect(harness.settle())
        // Only the watch of a whole file system sees that at once; a walk always does.
        if harness.service.health.buckets[0].backend != "fanotify" { try harness.restart() }
        #expect(harness.settle())
        #expect(try harness.keys() == ["inside.txt"])
    }

    /// With other identifiers everything is looked at again, and what was found before is no new finding.
    @Test func anotherSetOfIdentifiersScansEverythingAgain() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "card.txt")
        #expect(harness.settle())
        harness.stop()
        let options = try ServiceHarness.options()
        let scanners = MonitoringService.Scanners(digest: "other") { try ObjectScanner(options, ScanControl()) }
        let settings = harness.service.settings
        let dependencies = try ServiceHarness.dependencies(settings, harness.service.records)
        let service = try MonitoringService(settings, scanners, dependencies)
        service.events.run()
        service.run()
        #expect(service.waitUntilSettled(by: Timestamp.monotonic().adding(milliseconds: 60_000)))
        #expect(service.health.scanned == 1)
        #expect(try harness.types() == ["Macie Finding"])
        let deadline = Timestamp.monotonic().adding(milliseconds: 5000)
        service.stop(by: deadline)
        service.events.stop(by: deadline)
    }

    @Test func theFeedIsPutAsideWhenItIsLarge() throws {
        let harness = try ServiceHarness(change: { settings in
            settings.feedSize = 1
            settings.feedFiles = 2
        })
        for number in 0..<5 {
            try harness.write(ServiceHarness.card, to: "\(number).txt")
            #expect(harness.settle())
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: harness.state.path)
            .filter { $0.hasPrefix("findings.jsonl") }.sorted()
        #expect(names == ["findings.jsonl", "findings.jsonl.1", "findings.jsonl.2"])
        #expect(try harness.events().count == 1)
    }

    /// A file that somebody else has moved away is followed by a new one.
    @Test func theFeedGoesOnWhenItsFileWasMoved() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "first.txt")
        #expect(harness.settle())
        let feed = harness.state.appending(path: "findings.jsonl")
        try FileManager.default.moveItem(at: feed, to: harness.state.appending(path: "moved"))
        try harness.write(ServiceHarness.card, to: "second.txt")
        #expect(harness.settle())
        #expect(try harness.events().count == 1)
    }
}

import Fingerprints
import Foundation
import POSIX
import Records
import Scanning
import Testing

@testable import Configuring
@testable import Service
@testable import Watching

@Suite struct MonitoringTests {
    @Test func whatIsThereAtTheStartIsFound() throws {
        let harness = try ServiceHarness(prepare: { bucket in
            try Data(ServiceHarness.card.utf8).write(to: bucket.appending(path: "old.txt"))
        })
        #expect(harness.settle())
        #expect(try harness.keys() == ["old.txt"])
        #expect(try harness.types() == ["Macie Finding"])
    }

    @Test func aFileThatIsWrittenIsFound() throws {
        let harness = try ServiceHarness()
        #expect(harness.settle())
        try harness.write(ServiceHarness.card, to: "new.txt")
        try harness.write("nothing", to: "clean.txt")
        #expect(harness.settle())
        #expect(try harness.keys() == ["new.txt"])
        let bucket = try #require(try harness.service.records.buckets().first)
        #expect(bucket.counts.map(\.objects) == [2])
        #expect(bucket.counts.map(\.verdict) == ["complete"])
        #expect(bucket.findings == [3: 1])
    }

    /// A folder is filled before anybody can watch it.
    @Test func newFoldersAreSearchedToTheirLeaves() throws {
        let harness = try ServiceHarness()
        for number in 0..<300 { try harness.write(ServiceHarness.card, to: "\(number)/a/b/c/d/e/leaf") }
        #expect(harness.settle())
        #expect(try harness.keys().count == 300)
    }

    @Test func theSameContentIsNoNewFinding() throws {
        let harness = try ServiceHarness()
        for _ in 0..<3 {
            try harness.write(ServiceHarness.card, to: "same.txt")
            #expect(harness.settle())
        }
        #expect(try harness.types() == ["Macie Finding"])
    }

    @Test func aFindingEndsWithWhatWasFound() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "cleaned.txt")
        try harness.write(ServiceHarness.card, to: "removed.txt")
        try harness.write(ServiceHarness.card + ServiceHarness.card, to: "changed.txt")
        #expect(harness.settle())
        try harness.write("nothing", to: "cleaned.txt")
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "removed.txt"))
        try harness.write(ServiceHarness.card, to: "changed.txt")
        #expect(harness.settle())
        #expect(try harness.keys() == ["changed.txt"])
        #expect(try harness.types().filter { $0 == "Finding Resolved" }.count == 2)
        #expect(try harness.types().filter { $0 == "Macie Finding" }.count == 4)
    }

    @Test func treesThatMoveAreFollowed() throws {
        let harness = try ServiceHarness()
        for number in 0..<50 { try harness.write(ServiceHarness.card, to: "from/\(number % 5)/\(number)") }
        #expect(harness.settle())
        let files = FileManager.default
        try files.moveItem(at: harness.bucket.appending(path: "from"), to: harness.bucket.appending(path: "to"))
        #expect(harness.settle())
        #expect(try harness.keys() == (0..<50).map { "to/\($0 % 5)/\($0)" }.sorted())
        try harness.write(ServiceHarness.card, to: "to/3/late")
        #expect(harness.settle())
        #expect(try harness.keys().contains("to/3/late"))
        try files.moveItem(at: harness.bucket.appending(path: "to"), to: harness.folder.appending(path: "away"))
        #expect(harness.settle())
        #expect(try harness.keys() == [])
    }

    @Test func whatHappensWhileTheServiceIsDownIsFoundAfterwards() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "stays.txt")
        try harness.write(ServiceHarness.card, to: "goes.txt")
        // Where the times of files are coarse, what is scanned within a tick of its change is scanned again later.
        Threads.sleep(milliseconds: 50)
        #expect(harness.settle())
        let scanned = try harness.types().count
        harness.stop()
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "goes.txt"))
        try harness.write(ServiceHarness.card, to: "comes.txt")
        try harness.restart()
        #expect(harness.settle())
        #expect(try harness.keys() == ["comes.txt", "stays.txt"])
        // What has not changed is not scanned again.
        #expect(harness.service.health.scanned == 2)
        #expect(try harness.types().count == scanned + 2)
    }

    /// What was scanned before all managed secrets were known is scanned again then, and after a crash in between.
    @Test func whatWasScannedTooEarlyIsScannedAgain() throws {
        let harness = try ServiceHarness(settle: 0, learning: true)
        try harness.write("first\n", to: "a.txt")
        try harness.write("second\n", to: "b.txt")
        Threads.sleep(milliseconds: 50)
        #expect(harness.waitFor { $0.service.health.recorded >= 2 })
        #expect(!harness.service.waitUntilSettled(by: Timestamp.monotonic().adding(milliseconds: 200)))
        try harness.restart(settle: 0)
        #expect(harness.waitFor { $0.service.health.recorded >= 2 })
        harness.service.endLearning()
        #expect(harness.settle())
        #expect(harness.service.health.scanned == 4)
        // From then on the verdicts hold.
        try harness.restart(settle: 0)
        harness.service.endLearning()
        #expect(harness.settle())
        #expect(harness.service.health.scanned == 0)
    }

    @Test func anEventThatWasTornIsSentAgain() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "first.txt")
        #expect(harness.settle())
        harness.stop()
        let feed = harness.state.appending(path: "findings.jsonl")
        let whole = try Data(contentsOf: feed)
        try (whole + Data("{\"version\":\"0\",\"id\":\"half".utf8)).write(to: feed)
        try harness.restart()
        try harness.write(ServiceHarness.card, to: "second.txt")
        #expect(harness.settle())
        #expect(try harness.types() == ["Macie Finding", "Macie Finding"])
    }

    /// Names are bytes, and a file has as many names as it likes.
    @Test func hardLinksAndForeignNamesAreObjects() throws {
        let harness = try ServiceHarness()
        try harness.write(ServiceHarness.card, to: "one")
        try FileManager.default.linkItem(
            at: harness.bucket.appending(path: "one"),
            to: harness.bucket.appending(path: "two")
        )
        try PrivateFile.create(Array(harness.bucket.path.utf8) + [47, 0xFF, 0xFE], Array(ServiceHarness.card.utf8))
        try FileManager.default.createSymbolicLink(
            at: harness.bucket.appending(path: "link"),
            withDestinationURL: harness.bucket.appending(path: "one")
        )
        #expect(harness.settle())
        let keys = try harness.findings().map(\.key)
        #expect(Set(keys) == [Array("one".utf8), Array("two".utf8), [0xFF, 0xFE]])
    }

    @Test func aValueIsFoundByItsFingerprint() throws {
        let harness = try ServiceHarness()
        try harness.write("write to alice.example@example.org please\n", to: "a/letter.txt")
        try harness.write("write to bob.example@example.org please\n", to: "other.txt")
        #expect(harness.settle())
        let fingerprint = try #require(ServiceHarness.key.fingerprint(of: Array("Alice.Example@example.org".utf8)))
        let found = try harness.service.records.findings(holding: fingerprint)
        #expect(found.map(\.key) == [Array("a/letter.txt".utf8)])
    }

    /// The database and the feed hold no value that was found.
    @Test func valuesAreKeptNowhere() throws {
        let harness = try ServiceHarness()
        let secret = "4242 4242 4242 4242"
        try harness.write("payment card \(secret)\n", to: "canary.txt")
        #expect(harness.settle())
        harness.stop()
        let names = try FileManager.default.subpathsOfDirectory(atPath: harness.state.path)
        #expect(names.contains("results/results.jsonl"))
        for file in names.map({ harness.state.appending(path: $0) }) where !file.hasDirectoryPath {
            guard let data = try? Data(contentsOf: file) else { continue }
            #expect(data.range(of: Data(secret.utf8)) == nil, "\(file.lastPathComponent)")
            #expect(data.range(of: Data(secret.filter(\.isNumber).utf8)) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test func aBucketThatIsNotThereIsAProblemAndNoEnd() throws {
        let harness = try ServiceHarness(start: false)
        var settings = harness.service.settings
        settings.buckets.append(Settings.Bucket(path: Array("/nowhere/at/all".utf8)))
        let service = try ServiceHarness.makeService(settings, harness.service.records)
        #expect(service.health.buckets.map(\.state) == ["reconciling", "offline"])
        #expect(service.problems.count == 1)
    }
}

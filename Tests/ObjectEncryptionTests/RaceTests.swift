import Foundation
import Glibc
import POSIX
import Synchronization
import Testing

@testable import ObjectEncryption

/// Somebody else is at the file at the same time.
@Suite struct RaceTests {
    static let before: [InPlaceOutcome.Step] = [
        .inspect, .dataKey, .begin, .create, .copy, .metadata, .flush, .verify, .compare,
    ]
    static let late: [InPlaceOutcome.Step] = [.prepare, .exchange]

    @Test(arguments: [O_WRONLY, O_RDWR]) func somebodyHasItOpenForWriting(_ flags: Int32) throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        let descriptor = Calls.open(place.url("file"), flags)
        #expect(try place.run(.encrypt, "file").conflict == .openForWriting)
        close(descriptor)
        try place.settle("file")
        #expect(try place.read("file") == plaintext)
        #expect(try place.names() == ["file"])
        #expect(try place.run(.encrypt, "file").rewritten != nil)
    }

    /// Whatever stands in its place, the file below the root that is held open is rewritten, and no other.
    @Test(arguments: [InPlaceOutcome.Step.open, .copy, .exchange])
    func theRootIsExchanged(_ step: InPlaceOutcome.Step) throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        let (bucket, moved) = (place.home.appending(path: "bucket"), place.home.appending(path: "moved"))
        let elsewhere = place.home.appending(path: "elsewhere")
        let below = elsewhere.appending(path: "deep")
        try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
        try Data(plaintext).write(to: elsewhere.appending(path: "deep/file"))
        let root = try Directory(path: Array(bucket.path.utf8))
        let outcome = try place.run(.encrypt, "file", in: root) { current in
            guard current == step else { return }
            try? FileManager.default.moveItem(at: bucket, to: moved)
            try? FileManager.default.createSymbolicLink(at: bucket, withDestinationURL: elsewhere)
        }
        #expect(outcome.rewritten != nil)
        #expect(try Data(contentsOf: moved.appending(path: "deep/file")) != Data(plaintext))
        #expect(try Data(contentsOf: elsewhere.appending(path: "deep/file")) == Data(plaintext))
        let names = try FileManager.default.contentsOfDirectory(atPath: elsewhere.appending(path: "deep").path)
        #expect(names == ["file"])
    }

    /// The mapping outlives its descriptor, and is as good as one.
    @Test func somebodyHasItMapped() throws {
        let place = try Place()
        try place.write("file", text(10))
        try Calls.withMapping(place.url("file")) {
            let outcome = try place.run(.encrypt, "file")
            #expect(outcome.conflict == .openForWriting)
        }
        try place.settle("file")
        #expect(try place.run(.encrypt, "file").rewritten != nil)
    }

    @Test func somebodyHasLockedIt() throws {
        let place = try Place()
        try place.write("file", text(10))
        let descriptor = Calls.open(place.url("file"), O_RDONLY)
        #expect(flock(descriptor, LOCK_SH) == 0)
        #expect(try place.run(.encrypt, "file").conflict == .locked)
        close(descriptor)
        try place.settle("file")
        #expect(try place.run(.encrypt, "file").rewritten != nil)
    }

    @Test func somebodyHasLockedAPartOfIt() throws {
        let place = try Place()
        try place.write("file", text(10))
        let descriptor = Calls.open(place.url("file"), O_RDONLY)
        #expect(Calls.lockByte(descriptor))
        #expect(try place.run(.encrypt, "file").conflict == .locked)
        close(descriptor)
        try place.settle("file")
        #expect(try place.run(.encrypt, "file").rewritten != nil)
    }

    /// A writer that comes while we are at it is never lost: it gets the file, and we give up.
    @Test(arguments: before + late + [.flushFolder, .compareAgain, .remove])
    func aWriterComes(at step: InPlaceOutcome.Step) throws {
        let place = try Place()
        let plaintext = try place.write("file", text(300_000))
        let writer = Writer(place.url("file"), size: 300_000)
        let outcome = try place.run(.encrypt, "file") { if $0 == step { writer.start() } }
        // What was opened before the exchange is the old file, what was opened later is the new one.
        writer.finish()
        #expect(outcome.conflict == .openForWriting || outcome.conflict == .changed || writer.cameLate)
        #expect(try place.names() == ["file"])
        #expect(try place.intents().isEmpty)
        if !writer.cameLate { #expect(try place.read("file") == plaintext + [33]) }
    }

    /// The name is given to another file, as editors do when they save.
    @Test(arguments: before + late + [.flushFolder, .compareAgain])
    func theFileIsReplaced(at step: InPlaceOutcome.Step) throws {
        let place = try Place()
        try place.write("file", text(1000))
        try place.write("new", text(50))
        let outcome = try place.run(.encrypt, "file") {
            if $0 == step { Calls.rename(place.url("new"), place.url("file")) }
        }
        #expect(outcome.conflict == .changed, "\(outcome)")
        #expect(try place.read("file") == text(50))
        #expect(try place.names() == ["file"])
        #expect(try place.intents().isEmpty)
    }

    /// A writer has come, and while its file gets its name again somebody puts another in its place: that is the newest.
    @Test func theFileIsReplacedWhileTheExchangeIsTakenBack() throws {
        let place = try Place()
        try place.write("file", text(1000))
        try place.write("first", text(50))
        try place.write("second", text(60))
        let outcome = try place.run(.encrypt, "file") {
            if $0 == .exchange { Calls.rename(place.url("first"), place.url("file")) }
            if $0 == .takeBack { Calls.rename(place.url("second"), place.url("file")) }
        }
        #expect(outcome.rewritten == nil)
        #expect(try place.read("file") == text(60))
    }

    @Test(arguments: before + late + [.flushFolder, .compareAgain])
    func theFileIsRemoved(at step: InPlaceOutcome.Step) throws {
        let place = try Place()
        try place.write("file", text(1000))
        let outcome = try place.run(.encrypt, "file") { if $0 == step { Calls.unlink(place.url("file")) } }
        #expect(outcome.rewritten == nil)
        #expect(try place.names().isEmpty)
        #expect(try place.intents().isEmpty)
    }

    @Test(arguments: before)
    func theModeChanges(at step: InPlaceOutcome.Step) throws {
        let place = try Place()
        try place.write("file", text(1000))
        let outcome = try place.run(.encrypt, "file") { if $0 == step { Calls.chmod(place.url("file"), 0o604) } }
        #expect(outcome.conflict == .changed)
        #expect(try place.status("file").mode == 0o604)
        #expect(try place.read("file") == text(1000))
    }

    /// The folder is the attacker's, who puts a file of theirs where ours was.
    @Test(arguments: [InPlaceOutcome.Step.compare, .prepare, .exchange])
    func theTemporaryFileIsReplaced(at step: InPlaceOutcome.Step) throws {
        let place = try Place()
        try place.write("file", text(1000))
        try place.write("evil", text(5))
        let outcome = try place.run(.encrypt, "file") {
            guard $0 == step, let name = try? place.names().first(where: { $0.hasPrefix(".magpie-") }) else { return }
            Calls.rename(place.url("evil"), place.url(name))
        }
        #expect(outcome.rewritten == nil)
        // Whatever they did, the file is there: under its name, or kept with a note in the journal.
        let kept = try place.names().map { try place.read($0) }
        #expect(kept.contains(text(1000)))
        #expect(try place.read("file") == text(1000) || outcome.failure?.isPending == true)
    }

    @Test func twoAtOnce() throws {
        let place = try Place()
        let plaintext = try place.write("file", text(100_000))
        let second = try FileJournal(path: Array(place.home.appending(path: "second").path.utf8))
        var inner: InPlaceOutcome?
        let operation = try place.operation(.encrypt, "file")
        let outcome = try place.run(.encrypt, "file") {
            if $0 == .verify { inner = InPlaceRewriter(journal: second, keys: place.keys).run(operation) }
        }
        #expect([outcome.rewritten != nil, inner?.rewritten != nil].count { $0 } == 1)
        #expect(try place.names() == ["file"])
        #expect(try place.run(.decrypt, "file").rewritten != nil)
        #expect(try place.read("file") == plaintext)
    }
}

/// A thread that appends a byte to a file, and waits for that as long as it must.
final class Writer: Sendable {
    private let file: URL
    private let size: Int
    private let state = Monitor((isStarted: false, sizes: [Int]()))

    /// Prepares for a file of a length.
    init(_ file: URL, size: Int) {
        self.file = file
        self.size = size
    }

    /// Whether it found the new file.
    var cameLate: Bool { state.withLock { $0.sizes != [size] } }

    func start() {
        state.withLock { $0.isStarted = true }
        Threads.detach { [self] in
            let size = Calls.append(file)
            state.withLock { $0.sizes.append(size) }
            state.notifyAll()
        }
        // Until it waits for the lease, or is through.
        let deadline = Timestamp.monotonic().adding(milliseconds: 50)
        _ = state.wait(until: deadline) { $0.sizes.isEmpty ? nil : true }
    }

    func finish() { _ = state.wait { !$0.isStarted || !$0.sizes.isEmpty ? true : nil } }
}

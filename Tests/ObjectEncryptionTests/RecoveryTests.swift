import Foundation
import POSIX
import Testing

@testable import ObjectEncryption

/// Each state that a crash can leave, built by hand.
@Suite struct RecoveryTests {
    let place: Place
    let operation: InPlaceOperation
    let old: FileStatus
    let new: FileStatus
    var temporary: String { String(decoding: operation.temporaryName, as: UTF8.self) }
    var spare: String { String(decoding: operation.spareName, as: UTF8.self) }

    static let oldText = text(1000)
    static let newText = text(1100)

    init() throws {
        place = try Place()
        operation = try place.operation(.encrypt, "file")
        try place.write("file", Self.oldText)
        old = try place.status("file")
        try place.write(String(decoding: operation.temporaryName, as: UTF8.self), Self.newText)
        new = try place.status(String(decoding: operation.temporaryName, as: UTF8.self))
    }

    private func recover(isPrepared: Bool = true) throws -> Recovery.Outcome {
        var intent = Intent(operation: operation, old: FileIdentity(old).lasting)
        try place.journal.begin(intent)
        if isPrepared {
            intent.new = FileIdentity(new).lasting
            try place.journal.prepare(intent)
        }
        let outcome = Recovery(journal: place.journal).recover(intent)
        if outcome == .undone || outcome == .completed {
            #expect(try place.intents().isEmpty)
            // Once more, as after a crash in the recovery itself.
            #expect(Recovery(journal: place.journal).recover(intent) == (isPrepared ? outcome : .undone))
        } else {
            #expect(try !place.intents().isEmpty)
        }
        return outcome
    }

    private func exchange(_ first: String, _ second: String) throws {
        try Directory(path: Array(place.folder.path.utf8)).exchange(Array(first.utf8), Array(second.utf8))
    }

    @Test func beforeTheTemporaryFileWasMade() throws {
        Calls.unlink(place.url(temporary))
        #expect(try recover(isPrepared: false) == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Self.oldText)
    }

    @Test func whileTheTemporaryFileWasWritten() throws {
        #expect(try recover(isPrepared: false) == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Self.oldText)
    }

    @Test func beforeTheExchange() throws {
        #expect(try recover() == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Self.oldText)
    }

    @Test func afterTheExchange() throws {
        try exchange("file", temporary)
        #expect(try recover() == .completed)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Self.newText)
    }

    @Test func afterTheRemoval() throws {
        try exchange("file", temporary)
        Calls.unlink(place.url(temporary))
        #expect(try recover() == .completed)
        #expect(try place.read("file") == Self.newText)
    }

    @Test func theOldFileWasWrittenToAfterTheExchange() throws {
        try exchange("file", temporary)
        Calls.truncate(place.url(temporary), 10)
        #expect(try recover() == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Array(Self.oldText.prefix(10)))
    }

    @Test func theOldFileIsStillOpenForWriting() throws {
        let descriptor = Calls.open(place.url("file"), O_WRONLY)
        try exchange("file", temporary)
        guard case .postponed = try recover() else { throw SystemError(0) }
        #expect(try place.names().count == 2)
        close(descriptor)
        let intents = try FileJournal(path: Array(place.home.appending(path: "journal").path.utf8)).abandoned().intents
        // It is ours: this process lives.
        #expect(intents.isEmpty)
    }

    @Test func somebodyHasReplacedTheNewFile() throws {
        try exchange("file", temporary)
        try place.write("other", text(3))
        Calls.rename(place.url("other"), place.url("file"))
        guard case .unclear = try recover() else { throw SystemError(0) }
        #expect(try place.read(temporary) == Self.oldText)
        #expect(try place.read("file") == text(3))
    }

    @Test func somebodyHasReplacedTheOldFileBeforeTheExchange() throws {
        try place.write("other", text(3))
        Calls.rename(place.url("other"), place.url("file"))
        #expect(try recover() == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == text(3))
    }

    @Test func somebodyHasChangedTheNewFile() throws {
        try exchange("file", temporary)
        Calls.truncate(place.url("file"), 10)
        guard case .unclear = try recover() else { throw SystemError(0) }
        #expect(try place.read(temporary) == Self.oldText)
    }

    @Test func aFolderThatIsAwayIsWaitedFor() throws {
        let away = place.home.appending(path: "away")
        Calls.rename(place.folder, away)
        guard case .postponed = try recover(isPrepared: false) else { throw SystemError(0) }
        Calls.rename(away, place.folder)
        let intent = Intent(operation: operation, old: FileIdentity(old).lasting)
        #expect(Recovery(journal: place.journal).recover(intent) == .undone)
        #expect(try place.names() == ["file"])
    }

    @Test func theTemporaryFileIsSomebodyElses() throws {
        Calls.unlink(place.url(temporary))
        try place.write(temporary, text(7))
        guard case .unclear = try recover() else { throw SystemError(0) }
        #expect(try place.read(temporary) == text(7))
    }

    @Test func theFileIsGone() throws {
        Calls.unlink(place.url("file"))
        #expect(try recover() == .undone)
        #expect(try place.names().isEmpty)
    }

    /// Where names cannot be exchanged: the old file gets a second name, then the new one replaces the first.
    @Test func withASecondName() throws {
        Calls.link(place.url("file"), place.url(spare))
        #expect(try recover() == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Self.oldText)
    }

    @Test func withASecondNameAfterTheReplacement() throws {
        Calls.link(place.url("file"), place.url(spare))
        Calls.rename(place.url(temporary), place.url("file"))
        #expect(try recover() == .completed)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Self.newText)
    }

    @Test func withASecondNameThatWasWrittenTo() throws {
        Calls.link(place.url("file"), place.url(spare))
        Calls.rename(place.url(temporary), place.url("file"))
        Calls.truncate(place.url(spare), 10)
        #expect(try recover() == .undone)
        #expect(try place.names() == ["file"])
        #expect(try place.read("file") == Array(Self.oldText.prefix(10)))
    }

    @Test func straysAreToldNotRemoved() throws {
        let folder = try Directory(path: Array(place.folder.path.utf8))
        let intent = Intent(operation: operation, old: FileIdentity(old))
        #expect(try Recovery.strays(in: folder, beside: [intent]).isEmpty)
        #expect(try Recovery.strays(in: folder, beside: []) == [operation.temporaryName])
    }
}

@Suite struct FileJournalTests {
    /// What a process finds that comes after the others have ended.
    ///
    /// A process that another test is just starting has a copy of the lock for a moment.
    private func abandoned(_ path: [UInt8]) throws -> [Intent] {
        let end = Timestamp.monotonic().adding(milliseconds: 5000)
        while Timestamp.monotonic() < end {
            let intents = try FileJournal(path: path).abandoned().intents
            if !intents.isEmpty { return intents }
            Threads.sleep(milliseconds: 5)
        }
        return []
    }

    @Test func anIntentOutlivesItsProcess() throws {
        let place = try Place()
        let path = Array(place.home.appending(path: "other").path.utf8)
        let operation = try place.operation(.decrypt, "a\nb")
        var intent = Intent(
            operation: operation,
            old: FileIdentity(inode: 1, size: 2, modified: Timestamp(seconds: -3, nanoseconds: 4))
        )
        do {
            let journal = try FileJournal(path: path)
            try journal.begin(intent)
            // As long as it lives nobody takes its operations.
            #expect(try FileJournal(path: path).abandoned().intents.isEmpty)
        }
        #expect(try abandoned(path) == [intent])
        do {
            let journal = try FileJournal(path: path)
            intent.new = FileIdentity(inode: 5, size: 6, modified: Timestamp(seconds: 7, nanoseconds: 8))
            try journal.prepare(intent)
        }
        #expect(try abandoned(path) == [intent])
        let journal = try FileJournal(path: path)
        try journal.end(intent)
        try journal.end(intent)
        #expect(try FileJournal(path: path).abandoned().intents.isEmpty)
        #expect(try Directory(path: path).entries().isEmpty)
    }

    /// A beginning that was cut short leaves nothing, however young it is; one that goes on is left alone.
    @Test func draftsGoWithTheirWriters() throws {
        let place = try Place()
        let path = Array(place.home.appending(path: "drafts").path.utf8)
        let journal = try FileJournal(path: path)
        let folder = try Directory(path: path)
        do {
            let held = try PlacedFile(creating: Array("aa.draft".utf8), in: folder)
            #expect(try held.tryLock())
            for name in ["bb.draft", "cc.ready"] { _ = try PlacedFile(creating: Array(name.utf8), in: folder) }
            _ = try journal.abandoned()
            #expect(try folder.entries().map { String(decoding: $0.name, as: UTF8.self) } == ["aa.draft"])
        }
        // A process that another test is just starting has a copy of the lock for a moment.
        let end = Timestamp.monotonic().adding(milliseconds: 5000)
        while try !folder.entries().isEmpty, Timestamp.monotonic() < end {
            _ = try journal.abandoned()
            Threads.sleep(milliseconds: 5)
        }
        #expect(try folder.entries().isEmpty)
    }

    /// Programs that begin look for what others have left, and leave alone what goes on meanwhile.
    @Test func operationsLeaveEachOtherAlone() throws {
        let place = try Place()
        let path = Array(place.home.appending(path: "shared").path.utf8)
        let operations = try (0..<400).map { _ in try place.operation(.decrypt, "a") }
        #expect(Set(operations.map(\.id)).count == 400)
        Threads.run(4) { number in
            #expect(throws: Never.self) {
                for operation in operations[100 * number..<100 * number + 100] {
                    let journal = try FileJournal(path: path)
                    #expect(try journal.abandoned().intents.isEmpty)
                    var intent = Intent(
                        operation: operation,
                        old: FileIdentity(inode: 1, size: 2, modified: Timestamp(seconds: 3, nanoseconds: 4))
                    )
                    try journal.begin(intent)
                    intent.new = FileIdentity(inode: 5, size: 6, modified: Timestamp(seconds: 7, nanoseconds: 8))
                    try journal.prepare(intent)
                    try journal.end(intent)
                }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.home.appending(path: "shared").path).isEmpty)
    }

    @Test func whatIsTornIsToldOrLeftOut() throws {
        let place = try Place()
        let folder = place.home.appending(path: "journal")
        let intent = Intent(
            operation: try place.operation(.encrypt, "x"),
            old: FileIdentity(inode: 1, size: 2, modified: Timestamp(seconds: 3))
        )
        let whole = try IntentText.bytes(of: intent)
        #expect(IntentText.intent(whole) == intent)
        for count in whole.indices { #expect(IntentText.intent(Array(whole.prefix(count))) == nil) }
        try Data(whole.dropLast(5)).write(to: folder.appending(path: "\(intent.operation.id).intent"))
        try Data(whole).write(to: folder.appending(path: "00.ready"))
        let (intents, broken) = try place.journal.abandoned()
        #expect(intents.isEmpty)
        #expect(broken == [Array("\(intent.operation.id).intent".utf8)])
        #expect(try place.intents() == ["\(intent.operation.id).intent"])
    }
}

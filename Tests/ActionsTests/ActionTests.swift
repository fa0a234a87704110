import Bytes
import Control
import Cryptography
import EncryptedMessages
import Foundation
import Glibc
import HelperProcesses
import JSON
import ObjectEncryption
import POSIX
import Testing

@testable import Actions

/// The program that was just built, beside a key process for tests.
@Suite struct ActionProcessTests {
    private let home: URL
    private let kms: FakeKMS
    private let process: ActionProcess
    private let journal = NotedJournal()

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home.appending(path: "bucket/a"), withIntermediateDirectories: true)
        kms = try FakeKMS()
        let socket = home.appending(path: "keys.sock")
        try kms.listen(at: socket)
        let program = Array(Products.url("magpie-act").path.utf8)
        let locks = home.appending(path: "lock").path
        process = ActionProcess(Helper("rewriter", from: .rewriter(program, keys: socket.path, locks: locks)))
    }

    private var file: URL { home.appending(path: "bucket/a/file") }

    /// Writes the file, and waits until no process that is just being started has a copy of the descriptor.
    private func write(_ text: String) throws {
        try OutputFile(path: Array(file.path.utf8)).write(Array(text.utf8))
        let folder = try Directory(path: Array(file.deletingLastPathComponent().path.utf8))
        let written = try PlacedFile(Array("file".utf8), in: folder)
        while (try? written.takeLease()) == nil { Threads.sleep(milliseconds: 1) }
    }

    private func root() throws -> Directory { try Directory(path: Array(home.appending(path: "bucket").path.utf8)) }

    private func operation(_ direction: InPlaceOperation.Direction) throws -> InPlaceOperation {
        let root = Array(home.appending(path: "bucket").path.utf8)
        return try InPlaceOperation(direction, root: root, folder: Array("a".utf8), name: Array("file".utf8))
    }

    @Test func aFileIsEncryptedUnderAKeyOfKMSAndDecrypted() throws {
        try write("invented")
        let context = ["bucket": "b", "key": "a/file"]
        let request = ActionRequest(.encrypt(.kms(["alias/x", "alias/y"]), context: context), try operation(.encrypt))
        let answer = try process.run(request, in: root(), journal: journal)
        #expect(answer.result == .done, "\(answer)")
        #expect(answer.keys == [FakeKMS.arn, FakeKMS.arn])
        #expect(answer.context == context)
        #expect(answer.plaintextByteCount == 8)
        #expect(answer.file == FileIdentity(try FileStatus.of(Array(file.path.utf8))))
        #expect(journal.events == ["begin", "prepare", "end"])
        // What was written is read back with what KMS unwraps.
        #expect(kms.calls == ["kms:GenerateDataKey", "kms:Encrypt", "kms:Decrypt"])
        #expect(try Data(contentsOf: file) != Data("invented".utf8))

        let other = try process.run(
            ActionRequest(.decrypt(required: ["bucket": "c"]), try operation(.decrypt)),
            in: root(),
            journal: journal
        )
        #expect(other.result == .failed)
        #expect(other.message == "the file has another encryption context")
        let back = try process.run(
            ActionRequest(.decrypt(required: ["bucket": "b"]), try operation(.decrypt)),
            in: root(),
            journal: journal
        )
        #expect(back.result == .done)
        #expect(try Data(contentsOf: file) == Data("invented".utf8))
    }

    @Test func partsOfAnEncryptedFileComeThroughAPipe() throws {
        let text = String(repeating: "invented ", count: 300_000)
        try write(text)
        let context = ["magpie:purpose": "object"]
        let request = ActionRequest(.encrypt(.kms(["alias/x"]), context: context), try operation(.encrypt))
        #expect(try process.run(request, in: root(), journal: journal).result == .done)
        let folder = try Directory(path: Array(file.deletingLastPathComponent().path.utf8))
        let held = HeldFile(try OpenFile(Array("file".utf8), in: folder))
        // Pipes that nobody reads keep nobody waiting.
        let all = ReadRequest(0..<2_700_000, required: context, by: "somebody")
        let whole = try process.read(all, of: held)
        let idle = try (0..<8).map { _ in try process.read(all, of: held) }
        let part = try process.read(ReadRequest(100_000..<300_009, required: context, by: "somebody"), of: held)
        #expect(try drain(part) == String(text.dropFirst(100_000).prefix(200_009)))
        #expect(try drain(whole) == text)
        #expect(idle.count == 8)

        let other = ReadRequest(0..<1, required: ["magpie:purpose": "other"], by: "somebody")
        #expect(throws: ReadRefusal("dataKey", "the file has another encryption context")) {
            try process.read(other, of: held)
        }
        let more = ReadRequest(0..<2_700_001, required: [:], by: "somebody")
        #expect(throws: ReadRefusal.self) { try process.read(more, of: held) }
        kms.seal(true)
        #expect(throws: ReadRefusal("KMSInvalidStateException", "sealed")) {
            try process.read(ReadRequest(0..<1, required: [:], by: "somebody"), of: held)
        }
    }

    /// Whoever reads slowly, or not at all, has a part of the threads and no more.
    @Test func slowReadersKeepOnlyThemselvesWaiting() throws {
        let text = String(repeating: "invented ", count: 300_000)
        try write(text)
        let context = ["magpie:purpose": "object"]
        let request = ActionRequest(.encrypt(.kms(["alias/x"]), context: context), try operation(.encrypt))
        #expect(try process.run(request, in: root(), journal: journal).result == .done)
        let folder = try Directory(path: Array(file.deletingLastPathComponent().path.utf8))
        let held = HeldFile(try OpenFile(Array("file".utf8), in: folder))
        let slow = ReadRequest(0..<2_700_000, required: context, by: "slow")
        var idle = try (0..<16).map { _ in try process.read(slow, of: held) }
        #expect(throws: ReadRefusal("busy", "too many files are being read: try again later")) {
            try process.read(slow, of: held)
        }
        let other = ReadRequest(0..<2_700_000, required: context, by: "other")
        #expect(try drain(try process.read(other, of: held)) == text)
        #expect(try drain(idle.removeLast()) == text)
        #expect(idle.count == 15)
    }

    private func drain(_ pipe: HeldFile) throws -> String {
        var bytes: [UInt8] = []
        while true {
            var buffer = TextBuffer(capacity: 1 << 16)
            guard try pipe.file.read(into: &buffer, upTo: 1 << 16) > 0 else { break }
            bytes += (0..<buffer.count).map { buffer.bytes[$0] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aPublicKeyNeedsNoKMS() throws {
        try write("invented")
        let pair = try PrivateKey(generating: .rsa(bits: 2048))
        let text = Data(try pair.publicKey.spki()).base64EncodedString(options: [
            .lineLength64Characters, .endLineWithLineFeed,
        ])
        let pem = "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
        let answer = try process.run(
            ActionRequest(.encrypt(.publicKey(pem), context: [:]), try operation(.encrypt)),
            in: root(),
            journal: journal
        )
        #expect(answer.result == .done, "\(answer)")
        #expect(kms.calls.isEmpty)
        // Nobody here can read it again.
        let back = try process.run(
            ActionRequest(.decrypt(required: [:]), try operation(.decrypt)),
            in: root(),
            journal: journal
        )
        #expect(back.message == "the file was not encrypted under a KMS key")
        let rewriter = InPlaceRewriter(journal: journal, keys: try RSADataKeys(privateKey: pair, required: .init()))
        #expect(ActionAnswer(rewriter.run(try operation(.decrypt))).result == .done)
        #expect(try Data(contentsOf: file) == Data("invented".utf8))
    }

    @Test func aSealedKMSIsToBeAskedAgain() throws {
        try write("invented")
        kms.seal(true)
        let request = ActionRequest(.encrypt(.kms(["alias/x"]), context: [:]), try operation(.encrypt))
        let answer = try process.run(request, in: root(), journal: journal)
        #expect(answer.result == .failed && answer.isRetryable && !answer.isPending)
        #expect(answer.code == "KMSInvalidStateException")
        #expect(try Data(contentsOf: file) == Data("invented".utf8))
        #expect(journal.events.isEmpty)
        kms.seal(false)
        #expect(try process.run(request, in: root(), journal: journal).result == .done)
    }

    /// What the journal refuses is not done.
    @Test(arguments: ["begin", "prepare"]) func aJournalThatFailsStopsTheOperation(_ event: String) throws {
        try write("invented")
        journal.refuse(event)
        let request = ActionRequest(.encrypt(.kms(["alias/x"]), context: [:]), try operation(.encrypt))
        let answer = try process.run(request, in: root(), journal: journal)
        #expect(answer.result == .failed && answer.isRetryable && !answer.isPending)
        #expect(answer.code == event)
        #expect(try Data(contentsOf: file) == Data("invented".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == ["file"])
    }

    /// The process dies while it waits for the journal: what it was about to do is not done, and nothing is lost.
    @Test(arguments: ["begin", "prepare", "end"]) func aProcessThatDiesLeavesAnIntent(_ event: String) throws {
        try write("invented")
        let request = ActionRequest(.encrypt(.kms(["alias/x"]), context: [:]), try operation(.encrypt))
        journal.kill(at: event) { process.connection.processID }
        let answer = try process.run(request, in: root(), journal: journal)
        #expect(answer.result == .failed && answer.code == "ended" && answer.isRetryable && answer.isPending)
        let intent = try #require(journal.last)
        let recovery = try process.run(ActionRequest(recovering: intent), in: root(), journal: journal)
        #expect(recovery.result == (event == "end" ? .completed : .undone))
        #expect(try (Data(contentsOf: file) == Data("invented".utf8)) == (event != "end"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == ["file"])
        if event == "end" {
            let back = try process.run(
                ActionRequest(.decrypt(required: [:]), try operation(.decrypt)),
                in: root(),
                journal: journal
            )
            #expect(back.result == .done)
        }
        #expect(try Data(contentsOf: file) == Data("invented".utf8))
    }

    @Test func anOperationThatWasCutShortIsRecovered() throws {
        try write("invented")
        let operation = try operation(.encrypt)
        let draft = file.deletingLastPathComponent().appending(
            path: String(decoding: operation.temporaryName, as: UTF8.self)
        )
        try Data("half".utf8).write(to: draft)
        let intent = Intent(operation: operation, old: FileIdentity(try FileStatus.of(Array(file.path.utf8))))
        #expect(try process.run(ActionRequest(recovering: intent), in: root(), journal: journal).result == .undone)
        #expect(journal.events == ["end"])
        #expect(ActionAnswer(Recovery.Outcome.unclear("x")).isPending)
        #expect(!FileManager.default.fileExists(atPath: draft.path))
    }

    @Test func aProcessThatCannotBeHadIsAnError() throws {
        let none = ActionProcess(
            Helper("rewriter", from: .rewriter(Array("/nothing".utf8), keys: "/nothing", locks: "/nothing"))
        )
        #expect(throws: SystemError.self) {
            try none.run(ActionRequest(.decrypt(required: [:]), try operation(.decrypt)), in: root(), journal: journal)
        }
    }
}

@Suite struct ActionMessageTests {
    private static let operation = InPlaceOperation(
        id: String(repeating: "0a", count: 16),
        .encrypt,
        root: [47, 0xFF],
        folder: [],
        name: Array("ü\n".utf8),
        expected: FileIdentity(
            inode: .max,
            size: 5,
            modified: Timestamp(seconds: -1, nanoseconds: 999_999_999),
            changed: Timestamp(seconds: 3)
        )
    )

    @Test func aRequestIsWhatWasSent() {
        let old = FileIdentity(inode: 1 << 60, size: 2, modified: Timestamp(seconds: 3, nanoseconds: 4))
        let new = FileIdentity(inode: 7, size: 8, modified: Timestamp(seconds: 9))
        var decrypting = InPlaceOperation(id: Self.operation.id, .decrypt, root: [47], folder: [97], name: [98])
        decrypting.expectedDigest = [1, 2, 3]
        var forced = ActionRequest(.encrypt(.kms(["a"]), context: [:]), Self.operation)
        forced.isForced = true
        for request in [
            forced,
            ActionRequest(.encrypt(.kms(["a", "b"]), context: ["k": "v"]), Self.operation, seconds: 5),
            ActionRequest(.encrypt(.publicKey("PEM"), context: [:]), Self.operation),
            ActionRequest(.decrypt(required: ["k": "v"]), decrypting),
            ActionRequest(recovering: Intent(operation: Self.operation, old: old)),
            ActionRequest(recovering: Intent(operation: Self.operation, old: old, new: new)),
        ] {
            #expect(ActionRequest(request.bytes) == request)
            #expect(ActionRequest(Array(request.bytes.dropLast())) == nil)
        }
    }

    @Test func anAnswerIsWhatWasSent() {
        var answer = ActionAnswer(result: .done)
        answer.file = FileIdentity(inode: 1, size: 2, modified: Timestamp(seconds: 3))
        answer.plaintextByteCount = 4
        answer.digest = [5]
        answer.keys = ["6"]
        answer.context = ["7": "8"]
        answer.notes = ["noLease"]
        let failed = ActionAnswer(result: .failed, code: "a", message: "b", isRetryable: true, isPending: true)
        for answer in [answer, failed, ActionAnswer(result: .undone)] { #expect(ActionAnswer(answer.bytes) == answer) }
        #expect(ActionAnswer(Array("{}".utf8)) == nil)
    }

    /// An id becomes a part of a name: nothing else than digits may get there.
    @Test(arguments: ["", "../../../../etc/passwd/aaaaaaaaaaaa", String(repeating: "A", count: 32)])
    func anIDIsDigits(_ id: String) {
        let operation = InPlaceOperation(id: id, .decrypt, root: [47], folder: [], name: [97])
        #expect(ActionRequest(ActionRequest(.decrypt(required: [:]), operation).bytes) == nil)
    }
}

/// A journal that remembers what it was told.
private final class NotedJournal: IntentJournal {
    private(set) var events: [String] = []
    /// The last intent that it was told of.
    private(set) var last: Intent?
    private var refused = ""
    private var killing: (event: String, process: () -> Int32?)?

    /// Refuses one kind of note.
    func refuse(_ event: String) { refused = event }

    /// Kills the other process, once, instead of answering.
    func kill(at event: String, _ process: @escaping () -> Int32?) { killing = (event, process) }

    func begin(_ intent: Intent) throws { try note("begin", intent) }

    func prepare(_ intent: Intent) throws { try note("prepare", intent) }

    func end(_ intent: Intent) throws { try note("end", intent) }

    private func note(_ event: String, _ intent: Intent) throws {
        last = intent
        if let killing, killing.event == event {
            self.killing = nil
            if let process = killing.process() { Glibc.kill(process, SIGKILL) }
        }
        if refused == event { throw ControlError("no room") }
        events.append(event)
    }
}

/// Where the programs lie that were built with the tests.
private enum Products {
    static func url(_ name: String) -> URL {
        let bundle = ProcessInfo.processInfo.arguments.first { $0.hasSuffix(".xctest") }
        let folder =
            bundle.map { URL(filePath: $0).deletingLastPathComponent() }
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
        return folder.appending(path: name)
    }
}

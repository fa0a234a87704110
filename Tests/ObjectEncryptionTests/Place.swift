import Cryptography
import EncryptedMessages
import Foundation
import POSIX
import Testing

@testable import ObjectEncryption

/// A folder with files, a journal beside it, and a key; removed with the value.
final class Place {
    let home: URL
    let folder: URL
    let journal: FileJournal
    let keys: LocalKeys

    init(in parent: URL = FileManager.default.temporaryDirectory, keys: LocalKeys? = nil) throws {
        home = parent.appending(path: "magpie-\(UUID().uuidString)")
        folder = home.appending(path: "bucket/deep")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        journal = try FileJournal(path: Array(home.appending(path: "journal").path.utf8))
        self.keys = try keys ?? LocalKeys()
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    func url(_ name: String) -> URL { folder.appending(path: name) }

    /// Writes a file, and waits until no process that is just being started has a copy of the descriptor.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> [UInt8] {
        try OutputFile(path: Array(url(name).path.utf8)).write(bytes)
        try settle(name)
        return bytes
    }

    /// Waits until nobody has a file open for writing or locked.
    func settle(_ name: String) throws {
        let file = try PlacedFile(Array(name.utf8), in: Directory(path: Array(folder.path.utf8)))
        while file.isLocked || (try? file.takeLease()) == nil { Threads.sleep(milliseconds: 1) }
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(name))) }

    func operation(_ direction: InPlaceOperation.Direction, _ name: String) throws -> InPlaceOperation {
        try InPlaceOperation(
            direction,
            root: Array(home.appending(path: "bucket").path.utf8),
            folder: Array("deep".utf8),
            name: Array(name.utf8)
        )
    }

    func run(
        _ direction: InPlaceOperation.Direction,
        _ name: String,
        in root: Directory? = nil,
        observe: @escaping (InPlaceOutcome.Step) -> Void = { _ in }
    ) throws -> InPlaceOutcome {
        let rewriter = InPlaceRewriter(journal: journal, keys: keys, isDigested: true, observe: observe)
        return rewriter.run(
            try operation(direction, name),
            in: root,
            context: try EncryptionContext(["purpose": "test"])
        )
    }

    /// The names in the folder, and in the journal.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    func intents() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: home.appending(path: "journal").path).sorted()
    }

    /// What the file system says of a file, and its attributes.
    func metadata(_ name: String) throws -> FileMetadata {
        let directory = try Directory(path: Array(folder.path.utf8))
        var metadata = try PlacedFile(Array(name.utf8), in: directory).metadata()
        // Reading moves it.
        metadata.accessed = Timestamp(seconds: 0)
        return metadata
    }

    func status(_ name: String) throws -> FileStatus {
        try Directory(path: Array(folder.path.utf8)).status(of: Array(name.utf8))
    }
}

/// A key at hand, which may fail.
final class LocalKeys: DataKeySource {
    let wrapping: AESWrapping
    /// Which calls fail, counted from 1.
    var failing: Set<Int> = []
    private var calls = 0
    var canUnwrap = true

    init() throws { wrapping = AESWrapping(namespace: "invented", name: "key", key: try SecretBytes(random: 32)) }

    func newDataKey(for context: EncryptionContext) throws(DataKeyError) -> NewDataKey {
        try count()
        do {
            let key = try SecretBytes(random: 32)
            return NewDataKey(key: key, wrapped: [try wrapping.wrap(key, for: context)])
        } catch {
            throw DataKeyError("\(error)")
        }
    }

    func dataKey(for header: MessageHeader) throws(DataKeyError) -> SecretBytes {
        try count()
        do {
            guard let key = header.dataKeys.first(where: wrapping.matches) else { throw MessageError.unwrappingFailed }
            return try wrapping.unwrap(key, for: header.context)
        } catch {
            throw DataKeyError("\(error)")
        }
    }

    private func count() throws(DataKeyError) {
        calls += 1
        if failing.contains(calls) { throw DataKeyError(code: "KMSInvalidStateException", "sealed", isRetryable: true) }
    }
}

extension InPlaceOutcome {
    var rewritten: Rewritten? { if case .done(let rewritten) = self { rewritten } else { nil } }
    var conflict: Conflict? { if case .conflict(let conflict) = self { conflict } else { nil } }
    var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
    var failure: Failure? { if case .failed(let failure) = self { failure } else { nil } }
}

/// Bytes that are not all the same.
func text(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) } }

func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
    var digest = try SHA256()
    digest.update(bytes.span)
    return digest.finalize()
}

import Cryptography
import EncryptedMessages
import Foundation
import POSIX
import Testing

@testable import ObjectEncryption
@testable import ObjectWriting

/// Clients put and remove objects while a rule encrypts them.
@Suite struct EncryptionRaceTests {
    /// A key at hand.
    private final class Keys: DataKeySource {
        private let wrapping: AESWrapping
        var canUnwrap: Bool { true }

        init() throws { wrapping = AESWrapping(namespace: "invented", name: "key", key: try SecretBytes(random: 32)) }

        func newDataKey(for context: EncryptionContext) throws(DataKeyError) -> NewDataKey {
            do {
                let key = try SecretBytes(random: 32)
                return NewDataKey(key: key, wrapped: [try wrapping.wrap(key, for: context)])
            } catch { throw DataKeyError("\(error)") }
        }

        func dataKey(for header: MessageHeader) throws(DataKeyError) -> SecretBytes {
            do {
                guard let key = header.dataKeys.first(where: wrapping.matches) else {
                    throw MessageError.unwrappingFailed
                }
                return try wrapping.unwrap(key, for: header.context)
            } catch { throw DataKeyError("\(error)") }
        }
    }

    private enum Change: CaseIterable {
        case put
        case putTwice
        case remove
    }

    private static let steps = InPlaceOutcome.Step.allCases
    private static let rounds = 4

    /// Encrypts what lies at `a/x`, and has clients do something from a step on, at the same time.
    private func race(
        _ bucket: WritingTests.Bucket,
        _ journal: FileJournal,
        _ step: InPlaceOutcome.Step,
        _ change: Change
    ) throws {
        let operation = try InPlaceOperation(
            .encrypt,
            root: bucket.root.path,
            folder: Array("a".utf8),
            name: Array("x".utf8)
        )
        let (hasBegun, hasEnded) = (Monitor(false), Monitor(false))
        let client: @Sendable () -> Void = {
            _ = hasBegun.wait { $0 ? true : nil }
            do {
                switch change {
                case .put: try bucket.put("a/x", "new")
                case .putTwice:
                    try bucket.put("a/x", "second")
                    try bucket.put("a/x", "new")
                case .remove:
                    try ObjectChange.remove(try WritingTests.place("a/x"), file: nil).perform(in: bucket.root)
                }
            } catch { Issue.record("\(error)") }
            hasEnded.withLock { $0 = true }
            hasEnded.notifyAll()
        }
        Threads.detach(client)
        let begin = {
            hasBegun.withLock { $0 = true }
            hasBegun.notifyAll()
        }
        let keys = try Keys()
        let outcome = InPlaceRewriter(journal: journal, keys: keys) { if $0 == step { begin() } }.run(operation)
        begin()
        _ = hasEnded.wait { $0 ? true : nil }
        let path = bucket.home.appending(path: "a/x")
        if change == .remove {
            #expect(!FileManager.default.fileExists(atPath: path.path), "\(step): \(outcome)")
            return
        }
        let file = HeldFile(try OpenFile(path: Array(path.path.utf8)))
        var found = try file.file.contents(upTo: 1 << 20)
        if found != Array("new".utf8) {
            found = []
            let content = try EncryptedContent(file, keys: keys)
            try content.read(0..<content.byteCount) { piece in piece.indices.forEach { found.append(piece[$0]) } }
        }
        // What was acknowledged is what is there, in clear or not.
        #expect(found == Array("new".utf8), "\(step) \(change): \(outcome)")
    }

    @Test(arguments: steps) func whatWasAcknowledgedIsThereAndNothingElse(_ step: InPlaceOutcome.Step) throws {
        let bucket = try WritingTests.Bucket()
        let folder = bucket.home.appending(path: "journal")
        let journal = try FileJournal(path: Array(folder.path.utf8))
        for _ in 0..<Self.rounds {
            for change in Change.allCases {
                try bucket.put("a/x", "old")
                try race(bucket, journal, step, change)
                let names =
                    (try? FileManager.default.contentsOfDirectory(atPath: bucket.home.appending(path: "a").path)) ?? []
                #expect(names == (change == .remove ? [] : ["x"]), "\(step) \(change)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "\(step) \(change)")
            }
        }
        #expect(try bucket.names.filter { $0 != "journal" && $0 != "a" } == [])
    }
}

import Cryptography
import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import ObjectStore

/// Parts of objects that will be encrypted, as they lie on the disk.
@Suite final class UploadKeyTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
    private let keys = Vault()

    deinit { try? FileManager.default.removeItem(at: home) }

    /// Makes data keys, and knows them by what is called their ciphertext.
    private final class Vault: Sendable {
        let known = Monitor<[[UInt8]: (key: SecretBytes, context: [String: String])]>([:])
        let unwrapped = Monitor(0)

        var keys: UploadKeys {
            UploadKeys { [self] _, context in
                let (key, name) = (try SecretBytes(random: 32), try RandomBytes.make(16))
                known.withLock { $0[name] = (key, context) }
                return UploadKeys.New(plaintext: key, wrapped: name, keyARN: "arn:aws:kms:local:000000000000:key/a")
            } unwrap: { [self] name, context in
                unwrapped.withLock { $0 += 1 }
                guard let entry = known.withLock({ $0[name] }), entry.context == context else {
                    throw ServiceError("InvalidCiphertextException", "It is another's.")
                }
                return entry.key
            }
        }
    }

    private func open() throws -> UploadStore {
        try UploadStore(Array(home.path.utf8), sealing: keys.keys) {
            UploadStore.Limits(bytes: 1 << 30, seconds: 60, reserve: 0)
        }
    }

    private func begin(_ store: UploadStore, sealed: Bool = true) throws -> Upload {
        var upload = Upload(try UploadStore.newID(), "bucket", "key", by: "somebody", at: 0)
        if sealed { upload.encryption = WriteEncryption(key: "alias/aws/s3", word: "AES256") }
        try store.begin(upload)
        return try store.upload(upload.id, of: "key", in: "bucket")
    }

    private func put(_ bytes: [UInt8], _ number: Int, _ upload: Upload, _ store: UploadStore) throws -> Upload.Part {
        try store.put(number, of: upload, byteCount: bytes.count) { take in
            // As they come from a network: in pieces of all lengths.
            var rest = bytes[...]
            var length = 1
            while !rest.isEmpty {
                try take(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
                length = length * 3 + 1
            }
            return ("tag", [:])
        }
    }

    private func read(_ parts: [Upload.Part], _ upload: Upload, _ store: UploadStore) throws -> [UInt8] {
        let content = try store.content(of: parts, upload)
        var bytes: [UInt8] = []
        while case let piece = try content.next(), !piece.isEmpty { bytes += piece }
        return bytes
    }

    private func bytes(_ count: Int, _ seed: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31 + seed) }
    }

    private func file(_ part: Upload.Part, _ upload: Upload) -> URL {
        home.appending(path: "\(upload.id)/\(part.file)")
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000, 1 << 20])
    func whatIsPutIsReadAgain(_ count: Int) throws {
        let store = try open()
        let upload = try begin(store)
        let first = try put(bytes(count, 1), 1, upload, store)
        let second = try put(bytes(70_000, 2), 2, upload, store)
        #expect(try read([first, second], upload, store) == bytes(count, 1) + bytes(70_000, 2))
        if count >= 64 {
            let stored = try Data(contentsOf: file(first, upload))
            #expect(stored.range(of: Data(bytes(count, 1).prefix(64))) == nil)
        }
    }

    @Test func aNewProcessReadsItWithTheKeyOfTheKeyService() throws {
        let upload = try begin(try open())
        let part = try put(bytes(100_000, 3), 1, upload, try open())
        let store = try open()
        let known = try store.upload(upload.id, of: "key", in: "bucket")
        #expect(try read([part], known, store) == bytes(100_000, 3))
        #expect(keys.unwrapped.withLock { $0 } == 2)
        let description = try String(contentsOf: home.appending(path: "\(upload.id)/upload.json"), encoding: .utf8)
        #expect(description.contains("sealing"))
    }

    @Test func whatWasChangedOnTheDiskIsRefused() throws {
        let store = try open()
        let upload = try begin(store)
        let first = try put(bytes(200_000, 1), 1, upload, store)
        let second = try put(bytes(200_000, 2), 2, upload, store)
        let whole = try Data(contentsOf: file(first, upload))
        for place in [0, 40, whole.count / 2, whole.count - 1] {
            var changed = whole
            changed[place] ^= 1
            try changed.write(to: file(first, upload))
            #expect(throws: (any Error).self, "\(place)") { try read([first], upload, store) }
        }
        // Shorter by a frame, and another part in its place.
        try whole.prefix(whole.count - 40_000).write(to: file(first, upload))
        #expect(throws: (any Error).self) { try read([first], upload, store) }
        try Data(contentsOf: file(second, upload)).write(to: file(first, upload))
        #expect(throws: (any Error).self) { try read([first], upload, store) }
        #expect(try read([second], upload, store) == bytes(200_000, 2))
    }

    @Test func othersLieInClear() throws {
        let store = try open()
        let upload = try begin(store, sealed: false)
        let part = try put(bytes(100_000, 5), 1, upload, store)
        #expect(try Data(contentsOf: file(part, upload)) == Data(bytes(100_000, 5)))
        #expect(try read([part], upload, store) == bytes(100_000, 5))
        #expect(keys.known.withLock { $0.isEmpty })
    }

    @Test func anUploadWithoutAKeyDoesNotBegin() throws {
        let none = UploadKeys { _, _ in
            throw ServiceError("DisabledException", "The key is disabled.")
        } unwrap: { _, _ in
            throw ServiceError("DisabledException", "The key is disabled.")
        }
        let store = try UploadStore(Array(home.path.utf8), sealing: none) {
            UploadStore.Limits(bytes: 1 << 30, seconds: 60, reserve: 0)
        }
        #expect(throws: ServiceError.self) { try begin(store) }
        #expect(try store.all().isEmpty)
    }
}

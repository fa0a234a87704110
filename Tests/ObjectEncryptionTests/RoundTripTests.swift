import EncryptedMessages
import Foundation
import POSIX
import Testing

@testable import ObjectEncryption

@Suite struct RoundTripTests {
    static let frame = Content.frameLength
    static let piece = Content.pieceByteCount
    static let sizes = [0, 1, frame - 1, frame, frame + 1, piece - 1, piece, piece + 1, 2 * piece + frame, 5_000_001]
    static let parents = [FileManager.default.temporaryDirectory, URL(filePath: "/dev/shm")]

    @Test(arguments: sizes, parents)
    func aFileComesBackAsItWas(_ size: Int, _ parent: URL) throws {
        let place = try Place(in: parent)
        let plaintext = try place.write("file", text(size))
        Calls.chmod(place.url("file"), 0o640)
        let before = try place.metadata("file")
        let encrypted = try #require(try place.run(.encrypt, "file").rewritten)
        #expect(encrypted.plaintextByteCount == size)
        #expect(encrypted.digest == (try sha256(plaintext)))
        #expect(encrypted.notes.isEmpty)
        #expect(encrypted.status == (try place.status("file")))
        let message = try place.read("file")
        #expect(message.count == encrypted.header.framedByteCount(ofPlaintext: size))
        #expect(!message.starts(with: plaintext) || size == 0)
        #expect(try place.metadata("file") == before)
        #expect(try place.names() == ["file"])
        #expect(try place.intents().isEmpty)
        let decrypted = try #require(try place.run(.decrypt, "file").rewritten)
        #expect(decrypted.digest == encrypted.digest)
        #expect(try place.read("file") == plaintext)
        #expect(try place.metadata("file") == before)
        #expect(try place.names() == ["file"])
        #expect(try place.intents().isEmpty)
    }

    /// An access control list: owner rw-, user 4242 r--, group ---, mask r--, others ---.
    static let list: [UInt8] = [
        2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 4, 0, 0x92, 0x10, 0, 0, 4, 0, 0, 0, 255, 255, 255, 255,
        16, 0, 4, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255,
    ]

    @Test func attributesTimesAndOwnersStay() throws {
        let place = try Place()
        try place.write("file", text(1000))
        try Calls.change(place.url("file")) {
            $0.attributes = [
                .init(name: Array("system.posix_acl_access".utf8), value: Self.list),
                .init(name: Array("user.empty".utf8), value: []),
                .init(name: Array("user.note".utf8), value: Array("invented".utf8)),
            ]
            $0.mode = 0o640
            if System.isSuperuser { ($0.userID, $0.groupID) = (4242, 4343) }
            $0.modified = Timestamp(seconds: -5, nanoseconds: 987_654_321)
        }
        let before = try place.metadata("file")
        #expect(before.attributes.count == 3)
        #expect(before.modified == Timestamp(seconds: -5, nanoseconds: 987_654_321))
        for direction in [InPlaceOperation.Direction.encrypt, .decrypt] {
            #expect(try place.run(direction, "file").rewritten?.notes == [])
            #expect(try place.metadata("file") == before)
        }
        #expect(try place.read("file") == text(1000))
    }

    /// A folder whose list of default entries gives each new file a list of its own.
    @Test func aFileWithoutAListGetsNoneFromItsFolder() throws {
        let place = try Place()
        try place.write("file", text(10))
        try Calls.change(place.folder) {
            $0.attributes = [.init(name: Array("system.posix_acl_default".utf8), value: Self.list)]
        }
        let before = try place.metadata("file")
        #expect(try place.run(.encrypt, "file").rewritten != nil)
        #expect(try place.metadata("file") == before)
    }

    @Test func whatThePlaintextWasIsKnownBeforehand() throws {
        let place = try Place()
        let plaintext = try place.write("file", text(100))
        var operation = try place.operation(.encrypt, "file")
        operation.expected = FileIdentity(try place.status("file"))
        operation.expectedDigest = try sha256([1, 2, 3])
        let rewriter = InPlaceRewriter(journal: place.journal, keys: place.keys)
        #expect(rewriter.run(operation).conflict == .changed)
        #expect(try place.read("file") == plaintext)
        #expect(try place.names() == ["file"])
        operation.expectedDigest = try sha256(plaintext)
        #expect(rewriter.run(operation).rewritten != nil)
    }

    @Test func aNameMayBeAnyBytes() throws {
        let place = try Place()
        let name = "ünï cöde\n-\u{1}"
        try place.write(name, text(10))
        #expect(try place.run(.encrypt, name).rewritten != nil)
        #expect(try place.run(.decrypt, name).rewritten != nil)
        #expect(try place.read(name) == text(10))
    }

    @Test func aPublicKeyIsEnoughToEncrypt() throws {
        let place = try Place()
        place.keys.canUnwrap = false
        place.keys.failing = [2]
        try place.write("file", text(10))
        #expect(try place.run(.encrypt, "file").rewritten != nil)
    }
}

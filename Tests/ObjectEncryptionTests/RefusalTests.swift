import Foundation
import POSIX
import Testing

@testable import ObjectEncryption

/// What is not replaced stays as it is, and nothing is left beside it.
@Suite struct RefusalTests {
    private func check(_ place: Place, _ name: String, _ plaintext: [UInt8]) throws {
        #expect(try place.read(name) == plaintext)
        #expect(try place.names().allSatisfy { !$0.hasPrefix(".magpie-") })
        #expect(try place.intents().isEmpty)
    }

    @Test func aFileWithOtherNames() throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        try FileManager.default.linkItem(at: place.url("file"), to: place.url("other"))
        let outcome = try place.run(.encrypt, "file")
        #expect(outcome.refusal == .hardLinks(2))
        try check(place, "file", plaintext)
    }

    @Test func aProgramWithRightsOfItsOwner() throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        for mode in [0o4755, 0o2755] as [UInt32] {
            Calls.chmod(place.url("file"), mode)
            let outcome = try place.run(.encrypt, "file")
            #expect(outcome.refusal == .setUserID)
            try check(place, "file", plaintext)
        }
    }

    @Test(.enabled(if: System.isSuperuser)) func aProgramWithCapabilities() throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        let capability: [UInt8] = [1, 0, 0, 2] + [0, 4, 0, 0] + [UInt8](repeating: 0, count: 12)
        try Calls.change(place.url("file")) {
            $0.attributes = [.init(name: Array("security.capability".utf8), value: capability)]
        }
        let outcome = try place.run(.encrypt, "file")
        #expect(outcome.refusal == .boundAttribute("security.capability"))
        try check(place, "file", plaintext)
    }

    @Test(.enabled(if: System.isSuperuser)) func anImmutableFile() throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        for flag in ["i", "a"] {
            try chattr("+\(flag)", place.url("file"))
            let outcome = try place.run(.encrypt, "file")
            try chattr("-\(flag)", place.url("file"))
            #expect(outcome.refusal == .immutable)
            try check(place, "file", plaintext)
        }
    }

    private func chattr(_ change: String, _ file: URL) throws {
        let process = try Process.run(URL(filePath: "/usr/bin/env"), arguments: ["chattr", change, file.path])
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test func whatIsNoFile() throws {
        let place = try Place()
        try FileManager.default.createDirectory(at: place.url("folder"), withIntermediateDirectories: false)
        Calls.mkfifo(place.url("pipe"))
        Calls.symlink("/etc/hostname", place.url("link"))
        #expect(try place.run(.encrypt, "folder").refusal == .notRegular(.directory))
        #expect(try place.run(.encrypt, "pipe").refusal == .notRegular(.pipe))
        #expect(try place.run(.encrypt, "link").refusal == .notRegular(.symbolicLink))
        #expect(try place.run(.encrypt, "nothing").conflict == .missing)
    }

    /// An attacker owns the folder: what is on the path may become a link, or lead out, at any time.
    @Test func aPathThatLeadsOut() throws {
        let place = try Place()
        let secret = place.home.appending(path: "outside")
        try FileManager.default.createDirectory(at: secret, withIntermediateDirectories: false)
        try Data(text(10)).write(to: secret.appending(path: "file"))
        Calls.symlink("../../outside", place.url("away"))
        Calls.symlink(secret.path, place.url("absolute"))
        for folder in ["deep/away", "deep/absolute", "../outside", "deep/../../outside", "/etc", secret.path] {
            var operation = try place.operation(.encrypt, "file")
            operation.folder = Array(folder.utf8)
            let outcome = InPlaceRewriter(journal: place.journal, keys: place.keys).run(operation)
            #expect(outcome.refusal == .unsafePath, "\(folder)")
        }
        for name in ["away/file", "../../outside/file"] {
            #expect(try place.run(.encrypt, name).rewritten == nil, "\(name)")
        }
        #expect(Array(try Data(contentsOf: secret.appending(path: "file"))) == text(10))
    }

    @Test func anEncryptedFileIsNotEncryptedAgain() throws {
        let place = try Place()
        try place.write("file", text(10))
        #expect(try place.run(.encrypt, "file").rewritten != nil)
        let message = try place.read("file")
        let outcome = try place.run(.encrypt, "file")
        #expect(outcome.refusal == .alreadyEncrypted)
        try check(place, "file", message)
    }

    /// What was looked at and found to be plaintext behind the header of a message is encrypted like any other file.
    @Test func whatOnlyBeginsLikeAMessageCanBeEncrypted() throws {
        let place = try Place()
        try place.write("file", text(10))
        #expect(try place.run(.encrypt, "file").rewritten != nil)
        let content = try place.read("file") + text(100)
        try place.write("file", content)
        let rewriter = InPlaceRewriter(journal: place.journal, keys: place.keys, encryptsMessages: true)
        #expect(try rewriter.run(place.operation(.encrypt, "file")).rewritten != nil)
        #expect(try place.read("file") != content)
        #expect(try place.run(.decrypt, "file").rewritten != nil)
        #expect(try place.read("file") == content)
    }

    @Test(arguments: [0, 1, 100]) func aPlainFileIsNotDecrypted(_ count: Int) throws {
        let place = try Place()
        let plaintext = try place.write("file", text(count))
        let outcome = try place.run(.decrypt, "file")
        #expect(outcome.refusal == .notEncrypted)
        try check(place, "file", plaintext)
    }

    @Test func aDamagedMessageIsNotDecrypted() throws {
        let place = try Place()
        try place.write("file", text(200_000))
        #expect(try place.run(.encrypt, "file").rewritten != nil)
        var message = try place.read("file")
        for offset in [40, 200, message.count - 1] {
            message[offset] ^= 1
            try place.write("file", message)
            let outcome = try place.run(.decrypt, "file")
            #expect(outcome.failure != nil)
            try check(place, "file", message)
            message[offset] ^= 1
        }
        try place.write("file", Array(message.dropLast()))
        let outcome = try place.run(.decrypt, "file")
        #expect(outcome.failure != nil)
        try check(place, "file", Array(message.dropLast()))
    }

    @Test func temporaryFilesAreLeftAlone() throws {
        let place = try Place()
        try place.write(".magpie-00", text(10))
        #expect(try place.run(.encrypt, ".magpie-00").refusal == .temporaryFile)
    }

    @Test func anotherFileThanTheOneThatIsMeant() throws {
        let place = try Place()
        try place.write("file", text(10))
        var operation = try place.operation(.encrypt, "file")
        let identity = FileIdentity(try place.status("file"))
        let rewriter = InPlaceRewriter(journal: place.journal, keys: place.keys)
        for change in [
            { $0.inode += 1 }, { $0.size += 1 }, { $0.modified.nanoseconds += 1 }, { $0.changed?.nanoseconds += 1 },
        ] as [(inout FileIdentity) -> Void] {
            var other = identity
            change(&other)
            operation.expected = other
            #expect(rewriter.run(operation).conflict == .changed)
        }
        #expect(try place.read("file") == text(10))
    }

    /// KMS is sealed before the key is made, and while it is read back.
    @Test(arguments: [1, 2]) func keysThatFailLeaveTheFile(_ call: Int) throws {
        let place = try Place()
        let plaintext = try place.write("file", text(10))
        place.keys.failing = [call]
        let outcome = try place.run(.encrypt, "file")
        let failure = try #require(outcome.failure)
        #expect(failure.isRetryable && !failure.isPending)
        #expect(failure.step == (call == 1 ? .dataKey : .verify))
        try check(place, "file", plaintext)
        #expect(try place.run(.encrypt, "file").rewritten != nil)
    }
}

import Bytes
import Cryptography
import Foundation
import POSIX
import Testing

@testable import RootKeys

@Suite struct RootKeyStoreTests {
    private let temporary = TemporaryFolder()
    private let passphrase = SecretBytes(copying: Array("several invented words".utf8).span)

    private func store(_ source: RootKeySource) -> RootKeyStore {
        var store = RootKeyStore(folder: temporary.path("state"), source: source)
        store.scryptCost = 1 << 10
        return store
    }

    private var file: RootKeySource { .file(temporary.path("keys/root-key")) }

    @Test func aFileIsMadeOnceAndForItsOwnerOnly() throws {
        let store = store(file)
        #expect(try !store.isCreated())
        let key = try store.openOrCreate()
        #expect(key.count == 32)
        #expect(try store.isCreated())
        #expect(try store.openOrCreate().isEqual(to: key))
        #expect(try store.open().isEqual(to: key))
        #expect(try temporary.mode("keys/root-key") == 0o600)
        #expect(try temporary.mode("state/root-key.check") == 0o600)
        #expect(throws: RootKeyError.self) { try store.create() }
        #expect(try temporary.bytes("keys/root-key") == key.exposed())
        #expect(temporary.names("keys") == ["root-key"])
        #expect(temporary.names("state") == ["root-key.check"])
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o620, 0o601] as [Int])
    func aFileThatOthersCanTouchIsRefused(_ mode: Int) throws {
        let store = store(file)
        _ = try store.create()
        try temporary.setMode("keys/root-key", mode)
        #expect(throws: RootKeyError.open(temporary.path("keys/root-key"), mode: UInt32(mode))) { try store.open() }
        try temporary.setMode("keys/root-key", 0o600)
        _ = try store.open()
    }

    @Test(.enabled(if: System.isSuperuser, "only root can give files away"))
    func aFileOfAnotherUserIsRefused() throws {
        let store = store(file)
        _ = try store.create()
        let path = temporary.text("keys/root-key")
        try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: path)
        #expect(throws: RootKeyError.foreign(temporary.path("keys/root-key"), userID: 65_534)) { try store.open() }
    }

    @Test func linksAndFoldersAreRefused() throws {
        let store = store(file)
        let key = try store.create()
        let (path, other) = (temporary.text("keys/root-key"), temporary.text("keys/other"))
        try FileManager.default.moveItem(atPath: path, toPath: other)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: other)
        #expect(throws: RootKeyError.notAFile(temporary.path("keys/root-key"))) { try store.open() }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: RootKeyError.notAFile(temporary.path("keys/root-key"))) { try store.open() }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: other, toPath: path)
        #expect(try store.open().isEqual(to: key))
    }

    @Test func aKeyThatHasGoneIsNotMadeAnew() throws {
        let store = store(file)
        _ = try store.create()
        try FileManager.default.removeItem(atPath: temporary.text("keys/root-key"))
        #expect(throws: RootKeyError.missing(temporary.path("keys/root-key"))) { try store.openOrCreate() }
        #expect(temporary.names("keys").isEmpty)
    }

    @Test func anotherKeyIsToldFromTheRightOne() throws {
        let store = store(file)
        let key = try store.create()
        let bytes = key.exposed()
        let others: [[UInt8]] = [[UInt8](repeating: 7, count: 32), bytes.reversed(), flippingFirstBit(bytes)]
        for wrong in others {
            try temporary.write("keys/root-key", wrong)
            #expect(throws: RootKeyError.wrongKey(temporary.path("keys/root-key"))) { try store.open() }
        }
        for count in [0, 1, 31, 33, 64] {
            try temporary.write("keys/root-key", [UInt8](repeating: 1, count: count))
            #expect(throws: RootKeyError.wrongLength(temporary.path("keys/root-key"), expected: 32)) {
                try store.open()
            }
        }
        try temporary.write("keys/root-key", key.exposed())
        #expect(try store.open().isEqual(to: key))
    }

    @Test func anInterruptedMakingIsEnded() throws {
        let store = store(file)
        let key = try store.create()
        try FileManager.default.removeItem(atPath: temporary.text("state/root-key.check"))
        #expect(try store.open().isEqual(to: key))
        #expect(try store.matches(key))
    }

    @Test func aDamagedCheckValueIsNamed() throws {
        let store = store(file)
        _ = try store.create()
        try temporary.write("state/root-key.check", Array("nonsense\n".utf8))
        #expect(throws: RootKeyError.damaged(temporary.path("state/root-key.check"))) { try store.open() }
    }

    @Test func aCredentialIsReadOnly() throws {
        try temporary.write("credential", [UInt8](repeating: 9, count: 32))
        // systemd gives its files to root, and lets the service read them by an access control list.
        try temporary.setMode("credential", 0o440)
        let store = store(.credential(temporary.path("credential")))
        #expect(try store.create().exposed() == [UInt8](repeating: 9, count: 32))
        #expect(try store.open().exposed() == [UInt8](repeating: 9, count: 32))
        #expect(try temporary.bytes("credential") == [UInt8](repeating: 9, count: 32))
        try temporary.setMode("credential", 0o444)
        #expect(throws: RootKeyError.open(temporary.path("credential"), mode: 0o444)) { try store.open() }
        let other = RootKeyStore(folder: temporary.path("new"), source: .credential(temporary.path("absent")))
        #expect(throws: RootKeyError.missing(temporary.path("absent"))) { try other.create() }
    }

    @Test func aPassphraseSealsTheKey() throws {
        let store = store(.passphrase)
        let key = try store.create(passphrase: passphrase)
        #expect(try store.open(passphrase: passphrase).isEqual(to: key))
        #expect(throws: RootKeyError.wrongPassphrase(temporary.path("state/root-key.passphrase"))) {
            try store.open(passphrase: SecretBytes(copying: Array("several invented word".utf8).span))
        }
        #expect(throws: RootKeyError.passphraseNeeded) { try store.open() }
        #expect(try temporary.mode("state/root-key.passphrase") == 0o600)
        for name in temporary.names("state") {
            let bytes = try temporary.bytes("state/\(name)")
            #expect(!contains(bytes, key.exposed()), "\(name)")
            #expect(!contains(bytes, Array(Hexadecimal.text(key.exposed()).utf8)), "\(name)")
            #expect(!contains(bytes, Array("invented".utf8)), "\(name)")
        }
    }

    @Test func aPassphraseHasALeastLength() throws {
        let store = store(.passphrase)
        #expect(throws: RootKeyError.passphraseTooShort(least: 8)) {
            try store.create(passphrase: SecretBytes(copying: Array("seven77".utf8).span))
        }
        #expect(throws: RootKeyError.passphraseNeeded) { try store.create() }
        #expect(try !store.isCreated())
    }

    @Test func theCostOfAGuessIsThatOfTheStandard() throws {
        let store = RootKeyStore(folder: temporary.path("state"), source: .passphrase)
        let key = try store.create(passphrase: passphrase)
        let text = String(decoding: try temporary.bytes("state/root-key.passphrase"), as: UTF8.self)
        #expect(text.contains("\nscrypt 131072 8 1\n"))
        #expect(try store.open(passphrase: passphrase).isEqual(to: key))
    }

    @Test func everyDamagedByteOfASealedFileIsSeen() throws {
        let store = store(.passphrase)
        _ = try store.create(passphrase: passphrase)
        let path = temporary.path("state/root-key.passphrase")
        let bytes = try temporary.bytes("state/root-key.passphrase")
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1
            try temporary.write("state/root-key.passphrase", damaged)
            #expect(throws: RootKeyError.damaged(path), "byte \(index)") { try store.open(passphrase: passphrase) }
        }
        for count in [0, 1, 10, bytes.count - 1] {
            try temporary.write("state/root-key.passphrase", Array(bytes.prefix(count)))
            #expect(throws: RootKeyError.damaged(path), "\(count) bytes") { try store.open(passphrase: passphrase) }
        }
    }

    /// Whoever changes a file can change its checksum, too: then the encryption refuses it.
    @Test func whatIsForgedIsRefused() throws {
        let store = store(.passphrase)
        _ = try store.create(passphrase: passphrase)
        let path = temporary.path("state/root-key.passphrase")
        let text = String(decoding: try temporary.bytes("state/root-key.passphrase"), as: UTF8.self)
        func rewritten(_ edit: (String) -> String) throws {
            let lines = text.split(separator: "\n").dropLast().map { edit(String($0)) + "\n" }.joined()
            let bytes = Array(lines.utf8)
            let checksum = Hexadecimal.text(Array(try Digest.of(bytes.span, by: .sha256).prefix(8)))
            try temporary.write("state/root-key.passphrase", Array("\(lines)checksum \(checksum)\n".utf8))
        }
        func flipped(_ name: String) -> (String) -> String {
            { $0.hasPrefix(name) ? $0.dropLast() + ($0.last == "0" ? "1" : "0") : $0 }
        }
        for name in ["salt", "nonce", "sealed"] {
            try rewritten(flipped(name))
            #expect(throws: RootKeyError.wrongPassphrase(path), "\(name)") { try store.open(passphrase: passphrase) }
        }
        for costs in ["1024 8", "1000 8 1", "0 8 1", "1024 99 1", "1024 8 1000", "4294967296 8 1", "-1 8 1", ""] {
            try rewritten { $0.hasPrefix("scrypt") ? "scrypt \(costs)" : $0 }
            #expect(throws: RootKeyError.damaged(path), "\(costs)") { try store.open(passphrase: passphrase) }
        }
        try rewritten { $0 }
        _ = try store.open(passphrase: passphrase)
    }

    @Test func whatProtectsTheKeyCanBeChanged() throws {
        let first = store(file)
        let key = try first.create()
        let second = try first.rewrap(to: .passphrase, newPassphrase: passphrase)
        #expect(temporary.names("keys").isEmpty)
        #expect(try second.open(passphrase: passphrase).isEqual(to: key))

        let other = SecretBytes(copying: Array("other invented words".utf8).span)
        let third = try second.rewrap(to: .passphrase, passphrase: passphrase, newPassphrase: other)
        #expect(try third.open(passphrase: other).isEqual(to: key))
        #expect(throws: RootKeyError.self) { try third.open(passphrase: passphrase) }

        let fourth = try third.rewrap(to: .file(temporary.path("elsewhere/key")), passphrase: other)
        #expect(try fourth.open().isEqual(to: key))
        #expect(temporary.names("state") == ["root-key.check"])
    }

    @Test func aChangeThatFailsChangesNothing() throws {
        let store = store(file)
        let key = try store.create()
        #expect(throws: RootKeyError.passphraseNeeded) { try store.rewrap(to: .passphrase) }
        try temporary.write("occupied", [UInt8](repeating: 1, count: 32))
        #expect(throws: RootKeyError.alreadyThere(temporary.path("occupied"))) {
            try store.rewrap(to: .file(temporary.path("occupied")))
        }
        try temporary.write("credential", [UInt8](repeating: 1, count: 32))
        #expect(throws: RootKeyError.readOnly(temporary.path("credential"))) {
            try store.rewrap(to: .credential(temporary.path("credential")))
        }
        let nowhere: RootKeySource = .pkcs11(
            module: temporary.path("no.so"),
            tokenLabel: "x",
            pinFile: temporary.path("occupied"),
            keyLabel: "y"
        )
        #expect(throws: RootKeyError.self) { try store.rewrap(to: nowhere) }
        #expect(try store.open().isEqual(to: key))
        #expect(temporary.names("state") == ["root-key.check"])
    }

    @Test func aCredentialThatHoldsTheKeyTakesOver() throws {
        let store = store(file)
        let key = try store.create()
        try temporary.write("credential", key.exposed())
        let new = try store.rewrap(to: .credential(temporary.path("credential")))
        #expect(try new.open().isEqual(to: key))
        #expect(temporary.names("keys").isEmpty)
        // And back, which leaves the credential to systemd.
        let back = try new.rewrap(to: file)
        #expect(try back.open().isEqual(to: key))
        #expect(try temporary.bytes("credential") == key.exposed())
    }

    @Test func aChangeThatWasInterruptedIsEnded() throws {
        let store = store(file)
        let key = try store.create()
        let bytes = try temporary.bytes("keys/root-key")
        _ = try store.rewrap(to: .passphrase, newPassphrase: passphrase)
        // As after a crash before the old file went.
        try temporary.write("keys/root-key", bytes)
        let new = try store.rewrap(to: .passphrase, newPassphrase: passphrase)
        #expect(try new.open(passphrase: passphrase).isEqual(to: key))
        #expect(temporary.names("keys").isEmpty)
    }

    @Test func whatACrashLeftOfAFileGoes() throws {
        let store = store(file)
        let key = try store.create()
        try temporary.write("keys/root-key.new", Array(key.exposed().prefix(7)))
        try temporary.write("state/root-key.passphrase.new", [1, 2, 3])
        #expect(try store.open().isEqual(to: key))
        let new = try store.rewrap(to: .passphrase, newPassphrase: passphrase)
        #expect(temporary.names("keys").isEmpty)
        #expect(temporary.names("state") == ["root-key.check", "root-key.passphrase"])
        #expect(try new.open(passphrase: passphrase).isEqual(to: key))
    }

    @Test func sharesBringTheKeyBack() throws {
        let store = store(.passphrase)
        let key = try store.create(passphrase: passphrase)
        let lines = try SecretSharing.split(key, threshold: 3, count: 5).map { try $0.text() }
        try FileManager.default.removeItem(atPath: temporary.text("state/root-key.passphrase"))

        let shares = try [4, 0, 2].map { try SecretShare(text: lines[$0]) }
        let combined = try SecretSharing.combine(shares)
        #expect(try store.matches(combined))
        try store.restore(combined, passphrase: passphrase)
        #expect(try store.open(passphrase: passphrase).isEqual(to: key))

        let wrong = try SecretBytes(random: 32)
        #expect(try !store.matches(wrong))
        #expect(throws: RootKeyError.wrongKey(temporary.path("state/root-key.passphrase"))) {
            try store.restore(wrong, passphrase: passphrase)
        }
        // On a new machine nothing is there to compare it with.
        let new = RootKeyStore(folder: temporary.path("new"), source: .file(temporary.path("new/root-key")))
        try new.restore(combined)
        #expect(try new.open().isEqual(to: key))
    }

    @Test func everyErrorSaysWhatAndWhere() {
        let path = Array("/state/root-key".utf8)
        let errors: [RootKeyError] = [
            .missing(path), .alreadyThere(path), .notAFile(path), .open(path, mode: 0o644), .foreign(path, userID: 7),
            .wrongLength(path, expected: 32), .damaged(path), .system(path, SystemError(28)), .readOnly(path),
            .passphraseNeeded, .passphraseTooShort(least: 8), .wrongPassphrase(path), .wrongKey(path),
            .token(.noModule, module: path, token: "t", key: "k"), .cryptography(.failure),
        ]
        #expect(Set(errors.map(\.code)).count == errors.count)
        for error in errors {
            #expect(!error.summary.hasSuffix(".") && error.summary.first?.isUppercase == false, "\(error)")
        }
        #expect(errors.filter { $0.summary.contains("/state/root-key") }.count == 12)
        #expect(errors.filter { $0.hint == nil }.count == 2)
    }

    private func flippingFirstBit(_ bytes: [UInt8]) -> [UInt8] { [bytes[0] ^ 1] + bytes.dropFirst() }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: part) }
    }
}

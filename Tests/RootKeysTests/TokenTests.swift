import Bytes
import Cryptography
import Foundation
import Glibc
import POSIX
import Testing

@testable import RootKeys

/// A security token in software, with a folder of its own.
enum SoftHSM {
    /// The module, if the package `softhsm2` is installed.
    static let module: String? = [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    ].first { FileManager.default.fileExists(atPath: $0) }

    static let isInstalled = module != nil

    static let pin = "1234-invented"

    /// The folder of the tokens, for as long as the process lives; the module finds it by the environment.
    private static let folder: TemporaryFolder? = {
        let folder = TemporaryFolder()
        let configuration =
            "directories.tokendir = \(folder.text("tokens"))\nobjectstore.backend = file\nlog.level = ERROR\n"
        guard (try? folder.write("softhsm2.conf", Array(configuration.utf8))) != nil,
            (try? FileManager.default.createDirectory(atPath: folder.text("tokens"), withIntermediateDirectories: true))
                != nil
        else { return nil }
        _ = unsafe setenv("SOFTHSM2_CONF", folder.text("softhsm2.conf"), 1)
        return folder
    }()

    /// Makes a token.
    static func makeToken(_ label: String) throws {
        _ = try #require(folder)
        try run("softhsm2-util", ["--init-token", "--free", "--label", label, "--so-pin", "so-\(pin)", "--pin", pin])
    }

    /// Runs a program, and returns what it printed.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program): \(text)")
        return text
    }
}

@Suite(.enabled(if: SoftHSM.isInstalled, "the package softhsm2 is not installed"), .serialized)
struct TokenTests {
    private let temporary = TemporaryFolder()
    private let token = "token-\(UUID().uuidString.prefix(8))"

    private func source(_ token: String? = nil, key: String = "root") throws -> RootKeySource {
        let module = try #require(SoftHSM.module)
        if !FileManager.default.fileExists(atPath: temporary.text("pin")) {
            try temporary.write("pin", Array("\(SoftHSM.pin)\n".utf8))
        }
        return .pkcs11(
            module: Array(module.utf8),
            tokenLabel: token ?? self.token,
            pinFile: temporary.path("pin"),
            keyLabel: key
        )
    }

    private func store(_ source: RootKeySource) -> RootKeyStore {
        RootKeyStore(folder: temporary.path("state"), source: source)
    }

    private func failure(_ body: () throws -> SecretBytes) -> TokenFailure? {
        do {
            _ = try body()
            return nil
        } catch {
            guard case .token(let failure, _, _, _) = error as? RootKeyError else { return nil }
            return failure
        }
    }

    @Test func aTokenProtectsTheKey() throws {
        try SoftHSM.makeToken(token)
        let store = store(try source())
        let key = try store.create()
        #expect(try store.open().isEqual(to: key))
        #expect(try store.openOrCreate().isEqual(to: key))
        #expect(temporary.names("state") == ["root-key.check", "root-key.pkcs11"])
        #expect(try temporary.mode("state/root-key.pkcs11") == 0o600)
        let file = String(decoding: try temporary.bytes("state/root-key.pkcs11"), as: UTF8.self)
        #expect(!file.contains(Hexadecimal.text(key.exposed())))
        // The module leaves the library, which it shares with us, as it was.
        var cipher = try AESGCM(key: key)
        var sealed: [UInt8] = []
        let nonce = [UInt8](repeating: 0, count: 12)
        try cipher.seal(nonce.span, nonce: nonce.span, authenticating: nonce.span, into: &sealed)
        #expect(sealed.count == 28)
    }

    @Test func severalThreadsMayAsk() async throws {
        try SoftHSM.makeToken(token)
        let store = store(try source())
        let key = try store.create()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try store.open().isEqual(to: key) } }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func eachThingThatIsMissingIsNamed() throws {
        try SoftHSM.makeToken(token)
        let store = store(try source())
        _ = try store.create()
        #expect(failure { try self.store(source("no such token")).open() } == .noToken)
        #expect(failure { try self.store(source(key: "no such key")).open() } == .noKey)
        let (noModule, noLibrary) = (temporary.path("absent.so"), temporary.path("pin"))
        for module in [noModule, noLibrary, Array("libsofthsm2.so".utf8)] {
            let source: RootKeySource = .pkcs11(
                module: module,
                tokenLabel: token,
                pinFile: temporary.path("pin"),
                keyLabel: "root"
            )
            #expect(failure { try self.store(source).open() } == .noModule)
        }
        try temporary.write("pin", Array("0000-wrong".utf8))
        #expect(failure { try store.open() } == .pinWrong)
        try temporary.setMode("pin", 0o644)
        #expect(throws: RootKeyError.open(temporary.path("pin"), mode: 0o644)) { try store.open() }
    }

    @Test func anotherKeyInTheTokenOpensNothing() throws {
        try SoftHSM.makeToken(token)
        let first = store(try source(key: "first"))
        let key = try first.create()
        // A second root key, elsewhere, makes the token's second key.
        _ = try RootKeyStore(folder: temporary.path("other"), source: source(key: "second")).create()
        #expect(failure { try store(source(key: "second")).open() } == .notGenuine)
        #expect(try first.open().isEqual(to: key))
    }

    @Test func whatIsForgedIsRefused() throws {
        try SoftHSM.makeToken(token)
        let store = store(try source())
        _ = try store.create()
        let text = String(decoding: try temporary.bytes("state/root-key.pkcs11"), as: UTF8.self)
        for name in ["nonce", "sealed", "token"] {
            let lines = text.split(separator: "\n").dropLast().map { line -> String in
                guard line.hasPrefix(name) else { return "\(line)\n" }
                return "\(line.dropLast())\(line.last == "0" ? "1" : "0")\n"
            }.joined()
            let bytes = Array(lines.utf8)
            let checksum = Hexadecimal.text(Array(try Digest.of(bytes.span, by: .sha256).prefix(8)))
            try temporary.write("state/root-key.pkcs11", Array("\(lines)checksum \(checksum)\n".utf8))
            #expect(failure { try store.open() } == .notGenuine, "\(name)")
        }
    }

    @Test func theKeyMovesIntoATokenAndOut() throws {
        try SoftHSM.makeToken(token)
        let file: RootKeySource = .file(temporary.path("keys/root-key"))
        let first = store(file)
        let key = try first.create()
        let second = try first.rewrap(to: source())
        #expect(temporary.names("keys").isEmpty)
        #expect(try second.open().isEqual(to: key))
        let third = try second.rewrap(to: file)
        #expect(try third.open().isEqual(to: key))
        #expect(temporary.names("state") == ["root-key.check"])
    }

    /// The token says of its key what the module was told to make: it cannot be taken out.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/pkcs11-tool"), "opensc is not installed"))
    func theKeyInTheTokenCannotBeTakenOut() throws {
        try SoftHSM.makeToken(token)
        _ = try store(try source()).create()
        let module = try #require(SoftHSM.module)
        let objects = try SoftHSM.run(
            "pkcs11-tool",
            [
                "--module", module, "--token-label", token, "--login", "--pin", SoftHSM.pin, "--list-objects", "--type",
                "secrkey",
            ]
        )
        #expect(
            objects.contains("never extractable") && objects.contains("sensitive") && objects.contains("AES length 32")
        )
    }
}

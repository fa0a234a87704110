import Bytes
public import Cryptography
import POSIX

/// The key that all other keys are under, and what protects it.
///
/// Beside the key lies a check value, which tells a wrong key from the right one before anything is decrypted with it. The
/// root key is never used itself: derive a key for each purpose by ``Cryptography/HKDF``.
public struct RootKeyStore: Sendable {
    /// The length of a root key, in bytes.
    public static let byteCount = 32

    /// Where the check value lies, and the sealed key if the source has one.
    public let folder: [UInt8]

    /// What protects the key.
    public let source: RootKeySource

    /// The cost of guessing a passphrase; tests take a lower one.
    var scryptCost: UInt64 = 1 << 17

    /// Describes a store; nothing is read.
    public init(folder: [UInt8], source: RootKeySource) {
        self.folder = folder
        self.source = source
    }

    /// Whether there is a root key, as far as can be told without opening it.
    ///
    /// - Throws: ``RootKeyError`` when the folder cannot be read.
    public func isCreated() throws(RootKeyError) -> Bool {
        let hasCheck = try exists(checkPath)
        let hasKey = try exists(place)
        return hasCheck || hasKey
    }

    /// Opens the root key.
    ///
    /// - Parameter passphrase: What it is sealed by; only for ``RootKeySource/passphrase``.
    /// - Returns: The key, which was held against its check value.
    /// - Throws: ``RootKeyError``.
    public func open(passphrase: SecretBytes? = nil) throws(RootKeyError) -> SecretBytes {
        let key = try load(passphrase)
        // Without a value the making of the key was interrupted: nothing is under it yet.
        if try checkValue() == nil { try writeCheck(of: key) }
        guard try matches(key) else { throw .wrongKey(place) }
        return key
    }

    /// Makes a new root key, or takes the one that the credential holds.
    ///
    /// - Parameter passphrase: What it is to be sealed by, 8 bytes or more; only for ``RootKeySource/passphrase``.
    /// - Returns: The key.
    /// - Throws: ``RootKeyError``; ``RootKeyError/alreadyThere(_:)`` rather than a second key.
    public func create(passphrase: SecretBytes? = nil) throws(RootKeyError) -> SecretBytes {
        if try exists(checkPath) { throw .alreadyThere(checkPath) }
        if case .credential = source { return try open() }
        if try exists(place) { throw .alreadyThere(place) }
        let key = try RootKeyError.translating { () throws(CryptographyError) in
            try SecretBytes(random: RootKeyStore.byteCount)
        }
        try store(key, passphrase)
        return try open(passphrase: passphrase)
    }

    /// Opens the root key, and makes it first when nothing was ever made here.
    ///
    /// - Throws: ``RootKeyError``; ``RootKeyError/missing(_:)`` when there was a key and it has gone.
    public func openOrCreate(passphrase: SecretBytes? = nil) throws(RootKeyError) -> SecretBytes {
        if try isCreated() { return try open(passphrase: passphrase) }
        return try create(passphrase: passphrase)
    }

    /// Brings back a root key from elsewhere, such as from its shares.
    ///
    /// What is at its place is replaced, as long as `key` is the one that was here.
    ///
    /// - Throws: ``RootKeyError/wrongKey(_:)`` for another one.
    public func restore(_ key: SecretBytes, passphrase: SecretBytes? = nil) throws(RootKeyError) {
        guard key.count == RootKeyStore.byteCount else { throw .wrongLength(place, expected: RootKeyStore.byteCount) }
        if try checkValue() == nil {
            if try exists(place) { throw .alreadyThere(place) }
            try store(key, passphrase)
            return try writeCheck(of: key)
        }
        guard try matches(key) else { throw .wrongKey(place) }
        try store(key, passphrase)
    }

    /// Whether `key` is the root key, by the check value alone: for drills.
    ///
    /// - Throws: ``RootKeyError``; ``RootKeyError/missing(_:)`` without a check value.
    public func matches(_ key: SecretBytes) throws(RootKeyError) -> Bool {
        guard let expected = try checkValue() else { throw .missing(checkPath) }
        let value = try RootKeyStore.checkValue(of: key)
        return ConstantTime.isEqual(value.span, expected.span)
    }

    /// Whether what protects the key is still there and as it was, while the key is in use.
    ///
    /// A file is read again; of what needs a passphrase or a token only the file is looked at.
    ///
    /// - Throws: ``RootKeyError`` with what is wrong.
    public func check(_ key: SecretBytes) throws(RootKeyError) {
        switch source {
        case .file, .credential:
            guard try load(nil).isEqual(to: key) else { throw .wrongKey(place) }
        case .passphrase, .pkcs11:
            guard try exists(place) else { throw .missing(place) }
        }
        guard try matches(key) else { throw .wrongKey(checkPath) }
    }

    /// Protects the same root key by something else, or by a new passphrase.
    ///
    /// The new file is on the disk, and was read again, before the old one goes; a crash leaves one of them, or both. Call
    /// it again then: it ends what was begun. Nothing that is under the root key changes.
    ///
    /// - Parameters:
    ///   - target: What is to protect it. A credential must hold the key already, for only systemd makes one.
    ///   - passphrase: What it is sealed by now.
    ///   - newPassphrase: What it is to be sealed by.
    /// - Returns: The store to use from now on.
    /// - Throws: ``RootKeyError``; what protected the key then still does.
    public func rewrap(
        to target: RootKeySource,
        passphrase: SecretBytes? = nil,
        newPassphrase: SecretBytes? = nil
    ) throws(RootKeyError) -> RootKeyStore {
        let key = try open(passphrase: passphrase)
        var new = RootKeyStore(folder: folder, source: target)
        new.scryptCost = scryptCost
        if case .file(let path) = target, place != path, try exists(path) {
            guard try new.load(nil).isEqual(to: key) else { throw .alreadyThere(path) }
        }
        try new.store(key, newPassphrase)
        guard try new.open(passphrase: newPassphrase).isEqual(to: key) else { throw .wrongKey(new.place) }
        if new.place != place { try removeKey() }
        return new
    }
}

extension RootKeyStore {
    /// The file that holds the key, sealed or not.
    var place: [UInt8] {
        switch source {
        case .file(let path), .credential(let path): path
        case .passphrase: path("root-key.passphrase")
        case .pkcs11: path("root-key.pkcs11")
        }
    }

    /// The file that holds the check value.
    var checkPath: [UInt8] { path("root-key.check") }

    private func path(_ name: String) -> [UInt8] { folder + Array("/\(name)".utf8) }

    private func load(_ passphrase: SecretBytes?) throws(RootKeyError) -> SecretBytes {
        let key: SecretBytes
        switch source {
        case .file(let path):
            var bytes = try KeyFile.read(path, upTo: 4096)
            key = SecretBytes(wiping: &bytes)
        case .credential(let path): key = try KeyFile.readCredential(path)
        case .passphrase: key = try PassphraseSeal(path: place).open(passphrase)
        case .pkcs11: key = try tokenSeal.open()
        }
        guard key.count == RootKeyStore.byteCount else { throw .wrongLength(place, expected: RootKeyStore.byteCount) }
        return key
    }

    private func store(_ key: SecretBytes, _ passphrase: SecretBytes?) throws(RootKeyError) {
        switch source {
        case .file: try key.withBytes { (bytes) throws(RootKeyError) in try write(bytes, to: place) }
        case .credential:
            guard try load(nil).isEqual(to: key) else { throw .readOnly(place) }
        case .passphrase:
            let text = try PassphraseSeal(path: place, n: scryptCost).seal(key, passphrase)
            try write(text.span, to: place)
        case .pkcs11:
            let text = try tokenSeal.seal(key)
            try write(text.span, to: place)
        }
    }

    private func removeKey() throws(RootKeyError) {
        if case .credential = source { return }
        let place = place
        try RootKeyError.at(place) { () throws(SystemError) in try PrivateFile.remove(place) }
    }

    private var tokenSeal: TokenSeal {
        get throws(RootKeyError) {
            guard case .pkcs11(let module, let token, let pinFile, let key) = source else { throw .missing(place) }
            return TokenSeal(path: place, module: module, token: token, pinFile: pinFile, key: key)
        }
    }

    private func write(_ bytes: Span<UInt8>, to path: [UInt8]) throws(RootKeyError) {
        do throws(SystemError) { try PrivateFile.replace(path, bytes) } catch { throw .system(path, error) }
    }

    private func exists(_ path: [UInt8]) throws(RootKeyError) -> Bool {
        do throws(SystemError) {
            _ = try FileStatus.of(path)
            return true
        } catch {
            if error.isNotFound { return false }
            throw .system(path, error)
        }
    }

    /// The check value in the folder; `nil` when there is none yet.
    private func checkValue() throws(RootKeyError) -> [UInt8]? {
        guard try exists(checkPath) else { return nil }
        let line = try KeyFile.read(checkPath, upTo: 4096)
        let parts = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, parts[0] == "magpie-root-key-check-1", let value = Hexadecimal.bytes(String(parts[1]))
        else { throw .damaged(checkPath) }
        return value
    }

    private func writeCheck(of key: SecretBytes) throws(RootKeyError) {
        let text = "magpie-root-key-check-1 \(Hexadecimal.text(try RootKeyStore.checkValue(of: key)))\n"
        let bytes = Array(text.utf8)
        try write(bytes.span, to: checkPath)
    }

    /// A code under a key that is derived for this alone: it says nothing of the root key.
    private static func checkValue(of key: SecretBytes) throws(RootKeyError) -> [UInt8] {
        let (info, message) = (Array("magpie root key check".utf8), Array("magpie root key 1".utf8))
        return try RootKeyError.translating { () throws(CryptographyError) in
            let derived = try HKDF.expand(.sha256, key: key, info: info.span, count: 32)
            return try HMAC.code(.sha256, key: derived, message: message.span)
        }
    }
}

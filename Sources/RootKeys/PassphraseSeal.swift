import Bytes
import Cryptography

/// A root key under what scrypt makes of a passphrase.
struct PassphraseSeal {
    /// Where it is kept.
    var path: [UInt8]

    /// The cost of a guess, as in RFC 7914: 128 MiB and some tenths of a second.
    var n: UInt64 = 1 << 17

    private static let r: UInt32 = 8
    private static let p: UInt32 = 1
    private static let leastPassphrase = 8

    /// Encrypts `key`; returns the file's content.
    func seal(_ key: SecretBytes, _ passphrase: SecretBytes?) throws(RootKeyError) -> [UInt8] {
        guard let passphrase else { throw .passphraseNeeded }
        guard passphrase.count >= PassphraseSeal.leastPassphrase else {
            throw .passphraseTooShort(least: PassphraseSeal.leastPassphrase)
        }
        let salt = try RootKeyError.translating { () throws(CryptographyError) in try RandomBytes.make(16) }
        var file = try SealedFile(
            .passphrase,
            [("scrypt", "\(n) \(PassphraseSeal.r) \(PassphraseSeal.p)"), ("salt", Hexadecimal.text(salt))]
        )
        file.sealed = try RootKeyError.translating { () throws(CryptographyError) in
            var cipher = try AESGCM(
                key: Scrypt.derive(
                    password: passphrase,
                    salt: salt.span,
                    n: n,
                    r: PassphraseSeal.r,
                    p: PassphraseSeal.p,
                    count: 32
                )
            )
            var sealed: [UInt8] = []
            let header = file.header
            try key.withBytes { (bytes) throws(CryptographyError) in
                try cipher.seal(bytes, nonce: file.nonce.span, authenticating: header.span, into: &sealed)
            }
            return sealed
        }
        return try file.text()
    }

    /// Decrypts the file.
    func open(_ passphrase: SecretBytes?) throws(RootKeyError) -> SecretBytes {
        let file = try SealedFile(.passphrase, at: path)
        guard let passphrase else { throw .passphraseNeeded }
        let costs = file["scrypt"]?.split(separator: " ").compactMap { UInt64($0) } ?? []
        // Numbers of a stranger's file: no more work than four times ours at the highest r.
        guard costs.count == 3, let salt = file["salt"].flatMap({ Hexadecimal.bytes($0) }), 1...32 ~= costs[1],
            1...16 ~= costs[2]
        else { throw .damaged(path) }
        do throws(CryptographyError) {
            var cipher = try AESGCM(
                key: Scrypt.derive(
                    password: passphrase,
                    salt: salt.span,
                    n: costs[0],
                    r: UInt32(costs[1]),
                    p: UInt32(costs[2]),
                    count: 32
                )
            )
            let header = file.header
            return try cipher.open(file.sealed.span, nonce: file.nonce.span, authenticating: header.span)
        } catch {
            switch error {
            case .authentication: throw .wrongPassphrase(path)
            case .invalidArgument: throw .damaged(path)
            default: throw .cryptography(error)
            }
        }
    }
}

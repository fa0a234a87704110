import Bytes
import CPKCS11
import Cryptography

/// A root key under a key that never leaves a security token.
struct TokenSeal {
    /// Where the sealed key is kept.
    var path: [UInt8]
    var module: [UInt8]
    var token: String
    var pinFile: [UInt8]
    var key: String

    /// Encrypts `secret` in the token, which makes its key when it has none; returns the file's content.
    func seal(_ secret: SecretBytes) throws(RootKeyError) -> [UInt8] {
        var file = try SealedFile(
            .pkcs11,
            [("token", Hexadecimal.text(Array(token.utf8))), ("key", Hexadecimal.text(Array(key.utf8)))]
        )
        let (header, nonce) = (file.header, file.nonce)
        var sealed = [UInt8](repeating: 0, count: secret.count + Int(TOKEN_TAG))
        try unsafe call { place, code in
            secret.withBytes { secret in
                unsafe secret.withUnsafeBufferPointer { input in
                    unsafe token_seal(
                        place,
                        1,
                        nonce,
                        header,
                        header.count,
                        input.baseAddress,
                        input.count,
                        &sealed,
                        code
                    )
                }
            }
        }
        file.sealed = sealed
        return try file.text()
    }

    /// Decrypts the file in the token.
    func open() throws(RootKeyError) -> SecretBytes {
        let file = try SealedFile(.pkcs11, at: path)
        guard file.sealed.count > Int(TOKEN_TAG) else { throw .damaged(path) }
        let header = file.header
        var opened = [UInt8](repeating: 0, count: file.sealed.count)
        try unsafe call { place, code in
            unsafe token_open(place, file.nonce, header, header.count, file.sealed, file.sealed.count, &opened, code)
        }
        let padded = SecretBytes(wiping: &opened)
        return padded.withBytes { SecretBytes(copying: $0.extracting(first: file.sealed.count - Int(TOKEN_TAG))) }
    }

    /// Calls `body` with the token's place and PIN.
    private func call(
        _ body: (UnsafePointer<token_place>, UnsafeMutablePointer<UInt>) -> token_result
    ) throws(RootKeyError) {
        // Without a slash, the linker would look for it here and there.
        guard module.first == UInt8(ascii: "/") else { throw .token(.noModule, module: module, token: token, key: key) }
        let pin = try pin()
        var code: UInt = 0
        let result = pin.withBytes { pin in
            unsafe pin.withUnsafeBufferPointer { pin in
                unsafe (module + [0]).withUnsafeBytes { path in
                    unsafe token.withCString { token in
                        unsafe key.withCString { key in
                            var place = unsafe token_place(
                                module: path.baseAddress?.assumingMemoryBound(to: CChar.self),
                                token: token,
                                key: key,
                                pin: pin.baseAddress,
                                pin_count: pin.count
                            )
                            return unsafe body(&place, &code)
                        }
                    }
                }
            }
        }
        let failure: TokenFailure
        switch result {
        case TOKEN_DONE: return
        case TOKEN_NO_MODULE: failure = .noModule
        case TOKEN_MISSING: failure = .noToken
        case TOKEN_PIN_WRONG: failure = .pinWrong
        case TOKEN_PIN_LOCKED: failure = .pinLocked
        case TOKEN_NO_KEY: failure = .noKey
        case TOKEN_AMBIGUOUS: failure = .ambiguous
        case TOKEN_NOT_GENUINE: failure = .notGenuine
        default: failure = .refused(code)
        }
        throw .token(failure, module: module, token: token, key: key)
    }

    /// The PIN, without the end of its line.
    private func pin() throws(RootKeyError) -> SecretBytes {
        var bytes = try KeyFile.read(pinFile, upTo: 1024)
        let line = SecretBytes(wiping: &bytes)
        return line.withBytes { bytes in
            let end = bytes.indices.first { bytes[$0] == UInt8(ascii: "\n") || bytes[$0] == UInt8(ascii: "\r") }
            return SecretBytes(copying: bytes.extracting(first: end ?? bytes.count))
        }
    }
}

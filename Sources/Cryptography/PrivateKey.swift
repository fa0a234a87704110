import COpenSSL

/// The secret half of a key pair.
///
/// Threads may share it. OpenSSL wipes its numbers when the last reference goes; printing shows the kind only.
@safe
public final class PrivateKey: Sendable {
    private let handle: KeyHandle

    /// What a key can be.
    public typealias Kind = KeyKind

    /// What it is.
    public var kind: KeyKind { handle.kind }

    /// Makes a new key pair; some tenths of a second for RSA, seconds for 4096 bits.
    ///
    /// Source: FIPS 186-5, appendix A. The corresponding OpenSSL function is `EVP_PKEY_generate`.
    ///
    /// - Throws: ``CryptographyError/invalidKey`` for an RSA key of another length than 2048, 3072 and 4096 bits.
    public init(generating kind: KeyKind) throws(CryptographyError) {
        guard kind.isSupported else { throw .invalidKey }
        let name =
            switch kind {
            case .rsa: "RSA"
            case .ec: "EC"
            case .ed25519: "ED25519"
            }
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, name, nil) else { throw .cleared(.failure) }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var isReady = unsafe EVP_PKEY_keygen_init(context) > 0
        switch kind {
        case .rsa(let bits): isReady = unsafe isReady && EVP_PKEY_CTX_set_rsa_keygen_bits(context, CInt(bits)) > 0
        case .ec(let curve): isReady = unsafe isReady && EVP_PKEY_CTX_set_group_name(context, curve.groupName) > 0
        case .ed25519: break
        }
        var key: OpaquePointer?
        guard unsafe isReady && EVP_PKEY_generate(context, &key) > 0 else { throw .cleared(.failure) }
        handle = try unsafe KeyHandle(owning: key)
    }

    /// Reads a key from PKCS #8, without encryption, in DER.
    ///
    /// Source: RFC 5958.
    ///
    /// - Parameters:
    ///   - bytes: All of them are the key.
    ///   - isChecked: Whether to prove that the numbers belong together, which takes up to a second for RSA; `false` only
    ///     for a key that this program wrote and that has been authenticated since.
    /// - Throws: ``CryptographyError/invalidKey``.
    public init(pkcs8 bytes: SecretBytes, isChecked: Bool = true) throws(CryptographyError) {
        let key = unsafe bytes.withMemory { memory -> OpaquePointer? in
            var position = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            let end = unsafe position?.advanced(by: memory.count)
            guard let info = unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &position, memory.count) else { return nil }
            defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
            return unsafe position == end ? EVP_PKCS82PKEY(info) : nil
        }
        handle = try unsafe KeyHandle(owning: key)
        guard isChecked else { return }
        let isSound = try unsafe handle.withContext { (context) throws(CryptographyError) in
            unsafe EVP_PKEY_check(context) == 1
        }
        guard isSound else { throw .cleared(.invalidKey) }
    }

    /// The key as PKCS #8, without encryption, in DER.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public func pkcs8() throws(CryptographyError) -> SecretBytes {
        guard let info = unsafe handle.withKey({ unsafe EVP_PKEY2PKCS8($0) }) else { throw .cleared(.failure) }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        return try unsafe SecretBytes(count: max(0, Int(i2d_PKCS8_PRIV_KEY_INFO(info, nil)))) {
            (memory) throws(CryptographyError) in
            var position = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard unsafe memory.count > 0 && i2d_PKCS8_PRIV_KEY_INFO(info, &position) == memory.count else {
                throw .cleared(.failure)
            }
        }
    }

    /// The half that everybody may know.
    public var publicKey: PublicKey {
        get throws(CryptographyError) {
            let spki = try handle.spki()
            return try PublicKey(spki: spki.span)
        }
    }

    /// Decrypts what ``PublicKey/encrypt(_:_:)`` made.
    ///
    /// - Throws: ``CryptographyError/decryption`` for all that is not such a ciphertext,
    ///   ``CryptographyError/keyMismatch`` for a key of a curve.
    public func decrypt(_ ciphertext: Span<UInt8>, _ padding: RSAPadding) throws(CryptographyError) -> SecretBytes {
        guard case .rsa(let bits) = kind else { throw .keyMismatch }
        guard ciphertext.count == bits / 8 else { throw .decryption }
        var count = bits / 8
        let padded = try unsafe SecretBytes(count: count) { (memory) throws(CryptographyError) in
            unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
            let output = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            try unsafe handle.withContext { (context) throws(CryptographyError) in
                guard unsafe EVP_PKEY_decrypt_init(context) > 0 && padding.apply(to: context) else {
                    throw .cleared(.failure)
                }
                let result = unsafe ciphertext.withUnsafeBufferPointer { input in
                    unsafe EVP_PKEY_decrypt(context, output, &count, input.baseAddress, input.count)
                }
                guard result > 0 else { throw .cleared(.decryption) }
            }
        }
        return padded.withBytes { SecretBytes(copying: $0.extracting(first: count)) }
    }

    /// Signs a digest.
    ///
    /// - Parameters:
    ///   - digest: What the hash function of `scheme` made of the message.
    ///   - scheme: How to sign.
    /// - Returns: As many bytes as the modulus has; for a curve, DER of up to 139.
    /// - Throws: ``CryptographyError/invalidArgument`` for a digest of another length, ``CryptographyError/keyMismatch``
    ///   for a scheme of another kind of key.
    public func sign(digest: Span<UInt8>, _ scheme: SignatureScheme) throws(CryptographyError) -> [UInt8] {
        guard scheme.fits(kind) else { throw .keyMismatch }
        guard digest.count == scheme.hash.byteCount else { throw .invalidArgument }
        return try unsafe handle.withContext { (context) throws(CryptographyError) in
            guard unsafe EVP_PKEY_sign_init(context) > 0 && scheme.apply(to: context) else { throw .cleared(.failure) }
            return try unsafe KeyHandle.output { output, count in
                unsafe digest.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_sign(context, output, count, digest.baseAddress, digest.count)
                }
            }
        }
    }

    /// Signs a message as a whole.
    ///
    /// Source: RFC 8032, section 5.1.6 (Ed25519, without a context).
    ///
    /// - Returns: 64 bytes.
    /// - Throws: ``CryptographyError/keyMismatch`` for a key of another kind.
    public func sign(message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        guard kind == .ed25519 else { throw .keyMismatch }
        return try unsafe handle.withMessageContext { (context) throws(CryptographyError) in
            let isReady = unsafe handle.withKey { unsafe EVP_DigestSignInit(context, nil, nil, nil, $0) > 0 }
            guard isReady else { throw .cleared(.failure) }
            return try unsafe KeyHandle.output { output, count in
                unsafe message.withUnsafeBufferPointer { message in
                    unsafe EVP_DigestSign(context, output, count, message.baseAddress, message.count)
                }
            }
        }
    }

    /// What this key and the peer's agree on: the X coordinate, which no other pair can compute.
    ///
    /// It is not even: derive keys from it by ``HKDF``. Source: NIST SP 800-56A, section 5.7.1.2.
    ///
    /// - Returns: As many bytes as a coordinate of the curve has.
    /// - Throws: ``CryptographyError/keyMismatch`` unless both are of one curve.
    public func sharedSecret(with peer: PublicKey) throws(CryptographyError) -> SecretBytes {
        guard case .ec(let curve) = kind, peer.kind == kind else { throw .keyMismatch }
        return try unsafe handle.withContext { (context) throws(CryptographyError) in
            let isReady = unsafe peer.handle.withKey { peer in
                unsafe EVP_PKEY_derive_init(context) > 0 && EVP_PKEY_derive_set_peer(context, peer) > 0
            }
            guard isReady else { throw .cleared(.invalidKey) }
            return try unsafe SecretBytes(count: curve.coordinateByteCount) { (memory) throws(CryptographyError) in
                var count = memory.count
                let output = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
                guard unsafe EVP_PKEY_derive(context, output, &count) > 0 && count == memory.count else {
                    throw .cleared(.failure)
                }
            }
        }
    }
}

extension PrivateKey: CustomStringConvertible, CustomReflectable {
    public var description: String { "‹private key, \(kind)›" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}

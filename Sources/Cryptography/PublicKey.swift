import COpenSSL

/// The half of a key pair that everybody may know.
///
/// Threads may share it.
@safe
public final class PublicKey: Sendable {
    let handle: KeyHandle

    /// What a key can be.
    public typealias Kind = KeyKind

    /// What it is.
    public var kind: KeyKind { handle.kind }

    /// Reads a key from a `SubjectPublicKeyInfo` in DER.
    ///
    /// Source: RFC 5280, section 4.1.2.7; for curves RFC 5480, named ones only.
    ///
    /// - Parameter bytes: All of them are the key.
    /// - Throws: ``CryptographyError/invalidKey``, also for a point that is not on its curve.
    public init(spki bytes: Span<UInt8>) throws(CryptographyError) {
        let key = unsafe bytes.withUnsafeBufferPointer { memory -> OpaquePointer? in
            var position = memory.baseAddress
            let end = unsafe position?.advanced(by: memory.count)
            let key = unsafe d2i_PUBKEY(nil, &position, memory.count)
            guard unsafe position == end else {
                unsafe EVP_PKEY_free(key)
                return nil
            }
            return unsafe key
        }
        handle = try unsafe KeyHandle(owning: key)
        try check()
    }

    /// Reads a key from `-----BEGIN PUBLIC KEY-----` and what follows.
    ///
    /// Source: RFC 7468, section 13.
    ///
    /// - Throws: ``CryptographyError/invalidKey``.
    public convenience init(pem: String) throws(CryptographyError) {
        let lines = pem.split(whereSeparator: \.isNewline).map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        guard lines.count > 2, lines.first == "-----BEGINPUBLICKEY-----", lines.last == "-----ENDPUBLICKEY-----",
            let bytes = Base64.bytes(lines.dropFirst().dropLast().joined())
        else { throw .invalidKey }
        try self.init(spki: bytes.span)
    }

    /// Reads a key from a point with one coordinate and the other's sign.
    ///
    /// Source: SEC 1, section 2.3.4.
    ///
    /// - Throws: ``CryptographyError/invalidKey``, also for a point that is not on the curve.
    public convenience init(curve: Curve, compressedPoint: Span<UInt8>) throws(CryptographyError) {
        guard compressedPoint.count == curve.coordinateByteCount + 1, compressedPoint[0] == 2 || compressedPoint[0] == 3
        else { throw .invalidKey }
        let point = compressedPoint.indices.map { compressedPoint[$0] }
        // A sequence of what the key is, and of a string of bits none of which is unused: RFC 5480, section 2.
        let algorithm = [0x30, UInt8(curve.algorithm.count)] + curve.algorithm
        let bits = [0x03, UInt8(point.count + 1), 0] + point
        let bytes = [0x30, UInt8(algorithm.count + bits.count)] + algorithm + bits
        try self.init(spki: bytes.span)
    }

    /// The key as a `SubjectPublicKeyInfo` in DER.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public func spki() throws(CryptographyError) -> [UInt8] { try handle.spki() }

    /// The key as a point with one coordinate and the other's sign.
    ///
    /// - Throws: ``CryptographyError/keyMismatch`` for RSA.
    public func compressedPoint() throws(CryptographyError) -> [UInt8] {
        guard case .ec(let curve) = kind else { throw .keyMismatch }
        var point = [UInt8](repeating: 0, count: 2 * curve.coordinateByteCount + 1)
        var count = 0
        let result = unsafe handle.withKey { key in
            unsafe EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, &point, point.count, &count)
        }
        // It was made to be given uncompressed: 4, X, Y.
        guard result == 1, count == point.count, let last = point.last else { throw .cleared(.failure) }
        return [2 | last & 1] + point[1...curve.coordinateByteCount]
    }

    /// Encrypts a short secret.
    ///
    /// - Parameters:
    ///   - plaintext: Shorter than the modulus: by 42 bytes for OAEP with SHA-1, 66 with SHA-256, 11 for PKCS #1 v1.5.
    ///   - padding: How to fill it up.
    /// - Returns: As many bytes as the modulus has.
    /// - Throws: ``CryptographyError/invalidArgument`` when it is too long, ``CryptographyError/keyMismatch`` for a curve.
    public func encrypt(_ plaintext: SecretBytes, _ padding: RSAPadding) throws(CryptographyError) -> [UInt8] {
        guard case .rsa(let bits) = kind else { throw .keyMismatch }
        guard plaintext.count <= bits / 8 - padding.byteCount else { throw .invalidArgument }
        return try unsafe handle.withContext { (context) throws(CryptographyError) in
            guard unsafe EVP_PKEY_encrypt_init(context) > 0 && padding.apply(to: context) else {
                throw .cleared(.failure)
            }
            return try unsafe KeyHandle.output { output, count in
                unsafe plaintext.withMemory { input in
                    let start = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    return unsafe EVP_PKEY_encrypt(context, output, count, start, input.count)
                }
            }
        }
    }

    /// Whether `signature` is one of this key's owner for `digest`.
    ///
    /// - Parameters:
    ///   - digest: What the hash function of `scheme` made of the message.
    ///   - signature: Any bytes; such as are no signature at all are simply wrong.
    ///   - scheme: How it is said to be signed.
    /// - Returns: `false` for a wrong one.
    /// - Throws: ``CryptographyError/invalidArgument`` for a digest of another length, ``CryptographyError/keyMismatch``
    ///   for a scheme of another kind of key.
    public func verify(
        digest: Span<UInt8>,
        signature: Span<UInt8>,
        _ scheme: SignatureScheme
    ) throws(CryptographyError) -> Bool {
        guard scheme.fits(kind) else { throw .keyMismatch }
        guard digest.count == scheme.hash.byteCount else { throw .invalidArgument }
        return try unsafe handle.withContext { (context) throws(CryptographyError) in
            guard unsafe EVP_PKEY_verify_init(context) > 0 && scheme.apply(to: context) else {
                throw .cleared(.failure)
            }
            let result = unsafe signature.withUnsafeBufferPointer { signature in
                unsafe digest.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_verify(
                        context,
                        signature.baseAddress,
                        signature.count,
                        digest.baseAddress,
                        digest.count
                    )
                }
            }
            ERR_clear_error()
            return result == 1
        }
    }

    /// Whether `signature` is one of this key's owner for a message as a whole.
    ///
    /// Source: RFC 8032, section 5.1.7.
    ///
    /// - Returns: `false` for a wrong one, and for what is no signature at all.
    /// - Throws: ``CryptographyError/keyMismatch`` for a key that does not sign messages as a whole.
    public func verify(message: Span<UInt8>, signature: Span<UInt8>) throws(CryptographyError) -> Bool {
        guard kind == .ed25519 else { throw .keyMismatch }
        return try unsafe handle.withMessageContext { (context) throws(CryptographyError) in
            let isReady = unsafe handle.withKey { unsafe EVP_DigestVerifyInit(context, nil, nil, nil, $0) > 0 }
            guard isReady else { throw .cleared(.failure) }
            let result = unsafe signature.withUnsafeBufferPointer { signature in
                unsafe message.withUnsafeBufferPointer { message in
                    unsafe EVP_DigestVerify(
                        context,
                        signature.baseAddress,
                        signature.count,
                        message.baseAddress,
                        message.count
                    )
                }
            }
            ERR_clear_error()
            return result == 1
        }
    }

    /// Refuses numbers that cannot be a key, such as a point beside the curve.
    private func check() throws(CryptographyError) {
        let isSound = try unsafe handle.withContext { (context) throws(CryptographyError) in
            unsafe EVP_PKEY_public_check(context) == 1
        }
        guard isSound else { throw .cleared(.invalidKey) }
    }
}

extension KeyHandle {
    /// The public half as a `SubjectPublicKeyInfo` in DER.
    func spki() throws(CryptographyError) -> [UInt8] {
        let count = unsafe withKey { unsafe Int(i2d_PUBKEY($0, nil)) }
        guard count > 0 else { throw .cleared(.failure) }
        var bytes = [UInt8](repeating: 0, count: count)
        let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var position = buffer.baseAddress
            return unsafe withKey { unsafe Int(i2d_PUBKEY($0, &position)) }
        }
        guard written == count else { throw .cleared(.failure) }
        return bytes
    }

    /// Calls `body` for the greatest length of what it gives, and again for the bytes.
    static func output(
        _ body: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>) -> CInt
    ) throws(CryptographyError) -> [UInt8] {
        var count = 0
        guard unsafe body(nil, &count) > 0 else { throw .cleared(.failure) }
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe bytes.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress, &count) }
        guard result > 0, count <= bytes.count else { throw .cleared(.failure) }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

extension RSAPadding {
    /// How many bytes of the modulus it takes, in bytes.
    var byteCount: Int {
        switch self {
        case .oaep(let hash): 2 * hash.byteCount + 2
        case .pkcs1: 11
        }
    }
}

extension PublicKey: CustomStringConvertible {
    public var description: String { "‹public key, \(kind)›" }
}

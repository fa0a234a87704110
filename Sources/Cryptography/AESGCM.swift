import COpenSSL

/// Authenticated encryption with AES in Galois/Counter Mode: nonces of 96 bits, tags of 128.
///
/// Make one per key and thread and keep it: the key is expanded once, and a short message then costs less than a
/// microsecond. **A nonce must never be used twice under one key**: the second use gives both messages away, and the
/// power to forge more.
///
/// Source: NIST SP 800-38D. The corresponding OpenSSL functions are `EVP_CipherInit_ex2` and `EVP_CipherUpdate`.
@safe
public struct AESGCM: ~Copyable {
    /// The length of a nonce, in bytes.
    public static let nonceByteCount = 12

    /// The length of the tag behind a ciphertext, in bytes.
    public static let tagByteCount = 16

    private let context: OpaquePointer

    /// Expands a key of 16, 24 or 32 bytes.
    ///
    /// - Throws: ``CryptographyError/invalidKey`` for other lengths.
    public init(key: SecretBytes) throws(CryptographyError) {
        let algorithm: OpaquePointer?
        switch key.count {
        case 16: unsafe algorithm = Algorithms.aes128GCM
        case 24: unsafe algorithm = Algorithms.aes192GCM
        case 32: unsafe algorithm = Algorithms.aes256GCM
        default: throw .invalidKey
        }
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw .cleared(.failure) }
        let result = unsafe key.withMemory { memory in
            let start = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return unsafe EVP_CipherInit_ex2(context, algorithm, start, nil, 1, nil)
        }
        guard result == 1 else {
            unsafe EVP_CIPHER_CTX_free(context)
            throw .cleared(.failure)
        }
        unsafe self.context = context
    }

    deinit { unsafe EVP_CIPHER_CTX_free(context) }

    /// Appends the ciphertext of `plaintext`, as long as that, and the tag to `output`.
    ///
    /// - Parameters:
    ///   - plaintext: At most 2³⁶ − 32 bytes.
    ///   - nonce: ``nonceByteCount`` bytes that were not used before under this key.
    ///   - data: What is not encrypted but must be the same when the ciphertext is opened.
    ///   - output: Grows by the length of the plaintext and ``tagByteCount``, without being copied if it has the room.
    /// - Throws: ``CryptographyError/invalidArgument`` for a nonce of another length or too long a text.
    public mutating func seal(
        _ plaintext: Span<UInt8>,
        nonce: Span<UInt8>,
        authenticating data: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CryptographyError) {
        try begin(plaintext.count, nonce, data, direction: 1)
        let size = plaintext.count + AESGCM.tagByteCount
        var isGood = false
        output.append(addingCapacity: size) { (span: inout OutputSpan<UInt8>) in
            unsafe span.withUnsafeMutableBufferPointer { memory, count in
                let text = UnsafeMutableRawPointer(memory.baseAddress)
                let tag = unsafe text?.advanced(by: plaintext.count)
                isGood = unsafe transform(plaintext, to: text) && finish() && moveTag(EVP_CTRL_AEAD_GET_TAG, tag)
                count = isGood ? size : 0
            }
        }
        guard isGood else { throw .cleared(.failure) }
    }

    /// Appends the plaintext of `sealed` to `output`, or appends nothing.
    ///
    /// Not one byte of a plaintext that is not genuine comes out: what was written before the tag was checked is wiped. An
    /// array is not wiped when it is freed, nor what it leaves behind when it grows; for keys use
    /// ``open(_:nonce:authenticating:)``.
    ///
    /// - Parameters:
    ///   - sealed: A ciphertext with its tag behind it.
    ///   - nonce: The nonce that it was sealed with.
    ///   - data: The data that it was sealed with.
    ///   - output: Grows by the length of the plaintext.
    /// - Throws: ``CryptographyError/authentication`` unless this key sealed this text with this nonce and data.
    public mutating func open(
        _ sealed: Span<UInt8>,
        nonce: Span<UInt8>,
        authenticating data: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(CryptographyError) {
        let size = try beginOpening(sealed, nonce, data)
        var isGenuine = false
        output.append(addingCapacity: size) { (span: inout OutputSpan<UInt8>) in
            unsafe span.withUnsafeMutableBufferPointer { memory, count in
                let room = unsafe UnsafeMutableRawBufferPointer(start: memory.baseAddress, count: size)
                isGenuine = unsafe opens(sealed, into: room)
                count = isGenuine ? size : 0
            }
        }
        guard isGenuine else { throw .cleared(.authentication) }
    }

    /// Opens what holds a secret; see ``open(_:nonce:authenticating:into:)``.
    ///
    /// - Throws: ``CryptographyError/authentication``.
    public mutating func open(
        _ sealed: Span<UInt8>,
        nonce: Span<UInt8>,
        authenticating data: Span<UInt8>
    ) throws(CryptographyError) -> SecretBytes {
        let size = try beginOpening(sealed, nonce, data)
        return try unsafe SecretBytes(count: size) { (memory) throws(CryptographyError) in
            guard unsafe opens(sealed, into: memory) else { throw .cleared(.authentication) }
        }
    }

    /// The longest text under one nonce, in bytes: SP 800-38D, section 5.2.1.1.
    private static let longest = (1 << 36) - 32

    /// Takes in the nonce and the data for a text of `count` bytes; `direction` is 1 for sealing, 0 for opening.
    private func begin(
        _ count: Int,
        _ nonce: Span<UInt8>,
        _ data: Span<UInt8>,
        direction: CInt
    ) throws(CryptographyError) {
        guard nonce.count == AESGCM.nonceByteCount, count <= AESGCM.longest else { throw .invalidArgument }
        let isReady = unsafe nonce.withUnsafeBufferPointer { nonce in
            unsafe EVP_CipherInit_ex2(context, nil, nil, nonce.baseAddress, direction, nil) == 1
        }
        guard unsafe isReady && (data.isEmpty || transform(data, to: nil)) else { throw .cleared(.failure) }
    }

    /// Takes in the nonce and the data; returns the length of the plaintext.
    private func beginOpening(
        _ sealed: Span<UInt8>,
        _ nonce: Span<UInt8>,
        _ data: Span<UInt8>
    ) throws(CryptographyError) -> Int {
        let size = sealed.count - AESGCM.tagByteCount
        guard size >= 0 else { throw .authentication }
        try begin(size, nonce, data, direction: 0)
        return size
    }

    /// Decrypts into `memory`, which has the length of the plaintext, and wipes it unless the tag is right.
    private func opens(_ sealed: Span<UInt8>, into memory: UnsafeMutableRawBufferPointer) -> Bool {
        var tag: (UInt64, UInt64) = (0, 0)
        let isGenuine = unsafe sealed.withUnsafeBytes { sealed in
            unsafe withUnsafeMutableBytes(of: &tag) { tag in
                unsafe tag.copyMemory(from: UnsafeRawBufferPointer(rebasing: sealed.suffix(AESGCM.tagByteCount)))
                return unsafe moveTag(EVP_CTRL_AEAD_SET_TAG, tag.baseAddress)
            }
        }
        let text = sealed.extracting(first: memory.count)
        guard unsafe isGenuine && transform(text, to: memory.baseAddress) && finish() else {
            unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
            return false
        }
        return true
    }

    /// Encrypts or decrypts `input` to `output`, or takes it in as data when there is no output.
    private func transform(_ input: Span<UInt8>, to output: UnsafeMutableRawPointer?) -> Bool {
        unsafe input.withUnsafeBufferPointer { input in
            // A length is a C int there.
            let piece = 1 << 30
            for offset in stride(from: 0, to: input.count, by: piece) {
                var written: CInt = 0
                let target = unsafe output?.advanced(by: offset).assumingMemoryBound(to: UInt8.self)
                let source = unsafe input.baseAddress?.advanced(by: offset)
                let count = CInt(min(piece, input.count - offset))
                guard unsafe EVP_CipherUpdate(context, target, &written, source, count) == 1 else { return false }
            }
            return true
        }
    }

    /// Ends a text: makes the tag, or checks it.
    private func finish() -> Bool {
        var rest: (UInt64, UInt64) = (0, 0)
        var written: CInt = 0
        return unsafe withUnsafeMutableBytes(of: &rest) { rest in
            unsafe EVP_CipherFinal_ex(context, rest.baseAddress?.assumingMemoryBound(to: UInt8.self), &written) == 1
        }
    }

    /// Gets the tag that was made, or sets the one to check.
    private func moveTag(_ command: CInt, _ tag: UnsafeMutableRawPointer?) -> Bool {
        unsafe EVP_CIPHER_CTX_ctrl(context, command, CInt(AESGCM.tagByteCount), tag) == 1
    }
}

// It has one owner, and what uses the context needs exclusive access: it may move to another thread.
extension AESGCM: @unchecked Sendable {}

import COpenSSL

/// A digest of bytes that come in pieces.
///
/// Source: FIPS 180-4. The corresponding OpenSSL functions are `EVP_DigestInit_ex`, `EVP_DigestUpdate` and
/// `EVP_DigestFinal_ex`.
@safe
public struct Digest: ~Copyable {
    /// The function that makes it.
    public let hash: HashFunction

    private let context: OpaquePointer

    /// Begins a digest.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public init(_ hash: HashFunction) throws(CryptographyError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .cleared(.failure) }
        guard unsafe EVP_DigestInit_ex(context, hash.algorithm, nil) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw .cleared(.failure)
        }
        unsafe self.context = context
        self.hash = hash
    }

    /// Begins a digest that goes on from what `start` has taken in.
    ///
    /// - Throws: ``CryptographyError/failure``.
    init(copying start: borrowing Digest) throws(CryptographyError) {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .cleared(.failure) }
        guard unsafe EVP_MD_CTX_copy_ex(context, start.context) == 1 else {
            unsafe EVP_MD_CTX_free(context)
            throw .cleared(.failure)
        }
        unsafe self.context = context
        hash = start.hash
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds `bytes`.
    public mutating func update(_ bytes: Span<UInt8>) { add(bytes) }

    /// Ends the digest.
    public consuming func finalize() -> [UInt8] { take() }

    /// The digest; nothing can be added before it begins anew.
    func take() -> [UInt8] {
        [UInt8](capacity: hash.byteCount) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                unsafe finish(into: UnsafeMutableRawBufferPointer(buffer))
                count = hash.byteCount
            }
        }
    }

    /// The digest of `message`, in one step.
    ///
    /// - Throws: ``CryptographyError/failure``.
    public static func of(_ message: Span<UInt8>, by hash: HashFunction) throws(CryptographyError) -> [UInt8] {
        var digest = try Digest(hash)
        digest.update(message)
        return digest.finalize()
    }

    /// Adds `bytes`, for owners that keep a digest to use it again.
    func add(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBytes { buffer in
            _ = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
    }

    /// Forgets what was taken in, and begins anew.
    func restart() throws(CryptographyError) {
        guard unsafe EVP_DigestInit_ex(context, hash.algorithm, nil) == 1 else { throw .cleared(.failure) }
    }

    /// Forgets what was taken in, and goes on from what `start` has.
    func restart(from start: borrowing Digest) {
        let isCopied = unsafe EVP_MD_CTX_copy_ex(context, start.context) == 1
        precondition(isCopied, "no memory for a digest")
    }

    /// Writes the digest to `memory`, which has room for it; nothing can be added afterwards.
    func finish(into memory: UnsafeMutableRawBufferPointer) {
        _ = unsafe EVP_DigestFinal_ex(context, memory.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
    }
}

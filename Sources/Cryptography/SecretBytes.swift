import COpenSSL

/// Bytes that must not be seen: a key, a password, what was encrypted.
///
/// They lie outside Swift's arrays, which copy when they like: in OpenSSL's secure heap once ``SecureMemory`` has prepared
/// one, otherwise on the common heap. They never change, and are wiped when the last reference goes. Printing,
/// interpolating or dumping them shows their number only.
@safe
public final class SecretBytes: Sendable {
    /// How many there are.
    public let count: Int

    // Written before `init` returns, and only read afterwards.
    private nonisolated(unsafe) let storage: UnsafeMutableRawPointer

    /// Makes bytes that nobody can foresee, for a key.
    ///
    /// The corresponding OpenSSL function is `RAND_priv_bytes_ex`.
    ///
    /// - Throws: ``CryptographyError/failure`` when the system's source of randomness fails.
    public convenience init(random count: Int) throws(CryptographyError) {
        try unsafe self.init(count: count) { (memory) throws(CryptographyError) in
            let start = unsafe memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            guard unsafe RAND_priv_bytes_ex(nil, start, memory.count, 0) == 1 else { throw .cleared(.failure) }
        }
    }

    /// Copies `bytes`, which the caller still has.
    public convenience init(copying bytes: Span<UInt8>) {
        unsafe self.init(count: bytes.count) { memory in
            unsafe bytes.withUnsafeBytes { unsafe memory.copyMemory(from: $0) }
        }
    }

    /// Copies `bytes`, then overwrites them with zeros and leaves an empty array.
    ///
    /// Copies of the array that were made before are not reached.
    public convenience init(wiping bytes: inout [UInt8]) {
        self.init(copying: bytes.span)
        unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
        bytes = []
    }

    /// Makes `count` bytes, which `fill` writes: all of them.
    init<Failure: Error>(
        count: Int,
        filling fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let size = max(1, count)
        // A secure heap that is full is no reason to stop: the rest of the memory is locked as well.
        guard let storage = unsafe CRYPTO_secure_malloc(size, nil, 0) ?? CRYPTO_malloc(size, nil, 0) else {
            preconditionFailure("no memory for a secret")
        }
        unsafe self.storage = storage
        self.count = count
        try unsafe fill(UnsafeMutableRawBufferPointer(start: storage, count: count))
    }

    deinit { unsafe CRYPTO_secure_clear_free(storage, max(1, count), nil, 0) }

    /// Lends the bytes to `body`.
    public func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = unsafe UnsafePointer(storage.assumingMemoryBound(to: UInt8.self))
        return try body(unsafe Span(_unsafeStart: start, count: count))
    }

    /// A copy that nobody wipes, for an answer that has to hold the secret.
    public func exposed() -> [UInt8] { unsafe [UInt8](UnsafeRawBufferPointer(start: storage, count: count)) }

    /// Whether both are the same, in a time that depends on the lengths only.
    public func isEqual(to other: SecretBytes) -> Bool {
        unsafe count == other.count && CRYPTO_memcmp(storage, other.storage, count) == 0
    }

    /// Lends the memory to C.
    func withMemory<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: storage, count: count))
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹\(count) secret bytes›" }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: []) }
}

import COpenSSL

/// Codes that prove that a message is from somebody who has the key.
///
/// Source: FIPS 198-1, RFC 2104.
public enum HMAC {
    /// The code for one message.
    ///
    /// - Returns: As many bytes as the hash function gives.
    /// - Throws: ``CryptographyError/failure``.
    public static func code(
        _ hash: HashFunction,
        key: SecretBytes,
        message: Span<UInt8>
    ) throws(CryptographyError) -> [UInt8] {
        try Keyed(hash, key: key).code(for: message)
    }

    /// A key that was taken in, made for many messages.
    ///
    /// The key is digested once; each message then costs two compressions or a few more. One per thread.
    public struct Keyed: ~Copyable {
        /// Digests that have taken in the key, padded for the inner and the outer hash.
        private let inner: Digest
        private let outer: Digest
        private let scratch: Digest

        /// Takes in `key`, of any length.
        ///
        /// - Throws: ``CryptographyError/failure``.
        public init(_ hash: HashFunction, key: SecretBytes) throws(CryptographyError) {
            self = try key.withBytes { (bytes) throws(CryptographyError) in try Keyed(hash, key: bytes) }
        }

        /// Takes in `key`, of any length.
        ///
        /// - Throws: ``CryptographyError/failure``.
        public init(_ hash: HashFunction, key: Span<UInt8>) throws(CryptographyError) {
            let inner = try Keyed.padded(key, with: 0x36, hash)
            let outer = try Keyed.padded(key, with: 0x5C, hash)
            let scratch = try Digest(hash)
            self.inner = inner
            self.outer = outer
            self.scratch = scratch
        }

        /// The code for `message`, as long as the hash function's digests.
        public func code(for message: Span<UInt8>) -> [UInt8] {
            [UInt8](capacity: scratch.hash.byteCount) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                    begin()
                    add(message)
                    unsafe finish(into: UnsafeMutableRawBufferPointer(buffer))
                    count = scratch.hash.byteCount
                }
            }
        }

        /// Begins a message that comes in pieces.
        func begin() { scratch.restart(from: inner) }

        /// Adds a piece of the message.
        func add(_ piece: Span<UInt8>) { scratch.add(piece) }

        /// Writes the code for the message to `memory`, which has room for it.
        func finish(into memory: UnsafeMutableRawBufferPointer) {
            unsafe scratch.finish(into: memory)
            scratch.restart(from: outer)
            let digest = unsafe UnsafeRawBufferPointer(rebasing: memory.prefix(scratch.hash.byteCount))
            unsafe scratch.add(Span(_unsafeBytes: digest))
            unsafe scratch.finish(into: memory)
        }

        /// A digest that has taken in the block that the key makes.
        private static func padded(
            _ key: Span<UInt8>,
            with pad: UInt8,
            _ hash: HashFunction
        ) throws(CryptographyError) -> Digest {
            var digest = try Digest(hash)
            let block = unsafe SecretBytes(count: hash.blockByteCount) { memory in
                unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
                if key.count > memory.count {
                    digest.add(key)
                    unsafe digest.finish(into: memory)
                } else {
                    unsafe key.withUnsafeBytes { unsafe memory.copyMemory(from: $0) }
                }
                for index in memory.indices { unsafe memory[index] ^= pad }
            }
            if key.count > hash.blockByteCount { digest = try Digest(hash) }
            block.withBytes { digest.add($0) }
            return digest
        }
    }
}

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
        // In one context, and nothing of the key outside of it and one block: for one message that is half of the work.
        try key.withBytes { (key) throws(CryptographyError) in
            let digest = try Digest(hash)
            var start = [UInt8](repeating: 0, count: hash.blockByteCount)
            if key.count > start.count {
                digest.add(key)
                for (index, byte) in digest.take().enumerated() { start[index] = byte }
                try digest.restart()
            } else {
                for index in key.indices { start[index] = key[index] }
            }
            defer { unsafe start.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) } }
            for index in start.indices { start[index] ^= 0x36 }
            digest.add(start.span)
            digest.add(message)
            let inner = digest.take()
            for index in start.indices { start[index] ^= 0x36 ^ 0x5C }
            try digest.restart()
            digest.add(start.span)
            digest.add(inner.span)
            return digest.take()
        }
    }

    /// A key that was taken in, made for many messages.
    ///
    /// The key is digested once; each message then costs two compressions or a few more. One per thread.
    public struct Keyed: ~Copyable {
        /// Digests that have taken in the key, padded for the inner and the outer hash.
        private let pads: Pads
        private let scratch: Digest

        /// The function that it is made with.
        var hash: HashFunction { scratch.hash }

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
            let pads = Pads(
                inner: try Keyed.padded(key, with: 0x36, hash),
                outer: try Keyed.padded(key, with: 0x5C, hash)
            )
            scratch = try Digest(hash)
            self.pads = pads
        }

        /// Takes the key that another has taken in; both may be used at the same time.
        ///
        /// - Throws: ``CryptographyError/failure``.
        init(sharing other: borrowing Keyed) throws(CryptographyError) {
            scratch = try Digest(other.hash)
            pads = other.pads
        }

        /// The code for `message`, as long as the hash function's digests.
        public func code(for message: Span<UInt8>) -> [UInt8] { code { $0(message) } }

        /// The code for a message that comes in pieces; `body` adds them in their order.
        public func code(adding body: (_ add: (Span<UInt8>) -> Void) -> Void) -> [UInt8] {
            [UInt8](capacity: scratch.hash.byteCount) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, count in
                    begin()
                    body { add($0) }
                    unsafe finish(into: UnsafeMutableRawBufferPointer(buffer))
                    count = scratch.hash.byteCount
                }
            }
        }

        /// Begins a message that comes in pieces.
        func begin() { scratch.restart(from: pads.inner) }

        /// Adds a piece of the message.
        func add(_ piece: Span<UInt8>) { scratch.add(piece) }

        /// Writes the code for the message to `memory`, which has room for it.
        func finish(into memory: UnsafeMutableRawBufferPointer) {
            unsafe scratch.finish(into: memory)
            scratch.restart(from: pads.outer)
            let digest = unsafe UnsafeRawBufferPointer(rebasing: memory.prefix(scratch.hash.byteCount))
            unsafe scratch.add(Span(_unsafeBytes: digest))
            unsafe scratch.finish(into: memory)
        }

        /// Digests that are only copied once they are made: any number of threads may do so.
        private final class Pads: @unchecked Sendable {
            let inner: Digest
            let outer: Digest

            init(inner: consuming Digest, outer: consuming Digest) {
                self.inner = inner
                self.outer = outer
            }
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

import Cryptography

/// The digest of a signed message as it is written or read; nothing for others.
struct Transcript: ~Copyable {
    private var digest: Digest?

    init(_ suite: Suite) throws(MessageError) {
        guard let signature = suite.signature else {
            digest = nil
            return
        }
        do throws(CryptographyError) { digest = try Digest(signature.hash) } catch { throw .cryptography }
    }

    mutating func add(_ bytes: Span<UInt8>) {
        guard var current = digest.take() else { return }
        current.update(bytes)
        digest = consume current
    }

    /// The digest of everything that was added.
    mutating func finish() -> [UInt8] { digest.take()?.finalize() ?? [] }
}

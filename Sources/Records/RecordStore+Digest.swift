import Bytes
import Cryptography

extension RecordStore {
    /// The digest of what is kept, to tell later whether it is still that: SHA-256 in hexadecimal; empty without memory for it.
    public static func digest(of text: String) -> String {
        guard let digest = try? Digest.of(Array(text.utf8).span, by: .sha256) else { return "" }
        return Hexadecimal.text(digest)
    }
}

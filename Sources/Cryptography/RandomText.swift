import Bytes

/// Text that nobody can foresee.
public enum RandomText {
    /// Makes `count` characters, each of `alphabet` as likely as the others.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - alphabet: ASCII, from 1 to 256 characters.
    /// - Returns: The text.
    /// - Throws: When the system's source of randomness fails.
    public static func make(_ count: Int, of alphabet: [UInt8]) throws(CryptographyError) -> String {
        // Bytes from here on would make the first characters likelier.
        let limit = 256 - 256 % alphabet.count
        var text: [UInt8] = []
        text.reserveCapacity(count)
        while text.count < count {
            for byte in try RandomBytes.make(max(16, count - text.count)) where Int(byte) < limit && text.count < count
            {
                text.append(alphabet[Int(byte) % alphabet.count])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A random UUID (RFC 9562, section 5.4), in lower case.
    public static func makeUUID() throws(CryptographyError) -> String {
        var bytes = try RandomBytes.make(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.text(bytes).utf8)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        return parts.joined(separator: "-")
    }
}

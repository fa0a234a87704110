import Bytes

/// Tokens by which a list goes on where a page of it ended.
///
/// What is in one is nobody's business: callers hand it back as it is. One that was cut off or mistyped is told from
/// others; it is no secret, and no proof of anything.
public enum PageToken {
    /// Makes a token.
    ///
    /// - Parameter place: Where the page ended: the name of its last item, say.
    /// - Returns: Hexadecimal digits, 16 more than twice the bytes of `place`.
    public static func text(_ place: String) -> String {
        Hexadecimal.text(check(place.utf8) + Array(place.utf8))
    }

    /// The place that a token was made of; `nil` for what is none.
    public static func place(_ token: String) -> String? {
        guard let bytes = Hexadecimal.bytes(token), bytes.count >= 8,
            let place = String(validating: bytes[8...], as: UTF8.self), check(place.utf8) == Array(bytes[..<8])
        else { return nil }
        return place
    }

    /// FNV-1a of 64 bits, https://www.rfc-editor.org/rfc/rfc9923.
    private static func check(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (56 - 8 * UInt64($0))) }
    }
}

/// The letters of base64 and of base64url (RFC 4648, sections 4 and 5).
public enum Base64Letter {
    /// What a letter of either alphabet stands for, 0–63; `nil` for anything else, padding too.
    @inlinable
    @inline(__always)
    public static func value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 65...90: letter - 65
        case 97...122: letter - 71
        case 48...57: letter + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}

/// Text as XML has it.
public enum XMLText {
    /// Appends text; what XML cannot have, whatever it is written as, becomes U+FFFD.
    ///
    /// Source: https://www.w3.org/TR/xml/#charsets
    ///
    /// - Parameters:
    ///   - text: The text, of an element or an attribute.
    ///   - hidden: Further scalars that become U+FFFD: those that stand for something else here.
    ///   - bytes: Gets it, as UTF-8.
    public static func append(
        _ text: String,
        hiding hidden: ClosedRange<Unicode.Scalar>? = nil,
        to bytes: inout [UInt8]
    ) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "\"": bytes += "&quot;".utf8
            // Readers make a line feed of it otherwise.
            case "\r": bytes += "&#xD;".utf8
            case "\t", "\n": bytes += String(scalar).utf8
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": bytes += "\u{FFFD}".utf8
            default: bytes += (hidden?.contains(scalar) ?? false ? "\u{FFFD}" : String(scalar)).utf8
            }
        }
    }
}

import Bytes

/// Names of members, which archives hold in encodings that they do not state.
enum MemberName {
    /// The longest name that is kept, in bytes.
    private static let longest = 4096

    /// A name in UTF-8.
    ///
    /// What is no UTF-8 is taken for the code page 437, as the format of zip files has it for names without a mark (PKWARE,
    /// APPNOTE.TXT, appendix D): whatever it was, no two names become one, and its ASCII stays.
    static func readable(_ name: [UInt8]) -> [UInt8] {
        let name = Array(name.prefix(longest))
        if UTF8Text.isValid(name.span) { return name }
        var text = String.UnicodeScalarView()
        for byte in name {
            if byte < 0x80 {
                text.append(Unicode.Scalar(byte))
            } else {
                text.append(upper[Int(byte) - 0x80])
            }
        }
        return Array(String(text).utf8)
    }

    /// The upper half of the code page 437.
    private static let upper = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars
    )
}

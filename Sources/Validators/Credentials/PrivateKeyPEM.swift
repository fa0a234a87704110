/// Checks that a text in PEM armour holds a private key and not a placeholder.
///
/// Source: RFC 7468 (PEM); RFC 9580, sections 6.2 and 4.2 (PGP);
/// https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key (OpenSSH).
enum PrivateKeyPEM {
    /// Tells whether `value` begins with the label of a private key and its content begins as that key must.
    ///
    /// The lines may be indented or quoted and may end in the characters `\n`, and the END line may be missing. Keys
    /// with a PEM encryption header are not looked into.
    ///
    /// - Returns: One random Base64 text of 40 characters in 256 passes (DER), one in 50 (PGP), none (OpenSSH).
    /// - Complexity: O(*n*) up to the first 40 Base64 characters in a row, about 3 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard ASCII.hasText("-----BEGIN ", in: value), let label = ASCII.firstOffset(of: "-----", in: value, from: 11)
        else { return false }
        let body = value.extracting((label + 5)...)
        guard let start = firstRun(in: body) else { return false }
        let content = body.extracting(start...)
        if ends(value, at: label, with: " KEY BLOCK") { return isSecretPacket(content) }
        guard ends(value, at: label, with: "PRIVATE KEY") else { return false }
        if ends(value, at: label, with: "OPENSSH PRIVATE KEY") {
            return ASCII.hasText("b3BlbnNzaC1rZXktdjE", in: content)
        }
        if let header = ASCII.firstOffset(of: "ENCRYPTED", in: body.extracting(0..<start)), header > 0 { return true }
        // `M` and A–P are the first six bits of 30, a DER sequence, and its last two with the first of the length.
        return content[0] == UInt8(ascii: "M") && (UInt8(ascii: "A")...UInt8(ascii: "P")).contains(content[1])
    }

    private static func ends(_ value: Span<UInt8>, at end: Int, with text: String) -> Bool {
        ASCII.hasText(text, in: value, at: end - text.utf8.count)
    }

    /// Tells whether `content` begins with the header of a secret key packet (tag 5), in the old or new format.
    private static func isSecretPacket(_ content: Span<UInt8>) -> Bool {
        guard let first = Base64.sextet(content[0]), let second = Base64.sextet(content[1]) else { return false }
        let header = first << 2 | second >> 4
        return header & 0xFC == 0x94 || header == 0xC5
    }

    /// The offset of the first 40 Base64 characters in a row, escape sequences being none of them.
    private static func firstRun(in body: Span<UInt8>) -> Int? {
        var start = 0
        var index = 0
        while index < body.count {
            if Base64.sextet(body[index]) != nil {
                index += 1
                if index - start == 40 { return start }
            } else if body[index] == UInt8(ascii: "\\") {
                while index < body.count, body[index] == UInt8(ascii: "\\") { index += 1 }
                index += 1
                start = index
            } else {
                index += 1
                start = index
            }
        }
        return nil
    }
}

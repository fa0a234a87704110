import Prefiltering

/// A literal that announces content which does not lie open in the text around it.
struct ContentSign: Sendable {
    /// What stands in the text.
    let literal: [UInt8]

    /// How it is compared.
    let comparison: Keyword.Comparison

    /// What may stand before it: base64 may follow on letters.
    let boundary: Keyword.Boundary

    /// The MIME type of what follows; `nil` if it is text in quoted-printable.
    let type: String?

    /// What must follow.
    private let following: Following

    private enum Following {
        case anything
        case armour
        case base64
    }

    private init(_ literal: String, _ following: Following, _ type: String?) {
        self.literal = Array(literal.utf8)
        self.following = following
        self.type = type
        comparison = following == .anything ? .anyCase : .exact
        boundary = following == .base64 ? .none : .start
    }

    /// The least length of base64 that counts, in bytes.
    private static let leastBase64 = 16

    /// Tells whether it is really one that ends at `end`, and not a word in a sentence about it.
    func holds(endingAt end: Int, in bytes: Span<UInt8>) -> Bool {
        switch following {
        case .anything: return true
        case .armour:
            guard end + 5 < bytes.count else { return false }
            for index in end..<end + 5 where bytes[index] != UInt8(ascii: "-") { return false }
            return bytes[end + 5] == 10 || bytes[end + 5] == 13
        case .base64:
            guard end + ContentSign.leastBase64 <= bytes.count else { return false }
            for index in end..<end + ContentSign.leastBase64 {
                let byte = bytes[index]
                let isLetterOrDigit = byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26
                guard isLetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") else { return false }
            }
            return true
        }
    }

    /// All that are known.
    ///
    /// Sources: RFC 9580, section 6.2, age's specification, RFC 2045, section 6.1, RFC 7468, section 11, RFC 1421, section
    /// 4.6.1.1, OpenSSH's PROTOCOL.key, the documentation of Ansible and SOPS, and what the first bytes of formats are
    /// in base64.
    static let all = [
        ContentSign("-----BEGIN PGP MESSAGE", .armour, "application/pgp-encrypted"),
        ContentSign("-----BEGIN AGE ENCRYPTED FILE", .armour, "application/age-encryption"),
        ContentSign("-----BEGIN ENCRYPTED PRIVATE KEY", .armour, "application/pkcs8-encrypted"),
        ContentSign("Proc-Type: 4,ENCRYPTED", .anything, "application/x-pem-key-encrypted"),
        // A key of OpenSSH with a cipher named `aes256-ctr` or alike, where an open one has `none`.
        ContentSign("b3BlbnNzaC1rZXktdjEAAAAACm", .base64, "application/x-openssh-key-encrypted"),
        ContentSign("$ANSIBLE_VAULT;1.", .anything, "application/x-ansible-vault"),
        ContentSign("ENC[AES256_GCM,data:", .anything, "application/x-sops"),
        ContentSign("-----BEGIN PKCS7", .armour, "application/pkcs7-mime"),
        ContentSign("-----BEGIN CMS", .armour, "application/cms"),
        ContentSign("UEsDB", .base64, "application/zip; encoding=base64"),
        ContentSign("N3q8ryc", .base64, "application/x-7z-compressed; encoding=base64"),
        ContentSign("/Td6WFo", .base64, "application/x-xz; encoding=base64"),
        ContentSign("UmFyIRoH", .base64, "application/vnd.rar; encoding=base64"),
        ContentSign("JVBERi0", .base64, "application/pdf; encoding=base64"),
        ContentSign("0M8R4KGxGuE", .base64, "application/x-ole-storage; encoding=base64"),
        ContentSign("U1FMaXRlIGZvcm1hdCAz", .base64, "application/vnd.sqlite3; encoding=base64"),
        ContentSign("U2FsdGVkX1", .base64, "application/x-openssl-salted; encoding=base64"),
        ContentSign("transfer-encoding: base64", .anything, "text/plain; encoding=base64"),
        ContentSign("quoted-printable", .anything, nil),
    ]
}

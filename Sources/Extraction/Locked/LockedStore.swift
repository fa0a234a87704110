/// Files whose content only a key opens, known by how they begin.
///
/// To add one: give it a line in the table, or a function if its first bytes do not tell it alone; a test with a file that
/// the program itself has made; and its type in `ContentKind.encryptedTypes`.
enum LockedStore {
    /// What content is that only a key opens.
    struct Kind: Equatable {
        /// Its MIME type, registered or not.
        var type: String
        /// Whether keys and passwords are what it is for.
        var holdsCredentials: Bool
    }

    /// What content that begins with `head` is; `nil` for all else.
    static func kind(of head: Span<UInt8>) -> Kind? {
        guard head.count >= 8 else { return nil }
        for entry in signatures where Sniffer.starts(head, entry.bytes, at: entry.offset) { return entry.kind }
        switch head[0] {
        case 0xFE where Sniffer.starts(head, [0xFE, 0xED, 0xFE, 0xED]):
            return javaStore(head, "application/x-java-keystore")
        case 0xCE where Sniffer.starts(head, [0xCE, 0xCE, 0xCE, 0xCE]):
            return javaStore(head, "application/x-java-jce-keystore")
        case 0x30: return structure(head)
        case 0x94...0x97, 0xC5:
            return isSecretKey(head) ? Kind(type: "application/pgp-keys", holdsCredentials: true) : nil
        case UInt8(ascii: "R"):
            return hidesNames(head) ? Kind(type: "application/vnd.rar", holdsCredentials: false) : nil
        case UInt8(ascii: "C") where Sniffer.starts(head, Array("Created: ".utf8)):
            return holds("\nKey: (protected-private-key", in: head) ? store("application/x-gnupg-private-key") : nil
        case UInt8(ascii: "P") where Sniffer.starts(head, Array("PuTTY-User-Key-File-".utf8)):
            let isLocked = holds("\nEncryption: aes", in: head)
            return isLocked ? Kind(type: "application/x-putty-key-encrypted", holdsCredentials: false) : nil
        case 5: return isKeyTable(head) ? Kind(type: "application/x-krb5-keytab", holdsCredentials: true) : nil
        default: return nil
        }
    }

    /// What they begin with, by each program's specification or source.
    private static let signatures: [(bytes: [UInt8], offset: Int, kind: Kind)] = [
        // KeePass 1, 2 before its release, and 2.
        ([0x03, 0xD9, 0xA2, 0x9A, 0x65, 0xFB, 0x4B, 0xB5], 0, store("application/x-keepass")),
        ([0x03, 0xD9, 0xA2, 0x9A, 0x66, 0xFB, 0x4B, 0xB5], 0, store("application/x-keepass")),
        ([0x03, 0xD9, 0xA2, 0x9A, 0x67, 0xFB, 0x4B, 0xB5], 0, store("application/x-keepass")),
        (Array("PWS3".utf8), 0, store("application/x-password-safe")),
        (Array("GnomeKeyring\n\r\0\n".utf8), 0, store("application/x-gnome-keyring")),
        (Array("KWALLET\n\r\0\r\n".utf8), 0, store("application/x-kwallet")),
        ([0x6B, 0x79, 0x63, 0x68, 0, 1, 0, 0], 0, store("application/x-apple-keychain")),
        (Array("(21:protected-private-key".utf8), 0, store("application/x-gnupg-private-key")),
        (Array("Key: (protected-private-key".utf8), 0, store("application/x-gnupg-private-key")),
        ([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE], 0, volume("application/x-luks")),
        (Array("-FVE-FS-".utf8), 3, volume("application/x-bitlocker")),
        (Array("encrcdsa".utf8), 0, volume("application/x-apple-diskimage; encrypted")),
    ]

    private static func store(_ type: String) -> Kind { Kind(type: type, holdsCredentials: true) }

    private static func volume(_ type: String) -> Kind { Kind(type: type, holdsCredentials: false) }

    /// Whether a text stands in the first bytes.
    private static func holds(_ text: String, in head: Span<UInt8>) -> Bool {
        let text = Array(text.utf8)
        for start in 0..<min(512, max(0, head.count - text.count)) where Sniffer.starts(head, text, at: start) {
            return true
        }
        return false
    }

    /// A key store of Java that has a key; one of certificates alone is nothing secret.
    ///
    /// Source: OpenJDK, `sun.security.provider.JavaKeyStore` and `com.sun.crypto.provider.JceKeyStore`.
    private static func javaStore(_ head: Span<UInt8>, _ type: String) -> Kind? {
        func number(_ offset: Int, _ width: Int) -> Int? {
            guard offset >= 0, offset + width <= head.count else { return nil }
            return (0..<width).reduce(0) { $0 << 8 | Int(head[offset + $1]) }
        }
        guard let version = number(4, 4), version == 1 || version == 2, let count = number(8, 4) else { return nil }
        var offset = 12
        for _ in 0..<min(count, 10_000) {
            guard let tag = number(offset, 4), let alias = number(offset + 4, 2) else { return nil }
            if tag == 1 || tag == 3 { return store(type) }
            guard tag == 2 else { return nil }
            offset += 6 + alias + 8
            if version == 2 {
                guard let name = number(offset, 2) else { return nil }
                offset += 2 + name
            }
            guard let length = number(offset, 4) else { return nil }
            offset += 4 + length
        }
        return nil
    }

    /// A store of PKCS #12 (RFC 7292, section 4) or a private key that a password protects (RFC 5958, section 3).
    private static func structure(_ head: Span<UInt8>) -> Kind? {
        var offset = 0
        /// Steps into a value of a type, or over it; the length of its content.
        func enter(_ tag: UInt8) -> Int? {
            guard offset + 2 <= head.count, head[offset] == tag else { return nil }
            let first = head[offset + 1]
            offset += 2
            if first < 0x80 { return Int(first) }
            let width = Int(first & 0x7F)
            guard width <= 4, offset + width <= head.count else { return nil }
            var length = 0
            for index in 0..<width { length = length << 8 | Int(head[offset + index]) }
            offset += width
            return length
        }
        guard enter(0x30) != nil else { return nil }
        if Sniffer.starts(head, [2, 1, 3], at: offset) {
            offset += 3
            guard enter(0x30) != nil, enter(6) == 9 else { return nil }
            // The types data and signedData of PKCS #7: 1.2.840.113549.1.7.1 and .2.
            let isStore = Sniffer.starts(head, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7], at: offset)
            return isStore ? store("application/x-pkcs12") : nil
        }
        guard enter(0x30) != nil, let length = enter(6), length == 9 || length == 10 else { return nil }
        // PKCS #5 (1.2.840.113549.1.5) and the older kinds of PKCS #12 (1.2.840.113549.1.12.1).
        let isKey =
            Sniffer.starts(head, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5], at: offset)
            || Sniffer.starts(head, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1], at: offset)
        return isKey ? store("application/pkcs8-encrypted") : nil
    }

    /// Whether the bytes begin with a secret key of OpenPGP (RFC 9580, sections 4.2 and 5.5.3).
    private static func isSecretKey(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 24 else { return false }
        let start: Int
        if head[0] == 0xC5 {
            start = head[1] < 192 ? 2 : head[1] < 224 ? 3 : head[1] == 255 ? 6 : 2
        } else {
            start = [2, 3, 5, 1][Int(head[0] & 3)]
        }
        let version = head[start]
        guard (3...6).contains(version) else { return false }
        let algorithm = head[start + 5 + (version == 3 ? 2 : 0)]
        return algorithm >= 1 && algorithm <= 28
    }

    /// Whether an archive of RAR hides even the names of its members.
    ///
    /// Sources: RARLAB's notes on the format of RAR 5.0 (header of type 4), and on that of 4 (flag 0x80 of the main header).
    private static func hidesNames(_ head: Span<UInt8>) -> Bool {
        guard Sniffer.starts(head, [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]), head.count >= 24 else { return false }
        if head[6] == 0 { return head[9] == 0x73 && head[10] & 0x80 != 0 }
        // Behind the sum of four bytes are the header's size and its type, as numbers of seven bits a byte.
        var index = 12
        while index < 16, head[index] & 0x80 != 0 { index += 1 }
        return head[6] == 1 && head[7] == 0 && head[index + 1] == 4
    }

    /// Whether the bytes begin a table of keys of Kerberos: a version, and an entry with names that can be read.
    ///
    /// Source: MIT Kerberos, "Keytab file format".
    private static func isKeyTable(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 32, head[1] == 1 || head[1] == 2 else { return false }
        let isBig = head[1] == 2
        let size = (0..<4).reduce(0) { $0 << 8 | Int(head[isBig ? 2 + $1 : 5 - $1]) }
        let length = isBig ? Int(head[8]) << 8 | Int(head[9]) : Int(head[9]) << 8 | Int(head[8])
        guard (24..<4096).contains(size), (2..<256).contains(length), 10 + length <= head.count else { return false }
        for index in 10..<10 + length where head[index] &- 33 >= 94 { return false }
        return true
    }
}

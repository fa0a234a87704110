/// What an object's content is, judged by its first bytes and never by its name.
public enum ContentKind: Equatable, Sendable {
    /// Text in a known encoding.
    case text(TextEncoding)

    /// Bytes that are no text; printable runs in them are scanned.
    case binary

    /// A format that packs its content; the value is its MIME type.
    case packed(String)

    /// A document or container that was read as such; the value is its MIME type.
    case document(String)

    /// Nothing at all.
    case empty

    /// The type of a message of the AWS Encryption SDK, as which objects are encrypted; nobody has registered one.
    public static let encryptedMessage = "application/vnd.aws.encryption-sdk"

    /// The types of content that only a key opens.
    public static let encryptedTypes: Set<String> = [
        encryptedMessage, "application/age-encryption", "application/pgp-encrypted", "application/x-openssl-salted",
        "application/x-ansible-vault", "application/x-sops", "application/x-git-crypt", "application/x-luks",
        "application/x-bitlocker", "application/x-apple-diskimage; encrypted", "application/x-keepass",
        "application/x-password-safe", "application/x-gnome-keyring", "application/x-kwallet",
        "application/x-apple-keychain", "application/x-gnupg-private-key", "application/x-java-keystore",
        "application/x-java-jce-keystore", "application/x-pkcs12", "application/pkcs8-encrypted",
        "application/pgp-keys", "application/x-krb5-keytab", "application/x-openssh-key-encrypted",
        "application/x-putty-key-encrypted", "application/x-pem-key-encrypted",
    ]

    /// Whether it is no text.
    public var isBinary: Bool {
        switch self {
        case .binary, .packed: true
        case .text, .document, .empty: false
        }
    }

    /// Whether offsets count bytes of the decoded text instead of the object.
    public var isDecoded: Bool {
        switch self {
        case .text(let encoding): encoding.unitLength > 1 || encoding == .iso2022JP
        case .document: true
        case .binary, .packed, .empty: false
        }
    }

    /// The MIME type that findings state.
    public var mimeType: String {
        switch self {
        case .text, .empty: "text/plain"
        case .binary: "application/octet-stream"
        case .packed(let type), .document(let type): type
        }
    }
}

/// How text is written in bytes.
public enum TextEncoding: String, Equatable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case utf32LittleEndian = "UTF-32LE"
    case utf32BigEndian = "UTF-32BE"
    /// Windows-1252, of which ISO 8859-1's printable part is a subset.
    case windows1252 = "windows-1252"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows874 = "windows-874"
    case koi8R = "KOI8-R"
    case ibm866 = "IBM866"
    case iso8859Part2 = "ISO-8859-2"
    case iso8859Part5 = "ISO-8859-5"
    case iso8859Part6 = "ISO-8859-6"
    case shiftJIS = "Shift_JIS"
    case eucJP = "EUC-JP"
    case iso2022JP = "ISO-2022-JP"
    case eucKR = "EUC-KR"
    case gb18030 = "GB18030"
    case big5 = "Big5"
    /// EBCDIC, in which no letter has the byte of ASCII: that of the United States, of all of Europe, of Unix, and of countries.
    case ibm037 = "IBM037"
    case ibm500 = "IBM500"
    case ibm1047 = "IBM1047"
    case ibm273 = "IBM273"
    case ibm277 = "IBM277"
    case ibm278 = "IBM278"
    case ibm280 = "IBM280"
    case ibm284 = "IBM284"
    case ibm285 = "IBM285"
    case ibm297 = "IBM297"
    case ibm871 = "IBM871"

    /// Whether text must be decoded before patterns over bytes make sense.
    public var needsDecoding: Bool { self != .utf8 && self != .windows1252 }

    /// Whether characters of an encoding with bytes of ASCII have two bytes or more.
    public var isMultibyte: Bool {
        switch self {
        case .shiftJIS, .eucJP, .iso2022JP, .eucKR, .gb18030, .big5: true
        default: false
        }
    }

    /// Bytes of a unit: the least that a character has.
    public var unitLength: Int {
        switch self {
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        default: 1
        }
    }

    /// Whether the highest byte of a unit comes first.
    public var isBigEndian: Bool { self == .utf16BigEndian || self == .utf32BigEndian }
}

import Bytes
import EncryptedMessages
public import Findings

/// Judges content by its first bytes.
public enum Sniffer {
    /// How many bytes are looked at.
    public static let window = 8192

    /// Tells what content that begins with `bytes` is.
    ///
    /// A byte order mark decides; then a known signature; then zero bytes, of which UTF-16 has every second one in Western
    /// text, others some, and binary data any; then whether the rest is valid UTF-8.
    public static func kind(of bytes: Span<UInt8>) -> ContentKind {
        packedType(of: bytes).map { .packed($0) } ?? openKind(of: bytes)
    }

    /// The same for content that is not packed, or as if it was not.
    public static func openKind(of bytes: Span<UInt8>) -> ContentKind {
        guard bytes.count > 0 else { return .empty }
        if starts(bytes, [0xEF, 0xBB, 0xBF]) { return .text(.utf8) }
        if isUTF32(bytes, isBigEndian: false) { return .text(.utf32LittleEndian) }
        if isUTF32(bytes, isBigEndian: true) { return .text(.utf32BigEndian) }
        // A mark in front of bytes that are no UTF-16 would hide them: they are judged as if it was not there.
        if starts(bytes, [0xFF, 0xFE]), isUTF16(bytes, isBigEndian: false) { return .text(.utf16LittleEndian) }
        if starts(bytes, [0xFE, 0xFF]), isUTF16(bytes, isBigEndian: true) { return .text(.utf16BigEndian) }
        let end = min(bytes.count, window)
        var zeroes = (even: 0, odd: 0)
        var controls = 0
        var zeroCount = 0
        var all: UInt8 = 0
        var highCount = 0
        // Without a branch, so that many bytes are looked at together.
        for index in 0..<end {
            let byte = bytes[index]
            all |= byte
            highCount &+= Int(byte >> 7)
            zeroCount &+= byte == 0 ? 1 : 0
            controls &+= byte &- 1 < 31 && byte &- 9 > 1 && byte &- 12 > 1 && byte != 27 ? 1 : 0
        }
        let isASCII = all < 0x80
        // Records of mainframes have zeroes and controls between their texts.
        if highCount * 20 > end, let encoding = EBCDICGuess.encoding(of: bytes.extracting(0..<end)) {
            return .text(encoding)
        }
        if zeroCount > 0 {
            for index in 0..<end where bytes[index] == 0 {
                if index & 1 == 0 { zeroes.even += 1 } else { zeroes.odd += 1 }
            }
        }
        if zeroes.even + zeroes.odd > 0 {
            // Latin text has a zero in nearly every unit, others in those of spaces and line ends at least.
            let units = max(1, end / 2)
            if zeroes.even == 0, zeroes.odd * 10 >= units * 4 { return .text(.utf16LittleEndian) }
            if zeroes.odd == 0, zeroes.even * 10 >= units * 4 { return .text(.utf16BigEndian) }
            let little = UTF16Reading(bytes.extracting(0..<end), isBigEndian: false)
            let big = UTF16Reading(bytes.extracting(0..<end), isBigEndian: true)
            switch (little.isLikely, big.isLikely) {
            case (false, false): return .binary
            case (true, true): return .text(little.asciiCount >= big.asciiCount ? .utf16LittleEndian : .utf16BigEndian)
            case (let isLittle, _): return .text(isLittle ? .utf16LittleEndian : .utf16BigEndian)
            }
        }
        if controls * 20 > end { return .binary }
        if isASCII || UTF8Text.isValid(bytes.extracting(0..<end), mayEndInside: end < bytes.count || end == window) {
            if isASCII, CharsetGuess.isEscapedJapanese(bytes.extracting(0..<end)) { return .text(.iso2022JP) }
            return .text(.utf8)
        }
        // What is written in no encoding that is known here is not read, but for its letters of ASCII.
        return CharsetGuess.encoding(of: bytes.extracting(0..<end)).map { .text($0) } ?? .binary
    }

    /// The MIME type of a format whose content does not lie open; `nil` for others.
    ///
    /// Asked before whether the bytes are ASCII, for a PDF or an armoured message may be.
    public static func packedType(of bytes: Span<UInt8>) -> String? {
        // A byte order mark in front hides nothing; a message that has one is none that could be decrypted.
        if starts(bytes, [0xEF, 0xBB, 0xBF]) {
            let type = packedType(of: bytes.extracting(3..<bytes.count))
            return type == ContentKind.encryptedMessage ? nil : type
        }
        if let locked = LockedStore.kind(of: bytes), locked.type != "application/vnd.rar" { return locked.type }
        for signature in signatures where starts(bytes, signature.bytes, at: signature.offset) {
            return signature.type
        }
        if messageHeaderCount(bytes) != nil { return ContentKind.encryptedMessage }
        return isOpenPGPMessage(bytes) ? "application/pgp-encrypted" : nil
    }

    /// Whether binary data is texts with zeroes between them or behind them, as far as it is looked at.
    public static func isTextWithZeroes(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<min(bytes.count, window) {
            let byte = bytes[index]
            guard byte &- 32 < 95 || byte &- 9 < 5 || byte == 0 || byte == 27 else { return false }
        }
        return true
    }

    /// Whether the bytes behind a byte order mark are not ASCII in pairs.
    private static func isUTF16(_ bytes: Span<UInt8>, isBigEndian: Bool) -> Bool {
        let end = min(bytes.count, window) & ~1
        var pairs = 0
        for index in stride(from: 2, to: end, by: 2) where bytes[index] &- 32 < 95 && bytes[index + 1] &- 32 < 95 {
            pairs += 1
        }
        return pairs * 2 <= max(1, end / 2 - 1)
    }

    /// Whether the bytes begin with a packet that an encrypted or compressed OpenPGP message begins with.
    ///
    /// Source: RFC 4880, sections 4.2, 5.1, 5.3 and 5.6; RFC 9580, section 5.1.
    private static func isOpenPGPMessage(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 16, bytes[0] & 0x80 != 0 else { return false }
        let first = bytes[0]
        let isNew = first & 0x40 != 0
        let tag = isNew ? first & 0x3F : first >> 2 & 0x0F
        guard tag == 1 || tag == 3 || tag == 8 else { return false }
        let header: Int
        if isNew {
            header = bytes[1] < 192 ? 2 : bytes[1] < 224 ? 3 : bytes[1] == 255 ? 6 : 2
        } else {
            header = [2, 3, 5, 1][Int(first & 3)]
        }
        let (version, next) = (bytes[header], bytes[header + 1])
        switch tag {
        case 1: return isNew ? version == 3 || version == 6 : version == 3 && header < 5
        case 3: return (version == 4 || version == 6) && next <= 14
        default: return !isNew && header == 1 && (1...3).contains(version)
        }
    }

    /// Whether the bytes are UTF-32: whole characters that texts have, with or without a byte order mark.
    private static func isUTF32(_ bytes: Span<UInt8>, isBigEndian: Bool) -> Bool {
        let end = min(bytes.count, window) & ~3
        guard end >= 8 else { return false }
        for index in stride(from: 0, to: end, by: 4) {
            var scalar: UInt32 = 0
            for offset in 0..<4 {
                scalar |= UInt32(bytes[index + offset]) << UInt32(8 * (isBigEndian ? 3 - offset : offset))
            }
            if scalar == 0xFEFF, index == 0 { continue }
            switch scalar {
            case 9, 10, 12, 13, 27, 32..<0x7F, 0xA0..<0xD800, 0xF900..<0xFFF0, 0x10000..<0x30000: continue
            default: return false
            }
        }
        return true
    }

    /// The length of the header of a message of the AWS Encryption SDK that commits to its key, in bytes; `nil` for anything
    /// else.
    ///
    /// Three bytes are no header: it is read to its end, data keys and all.
    public static func messageHeaderCount(_ bytes: Span<UInt8>) -> Int? {
        guard starts(bytes, [0x02, 0x04, 0x78]) || starts(bytes, [0x02, 0x05, 0x78]) else { return nil }
        return MessageHeader(startOf: bytes)?.byteCount
    }

    /// Whether bytes have others at `offset`.
    static func starts(_ bytes: Span<UInt8>, _ prefix: [UInt8], at offset: Int = 0) -> Bool {
        guard bytes.count >= offset + prefix.count else { return false }
        return prefix.indices.allSatisfy { bytes[offset + $0] == prefix[$0] }
    }

    /// Formats whose content does not lie open, by the bytes that they begin with (each format's specification).
    private static let signatures: [(bytes: [UInt8], offset: Int, type: String)] = [
        (Array("age-encryption.org/v1\n".utf8), 0, "application/age-encryption"),
        (Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8), 0, "application/age-encryption"),
        (Array("-----BEGIN PGP MESSAGE-----".utf8), 0, "application/pgp-encrypted"),
        (Array("Salted__".utf8), 0, "application/x-openssl-salted"),
        ([0x50, 0x4B, 0x03, 0x04], 0, "application/zip"),
        ([0x1F, 0x8B, 0x08], 0, "application/gzip"),
        ([0x42, 0x5A, 0x68], 0, "application/x-bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, "application/x-xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "application/zstd"),
        ([0x04, 0x22, 0x4D, 0x18], 0, "application/x-lz4"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "application/x-7z-compressed"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], 0, "application/vnd.rar"),
        ([0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0], 0, "application/vnd.ms-cab-compressed"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], 0, "application/pdf"),
        (Array("SQLite format 3\0".utf8), 0, "application/vnd.sqlite3"),
        (Array("$ANSIBLE_VAULT;".utf8), 0, "application/x-ansible-vault"),
        (Array("\0GITCRYPT\0".utf8), 0, "application/x-git-crypt"),
        (Array("{\\rtf".utf8), 0, "application/rtf"),
        (Array("bplist00".utf8), 0, "application/x-apple-binary-plist"),
        (Array("!<arch>\ndebian-binary".utf8), 0, "application/vnd.debian.binary-package"),
        (Array("LZIP".utf8), 0, "application/x-lzip"),
        (Array("ElfFile\0".utf8), 0, "application/x-ms-evtx"),
        (Array("!BDN".utf8), 0, "application/vnd.ms-outlook"),
        (Array("PGDMP".utf8), 0, "application/x-postgresql-dump"),
        (Array("ARROW1\0\0".utf8), 0, "application/vnd.apache.arrow.file"),
        (Array("xar!".utf8), 0, "application/x-xar"),
        (Array("MSWIM\0\0\0".utf8), 0, "application/x-ms-wim"),
        (Array("hsqs".utf8), 0, "application/x-squashfs"),
        (Array("\0\u{1}\0\0Standard Jet DB".utf8), 0, "application/x-msaccess"),
        (Array("\0\u{1}\0\0Standard ACE DB".utf8), 0, "application/x-msaccess"),
        // The same containers as base64, as a mail or a JSON file holds them.
        (Array("UEsDB".utf8), 0, "application/zip; encoding=base64"),
        (Array("N3q8ryc".utf8), 0, "application/x-7z-compressed; encoding=base64"),
        (Array("/Td6WFo".utf8), 0, "application/x-xz; encoding=base64"),
        (Array("KLUv/".utf8), 0, "application/zstd; encoding=base64"),
        (Array("UmFyIRoH".utf8), 0, "application/vnd.rar; encoding=base64"),
        (Array("JVBERi0".utf8), 0, "application/pdf; encoding=base64"),
        (Array("0M8R4KGxGuE".utf8), 0, "application/x-ole-storage; encoding=base64"),
        (Array("U1FMaXRlIGZvcm1hdCAz".utf8), 0, "application/vnd.sqlite3; encoding=base64"),
        (Array("U2FsdGVkX1".utf8), 0, "application/x-openssl-salted; encoding=base64"),
        ([0xFE, 0xED, 0xFE, 0xED], 0, "application/x-java-truststore"),
        ([0xCE, 0xCE, 0xCE, 0xCE], 0, "application/x-java-truststore"),
        ([0x1F, 0x9D], 0, "application/x-compress"),
        ([0x89, 0x4C, 0x5A, 0x4F], 0, "application/x-lzop"),
        ([0xED, 0xAB, 0xEE, 0xDB], 0, "application/x-rpm"),
        ([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50], 0, "application/x-snappy-framed"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "application/x-ole-storage"),
        ([0x50, 0x41, 0x52, 0x31], 0, "application/vnd.apache.parquet"),
        ([0x4F, 0x62, 0x6A, 0x01], 0, "application/vnd.apache.avro"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        ([0x47, 0x49, 0x46, 0x38], 0, "image/gif"),
    ]
}

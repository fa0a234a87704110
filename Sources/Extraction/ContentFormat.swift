import Bytes
import Findings

/// What is done with content, judged by its first bytes.
indirect enum ContentFormat: Equatable {
    /// It is something and, from a place within its first bytes on, a PDF file.
    case polyglot(ContentFormat)
    /// It is text or binary data, and read as it is.
    case open
    /// A zip file, or a document that is one.
    case zip
    /// A document of Office before 2007, or what else lies in such a file.
    case compound
    /// A PDF file.
    case pdf
    /// Tables, records or properties.
    case data(DataFormat)
    /// A web page.
    case html
    /// A document that is a single stream of bytes.
    case document(SingleDocument)
    /// An archive of the web.
    case warc
    /// A mail, or a file of many.
    case mail(isMailbox: Bool)
    /// A mail as Apple Mail keeps it: its length on a line, the mail, and a property list.
    case countedMail(start: Int, count: Int)
    /// What a library reads.
    case archive(ArchiveFormat, type: String)
    /// A picture, sound or film.
    case media(MediaFormat)
    /// A part of a repository of Git.
    case git(GitFormat)
    /// Only a key opens it; its printable runs are looked at.
    case locked(LockedStore.Kind)
    /// Nobody reads it; its printable runs are looked at.
    case unread(type: String)

    /// How many bytes are looked at.
    static let window = 1 << 16

    /// Judges content by the bytes that it begins with, at least ``window`` of them or all.
    static func of(_ head: Span<UInt8>) -> ContentFormat {
        let format = first(of: head)
        switch format {
        case .open, .html, .document, .media, .mail: return holdsPDF(head) ? .polyglot(format) : format
        default: return format
        }
    }

    /// Whether a PDF file begins within the first 1024 bytes, where viewers look for it (ISO 32000-1, annex H, implementation note 13).
    private static func holdsPDF(_ head: Span<UInt8>) -> Bool {
        var index = 0
        while true {
            index = head.index(of: UInt8(ascii: "%"), from: index)
            guard index < 1024, index + 8 < head.count else { return false }
            if Sniffer.starts(head, pdfMark, at: index), head[index + 5] &- 48 < 10 { break }
            index += 1
        }
        // What only speaks of such files has no objects.
        while true {
            index = head.index(of: UInt8(ascii: "o"), from: index)
            guard index + 4 < head.count else { return false }
            if Sniffer.starts(head, objectMark, at: index), head[index - 1] <= 32, head[index - 2] &- 48 < 10 {
                return true
            }
            index += 1
        }
    }

    private static let pdfMark = Array("%PDF-".utf8)
    private static let objectMark = Array("obj".utf8)

    /// Judges it by its very first bytes.
    private static func first(of head: Span<UInt8>) -> ContentFormat {
        if let tar = tar(head) { return tar }
        if head.count >= 0x8006, Sniffer.starts(head, Array("CD001".utf8), at: 0x8001) {
            return .archive(.iso9660, type: "application/x-iso9660-image")
        }
        if let locked = LockedStore.kind(of: head) { return .locked(locked) }
        for signature in archives
        where Sniffer.starts(head, signature.bytes, at: signature.offset) && isPlausible(signature.format, head) {
            return .archive(signature.format, type: signature.type)
        }
        if let format = DataFormat.of(head) { return .data(format) }
        if let format = MediaFormat.of(head) { return .media(format) }
        if let format = GitFormat.of(head) { return .git(format) }
        switch Sniffer.packedType(of: head) {
        case "application/zip": return .zip
        case "application/x-ole-storage": return .compound
        case "application/pdf": return .pdf
        case "application/rtf": return .document(.rtf)
        case let type?: return .unread(type: type)
        case nil: break
        }
        if furtherZips.contains(where: { Sniffer.starts(head, $0) }) { return .zip }
        if let document = SingleDocument.of(head) { return .document(document) }
        if Sniffer.starts(head, Array("WARC/1.".utf8)) { return .warc }
        if HTMLReader.begins(head) { return .html }
        let mail = MailHeader.begins(head)
        if mail.isMail { return .mail(isMailbox: mail.isMailbox) }
        if let counted = MailHeader.counted(head) { return .countedMail(start: counted.start, count: counted.count) }
        if isLZMA(head) { return .archive(.lzma, type: "application/x-lzma") }
        // Nearly all that comes here is text without a signature: whether it is text is asked last, for it costs most.
        if let type = PlainSignatures.type(of: head), Sniffer.openKind(of: head) != .text(.utf8) {
            return .unread(type: type)
        }
        return .open
    }

    /// Whether what follows a short signature is what follows it in that format, and no text that begins alike.
    private static func isPlausible(_ format: ArchiveFormat, _ head: Span<UInt8>) -> Bool {
        switch format {
        case .bzip2: return head.count > 9 && head[3] &- 49 < 9 && (head[4] == 0x31 || head[4] == 0x17)
        case .lzip: return head.count > 5 && head[4] <= 1
        case .lha: return head.count > 21 && head[6] == UInt8(ascii: "-")
        case .cpio:
            guard head[0] == UInt8(ascii: "0") else {
                return head.count > 26 && Sniffer.openKind(of: head) != .text(.utf8)
            }
            guard head.count > 110 else { return false }
            let length = head[5] == UInt8(ascii: "7") ? 76 : 110
            for index in 0..<length where head[index] &- 48 >= 10 && (head[index] | 0x20) &- 97 >= 6 { return false }
            return true
        default: return true
        }
    }

    /// A tar file by its first header's sum, which also those without a mark have (POSIX.1-2017, pax).
    private static func tar(_ head: Span<UInt8>) -> ContentFormat? {
        guard head.count >= 512, head[0] != 0 else { return nil }
        // What is stated comes first: in most files there are no digits where it stands.
        var stated = 0
        var hasDigit = false
        for index in 148..<156 {
            let byte = head[index]
            if byte == 0 || byte == 32 {
                guard hasDigit else { continue }
                break
            }
            guard byte &- 48 < 8 else { return nil }
            stated = stated << 3 | Int(byte - 48)
            hasDigit = true
        }
        guard hasDigit else { return nil }
        var sum = 0
        for index in 0..<512 { sum += 148..<156 ~= index ? 32 : Int(head[index]) }
        return stated == sum ? .archive(.tar, type: "application/x-tar") : nil
    }

    /// The older container of LZMA: properties, a size of a dictionary that encoders use, and a length or none.
    private static func isLZMA(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 14, head[0] == 0x5D, head[1] == 0, head[2] == 0, head[13] == 0 else { return false }
        let dictionary = UInt32(head[3]) << 16 | UInt32(head[4]) << 24
        guard dictionary > 0, dictionary & (dictionary - 1) == 0 || dictionary.nonzeroBitCount == 2 else {
            return false
        }
        var isUnknown = true
        for index in 5..<13 where head[index] != 0xFF { isUnknown = false }
        return isUnknown || head[10] | head[11] | head[12] == 0
    }

    /// What a zip file begins with that is empty, one that is split, and one that is signed for a browser.
    private static let furtherZips: [[UInt8]] = [
        [0x50, 0x4B, 0x05, 0x06], [0x50, 0x4B, 0x07, 0x08, 0x50, 0x4B], Array("Cr24\u{2}\0\0\0".utf8),
        Array("Cr24\u{3}\0\0\0".utf8),
    ]

    /// What archives begin with, by each format's specification.
    private static let archives: [(bytes: [UInt8], offset: Int, format: ArchiveFormat, type: String)] = [
        ([0x1F, 0x8B, 0x08], 0, .gzip, "application/gzip"),
        (Array("BZh".utf8), 0, .bzip2, "application/x-bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, .xz, "application/x-xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, .zstd, "application/zstd"),
        ([0x04, 0x22, 0x4D, 0x18], 0, .lz4, "application/x-lz4"),
        (Array("LZIP".utf8), 0, .lzip, "application/x-lzip"),
        ([0x1F, 0x9D], 0, .compress, "application/x-compress"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, .sevenZip, "application/x-7z-compressed"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], 0, .rar, "application/vnd.rar"),
        ([0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0], 0, .cab, "application/vnd.ms-cab-compressed"),
        (Array("!<arch>\n".utf8), 0, .ar, "application/x-archive"),
        (Array("070701".utf8), 0, .cpio, "application/x-cpio"),
        (Array("070702".utf8), 0, .cpio, "application/x-cpio"),
        (Array("070707".utf8), 0, .cpio, "application/x-cpio"),
        ([0xC7, 0x71], 0, .cpio, "application/x-cpio"),
        ([0x71, 0xC7], 0, .cpio, "application/x-cpio"),
        ([0xED, 0xAB, 0xEE, 0xDB], 0, .rpm, "application/x-rpm"),
        (Array("xar!".utf8), 0, .xar, "application/x-xar"),
        (Array("-lh".utf8), 2, .lha, "application/x-lzh-compressed"),
        (Array("-lz".utf8), 2, .lha, "application/x-lzh-compressed"),
    ]
}

/// Signatures of formats that hold text and that nobody here reads.
enum PlainSignatures {
    /// The type of content that begins with one; `nil` for any other.
    static func type(of head: Span<UInt8>) -> String? {
        for signature in all where Sniffer.starts(head, signature.bytes, at: signature.offset) {
            return signature.type
        }
        return nil
    }

    private static let all: [(bytes: [UInt8], offset: Int, type: String)] = [
        (Array("ftyp".utf8), 4, "video/mp4"),
        ([0x49, 0x49, 0x2A, 0x00], 0, "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, "image/tiff"),
        (Array("regf".utf8), 0, "application/x-windows-registry"),
        ([0x51, 0x46, 0x49, 0xFB], 0, "application/x-qemu-disk"),
        (Array("KDMV".utf8), 0, "application/x-vmdk"),
        (Array("vhdxfile".utf8), 0, "application/x-vhdx"),
        (Array("conectix".utf8), 0, "application/x-vhd"),
    ]
}

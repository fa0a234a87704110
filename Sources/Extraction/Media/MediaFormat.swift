import Findings

/// Pictures, sounds and films: what they show is no text, but people and devices write into them who, where and with what.
enum MediaFormat: Equatable {
    case jpeg
    case png
    case gif
    case tiff
    /// A RIFF file: WebP, WAVE or AVI.
    case riff(type: String)
    /// A file of the ISO base media format: MP4, QuickTime, HEIC, AVIF.
    case baseMedia(type: String)
    /// MPEG audio, with tags of ID3 before or behind it.
    case mpegAudio
    case flac
    case ogg
    /// A picture that is drawn by commands.
    case metafile(Metafile)

    /// Kinds of such pictures.
    enum Metafile { case enhanced, old, starView }

    /// Its MIME type.
    var type: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .gif: "image/gif"
        case .tiff: "image/tiff"
        case .riff(let type), .baseMedia(let type): type
        case .mpegAudio: "audio/mpeg"
        case .flac: "audio/flac"
        case .ogg: "application/ogg"
        case .metafile(.enhanced): "image/emf"
        case .metafile(.old): "image/wmf"
        case .metafile(.starView): "image/x-svm"
        }
    }

    /// What begins with `head`; `nil` for anything else.
    static func of(_ head: Span<UInt8>) -> MediaFormat? {
        guard head.count >= 12 else { return nil }
        switch head[0] {
        case 0xFF:
            if Sniffer.starts(head, [0xFF, 0xD8, 0xFF]) { return .jpeg }
            return isMPEGAudio(head, at: 0) ? .mpegAudio : nil
        case 0x89: return Sniffer.starts(head, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? .png : nil
        case UInt8(ascii: "I"), UInt8(ascii: "M"):
            let marks: [[UInt8]] = [
                [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B],
            ]
            if marks.contains(where: { Sniffer.starts(head, $0) }) { return .tiff }
            return Sniffer.starts(head, Array("ID3".utf8)) && head[3] < 5 && head[4] < 0x80 ? .mpegAudio : nil
        case UInt8(ascii: "G"):
            let isGIF = Sniffer.starts(head, Array("GIF87a".utf8)) || Sniffer.starts(head, Array("GIF89a".utf8))
            return isGIF && isBinary(head) ? .gif : nil
        case UInt8(ascii: "R"):
            guard Sniffer.starts(head, Array("RIFF".utf8)) else { return nil }
            for (name, type) in riffTypes where Sniffer.starts(head, Array(name.utf8), at: 8) {
                return .riff(type: type)
            }
            return nil
        case UInt8(ascii: "f"): return Sniffer.starts(head, [0x66, 0x4C, 0x61, 0x43, 0]) ? .flac : nil
        case UInt8(ascii: "O"): return Sniffer.starts(head, [0x4F, 0x67, 0x67, 0x53, 0]) ? .ogg : nil
        case 0: return baseMedia(head)
        case 1, 2: return metafile(head)
        case 0xD7: return Sniffer.starts(head, [0xD7, 0xCD, 0xC6, 0x9A, 0, 0]) ? .metafile(.old) : nil
        case UInt8(ascii: "V"): return Sniffer.starts(head, Array("VCLMTF".utf8)) ? .metafile(.starView) : nil
        default: return nil
        }
    }

    private static let riffTypes = [("WEBP", "image/webp"), ("WAVE", "audio/wav"), ("AVI ", "video/x-msvideo")]

    /// A picture of Windows, by its header ([MS-EMF] 2.2.9, [MS-WMF] 2.3.2.2).
    private static func metafile(_ head: Span<UInt8>) -> MediaFormat? {
        if Sniffer.starts(head, [1, 0, 0, 0]), Sniffer.starts(head, Array(" EMF".utf8), at: 40) {
            return .metafile(.enhanced)
        }
        guard head.count >= 18, head[1] == 0, head[2] == 9, head[3] == 0, head[4] == 0, head[5] == 1 || head[5] == 3
        else {
            return nil
        }
        return .metafile(.old)
    }

    private static func isBinary(_ head: Span<UInt8>) -> Bool { Sniffer.openKind(of: head) != .text(.utf8) }

    /// A file whose first box is one that files of the kind begin with.
    private static func baseMedia(_ head: Span<UInt8>) -> MediaFormat? {
        if Sniffer.starts(head, Array("ftyp".utf8), at: 4) {
            let brand = String(decoding: (8..<12).map { head[$0] }, as: UTF8.self)
            switch brand {
            case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1": return .baseMedia(type: "image/heic")
            case "avif", "avis": return .baseMedia(type: "image/avif")
            case "crx ": return .baseMedia(type: "image/x-canon-cr3")
            case "M4A ", "M4B ": return .baseMedia(type: "audio/mp4")
            case "qt  ": return .baseMedia(type: "video/quicktime")
            default: return .baseMedia(type: "video/mp4")
            }
        }
        for name in ["moov", "mdat", "wide"] where Sniffer.starts(head, Array(name.utf8), at: 4) {
            return isBinary(head) ? .baseMedia(type: "video/quicktime") : nil
        }
        return nil
    }

    /// Whether two frames of MPEG audio follow one another (ISO 11172-3, section 2.4.1.3).
    static func isMPEGAudio(_ head: Span<UInt8>, at start: Int) -> Bool {
        guard let length = frameLength(head, start), start + length + 4 <= head.count else { return false }
        return frameLength(head, start + length) != nil && head[start + 1] == head[start + length + 1]
    }

    /// The length of a frame of layer III in bytes, by its header.
    private static func frameLength(_ head: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 4 <= head.count, head[start] == 0xFF, head[start + 1] & 0xE6 == 0xE2 else { return nil }
        let version = head[start + 1] >> 3 & 3
        let rateIndex = Int(head[start + 2] >> 4)
        let sampling = Int(head[start + 2] >> 2 & 3)
        guard version != 1, rateIndex != 0, rateIndex != 15, sampling != 3 else { return nil }
        let isFirst = version == 3
        let rates =
            isFirst
            ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
            : [
                8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160,
            ]
        let samples = [44_100, 48_000, 32_000][sampling] / (isFirst ? 1 : version == 2 ? 2 : 4)
        return (isFirst ? 144 : 72) * rates[rateIndex - 1] * 1000 / samples + Int(head[start + 2] >> 1 & 1)
    }
}

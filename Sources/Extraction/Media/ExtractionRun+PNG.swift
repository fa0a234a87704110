import Compression
import Findings

// Pictures in PNG.
extension ExtractionRun {
    private static let mostChunks = 1_000_000

    /// Chunks that hold no text (W3C, PNG, third edition, section 11).
    private static let textless: Set<String> = [
        "IHDR", "PLTE", "IDAT", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "hIST", "pHYs", "tIME",
        "acTL", "fcTL", "fdAT", "mDCV", "cLLI", "sPLT", "iDOT", "CgBI", "oFFs", "vpAg",
    ]

    func readPNG(_ store: any ByteStore) throws(ExtractionFailure) {
        var offset = 8
        var fields = MetadataText()
        var isWhole = false
        for _ in 0..<ExtractionRun.mostChunks {
            try budget.check()
            let head = MediaBytes(try store.read(at: offset, upTo: 8))
            guard let length = head.number(0, 4), let name = head.name(4), length <= 0x7FFF_FFFF,
                offset + 12 + length <= store.count
            else { break }
            if name == "IEND" {
                (isWhole, offset) = (true, offset + 12)
                break
            }
            if !ExtractionRun.textless.contains(name) {
                let most = min(length, MetadataText.longestValue)
                if length > most { note(.memoryLimit) }
                try readChunk(name, MediaBytes(try store.read(at: offset + 8, upTo: most)), &fields)
            }
            offset += 12 + length
        }
        if offset == 8 { throw .malformed }
        try metadata("PNG text", fields)
        try readBehind(offset, in: store, isWhole: isWhole)
    }

    private func readChunk(_ name: String, _ bytes: MediaBytes, _ fields: inout MetadataText) throws(ExtractionFailure)
    {
        switch name {
        case "tEXt":
            let end = bytes.zero(from: 0)
            try take(bytes.slice(0, end), Charset.utf8(Array(bytes.slice(end + 1, bytes.count)), "latin1"), &fields)
        case "zTXt":
            let end = bytes.zero(from: 0)
            let text = try inflated(bytes.slice(end + 2, bytes.count))
            try take(bytes.slice(0, end), Charset.utf8(text, "latin1"), &fields)
        case "iTXt":
            let end = bytes.zero(from: 0)
            let isPacked = bytes.number(end + 1, 1) == 1
            let language = bytes.zero(from: end + 3)
            let start = bytes.zero(from: language + 1) + 1
            let text = bytes.slice(start, bytes.count)
            try take(bytes.slice(0, end), isPacked ? try inflated(text) : Array(text), &fields)
        case "eXIf": try readExif(bytes.bytes[...])
        default: printableRuns(bytes.bytes, "PNG \(name)")
        }
    }

    /// Takes a text under its keyword; some programs pack other metadata into texts.
    private func take(
        _ keyword: ArraySlice<UInt8>,
        _ text: [UInt8],
        _ fields: inout MetadataText
    ) throws(ExtractionFailure) {
        let name = String(decoding: keyword.prefix(79), as: UTF8.self)
        if name == "XML:com.adobe.xmp" { return try readXMP(text) }
        guard name.hasPrefix("Raw profile type ") else { return fields.add(name, text) }
        // A line with the kind, one with the length, and digits of base 16.
        let lines = text.split(separator: 10, maxSplits: 2)
        let digits = (lines.last ?? []).compactMap(Self.digit)
        var profile: [UInt8] = []
        for index in stride(from: 0, to: digits.count - 1, by: 2) {
            profile.append(digits[index] << 4 | digits[index + 1])
        }
        let bytes = MediaBytes(profile)
        switch name.dropFirst(17) {
        case "exif",
            "APP1" where bytes.holds("Exif\0"):
            try readExif(bytes.slice(6, bytes.count))
        case "xmp": try readXMP(profile)
        case "iptc", "8bim": if bytes.holds("8BIM") { try readPhotoshop(bytes) } else { try readIPTC(bytes) }
        case "icc", "icm": return
        default: printableRuns(profile, "PNG text")
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// What comes out of a stream of zlib, as far as it can be unpacked.
    func inflated(_ packed: ArraySlice<UInt8>) throws(ExtractionFailure) -> [UInt8] {
        guard packed.count > 10, let found = PackedText.unpacked(Array(packed), most: MetadataText.longestValue) else {
            return []
        }
        try budget.spend(found.bytes.count)
        if !found.isWhole { note(found.bytes.count < MetadataText.longestValue ? .malformed : .memoryLimit) }
        return found.bytes
    }
}

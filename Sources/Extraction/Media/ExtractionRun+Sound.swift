import Findings

// Sounds: tags of ID3, comments of Vorbis, and chunks of RIFF, which WebP and AVI are made of as well.
extension ExtractionRun {
    // MARK: RIFF

    /// Reads chunks (Microsoft and IBM, Multimedia Programming Interface; Google, WebP Container Specification; EBU Tech 3285).
    func readRIFF(_ store: any ByteStore) throws(ExtractionFailure) {
        var fields = MetadataText()
        let end = 8 + (MediaBytes(try store.read(at: 4, upTo: 4)).number(0, 4, little: true) ?? 0)
        try readChunks(in: 12..<min(end, store.count), store, depth: 0, &fields)
        try metadata("RIFF", fields)
        try readBehind(min(store.count, end + end & 1), in: store, isWhole: end <= store.count)
    }

    private func readChunks(
        in range: Range<Int>,
        _ store: any ByteStore,
        depth: Int,
        _ fields: inout MetadataText
    ) throws(ExtractionFailure) {
        guard depth < 4, range.lowerBound <= range.upperBound else { return }
        var offset = range.lowerBound
        var count = 0
        while offset + 8 <= range.upperBound {
            count += 1
            if count & 63 == 0 { try budget.check() }
            guard count <= 100_000 else { throw ExtractionFailure(.memberLimit) }
            let head = MediaBytes(try store.read(at: offset, upTo: 12))
            guard let name = head.name(0), let length = head.number(4, 4, little: true) else { return }
            let content = offset + 8..<offset + 8 + length
            offset = content.upperBound + length & 1
            func bytes() throws(ExtractionFailure) -> [UInt8] {
                let found = try store.read(at: content.lowerBound, upTo: min(length, MetadataText.longestValue))
                try budget.spend(found.count)
                return found
            }
            switch name {
            case "EXIF":
                let found = MediaBytes(try bytes())
                try readExif(found.slice(found.holds("Exif\0\0") ? 6 : 0, found.count))
            case "XMP ", "_PMX", "iXML", "aXML": try readXMP(try bytes())
            case "LIST":
                if head.name(8) == "movi" { continue }
                try readChunks(
                    in: content.lowerBound + 4..<min(content.upperBound, range.upperBound),
                    store,
                    depth: depth + 1,
                    &fields
                )
            case "id3 ", "ID3 ": try readID3(MediaBytes(try bytes()))
            case "bext":
                let found = MediaBytes(try bytes())
                for (name, start, length) in [("Description", 0, 256), ("Originator", 256, 32), ("Reference", 288, 32)]
                {
                    fields.add(name, MetadataText.guessed(found.slice(start, length)))
                }
                fields.add("History", MetadataText.guessed(found.slice(602, found.count)))
            default:
                // Texts of a list of information have names with an I in front.
                let isText = depth > 0 && (name.hasPrefix("I") || name == "strn") || name == "DISP" || name == "labl"
                if isText { fields.add(ExtractionRun.information[name] ?? name, MetadataText.guessed(try bytes())) }
            }
        }
    }

    private static let information = [
        "IART": "Artist", "ICMT": "Comment", "ICOP": "Copyright", "INAM": "Title", "IENG": "Engineer",
        "ITCH": "Technician",
        "ISFT": "Software", "ICRD": "Date", "ISBJ": "Subject", "ISRC": "Source", "IKEY": "Keywords",
        "ICMS": "Commissioned",
    ]

    // MARK: ID3

    /// Reads the tags before and behind MPEG audio.
    func readMPEGAudio(_ store: any ByteStore) throws(ExtractionFailure) {
        let head = MediaBytes(try store.read(at: 0, upTo: 10))
        if head.holds("ID3") {
            let length = (6..<10).reduce(0) { $0 << 7 | Int(head.bytes[$1] & 0x7F) }
            guard length <= budget.freeMemory / 2 else { throw ExtractionFailure(.memoryLimit) }
            let tag = try store.read(at: 0, upTo: 10 + length)
            try budget.spend(tag.count)
            try readID3(MediaBytes(tag))
            if tag.count < 10 + length { throw .malformed }
        }
        let tail = MediaBytes(try store.read(at: max(0, store.count - 128), upTo: 128))
        guard tail.count == 128, tail.holds("TAG") else { return }
        var fields = MetadataText()
        for (name, start, length) in [
            ("Title", 3, 30), ("Artist", 33, 30), ("Album", 63, 30), ("Year", 93, 4), ("Comment", 97, 30),
        ] {
            fields.add(name, MetadataText.guessed(tail.slice(start, length)))
        }
        try metadata("ID3v1", fields)
    }

    /// Reads a tag of ID3v2 (id3.org, versions 2.2 to 2.4).
    func readID3(_ tag: MediaBytes) throws(ExtractionFailure) {
        guard tag.holds("ID3"), let version = tag.number(3, 1), (2...4).contains(version), let flags = tag.number(5, 1)
        else { return }
        var body = MediaBytes(tag.slice(10, tag.count))
        if flags & 0x80 != 0, version < 4 { body = MediaBytes(ExtractionRun.synchronised(body.bytes)) }
        var fields = MetadataText()
        var offset = 0
        if flags & 0x40 != 0, version > 2 {
            let size = version == 4 ? ExtractionRun.syncsafe(body, 0) : body.number(0, 4).map { $0 + 4 }
            offset = size ?? 0
        }
        let (width, header) = version == 2 ? (3, 6) : (4, 10)
        var count = 0
        while offset + header <= body.count, body.bytes[offset] != 0, count < 10_000 {
            count += 1
            try budget.check()
            let name = String(decoding: body.slice(offset, width), as: UTF8.self)
            let size = version == 4 ? ExtractionRun.syncsafe(body, offset + 4) : body.number(offset + width, width)
            guard let size, size >= 0, offset + header + size <= body.count else { break }
            let form = version > 2 ? body.number(offset + 9, 1) ?? 0 : 0
            var frame = Array(body.slice(offset + header, size))
            offset += header + size
            if version == 4, form & 0x02 != 0 { frame = ExtractionRun.synchronised(frame) }
            if version == 4 ? form & 0x08 != 0 : form & 0x80 != 0 {
                let start = version == 4 ? (form & 1 != 0 ? 4 : 0) : 4
                frame = try inflated(frame.dropFirst(start))
            }
            try readFrame(name, MediaBytes(frame), &fields)
        }
        try metadata("ID3", fields)
    }

    private static func syncsafe(_ bytes: MediaBytes, _ offset: Int) -> Int? {
        guard offset + 4 <= bytes.count else { return nil }
        return (0..<4).reduce(0) { $0 << 7 | Int(bytes.bytes[offset + $1] & 0x7F) }
    }

    /// Undoes the zeroes that keep bytes from looking like audio.
    private static func synchronised(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for index in bytes.indices where !(index > 0 && bytes[index] == 0 && bytes[index - 1] == 0xFF) {
            output.append(bytes[index])
        }
        return output
    }

    private func readFrame(_ name: String, _ frame: MediaBytes, _ fields: inout MetadataText) throws(ExtractionFailure)
    {
        guard let first = name.first, frame.count > 1 else { return }
        let encoding = frame.bytes[0]
        switch name {
        case "COMM", "USLT", "COM", "ULT", "USER":
            fields.add(name, ExtractionRun.texts(frame.slice(4, frame.count), encoding))
        case "TXXX", "TXX", "WXXX", "WXX", "COMR", "OWNE":
            fields.add(name, ExtractionRun.texts(frame.slice(1, frame.count), encoding))
        case "APIC", "PIC", "GEOB", "GEO": try readAttached(name, frame)
        case "PRIV":
            let end = frame.zero(from: 0)
            if frame.holds("XMP\0") {
                try readXMP(Array(frame.slice(4, frame.count)))
            } else {
                printableRuns(frame.bytes, "ID3 PRIV")
            }
            _ = end
        default:
            if first == "T" || name == "IPLS" {
                return fields.add(
                    ExtractionRun.frames[name] ?? name,
                    ExtractionRun.texts(frame.slice(1, frame.count), encoding)
                )
            }
            if first == "W" { fields.add(name, MetadataText.guessed(frame.bytes)) }
        }
    }

    private static let frames = [
        "TPE1": "Artist", "TP1": "Artist", "TPE2": "Band", "TIT2": "Title", "TT2": "Title", "TALB": "Album",
        "TOWN": "Owner",
        "TCOM": "Composer", "TEXT": "Writer", "TENC": "Encoded by", "TCOP": "Copyright", "TPUB": "Publisher",
    ]

    /// Reads a picture or file that is attached, as something of its own.
    private func readAttached(_ name: String, _ frame: MediaBytes) throws(ExtractionFailure) {
        let isWide = frame.bytes[0] == 1 || frame.bytes[0] == 2
        func behind(_ offset: Int) -> Int {
            var index = offset
            while index + 1 < frame.count, isWide, frame.bytes[index] != 0 || frame.bytes[index + 1] != 0 { index += 2 }
            return isWide ? index + 2 : frame.zero(from: offset) + 1
        }
        var start = name == "PIC" ? 5 : frame.zero(from: 1) + 1
        if name == "APIC" { start += 1 }
        start = behind(start)
        if name.hasPrefix("GEO") { start = behind(start) }
        let content = MemoryStore(Array(frame.slice(start, frame.count)))
        try member(
            Array((name.hasPrefix("GEO") ? "attachment" : "picture").utf8),
            StoreStream(content, 0..<content.count)
        )
    }

    /// Texts in an encoding by its number, which a zero parts.
    private static func texts(_ bytes: ArraySlice<UInt8>, _ encoding: UInt8) -> [UInt8] {
        func readable(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 == 0 ? 32 : $0 } }
        switch encoding {
        case 1:
            return readable(
                bytes.starts(with: [0xFE, 0xFF])
                    ? WideText.bigEndian(bytes) : Wide.text(bytes.dropFirst(bytes.starts(with: [0xFF, 0xFE]) ? 2 : 0))
            )
        case 2: return readable(WideText.bigEndian(bytes))
        default: return readable(MetadataText.guessed(bytes))
        }
    }

    // MARK: Vorbis

    /// Reads blocks of metadata (Xiph.Org, FLAC, section 8).
    func readFLAC(_ store: any ByteStore) throws(ExtractionFailure) {
        var offset = 4
        for _ in 0..<10_000 {
            let head = MediaBytes(try store.read(at: offset, upTo: 4))
            guard let kind = head.number(0, 1), let length = head.number(1, 3) else { throw .malformed }
            try budget.check()
            if [2, 4, 6].contains(kind & 0x7F) {
                let block = MediaBytes(try store.read(at: offset + 4, upTo: length))
                try budget.spend(block.count)
                switch kind & 0x7F {
                case 4: try readComments(block)
                case 6:
                    guard let type = block.number(4, 4), let text = block.number(8 + type, 4) else { throw .malformed }
                    let picture = MemoryStore(Array(block.slice(8 + type + 4 + text + 20, block.count)))
                    try member(Array("picture".utf8), StoreStream(picture, 0..<picture.count))
                default: printableRuns(block.bytes, "FLAC")
                }
                if block.count < length { throw .malformed }
            }
            offset += 4 + length
            if kind & 0x80 != 0 { return }
        }
        throw ExtractionFailure(.memberLimit)
    }

    /// Reads the comments of the first streams (RFC 3533, and Xiph.Org, "Ogg Vorbis I format specification", section 5).
    func readOgg(_ store: any ByteStore) throws(ExtractionFailure) {
        var packets: [Int: [UInt8]] = [:]
        var counts: [Int: Int] = [:]
        var offset = 0
        for _ in 0..<4096 {
            try budget.check()
            let head = MediaBytes(try store.read(at: offset, upTo: 27 + 255))
            guard head.holds("OggS"), let serial = head.number(14, 4), let segments = head.number(26, 1) else { break }
            var at = offset + 27 + segments
            for index in 0..<segments {
                guard let length = head.number(27 + index, 1) else { throw .malformed }
                if counts[serial, default: 0] < 2, packets[serial, default: []].count < MetadataText.longestValue {
                    packets[serial, default: []] += try store.read(at: at, upTo: length)
                }
                at += length
                guard length < 255 else { continue }
                let packet = MediaBytes(packets.removeValue(forKey: serial) ?? [])
                counts[serial, default: 0] += 1
                guard counts[serial] == 2 else { continue }
                try budget.spend(packet.count)
                let known = [("\u{3}vorbis", 7), ("OpusTags", 8), ("\u{1}theora", 7), ("OVP80\u{2}", 7)]
                let start = known.first { packet.holds($0.0) }?.1 ?? (packet.holds("\u{81}theora") ? 7 : 0)
                try readComments(MediaBytes(packet.slice(start, packet.count)))
            }
            offset = at
            if !counts.isEmpty, counts.values.allSatisfy({ $0 >= 2 }), counts.count < 64, offset > 1 << 16 { return }
            if offset >= store.count { return }
        }
        if offset == 0 { throw .malformed }
    }

    /// Reads comments of Vorbis: names and values.
    private func readComments(_ bytes: MediaBytes) throws(ExtractionFailure) {
        guard let vendor = bytes.number(0, 4, little: true), let count = bytes.number(4 + vendor, 4, little: true)
        else { return }
        var fields = MetadataText()
        var offset = 8 + vendor
        for _ in 0..<min(count, 100_000) {
            guard let length = bytes.number(offset, 4, little: true), offset + 4 + length <= bytes.count else { break }
            let parts = bytes.slice(offset + 4, length).split(separator: UInt8(ascii: "="), maxSplits: 1)
            offset += 4 + length
            guard parts.count == 2 else { continue }
            fields.add(String(decoding: parts[0], as: UTF8.self), Array(parts[1]))
        }
        try metadata("Vorbis comment", fields)
    }
}

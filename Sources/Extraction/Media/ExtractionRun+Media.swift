import Findings

// Pictures, sounds and films: what is written in them besides what they show.
extension ExtractionRun {
    /// Reads a file of media.
    ///
    /// - Throws: `malformed` for what is none or is cut short, after what was there has been handed over.
    func readMedia(_ format: MediaFormat, _ store: any ByteStore) throws(ExtractionFailure) {
        switch format {
        case .jpeg: try readJPEG(store)
        case .png: try readPNG(store)
        case .gif: try readGIF(store)
        case .tiff:
            var reader = ExifReader(store, self)
            try reader.read()
            // What no camera has made is most often a page that was scanned or faxed.
            if !reader.hasMaker { note(.noText) }
        case .riff: try readRIFF(store)
        case .baseMedia: try readBaseMedia(store)
        case .mpegAudio: try readMPEGAudio(store)
        case .flac: try readFLAC(store)
        case .ogg: try readOgg(store)
        case .metafile(let kind): try readMetafile(kind, store)
        }
    }

    /// Hands over metadata under a name of their own.
    func metadata(_ name: String, _ fields: MetadataText) throws(ExtractionFailure) {
        guard !fields.isEmpty else { return }
        try budget.spend(fields.bytes.count)
        try inside(Array(name.utf8)) { run in run.text(fields.bytes, .metadata) }
    }

    /// Hands over what can be read in data that nobody here understands.
    func printableRuns(_ bytes: [UInt8], _ name: String) {
        guard bytes.contains(where: { $0 > 32 }) else { return }
        var outer = trail
        if outer.names.count < Trail.mostSteps { outer.names.append(Array(name.utf8)) }
        var origin = TextOrigin(outer, part: .runs, content: .binary)
        origin.hasZeroes = false
        sink.begin(origin)
        sink.append(bytes.span)
        sink.end()
    }

    /// Reads what lies behind the end of a picture, as something of its own.
    ///
    /// - Parameters:
    ///   - end: Where the picture ends.
    ///   - store: The file.
    ///   - isWhole: Whether it ends as it should; else it is noted to be damaged.
    /// - Throws: What ends the reading of the whole object.
    func readBehind(_ end: Int, in store: any ByteStore, isWhole: Bool = true) throws(ExtractionFailure) {
        if !isWhole { note(Gap.Reason.malformed) }
        let tail = try store.read(at: max(end, store.count - Extractor.endWindow), upTo: Extractor.endWindow)
        if ZipDirectory.hasEnd(tail.span) { return try readZip(store) }
        let head = try store.read(at: end, upTo: 1 << 16)
        guard head.contains(where: { $0 != 0 && $0 != 0xFF }) else { return }
        try member(Array("behind the end".utf8), StoreStream(store, end..<store.count), packedCount: store.count - end)
    }

    // MARK: JPEG

    /// Reads a picture's segments (ITU-T T.81, annex B), up to its end and what follows that.
    private func readJPEG(_ store: any ByteStore) throws(ExtractionFailure) {
        var offset = 2
        var extended: [UInt8] = []
        var comments = MetadataText()
        var isWhole = false
        segments: while !isWhole {
            try budget.check()
            let head = MediaBytes(try store.read(at: offset, upTo: 4))
            guard head.number(0, 1) == 0xFF, let marker = head.number(1, 1) else { break }
            switch marker {
            case 0xFF: offset += 1
            case 0xD9:
                offset += 2
                isWhole = true
            case 0x01, 0xD0...0xD8: offset += 2
            case 0xDA:
                guard let length = head.number(2, 2), let next = try endOfScan(store, from: offset + 2 + length) else {
                    offset = store.count
                    continue
                }
                offset = next
            default:
                guard let length = head.number(2, 2), length >= 2, offset + 2 + length <= store.count else {
                    break segments
                }
                if marker >= 0xE0, marker != 0xEE, marker < 0xF0 || marker == 0xFE {
                    let bytes = MediaBytes(try store.read(at: offset + 4, upTo: length - 2))
                    try readSegment(marker, bytes, &extended, &comments)
                }
                offset += 2 + length
            }
        }
        try metadata("JPEG comment", comments)
        try readXMP(extended)
        try readBehind(offset, in: store, isWhole: isWhole)
    }

    private func readSegment(
        _ marker: Int,
        _ bytes: MediaBytes,
        _ extended: inout [UInt8],
        _ comments: inout MetadataText
    ) throws(ExtractionFailure) {
        switch marker {
        case 0xFE: comments.add("Comment", MetadataText.guessed(bytes.bytes))
        case 0xE0 where bytes.holds("JFIF\0") || bytes.holds("JFXX\0"): return
        case 0xE1 where bytes.holds("Exif\0"): try readExif(bytes.slice(6, bytes.count))
        case 0xE1 where bytes.holds("http://ns.adobe.com/xap/1.0/\0"): try readXMP(Array(bytes.slice(29, bytes.count)))
        case 0xE1 where bytes.holds("http://ns.adobe.com/xmp/extension/\0"):
            // Parts in the order in which they stand, which is that of their offsets.
            if extended.count < budget.freeMemory / 4 { extended += bytes.slice(75, bytes.count) }
        case 0xE2 where bytes.holds("ICC_PROFILE\0") || bytes.holds("MPF\0"): return
        case 0xED where bytes.holds("Photoshop 3.0\0"): try readPhotoshop(MediaBytes(bytes.slice(14, bytes.count)))
        default: printableRuns(bytes.bytes, "JPEG APP\(marker - 0xE0)")
        }
    }

    /// Where the next segment begins behind the coded data of a scan; `nil` where the file ends in it.
    private func endOfScan(_ store: any ByteStore, from start: Int) throws(ExtractionFailure) -> Int? {
        var offset = start
        while true {
            let piece = try store.read(at: offset, upTo: 1 << 18)
            if piece.count < 2 { return nil }
            var index = 0
            while index + 1 < piece.count {
                // Zeroes are stuffed, and some markers only start the decoder anew.
                if piece[index] == 0xFF, piece[index + 1] != 0, piece[index + 1] != 0xFF,
                    piece[index + 1] & 0xF8 != 0xD0
                {
                    return offset + index
                }
                index += 1
            }
            offset += piece.count - 1
            try budget.check()
        }
    }

    /// Reads EXIF that lies in something else; what is damaged there leaves the rest as it is.
    func readExif(_ bytes: ArraySlice<UInt8>) throws(ExtractionFailure) {
        var reader = ExifReader(MemoryStore(Array(bytes)), self)
        do throws(ExtractionFailure) {
            try reader.read()
        } catch {
            if error.isFinal { throw error }
            try inside(Array("EXIF".utf8)) { run in run.note(error) }
        }
    }

    // MARK: GIF

    /// Reads a picture's extensions (CompuServe, GIF89a, sections 17 to 26).
    private func readGIF(_ store: any ByteStore) throws(ExtractionFailure) {
        let head = MediaBytes(try store.read(at: 0, upTo: 13))
        guard let flags = head.number(10, 1) else { throw .malformed }
        var offset = 13 + (flags & 0x80 != 0 ? 3 << (flags & 7 + 1) : 0)
        var comments = MetadataText()
        var isWhole = false
        loop: while true {
            try budget.check()
            let block = MediaBytes(try store.read(at: offset, upTo: 16))
            switch block.number(0, 1) {
            case 0x3B:
                offset += 1
                isWhole = true
                break loop
            case 0x2C:
                guard let flags = block.number(9, 1) else { break loop }
                offset += 11 + (flags & 0x80 != 0 ? 3 << (flags & 7 + 1) : 0)
                (_, offset) = try subBlocks(store, offset, isKept: false)
            case 0x21:
                let label = block.number(1, 1)
                let isXMP = label == 0xFF && block.holds("XMP DataXMP", at: 3)
                if isXMP {
                    // The packet lies open, and a ramp of bytes behind it ends it as blocks.
                    let packet = try store.read(
                        at: offset + 14,
                        upTo: min(MetadataText.longestValue, budget.freeMemory / 4)
                    )
                    try readXMP(Array(packet.prefix { $0 != 1 }))
                }
                let isText = label == 0xFE || label == 0x01
                let found: [UInt8]
                (found, offset) = try subBlocks(store, offset + 2, isKept: isText)
                if isText {
                    comments.add("Comment", MetadataText.guessed(label == 1 ? found.dropFirst(12) : found[...]))
                }
            default: break loop
            }
        }
        try metadata("GIF comment", comments)
        try readBehind(offset, in: store, isWhole: isWhole)
    }

    /// Blocks of up to 255 bytes, of which an empty one is the last, and where they end.
    private func subBlocks(
        _ store: any ByteStore,
        _ start: Int,
        isKept: Bool
    ) throws(ExtractionFailure) -> ([UInt8], Int) {
        var (offset, kept) = (start, [UInt8]())
        var window = MediaBytes([])
        var windowStart = start
        while true {
            if offset - windowStart >= window.count {
                window = MediaBytes(try store.read(at: offset, upTo: 1 << 16))
                windowStart = offset
                try budget.check()
            }
            guard let length = window.number(offset - windowStart, 1) else { throw .malformed }
            if length == 0 { return (kept, offset + 1) }
            if isKept, kept.count < MetadataText.longestValue { kept += try store.read(at: offset + 1, upTo: length) }
            offset += 1 + length
        }
    }
}

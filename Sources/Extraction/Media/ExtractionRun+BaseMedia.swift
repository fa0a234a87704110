import Findings

// Films and pictures of the ISO base media format: MP4, QuickTime, HEIC, AVIF; and RIFF.
extension ExtractionRun {
    private static let mostBoxes = 100_000
    private static let deepestBox = 16

    /// A box: its name, and where its content lies.
    private struct Box {
        var name: String
        var content: Range<Int>
    }

    /// What is known of a file while its boxes are read.
    private struct BaseMedia {
        var boxes = 0
        var fields = MetadataText()
        var place = MetadataText()
        /// Names of what QuickTime's list of metadata numbers.
        var keys: [String] = []
        /// Items of a picture that are metadata, by their numbers, and what they are.
        var items: [Int: String] = [:]
        /// Where items lie.
        var places: [Int: [Range<Int>]] = [:]
        /// Where the items lie that are in the file's own box for them.
        var data = 0..<0
    }

    /// Reads boxes (ISO/IEC 14496-12, sections 4 and 8; Apple, QuickTime File Format, "User Data Atoms" and "Metadata").
    func readBaseMedia(_ store: any ByteStore) throws(ExtractionFailure) {
        var media = BaseMedia()
        var failure: ExtractionFailure?
        do throws(ExtractionFailure) {
            try readBoxes(in: 0..<store.count, store, [], &media)
            try readItems(store, &media)
        } catch {
            failure = error
        }
        try metadata("MP4", media.fields)
        try metadata("MP4 GPS", media.place)
        if let failure { throw failure }
    }

    private func box(at offset: Int, before end: Int, _ store: any ByteStore) throws(ExtractionFailure) -> Box? {
        let head = MediaBytes(try store.read(at: offset, upTo: 16))
        guard offset + 8 <= end, var length = head.number(0, 4), let name = head.name(4) else { return nil }
        var start = 8
        if length == 1 {
            guard let long = head.number(8, 8) else { throw .malformed }
            (length, start) = (long, 16)
        } else if length == 0 {
            length = end - offset
        }
        guard length >= start, length <= end - offset else { throw .malformed }
        return Box(name: name, content: offset + start..<offset + length)
    }

    private func readBoxes(
        in range: Range<Int>,
        _ store: any ByteStore,
        _ path: [String],
        _ media: inout BaseMedia
    ) throws(ExtractionFailure) {
        guard path.count < ExtractionRun.deepestBox else { throw ExtractionFailure(.nestingLimit) }
        var offset = range.lowerBound
        while offset + 8 <= range.upperBound {
            media.boxes += 1
            guard media.boxes <= ExtractionRun.mostBoxes else { throw ExtractionFailure(.memberLimit) }
            if media.boxes & 63 == 0 { try budget.check() }
            guard let box = try box(at: offset, before: range.upperBound, store) else { return }
            offset = box.content.upperBound
            try read(box, store, path, &media)
        }
    }

    private func read(
        _ box: Box,
        _ store: any ByteStore,
        _ path: [String],
        _ media: inout BaseMedia
    ) throws(ExtractionFailure) {
        let inner = path + [box.name]
        func bytes() throws(ExtractionFailure) -> MediaBytes {
            let found = try store.read(
                at: box.content.lowerBound,
                upTo: min(box.content.count, MetadataText.longestValue)
            )
            try budget.spend(found.count)
            return MediaBytes(found)
        }
        switch box.name {
        case "moov", "trak", "mdia", "udta", "ilst", "minf", "iprp", "moof", "traf", "edts":
            return try readBoxes(in: box.content, store, inner, &media)
        case "meta":
            // In QuickTime's files it has no version in front of its boxes.
            let head = MediaBytes(try store.read(at: box.content.lowerBound, upTo: 8))
            let start = box.content.lowerBound + (head.holds("hdlr", at: 4) ? 0 : 4)
            guard start <= box.content.upperBound else { return }
            return try readBoxes(in: start..<box.content.upperBound, store, inner, &media)
        case "hdlr":
            let kind = try bytes().name(8) ?? ""
            if path.last == "mdia", ["text", "sbtl", "subt", "clcp"].contains(kind) {
                note(.unsupportedFormat("text/x-subtitles"))
            }
        case "keys": media.keys = ExtractionRun.keys(try bytes())
        case "uuid":
            let found = try bytes()
            if found.slice(0, 16).elementsEqual(ExtractionRun.packetID) {
                try readXMP(Array(found.slice(16, found.count)))
            }
        case "XMP_": try readXMP(try bytes().bytes)
        case "iinf": media.items = ExtractionRun.items(try bytes())
        case "iloc": media.places = ExtractionRun.places(try bytes())
        case "idat": media.data = box.content
        case "mdat", "free", "skip", "wide", "stbl", "mvhd", "tkhd", "ftyp", "mdhd", "elst": return
        default:
            if path.last == "ilst" { return try readListed(box, store, &media) }
            if path.last == "udta" { take(box.name, try bytes(), &media) }
        }
    }

    private static let packetID: [UInt8] = [
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ]

    /// Takes a field of the user's data: of QuickTime, behind a length and a language; of 3GPP, behind a version and a language.
    private func take(_ name: String, _ bytes: MediaBytes, _ media: inout BaseMedia) {
        if name.hasPrefix("?") {
            let length = bytes.number(0, 2) ?? 0
            return add("\u{A9}" + name.dropFirst(), Array(bytes.slice(4, length)), &media)
        }
        guard bytes.count > 6 else { return }
        if name == "loci" {
            let end = bytes.zero(from: 6)
            media.place.add("Location", bytes.slice(6, end - 6))
            guard let east = bytes.number(end + 2, 4), let north = bytes.number(end + 6, 4) else { return }
            let place = Coordinates(
                latitude: Double(Int32(truncatingIfNeeded: north)) / 65_536,
                longitude: Double(Int32(truncatingIfNeeded: east)) / 65_536
            )
            return media.place.add("GPS Position", place.text)
        }
        let text = bytes.slice(6, bytes.count)
        add(name, text.starts(with: [0xFE, 0xFF]) ? WideText.bigEndian(text) : Array(text), &media)
    }

    private func add(_ name: String, _ value: [UInt8], _ media: inout BaseMedia) {
        if name == "\u{A9}xyz" || name.hasSuffix("ISO6709"),
            let place = Coordinates(iso6709: String(decoding: value, as: UTF8.self))
        {
            return media.place.add("GPS Position", place.text)
        }
        media.fields.add(ExtractionRun.names[name] ?? name, MetadataText.guessed(value))
    }

    private static let names = [
        "\u{A9}nam": "Title", "\u{A9}ART": "Artist", "\u{A9}alb": "Album", "\u{A9}cmt": "Comment",
        "\u{A9}des": "Description",
        "\u{A9}day": "Date", "\u{A9}too": "Software", "\u{A9}wrt": "Composer", "\u{A9}cpy": "Copyright",
        "\u{A9}aut": "Author",
        "\u{A9}dir": "Director", "\u{A9}mak": "Make", "\u{A9}mod": "Model", "\u{A9}swr": "Software",
        "\u{A9}lyr": "Lyrics",
        "aART": "Artist", "desc": "Description", "ldes": "Description", "auth": "Author", "titl": "Title",
        "cprt": "Copyright",
        "dscp": "Description", "perf": "Performer", "apID": "Account", "ownr": "Owner",
    ]

    /// Reads a field of the list that iTunes writes, or QuickTime with names of its own.
    private func readListed(_ field: Box, _ store: any ByteStore, _ media: inout BaseMedia) throws(ExtractionFailure) {
        var offset = field.content.lowerBound
        let number = MediaBytes(Array(try store.read(at: offset - 4, upTo: 4))).number(0, 4) ?? 0
        var name =
            media.keys.indices.contains(number - 1) ? media.keys[number - 1] : field.name.replacing("?", with: "\u{A9}")
        while let box = try box(at: offset, before: field.content.upperBound, store) {
            offset = box.content.upperBound
            let bytes = MediaBytes(
                try store.read(at: box.content.lowerBound, upTo: min(box.content.count, MetadataText.longestValue))
            )
            try budget.spend(bytes.count)
            if box.name == "name" { name = String(decoding: bytes.slice(4, bytes.count), as: UTF8.self) }
            guard box.name == "data", let kind = bytes.number(0, 4) else { continue }
            if kind == 1 || kind == 0 { add(name, Array(bytes.slice(8, bytes.count)), &media) }
            if kind == 2 { add(name, WideText.bigEndian(bytes.slice(8, bytes.count)), &media) }
            if kind == 13 || kind == 14 {
                let cover = MemoryStore(Array(bytes.slice(8, bytes.count)))
                try member(Array("cover".utf8), StoreStream(cover, 0..<cover.count))
            }
        }
    }

    private static func keys(_ bytes: MediaBytes) -> [String] {
        var names: [String] = []
        var offset = 8
        while names.count < 4096, let length = bytes.number(offset, 4), length >= 8, offset + length <= bytes.count {
            names.append(String(decoding: bytes.slice(offset + 8, length - 8), as: UTF8.self))
            offset += length
        }
        return names
    }

    /// The items of a picture that are metadata (ISO/IEC 14496-12, section 8.11.6).
    private static func items(_ bytes: MediaBytes) -> [Int: String] {
        var found: [Int: String] = [:]
        var offset = bytes.number(0, 1) == 0 ? 6 : 8
        while found.count < 4096, let length = bytes.number(offset, 4), length >= 16, bytes.name(offset + 4) == "infe" {
            let isLong = bytes.number(offset + 8, 1) == 3
            let number = bytes.number(offset + 12, isLong ? 4 : 2) ?? 0
            let kind = offset + (isLong ? 18 : 16)
            if bytes.holds("Exif", at: kind) { found[number] = "Exif" }
            if bytes.holds("mime", at: kind) {
                let name = bytes.zero(from: kind + 4)
                if bytes.holds("application/rdf+xml", at: name + 1) { found[number] = "XMP" }
            }
            offset += length
        }
        return found
    }

    /// Where items lie (ISO/IEC 14496-12, section 8.11.3); those in the box of data come as offsets below zero.
    private static func places(_ bytes: MediaBytes) -> [Int: [Range<Int>]] {
        guard let version = bytes.number(0, 1), version <= 2, let first = bytes.number(4, 1),
            let second = bytes.number(5, 1)
        else { return [:] }
        let (offsetWidth, lengthWidth, baseWidth) = (first >> 4, first & 15, second >> 4)
        let indexWidth = version > 0 ? second & 15 : 0
        guard [offsetWidth, lengthWidth, baseWidth, indexWidth].allSatisfy({ $0 == 0 || $0 == 4 || $0 == 8 }) else {
            return [:]
        }
        var at = version < 2 ? 8 : 10
        guard let count = bytes.number(6, version < 2 ? 2 : 4) else { return [:] }
        var places: [Int: [Range<Int>]] = [:]
        for _ in 0..<min(count, 65_536) {
            guard let number = bytes.number(at, version < 2 ? 2 : 4) else { return places }
            at += version < 2 ? 2 : 4
            let method = version > 0 ? (bytes.number(at, 2) ?? 0) & 15 : 0
            at += version > 0 ? 4 : 2
            guard let base = bytes.number(at, baseWidth), let extents = bytes.number(at + baseWidth, 2) else {
                return places
            }
            at += baseWidth + 2
            for _ in 0..<extents {
                at += indexWidth
                guard let offset = bytes.number(at, offsetWidth),
                    let length = bytes.number(at + offsetWidth, lengthWidth)
                else { return places }
                at += offsetWidth + lengthWidth
                let (start, isFar) = base.addingReportingOverflow(offset)
                guard !isFar, method < 2, start < 1 << 56, length < 1 << 56, places[number, default: []].count < 64
                else { continue }
                places[number, default: []].append(
                    method == 1 ? start - 1 << 60..<start - 1 << 60 + length : start..<start + length
                )
            }
        }
        return places
    }

    /// Reads the items that are metadata.
    private func readItems(_ store: any ByteStore, _ media: inout BaseMedia) throws(ExtractionFailure) {
        for (number, kind) in media.items.sorted(by: { $0.key < $1.key }) {
            var bytes: [UInt8] = []
            for place in media.places[number] ?? [] where bytes.count < MetadataText.longestValue {
                let start = place.lowerBound < 0 ? place.lowerBound + 1 << 60 + media.data.lowerBound : place.lowerBound
                bytes += try store.read(at: start, upTo: min(place.count, MetadataText.longestValue))
            }
            try budget.spend(bytes.count)
            if kind == "XMP" { try readXMP(bytes) }
            guard kind == "Exif", let skipped = MediaBytes(bytes).number(0, 4) else { continue }
            if skipped > bytes.count { throw .malformed }
            try readExif(bytes.dropFirst(4 + skipped))
        }
        if media.items.contains(where: { media.places[$0.key] == nil }) { throw .malformed }
    }
}

import Findings

// Metadata that lie in files of many kinds: XMP, IPTC, and Photoshop's resources.
extension ExtractionRun {
    /// Names of XMP that only say how something is put together (ISO 16684-1, section 7).
    private static let structure: Set<String> = [
        "li", "Seq", "Bag", "Alt", "RDF", "Description", "xmpmeta", "xapmeta", "xpacket",
    ]

    /// Reads a packet of XMP: a line for each property.
    func readXMP(_ packet: [UInt8]) throws(ExtractionFailure) {
        guard packet.contains(UInt8(ascii: "<")) else { return }
        let reader = XMLReader(packet)
        var fields = MetadataText()
        var place = MetadataText()
        var names: [String] = []
        var latitude: Double?
        func add(_ name: String, _ value: [UInt8]) {
            if name == "GPSLatitude" || name == "GPSLongitude", let degrees = ExtractionRun.degrees(value) {
                if name == "GPSLatitude" {
                    latitude = degrees
                } else if let first = latitude {
                    place.add("GPS Position", Coordinates(latitude: first, longitude: degrees).text)
                }
            } else {
                fields.add(name, value)
            }
        }
        loop: while true {
            switch try reader.next() {
            case .start:
                names.append(reader.name)
                let name = names.last { !ExtractionRun.structure.contains($0) } ?? "XMP"
                reader.forEachAttribute { key, value in
                    if !["about", "parseType", "lang", "xmptk", "resource"].contains(key) { add(key, value) }
                    if key == "resource" { add(name, value) }
                }
                if names.count > 512 { throw ExtractionFailure(.nestingLimit) }
            case .end: if !names.isEmpty { names.removeLast() }
            case .text:
                let name = names.last { !ExtractionRun.structure.contains($0) } ?? "XMP"
                add(name, reader.text)
            case .comment: fields.add("Comment", reader.text.first == UInt8(ascii: "?") ? [] : reader.text)
            case .finish: break loop
            }
        }
        try metadata("XMP", fields)
        try metadata("XMP GPS", place)
    }

    /// Degrees and minutes as XMP writes them: `52,31.2001N`.
    private static func degrees(_ value: [UInt8]) -> Double? {
        let text = String(decoding: value, as: UTF8.self)
        let parts = text.dropLast().split(separator: ",").compactMap { Double($0) }
        guard let last = text.last, "NSEW".contains(last), !parts.isEmpty else { return Double(text) }
        return Coordinates.degrees(parts, String(last))
    }

    /// Reads records of IPTC (IIM, version 4.2).
    func readIPTC(_ bytes: MediaBytes) throws(ExtractionFailure) {
        var fields = MetadataText()
        var offset = 0
        var isUTF8 = false
        while let mark = bytes.number(offset, 1), mark == 0x1C, let record = bytes.number(offset + 1, 1),
            let dataset = bytes.number(offset + 2, 1), var length = bytes.number(offset + 3, 2)
        {
            var start = offset + 5
            if length & 0x8000 != 0 {
                let width = length & 0x7FFF
                guard width <= 4, let long = bytes.number(start, width) else { break }
                (start, length) = (start + width, long)
            }
            let value = Array(bytes.slice(start, length))
            offset = start + length
            if record == 1, dataset == 90 { isUTF8 = value.starts(with: [0x1B, 0x25, 0x47]) }
            guard record == 2, dataset > 3 else { continue }
            fields.add(
                ExtractionRun.datasets[dataset] ?? "IPTC \(dataset)",
                isUTF8 ? value : MetadataText.guessed(value)
            )
        }
        try metadata("IPTC", fields)
    }

    private static let datasets: [Int: String] = [
        5: "Title", 15: "Category", 25: "Keywords", 40: "Instructions", 55: "Date created", 80: "By-line",
        85: "By-line title",
        90: "City", 92: "Sub-location", 95: "Province", 100: "Country code", 101: "Country", 103: "Reference",
        105: "Headline", 110: "Credit", 115: "Source", 116: "Copyright", 118: "Contact", 120: "Caption", 122: "Writer",
    ]

    /// Reads the resources that Photoshop writes (Adobe, Photoshop File Formats, "Image Resources Section").
    func readPhotoshop(_ bytes: MediaBytes) throws(ExtractionFailure) {
        var offset = 0
        while bytes.holds("8BIM", at: offset) || bytes.holds("MeSa", at: offset), let id = bytes.number(offset + 4, 2),
            let name = bytes.number(offset + 6, 1)
        {
            let start = offset + 6 + (name + 2) / 2 * 2
            guard let length = bytes.number(start, 4) else { break }
            let data = MediaBytes(bytes.slice(start + 4, length))
            switch id {
            case 0x0404: try readIPTC(data)
            case 0x0422, 0x0423: try readExif(data.bytes[...])
            case 0x0424: try readXMP(data.bytes)
            // Captions, addresses, layers' and paths' names; profiles and thumbnails hold none.
            case 0x040F, 0x0409, 0x040C: break
            default: printableRuns(data.bytes, "Photoshop")
            }
            offset = start + 4 + (length + 1) / 2 * 2
        }
    }
}

import Findings

/// Reads the folders of TIFF, which cameras write into their pictures as EXIF, and which TIFF files are.
///
/// Sources: Adobe, TIFF 6.0, section 2; CIPA DC-008 (Exif 3.0), sections 4.5 and 4.6; Adobe, BigTIFF. Folders may point to one
/// another as they like: each is read once, and only so many of them.
struct ExifReader {
    private let store: any ByteStore
    private let run: ExtractionRun
    private var isLittle = true
    private var isBig = false
    private var seen: Set<Int> = []
    /// Whether a camera has made the picture.
    private(set) var hasMaker = false
    /// What the picture says of itself, and where it was taken.
    private var fields = MetadataText()
    private var place = MetadataText()

    /// Folders, and fields of each, that are looked at.
    private static let mostFolders = 256
    private static let mostFields = 4096

    private enum Folder { case image, exif, place }

    /// A field: its number, the type of its values, and these.
    private struct Field {
        var tag: Int
        var type: Int
        var values: MediaBytes
        var unit: Int
        var count: Int { unit == 0 ? 0 : values.count / unit }
    }

    init(_ store: any ByteStore, _ run: ExtractionRun) { (self.store, self.run) = (store, run) }

    /// Reads all folders and hands over what they say.
    ///
    /// - Throws: `malformed` when it is no such thing, and what ends the reading of the object.
    mutating func read() throws(ExtractionFailure) {
        let head = MediaBytes(try store.read(at: 0, upTo: 16))
        if head.holds("MM") { isLittle = false } else if !head.holds("II") { throw .malformed }
        guard let magic = head.number(2, 2, little: isLittle), magic == 42 || magic == 43 else { throw .malformed }
        isBig = magic == 43
        guard let first = head.number(isBig ? 8 : 4, isBig ? 8 : 4, little: isLittle) else { throw .malformed }
        do throws(ExtractionFailure) {
            try readFolders(first, .image)
        } catch {
            try finish()
            throw error
        }
        try finish()
    }

    private func finish() throws(ExtractionFailure) {
        try run.metadata("EXIF", fields)
        try run.metadata("EXIF GPS", place)
    }

    /// Reads a folder and those that follow it.
    private mutating func readFolders(_ first: Int, _ folder: Folder) throws(ExtractionFailure) {
        var offset = first
        while offset != 0, seen.insert(offset).inserted {
            guard seen.count <= ExifReader.mostFolders else { throw ExtractionFailure(.memberLimit) }
            try run.budget.check()
            let (width, entry) = isBig ? (8, 20) : (2, 12)
            let header = MediaBytes(try store.read(at: offset, upTo: width))
            guard let count = header.number(0, width, little: isLittle) else { throw .malformed }
            let entries = MediaBytes(
                try store.read(at: offset + width, upTo: min(count, ExifReader.mostFields) * entry + (isBig ? 8 : 4))
            )
            for index in 0..<min(count, ExifReader.mostFields) {
                guard let field = try field(entries, index * entry) else { continue }
                try take(field, folder)
            }
            if count > ExifReader.mostFields { throw ExtractionFailure(.memberLimit) }
            guard let next = entries.number(count * entry, isBig ? 8 : 4, little: isLittle) else { throw .malformed }
            if folder != .image { return }
            offset = next
        }
    }

    /// The field that an entry of a folder describes, with its values, where these are looked at.
    private func field(_ entries: MediaBytes, _ at: Int) throws(ExtractionFailure) -> Field? {
        let width = isBig ? 8 : 4
        guard let tag = entries.number(at, 2, little: isLittle), let type = entries.number(at + 2, 2, little: isLittle),
            let count = entries.number(at + 4, width, little: isLittle), type < ExifReader.units.count
        else { return nil }
        let unit = ExifReader.units[type]
        // Pictures themselves, and tables of where their parts lie, are of no interest.
        guard unit > 0, count > 0, type == 2 || type == 7 || count <= 64 || ExifReader.blobs.contains(tag) else {
            return nil
        }
        let (length, isLarge) = count.multipliedReportingOverflow(by: unit)
        guard !isLarge else { return nil }
        if length <= width {
            return Field(tag: tag, type: type, values: MediaBytes(entries.slice(at + 4 + width, length)), unit: unit)
        }
        guard let offset = entries.number(at + 4 + width, width, little: isLittle), offset < store.count else {
            return nil
        }
        let bytes = try store.read(at: offset, upTo: min(length, MetadataText.longestValue))
        try run.budget.spend(bytes.count)
        return Field(tag: tag, type: type, values: MediaBytes(bytes), unit: unit)
    }

    /// Bytes of a value by its type.
    private static let units = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]

    /// Fields that hold other metadata.
    private static let blobs: Set<Int> = [0x02BC, 0x83BB, 0x8649, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F]

    private func value(_ field: Field, _ index: Int) -> Int? {
        guard index < field.count else { return nil }
        return field.values.number(index * field.unit, field.unit, little: isLittle)
    }

    private func rational(_ field: Field, _ index: Int) -> Double? {
        guard field.unit == 8, index < field.count,
            let above = field.values.number(index * 8, 4, little: isLittle),
            let below = field.values.number(index * 8 + 4, 4, little: isLittle), below != 0
        else { return nil }
        return Double(above) / Double(below)
    }

    private var latitude = (value: [Double](), direction: "N")
    private var longitude = (value: [Double](), direction: "E")

    private mutating func take(_ field: Field, _ folder: Folder) throws(ExtractionFailure) {
        if folder == .place { return takePlace(field) }
        switch field.tag {
        case 0x8769: for index in 0..<min(field.count, 4) { try readSub(field, index, .exif) }
        case 0x8825: try readSub(field, 0, .place)
        case 0x014A: for index in 0..<min(field.count, 64) { try readSub(field, index, .image) }
        case 0x02BC: try run.readXMP(field.values.bytes)
        case 0x83BB: try run.readIPTC(field.values)
        case 0x8649: try run.readPhotoshop(field.values)
        case 0x9C9B...0x9C9F: fields.add(ExifReader.name(field.tag), Wide.text(field.values.bytes[...]))
        case 0x9286: fields.add("UserComment", ExifReader.comment(field.values, isLittle))
        case 0x927C: run.printableRuns(field.values.bytes, "EXIF MakerNote")
        default:
            if field.tag == 0x010F { hasMaker = true }
            if field.type == 2 || field.type == 129 {
                fields.add(ExifReader.name(field.tag), MetadataText.guessed(field.values.bytes))
            } else if field.type == 7, field.values.count > 8 {
                run.printableRuns(field.values.bytes, "EXIF")
            }
        }
    }

    private mutating func readSub(_ field: Field, _ index: Int, _ folder: Folder) throws(ExtractionFailure) {
        guard let offset = value(field, index) else { return }
        try readFolders(offset, folder)
    }

    private mutating func takePlace(_ field: Field) {
        let text = String(decoding: field.values.bytes.filter { $0 != 0 }, as: UTF8.self)
        let numbers = (0..<min(field.count, 3)).compactMap { rational(field, $0) }
        switch field.tag {
        case 1, 0x13: latitude.direction = text
        case 2, 0x14: latitude.value = numbers
        case 3, 0x15: longitude.direction = text
        case 4, 0x16:
            longitude.value = numbers
            guard let first = Coordinates.degrees(latitude.value, latitude.direction),
                let second = Coordinates.degrees(numbers, longitude.direction)
            else { return }
            place.add(
                field.tag == 4 ? "GPS Position" : "GPS Destination",
                Coordinates(latitude: first, longitude: second).text
            )
        case 0x1B: place.add("GPSProcessingMethod", ExifReader.comment(field.values, isLittle))
        case 0x1C: place.add("GPSAreaInformation", ExifReader.comment(field.values, isLittle))
        default: if field.type == 2, field.values.count > 2 { place.add("GPS", text) }
        }
    }

    /// A text behind eight bytes that say how it is written.
    private static func comment(_ value: MediaBytes, _ isLittle: Bool) -> [UInt8] {
        let rest = value.slice(8, value.count)
        if value.holds("UNICODE") {
            let isBig =
                rest.count > 1
                && (rest[8] == 0xFE || rest[8] == 0 && rest[9] != 0 || rest[8] != 0xFF && rest[9] != 0 && !isLittle)
            return isBig ? WideText.bigEndian(rest) : Wide.text(rest)
        }
        return MetadataText.guessed(
            value.holds("ASCII") || value.holds("JIS") || value.holds("\0\0\0\0") ? rest : value.bytes[...]
        )
    }

    private static func name(_ tag: Int) -> String { names[tag] ?? "Tag \(String(tag, radix: 16))" }

    private static let names: [Int: String] = [
        0x010D: "DocumentName", 0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x011D: "PageName",
        0x0131: "Software", 0x0132: "DateTime", 0x013B: "Artist", 0x013C: "HostComputer", 0x8298: "Copyright",
        0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized", 0x9C9B: "XPTitle", 0x9C9C: "XPComment",
        0x9C9D: "XPAuthor", 0x9C9E: "XPKeywords", 0x9C9F: "XPSubject", 0xA420: "ImageUniqueID",
        0xA430: "Owner name", 0xA431: "BodySerialNumber", 0xA433: "LensMake", 0xA434: "LensModel",
        0xA435: "LensSerialNumber", 0xA436: "ImageTitle", 0xA437: "Photographer", 0xA438: "ImageEditor",
        0xC614: "UniqueCameraModel", 0xC62F: "CameraSerialNumber",
    ]
}

/// Text in units of two bytes, the higher first.
enum WideText {
    static func bigEndian(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var units: [UInt16] = []
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
            index += 2
        }
        if units.first == 0xFEFF { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

import Archives
import Extraction
import Findings
import Foundation
import PDFFiles

/// What must hold of any bytes that somebody calls a document, an archive or a mail; the fuzzer looks for those of which it does not.
///
/// `make fuzz TARGET=docx SECONDS=600` runs it for one format: `fuzz.sh` says which by an environment variable. A trap is a failure,
/// and so is every broken `precondition` below.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExtraction(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let file = kind.file(bytes)
    let first = Digest(file)
    precondition(first.byteCount <= 64 * file.count + (4 << 20), "more comes out than limits allow")
    let second = Digest(file)
    precondition(first.sum == second.sum && first.byteCount == second.byteCount, "the same bytes give something else")
    return 0
}

/// Which parser is fed, from the environment.
private let kind = Kind(rawValue: ProcessInfo.processInfo.environment["MAGPIE_FUZZ"] ?? "") ?? .any

/// The parsers that are fed, and how nonsense reaches each.
private enum Kind: String {
    /// The bytes are the file: archives, databases, messages, pictures, web pages, RTF and whatever else begins with a signature.
    case any
    case docx, xlsx, strings, styles, pptx, odt, ods, xlsb, iwork
    case content, font, map
    case doc, xls, ppt, msg, summary
    case html, mail, charset
    /// The bytes are the file here, too: the seeds are of one format, so that the fuzzer stays with it.
    case rtf, flat, lzfu, tnef, cms, folded, warc, git, notebook
    case zipFile = "zip"
    case pdfFile = "pdf"
    case compoundFile = "compound"
    case sqlite, sqlitelog, dbf, plist, avro, orc, exif, sound, movie, metafile
    /// Files that end in a length that must be right: it is what the first two bytes say, and the rest stands before it.
    case parquet, arrow

    func file(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .any, .mail, .charset, .pdfFile, .rtf, .flat, .lzfu, .tnef, .cms, .folded, .zipFile, .warc, .git,
            .compoundFile, .notebook, .sqlite, .sqlitelog, .dbf, .plist, .avro, .orc, .exif, .sound, .movie,
            .metafile:
            bytes
        case .parquet: text("PAR1") + bytes.dropFirst(6) + bytes.prefix(2) + [0, 0] + text("PAR1")
        case .arrow: text("ARROW1\0\0") + bytes.dropFirst(10) + bytes.prefix(2) + [0, 0] + text("ARROW1")
        case .docx: zip(["[Content_Types].xml": [], "word/document.xml": bytes])
        case .pptx:
            zip([
                "[Content_Types].xml": [], "ppt/slides/slide1.xml": bytes,
                "ppt/presentation.xml": text("<p:presentation><p:sldId id=\"1\" r:id=\"r1\"/></p:presentation>"),
                "ppt/_rels/presentation.xml.rels": text(
                    "<Relationship Id=\"r1\" Type=\"x/slide\" Target=\"slides/slide1.xml\"/>"
                ),
            ])
        case .xlsx: workbook(sheet: bytes)
        case .strings: workbook(strings: bytes)
        case .styles: workbook(styles: bytes)
        case .xlsb: binaryWorkbook(bytes)
        case .iwork:
            zip(["Index/Document.iwa": [0] + number(bytes.count, 3) + bytes])
        case .odt: openDocument("text", bytes)
        case .ods: openDocument("spreadsheet", bytes)
        case .content: pdf(content: bytes)
        case .font: pdf(fontFile: bytes)
        case .map: pdf(map: bytes)
        case .doc:
            compound([("WordDocument", wordHeader(bytes.count) + bytes), ("1Table", bytes)])
        case .xls: compound([("Workbook", bytes)])
        case .ppt: compound([("PowerPoint Document", bytes)])
        case .msg:
            compound([
                ("__properties_version1.0", bytes), ("__substg1.0_0037001F", bytes), ("__substg1.0_10090102", bytes),
            ])
        case .summary:
            compound([("\u{5}SummaryInformation", bytes), ("\u{5}DocumentSummaryInformation", bytes)])
        case .html: text("<html>") + bytes
        }
    }
}

private func text(_ text: String) -> [UInt8] { Array(text.utf8) }

private func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A zip file of stored members.
private func zip(_ members: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, data) in members {
        let sizes = number(0, 4) + number(data.count, 4) + number(data.count, 4) + number(name.utf8.count, 2)
        directory += [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + number(0, 8) + sizes + number(0, 12)
        directory += number(body.count, 4) + text(name)
        body += [0x50, 0x4B, 3, 4] + number(20, 2) + number(0, 8) + sizes + number(0, 2) + text(name) + data
    }
    return body + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + number(members.count, 2) + number(members.count, 2)
        + number(directory.count, 4) + number(body.count, 4) + number(0, 2)
}

private func workbook(sheet: [UInt8]? = nil, strings: [UInt8]? = nil, styles: [UInt8]? = nil) -> [UInt8] {
    let cells =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>33010.5</v></c><c s=\"1\"><v>7</v></c></row>"
    return zip([
        "[Content_Types].xml": [],
        "xl/workbook.xml": text("<workbook><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"),
        "xl/_rels/workbook.xml.rels": text(
            "<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/>"
        ),
        "xl/sharedStrings.xml": strings ?? text("<sst><si><t>a</t></si></sst>"),
        "xl/styles.xml": styles ?? text("<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        "xl/worksheets/s.xml": sheet ?? text("<worksheet><sheetData>\(cells)</sheetData></worksheet>"),
    ])
}

/// A binary workbook of one sheet: a record that names it, and its relationship.
private func binaryWorkbook(_ sheet: [UInt8]) -> [UInt8] {
    let names = number(2, 4) + number(0x72, 2) + number(0x31, 2) + number(1, 4) + number(0x53, 2)
    return zip([
        "[Content_Types].xml": [],
        "xl/workbook.bin": [0x9C, 1, UInt8(8 + names.count)] + number(0, 4) + number(1, 4) + names,
        "xl/_rels/workbook.bin.rels": text(
            "<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.bin\"/>"
        ),
        "xl/sharedStrings.bin": sheet, "xl/styles.bin": sheet,
        "xl/worksheets/s.bin": sheet,
    ])
}

private func openDocument(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    zip([
        "mimetype": text("application/vnd.oasis.opendocument.\(kind)"), "content.xml": content,
        "META-INF/manifest.xml": text("<manifest/>"),
    ])
}

/// A PDF file of one page, whose places are left to be repaired.
private func pdf(content: [UInt8]? = nil, fontFile: [UInt8]? = nil, map: [UInt8]? = nil) -> [UInt8] {
    func stream(_ data: [UInt8]) -> [UInt8] {
        text("<< /Length \(data.count) >> stream\n") + data + text("\nendstream")
    }
    var font = "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 8 0 R"
    if map != nil { font += " /ToUnicode 7 0 R" }
    var objects: [(Int, [UInt8])] = [
        (1, text("<< /Type /Catalog /Pages 2 0 R >>")), (2, text("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")),
        (
            3,
            text("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R ")
                + text("/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>")
        ),
        (4, stream(content ?? text("BT /F1 9 Tf 50 700 Td (abc\\001\\200) Tj /F2 9 Tf <00010203> Tj ET"))),
        (5, text(font + " >>")),
        (
            6,
            text(
                "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /FontDescriptor 8 0 R >>] >>"
            )
        ),
        (8, text("<< /Type /FontDescriptor /Flags 4 /\(fontFile?.first == 0x25 ? "FontFile" : "FontFile2") 9 0 R >>")),
        (9, stream(fontFile ?? [])),
    ]
    if let map { objects.append((7, stream(map))) }
    return text("%PDF-1.7\n") + objects.flatMap { text("\($0.0) 0 obj\n") + $0.1 + text("\nendobj\n") }
        + text("trailer << /Root 1 0 R /Size 10 >>\n%%EOF\n")
}

/// The header of a document of Word whose table of pieces is all of its table.
private func wordHeader(_ count: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 0x400)
    (header[0], header[1], header[11]) = (0xEC, 0xA5, 2)
    header.replaceSubrange(0x1A2..<0x1AA, with: number(0, 4) + number(count, 4))
    return header
}

/// A compound file of streams, each of whole sectors of 512 bytes, at least 4096 bytes long.
private func compound(_ streams: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var data: [UInt8] = []
    var starts: [(Int, Int)] = []
    var chain: [Int] = []
    for (_, bytes) in streams {
        let sectors = max(8, (bytes.count + 511) / 512)
        starts.append((chain.count, sectors * 512))
        for index in 0..<sectors { chain.append(index == sectors - 1 ? -2 : chain.count + 1) }
        data += bytes + [UInt8](repeating: 0, count: sectors * 512 - bytes.count)
    }
    func entry(_ name: String, _ kind: UInt8, _ start: Int, _ count: Int, right: Int, child: Int) -> [UInt8] {
        var units: [UInt8] = []
        for unit in name.utf16 { units += number(Int(unit), 2) }
        units += [0, 0]
        let length = units.count
        units += [UInt8](repeating: 0, count: 64 - units.count)
        units += number(length, 2) + [kind, 1]
        for link in [-1, right, child] { units += number(link, 4) }
        units += [UInt8](repeating: 0, count: 36)
        return units + number(start, 4) + number(count, 8)
    }
    let tables: Int = (chain.count + 129) / 128 + 1
    let first = tables + 1
    var table = [Int](repeating: -3, count: tables)
    table.append(-2)
    for next in chain { table.append(next < 0 ? next : next + first) }
    table += [Int](repeating: -1, count: tables * 128 - table.count)
    var folder = entry("Root Entry", 5, -2, 0, right: -1, child: 1)
    for (index, stream) in streams.enumerated() {
        let right = index + 1 < streams.count ? index + 2 : -1
        folder += entry(stream.name, 2, starts[index].0 + first, starts[index].1, right: right, child: -1)
    }
    folder += [UInt8](repeating: 0, count: 512 - folder.count)
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    for value in [0x3E, 3, 0xFFFE, 9, 6] { header += number(value, 2) }
    header += number(0, 6)
    for value in [0, tables, tables, 0, 0x1000, -2, 0, -2, 0] { header += number(value, 4) }
    for index in 0..<109 { header += number(index < tables ? index : -1, 4) }
    return header + table.flatMap { number($0, 4) } + folder + data
}

/// What comes out of a file, as a number.
private final class Digest: TextSink {
    private(set) var sum: UInt64 = 14_695_981_039_346_656_037
    private(set) var byteCount = 0

    init(_ file: [UInt8]) {
        var limits = ExtractionLimits()
        (limits.expandedBytes, limits.memoryBytes, limits.members) = (2 << 20, 8 << 20, 10_000)
        add(Extractor(limits, LibArchive(), pdf: QPDF()).extract(MemoryStore(file), to: self) { nil })
    }

    private func add(_ text: String) { for byte in text.utf8 { add(byte) } }

    private func add(_ byte: UInt8) { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }

    func begin(_ origin: TextOrigin) {
        add("begin \(origin.trail) \(origin.part) \(origin.content) \(origin.sheet ?? "")")
    }

    func append(_ bytes: Span<UInt8>) {
        byteCount += bytes.count
        for index in bytes.indices { add(bytes[index]) }
    }

    func place(_ place: TextPlace) { add("\(place.row ?? 0) \(place.column ?? 0) \(place.page ?? 0)") }

    func end() { add("end") }

    func add(_ gap: Gap) { add("gap \(gap.reason)") }

    func add(_ store: CredentialStore) { add("store \(store)") }
}

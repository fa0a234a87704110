import Findings

/// Documents that are a single stream of bytes, and no zip file or file of streams.
enum SingleDocument {
    /// Rich Text Format.
    case rtf
    /// OpenDocument in one file of XML.
    case openDocument
    /// A document of Word 2003 as XML.
    case wordXML
    /// A workbook of Excel 2003 as XML.
    case workbookXML
    /// A package of Office since 2007 in one file of XML.
    case packageXML
    /// A message of Outlook as other programs get it.
    case tnef
    /// RTF as messages of Outlook pack it.
    case compressedRTF
    /// A message that is signed, packed or encrypted.
    case secured
    /// What Office packs objects into.
    case activeMime
    /// A notebook of OneNote.
    case notebook
    /// A calendar, cards of people or entries of a directory, whose long lines go on in the next ones.
    case foldedLines

    /// What it is, as a MIME type.
    var mediaType: String {
        switch self {
        case .rtf: "application/rtf"
        case .openDocument: "application/vnd.oasis.opendocument"
        case .wordXML: "application/vnd.ms-word.2003+xml"
        case .workbookXML: "application/vnd.ms-excel.2003+xml"
        case .packageXML: "application/vnd.ms-package.2006+xml"
        case .tnef: "application/vnd.ms-tnef"
        case .compressedRTF: "application/x-compressed-rtf"
        case .secured: "application/pkcs7-mime"
        case .activeMime: "application/x-mso"
        case .notebook: "application/onenote"
        case .foldedLines: "text/directory"
        }
    }

    /// What begins like this, besides what ``Sniffer`` knows by its first bytes; `nil` for anything else.
    static func of(_ head: Span<UInt8>) -> SingleDocument? {
        if Sniffer.starts(head, TNEFReader.signature) { return .tnef }
        if Sniffer.starts(head, ActiveMime.signature) { return .activeMime }
        if ExtractionRun.notebooks.contains(where: { Sniffer.starts(head, $0) }) { return .notebook }
        if CompressedRTF.begins(head) { return .compressedRTF }
        if ExtractionRun.secureKind(of: head) != nil || armours.contains(where: { Sniffer.starts(head, $0) }) {
            return .secured
        }
        if FoldedLines.begins(head) { return .foldedLines }
        return root(of: head)
    }

    /// What messages begin with that are written in letters (RFC 7468, sections 8 and 9).
    private static let armours = [Array("-----BEGIN PKCS7-----".utf8), Array("-----BEGIN CMS-----".utf8)]

    /// The bytes of a message that may be written in letters.
    static func unarmoured(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.first == UInt8(ascii: "-"), let start = bytes.firstIndex(of: 10) else { return bytes }
        let letters = bytes[start...].dropFirst().prefix { $0 != UInt8(ascii: "-") }
        return BodyDecoder.decoded(Array(letters), .base64)
    }

    /// Which document the first element of a file of XML says that it is.
    private static func root(of head: Span<UInt8>) -> SingleDocument? {
        var first = 0
        // Most texts do not begin like XML, in whatever units.
        while first < min(64, head.count), [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, 9, 10, 13, 32].contains(head[first]) {
            first += 1
        }
        guard first + 1 < head.count, head[first] == UInt8(ascii: "<") else { return nil }
        let bytes = (first < 4 ? 0..<min(head.count, 1 << 14) : first..<min(head.count, 1 << 14)).map { head[$0] }
        let xml = XMLReader(bytes)
        for _ in 0..<64 {
            guard let event = try? xml.next(), event != .finish else { return nil }
            guard event == .start else { continue }
            let spaces = xml.namespaces
            func has(_ name: String) -> Bool { spaces.contains { $0.elementsEqual(name.utf8) } }
            switch xml.name {
            case "document" where has("urn:oasis:names:tc:opendocument:xmlns:office:1.0"): return .openDocument
            case "wordDocument" where has("http://schemas.microsoft.com/office/word/2003/wordml"): return .wordXML
            case "Workbook" where has("urn:schemas-microsoft-com:office:spreadsheet"): return .workbookXML
            case "package" where has("http://schemas.microsoft.com/office/2006/xmlPackage"): return .packageXML
            default: return nil
            }
        }
        return nil
    }
}

extension ExtractionRun {
    /// Reads a document that is a single stream of bytes.
    func readDocument(_ document: SingleDocument, _ content: Content) throws(ExtractionFailure) {
        switch document {
        case .rtf:
            let reader = RTFReader(content.stream, self)
            try reader.read()
        case .openDocument: try readOpenDocument(XMLReader(content.stream), .body)
        case .wordXML, .packageXML: try readWordXML(XMLReader(content.stream))
        case .workbookXML: try readWorkbookXML(XMLReader(content.stream))
        case .compressedRTF:
            let reader = RTFReader(CountedStream(try CompressedRTF(content.stream), budget), self)
            try reader.read()
        case .tnef: try inMemory(content) { bytes throws(ExtractionFailure) in try self.readTNEF(bytes) }
        case .secured:
            try inMemory(content) { bytes throws(ExtractionFailure) in
                try self.readCMS(SingleDocument.unarmoured(bytes))
            }
        case .notebook: try inMemory(content) { bytes throws(ExtractionFailure) in try self.readNotebook(bytes) }
        case .foldedLines: try readFoldedLines(content)
        case .activeMime:
            try inMemory(content) { bytes throws(ExtractionFailure) in
                guard let stream = ActiveMime.unpacked(bytes) else { throw .malformed }
                try self.member([], stream, packedCount: bytes.count)
            }
        }
    }

    /// Calls `body` with all bytes of a document, or as many as may lie in memory.
    private func inMemory(
        _ content: Content,
        _ body: ([UInt8]) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        let (bytes, isWhole) = try content.stream.readAll(upTo: budget.freeMemory)
        if !isWhole { note(Gap.Reason.memoryLimit) }
        budget.hold(bytes.count)
        defer { budget.release(bytes.count) }
        try body(bytes)
    }
}

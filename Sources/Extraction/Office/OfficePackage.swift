import Findings

/// The parts of a document that is a zip file, by their paths.
///
/// Source: ECMA-376, part 2 (Open Packaging Conventions).
final class OfficePackage {
    let store: any ByteStore
    let directory: ZipDirectory
    /// By path without a slash in front, in lower case; of several with one path the last, as programs have it.
    private var index: [String: Int] = [:]
    /// The paths of all parts.
    let paths: [String]

    init(_ store: any ByteStore, _ directory: ZipDirectory) {
        (self.store, self.directory) = (store, directory)
        paths = directory.entries.map { OfficePackage.key($0.name) }
        for (position, path) in paths.enumerated() { index[path] = position }
    }

    private static func key(_ name: [UInt8]) -> String {
        // Nearly all names are of letters that have one small form.
        if name.allSatisfy({ $0 < 0x80 }) {
            let path = name.map { $0 &- 65 < 26 ? $0 + 32 : $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
            return String(decoding: path.first == UInt8(ascii: "/") ? path[1...] : path[...], as: UTF8.self)
        }
        let path = String(decoding: name, as: UTF8.self).replacing("\\", with: "/")
        return (path.hasPrefix("/") ? String(path.dropFirst()) : path).lowercased()
    }

    /// The number of the part with the given path.
    func part(_ path: String) -> Int? { index[OfficePackage.key(Array(path.utf8))] }

    /// A relationship from one part to another, or to something outside.
    struct Relation {
        var id: String
        var type: String
        var target: String
        var isExternal: Bool
    }

    /// What the part at `path` is related to.
    func relations(of path: String, _ run: ExtractionRun) throws(ExtractionFailure) -> [Relation] {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[..<$0]) + "/" } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard let number = part("\(folder)_rels/\(name).rels"),
            let xml = try run.xml(directory.entries[number], of: self)
        else { return [] }
        var relations: [Relation] = []
        while relations.count < 100_000 {
            let event = try xml.next()
            if event == .finish { break }
            guard event == .start, xml.name == "Relationship", let target = xml.attributeText("Target") else {
                continue
            }
            let isExternal = xml.attributeText("TargetMode") == "External"
            relations.append(
                Relation(
                    id: xml.attributeText("Id") ?? "",
                    type: xml.attributeText("Type")?.split(separator: "/").last.map(String.init) ?? "",
                    target: isExternal ? target : OfficePackage.path(target, from: folder),
                    isExternal: isExternal
                )
            )
        }
        return relations
    }

    /// A path relative to a folder as one from the root.
    static func path(_ target: String, from folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/")
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

// Documents that are zip files.
extension ExtractionRun {
    /// The bytes of a part that is XML; `nil` when nobody unpacks it.
    func xml(_ entry: ZipDirectory.Entry, of package: OfficePackage) throws(ExtractionFailure) -> XMLReader? {
        try stream(entry, of: package).map { XMLReader($0) }
    }

    private func stream(
        _ entry: ZipDirectory.Entry,
        of package: OfficePackage,
        isShort: Bool = false
    ) throws(ExtractionFailure) -> (any ByteStream)? {
        if entry.isEncrypted { return nil }
        guard let stream = try zipStream(entry, of: package.store, isShort: isShort) else { return nil }
        return CountedStream(stream, budget, packedCount: entry.packedCount)
    }

    /// Calls `body` with the XML of a part; what fails there is a gap of that part.
    func withPart(
        _ number: Int,
        of package: OfficePackage,
        _ body: (XMLReader) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        try withStream(number, of: package) { stream throws(ExtractionFailure) in try body(XMLReader(stream)) }
    }

    /// Calls `body` with the bytes of a part, of which it may want no more than the first; what fails there is a gap of that part.
    func withStream(
        _ number: Int,
        of package: OfficePackage,
        isShort: Bool = false,
        _ body: (any ByteStream) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        let entry = package.directory.entries[number]
        do throws(ExtractionFailure) {
            try budget.countMember()
            guard let stream = try stream(entry, of: package, isShort: isShort) else {
                return note(
                    entry.isEncrypted ? .encrypted : .unsupportedFormat("application/zip; method=\(entry.method)")
                )
            }
            try body(stream)
        } catch {
            if error.isFinal { throw error }
            note(error)
        }
    }

    /// Reads a zip file as the document that it is.
    ///
    /// - Returns: Whether it is one.
    func readDocument(_ package: OfficePackage) throws(ExtractionFailure) -> Bool {
        if package.part("[Content_Types].xml") != nil {
            try readOpenXML(package)
            return true
        }
        if package.part("META-INF/manifest.xml") != nil, package.part("content.xml") != nil {
            try readOpenDocument(package)
            return true
        }
        if package.part("META-INF/container.xml") != nil, try readBook(package) { return true }
        if ExtractionRun.isIWork(package) {
            try readIWork(package)
            return true
        }
        return false
    }

    /// Reads parts of a package that are no XML of the document as members of it: pictures, objects, macros.
    func readOtherPart(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) {
        let entry = package.directory.entries[number]
        if entry.isFolder { return }
        let path = package.paths[number]
        // Nothing that anybody has written: settings of printers, and fonts, which are garbled.
        if path.contains("/printersettings/") || path.hasSuffix(".odttf") || path.hasSuffix(".fntdata") {
            return try readQuiet(number, of: package)
        }
        // A picture of the first page, which shows what is read there.
        let isPicture = [".jpeg", ".jpg", ".png", ".emf", ".wmf"].contains { path.hasSuffix($0) }
        if path.hasPrefix("docprops/thumbnail.") || path.hasPrefix("thumbnails/"), isPicture {
            return try readQuiet(number, of: package)
        }
        try readMember(entry, of: package.store)
    }
}

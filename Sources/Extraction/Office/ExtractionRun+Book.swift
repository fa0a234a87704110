import Bytes
import Findings

// Books that are zip files: W3C, EPUB 3.3, and the Open Packaging Format 2.0.1.
extension ExtractionRun {
    /// Reads the chapters of a book in their order, what is said of it, and then all else that is in the file.
    ///
    /// - Returns: Whether it is one.
    func readBook(_ package: OfficePackage) throws(ExtractionFailure) -> Bool {
        guard let container = package.part("META-INF/container.xml") else { return false }
        var roots: [Int] = []
        try withPart(container, of: package) { xml throws(ExtractionFailure) in
            while true {
                let event = try xml.next()
                if event == .finish { return }
                guard event == .start, xml.name == "rootfile", let path = xml.attributeText("full-path"),
                    let number = package.part(path), roots.count < 100
                else { continue }
                roots.append(number)
            }
        }
        if roots.isEmpty { return false }
        let encrypted = try encryptedParts(package)
        var known: Set<Int> = [container]
        for root in roots where known.insert(root).inserted {
            for chapter in try readContents(root, of: package) where known.insert(chapter).inserted {
                try readChapter(chapter, of: package, encrypted)
            }
        }
        for (number, path) in package.paths.enumerated() where !known.contains(number) {
            if path == "mimetype" || path.hasPrefix("meta-inf/") || package.directory.entries[number].isFolder {
                continue
            }
            if path.hasSuffix(".xhtml") || path.hasSuffix(".html") || path.hasSuffix(".htm") {
                try readChapter(number, of: package, encrypted)
            } else if encrypted.contains(path) {
                try unread(package.directory.entries[number].name, .encrypted)
            } else {
                try readMember(package.directory.entries[number], of: package.store)
            }
        }
        return true
    }

    private func readChapter(
        _ number: Int,
        of package: OfficePackage,
        _ encrypted: Set<String>
    ) throws(ExtractionFailure) {
        let entry = package.directory.entries[number]
        if entry.isEncrypted || encrypted.contains(package.paths[number]) {
            return try unread(entry.name, .encrypted)
        }
        guard let stream = try zipStream(entry, of: package.store) else {
            return try unread(entry.name, .unsupportedFormat("application/zip; method=\(entry.method)"))
        }
        try member(entry.name, stream, packedCount: entry.packedCount, isHTML: true)
    }

    /// Hands over what is said of a book.
    ///
    /// - Returns: Its chapters in order.
    private func readContents(_ root: Int, of package: OfficePackage) throws(ExtractionFailure) -> [Int] {
        let path = package.paths[root]
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? ""
        var items: [String: Int] = [:]
        var order: [Int] = []
        try withPart(root, of: package) { xml throws(ExtractionFailure) in
            while true {
                let event = try xml.next()
                if event == .finish { return }
                if event == .comment { text(xml.text, .hidden) }
                guard event == .start else { continue }
                switch xml.name {
                case "metadata":
                    try xml.within { () throws(ExtractionFailure) in try readMarkup(xml, .metadata, at: TextPlace()) }
                case "item":
                    guard let id = xml.attributeText("id"), let target = xml.attribute("href"), items.count < 100_000
                    else { continue }
                    let name = String(decoding: PercentEncoding.bytes(target), as: UTF8.self)
                    items[id] = package.part(OfficePackage.path(name, from: folder))
                case "itemref":
                    if let id = xml.attributeText("idref"), let item = items[id], order.count < 100_000 {
                        order.append(item)
                    }
                default: break
                }
            }
        }
        return order
    }

    /// The paths of parts that are encrypted, other than fonts that are only garbled.
    private func encryptedParts(_ package: OfficePackage) throws(ExtractionFailure) -> Set<String> {
        guard let number = package.part("META-INF/encryption.xml") else { return [] }
        var paths: Set<String> = []
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            var isGarbled = false
            while true {
                let event = try xml.next()
                if event == .finish { return }
                guard event == .start else { continue }
                switch xml.name {
                case "EncryptedData": isGarbled = false
                case "EncryptionMethod":
                    let name = xml.attributeText("Algorithm") ?? ""
                    isGarbled =
                        isGarbled || name == "http://www.idpf.org/2008/embedding"
                        || name == "http://ns.adobe.com/pdf/enc#RC"
                case "CipherReference":
                    if !isGarbled, paths.count < 100_000, let path = xml.attribute("URI") {
                        paths.insert(
                            OfficePackage.path(String(decoding: PercentEncoding.bytes(path), as: UTF8.self), from: "")
                                .lowercased()
                        )
                    }
                default: break
                }
            }
        }
        return paths
    }
}

import Findings

// Parts of packages in which nobody is meant to write, and where somebody may hide something for that reason.
extension ExtractionRun {
    /// Reads comments, text, names of styles that users have made, and values of attributes that look like a number of somebody.
    func readSilent(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) {
        try withPart(number, of: package) { xml throws(ExtractionFailure) in
            var asides = Asides()
            defer { asides.hand(to: self) }
            var known: Set<[UInt8]> = []
            var isOwnStyle = false
            func add(_ text: [UInt8]) {
                let isNew = known.count < 10_000 && known.insert(text).inserted
                if text.count >= 4, isNew { asides.add(text, .hidden, self) }
            }
            while true {
                switch try xml.next() {
                case .finish: return
                case .comment: add(xml.text)
                case .text: if xml.text.contains(where: { $0 > 32 }) { add(xml.text) }
                case .start:
                    let element = xml.name
                    if element == "style" { isOwnStyle = xml.attribute("customStyle") == [UInt8(ascii: "1")] }
                    let isOwnName = isOwnStyle && (element == "name" || element == "aliases")
                    xml.forEachAttribute { name, value in
                        if isOwnName && name == "val" {
                            // Word makes a style for letters of each one for paragraphs.
                            let isMade = value.suffix(5).elementsEqual(" Char".utf8)
                            if !isMade || MemberNotes.mayIdentify(value) { add(value) }
                        } else if !ExtractionRun.measured.contains(element), ExtractionRun.isTelling(name, value) {
                            add(value)
                        }
                    }
                case .end: break
                }
            }
        }
    }

    /// Attributes and elements whose digits describe fonts and colours.
    private static let measures: Set<String> = ["panose", "usb0", "usb1", "usb2", "usb3", "csb0", "csb1", "ang"]
    private static let measured: Set<String> = ["panose1", "sig"]

    /// Whether the value of an attribute may be a number or an address of somebody, and no measure, colour or identifier of a program.
    private static func isTelling(_ name: String, _ value: [UInt8]) -> Bool {
        guard value.count >= 8, !measures.contains(name), value.first != UInt8(ascii: "{"),
            !value.starts(with: "http://schemas.".utf8)
        else { return false }
        return value.contains(UInt8(ascii: "@")) || value.count(where: { $0 &- 48 < 10 }) >= 8
    }

    /// Reads a part that holds nothing that anybody has written, unless it is something else than its name says.
    func readQuiet(_ number: Int, of package: OfficePackage) throws(ExtractionFailure) {
        let entry = package.directory.entries[number]
        if entry.isFolder { return }
        var isQuiet = true
        try withStream(number, of: package) { stream throws(ExtractionFailure) in
            let content = try Content(stream)
            switch ContentFormat.of(content.head.span) {
            case .open: isQuiet = content.head.isEmpty || Sniffer.openKind(of: content.head.span) == .binary
            case .media: break
            default: isQuiet = false
            }
        }
        if !isQuiet { try readMember(entry, of: package.store) }
    }
}

import Findings

// Messages of Outlook that are files of their own: [MS-OXMSG], section 2.
extension ExtractionRun {
    /// How deep messages may lie in one another.
    private static let mostMessages = 16

    /// Reads the message that a folder is: its header, its recipients, its body in all forms, and what is attached.
    ///
    /// The level says in how many others it lies.
    func readMessage(_ storage: Int, of file: CompoundFile, level: Int) throws(ExtractionFailure) {
        guard level < ExtractionRun.mostMessages else { return note(Gap.Reason.nestingLimit) }
        let properties = try OutlookProperties(storage, of: file, self)
        var header: [UInt8] = []
        // A subject is its thread's name as well, and a recipient has an address of several kinds.
        var shown: Set<[UInt8]> = []
        func add(_ property: OutlookProperties.Property, _ text: [UInt8]) {
            guard text.contains(where: { $0 > 32 }), shown.insert(text).inserted else { return }
            let label = MessageProperties.labels[property.id] ?? ""
            header += Array((label.isEmpty ? "" : label + ": ").utf8) + text + [10]
        }
        for property in properties.texts where property.id != 0x1000 {
            add(property, try properties.text(property, self))
        }
        for child in file.children(of: storage) where file.entries[child].name.hasPrefix("__recip_version1.0_") {
            try budget.countMember()
            let recipient = try OutlookProperties(child, of: file, self, codePage: properties.codePage)
            for property in recipient.texts { add(property, try recipient.text(property, self)) }
        }
        text(header, .header)
        for property in properties.texts where property.id == 0x1000 {
            text(try properties.text(property, self) + [10], .body)
        }
        for property in properties.files where property.id == 0x1013 || property.id == 0x1009 {
            let bytes = try streamBytes(property.entry, of: file)
            let name = RTFCodePage.name(properties.codePage)
            let stream: any ByteStream = StoreStream(MemoryStore(bytes), 0..<bytes.count)
            let isHTML = property.id == 0x1013
            let decoded = isHTML && Charset.isDecoded(name) && Sniffer.openKind(of: bytes.span) == .text(.windows1252)
            try member(Array("body".utf8), decoded ? CharsetStream(stream, name) : stream, isHTML: isHTML)
        }
        for child in file.children(of: storage) where file.entries[child].name.hasPrefix("__attach_version1.0_") {
            try budget.countMember()
            try readAttachment(child, of: file, properties.codePage, level)
        }
    }

    private func readAttachment(
        _ storage: Int,
        of file: CompoundFile,
        _ codePage: Int,
        _ level: Int
    ) throws(ExtractionFailure) {
        let properties = try OutlookProperties(storage, of: file, self, codePage: codePage)
        var name: [UInt8] = []
        for id in [0x3707, 0x3704, 0x3001] where name.isEmpty {
            for property in properties.texts where property.id == id && name.isEmpty {
                name = try properties.text(property, self)
            }
        }
        if name.isEmpty { name = Array("attachment".utf8) }
        for property in properties.files where property.id == 0x3701 {
            let bytes = try streamBytes(property.entry, of: file)
            try member(name, StoreStream(MemoryStore(bytes), 0..<bytes.count))
        }
        // What is linked to has a path.
        for property in properties.texts where property.id == 0x370D || property.id == 0x3708 {
            text(try properties.text(property, self) + [10], .link)
        }
        for child in file.children(of: storage) where file.entries[child].name.hasPrefix("__substg1.0_3701000D") {
            try inside(name) { run throws(ExtractionFailure) in
                if file.children(of: child).contains(where: { file.entries[$0].name.hasPrefix("__properties_") }) {
                    try run.readMessage(child, of: file, level: level + 1)
                } else if try !run.readStorage(child, of: file, level: level + 1) {
                    run.note(Gap.Reason.unsupportedFormat("application/x-ole-storage"))
                }
            }
        }
    }
}

/// The properties of a message, a recipient or an attachment, each a stream of its own.
struct OutlookProperties {
    /// A property whose value is a text or a file.
    struct Property {
        var id: Int
        var isWide: Bool
        var entry: CompoundFile.Entry
    }

    private let file: CompoundFile
    private(set) var texts: [Property] = []
    private(set) var files: [Property] = []
    /// The code page of texts that are not in Unicode.
    private(set) var codePage: Int

    /// Reads which properties a storage has.
    init(
        _ storage: Int,
        of file: CompoundFile,
        _ run: ExtractionRun,
        codePage: Int = 1252
    ) throws(ExtractionFailure) {
        self.file = file
        self.codePage = codePage
        for child in file.children(of: storage) {
            let entry = file.entries[child]
            guard entry.isStream else { continue }
            if entry.name == "__properties_version1.0" { try readFixed(run.streamBytes(entry, of: file)) }
            guard entry.name.hasPrefix("__substg1.0_"), entry.name.utf8.count >= 20,
                let tag = UInt32(entry.name.dropFirst(12).prefix(8), radix: 16)
            else { continue }
            let property = Property(id: Int(tag >> 16), isWide: tag & 0x0FFF == 0x1F, entry: entry)
            switch tag & 0x0FFF {
            // Of several values in one property each has a stream, and one more says how long they are.
            case 0x1E, 0x1F: if tag & 0x1000 == 0 || entry.name.contains("-") { texts.append(property) }
            case 0x102: files.append(property)
            default: break
            }
        }
    }

    /// Looks for the code page among properties whose values are numbers.
    private mutating func readFixed(_ bytes: [UInt8]) {
        for start in stride(from: bytes.count % 16, to: bytes.count - 15, by: 16) {
            var fields = Fields(bytes, at: start)
            guard let tag = fields.uint32(), tag == 0x3FFD_0003, fields.skip(4), let value = fields.uint32() else {
                continue
            }
            codePage = value
        }
    }

    /// The value of a property, in UTF-8.
    func text(_ property: Property, _ run: ExtractionRun) throws(ExtractionFailure) -> [UInt8] {
        let bytes = try run.streamBytes(property.entry, of: file)
        let text = property.isWide ? Wide.text(bytes[...]) : Charset.utf8(bytes, RTFCodePage.name(codePage))
        return text.filter { $0 != 0 }
    }
}

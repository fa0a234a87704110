import Findings

// Documents of Word, Excel, PowerPoint and Outlook before 2007, and what else lies in such files.
extension ExtractionRun {
    /// How deep folders may lie in one another.
    private static let mostFolders = 32

    /// Streams in which nothing is that anybody has written.
    private static let silentStreams: Set<String> = [
        "CompObj", "\u{1}CompObj", "\u{1}Ole", "\u{3}ObjInfo", "\u{2}OlePres000", "PROJECTlk", "_VBA_PROJECT",
    ]

    /// Reads all streams of a file.
    func readCompound(_ store: any ByteStore) throws(ExtractionFailure) {
        let file = try CompoundFile(store, most: budget.freeMemory / 2)
        if try !readStorage(0, of: file, level: 0) {
            note(Gap.Reason.unsupportedFormat("application/x-ole-storage"))
        }
    }

    /// Reads what lies in a folder.
    ///
    /// - Parameters:
    ///   - storage: Its number; 0 for the file.
    ///   - file: Holds it.
    ///   - level: In how many folders it lies.
    /// - Returns: Whether it is a document of a kind that is known.
    /// - Throws: ``ExtractionFailure`` when reading is to end.
    func readStorage(_ storage: Int, of file: CompoundFile, level: Int) throws(ExtractionFailure) -> Bool {
        guard level <= ExtractionRun.mostFolders else {
            note(Gap.Reason.nestingLimit)
            return true
        }
        let children = file.children(of: storage)
        func stream(_ name: String) -> CompoundFile.Entry? {
            children.map { file.entries[$0] }.first { $0.isStream && $0.name == name }
        }
        if stream("EncryptedPackage") != nil {
            note(Gap.Reason.encrypted)
            return true
        }
        if children.contains(where: { file.entries[$0].name.hasPrefix("__properties_version1.0") }) {
            try readMessage(storage, of: file, level: level)
            return true
        }
        var read = ExtractionRun.silentStreams
        var isKnown = try readWord(stream, of: file, &read)
        for name in ["Workbook", "Book"] {
            guard let entry = stream(name) else { continue }
            isKnown = true
            read.insert(name)
            var reader = BinarySheets(try streamBytes(entry, of: file), self)
            if try !reader.read() { note(Gap.Reason.encrypted) }
        }
        if let entry = stream("PowerPoint Document") {
            isKnown = true
            read.insert("PowerPoint Document")
            if let user = stream("Current User"), SlideBinary.isEncrypted(try streamBytes(user, of: file)) {
                note(Gap.Reason.encrypted)
            } else {
                text(SlideBinary.text(try streamBytes(entry, of: file)))
            }
        }
        let isProject = stream("_VBA_PROJECT") != nil
        var codePage = 1252
        if isProject, let project = stream("dir") {
            codePage = MacroSource.codePage(ofProject: try streamBytes(project, of: file))
        }
        if isProject { read.insert("dir") }
        for child in children {
            let entry = file.entries[child]
            guard entry.isStream else {
                // What lies in a document is known with it.
                isKnown = try readStorage(child, of: file, level: level + 1) || isKnown
                continue
            }
            guard !read.contains(entry.name) else { continue }
            let bytes = try streamBytes(entry, of: file)
            if isProject, case let source = MacroSource.text(bytes, codePage: codePage), !source.isEmpty {
                isKnown = true
                text(source, .hidden)
            } else {
                try readStream(entry.name, bytes)
            }
        }
        return isKnown
    }

    /// Reads the text of a document of Word.
    private func readWord(
        _ stream: (String) -> CompoundFile.Entry?,
        of file: CompoundFile,
        _ read: inout Set<String>
    ) throws(ExtractionFailure) -> Bool {
        guard let entry = stream("WordDocument") else { return false }
        read.formUnion(["1Table", "0Table"])
        let bytes = try streamBytes(entry, of: file)
        let isSecond = bytes.count > 11 && bytes[11] & 2 != 0
        if bytes.count > 11, bytes[11] & 1 != 0 {
            read.insert("WordDocument")
            note(Gap.Reason.encrypted)
            return true
        }
        let table = try stream(isSecond ? "1Table" : "0Table").map { entry throws(ExtractionFailure) in
            try streamBytes(entry, of: file)
        }
        let found = WordBinary.text(bytes, table ?? [])
        if found.isCut { note(Gap.Reason.expansionLimit) }
        if found.bytes.isEmpty {
            read.subtract(["1Table", "0Table"])
        } else {
            read.insert("WordDocument")
            text(found.bytes)
            // Names of authors and bookmarks lie in the table.
            text(WordBinary.names(bytes, table ?? []), .metadata)
        }
        return true
    }

    /// Reads a stream that belongs to no kind of document.
    private func readStream(_ name: String, _ bytes: [UInt8]) throws(ExtractionFailure) {
        if name.hasSuffix("SummaryInformation") {
            text(SummaryProperties.lines(of: bytes), .metadata)
        } else if name == "Package" || name == "CONTENTS" || name == "\u{1}Ole10Native" {
            let start = name.hasSuffix("Native") ? PrintableRuns.nativeStart(bytes) : 0
            try member(Array(name.utf8).filter { $0 >= 32 }, StoreStream(MemoryStore(bytes), start..<bytes.count))
        } else {
            text(PrintableRuns.lines(of: bytes), .runs)
        }
    }

    /// The bytes of a stream; those that fit, where it is too long for the memory.
    func streamBytes(_ entry: CompoundFile.Entry, of file: CompoundFile) throws(ExtractionFailure) -> [UInt8] {
        try budget.countMember()
        let limit = budget.freeMemory / 2
        if entry.count > limit { note(Gap.Reason.memoryLimit) }
        let bytes = try file.bytes(of: entry, upTo: limit)
        if entry.isTooLong || bytes.count < min(limit, entry.count) { note(Gap.Reason.malformed) }
        try budget.spend(bytes.count)
        return bytes
    }
}

/// Text in units of two bytes, the lower first.
enum Wide {
    static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            units.append(UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// Readable stretches of binary data, in bytes and in units of two.
enum PrintableRuns {
    private static let least = 6

    /// Each stretch on a line, in order.
    static func lines(of bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            var end = index
            while end < bytes.count, isPrintable(bytes[end]) { end += 1 }
            var wide = index
            while wide + 1 < bytes.count, isPrintable(bytes[wide]), bytes[wide + 1] == 0 { wide += 2 }
            if wide - index >= 2 * least {
                output += Wide.text(bytes[index..<wide]) + [10]
                index = wide
            } else if end - index >= least {
                output += Array(bytes[index..<end]) + [10]
                index = end
            } else {
                index += 1
            }
        }
        return output
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { byte &- 32 < 95 || byte &- 9 < 5 || byte >= 0xA0 }

    /// Where the file begins in the data of an embedded one ([MS-OLEDS], section 2.3.6): behind three names.
    static func nativeStart(_ bytes: [UInt8]) -> Int {
        var index = 6
        for _ in 0..<2 {
            while index < bytes.count, bytes[index] != 0 { index += 1 }
            index += 1
        }
        guard index + 8 <= bytes.count else { return 0 }
        let count = Int(bytes[index + 4]) | Int(bytes[index + 5]) << 8 | Int(bytes[index + 6]) << 16
        let start = index + 8 + count + 4
        return start < bytes.count ? start : 0
    }
}

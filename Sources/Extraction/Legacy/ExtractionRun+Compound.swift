import Findings

// Documents of Word, Excel, PowerPoint and Outlook before 2007, and what else lies in such files.
extension ExtractionRun {
    /// Reads all streams of a file.
    func readCompound(_ store: any ByteStore) throws(ExtractionFailure) {
        let limit = budget.freeMemory / 2
        let file = try CompoundFile(store, most: limit)
        if file.stream("EncryptedPackage") != nil { return note(Gap.Reason.encrypted) }
        var isKnown = false
        var read: Set<String> = [
            "CompObj", "\u{1}CompObj", "\u{1}Ole", "\u{3}ObjInfo", "\u{2}OlePres000", "1Table", "0Table",
        ]
        if let entry = file.stream("WordDocument") {
            isKnown = true
            let bytes = try streamBytes(entry, of: file, limit)
            let isSecond = bytes.count > 11 && bytes[11] & 2 != 0
            if bytes.count > 11, bytes[11] & 1 != 0 { return note(Gap.Reason.encrypted) }
            let table = try file.stream(isSecond ? "1Table" : "0Table").map { entry throws(ExtractionFailure) in
                try streamBytes(entry, of: file, limit)
            }
            let found = WordBinary.text(bytes, table ?? [])
            if found.isEmpty {
                read.subtract(["1Table", "0Table"])
            } else {
                read.insert("WordDocument")
                text(found)
            }
        }
        for name in ["Workbook", "Book"] {
            guard let entry = file.stream(name) else { continue }
            isKnown = true
            read.insert(name)
            var reader = BinarySheets(try streamBytes(entry, of: file, limit), self)
            guard try reader.read() else { return note(Gap.Reason.encrypted) }
        }
        if let entry = file.stream("PowerPoint Document") {
            isKnown = true
            read.insert("PowerPoint Document")
            text(SlideBinary.text(try streamBytes(entry, of: file, limit)))
        }
        for entry in file.entries where entry.isStream && entry.name.hasPrefix("__substg1.0_") {
            isKnown = true
            read.insert(entry.name)
            try readProperty(entry, of: file, limit)
        }
        for entry in file.entries where entry.isStream && !read.contains(entry.name) {
            let bytes = try streamBytes(entry, of: file, limit)
            let name = entry.name
            if name.hasSuffix("SummaryInformation") {
                text(PrintableRuns.lines(of: bytes), .metadata)
            } else if name == "Package" || name == "CONTENTS" || name == "\u{1}Ole10Native" {
                let start = name.hasSuffix("Native") ? PrintableRuns.nativeStart(bytes) : 0
                try member(Array(name.utf8).filter { $0 >= 32 }, StoreStream(MemoryStore(bytes), start..<bytes.count))
            } else {
                text(PrintableRuns.lines(of: bytes), .runs)
            }
        }
        if !isKnown { note(Gap.Reason.unsupportedFormat("application/x-ole-storage")) }
    }

    private func streamBytes(
        _ entry: CompoundFile.Entry,
        of file: CompoundFile,
        _ limit: Int
    ) throws(ExtractionFailure) -> [UInt8] {
        try budget.countMember()
        if entry.count > limit { note(Gap.Reason.memoryLimit) }
        let bytes = try file.bytes(of: entry, upTo: limit)
        try budget.spend(bytes.count)
        return bytes
    }

    /// Reads a property of a message of Outlook ([MS-OXMSG], section 2.1.3): text, or an attachment.
    private func readProperty(
        _ entry: CompoundFile.Entry,
        of file: CompoundFile,
        _ limit: Int
    ) throws(ExtractionFailure) {
        let kind = entry.name.suffix(4)
        let property = entry.name.dropLast(4).suffix(4)
        switch kind {
        case "001F", "001E":
            let bytes = try streamBytes(entry, of: file, limit)
            let isBody = property == "1000"
            let part: TextOrigin.Part = isBody ? .body : .header
            text((kind == "001F" ? Wide.text(bytes[...]) : bytes) + [10], part)
        case "0102" where property == "3701" || property == "1013" || property == "1009":
            let bytes = try streamBytes(entry, of: file, limit)
            try member(
                Array((property == "3701" ? "attachment" : "body").utf8),
                StoreStream(MemoryStore(bytes), 0..<bytes.count)
            )
        default: return
        }
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

/// The text of a document of Word 97 to 2003.
///
/// Source: Microsoft, [MS-DOC], sections 2.4.1 (retrieving text) and 2.9.38 (the table of pieces).
enum WordBinary {
    /// All characters in order: the document, and then its notes, headers, comments and boxes.
    static func text(_ document: [UInt8], _ table: [UInt8]) -> [UInt8] {
        var header = Fields(document, at: 0x1A2)
        guard let start = header.uint32(), let count = header.uint32(), count > 0, start < table.count else {
            return []
        }
        var index = start
        let end = min(table.count, start + count)
        // Properties stand before the table.
        while index + 3 <= end, table[index] == 1 { index += 3 + Int(table[index + 1]) + Int(table[index + 2]) << 8 }
        guard index + 5 <= end, table[index] == 2 else { return [] }
        var size = Fields(table, at: index + 1)
        guard let byteCount = size.uint32() else { return [] }
        let pieces = max(0, min(byteCount, end - index - 5) - 4) / 12
        var output: [UInt8] = []
        for piece in 0..<pieces {
            var positions = Fields(table, at: index + 5 + 4 * piece)
            var descriptor = Fields(table, at: index + 5 + 4 * (pieces + 1) + 8 * piece + 2)
            guard let first = positions.uint32(), let last = positions.uint32(), last > first,
                let place = descriptor.uint32()
            else { continue }
            let isNarrow = place & 0x4000_0000 != 0
            let offset = isNarrow ? (place & 0x3FFF_FFFF) / 2 : place & 0x3FFF_FFFF
            guard offset < document.count else { continue }
            let stop = min(document.count, offset + (last - first) * (isNarrow ? 1 : 2))
            let text = document[offset..<stop]
            output += isNarrow ? Charset.utf8(Array(text), "windows-1252") : Wide.text(text)
            if output.count > 2 * document.count { break }
        }
        return clean(output)
    }

    private static func clean(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text {
            switch byte {
            case 13, 11, 12, 14, 0x13, 0x15: output.append(10)
            case 7: output.append(9)
            case 0x14: output.append(32)
            case 0x1E: output.append(UInt8(ascii: "-"))
            case 0..<9, 0x0F...0x12, 0x16...0x1D, 0x1F: break
            default: output.append(byte)
            }
        }
        return output
    }
}

/// The text of a presentation of PowerPoint 97 to 2003.
///
/// Source: Microsoft, [MS-PPT], section 2.9.42 to 2.9.44: atoms of text, in records that hold records.
enum SlideBinary {
    static func text(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index + 8 <= bytes.count {
            var header = Fields(bytes, at: index)
            guard let version = header.uint16(), let type = header.uint16(), let count = header.uint32() else { break }
            index += 8
            // A record that holds others is looked into, not passed over.
            if version & 15 == 15 { continue }
            let end = min(bytes.count, index + count)
            switch type {
            case 0x0FA0, 0x0FBA: output += lines(Wide.text(bytes[index..<end]))
            case 0x0FA8: output += lines(Charset.utf8(Array(bytes[index..<end]), "windows-1252"))
            default: break
            }
            index = end
        }
        return output
    }

    private static func lines(_ text: [UInt8]) -> [UInt8] { text.map { $0 == 13 || $0 == 11 ? 10 : $0 } + [10] }
}

import Bytes
import Findings

// Tables of dBASE, Clipper and FoxPro. What is too long for a record lies in a file beside this one, which is another object.
extension ExtractionRun {
    /// Bytes of records that are read at a time.
    private static let mostAtOnce = 1 << 18

    /// Reads a table: its records, and then those that are marked as deleted.
    func readDBase(_ store: any ByteStore) throws(ExtractionFailure) {
        let head = try store.read(at: 0, upTo: 1 << 16)
        guard let header = DBaseHeader(head) else { throw .malformed }
        let names = header.fields.map { header.charset.utf8($0.name) }
        text(Array(names.joined(separator: [9])) + [10], .metadata)
        text(PrintableRuns.lines(of: Array(head[min(header.fieldsEnd, header.count)..<header.count])), .metadata)
        let (end, hasDeleted) = try readRecords(store, header, names, deleted: false)
        if hasDeleted { _ = try readRecords(store, header, names, deleted: true) }
        if (end - header.count) / header.recordSize < header.recordCount { note(Gap.Reason.malformed) }
        guard end + 1 < store.count else { return }
        sink.begin(TextOrigin(trail, part: .runs, content: .binary))
        defer { sink.end() }
        let rest = StoreStream(store, end..<store.count)
        while case let bytes = try rest.read(upTo: ExtractionRun.mostAtOnce), !bytes.isEmpty { sink.append(bytes.span) }
    }

    /// Reads all records of one kind.
    ///
    /// - Returns: Where the last record ends, and whether there are any that are deleted.
    private func readRecords(
        _ store: any ByteStore,
        _ header: DBaseHeader,
        _ names: [[UInt8]],
        deleted: Bool
    ) throws(ExtractionFailure) -> (end: Int, hasDeleted: Bool) {
        var writer = TableWriter(self, names, part: deleted ? .deleted : .body)
        var offset = header.count
        // The names of the columns are the first row.
        var row = 1
        var hasDeleted = false
        reading: while offset < store.count {
            let count = max(1, ExtractionRun.mostAtOnce / header.recordSize) * header.recordSize
            let bytes = try store.read(at: offset, upTo: count)
            try budget.check()
            var start = 0
            while start + header.recordSize <= bytes.count {
                let mark = bytes[start]
                guard mark == 0x20 || mark == 0x2A else { break reading }
                row += 1
                if mark == 0x2A { hasDeleted = true }
                if (mark == 0x2A) == deleted {
                    var place = start + 1
                    for (column, field) in header.fields.enumerated() {
                        let value = DBaseValue.text(bytes[place..<place + field.length], field.type, header.charset)
                        writer.add(value, column: column, at: TextPlace(row: row, column: column + 1))
                        place += field.length
                    }
                    try writer.endRow()
                }
                start += header.recordSize
                offset += header.recordSize
            }
            if start < bytes.count || bytes.count < count { break }
        }
        try writer.finish()
        return (offset, hasDeleted)
    }
}

/// The values of records of dBASE.
enum DBaseValue {
    /// A value as people read it; none for one that points into another file.
    static func text(_ bytes: ArraySlice<UInt8>, _ type: UInt8, _ charset: DOSCharset) -> [UInt8] {
        switch type {
        case UInt8(ascii: "C"), UInt8(ascii: "V"):
            var bytes = bytes
            while let last = bytes.last, last == 32 || last == 0 { bytes.removeLast() }
            if UTF8Text.isValid(Array(bytes).span) { return Array(bytes) }
            return charset.utf8(Array(bytes))
        case UInt8(ascii: "D"):
            let day = trimmed(bytes)
            return day.count == 8 ? day[..<4] + [45] + day[4..<6] + [45] + day[6...] : day
        case UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "P"), UInt8(ascii: "W"), UInt8(ascii: "0"): return []
        case UInt8(ascii: "B") where bytes.count != 8: return []
        case UInt8(ascii: "I"), UInt8(ascii: "+"):
            guard bytes.count == 4 else { return trimmed(bytes) }
            // Version 7 has the highest byte first and the sign turned round.
            let number = type == UInt8(ascii: "+") ? BigEndian.number(Array(bytes), 0, 4) & 0x7FFF_FFFF : little(bytes)
            return Array(String(Int32(truncatingIfNeeded: number)).utf8)
        case UInt8(ascii: "Y"):
            let number = little(bytes)
            let rest = abs(number % 10_000)
            let digits = String(repeating: "0", count: 4 - String(rest).count) + String(rest)
            return Array("\(number / 10_000)\(rest == 0 ? "" : "." + digits)".utf8)
        case UInt8(ascii: "B"), UInt8(ascii: "O"):
            let number = type == UInt8(ascii: "O") ? BigEndian.number(Array(bytes), 0, 8) & .max : little(bytes)
            return Array(DataNumber.text(Double(bitPattern: UInt64(bitPattern: Int64(number)))).utf8)
        case UInt8(ascii: "T"), UInt8(ascii: "@"):
            guard bytes.count == 8 else { return trimmed(bytes) }
            // Days since the beginning of the year -4712, and thousandths of a second.
            let (days, part) = (little(bytes.prefix(4)), little(bytes.suffix(4)))
            return days == 0 ? [] : DataTime.text(Double(days - 2_440_588) * 86_400 + Double(part) / 1000)
        default: return trimmed(bytes)
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.split(whereSeparator: { $0 == 32 || $0 == 0 }).first.map { Array($0) } ?? []
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> Int {
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return bytes.count == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(truncatingIfNeeded: value)
    }
}

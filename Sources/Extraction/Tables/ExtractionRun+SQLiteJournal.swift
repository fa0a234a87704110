import Findings

// Journals of SQLite databases, which lie beside them as files of their own.
extension ExtractionRun {
    /// Reads the pages of a write-ahead log or a rollback journal.
    ///
    /// Rows have the names of their tables where the journal has the schema. Of pages that others replace only what those do not
    /// have is read.
    func readSQLiteJournal(_ store: any ByteStore) throws(ExtractionFailure) {
        let journal = try SQLiteJournal(store, budget)
        let file = try SQLiteFile(store, budget, journal)
        if journal.pages[1] != nil { try readSQLite(file) }
        let numbers = journal.pages.keys.sorted()
        var rows = SQLiteRows(self, file)
        // Pages above others first: their rows come in order.
        for kinds in [[5, 2], [13, 10]] as [[UInt8]] {
            for number in numbers where !file.isSeen(number) {
                guard let kind = try file.kind(of: number), kinds.contains(kind) else { continue }
                var tree = SQLiteTree(file, mostBytes: max(1 << 20, budget.freeMemory / 4))
                try tree.forEach(from: number) { record throws(ExtractionFailure) in
                    try rows.add(record)
                } leftover: { page, ranges throws(ExtractionFailure) in
                    try rows.leftovers.add(page, ranges) { () throws(ExtractionFailure) in try rows.finish() }
                }
            }
        }
        for former in journal.former {
            let page = try store.read(at: former.offset, upTo: journal.pageSize)
            var tree = SQLiteTree(file, mostBytes: journal.pageSize)
            try tree.forEach(on: page, isFirst: former.page == 1) { record throws(ExtractionFailure) in
                try rows.add(record)
            }
        }
        try rows.finish()
        for number in numbers where !file.isSeen(number) {
            if let page = try file.page(number) { try rows.leftovers.add(freePage: page) }
        }
        rows.leftovers.flush()
        if journal.isDamaged { note(Gap.Reason.malformed) }
    }
}

/// Rows of tables whose names nobody knows.
struct SQLiteRows {
    let leftovers: SQLiteLeftovers
    private let file: SQLiteFile
    private var writer: TableWriter
    private var row = 0

    init(_ run: ExtractionRun, _ file: SQLiteFile) {
        self.file = file
        writer = TableWriter(run, [])
        leftovers = SQLiteLeftovers(run, file)
    }

    /// Hands over a row, unless all of its values came before.
    mutating func add(_ record: SQLiteRecord) throws(ExtractionFailure) {
        let values = SQLiteValues(record.payload)
        // What is cut is the beginning of something that came whole, or goes on where nobody knows.
        let whole = values.isShort ? values.values.dropLast() : values.values[...]
        guard file.known?.takesNew(whole, of: record) ?? true else { return }
        row += 1
        for (column, value) in values.values.enumerated() {
            writer.add(value, of: record, column: column, in: file, at: TextPlace(row: row, column: column + 1))
        }
        try writer.endRow()
    }

    /// Ends the table that has come together.
    mutating func finish() throws(ExtractionFailure) { try writer.finish() }
}

/// The values of a journal's rows that have come out of it, so that the same row in many versions of a page comes out once.
final class SQLiteKnownValues {
    private var seen: Set<UInt64> = []
    private static let most = 1 << 20

    /// Notes the values of a row.
    ///
    /// - Returns: Whether one of them is new.
    func takesNew(_ values: ArraySlice<SQLiteValues.Value>, of record: SQLiteRecord) -> Bool {
        var isNew = false
        for value in values {
            var sum: UInt64 = 0xCBF2_9CE4_8422_2325
            switch value {
            case .null: continue
            case .integer(let number): SQLiteKnownValues.add(UInt64(bitPattern: Int64(number)), to: &sum)
            case .real(let number): SQLiteKnownValues.add(number.bitPattern, to: &sum)
            case .text(let range), .blob(let range):
                for index in range { SQLiteKnownValues.add(UInt64(record.payload[index]), to: &sum) }
            }
            if seen.contains(sum) { continue }
            isNew = true
            if seen.count < SQLiteKnownValues.most { seen.insert(sum) }
        }
        return isNew
    }

    /// A step of FNV-1a (RFC 9923), which is the same on every run.
    private static func add(_ value: UInt64, to sum: inout UInt64) { sum = (sum ^ value) &* 0x0000_0100_0000_01B3 }
}

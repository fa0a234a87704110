import Findings

// SQLite databases: "Database File Format". Nothing is opened beside the file, and nothing of it is run.
extension ExtractionRun {
    /// What a database says of one of its tables and indices.
    private struct Entry {
        var isTable: Bool
        var name: [UInt8]
        var root: Int
        var statement: [UInt8]
    }

    /// How many numbers of columns are tried on rows that were deleted.
    private static let mostCounts = 24
    /// The most tables and indices, and bytes of their statements.
    private static let (mostEntries, mostStatements) = (20_000, 16 << 20)

    /// Reads a database: its schema, its tables row by row, and what is left in it of what was deleted.
    func readSQLite(_ store: any ByteStore) throws(ExtractionFailure) {
        let file = try SQLiteFile(store, budget)
        try readSQLite(file)
        if file.isDamaged { note(Gap.Reason.malformed) }
    }

    /// Reads what the schema of a database leads to, and of a database also what it does not lead to.
    func readSQLite(_ file: SQLiteFile) throws(ExtractionFailure) {
        let leftovers = SQLiteLeftovers(self, file)
        let mostBytes = max(1 << 20, budget.freeMemory / 4)
        var isCut = false
        var counts: Set<Int> = [5]
        let entries = try readSchema(file, leftovers, mostBytes)
        for entry in entries where entry.isTable {
            try readTable(entry, file, leftovers, mostBytes, &isCut)
            counts.formUnion(leftovers.columnCounts)
        }
        // An index repeats what its table holds; only what was deleted from it may be nowhere else.
        for entry in entries where !entry.isTable {
            var tree = SQLiteTree(file, mostBytes: mostBytes)
            leftovers.columnCounts = []
            try tree.forEach(from: entry.root) { _ in
            } leftover: { page, ranges throws(ExtractionFailure) in
                try leftovers.add(page, ranges)
            }
        }
        leftovers.columnCounts = Array(counts.sorted().prefix(ExtractionRun.mostCounts))
        if file.pageCount > 0, file.known == nil {
            for number in 1...file.pageCount where !file.isSeen(number) {
                if let page = try file.page(number) { try leftovers.add(freePage: page) }
            }
        }
        leftovers.flush()
        if isCut { note(Gap.Reason.memoryLimit) }
    }

    private func readSchema(
        _ file: SQLiteFile,
        _ leftovers: SQLiteLeftovers,
        _ mostBytes: Int
    ) throws(ExtractionFailure) -> [Entry] {
        var entries: [Entry] = []
        var statements: [UInt8] = []
        var isTooMuch = false
        var tree = SQLiteTree(file, mostBytes: mostBytes)
        leftovers.columnCounts = [5]
        try tree.forEach(from: 1) { record in
            let values = SQLiteValues(record.payload).values
            _ = file.known?.takesNew(values[...], of: record)
            func text(_ index: Int) -> [UInt8] {
                guard index < values.count, case .text(let range) = values[index] else { return [] }
                return file.text(record.payload[range])
            }
            let statement = text(4)
            guard statements.count + statement.count <= ExtractionRun.mostStatements,
                entries.count < ExtractionRun.mostEntries
            else { return isTooMuch = true }
            if !statement.isEmpty { statements += statement + Array(";\n".utf8) }
            guard values.count > 3, case .integer(let root) = values[3], root > 0 else { return }
            let kind = text(0)
            guard kind == Array("table".utf8) || kind == Array("index".utf8) else { return }
            entries.append(
                Entry(isTable: kind == Array("table".utf8), name: text(1), root: root, statement: statement)
            )
        } leftover: { page, ranges throws(ExtractionFailure) in
            try leftovers.add(page, ranges)
        }
        if isTooMuch { note(Gap.Reason.memoryLimit) }
        text(statements, .metadata)
        return entries
    }

    private func readTable(
        _ entry: Entry,
        _ file: SQLiteFile,
        _ leftovers: SQLiteLeftovers,
        _ mostBytes: Int,
        _ isCut: inout Bool
    ) throws(ExtractionFailure) {
        let schema = SQLiteSchema(entry.statement)
        var writer = TableWriter(
            self,
            schema.names.map { Array($0.utf8) },
            name: String(decoding: entry.name, as: UTF8.self)
        )
        var tree = SQLiteTree(file, mostBytes: mostBytes)
        leftovers.columnCounts = [schema.positions.count]
        // The names of the columns are the first row of a table.
        var row = 1
        try tree.forEach(from: entry.root) { record throws(ExtractionFailure) in
            row += 1
            let values = SQLiteValues(record.payload)
            if values.isShort { file.isDamaged = true }
            _ = file.known?.takesNew(values.values[...], of: record)
            for (column, value) in schema.arranged(values.values) {
                let place = TextPlace(row: row, column: column + 1)
                if case .null = value, column == schema.rowIDColumn, let number = record.rowID {
                    writer.add(Array(String(number).utf8), column: column, at: place)
                }
                let name = schema.names.indices.contains(column) ? schema.names[column] : ""
                let member = entry.name + Array("/\(name)/\(row)".utf8)
                writer.add(value, of: record, column: column, in: file, at: place, member: member)
            }
            try writer.endRow()
        } leftover: { page, ranges throws(ExtractionFailure) in
            try leftovers.add(page, ranges) { () throws(ExtractionFailure) in try writer.finish() }
        }
        try writer.finish()
        if tree.isCut { isCut = true }
    }
}

extension TableWriter {
    /// Hands over a value of a row.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - record: The row.
    ///   - column: Its column, from 0.
    ///   - file: Says how text is written.
    ///   - place: Where it lies.
    ///   - member: What it is called if it is a file of its own.
    mutating func add(
        _ value: SQLiteValues.Value,
        of record: SQLiteRecord,
        column: Int,
        in file: SQLiteFile,
        at place: TextPlace,
        member: [UInt8] = []
    ) {
        switch value {
        case .null: break
        case .integer(let number): add(Array(String(number).utf8), column: column, at: place)
        case .real(let number): add(Array(DataNumber.text(number).utf8), column: column, at: place)
        case .text(let range): add(file.text(record.payload[range]), column: column, at: place)
        case .blob(let range): add(bytes: Array(record.payload[range]), column: column, at: place, member: member)
        }
    }
}

/// Numbers as data has them.
enum DataNumber {
    /// A number with a fraction only if it has one.
    static func text(_ value: Double) -> String {
        abs(value) < 9e15 && value == value.rounded() ? String(Int(value)) : String(value)
    }
}

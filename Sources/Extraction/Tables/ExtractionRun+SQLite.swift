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
        if file.pageCount > 0 {
            for number in 1...file.pageCount where !file.isSeen(number) {
                if let page = try file.page(number) { try leftovers.add(freePage: page) }
            }
        }
        leftovers.flush()
        if file.isDamaged { note(Gap.Reason.malformed) }
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
            for (column, value) in schema.arranged(values.values) {
                let place = TextPlace(row: row, column: column + 1)
                switch value {
                case .null:
                    if column == schema.rowIDColumn, let number = record.rowID {
                        writer.add(Array(String(number).utf8), column: column, at: place)
                    }
                case .integer(let number): writer.add(Array(String(number).utf8), column: column, at: place)
                case .real(let number): writer.add(Array(DataNumber.text(number).utf8), column: column, at: place)
                case .text(let range): writer.add(file.text(record.payload[range]), column: column, at: place)
                case .blob(let range):
                    let name = schema.names.indices.contains(column) ? Array(schema.names[column].utf8) : []
                    writer.add(
                        bytes: Array(record.payload[range]),
                        column: column,
                        at: place,
                        member: entry.name + Array("/".utf8) + name + Array("/\(row)".utf8)
                    )
                }
            }
            try writer.endRow()
        } leftover: { page, ranges throws(ExtractionFailure) in
            try leftovers.add(page, ranges) { () throws(ExtractionFailure) in try writer.finish() }
        }
        try writer.finish()
        if tree.isCut { isCut = true }
    }
}

/// Numbers as data has them.
enum DataNumber {
    /// A number with a fraction only if it has one.
    static func text(_ value: Double) -> String {
        abs(value) < 9e15 && value == value.rounded() ? String(Int(value)) : String(value)
    }
}

/// The beginning of a statement of SQL that says what the cells behind it are called, as dumps of databases have it.
struct DumpStatement {
    /// What may begin a line.
    enum Kind: Sendable, Equatable {
        /// `COPY table (columns) FROM stdin;`: rows follow in lines, cells between tabs.
        case copy
        /// `INSERT INTO table (columns) VALUES (cells), (cells);`: the columns may be missing.
        case insert
        /// `CREATE TABLE table (column type, ...)`: what is inserted without naming columns has these.
        case create
        /// `<tr><th>column</th></tr>`: rows of an HTML table follow; see ``MarkupHeader``.
        case markup
        /// A ``MessageSegment``, by its number: its columns are known, and its cells follow.
        case segment(Int)
    }

    /// Literals that begin a statement of SQL, without what stands before them, and how many bytes of each belong to what follows.
    ///
    /// Sources: the output of pg_dump, mysqldump, sqlite3's `.dump` and SQL Server's script generator.
    static let literals: [(text: String, kind: Kind, rest: Int)] = [
        ("COPY ", .copy, 0), ("insert into", .insert, 0), ("replace into", .insert, 0),
        ("insert ignore into", .insert, 0),
        ("insert [", .insert, 1), ("create table", .create, 0),
    ]

    /// The table's name without its schema and quotes, in lower case.
    private(set) var table: [UInt8] = []

    /// What stands between the parentheses around the columns; `nil` without.
    private(set) var list: Range<Int>?

    /// Where rows begin.
    private(set) var end = 0

    /// Whether a backslash in a text takes the next byte's meaning, as with MySQL.
    private(set) var escapes = false

    /// The longest list of columns, in bytes.
    private static let longestList = 16_384

    /// The longest name of a table, in bytes.
    private static let longestName = 256

    /// Reads what follows on a literal; `nil` when it is no statement that rows follow on, or is not all there.
    ///
    /// - Parameters:
    ///   - kind: What the literal begins.
    ///   - start: Where it ends.
    ///   - bytes: The text.
    init?(_ kind: Kind, after start: Int, in bytes: Span<UInt8>) {
        var reader = start
        if kind == .create { _ = DumpStatement.skip("if not exists", &reader, bytes) }
        guard readName(&reader, bytes) else { return nil }
        DumpStatement.skipBlanks(&reader, bytes)
        let opening = reader
        if reader < bytes.count, bytes[reader] == UInt8(ascii: "("), let close = closing(of: reader, in: bytes) {
            list = opening + 1..<close
            reader = close + 1
        }
        switch kind {
        case .create:
            guard list != nil else { return nil }
        case .markup, .segment: return nil
        case .copy:
            guard list != nil, DumpStatement.skip("from stdin", &reader, bytes) else { return nil }
            // Other forms than the one of a dump say so here.
            DumpStatement.skipBlanks(&reader, bytes)
            guard reader < bytes.count, bytes[reader] == UInt8(ascii: ";") else { return nil }
            while reader < bytes.count, bytes[reader] != 10 { reader += 1 }
            reader += 1
        case .insert:
            _ = DumpStatement.skip("overriding system value", &reader, bytes)
            guard DumpStatement.skip("values", &reader, bytes) || DumpStatement.skip("value", &reader, bytes) else {
                return nil
            }
        }
        guard reader <= bytes.count else { return nil }
        end = reader
    }

    /// Whether a text begins with a statement: then it is no table, though its lines may have as many commas.
    static func begins(_ bytes: Span<UInt8>) -> Bool {
        var start = 0
        skipBlanks(&start, bytes)
        return literals.contains { literal in
            let length = literal.text.utf8.count
            guard start + length <= bytes.count else { return false }
            let isThere = zip(literal.text.utf8, start..<start + length).allSatisfy { letter, index in
                letter == bytes[index] || literal.kind != .copy && letter == bytes[index] | 0x20
            }
            return isThere && DumpStatement(literal.kind, after: start + length - literal.rest, in: bytes) != nil
        }
    }

    // MARK: Names

    /// Reads a list of columns.
    ///
    /// - Parameters:
    ///   - list: What stands between the parentheses.
    ///   - kind: Of a new table, names are followed by types, and some entries are no columns.
    ///   - bytes: The text.
    ///   - limit: The most names.
    /// - Returns: The names in order, without their quotes.
    static func names(in list: Range<Int>, _ kind: Kind, _ bytes: Span<UInt8>, atMost limit: Int) -> [[UInt8]] {
        var names: [[UInt8]] = []
        var reader = list.lowerBound
        while reader < list.upperBound, names.count < limit {
            skipBlanks(&reader, bytes)
            let start = reader
            guard let range = name(&reader, bytes), range.upperBound <= list.upperBound else { break }
            let isQuoted = range.lowerBound > start
            let name = range.map { bytes[$0] }
            if kind != .create || isQuoted || !constraints.contains(String(decoding: lowered(name), as: UTF8.self)) {
                names.append(name)
            }
            // To the comma that ends the entry.
            var depth = 0
            while reader < list.upperBound {
                let byte = bytes[reader]
                if byte == UInt8(ascii: ","), depth == 0 { break }
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth -= 1 }
                reader = isQuote(byte) ? afterQuoted(reader, in: bytes) : reader + 1
            }
            reader += 1
        }
        return names
    }

    /// What begins an entry of a new table that is no column.
    private static let constraints: Set<String> = [
        "primary", "key", "unique", "constraint", "foreign", "index", "check", "fulltext", "spatial", "exclude", "like",
    ]

    /// Reads the name of a table, of which the part behind the last dot is kept.
    private mutating func readName(_ reader: inout Int, _ bytes: Span<UInt8>) -> Bool {
        while true {
            DumpStatement.skipBlanks(&reader, bytes)
            if reader < bytes.count, bytes[reader] == UInt8(ascii: "`") { escapes = true }
            guard let range = DumpStatement.name(&reader, bytes), range.count <= DumpStatement.longestName else {
                return false
            }
            guard reader < bytes.count, bytes[reader] == UInt8(ascii: ".") else {
                table = DumpStatement.lowered(range.map { bytes[$0] })
                return true
            }
            reader += 1
        }
    }

    /// Reads a name, with or without quotes.
    private static func name(_ reader: inout Int, _ bytes: Span<UInt8>) -> Range<Int>? {
        guard reader < bytes.count else { return nil }
        if isQuote(bytes[reader]) || bytes[reader] == UInt8(ascii: "[") {
            let start = reader + 1
            reader = afterQuoted(reader, in: bytes)
            return start < reader ? start..<reader - 1 : nil
        }
        let start = reader
        while reader < bytes.count, isOfName(bytes[reader]) { reader += 1 }
        return start < reader ? start..<reader : nil
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || byte >= 0x80
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
    }

    private static func lowered(_ name: [UInt8]) -> [UInt8] { name.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 } }

    // MARK: Places

    /// Where the parenthesis that opens at `start` closes; `nil` when that is too far.
    private func closing(of start: Int, in bytes: Span<UInt8>) -> Int? {
        var (reader, depth) = (start, 0)
        let end = min(bytes.count, start + DumpStatement.longestList)
        while reader < end {
            let byte = bytes[reader]
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return reader }
            }
            reader = DumpStatement.isQuote(byte) ? DumpStatement.afterQuoted(reader, in: bytes) : reader + 1
        }
        return nil
    }

    /// Behind the quote that closes the one at `start`, or the longest list if it is farther.
    private static func afterQuoted(_ start: Int, in bytes: Span<UInt8>) -> Int {
        let quote = bytes[start] == UInt8(ascii: "[") ? UInt8(ascii: "]") : bytes[start]
        var reader = start + 1
        let end = min(bytes.count, start + longestList)
        while reader < end, bytes[reader] != quote { reader += 1 }
        return min(reader + 1, end)
    }

    private static func skipBlanks(_ reader: inout Int, _ bytes: Span<UInt8>) {
        let end = min(bytes.count, reader + longestList)
        while reader < end, [32, 9, 10, 13].contains(bytes[reader]) { reader += 1 }
    }

    /// Passes over words, in any case, with blanks before them and between them.
    private static func skip(_ words: StaticString, _ reader: inout Int, _ bytes: Span<UInt8>) -> Bool {
        var place = reader
        skipBlanks(&place, bytes)
        for byte in "\(words)".utf8 {
            if byte == 32 {
                skipBlanks(&place, bytes)
            } else {
                guard place < bytes.count, bytes[place] | 0x20 == byte else { return false }
                place += 1
            }
        }
        guard place == bytes.count || !isOfName(bytes[place]) else { return false }
        reader = place
        return true
    }
}

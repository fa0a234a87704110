/// What a statement that makes a table says of its columns.
///
/// Source: SQLite, "CREATE TABLE", and "Database File Format", sections 2.4 (tables without row numbers) and 2.6 (the schema).
struct SQLiteSchema {
    /// What the columns are called, in the order of the statement.
    private(set) var names: [String] = []
    /// For each value of a row, which column it is of.
    private(set) var positions: [Int] = []
    /// The column that stands for the number of the row.
    private(set) var rowIDColumn: Int?
    /// Whether the table is an index of itself.
    private(set) var isWithoutRowID = false

    private struct Column {
        var name: String
        var isKey = false
        var isInteger = false
        var isVirtual = false
    }

    /// The most columns: SQLite's own limit.
    private static let mostColumns = 32_767

    /// Reads a statement; what cannot be made out leaves columns without a name.
    init(_ statement: [UInt8]) {
        var reader = SQLTokens(statement)
        while let token = reader.next(), token != .sign(UInt8(ascii: "(")) {
            // A table that a query has filled has the columns written out as well: only its name stands before them.
            if token.isWord("as") { return }
        }
        var columns: [Column] = []
        var keys: [String] = []
        var definition: [SQLTokens.Token] = []
        var depth = 0
        while let token = reader.next() {
            let isEnd = depth == 0 && (token == .sign(UInt8(ascii: ",")) || token == .sign(UInt8(ascii: ")")))
            if !isEnd { definition.append(token) }
            if token == .sign(UInt8(ascii: "(")) { depth += 1 }
            if token == .sign(UInt8(ascii: ")")), !isEnd { depth -= 1 }
            guard isEnd else { continue }
            SQLiteSchema.take(definition, &columns, &keys)
            definition = []
            if token == .sign(UInt8(ascii: ")")) || columns.count >= SQLiteSchema.mostColumns { break }
        }
        while let token = reader.next() { if token.isWord("without") { isWithoutRowID = true } }
        arrange(columns, keys)
    }

    /// The values of a row with their columns, from left to right; what the statement does not know comes last.
    func arranged(_ values: [SQLiteValues.Value]) -> [(column: Int, value: SQLiteValues.Value)] {
        let known = values.enumerated().map { index, value in
            (column: index < positions.count ? positions[index] : names.count + index - positions.count, value: value)
        }
        return isWithoutRowID ? known.sorted { $0.column < $1.column } : known
    }

    private static func take(_ definition: [SQLTokens.Token], _ columns: inout [Column], _ keys: inout [String]) {
        guard let first = definition.first, let name = first.name else { return }
        if case .word = first, ["constraint", "primary", "unique", "check", "foreign"].contains(name.lowercased()) {
            guard let key = definition.firstIndex(where: { $0.isWord("key") }), key > 0,
                definition[key - 1].isWord("primary")
            else { return }
            var depth = 0
            var isFirst = true
            for token in definition[(key + 1)...] {
                switch token {
                case .sign(UInt8(ascii: "(")): depth += 1
                case .sign(UInt8(ascii: ")")):
                    depth -= 1
                    if depth == 0 { return }
                case .sign(UInt8(ascii: ",")): isFirst = true
                default:
                    if isFirst, let name = token.name { keys.append(name) }
                    isFirst = false
                }
            }
            return
        }
        var column = Column(name: name)
        column.isInteger = definition.count > 1 && definition[1].isWord("integer")
        var depth = 0
        for (index, token) in definition.enumerated().dropFirst() {
            if token == .sign(UInt8(ascii: "(")) { depth += 1 }
            if token == .sign(UInt8(ascii: ")")) { depth -= 1 }
            guard depth == 0 else { continue }
            if token.isWord("primary") {
                column.isKey = true
                // A key that counts down is a column of its own.
                if index + 2 < definition.count, definition[index + 2].isWord("desc") { column.isInteger = false }
            }
            if token.isWord("as") { column.isVirtual = true }
            if token.isWord("stored") { column.isVirtual = false }
        }
        columns.append(column)
    }

    private mutating func arrange(_ columns: [Column], _ keys: [String]) {
        names = columns.map(\.name)
        let lowered = names.map { $0.lowercased() }
        let kept = columns.indices.filter { !columns[$0].isVirtual }
        let keyNames = keys.map { $0.lowercased() } + kept.filter { columns[$0].isKey }.map { lowered[$0] }
        guard isWithoutRowID else {
            positions = kept
            if keyNames.count == 1 {
                rowIDColumn = kept.first { columns[$0].isInteger && lowered[$0] == keyNames[0] }
            }
            return
        }
        var isTaken = Set<Int>()
        for key in keyNames {
            if let column = kept.first(where: { lowered[$0] == key }), isTaken.insert(column).inserted {
                positions.append(column)
            }
        }
        positions += kept.filter { !isTaken.contains($0) }
    }
}

/// The words and signs of a statement.
private struct SQLTokens {
    enum Token: Equatable {
        case word(String)
        case quoted(String)
        case sign(UInt8)

        /// What it names.
        var name: String? {
            switch self {
            case .word(let name), .quoted(let name): name
            case .sign: nil
            }
        }

        func isWord(_ word: String) -> Bool {
            if case .word(let text) = self { text.lowercased() == word } else { false }
        }
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        while index < bytes.count {
            let byte = bytes[index]
            let following = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case 0...32: index += 1
            case UInt8(ascii: "-") where following == byte:
                while index < bytes.count, bytes[index] != 10 { index += 1 }
            case UInt8(ascii: "/") where following == UInt8(ascii: "*"):
                index += 2
                while index < bytes.count,
                    !(bytes[index] == UInt8(ascii: "/") && bytes[index - 1] == UInt8(ascii: "*"))
                {
                    index += 1
                }
                index += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return quoted(byte)
            case UInt8(ascii: "["): return quoted(UInt8(ascii: "]"))
            default:
                let start = index
                while index < bytes.count, SQLTokens.isLetter(bytes[index]) { index += 1 }
                if index > start { return .word(String(decoding: bytes[start..<index], as: UTF8.self)) }
                index += 1
                return .sign(byte)
            }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == 95 || byte == 36 || byte >= 0x80
    }

    private mutating func quoted(_ close: UInt8) -> Token {
        var text: [UInt8] = []
        index += 1
        while index < bytes.count {
            if bytes[index] == close {
                index += 1
                guard index < bytes.count, bytes[index] == close, close != UInt8(ascii: "]") else { break }
            }
            text.append(bytes[index])
            index += 1
        }
        return .quoted(String(decoding: text, as: UTF8.self))
    }
}

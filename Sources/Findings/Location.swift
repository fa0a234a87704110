/// Where in an object something lies.
///
/// What does not apply is `nil`: plain text has no page, a table no JSON path. Line, column and range are always known and
/// count in the text that the object or member was read as.
public struct Location: Hashable, Sendable {
    /// Through which containers it is reached; empty for the object itself.
    public var trail: Trail

    /// The page of a document, from 1.
    public var page: Int?

    /// The cell of a table.
    public var cell: Cell?

    /// The record of JSON lines, Avro or Parquet, from 0; 0 for a JSON document.
    public var record: Int?

    /// The path to it in a record, such as `$.access.key[2]`.
    public var jsonPath: String?

    /// Line of the value's first byte, from 1.
    public var line: Int

    /// Line of its last byte.
    public var endLine: Int

    /// Character of the first line at which the value begins, from 1.
    public var column: Int

    /// Character of the last line behind the value's last one, from 1.
    public var endColumn: Int

    /// Where the value begins and ends, in bytes of the object, or of its decoded text if it is not plain text.
    public var range: Range<Int>

    /// Creates a place in the object itself.
    public init(line: Int, column: Int, endLine: Int, endColumn: Int, range: Range<Int>) {
        self.trail = Trail()
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
        self.range = range
    }
}

/// The way to a member through the containers that it is packed in: the outermost first.
public struct Trail: Hashable, Sendable {
    /// The most containers that one thing may lie in.
    public static let mostSteps = 64

    /// The name of each member in the container around it; bytes, because names need not be text.
    public var names: [[UInt8]]

    /// The way to a member; none for the object itself.
    public init(_ names: [[UInt8]] = []) { self.names = names }

    /// Whether it leads nowhere but to the object itself.
    public var isEmpty: Bool { names.isEmpty }

    /// The names, joined by `!` as reports write them; `nil` for the object itself.
    public var path: [UInt8]? { isEmpty ? nil : Array(names.joined(separator: [UInt8(ascii: "!")])) }
}

/// A cell of a table; column and row count from 1, the header being row 1.
public struct Cell: Hashable, Sendable {
    public var column: Int
    public var columnName: String?
    public var row: Int

    /// What a spreadsheet calls it, such as `Sheet2!C5`; `nil` in a text.
    public var reference: String?

    /// Creates a cell.
    public init(column: Int, columnName: String?, row: Int, reference: String? = nil) {
        self.column = column
        self.columnName = columnName
        self.row = row
        self.reference = reference
    }
}

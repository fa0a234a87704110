/// A place in the rows of a dump: what the next byte belongs to.
struct DumpCursor: Sendable {
    /// The layout whose columns the rows have; negative outside rows.
    private(set) var layout: Int32 = -1
    private(set) var column: Int32 = 0
    private var columnCount: Int32 = 0
    private var form = Form.tuples
    /// Whether a tag that opens a cell is open.
    private var isInTag = false

    /// How rows and cells are written.
    private enum Form: Sendable, Equatable {
        /// `(cell, cell), (cell, cell)`.
        case tuples
        /// Lines with tabs.
        case lines
        /// Rows of an HTML table.
        case tags
        /// Fields of a segment of a message.
        case fields(MessageSegment.Signs)
    }

    /// How many parentheses are open.
    private var depth: Int32 = 0
    /// The quote that the text around it began with; 0 outside texts.
    private var quote: UInt8 = 0
    /// Whether a backslash takes the next byte's meaning in all texts, in this one, and does so now.
    private var (escapes, escapesHere, isEscaped) = (false, false, false)
    private var isAtRowStart = true

    /// Outside rows.
    init() {}

    /// At the first row of a statement.
    init(_ kind: DumpStatement.Kind, layout: Int, columns: Int, escapes: Bool) {
        self.layout = Int32(layout)
        columnCount = Int32(columns)
        form =
            switch kind {
            case .copy: .lines
            case .markup: .tags
            case .segment(let number): .fields(MessageSegment.all[number].signs)
            case .insert, .create: .tuples
            }
        column = form == .tags ? -1 : 0
        self.escapes = escapes
    }

    /// Whether rows may go on here.
    var isInRows: Bool { layout >= 0 }

    /// Whether it is in rows that only they can end, as no text in them can hold the end of a line.
    var isInLines: Bool { isInRows && form == .lines }

    /// Whether it is in rows of SQL, whose cells may hold pages.
    var isInStatement: Bool { isInRows && form != .tags }

    /// The column that the next byte belongs to, from 0; `nil` between rows and beyond the last one.
    var currentColumn: Int? {
        isInRows && (isAlwaysInCell || depth > 0) && column >= 0 && column < columnCount ? Int(column) : nil
    }

    private var isAlwaysInCell: Bool {
        switch form {
        case .lines, .fields: true
        case .tuples, .tags: false
        }
    }

    /// The number that a column has for a reader, from 1: that of the field, where fields have parts.
    func number(ofColumn column: Int) -> Int {
        if case .fields(let signs) = form { return column / signs.partsOfField + 1 }
        return column + 1
    }

    /// Follows the rows.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - range: What is passed over; a few bytes behind it are looked at.
    ///   - start: Where the cell began that `range` begins in; is set to where that began in which it ends.
    ///   - emit: Gets each cell that ends, and its column.
    /// - Complexity: O(*n*), about a nanosecond a byte.
    @inline(__always)
    mutating func follow(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        cellFrom start: inout Int,
        _ emit: (Range<Int>, Int) -> Void
    ) {
        if !isInRows { return }
        switch form {
        case .lines: followLines(bytes, range, &start, emit)
        case .tags: followTags(bytes, range, &start, emit)
        case .tuples: followTuples(bytes, range, &start, emit)
        case .fields(let signs): followFields(signs, bytes, range, &start, emit)
        }
    }

    @inline(__always)
    private mutating func followFields(
        _ signs: MessageSegment.Signs,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ start: inout Int,
        _ emit: (Range<Int>, Int) -> Void
    ) {
        let parts = Int32(signs.partsOfField)
        for index in range {
            let byte = bytes[index]
            let next: Int32
            switch byte {
            case 0: continue
            case signs.field: next = (column / parts + 1) * parts
            case signs.part: next = min(column + 1, (column / parts + 1) * parts - 1)
            case signs.again: next = column / parts * parts
            case signs.end, 10, 13: next = -1
            default: continue
            }
            if column >= 0, column < columnCount { emit(start..<index, Int(column)) }
            if next < 0 { return leave() }
            column = next
            start = index + 1
        }
    }

    @inline(__always)
    private mutating func followLines(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ start: inout Int,
        _ emit: (Range<Int>, Int) -> Void
    ) {
        for index in range {
            let byte = bytes[index]
            if isAtRowStart {
                isAtRowStart = false
                if byte == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ".") {
                    return leave()
                }
            }
            guard byte == 9 || byte == 10 else { continue }
            if column < columnCount { emit(start..<index, Int(column)) }
            start = index + 1
            column += 1
            guard byte == 10 else { continue }
            // A line with fewer or more cells is no row of the table.
            if column != columnCount { return leave() }
            column = 0
            isAtRowStart = true
        }
    }

    @inline(__always)
    private mutating func followTuples(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ start: inout Int,
        _ emit: (Range<Int>, Int) -> Void
    ) {
        for index in range {
            let byte = bytes[index]
            if quote != 0 {
                if isEscaped {
                    isEscaped = false
                } else if byte == quote {
                    // A quote that is doubled opens the text again.
                    quote = 0
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = escapesHere
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 {
                    column = 0
                    start = index + 1
                }
            case 32, 9, 10, 13: continue
            case UInt8(ascii: ",") where depth <= 1:
                guard depth == 1 else { continue }
                if column < columnCount { emit(start..<index, Int(column)) }
                start = index + 1
                column += 1
            case UInt8(ascii: ")") where depth > 0:
                if depth == 1, column < columnCount { emit(start..<index, Int(column)) }
                depth -= 1
            case UInt8(ascii: "'") where depth > 0, UInt8(ascii: "\"") where depth > 0:
                quote = byte
                escapesHere = escapes || index > 0 && bytes[index - 1] | 0x20 == UInt8(ascii: "e")
            default:
                // What follows on a row that is no row ends the statement.
                if depth == 0 { return leave() }
            }
        }
    }

    @inline(__always)
    private mutating func followTags(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        _ start: inout Int,
        _ emit: (Range<Int>, Int) -> Void
    ) {
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">"), isInTag {
                (isInTag, depth) = (false, 1)
                start = index + 1
            }
            guard byte == UInt8(ascii: "<") else { continue }
            let tag = MarkupHeader.tag(at: index, in: bytes)
            if tag == .other { continue }
            if depth > 0, column >= 0, column < columnCount { emit(start..<index, Int(column)) }
            depth = 0
            switch tag {
            case .cell, .head:
                column += 1
                isInTag = true
            case .row, .rowEnd: column = -1
            case .tableEnd: return leave()
            case .cellEnd, .other: break
            }
        }
    }

    private mutating func leave() { self = DumpCursor() }
}

import Findings

// What a workbook has by the million, in the form in which nearly all programs write it: read at once, without events.
extension XMLReader {
    /// A cell such as `<c r="B7" s="1" t="s"><v>12</v></c>`.
    struct PlainCell {
        var row = 0
        var column = 0
        /// The number of its style; -1 for none.
        var style = -1
        /// The first letter of its type, which is `n` where none is stated; 0 for a type of several letters.
        var type = UInt8(ascii: "n")
        /// Where its value stands; empty for a cell without one.
        var value = 0..<0
        /// Where it ends.
        var end = 0
    }

    /// The cell at `start`; `nil` for one that is written otherwise, or is not there as a whole.
    static func plainCell(in bytes: Span<UInt8>, from start: Int) -> PlainCell? {
        guard start + 12 < bytes.count, bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "c"),
            bytes[start + 2] == 32
        else { return nil }
        var cell = PlainCell()
        var index = start + 2
        while index + 4 < bytes.count, bytes[index] == 32 {
            let name = bytes[index + 1]
            guard bytes[index + 2] == UInt8(ascii: "="), bytes[index + 3] == UInt8(ascii: "\"") else { return nil }
            let first = index + 4
            let end = quote(in: bytes, from: first)
            switch name {
            case UInt8(ascii: "r"): guard readPlace(in: bytes, first..<end, into: &cell) else { return nil }
            case UInt8(ascii: "s"):
                guard let style = number(in: bytes, first..<end) else { return nil }
                cell.style = style
            case UInt8(ascii: "t"): cell.type = end - first == 1 ? bytes[first] : 0
            default: return nil
            }
            index = end + 1
        }
        guard cell.row > 0, index + 3 < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: ">") {
            cell.end = index + 2
            return cell
        }
        guard bytes[index] == UInt8(ascii: ">"), bytes[index + 1] == UInt8(ascii: "<"),
            bytes[index + 2] == UInt8(ascii: "v"), bytes[index + 3] == UInt8(ascii: ">"),
            let textEnd = plainEnd(in: bytes, from: index + 4), follows(Mark.cellEnd, 8, in: bytes, at: textEnd)
        else { return nil }
        cell.value = index + 4..<textEnd
        cell.end = textEnd + 8
        return cell
    }

    /// The number of the row that begins at `start`, such as `<row r="7" spans="1:5">`, and where its content does; `nil` as above.
    static func plainRow(in bytes: Span<UInt8>, from start: Int) -> (number: Int, contentStart: Int)? {
        guard follows(Mark.rowStart, 8, in: bytes, at: start) else { return nil }
        let first = start + 8
        let end = quote(in: bytes, from: first)
        guard let number = number(in: bytes, first..<end) else { return nil }
        var (place, quote) = (end + 1, UInt8?.none)
        guard closes(bytes, &place, &quote), bytes[place - 1] != UInt8(ascii: "/") else { return nil }
        var hasStray = false
        StrayAttributes.find(in: bytes, start + 1..<place) { _, _ in hasStray = true }
        return hasStray ? nil : (number, place + 1)
    }

    /// Where the end of a row that stands at `start` ends.
    static func rowEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        follows(Mark.rowClose, 6, in: bytes, at: start) ? start + 6 : nil
    }

    /// Where the text of an entry such as `<si><t>word</t></si>` stands, and where the entry ends; `nil` as above.
    static func plainString(in bytes: Span<UInt8>, from start: Int) -> (text: Range<Int>, end: Int)? {
        guard follows(Mark.stringStart, 6, in: bytes, at: start), start + 7 < bytes.count else { return nil }
        var first = start + 7
        if bytes[start + 6] == 32 {
            guard follows(Mark.space, 8, in: bytes, at: start + 6),
                follows(Mark.preserve, 8, in: bytes, at: start + 14),
                follows(Mark.preserveEnd, 6, in: bytes, at: start + 22)
            else { return nil }
            first = start + 28
        } else if bytes[start + 6] != UInt8(ascii: ">") {
            return nil
        }
        guard let textEnd = plainEnd(in: bytes, from: first), follows(Mark.stringEnd, 8, in: bytes, at: textEnd),
            textEnd + 8 < bytes.count, bytes[textEnd + 8] == UInt8(ascii: ">")
        else { return nil }
        return (first..<textEnd, textEnd + 9)
    }

    /// Reads where a cell lies, such as `B7`.
    private static func readPlace(in bytes: Span<UInt8>, _ range: Range<Int>, into cell: inout PlainCell) -> Bool {
        var index = range.lowerBound
        var column = 0
        while index < range.upperBound, bytes[index] &- 65 < 26, column < 16_384 {
            column = column * 26 + Int(bytes[index]) - 64
            index += 1
        }
        guard 1...16_384 ~= column, let row = number(in: bytes, index..<range.upperBound), 1...(1 << 24) ~= row else {
            return false
        }
        (cell.row, cell.column) = (row, column)
        return true
    }

    /// Where a text without references ends.
    private static func plainEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        // Nearly all are numbers and single words.
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if bytes[index] == UInt8(ascii: "&") { return nil }
            index += 1
        }
        return index < bytes.count ? index : nil
    }

    /// Where a quote is next; the end where there is none.
    private static func quote(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
        return index
    }

    /// Whether bytes come, at most eight of them, the first in the lowest byte of `pattern`.
    @inline(__always)
    private static func follows(_ pattern: UInt64, _ count: Int, in bytes: Span<UInt8>, at start: Int) -> Bool {
        guard start + count <= bytes.count else { return false }
        var found: UInt64 = 0
        for index in 0..<count { found |= UInt64(bytes[start + index]) << UInt64(8 * index) }
        return found == pattern
    }

    /// A number of at most nine digits.
    static func number(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard 1...9 ~= range.count else { return nil }
        var number = 0
        for index in range {
            guard bytes[index] &- 48 < 10 else { return nil }
            number = 10 * number + Int(bytes[index]) - 48
        }
        return number
    }

    /// Bytes that come together, the first in the lowest byte of a word.
    private enum Mark {
        // </v></c>
        static let cellEnd: UInt64 = 0x3E63_2F3C_3E76_2F3C
        // <row r="
        static let rowStart: UInt64 = 0x223D_7220_776F_723C
        // </row>
        static let rowClose: UInt64 = 0x3E77_6F72_2F3C
        // <si><t, behind which > or an attribute stands
        static let stringStart: UInt64 = 0x743C_3E69_733C
        // </t></si
        static let stringEnd: UInt64 = 0x6973_2F3C_3E74_2F3C
        // The attribute xml:space="preserve" in three parts.
        static let space: UInt64 = 0x6170_733A_6C6D_7820
        static let preserve: UInt64 = 0x7365_7270_223D_6563
        static let preserveEnd: UInt64 = 0x3E22_6576_7265
    }
}

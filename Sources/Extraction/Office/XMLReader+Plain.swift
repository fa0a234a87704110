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
    static func plainCell(in bytes: [UInt8], from start: Int) -> PlainCell? {
        guard start + 12 < bytes.count, bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "c"),
            bytes[start + 2] == 32
        else { return nil }
        var cell = PlainCell()
        var index = start + 2
        while index + 4 < bytes.count, bytes[index] == 32 {
            let name = bytes[index + 1]
            guard bytes[index + 2] == UInt8(ascii: "="), bytes[index + 3] == UInt8(ascii: "\"") else { return nil }
            let first = index + 4
            let end = self.index(of: UInt8(ascii: "\""), in: bytes, from: first)
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
            let textEnd = plainEnd(in: bytes, from: index + 4), follows(cellEnd, in: bytes, at: textEnd)
        else { return nil }
        cell.value = index + 4..<textEnd
        cell.end = textEnd + cellEnd.count
        return cell
    }

    /// The number of the row that begins at `start`, such as `<row r="7" spans="1:5">`, and where its content does; `nil` as above.
    static func plainRow(in bytes: [UInt8], from start: Int) -> (number: Int, contentStart: Int)? {
        guard follows(rowStart, in: bytes, at: start) else { return nil }
        let first = start + rowStart.count
        let end = index(of: UInt8(ascii: "\""), in: bytes, from: first)
        guard let number = number(in: bytes, first..<end) else { return nil }
        var (place, quote) = (end + 1, UInt8?.none)
        guard closes(bytes, &place, &quote), bytes[place - 1] != UInt8(ascii: "/") else { return nil }
        return (number, place + 1)
    }

    /// Where the end of a row that stands at `start` ends.
    static func rowEnd(in bytes: [UInt8], from start: Int) -> Int? {
        follows(rowClose, in: bytes, at: start) ? start + rowClose.count : nil
    }

    /// Where the text of an entry such as `<si><t>word</t></si>` stands, and where the entry ends; `nil` as above.
    static func plainString(in bytes: [UInt8], from start: Int) -> (text: Range<Int>, end: Int)? {
        for opening in stringStarts where follows(opening, in: bytes, at: start) {
            let first = start + opening.count
            guard let textEnd = plainEnd(in: bytes, from: first), follows(stringEnd, in: bytes, at: textEnd) else {
                return nil
            }
            return (first..<textEnd, textEnd + stringEnd.count)
        }
        return nil
    }

    /// Reads where a cell lies, such as `B7`.
    private static func readPlace(in bytes: [UInt8], _ range: Range<Int>, into cell: inout PlainCell) -> Bool {
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
    private static func plainEnd(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if bytes[index] == UInt8(ascii: "&") { return nil }
            index += 1
        }
        return index < bytes.count ? index : nil
    }

    private static func follows(_ pattern: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
        guard start + pattern.count <= bytes.count else { return false }
        for index in pattern.indices where bytes[start + index] != pattern[index] { return false }
        return true
    }

    /// A number of at most nine digits.
    static func number(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard 1...9 ~= range.count else { return nil }
        var number = 0
        for index in range {
            guard bytes[index] &- 48 < 10 else { return nil }
            number = 10 * number + Int(bytes[index]) - 48
        }
        return number
    }

    private static let rowStart = Array("<row r=\"".utf8)
    private static let rowClose = Array("</row>".utf8)
    private static let cellEnd = Array("</v></c>".utf8)
    private static let stringStarts = ["<si><t>", "<si><t xml:space=\"preserve\">"].map { Array($0.utf8) }
    private static let stringEnd = Array("</t></si>".utf8)
}

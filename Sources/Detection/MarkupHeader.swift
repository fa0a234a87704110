/// The row of an HTML table that names its columns.
///
/// Source: HTML Living Standard, section 4.9 (tabular data): the end tags of cells and rows may be missing.
struct MarkupHeader {
    /// The end of a cell that names a column or a row; few other texts hold it.
    static let literal = "</th>"

    /// The row, from behind its tag to its end.
    private(set) var row: Range<Int>

    /// The longest row that is read, in bytes.
    private static let longestRow = 16_384

    /// Finds the row around a cell that ends at `hit`; `nil` if it has cells of data too, or is not all there.
    ///
    /// - Parameters:
    ///   - hit: Where ``literal`` begins.
    ///   - start: What was looked at before; no byte is read again before it.
    ///   - bytes: The text.
    ///   - end: Is set to where reading stopped.
    /// - Complexity: O(*n*) in the length of the row, at most 32 KiB.
    init?(around hit: Int, notBefore start: Int, in bytes: Span<UInt8>, readTo end: inout Int) {
        var begin = hit
        let earliest = max(start, hit - MarkupHeader.longestRow, 0)
        while begin > earliest, !MarkupHeader.opensRow(at: begin, in: bytes) { begin -= 1 }
        guard MarkupHeader.opensRow(at: begin, in: bytes) else {
            end = hit + 1
            return nil
        }
        var reader = begin + 3
        let latest = min(bytes.count, begin + MarkupHeader.longestRow)
        while reader < latest {
            if bytes[reader] == UInt8(ascii: "<"), reader > hit {
                let tag = MarkupHeader.tag(at: reader, in: bytes)
                if tag == .cell || MarkupHeader.endsRow(tag) { break }
            } else if bytes[reader] == UInt8(ascii: "<"), MarkupHeader.tag(at: reader, in: bytes) == .cell {
                end = max(hit + 1, reader)
                return nil
            }
            reader += 1
        }
        end = max(hit + 1, reader)
        guard reader < latest, MarkupHeader.endsRow(MarkupHeader.tag(at: reader, in: bytes)) else { return nil }
        row = begin..<reader
    }

    /// The names of the columns: what stands in the cells, without tags and with a blank for each character reference.
    static func names(in row: Range<Int>, _ bytes: Span<UInt8>, atMost limit: Int) -> [[UInt8]] {
        var names: [[UInt8]] = []
        var reader = row.lowerBound
        var isInTag = false
        while reader < row.upperBound {
            let byte = bytes[reader]
            if byte == UInt8(ascii: "<") {
                if tag(at: reader, in: bytes) == .head {
                    if names.count == limit { break }
                    names.append([])
                } else if let last = names.last?.last, last != 32 {
                    names[names.count - 1].append(32)
                }
                isInTag = true
            } else if byte == UInt8(ascii: ">") {
                isInTag = false
            } else if !isInTag, !names.isEmpty {
                if byte == UInt8(ascii: "&"), let end = reference(at: reader, upTo: row.upperBound, in: bytes) {
                    reader = end
                    names[names.count - 1].append(32)
                } else {
                    names[names.count - 1].append(byte < 32 ? 32 : byte)
                }
            }
            reader += 1
        }
        return names.map { name in
            var name = name[...]
            while name.first == 32 { name.removeFirst() }
            while name.last == 32 { name.removeLast() }
            return Array(name)
        }
    }

    /// Where the character reference at `start` ends, at its semicolon.
    private static func reference(at start: Int, upTo end: Int, in bytes: Span<UInt8>) -> Int? {
        for index in start + 1..<max(start + 1, min(end, start + 10)) where bytes[index] == UInt8(ascii: ";") {
            return index
        }
        return nil
    }

    // MARK: - Tags

    /// What a tag means for a table.
    enum Tag {
        case row, rowEnd, head, cell, cellEnd, tableEnd, other
    }

    /// The tag at a `<`.
    static func tag(at start: Int, in bytes: Span<UInt8>) -> Tag {
        guard start + 4 < bytes.count else { return .other }
        let isEnd = bytes[start + 1] == UInt8(ascii: "/")
        let place = isEnd ? start + 2 : start + 1
        guard bytes[place] | 0x20 == UInt8(ascii: "t") else { return .other }
        let letter = bytes[place + 1] | 0x20
        let next = bytes[place + 2]
        let isShort = next == UInt8(ascii: ">") || next <= 32 || next == UInt8(ascii: "/")
        switch (letter, isShort) {
        case (UInt8(ascii: "r"), true): return isEnd ? .rowEnd : .row
        case (UInt8(ascii: "d"), true): return isEnd ? .cellEnd : .cell
        case (UInt8(ascii: "h"), true): return isEnd ? .cellEnd : .head
        case (UInt8(ascii: "a"), false): return isEnd ? .tableEnd : .other
        case (UInt8(ascii: "b"), false), (UInt8(ascii: "h"), false): return .rowEnd
        default: return .other
        }
    }

    private static func opensRow(at start: Int, in bytes: Span<UInt8>) -> Bool {
        guard bytes[start] == UInt8(ascii: "<") else { return false }
        switch tag(at: start, in: bytes) {
        case .row: return true
        // The tag of the row may be missing in a head.
        case .rowEnd: return start + 1 < bytes.count && bytes[start + 1] != UInt8(ascii: "/")
        default: return false
        }
    }

    private static func endsRow(_ tag: Tag) -> Bool { tag == .row || tag == .rowEnd || tag == .tableEnd }
}

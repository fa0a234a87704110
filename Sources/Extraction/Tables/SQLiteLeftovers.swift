import Bytes
import Findings

/// What no row of a database takes, but still lies in it: rows that were deleted, and pages that are free.
///
/// Rows whose header is still there are taken apart, so that values do not run into one another; of all else the printable runs
/// are taken. What was here once counts as binary data: nobody says what it is.
final class SQLiteLeftovers {
    private let run: ExtractionRun
    private let file: SQLiteFile
    private var lines: [UInt8] = []

    /// How many columns rows may have that lie in the pages which come.
    var columnCounts: [Int] = []

    /// Bytes that are kept together at most.
    private static let enough = 1 << 20
    /// Steps for each byte that are taken to find rows.
    private static let stepsPerByte = 16
    /// The most values of a row of an index that are looked for.
    private static let mostIndexed = 6
    /// The most bytes of data in a row that is taken apart.
    private static let longestData = 16
    /// The shortest run of readable text.
    private static let leastRun = 6

    init(_ run: ExtractionRun, _ file: SQLiteFile) { (self.run, self.file) = (run, file) }

    /// Takes what of a page is free.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - ranges: What of it is free.
    ///   - close: Ends the text that is open, when there is enough to make one of what is left.
    /// - Throws: What `close` throws.
    func add(
        _ page: [UInt8],
        _ ranges: [Range<Int>],
        _ close: () throws(ExtractionFailure) -> Void = {}
    ) throws(ExtractionFailure) {
        for range in ranges { carve(page, range) }
        guard lines.count >= SQLiteLeftovers.enough else { return }
        try close()
        flush()
    }

    /// Takes a page that is free, or that nothing refers to.
    func add(freePage page: [UInt8]) throws(ExtractionFailure) { try add(page, [0..<file.usable]) }

    /// Hands over what has come together.
    func flush() {
        guard !lines.isEmpty else { return }
        run.sink.begin(TextOrigin(run.trail, part: .runs, content: .binary))
        run.sink.append(lines.span)
        run.sink.end()
        lines = []
    }

    private func carve(_ page: [UInt8], _ range: Range<Int>) {
        var index = range.lowerBound
        var start = index
        var steps = range.count * SQLiteLeftovers.stepsPerByte
        while index < range.upperBound, steps > 0 {
            let row =
                freedRow(page, at: index, before: range.upperBound, &steps)
                ?? wholeRow(page, at: index, before: range.upperBound, &steps)
            guard let row else {
                index += 1
                continue
            }
            addRuns(page, start..<index)
            add(row, of: page)
            index = row.end
            start = index
        }
        addRuns(page, start..<range.upperBound)
    }

    private struct Row {
        var types: [Int]
        var start: Int
        var end: Int
    }

    /// The row whose header begins at `index`; with `hasLength` only if its length stands before it, with the number of the row
    /// between, if it has one.
    private func wholeRow(
        _ page: [UInt8],
        at index: Int,
        before end: Int,
        _ steps: inout Int,
        hasLength: Bool = true
    ) -> Row? {
        let count = Int(page[index])
        guard (3...127).contains(count), index + count < end,
            let row = row(page, index + 1, upTo: index + count, before: end, lost: 0, &steps),
            columnCounts.isEmpty || columnCounts.contains(row.types.count)
        else { return nil }
        return !hasLength || SQLiteLeftovers.isLength(row.end - index, before: index, in: page) ? row : nil
    }

    /// Whether a number stands before `index`, with at most one other of up to four bytes between.
    private static func isLength(_ length: Int, before index: Int, in page: [UInt8]) -> Bool {
        for gap in 0...4 {
            for width in 1...3 where index - gap - width >= 0 {
                var reader = VarintReader(page, at: index - gap - width, end: index)
                guard reader.next() == length, reader.offset == index - gap else { continue }
                if gap == 0 || reader.next() != nil && reader.offset == index { return true }
            }
        }
        return false
    }

    /// The row that was in a block which began with the place of the next one and its own length, in four bytes that were the
    /// row's; blocks side by side have become one since.
    private func freedRow(_ page: [UInt8], at index: Int, before end: Int, _ steps: inout Int) -> Row? {
        guard index + 8 < end, page[index + 2] != 0 || page[index + 3] != 0 else { return nil }
        let (next, size) = (BigEndian.number(page, index, 2), BigEndian.number(page, index + 2, 2))
        guard next == 0 || next > index && next < page.count, size >= 8, size <= page.count else { return nil }
        let stop = min(end, index + size)
        if let row = wholeRow(page, at: index + 4, before: stop, &steps, hasLength: false) { return row }
        for count in columnCounts {
            for lostTypes in [0, 1] where count > lostTypes {
                var types = VarintReader(page, at: index + 4, end: stop)
                var isWhole = true
                for _ in 0..<count - lostTypes where types.next() == nil { isWhole = false }
                steps -= count
                guard isWhole else { continue }
                // The value of a type that is gone is a key that counts rows and lies nowhere, or all that is left over.
                for lost in lostTypes == 0 ? [0] : [0, nil] {
                    let row = row(page, index + 4, upTo: types.offset, before: stop, lost: lost, &steps)
                    if let row { return row }
                }
            }
        }
        return nil
    }

    /// The row whose types lie in `first..<last`; `lost` are the bytes of a first value without a type; `nil` stands for those that would be over.
    private func row(
        _ page: [UInt8],
        _ first: Int,
        upTo last: Int,
        before end: Int,
        lost: Int?,
        _ steps: inout Int
    ) -> Row? {
        var reader = VarintReader(page, at: first, end: last)
        var types: [Int] = []
        var length = 0
        var hasText = false
        // Beginning costs more than a step does.
        steps -= 4
        while reader.offset < last {
            steps -= 1
            // Nothing tells data from bytes that were never a row's.
            guard let type = reader.next(), let count = SQLiteValues.byteCount(of: type), count <= end - last - length,
                type < 14 || type & 1 == 1 || count <= SQLiteLeftovers.longestData
            else { return nil }
            types.append(type)
            length += count
            if type >= 15, type & 1 == 1 { hasText = true }
        }
        // Bytes of text often look like the header of a row of many columns.
        let mostTypes = columnCounts.max() ?? SQLiteLeftovers.mostIndexed
        guard hasText, types.count > 1 || columnCounts.contains(1), types.count <= mostTypes else { return nil }
        let skipped = lost ?? end - last - length
        guard lost != nil || skipped > 0 else { return nil }
        if skipped > 0 { types.insert(13 + 2 * skipped, at: 0) }
        let row = Row(types: types, start: last, end: last + skipped + length)
        var start = row.start
        for type in types {
            let range = start..<start + (SQLiteValues.byteCount(of: type) ?? 0)
            start = range.upperBound
            guard start <= end else { return nil }
            guard type >= 13, type & 1 == 1 else { continue }
            steps -= range.count
            guard SQLiteLeftovers.isText(file.text(page[range])) else { return nil }
        }
        return row
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        for byte in bytes where byte < 32 && byte != 9 && byte != 10 && byte != 13 { return false }
        return UTF8Text.isValid(bytes.span)
    }

    private func add(_ row: Row, of page: [UInt8]) {
        var start = row.start
        for type in row.types {
            let range = start..<start + (SQLiteValues.byteCount(of: type) ?? 0)
            start = range.upperBound
            switch type {
            case 1...6: lines += Array(String(BigEndian.signed(page, range.lowerBound, range.count)).utf8)
            case 7:
                let bits = UInt64(bitPattern: Int64(BigEndian.number(page, range.lowerBound, 8)))
                lines += Array(DataNumber.text(Double(bitPattern: bits)).utf8)
            case 12...: lines += type & 1 == 1 ? file.text(page[range]) : PrintableRuns.lines(of: Array(page[range]))
            default: continue
            }
            lines.append(9)
        }
        lines.append(10)
    }

    private func addRuns(_ page: [UInt8], _ range: Range<Int>) {
        guard range.count >= SQLiteLeftovers.leastRun, page[range].contains(where: { $0 != 0 }) else { return }
        lines += PrintableRuns.lines(of: Array(page[range]))
    }
}

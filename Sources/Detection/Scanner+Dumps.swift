import Bytes
import Prefiltering

// What a scanner makes of dumps of databases: the names of the columns of each statement, and its cells.
extension Scanner {
    /// A cell whose column is searched.
    struct DumpCell {
        var range: Range<Int>
        var column: Int
    }

    /// Follows statements and rows up to the end of `owned`, and searches the cells of columns whose names hold context words.
    mutating func scanDumps(_ bytes: Span<UInt8>, _ owned: Range<Int>, from base: Int) {
        guard var dumps = dumps.take() else { return }
        if dumps.position < base {
            // Nothing is known of what was passed over.
            dumps.cursor = DumpCursor()
            dumps.position = base + owned.lowerBound
            dumps.mark(dumps.position)
        }
        var cellStart = dumps.position - base
        statementHits.removeAll { hit in
            switch detector.uses[Int(hit.keyword)].statement?.kind {
            case .markup: false
            case .segment(let number):
                !MessageSegment.all[number].begins(at: Int(hit.start), in: bytes, isAtStart: base == 0)
            default: !Scanner.beginsLine(Int(hit.start), in: bytes, from: base)
            }
        }
        var readTo = 0
        for (number, hit) in statementHits.enumerated() where Int(hit.start) < owned.upperBound {
            let start = Int(hit.start)
            guard start >= dumps.position - base, let literal = detector.uses[Int(hit.keyword)].statement else {
                continue
            }
            follow(&dumps, bytes, to: start, from: base, owned, &cellStart)
            if dumps.cursor.isInLines { continue }
            if literal.kind == .markup {
                readHeader(around: start, &dumps, bytes, from: base, &cellStart, readTo: &readTo)
                continue
            }
            let begin = start + detector.words[Int(hit.keyword)].bytes.count - literal.rest
            if case .segment(let number) = literal.kind {
                let layout = dumps.layout(of: MessageSegment.all[number]) { explain(&$0) }
                dumps.begin(literal.kind, layout, at: base + begin)
                cellStart = begin
                continue
            }
            // A statement is all there before the next one begins: so no byte is read for many of them.
            let end = number + 1 < statementHits.count ? Int(statementHits[number + 1].start) : bytes.count
            guard let statement = DumpStatement(literal.kind, after: begin, in: bytes.extracting(0..<max(begin, end)))
            else { continue }
            let layout = dumps.layout(of: statement, literal.kind, bytes) { explain(&$0) }
            if literal.kind != .create, let layout {
                dumps.begin(literal.kind, layout, escapes: statement.escapes, at: base + statement.end)
                cellStart = statement.end
            } else {
                dumps.cursor = DumpCursor()
                dumps.mark(dumps.position)
            }
        }
        follow(&dumps, bytes, to: owned.upperBound, from: base, owned, &cellStart)
        searchLast(dumps, bytes, owned, cellStart)
        self.dumps = dumps
    }

    /// Reads the row of an HTML table in which a cell ends at `start`, if it is the one that names the columns.
    private mutating func readHeader(
        around start: Int,
        _ dumps: inout DumpTables,
        _ bytes: Span<UInt8>,
        from base: Int,
        _ cellStart: inout Int,
        readTo: inout Int
    ) {
        if start < readTo || dumps.cursor.isInStatement { return }
        guard let header = MarkupHeader(around: start, notBefore: readTo, in: bytes, readTo: &readTo) else { return }
        let layout = dumps.layout(of: header, bytes) { explain(&$0) }
        dumps.begin(.markup, layout, at: base + header.row.upperBound)
        cellStart = header.row.upperBound
    }

    /// Whether nothing but blanks stands before `start` in its line.
    private static func beginsLine(_ start: Int, in bytes: Span<UInt8>, from base: Int) -> Bool {
        var index = start
        while index > 0, bytes[index - 1] == 32 || bytes[index - 1] == 9 { index -= 1 }
        return index > 0 ? bytes[index - 1] == 10 : base == 0
    }

    private mutating func follow(
        _ dumps: inout DumpTables,
        _ bytes: Span<UInt8>,
        to end: Int,
        from base: Int,
        _ owned: Range<Int>,
        _ cellStart: inout Int
    ) {
        while dumps.position - base < end {
            guard dumps.cursor.isInRows else {
                dumps.position = base + end
                return
            }
            let start = dumps.position - base
            let next = min(end, start + DumpTables.stride)
            let layout = dumps.layouts[Int(dumps.cursor.layout)]
            dumpCells.removeAll(keepingCapacity: true)
            dumps.cursor.follow(bytes, start..<next, cellFrom: &cellStart) { range, column in
                if layout.isSearched[column] { dumpCells.append(DumpCell(range: range, column: column)) }
            }
            for cell in dumpCells { search(layout.columns[cell.column].around, in: cell.range, bytes, owned) }
            columnWord = -1
            dumps.position = base + next
            dumps.mark(dumps.position)
        }
    }

    /// Searches the cell that the end of what is owned falls into.
    private mutating func searchLast(_ dumps: DumpTables, _ bytes: Span<UInt8>, _ owned: Range<Int>, _ start: Int) {
        guard let column = dumps.cursor.currentColumn, start < owned.upperBound else { return }
        let layout = dumps.layouts[Int(dumps.cursor.layout)]
        guard layout.isSearched[column] else { return }
        // What belongs to it, or may, counts for how many digits there are.
        search(
            layout.columns[column].around,
            in: start..<min(bytes.count, owned.upperBound + DumpTables.stride),
            bytes,
            owned
        )
        columnWord = -1
    }

    /// Finds the context words in the name of a column, and what is searched around them.
    ///
    /// - Parameters:
    ///   - column: The column.
    ///   - meaning: What it means, where that is more than its name says.
    mutating func explain(_ column: inout TableLayout.Column, meaning: [UInt8]? = nil) {
        column.countries = CountryWords.countries(in: column.name.span)
        column.isCounter = Surroundings.isCounter(column.name)
        var name = TextBuffer(capacity: 256)
        let bytes = meaning ?? column.name
        name.append(contentsOf: bytes.span)
        // Short words count as parts of names only where something parts them.
        let parts = Surroundings.parted(bytes)
        if parts.count > bytes.count {
            let end: [UInt8] = [10]
            name.append(contentsOf: end.span)
            name.append(contentsOf: parts.span)
        }
        detector.prefilter.scan(name, into: &nameMarks)
        for hit in nameMarks.keywordHits
        where detector.uses[Int(hit.keyword)].isContext && !column.words.contains(Int(hit.keyword)) {
            column.words.append(Int(hit.keyword))
            for variant in detector.searched[Int(hit.keyword)]
            where !column.around.contains(where: { $0.variant == Int(variant) }) {
                let digits = reaches[Int(variant)].digits
                column.around.append(TableLayout.Column.Search(variant: Int(variant), digits: digits, word: -1))
            }
        }
        for index in column.around.indices {
            column.around[index].word = longestWord(of: column.around[index].variant, in: column) ?? -1
        }
    }
}

import Findings

/// The cells of a workbook of Excel 97 to 2003.
///
/// Source: Microsoft, [MS-XLS], sections 2.4 (records) and 2.5.293 (strings).
struct BinarySheets {
    private let bytes: [UInt8]
    private let run: ExtractionRun
    private var strings = SharedStrings()
    private var names: [String] = []
    private var sheet = -1
    private var isOpen = false
    private var row = -1
    private var column = -1
    /// The cell of a formula whose text follows.
    private var formula: (row: Int, column: Int)?
    private var aside: [UInt8] = []

    init(_ bytes: [UInt8], _ run: ExtractionRun) { (self.bytes, self.run) = (bytes, run) }

    /// Hands over all sheets.
    ///
    /// - Returns: Whether it could be read: not when it is encrypted.
    mutating func read() throws(ExtractionFailure) -> Bool {
        var index = 0
        var depth = 0
        var records = 0
        while index + 4 <= bytes.count {
            records += 1
            if records & 0xFFF == 0 { try run.budget.check() }
            let type = Int(bytes[index]) | Int(bytes[index + 1]) << 8
            let count = Int(bytes[index + 2]) | Int(bytes[index + 3]) << 8
            let start = index + 4
            let end = min(bytes.count, start + count)
            index = end
            switch type {
            case 0x0809, 0x0009, 0x0209, 0x0409:
                depth += 1
                if depth == 1 { sheet += 1 }
            case 0x000A:
                depth = max(0, depth - 1)
                if depth == 0 { close() }
            case 0x002F: return false
            case 0x00FC: index = readStrings(start, end)
            case 0x0085:
                if end - start > 8 {
                    names.append(String(decoding: text(start + 6, end, countWidth: 1), as: UTF8.self))
                }
            case 0x00FD:
                var fields = Fields(bytes, at: start)
                if let row = fields.uint16(), let column = fields.uint16(), fields.skip(2),
                    let number = fields.uint32(),
                    let text = strings[number]
                {
                    hand(row, column, Array(text))
                }
            case 0x0204, 0x00D6: cell(start, end) { reader in reader.text(start + 6, end, countWidth: 2) }
            case 0x0203:
                cell(start, end) { reader in
                    Array("\(BinarySheets.shown(Double(bitPattern: UInt64(reader.number(start + 6, 8)))))".utf8)
                }
            case 0x027E: cell(start, end) { reader in BinarySheets.packed(reader.number(start + 6, 4)) }
            case 0x00BD:
                var fields = Fields(bytes, at: start)
                guard let row = fields.uint16(), let first = fields.uint16() else { continue }
                for place in 0..<max(0, (end - start - 6) / 6) {
                    hand(row, first + place, BinarySheets.packed(number(start + 4 + 6 * place + 2, 4)))
                }
            case 0x0006:
                var fields = Fields(bytes, at: start)
                guard let row = fields.uint16(), let column = fields.uint16(), end - start >= 14 else { continue }
                if bytes[start + 12] == 0xFF, bytes[start + 13] == 0xFF {
                    formula = (row, column)
                } else {
                    hand(row, column, Array(BinarySheets.shown(Double(bitPattern: UInt64(number(start + 6, 8)))).utf8))
                }
            case 0x0207:
                if let cell = formula { hand(cell.row, cell.column, text(start, end, countWidth: 2)) }
                formula = nil
            case 0x0014, 0x0015: if end - start > 3 { aside += text(start, end, countWidth: 2) + [10] }
            case 0x003C, 0x01B6, 0x001C, 0x0018: aside += PrintableRuns.lines(of: Array(bytes[start..<end]))
            default: break
            }
        }
        close()
        return true
    }

    private func number(_ offset: Int, _ width: Int) -> UInt64 {
        guard offset + width <= bytes.count else { return 0 }
        return (0..<width).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
    }

    private mutating func cell(_ start: Int, _ end: Int, _ value: (BinarySheets) -> [UInt8]) {
        var fields = Fields(bytes, at: start)
        guard end - start >= 6, let row = fields.uint16(), let column = fields.uint16() else { return }
        hand(row, column, value(self))
    }

    /// A number in four bytes ([MS-XLS], section 2.5.217).
    static func packed(_ number: UInt64) -> [UInt8] {
        let bits = UInt32(truncatingIfNeeded: number)
        var value = bits & 2 != 0 ? Double(Int32(bitPattern: bits) >> 2) : Double(bitPattern: UInt64(bits & ~3) << 32)
        if bits & 1 != 0 { value /= 100 }
        return Array(shown(value).utf8)
    }

    /// A number in the fewest digits that say it.
    static func shown(_ value: Double) -> String {
        abs(value) < 1e15 * 9 && value == value.rounded() ? String(Int(value)) : String(value)
    }

    // MARK: Strings

    /// A string within a record.
    private func text(_ start: Int, _ end: Int, countWidth: Int) -> [UInt8] {
        guard start + countWidth < end else { return [] }
        let count = Int(number(start, countWidth))
        let flags = bytes[start + countWidth]
        let first = start + countWidth + 1
        if flags & 1 != 0 { return Wide.text(bytes[min(first, end)..<min(end, first + 2 * count)]) }
        return Charset.utf8(Array(bytes[min(first, end)..<min(end, first + count)]), "windows-1252")
    }

    /// Reads the strings that cells share, which go on in the records that follow.
    ///
    /// - Returns: Where the last of these records ends.
    private mutating func readStrings(_ start: Int, _ end: Int) -> Int {
        var index = start + 8
        var stop = end
        /// Goes on in the next record.
        func advance(_ index: inout Int, _ stop: inout Int) -> Bool {
            guard stop + 4 <= bytes.count, bytes[stop] == 0x3C, bytes[stop + 1] == 0 else { return false }
            let count = Int(bytes[stop + 2]) | Int(bytes[stop + 3]) << 8
            index = stop + 4
            stop = min(bytes.count, index + count)
            return index < stop
        }
        while true {
            if index >= stop, !advance(&index, &stop) { return stop }
            guard index + 3 <= stop else { return stop }
            var left = Int(number(index, 2))
            var flags = bytes[index + 2]
            index += 3
            var tail = 0
            if flags & 8 != 0 {
                tail += 4 * Int(number(index, 2))
                index += 2
            }
            if flags & 4 != 0 {
                tail += Int(number(index, 4))
                index += 4
            }
            strings.begin()
            while left > 0 {
                if index >= stop {
                    guard advance(&index, &stop) else { return stop }
                    // Each record says anew how its characters are written.
                    flags = flags & ~1 | bytes[index] & 1
                    index += 1
                }
                let width = flags & 1 != 0 ? 2 : 1
                let count = min(left, max(0, stop - index) / width)
                if count == 0 {
                    index = stop
                    continue
                }
                let piece = bytes[index..<index + count * width]
                strings.append(width == 2 ? Wide.text(piece) : Charset.utf8(Array(piece), "windows-1252"))
                index += count * width
                left -= count
            }
            while tail > 0 {
                if index >= stop, !advance(&index, &stop) { return stop }
                let count = min(tail, stop - index)
                index += count
                tail -= count
            }
        }
    }

    // MARK: Cells

    private mutating func hand(_ row: Int, _ column: Int, _ value: [UInt8]) {
        if value.isEmpty { return }
        if !isOpen {
            let name = names.indices.contains(sheet - 1) ? names[sheet - 1] : nil
            run.sink.begin(TextOrigin(run.trail, sheet: name))
            isOpen = true
            (self.row, self.column) = (row, 0)
        }
        if row != self.row {
            run.sink.append([10].span)
            (self.row, self.column) = (row, 0)
        }
        let blanks = min(512, max(self.column == 0 ? 0 : 1, column - self.column))
        if blanks > 0 { run.sink.append([UInt8](repeating: 9, count: blanks).span) }
        run.sink.place(TextPlace(row: row + 1, column: column + 1))
        let line = value.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
        run.sink.append(line.span)
        self.column = column
    }

    private mutating func close() {
        if isOpen { run.sink.end() }
        isOpen = false
        run.text(aside, .comment)
        aside = []
        (row, column) = (-1, -1)
    }
}

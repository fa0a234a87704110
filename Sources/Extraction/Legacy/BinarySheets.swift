import Bytes
import Findings

/// The cells of a workbook of Excel 5 to 2003.
///
/// Source: Microsoft, [MS-XLS], sections 2.4 (records) and 2.5.293 (strings); before Excel 97, strings are in the code page of the
/// workbook.
struct BinarySheets {
    private let bytes: [UInt8]
    private let run: ExtractionRun
    private var strings = SharedStrings()
    private var names: [(name: String, isHidden: Bool)] = []
    /// The formats of numbers, by the styles of cells, and those of the user's own by their numbers.
    private var styles: [Int] = []
    private var codes: [Int: String] = [:]
    private var formats: [Int: NumberFormat] = [:]
    private var usesOldDates = false
    /// Whether strings are in units of 16 bits or their lower halves; and else in which code page.
    private var isUnicode = true
    private var codePage = 1252
    private var sheet = -1
    private var isOpen = false
    private var row = -1
    private var column = -1
    /// The cell of a formula whose text follows.
    private var formula: (row: Int, column: Int)?
    private var asides = Asides()
    /// Bytes of cells that were handed over and not counted yet.
    private var handed = 0

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
            if handed > 1 << 18 {
                try run.budget.repeatText(handed)
                handed = 0
            }
            let type = Int(bytes[index]) | Int(bytes[index + 1]) << 8
            let count = Int(bytes[index + 2]) | Int(bytes[index + 3]) << 8
            let start = index + 4
            let end = min(bytes.count, start + count)
            if start + count > bytes.count { run.note(Gap.Reason.malformed) }
            index = end
            switch type {
            case 0x0809, 0x0009, 0x0209, 0x0409:
                depth += 1
                if depth == 1 { sheet += 1 }
                if type == 0x0809, count >= 2 { isUnicode = number(start, 2) >= 0x0600 }
            case 0x0042: codePage = Int(number(start, 2))
            case 0x0022: usesOldDates = number(start, 2) == 1
            case 0x00E0: if styles.count < 100_000 { styles.append(Int(number(start + 2, 2))) }
            case 0x041E:
                let code = text(start + 2, end, countWidth: isUnicode ? 2 : 1)
                if code.contains(UInt8(ascii: "\"")) { addOnce(SheetWriter.quoted(code, not: [])) }
                if codes.count < 10_000 { codes[Int(number(start, 2))] = String(decoding: code, as: UTF8.self) }
            case 0x000A:
                depth = max(0, depth - 1)
                if depth == 0 { close() }
            case 0x002F: return false
            case 0x00FC: index = readStrings(start, end)
            case 0x0085:
                if end - start > 8 {
                    let name = String(decoding: text(start + 6, end, countWidth: 1), as: UTF8.self)
                    names.append((name, bytes[start + 4] & 3 != 0))
                }
            case 0x00FD:
                var fields = Fields(bytes, at: start)
                if let row = fields.uint16(), let column = fields.uint16(), fields.skip(2),
                    let number = fields.uint32(),
                    let text = strings[number]
                {
                    hand(row, column, Array(text))
                }
            case 0x0205:
                if end - start >= 8, bytes[start + 7] == 0 {
                    cell(start, end) { reader in Array((reader.bytes[start + 6] == 0 ? "FALSE" : "TRUE").utf8) }
                }
            case 0x0204, 0x00D6: cell(start, end) { reader in reader.text(start + 6, end, countWidth: 2) }
            case 0x0203:
                let value = BinarySheets.shown(Double(bitPattern: number(start + 6, 8)))
                let shown = shown(Array(value.utf8), style: start + 4)
                cell(start, end) { _ in shown }
            case 0x027E:
                let shown = shown(BinarySheets.packed(number(start + 6, 4)), style: start + 4)
                cell(start, end) { _ in shown }
            case 0x00BD:
                var fields = Fields(bytes, at: start)
                guard let row = fields.uint16(), let first = fields.uint16() else { continue }
                for place in 0..<max(0, (end - start - 6) / 6) {
                    let at = start + 4 + 6 * place
                    hand(row, first + place, shown(BinarySheets.packed(number(at + 2, 4)), style: at))
                }
            case 0x0006:
                var fields = Fields(bytes, at: start)
                guard let row = fields.uint16(), let column = fields.uint16(), end - start >= 14 else { continue }
                if bytes[start + 12] == 0xFF, bytes[start + 13] == 0xFF {
                    formula = (row, column)
                } else {
                    let value = BinarySheets.shown(Double(bitPattern: number(start + 6, 8)))
                    hand(row, column, shown(Array(value.utf8), style: start + 4))
                }
                // What a formula holds in quotes is text that somebody has typed.
                if start + 22 < end { runs(start + 22, end, .hidden) }
            case 0x0207:
                if let cell = formula { hand(cell.row, cell.column, text(start, end, countWidth: 2)) }
                formula = nil
            case 0x0014, 0x0015:
                let part: TextOrigin.Part = type == 0x0014 ? .header : .footer
                if end - start > 3 {
                    asides.add(PageHeader.text(text(start, end, countWidth: isUnicode ? 2 : 1)), part, run)
                }
            // Comments and boxes; names; links and what is shown for them; rules for what may be entered, other workbooks, and
            // pictures; who has written it last.
            case 0x003C, 0x01B6, 0x001C: runs(start, end, .comment)
            case 0x0018, 0x01BE, 0x01AE, 0x0023, 0x00EC: runs(start, end, .hidden)
            case 0x01B8, 0x0800: runs(start, end, .link)
            case 0x005C: runs(start, end, .metadata)
            // Fonts, styles and what says how they look.
            case 0x0031, 0x0231, 0x0293, 0x0892, 0x0896, 0x088D, 0x088E, 0x087C, 0x087D: break
            // Texts of charts, conditions, filters, scenarios, other workbooks' cells: whatever else has texts in it.
            default: strays(start, end)
            }
        }
        close()
        strings.handUnshown(to: run)
        return true
    }

    private mutating func runs(_ start: Int, _ end: Int, _ part: TextOrigin.Part) {
        asides.add(PrintableRuns.lines(of: Array(bytes[start..<end])), part, run)
    }

    /// Keeps texts of records that nothing here knows.
    private mutating func strays(_ start: Int, _ end: Int) {
        guard end - start >= 6 else { return }
        for line in PrintableRuns.lines(of: Array(bytes[start..<end])).split(separator: 10) {
            // Numbers of eight bytes may look like some signs in a row.
            let letters = line.filter { ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 }
            guard letters.count >= 5, letters.count * 2 >= line.count, Set(letters).count >= 4 else { continue }
            addOnce(UTF8Text.isValid(Array(line).span) ? Array(line) : Charset.utf8(Array(line), "windows-1252"))
        }
    }

    private mutating func addOnce(_ text: [UInt8]) {
        if !text.isEmpty { asides.add(once: text + [10], run) }
    }

    /// A number as a cell shows it whose style is said at `offset`.
    private mutating func shown(_ value: [UInt8], style offset: Int) -> [UInt8] {
        let style = Int(number(offset, 2))
        guard styles.indices.contains(style) else { return value }
        let id = styles[style]
        if formats[id] == nil { formats[id] = NumberFormat(id, codes[id], usesOldDates: usesOldDates) }
        return formats[id]?.text(of: value) ?? value
    }

    private func number(_ offset: Int, _ width: Int) -> UInt64 {
        bytes.number(at: offset, width, .little) ?? 0
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
        guard isUnicode else {
            let first = start + countWidth
            return Charset.utf8(Array(bytes[first..<min(end, first + count)]), RTFCodePage.name(codePage))
        }
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
        handed += value.count
        if !isOpen {
            let (name, isHidden) = names.indices.contains(sheet - 1) ? names[sheet - 1] : ("", false)
            let part: TextOrigin.Part = isHidden ? .hidden : .body
            run.sink.begin(TextOrigin(run.trail, part: part, sheet: name.isEmpty ? nil : name))
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
        asides.hand(to: run)
        (row, column) = (-1, -1)
    }
}

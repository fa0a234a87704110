/// Puts what stands on a page into reading order.
///
/// What is set one behind the other on a line is one run, whatever lies between in the file. Runs on a line follow each other
/// from left to right, far apart ones behind a tab. Two columns of running text are read one after the other; the cells of a
/// table, and labels with their values, stay in their row. A word that a line end cuts is one word.
struct PDFLayout {
    /// A stretch of text on one line.
    struct Run {
        var text: [UInt8]
        /// Where it begins and ends along its direction, and where its line stands across, in units of the page.
        var x: Double
        var end: Double
        var y: Double
        var size: Double
        /// In which direction it runs: 0 from left to right, and other numbers for others.
        var direction: Int
        /// Tells the part of the page that it is drawn in from others: cells of a table may cut what they hold.
        var clip: Int
        /// Its last piece, which is drawn twice to look bold: how many bytes it has, and where it begins.
        var last: (count: Int, x: Double)
    }

    private(set) var runs: [Run] = []

    /// The most runs of a page.
    static let mostRuns = 500_000
    /// How far apart what belongs together is at most, in heights of letters; the same for words, and what overlaps.
    private static let (longestGap, wordGap, overlap) = (1.5, 0.18, 0.25)
    /// The least gap between columns, in heights of letters.
    private static let gutter = 0.7
    /// How many lines a block of columns has at most.
    private static let mostLines = 400
    /// The last byte of each kind of hyphen.
    private static let hyphenEnds: [UInt8] = [UInt8(ascii: "-"), 0xAD, 0x90]

    /// Adds a piece with its text in the order in which the file has it.
    mutating func add(_ piece: Run, _ text: [UInt8]) {
        if addMark(piece, text) { return }
        if let index = runs.indices.last, runs[index].clip == piece.clip, follows(piece, index) {
            if runs[index].last.count == text.count, abs(runs[index].last.x - piece.x) < 0.1 * piece.size,
                runs[index].text.suffix(text.count).elementsEqual(text)
            {
                return
            }
            let gap = (piece.x - runs[index].end) / max(piece.size, 0.1)
            if gap >= -PDFLayout.overlap, gap <= PDFLayout.longestGap, runs[index].text.count < 1 << 20 {
                if gap > PDFLayout.wordGap, runs[index].text.last != 32, text.first != 32 {
                    runs[index].text.append(32)
                }
                append(piece, text, to: index)
                return
            }
        }
        guard runs.count < PDFLayout.mostRuns else { return }
        var run = piece
        run.text = text
        runs.append(run)
    }

    /// Makes a piece the end of a run.
    private mutating func append(_ piece: Run, _ text: [UInt8], to index: Int) {
        runs[index].text += text
        runs[index].end = max(runs[index].end, piece.end)
        runs[index].last = piece.last
    }

    /// Adds a small piece that stands above or below the end of the last run: the mark of a note, and no part of a number.
    private mutating func addMark(_ piece: Run, _ text: [UInt8]) -> Bool {
        guard let index = runs.indices.last, runs[index].clip == piece.clip, piece.size < 0.8 * runs[index].size,
            runs[index].direction == piece.direction, runs[index].text.count < 1 << 20
        else { return false }
        let size = max(runs[index].size, 0.1)
        let (shift, gap) = ((piece.y - runs[index].y) / size, (piece.x - runs[index].end) / size)
        guard -0.4...0.7 ~= shift, abs(shift) > 0.1, -0.1...0.3 ~= gap else { return false }
        if runs[index].text.last != 32 { runs[index].text.append(32) }
        append(piece, text, to: index)
        return true
    }

    /// Whether a piece stands on the line of a run.
    private func follows(_ piece: Run, _ index: Int) -> Bool {
        runs[index].direction == piece.direction
            && abs(runs[index].y - piece.y) <= 0.3 * max(min(runs[index].size, piece.size), 0.1)
    }

    /// The text: directions one after the other, lines from top to bottom.
    ///
    /// - Complexity: O(*n* log *n*) for *n* runs.
    func text() -> [UInt8] {
        let order = runs.indices.sorted { first, second in
            let (a, b) = (runs[first].direction, runs[second].direction)
            return a == b ? (runs[second].y, first) < (runs[first].y, second) : a < b
        }
        var output = Paragraphs()
        var lines: [[Segment]] = []
        var line: [Int] = []
        for index in order {
            if let first = line.first, !follows(runs[index], first) {
                lines += segments(of: line)
                line = []
                if runs[first].direction != runs[index].direction {
                    write(lines[...], to: &output)
                    lines = []
                }
            }
            line.append(index)
        }
        if !line.isEmpty { lines += segments(of: line) }
        write(lines[...], to: &output)
        return output.bytes
    }

    // MARK: Lines

    /// What stands close together on a line.
    private struct Segment {
        var text: [UInt8]
        var x: Double
        var end: Double
        var size: Double
        /// Where the run begins that was added last, and in which part of the page it is drawn.
        var start: Double
        var clip: Int
        /// What separates it from the one before on its line.
        var separator: UInt8

        /// Where it lies, and how high its letters are.
        var extent: (x: Double, end: Double, size: Double) { (x, end, size) }

        init(_ run: Run, behind separator: UInt8) {
            (text, x, end, size, start, clip) = (run.text, run.x, run.end, max(run.size, 0.1), run.x, run.clip)
            self.separator = separator
        }
    }

    /// The runs of a line as segments; what lies over others is a line of its own.
    private func segments(of line: [Int]) -> [[Segment]] {
        if line.count == 1 {
            return [[Segment(runs[line[0]], behind: 9)]]
        }
        var layers: [[Segment]] = [[]]
        for index in line.sorted(by: { (runs[$0].x, $0) < (runs[$1].x, $1) }) {
            let size = max(runs[index].size, 0.1)
            var layer = 0
            var isDouble = false
            // The first layer in which there is room; a few are enough.
            while layer < layers.count, layer < 8, let last = layers[layer].indices.last {
                isDouble =
                    layers[layer][last].text == runs[index].text
                    && abs(layers[layer][last].start - runs[index].x) < 0.1 * size
                if isDouble || runs[index].x >= layers[layer][last].end - 0.5 * size { break }
                layer += 1
            }
            if isDouble { continue }
            if layer == layers.count { layers.append([]) }
            let last = layers[layer].count - 1
            let gap = last < 0 ? .infinity : (runs[index].x - layers[layer][last].end) / size
            let isApart = last >= 0 && layers[layer][last].clip != runs[index].clip
            if gap > PDFLayout.gutter || isApart {
                let isFar = gap > PDFLayout.longestGap || isApart && gap < PDFLayout.wordGap
                layers[layer].append(Segment(runs[index], behind: isFar ? 9 : 32))
                continue
            }
            if gap > PDFLayout.wordGap, layers[layer][last].text.last != 32, runs[index].text.first != 32 {
                layers[layer][last].text.append(32)
            }
            layers[layer][last].text += runs[index].text
            layers[layer][last].end = max(layers[layer][last].end, runs[index].end)
            layers[layer][last].start = runs[index].x
        }
        return layers
    }

    // MARK: Columns

    /// Writes lines, blocks of columns column by column.
    private func write(_ lines: ArraySlice<[Segment]>, to output: inout Paragraphs, _ depth: Int = 0) {
        var index = lines.startIndex
        // What was no block with one line is none with the next.
        var next = index
        while index < lines.endIndex {
            if depth < 4, index >= next {
                let block = PDFLayout.columns(lines[index...])
                if block.isText {
                    let cut = lines[index..<index + block.count].map { line in
                        line.partitioned(by: { $0.x < block.middle })
                    }
                    write(cut.map(\.0).filter { !$0.isEmpty }[...], to: &output, depth + 1)
                    write(cut.map(\.1).filter { !$0.isEmpty }[...], to: &output, depth + 1)
                    index += block.count
                    continue
                }
                next = index + block.count / 2 + 1
            }
            var line: [UInt8] = []
            for segment in lines[index] {
                let isSpaced = segment.separator == 32 && (line.last == 32 || segment.text.first == 32)
                if !line.isEmpty, !isSpaced { line.append(segment.separator) }
                line += segment.text
            }
            output.add(line)
            index += 1
        }
    }

    /// How many lines from the first on have a gap between them that runs down the page, where it is, and whether running
    /// text stands on both of its sides.
    private static func columns(_ lines: ArraySlice<[Segment]>) -> (count: Int, middle: Double, isText: Bool) {
        // The gap is on this line, or between it and what stands beside the next.
        var near: [(x: Double, end: Double, size: Double)] = []
        for line in lines.prefix(3) { for index in line.indices { near.append(line[index].extent) } }
        near.sort { $0.x < $1.x }
        var gaps: [(low: Double, high: Double)] = []
        var reach = Double.infinity
        for segment in near {
            if segment.x > reach + gutter * segment.size { gaps.append((reach, segment.x)) }
            reach = reach.isFinite ? max(reach, segment.end) : segment.end
        }
        var longest = 0
        for gap in gaps.prefix(8) {
            var (low, high) = gap
            var count = 0
            for line in lines.prefix(mostLines) {
                let middle = (low + high) / 2
                var (newLow, newHigh) = (low, high)
                for index in line.indices {
                    let (x, end, _) = line[index].extent
                    if x < middle { newLow = max(newLow, end) } else { newHigh = min(newHigh, x) }
                }
                guard newHigh - newLow > gutter * line[0].size else { break }
                (low, high) = (newLow, newHigh)
                count += 1
            }
            longest = max(longest, count)
            let middle = (low + high) / 2
            let block = lines.prefix(count)
            if isRunningText(block, { $0.x < middle }), isRunningText(block, { $0.x >= middle }) {
                return (count, middle, true)
            }
        }
        return (longest, 0, false)
    }

    /// Whether those segments of lines that `isMeant` are sentences, and no cells or labels.
    private static func isRunningText(_ lines: ArraySlice<[Segment]>, _ isMeant: (Segment) -> Bool) -> Bool {
        var (count, letters, words, long) = (0, 0, 0, 0)
        for line in lines {
            var (segments, length) = (0, 0)
            for segment in line where isMeant(segment) {
                segments += 1
                length += segment.text.count
                words += segment.text.count { $0 == 32 } + 1
            }
            if segments > 0 { count += 1 }
            if segments == 1, length >= 18 { long += 1 }
            letters += length
        }
        return count >= 4 && long * 10 >= count * 7 && words >= 3 * count && letters >= 20 * count
    }

    // MARK: Line ends

    /// Lines, of which those that cut a word are joined with the next.
    private struct Paragraphs {
        var bytes: [UInt8] = []
        /// How many bytes stand before the line that was added last.
        private var start = 0

        mutating func add(_ line: [UInt8]) {
            if isCut(before: line) {
                // The line end, and the hyphen in front of it.
                bytes.removeLast(1 + hyphenCount(bytes[..<(bytes.count - 1)]))
            } else {
                start = bytes.count
            }
            bytes += line
            bytes.append(10)
        }

        /// How many bytes the hyphen at the end has; 0 where there is none.
        private func hyphenCount(_ text: ArraySlice<UInt8>) -> Int {
            if text.last == UInt8(ascii: "-") { return 1 }
            if text.suffix(2).elementsEqual([0xC2, 0xAD]) { return 2 }
            return text.suffix(3).elementsEqual([0xE2, 0x80, 0x90]) ? 3 : 0
        }

        /// Whether the last line ends in the middle of a word of letters only, which goes on in small ones.
        private func isCut(before line: [UInt8]) -> Bool {
            guard bytes.last == 10, bytes.count - start < 1 << 16 else { return false }
            // Nearly all lines end in letters.
            guard bytes.count - 1 > start, PDFLayout.hyphenEnds.contains(bytes[bytes.count - 2]) else { return false }
            let text = bytes[start..<(bytes.count - 1)]
            let count = hyphenCount(text)
            guard count > 0 else { return false }
            let word = text.dropLast(count).reversed().prefix { $0 > 32 }
            let next = line.prefix { $0 > 32 }
            func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte >= 0x80 }
            guard word.count >= 2, word.prefix(64).allSatisfy({ isLetter($0) || $0 == UInt8(ascii: "(") }) else {
                return false
            }
            guard let first = String(decoding: next.prefix(4), as: UTF8.self).unicodeScalars.first,
                first.properties.isLowercase
            else { return false }
            return next.prefix(64).prefix { isLetter($0) }.count >= 2
        }
    }
}

extension Array {
    /// The elements of which something is true, and the others, in order.
    fileprivate func partitioned(by isFirst: (Element) -> Bool) -> ([Element], [Element]) {
        reduce(into: ([], [])) { if isFirst($1) { $0.0.append($1) } else { $0.1.append($1) } }
    }
}

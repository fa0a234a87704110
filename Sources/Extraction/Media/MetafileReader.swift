import Findings

/// The text that pictures of Windows draw: documents have tables and diagrams as such pictures, whose letters are letters.
///
/// Sources: Microsoft, [MS-EMF] 2.3.5, 2.2.5 and 2.3.3; [MS-EMFPLUS] 2.3.4; [MS-WMF] 2.3.3 and 2.2.1.2. Texts come in the order in which
/// they are drawn; those that go on where the one before has ended are one.
struct MetafileReader {
    private let bytes: [UInt8]
    private(set) var text: [UInt8] = []
    /// What nothing shows: comments and descriptions.
    private(set) var hidden: [UInt8] = []
    /// Whether letters are drawn of which only a font knows which they are.
    private(set) var hasGlyphs = false
    /// Whether a record is cut short, or says that it is longer than the file.
    private(set) var isDamaged = false
    /// Where the picture ends.
    private(set) var end = 0

    /// Where the text before has ended, and how far its letters are apart.
    private var pen: (x: Int, y: Int, step: Int)?
    /// Whether what programs of today draw is drawn for older ones as well.
    private var isDual = false
    private var charset = 0

    private static let most = 16 << 20

    /// How many bytes of letters are still read: each text has bytes of its own, but many may claim the same ones.
    private var left: Int

    /// Creates a reader of a whole file.
    init(_ bytes: [UInt8]) { (self.bytes, left) = (bytes, bytes.count) }

    private func number(_ offset: Int, _ width: Int = 4) -> Int { Int(bytes.number(at: offset, width, .little) ?? 0) }

    private func signed(_ offset: Int, _ width: Int = 4) -> Int {
        width == 2 ? Int(Int16(truncatingIfNeeded: number(offset, 2))) : Int(Int32(truncatingIfNeeded: number(offset)))
    }

    // MARK: Text

    /// Adds a text that is drawn at a place.
    private mutating func add(_ drawn: [UInt8], x: Int, y: Int, width: Int?, count: Int) {
        guard !drawn.isEmpty, text.count < MetafileReader.most else { return }
        if let pen, pen.y == y, !text.isEmpty {
            let gap = x - pen.x
            if abs(gap) * 3 > pen.step { text.append(gap > 0 && gap < 4 * pen.step ? 32 : gap > 0 ? 9 : 10) }
        } else if !text.isEmpty {
            text.append(10)
        }
        text += drawn.filter { $0 >= 32 || $0 == 9 || $0 == 10 }
        pen = width.map { (x + $0, y, max(1, $0 / max(1, count))) }
    }

    private mutating func hide(_ text: [UInt8]) {
        if text.contains(where: { $0 > 32 }), hidden.count < MetafileReader.most { hidden += text + [10] }
    }

    // MARK: Enhanced metafiles

    /// Reads records up to the last one.
    mutating func readEnhanced() {
        let (count, offset) = (number(60), number(64))
        if count > 0, count < 1 << 16, offset >= 88, offset + 2 * count <= bytes.count {
            hide(Wide.text(bytes[offset..<offset + 2 * count]).filter { $0 != 0 })
        }
        var start = 0
        while start + 8 <= bytes.count {
            let (kind, size) = (number(start), number(start + 4))
            guard size >= 8, size <= bytes.count - start else { break }
            end = start + size
            switch kind {
            case 14: return
            case 70: readComment(start + 12, min(end, start + 12 + number(start + 8)))
            case 83, 84: readText(start + 36, start, end, isWide: kind == 84)
            case 96, 97:
                for index in 0..<min(number(start + 36), size / 40) {
                    readText(start + 40 + 40 * index, start, end, isWide: kind == 97)
                }
            case 108: readSmallText(start)
            default: break
            }
            start = end
        }
        isDamaged = true
    }

    /// Reads a text whose description stands at `place` in a record ([MS-EMF] 2.2.5).
    private mutating func readText(_ place: Int, _ record: Int, _ end: Int, isWide: Bool) {
        guard place + 40 <= end else { return }
        let (count, options) = (number(place + 8), number(place + 16))
        let start = record + number(place + 12)
        let width = isWide ? 2 : 1
        guard count > 0, start > record, start <= end, count <= (end - start) / width else { return }
        if options & 0x10 != 0 { return hasGlyphs = true }
        guard count * width <= left else { return isDamaged = true }
        left -= count * width
        let drawn = bytes[start..<start + count * width]
        // Each letter has the distance to the next one, or a pair of distances.
        let distances = record + number(place + 36)
        var sum: Int?
        if distances > record, distances <= end, count <= (end - distances) / 4 {
            let step = options & 0x2000 != 0 ? 8 : 4
            let known = min(count, (end - distances) / step)
            sum = (0..<known).reduce(0) { $0 &+ number(distances + step * $1) }
        }
        add(
            isWide ? Wide.text(drawn) : narrow(drawn),
            x: signed(place),
            y: signed(place + 4),
            width: sum,
            count: count
        )
    }

    /// Reads a text whose description is short ([MS-EMF] 2.3.5.37).
    private mutating func readSmallText(_ start: Int) {
        let (count, options) = (number(start + 16), number(start + 20))
        let first = start + (options & 0x100 == 0 ? 52 : 36)
        let width = options & 0x200 == 0 ? 2 : 1
        guard count > 0, first <= end, count <= (end - first) / width else { return }
        if options & 0x10 != 0 { return hasGlyphs = true }
        let drawn = bytes[first..<first + count * width]
        add(
            width == 2 ? Wide.text(drawn) : narrow(drawn),
            x: signed(start + 8),
            y: signed(start + 12),
            width: nil,
            count: count
        )
    }

    /// Reads a comment, in which what programs of today draw may stand.
    private mutating func readComment(_ start: Int, _ end: Int) {
        guard start + 4 <= end else { return }
        guard bytes[start..<start + 4].elementsEqual("EMF+".utf8) else {
            return hide(PrintableRuns.lines(of: Array(bytes[start..<end])))
        }
        var record = start + 4
        while record + 12 <= end {
            let (kind, flags, size) = (number(record, 2), number(record + 2, 2), number(record + 4))
            guard size >= 12, size <= end - record else { return }
            let data = record + 12
            switch kind {
            case 0x4001: isDual = flags & 1 != 0
            case 0x401C where !isDual && size >= 40:
                let count = number(data + 8)
                if count > 0, count <= (size - 40) / 2 {
                    add(Wide.text(bytes[data + 28..<data + 28 + 2 * count]), x: 0, y: record, width: nil, count: count)
                }
            case 0x4036 where !isDual && size >= 28:
                let (options, count) = (number(data + 4), number(data + 12))
                if options & 1 == 0 {
                    hasGlyphs = true
                } else if count > 0, count <= (size - 28) / 2 {
                    add(Wide.text(bytes[data + 16..<data + 16 + 2 * count]), x: 0, y: record, width: nil, count: count)
                }
            default: break
            }
            record += size
        }
    }

    private func narrow(_ drawn: ArraySlice<UInt8>) -> [UInt8] {
        Charset.utf8(Array(drawn), RTFCodePage.name(RTFCodePage.page(ofCharset: charset) ?? 1252))
    }

    // MARK: Older metafiles

    /// Reads records of 16 bits up to the last one.
    mutating func readOld() {
        var start = bytes.starts(with: [0xD7, 0xCD, 0xC6, 0x9A]) ? 40 : 18
        while start + 6 <= bytes.count {
            let (words, kind) = (number(start), number(start + 4, 2))
            guard words >= 3, words <= (bytes.count - start) / 2 else { break }
            end = start + 2 * words
            switch kind {
            case 0: return
            case 0x02FB: if words >= 10 { charset = number(start + 19, 1) }
            case 0x0521:
                let count = signed(start + 6, 2)
                let behind = start + 8 + (count + 1) / 2 * 2
                if count > 0, behind + 4 <= end {
                    let drawn = narrow(bytes[start + 8..<start + 8 + count])
                    add(drawn, x: signed(behind + 2, 2), y: signed(behind, 2), width: nil, count: count)
                }
            case 0x0A32:
                let (count, options) = (signed(start + 10, 2), number(start + 12, 2))
                let first = start + 14 + (options & 6 != 0 ? 8 : 0)
                guard count > 0, first + count <= end else { break }
                if options & 0x10 != 0 {
                    hasGlyphs = true
                    break
                }
                let distances = first + (count + 1) / 2 * 2
                let hasDistances = distances + 2 * count <= end
                let sum = hasDistances ? (0..<count).reduce(0) { $0 + signed(distances + 2 * $1, 2) } : nil
                let drawn = narrow(bytes[first..<first + count])
                add(drawn, x: signed(start + 8, 2), y: signed(start + 6, 2), width: sum, count: count)
            // A picture of the newer kind comes in pieces with the older one, which shows the same.
            case 0x0626 where number(start + 6, 2) != 15:
                hide(PrintableRuns.lines(of: Array(bytes[start + 6..<end])))
            default: break
            }
            start = end
        }
        isDamaged = true
    }
}

// Pictures of Windows and of LibreOffice.
extension ExtractionRun {
    /// Reads what a picture draws and says.
    func readMetafile(_ kind: MediaFormat.Metafile, _ store: any ByteStore) throws(ExtractionFailure) {
        guard store.count <= budget.freeMemory else { throw ExtractionFailure(.memoryLimit) }
        let bytes = try store.read(at: 0, upTo: store.count)
        budget.hold(bytes.count)
        defer { budget.release(bytes.count) }
        var reader = MetafileReader(bytes)
        switch kind {
        case .enhanced: reader.readEnhanced()
        case .old: reader.readOld()
        // Its texts stand in it as they are, in bytes or in units of 16 bits.
        case .starView: return text(PrintableRuns.lines(of: bytes), .hidden)
        }
        text(reader.text + (reader.text.isEmpty ? [] : [10]))
        text(reader.hidden, .hidden)
        if reader.hasGlyphs { note(.noText) }
        if reader.isDamaged {
            note(Gap.Reason.malformed)
            text(PrintableRuns.lines(of: Array(bytes[reader.end...])), .hidden)
        } else {
            try readBehind(StoreStream(store, reader.end..<store.count))
        }
    }
}

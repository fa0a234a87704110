import Findings

/// A property list in Apple's binary form.
///
/// Source: Apple, CoreFoundation, `CFBinaryPList.c` ("binary property list format", in its opening comment). Values come each on a
/// line behind the names that lead to it; what refers to itself ends there, and what many refer to comes once for each.
struct BinaryPropertyList {
    /// Takes a value with the names that lead to it.
    typealias Taker = (PropertyPath, Value) throws(ExtractionFailure) -> Void

    enum Value {
        case text([UInt8])
        case data([UInt8])
    }

    private let bytes: [UInt8]
    private let budget: Budget
    private let offsets: [Int]
    private let referenceSize: Int
    private let top: Int
    private var open: Set<Int> = []
    private var visits = 0
    /// Whether something was not where it was said to be, and whether there was more than is looked at.
    private(set) var isDamaged = false
    private(set) var isCut = false

    /// How many values are taken of the list, counted each time they are referred to: honest lists refer to most of them once.
    private var mostVisits: Int { 4 * offsets.count + BinaryPropertyList.leastVisits }

    /// The deepest nesting, and how many values are taken at least.
    private static let (mostLevels, leastVisits) = (128, 100_000)

    /// Reads where everything is.
    init(_ bytes: [UInt8], _ budget: Budget) throws(ExtractionFailure) {
        guard bytes.count >= 40 else { throw .malformed }
        (self.bytes, self.budget) = (bytes, budget)
        let trailer = bytes.count - 32
        let offsetSize = Int(bytes[trailer + 6])
        referenceSize = Int(bytes[trailer + 7])
        let count = BigEndian.number(bytes, trailer + 8, 8)
        top = BigEndian.number(bytes, trailer + 16, 8)
        let table = BigEndian.number(bytes, trailer + 24, 8)
        guard (1...8).contains(offsetSize), (1...8).contains(referenceSize), table >= 8, table <= trailer, count > 0,
            count <= (trailer - table) / offsetSize, top >= 0, top < count
        else { throw .malformed }
        offsets = (0..<count).map { BigEndian.number(bytes, table + $0 * offsetSize, offsetSize) }
    }

    /// Hands over all values.
    mutating func read(_ take: Taker) throws(ExtractionFailure) { try read(top, PropertyPath(), 0, take) }

    private mutating func read(
        _ object: Int,
        _ path: PropertyPath,
        _ depth: Int,
        _ take: Taker
    ) throws(ExtractionFailure) {
        visits += 1
        if visits & 0xFFF == 0 { try budget.check() }
        guard depth <= BinaryPropertyList.mostLevels, visits <= mostVisits else {
            return isCut = true
        }
        guard offsets.indices.contains(object), case let offset = offsets[object], offset >= 8,
            offset < bytes.count - 32
        else { return isDamaged = true }
        let kind = bytes[offset] >> 4
        let low = Int(bytes[offset] & 15)
        switch kind {
        case 0: if low == 8 || low == 9 { try take(path, .text(Array((low == 9 ? "true" : "false").utf8))) }
        case 1, 8:
            let width = kind == 8 ? low + 1 : 1 << low
            guard width <= 16, offset + 1 + width <= bytes.count else { return isDamaged = true }
            // What refers within an archive of objects is a number of no meaning.
            if kind == 8 { return }
            let number = BigEndian.number(bytes, offset + 1 + max(0, width - 8), min(8, width))
            try take(path, .text(Array(String(number).utf8)))
        case 2:
            guard low == 2 || low == 3, offset + 1 + 1 << low <= bytes.count else { return isDamaged = true }
            let bits = BigEndian.number(bytes, offset + 1, 1 << low)
            let number =
                low == 2
                ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
                : Double(bitPattern: UInt64(bitPattern: Int64(bits)))
            try take(path, .text(Array(DataNumber.text(number).utf8)))
        case 3:
            let bits = UInt64(bitPattern: Int64(BigEndian.number(bytes, offset + 1, 8)))
            try take(path, .text(DataTime.text(Double(bitPattern: bits) + 978_307_200)))
        case 4, 5, 6:
            guard let (count, start) = length(low, offset), case let width = kind == 6 ? 2 : 1,
                count <= (bytes.count - start) / width
            else { return isDamaged = true }
            let range = start..<start + count * width
            if kind == 4 { return try take(path, .data(Array(bytes[range]))) }
            try take(path, .text(kind == 5 ? Array(bytes[range]) : wide(range)))
        case 10, 11, 12, 13:
            guard let (count, start) = length(low, offset),
                count <= (bytes.count - start) / (referenceSize * (kind == 13 ? 2 : 1)), open.insert(object).inserted
            else { return isDamaged = true }
            defer { open.remove(object) }
            for index in 0..<count {
                let reference = BigEndian.number(bytes, start + index * referenceSize, referenceSize)
                guard kind == 13 else {
                    try read(reference, path.element(index), depth + 1, take)
                    continue
                }
                let value = BigEndian.number(bytes, start + (count + index) * referenceSize, referenceSize)
                try read(value, path.member(name(reference)), depth + 1, take)
            }
        default: isDamaged = true
        }
    }

    private func wide(_ range: Range<Int>) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(range.count / 2)
        for index in stride(from: range.lowerBound, to: range.upperBound - 1, by: 2) {
            units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]))
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// What a name of a member is: a short text.
    private mutating func name(_ object: Int) -> String {
        guard offsets.indices.contains(object), case let offset = offsets[object], offset >= 8, offset < bytes.count,
            case let kind = bytes[offset] >> 4, kind == 5 || kind == 6,
            let (count, start) = length(Int(bytes[offset] & 15), offset), case let width = kind == 6 ? 2 : 1,
            count <= (bytes.count - start) / width
        else {
            isDamaged = true
            return ""
        }
        let range = start..<start + min(count, 4096) * width
        return String(decoding: kind == 5 ? Array(bytes[range]) : wide(range), as: UTF8.self)
    }

    /// How many bytes, units or objects follow, and where.
    private func length(_ low: Int, _ offset: Int) -> (count: Int, start: Int)? {
        guard low == 15 else { return (low, offset + 1) }
        guard offset + 2 < bytes.count, bytes[offset + 1] >> 4 == 1 else { return nil }
        let width = 1 << Int(bytes[offset + 1] & 15)
        guard width <= 8, offset + 2 + width <= bytes.count else { return nil }
        let count = BigEndian.number(bytes, offset + 2, width)
        return count >= 0 ? (count, offset + 2 + width) : nil
    }
}

/// The way to a value: as a path, and as words that stand before it.
struct PropertyPath {
    private(set) var path = RecordPath()
    private(set) var words: [UInt8] = []

    private static let mostWords = 128

    func member(_ name: String) -> PropertyPath {
        var next = self
        next.path = path.member(name)
        let name = Array(name.utf8.suffix(PropertyPath.mostWords))
        next.words = (words.isEmpty ? [] : words + [46]) + name
        if next.words.count > PropertyPath.mostWords {
            next.words = Array(next.words.suffix(PropertyPath.mostWords).drop { $0 & 0xC0 == 0x80 })
        }
        return next
    }

    func element(_ index: Int) -> PropertyPath {
        var next = self
        next.path = path.element(index)
        return next
    }
}

/// Times as data has them.
enum DataTime {
    /// A time, in seconds since 1970, as ISO 8601 has it; none for what no calendar has.
    static func text(_ seconds: Double) -> [UInt8] {
        guard seconds.isFinite, abs(seconds) < 1e11 else { return [] }
        let whole = Int(seconds.rounded(.down))
        let (days, rest) = (Int((Double(whole) / 86_400).rounded(.down)), ((whole % 86_400) + 86_400) % 86_400)
        return date(days) + Array("T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z".utf8)
    }

    /// A day, counted from 1970-01-01, in the Gregorian calendar; none for what no calendar has.
    static func date(_ days: Int) -> [UInt8] {
        guard abs(days) < 2_000_000 else { return [] }
        let date = CalendarDay(sinceEpoch: days)
        return Array("\(date.year)-\(two(date.month))-\(two(date.day))".utf8)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension ExtractionRun {
    /// Reads a property list: a line for each value, behind the names that lead to it, and data as what it holds.
    func readPropertyList(_ store: any ByteStore) throws(ExtractionFailure) {
        guard store.count <= budget.freeMemory / 4 else { throw ExtractionFailure(.memoryLimit) }
        let bytes = try store.read(at: 0, upTo: store.count)
        budget.hold(2 * bytes.count)
        defer { budget.release(2 * bytes.count) }
        var list = try BinaryPropertyList(bytes, budget)
        var members: [(name: [UInt8], data: [UInt8])] = []
        var waiting = 0
        sink.begin(TextOrigin(trail))
        var isOpen = true
        defer { if isOpen { sink.end() } }
        try list.read { path, value throws(ExtractionFailure) in
            var shown: [UInt8]
            switch value {
            case .text(let text): shown = text
            case .data(let data):
                if ContentFormat.of(data.span) != .open || Sniffer.openKind(of: data.span) != .text(.utf8) {
                    if data.count < 4 { return }
                    // The same data may be referred to without end.
                    waiting += data.count
                    if waiting > 2 * bytes.count { throw ExtractionFailure(.expansionLimit) }
                    members.append((Array(path.path.text.utf8), data))
                    return
                }
                shown = data
            }
            if shown.isEmpty { return }
            try self.budget.spend(shown.count + path.words.count)
            self.sink.place(TextPlace(record: 0, path.path.text))
            if !path.words.isEmpty { shown = path.words + Array(": ".utf8) + shown }
            shown.append(10)
            self.sink.append(shown.span)
        }
        sink.end()
        isOpen = false
        for member in members {
            try self.member(member.name, StoreStream(MemoryStore(member.data), 0..<member.data.count))
        }
        if list.isDamaged { note(Gap.Reason.malformed) }
        if list.isCut { note(Gap.Reason.expansionLimit) }
    }
}

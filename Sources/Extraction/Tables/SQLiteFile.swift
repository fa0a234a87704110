import Findings

/// The pages of an SQLite database, each of which is looked at once, however often it is referred to.
///
/// Source: SQLite, "Database File Format", sections 1 and 2.
final class SQLiteFile {
    /// Bytes of a page.
    let pageSize: Int
    /// How many of them are used.
    let usable: Int
    let encoding: TextEncoding
    /// How many pages there are, of which the last may be cut short.
    let pageCount: Int
    /// Whether something was not where it was said to be.
    var isDamaged = false
    /// The values that have come out of a journal; `nil` for a database.
    let known: SQLiteKnownValues?

    /// How text is written.
    enum TextEncoding { case utf8, utf16LittleEndian, utf16BigEndian }

    private let store: any ByteStore
    private let budget: Budget
    /// Where the pages lie; `nil` where each lies behind the one before.
    private let places: [Int: Int]?
    private var seen: [UInt64]
    private var reads = 0

    /// The most pages: those of a table of bits in 64 MiB.
    private static let mostPages = 1 << 29

    /// The pages of a journal.
    ///
    /// Which bytes of a page are used, and how text is written, only its first page says.
    init(_ store: any ByteStore, _ budget: Budget, _ journal: SQLiteJournal) throws(ExtractionFailure) {
        (self.store, self.budget, places, known) = (store, budget, journal.pages, SQLiteKnownValues())
        pageSize = journal.pageSize
        pageCount = journal.pages.keys.max() ?? 0
        seen = [UInt64](repeating: 0, count: pageCount / 64 + 1)
        let header = try journal.pages[1].map { offset throws(ExtractionFailure) in
            try store.read(at: offset, upTo: 100)
        }
        let reserved = header.map { Int($0[20]) } ?? 0
        usable = pageSize - reserved >= 480 ? pageSize - reserved : pageSize
        encoding = header.map { SQLiteFile.encoding($0[59]) } ?? .utf8
    }

    /// Reads the header.
    init(_ store: any ByteStore, _ budget: Budget) throws(ExtractionFailure) {
        (self.store, self.budget, places, known) = (store, budget, nil, nil)
        let header = try store.read(at: 0, upTo: 100)
        guard header.count == 100 else { throw .malformed }
        let stated = Int(header[16]) << 8 | Int(header[17])
        pageSize = stated == 1 ? 65_536 : stated
        guard (512...65_536).contains(pageSize), pageSize & (pageSize - 1) == 0 else { throw .malformed }
        usable = pageSize - Int(header[20])
        guard usable >= 480 else { throw .malformed }
        encoding = SQLiteFile.encoding(header[59])
        pageCount = (store.count + pageSize - 1) / pageSize
        guard pageCount < SQLiteFile.mostPages else { throw ExtractionFailure(.memoryLimit) }
        seen = [UInt64](repeating: 0, count: pageCount / 64 + 1)
        // The count of pages is valid only if the version that wrote it is the one that has changed the file last.
        let count = BigEndian.number(header, 28, 4)
        let isCounted = header[24..<28] == header[92..<96]
        isDamaged = store.count % pageSize != 0 || isCounted && count > pageCount
    }

    private static func encoding(_ number: UInt8) -> TextEncoding {
        switch number {
        case 2: .utf16LittleEndian
        case 3: .utf16BigEndian
        default: .utf8
        }
    }

    /// What a page says that it is; `nil` for one that is not there.
    func kind(of number: Int) throws(ExtractionFailure) -> UInt8? {
        guard let place = place(of: number) else { return nil }
        return try store.read(at: place + (number == 1 ? 100 : 0), upTo: 1).first
    }

    private func place(of number: Int) -> Int? {
        guard let places else { return (number - 1) * pageSize }
        return places[number]
    }

    /// Whether a page was looked at.
    func isSeen(_ number: Int) -> Bool { seen[number >> 6] & 1 << UInt64(number & 63) != 0 }

    /// A page that was not looked at before; `nil`, and a damage, for any other.
    func page(_ number: Int) throws(ExtractionFailure) -> [UInt8]? {
        guard number >= 1, number <= pageCount, !isSeen(number), let place = place(of: number) else {
            isDamaged = true
            return nil
        }
        seen[number >> 6] |= 1 << UInt64(number & 63)
        reads += 1
        if reads & 63 == 0 { try budget.check() }
        let bytes = try store.read(at: place, upTo: pageSize)
        if bytes.count == pageSize { return bytes }
        isDamaged = true
        return bytes + [UInt8](repeating: 0, count: pageSize - bytes.count)
    }

    /// Text as the database has it, in UTF-8.
    func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(bytes)
        case .utf16LittleEndian: return Wide.text(bytes)
        case .utf16BigEndian:
            var swapped = Array(bytes)
            for index in stride(from: 0, to: swapped.count - 1, by: 2) { swapped.swapAt(index, index + 1) }
            return Wide.text(swapped[...])
        }
    }
}

/// Numbers whose highest byte comes first.
enum BigEndian {
    /// The number of `width` bytes at `offset`, at most 8; bytes that are not there count as 0.
    static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
        var value: UInt64 = 0
        for index in offset..<offset + width {
            value = value << 8 | UInt64(index >= 0 && index < bytes.count ? bytes[index] : 0)
        }
        return Int(truncatingIfNeeded: value)
    }

    /// The same with a sign.
    static func signed(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
        let shift = 64 - 8 * width
        return (number(bytes, offset, width) << shift) >> shift
    }
}

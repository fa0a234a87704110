import Findings

/// Pages of an SQLite database that lie in a file beside it: those that a write-ahead log has for it, or those that a rollback
/// journal would put back.
///
/// Source: SQLite, "Database File Format", sections 3 (the rollback journal) and 4 (the write-ahead log).
struct SQLiteJournal {
    /// Bytes of a page.
    let pageSize: Int
    /// Where the pages lie that count: of a log those written last, of a journal those written first.
    private(set) var pages: [Int: Int] = [:]
    /// Where others lie, the latest first: versions that later ones have replaced, and what is left of older logs.
    private(set) var former: [(page: Int, offset: Int)] = []
    /// Whether the file ends within a page, or names pages that no database has.
    private(set) var isDamaged = false

    /// The highest page, so that a table of bits for all of them takes 8 MiB.
    private static let mostPages = 1 << 26
    /// The most pages of a file.
    private static let mostFrames = 4_000_000

    /// Reads the heads of all pages.
    init(_ store: any ByteStore, _ budget: Budget) throws(ExtractionFailure) {
        let header = try store.read(at: 0, upTo: 32)
        guard header.count >= 28 else { throw .malformed }
        let isLog = header[0] == 0x37
        pageSize = BigEndian.number(header, isLog ? 8 : 24, 4)
        guard (512...65_536).contains(pageSize), pageSize & (pageSize - 1) == 0 else { throw .malformed }
        if isLog { try readLog(store, header, budget) } else { try readJournal(store, budget) }
        former.reverse()
    }

    private mutating func readLog(
        _ store: any ByteStore,
        _ header: [UInt8],
        _ budget: Budget
    ) throws(ExtractionFailure) {
        var offset = 32
        var isCurrent = true
        while offset + 24 <= store.count {
            let frame = try head(at: offset, 24, in: store, budget)
            guard offset + 24 + pageSize <= store.count else { break }
            // What an older log has left begins where the numbers of this one end.
            isCurrent = isCurrent && frame[8..<16] == header[16..<24]
            let page = BigEndian.number(frame, 0, 4)
            add(page, at: offset + 24, isCurrent: isCurrent)
            offset += 24 + pageSize
        }
        if offset < store.count { isDamaged = true }
    }

    private mutating func readJournal(_ store: any ByteStore, _ budget: Budget) throws(ExtractionFailure) {
        var start = 0
        while start + 28 <= store.count {
            let header = try head(at: start, 28, in: store, budget)
            let sector = BigEndian.number(header, 20, 4)
            guard header.starts(with: SQLiteJournal.mark), (32...65_536).contains(sector), sector & (sector - 1) == 0
            else { return }
            let fitting = max(0, store.count - start - sector) / (pageSize + 8)
            let stated = BigEndian.number(header, 8, 4)
            // None and -1 stand for as many as there are.
            let count = stated == 0 || stated == 0xFFFF_FFFF ? fitting : min(stated, fitting)
            if count < stated, stated != 0xFFFF_FFFF { isDamaged = true }
            for index in 0..<count {
                let offset = start + sector + index * (pageSize + 8)
                let page = BigEndian.number(try head(at: offset, 4, in: store, budget), 0, 4)
                add(page, at: offset + 4, isCurrent: pages[page] == nil)
            }
            let end = start + sector + count * (pageSize + 8)
            start = (end + sector - 1) & ~(sector - 1)
        }
    }

    /// What a rollback journal and each of its parts begin with.
    static let mark: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

    private func head(
        at offset: Int,
        _ count: Int,
        in store: any ByteStore,
        _ budget: Budget
    ) throws(ExtractionFailure) -> [UInt8] {
        let known = pages.count + former.count
        if known & 63 == 0 { try budget.check() }
        guard known < SQLiteJournal.mostFrames else { throw ExtractionFailure(.memoryLimit) }
        let bytes = try store.read(at: offset, upTo: count)
        guard bytes.count == count else { throw .malformed }
        return bytes
    }

    private mutating func add(_ page: Int, at offset: Int, isCurrent: Bool) {
        guard page > 0, page < SQLiteJournal.mostPages else { return isDamaged = true }
        guard isCurrent else { return former.append((page, offset)) }
        if let older = pages[page] { former.append((page, older)) }
        pages[page] = offset
    }
}

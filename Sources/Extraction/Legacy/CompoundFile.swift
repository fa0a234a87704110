import Findings

/// A file of streams in folders, as programs of Microsoft wrote it before 2007.
///
/// Source: Microsoft, [MS-CFB]. Chains of sectors that go in circles end where they would be longer than the file.
final class CompoundFile {
    /// A stream or a folder.
    struct Entry {
        var name: String
        var isStream: Bool
        var start: Int
        var count: Int
        /// Whether it says that it is longer than the file.
        var isTooLong = false
        /// Those beside it in its folder, and the first one in it.
        fileprivate var links: [Int] = []
    }

    private var folders: [[Int]] = []
    private(set) var entries: [Entry] = []
    private let store: any ByteStore
    private let sectorSize: Int
    private let miniSize: Int
    private let cutoff: Int
    private var table: [UInt32] = []
    private var miniTable: [UInt32] = []
    private var miniStream: [UInt8] = []

    private static let mostEntries = 100_000
    private static let end: UInt32 = 0xFFFF_FFFA

    /// Reads tables and folders.
    init(_ store: any ByteStore, most: Int) throws(ExtractionFailure) {
        self.store = store
        let header = try store.read(at: 0, upTo: 512)
        guard header.count == 512, header.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else {
            throw .malformed
        }
        let shift = Int(header[30]) | Int(header[31]) << 8
        let miniShift = Int(header[32]) | Int(header[33]) << 8
        guard shift == 9 || shift == 12, miniShift == 6 else { throw .malformed }
        (sectorSize, miniSize) = (1 << shift, 1 << miniShift)
        cutoff = 4096
        guard store.count / sectorSize <= most / 4 else { throw ExtractionFailure(.memoryLimit) }
        try readTable(header)
        var folder: [UInt8] = []
        let first = CompoundFile.number(header, 48)
        folder = try chain(first, upTo: CompoundFile.mostEntries * 128)
        for index in stride(from: 0, to: folder.count - 127, by: 128) {
            let nameCount = min(64, Int(folder[index + 64]) | Int(folder[index + 65]) << 8)
            let kind = folder[index + 66]
            guard kind == 1 || kind == 2 || kind == 5 else {
                entries.append(Entry(name: "", isStream: false, start: 0, count: 0))
                continue
            }
            var units: [UInt16] = []
            for offset in stride(from: 0, to: max(0, nameCount - 2), by: 2) {
                units.append(UInt16(folder[index + offset]) | UInt16(folder[index + offset + 1]) << 8)
            }
            let start = Int(CompoundFile.number(folder, index + 116))
            let stated = Int(CompoundFile.number(folder, index + 120))
            let count = min(store.count, stated)
            entries.append(
                Entry(
                    name: String(decoding: units, as: UTF16.self),
                    isStream: kind == 2,
                    start: start,
                    count: count,
                    isTooLong: kind == 2 && stated > store.count,
                    links: [68, 72, 76].map { Int(CompoundFile.number(folder, index + $0)) }
                )
            )
        }
        sortIntoFolders()
        guard let root = entries.first else { throw .malformed }
        miniTable = CompoundFile.numbers(try chain(CompoundFile.number(header, 60), upTo: store.count))
        miniStream = try chain(UInt32(truncatingIfNeeded: root.start), upTo: min(store.count, most))
    }

    private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: bytes.number(at: offset, 4, .little) ?? 0)
    }

    private static func numbers(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { number(bytes, $0) }
    }

    private func sector(_ number: UInt32) throws(ExtractionFailure) -> [UInt8] {
        try store.read(at: (Int(number) + 1) * sectorSize, upTo: sectorSize)
    }

    /// Reads which sector follows which: by the list in the header and the sectors that go on with it.
    private func readTable(_ header: [UInt8]) throws(ExtractionFailure) {
        var sectors = (0..<109).map { CompoundFile.number(header, 76 + 4 * $0) }
        var next = CompoundFile.number(header, 68)
        let most = store.count / sectorSize + 1
        var seen = 0
        while next < CompoundFile.end, seen < most {
            let numbers = CompoundFile.numbers(try sector(next))
            guard let last = numbers.last else { break }
            sectors += numbers.dropLast()
            next = last
            seen += 1
        }
        for number in sectors where number < CompoundFile.end {
            guard table.count <= most else { break }
            table += CompoundFile.numbers(try sector(number))
        }
    }

    /// The bytes of a chain of sectors.
    private func chain(_ first: UInt32, upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var next = first
        var seen = 0
        let most = store.count / sectorSize + 1
        while next < CompoundFile.end, seen < most, bytes.count < limit {
            bytes += try sector(next)
            guard Int(next) < table.count else { break }
            next = table[Int(next)]
            seen += 1
        }
        return bytes
    }

    /// The bytes of a stream.
    func bytes(of entry: Entry, upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        if entry.count >= cutoff {
            return Array(
                try chain(UInt32(truncatingIfNeeded: entry.start), upTo: min(limit, entry.count)).prefix(
                    min(limit, entry.count)
                )
            )
        }
        var bytes: [UInt8] = []
        var next = UInt32(truncatingIfNeeded: entry.start)
        var seen = 0
        while next < CompoundFile.end, seen <= miniTable.count, bytes.count < entry.count {
            let start = Int(next) * miniSize
            guard start < miniStream.count else { break }
            bytes += miniStream[start..<min(miniStream.count, start + miniSize)]
            guard Int(next) < miniTable.count else { break }
            next = miniTable[Int(next)]
            seen += 1
        }
        return Array(bytes.prefix(entry.count))
    }

    /// Which entries lie in a folder, by their numbers; those that no folder has lie in the first one, which is the root.
    func children(of folder: Int) -> [Int] { folders.indices.contains(folder) ? folders[folder] : [] }

    /// Finds out what lies in which folder: each entry once, whatever the links say.
    private func sortIntoFolders() {
        folders = [[Int]](repeating: [], count: entries.count)
        guard !entries.isEmpty else { return }
        var isKnown = [Bool](repeating: false, count: entries.count)
        isKnown[0] = true
        var open = [(entry: entries[0].links.last ?? -1, folder: 0)]
        while let (entry, folder) = open.popLast() {
            guard entries.indices.contains(entry), !isKnown[entry] else { continue }
            isKnown[entry] = true
            folders[folder].append(entry)
            let links = entries[entry].links
            guard links.count == 3 else { continue }
            open += [(links[0], folder), (links[1], folder)]
            if !entries[entry].isStream { open.append((links[2], entry)) }
        }
        for entry in entries.indices where !isKnown[entry] && !entries[entry].name.isEmpty { folders[0].append(entry) }
        for folder in folders.indices { folders[folder].sort() }
    }
}

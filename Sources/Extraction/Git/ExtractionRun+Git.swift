import Bytes
import Compression
import Findings

// Repositories of Git: objects in files of their own, and packs.
extension ExtractionRun {
    /// Reads what a repository is made of.
    func readGit(_ format: GitFormat, _ store: any ByteStore) throws(ExtractionFailure) {
        switch format {
        case .looseObject: try readLooseObject(store)
        case .pack(let offset):
            var pack = GitPack(store, from: offset, self)
            try pack.read()
        case .table: break
        }
    }

    private func readLooseObject(_ store: any ByteStore) throws(ExtractionFailure) {
        let limit = budget.freeMemory / 2
        let unpacked = try inflate(store, from: 0, upTo: limit)
        guard let header = GitObject.header(of: unpacked.bytes) else { throw .malformed }
        let content = Array(unpacked.bytes.dropFirst(header.length))
        guard content.count == header.count else { throw unpacked.isCut ? ExtractionFailure(.memoryLimit) : .malformed }
        try read(GitObject(header.kind, content))
    }

    /// Unpacks a stream of zlib at an offset.
    ///
    /// - Returns: What came out, where the stream ends, and whether there would have been more.
    func inflate(
        _ store: any ByteStore,
        from start: Int,
        upTo limit: Int
    ) throws(ExtractionFailure) -> (bytes: [UInt8], end: Int, isCut: Bool) {
        guard let inflater = Inflater() else { throw ExtractionFailure(.memoryLimit, isFinal: true) }
        var offset = start + 2
        var output: [UInt8] = []
        while output.count <= limit {
            let piece = try inflater.next(upTo: min(1 << 16, limit + 1 - output.count)) {
                () throws(ExtractionFailure) in
                // Most objects are short: what is read too much is read again.
                let bytes = try store.read(at: offset, upTo: 4096)
                offset += bytes.count
                return bytes
            }
            guard let piece else { return (output, offset - inflater.unread.count + 4, false) }
            try budget.spend(piece.count)
            output += piece
        }
        return (Array(output.prefix(limit)), offset, true)
    }

    /// Reads an object, as far as it is not the one that it was told by.
    func read(_ object: GitObject) throws(ExtractionFailure) {
        guard !object.news.isEmpty, !object.bytes.isEmpty else { return }
        let name = Array("\(object.kind.rawValue) \(Hexadecimal.text(object.id))".utf8)
        switch object.kind {
        case .commit, .tag: try inside(name) { run in run.text(object.bytes) }
        case .tree:
            var names: [UInt8] = []
            var offset = 0
            while let space = object.bytes[offset...].firstIndex(of: 32),
                let end = object.bytes[space...].firstIndex(of: 0)
            {
                names += object.bytes[(space + 1)..<end] + [10]
                offset = min(object.bytes.count, end + 21)
            }
            let lines = names
            try inside(name) { run in run.text(lines, .metadata) }
        case .blob:
            let head = Array(object.bytes.prefix(ContentFormat.window))
            let isDelta = object.news != [0..<object.bytes.count]
            guard isDelta, case .open = ContentFormat.of(head.span),
                Sniffer.openKind(of: object.bytes.span) == .text(.utf8)
            else {
                let content = MemoryStore(object.bytes)
                return try member(name, StoreStream(content, 0..<content.count))
            }
            try budget.countMember()
            try inside(name) { run in run.news(of: object) }
        }
    }

    /// Bytes around what is new in an object that are looked at with it.
    private static let around = 256

    /// Hands over the lines of a text that are new, with some around them, and where they stand.
    private func news(of object: GitObject) {
        var parts: [Range<Int>] = []
        for range in object.news {
            var start = max(0, range.lowerBound - ExtractionRun.around)
            while start > 0, object.bytes[start - 1] != 10, range.lowerBound - start < 4096 { start -= 1 }
            var end = min(object.bytes.count, range.upperBound + ExtractionRun.around)
            while end < object.bytes.count, object.bytes[end - 1] != 10, end - range.upperBound < 4096 { end += 1 }
            if let last = parts.last, last.upperBound >= start {
                parts[parts.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                parts.append(start..<end)
            }
        }
        var (line, counted) = (1, 0)
        for part in parts {
            sink.begin(TextOrigin(trail))
            var start = part.lowerBound
            while start < part.upperBound {
                let end = object.bytes[start..<part.upperBound].firstIndex(of: 10).map { $0 + 1 } ?? part.upperBound
                while counted < start {
                    if object.bytes[counted] == 10 { line += 1 }
                    counted += 1
                }
                var place = TextPlace()
                place.source = TextPlace.Source(offset: start, line: line, column: 1)
                sink.place(place)
                sink.append(Array(object.bytes[start..<end]).span)
                start = end
            }
            sink.end()
        }
    }
}

/// A pack: objects one behind the other, some of which are told by their difference to others.
private struct GitPack {
    private let store: any ByteStore
    private let run: ExtractionRun
    private let first: Int
    /// Where objects of a name are.
    private var places: [[UInt8]: Int] = [:]
    /// Objects that were made last, by where they are; as many as fit.
    private var kept: [Int: GitObject] = [:]
    private var keptBytes = 0

    /// How many objects may be told by one another.
    private static let longestChain = 512
    /// The most bytes of objects that are kept.
    private let mostKept: Int
    private let largest: Int

    init(_ store: any ByteStore, from first: Int, _ run: ExtractionRun) {
        (self.store, self.run, self.first) = (store, run, first)
        mostKept = run.budget.freeMemory / 4
        largest = run.budget.freeMemory / 8
    }

    /// An entry of the pack: its kind by number, where the object that it differs from is, and where its bytes are.
    private struct Entry {
        var kind: Int
        var count: Int
        var base: Int?
        var baseID: [UInt8]?
        var start: Int
    }

    mutating func read() throws(ExtractionFailure) {
        let head = MediaBytes(try store.read(at: first, upTo: 12))
        guard let count = head.number(8, 4) else { throw .malformed }
        var offset = first + 12
        for _ in 0..<count {
            try run.budget.check()
            guard let entry = try entry(at: offset) else { throw .malformed }
            let unpacked = try run.inflate(store, from: entry.start, upTo: min(largest, entry.count))
            if unpacked.isCut {
                // Where the next one begins shows only at the end of this one.
                run.note(Gap.Reason.memoryLimit)
                offset = try end(of: entry)
                continue
            }
            guard unpacked.bytes.count == entry.count else { throw .malformed }
            if let object = try object(entry, unpacked.bytes, depth: 0) {
                keep(object, at: offset)
                if !object.news.isEmpty { places[object.id] = offset }
                try run.read(object)
            } else {
                run.note(Gap.Reason.unsupportedFormat("application/x-git-packed-objects; delta"))
            }
            offset = unpacked.end
        }
    }

    /// Where an object ends that is too large to be kept.
    private func end(of entry: Entry) throws(ExtractionFailure) -> Int {
        guard let inflater = Inflater() else { throw ExtractionFailure(.memoryLimit, isFinal: true) }
        var offset = entry.start + 2
        while true {
            let piece = try inflater.next(upTo: 1 << 18) { () throws(ExtractionFailure) in
                let bytes = try store.read(at: offset, upTo: 1 << 16)
                offset += bytes.count
                return bytes
            }
            guard let piece else { return offset - inflater.unread.count + 4 }
            try run.budget.spend(piece.count)
        }
    }

    private func entry(at offset: Int) throws(ExtractionFailure) -> Entry? {
        let head = MediaBytes(try store.read(at: offset, upTo: 64))
        guard var byte = head.number(0, 1) else { return nil }
        let kind = byte >> 4 & 7
        var (count, shift, at) = (byte & 15, 4, 1)
        while byte & 0x80 != 0 {
            guard let next = head.number(at, 1), shift < 56 else { return nil }
            byte = next
            count |= (byte & 0x7F) << shift
            (shift, at) = (shift + 7, at + 1)
        }
        var entry = Entry(kind: kind, count: count, start: offset + at)
        if kind == 7 {
            entry.baseID = Array(head.slice(at, 20))
            entry.start = offset + at + 20
        } else if kind == 6 {
            var distance = -1
            repeat {
                guard let next = head.number(at, 1), distance < 1 << 48 else { return nil }
                byte = next
                distance = (distance + 1) << 7 | byte & 0x7F
                at += 1
            } while byte & 0x80 != 0
            guard distance > 0, offset - distance >= first + 12 else { return nil }
            (entry.base, entry.start) = (offset - distance, offset + at)
        }
        return entry
    }

    /// Makes an object of an entry and what was unpacked of it; `nil` where what it differs from is not there.
    private mutating func object(_ entry: Entry, _ bytes: [UInt8], depth: Int) throws(ExtractionFailure) -> GitObject? {
        switch entry.kind {
        case 1: return GitObject(.commit, bytes)
        case 2: return GitObject(.tree, bytes)
        case 3: return GitObject(.blob, bytes)
        case 4: return GitObject(.tag, bytes)
        case 6, 7:
            guard let place = entry.base ?? entry.baseID.flatMap({ places[$0] }), depth < GitPack.longestChain,
                let base = try base(at: place, depth: depth)
            else { return nil }
            let made = GitObject(bytes, to: base, most: largest)
            // Copying costs less than unpacking does.
            try run.budget.spend((made?.bytes.count ?? 0) / 4)
            return made
        default: throw .malformed
        }
    }

    private mutating func base(at place: Int, depth: Int) throws(ExtractionFailure) -> GitObject? {
        if let known = kept[place] { return known }
        guard let entry = try entry(at: place) else { return nil }
        let unpacked = try run.inflate(store, from: entry.start, upTo: min(largest, entry.count))
        guard !unpacked.isCut, unpacked.bytes.count == entry.count,
            let object = try object(entry, unpacked.bytes, depth: depth + 1)
        else { return nil }
        keep(object, at: place)
        return object
    }

    private mutating func keep(_ object: GitObject, at place: Int) {
        if keptBytes + object.bytes.count > mostKept {
            kept.removeAll(keepingCapacity: true)
            keptBytes = 0
        }
        if kept.updateValue(object, forKey: place) == nil { keptBytes += object.bytes.count + 64 }
    }
}

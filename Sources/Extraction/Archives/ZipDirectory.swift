import Bytes

/// What a zip file says of its members.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10. Nothing that it says is believed: sizes bound what is read, and no more.
struct ZipDirectory {
    /// A member.
    struct Entry {
        var name: [UInt8]
        /// Where its own header begins.
        var header: Int
        /// Where its packed bytes begin.
        var start: Int
        /// How many packed bytes it has, as far as that is stated.
        var packedCount: Int
        /// How many bytes come out of them, as the member's header has it; 0 where it does not say.
        var fullCount = 0
        var method: Int
        var isEncrypted: Bool
        var crc: UInt32

        var isFolder: Bool { name.last == UInt8(ascii: "/") && packedCount == 0 }
    }

    /// The members as the directory lists them, and then those that it hides.
    private(set) var entries: [Entry] = []

    /// What people have written about the file and about its members, each on a line.
    private(set) var comments: [UInt8] = []

    /// Where the file ends, as its last record has it.
    private(set) var end: Int?
    private var directoryStart: Int?

    /// Whether something in the file contradicts itself.
    private(set) var isDamaged = false

    /// Members that overlap another one are not read beyond this number.
    private static let mostOverlaps = 5

    /// Reads the directory; without one, the headers of the members from the first on.
    ///
    /// - Parameters:
    ///   - store: The file.
    ///   - most: How many members are listed.
    ///   - check: Called for each thousand members.
    /// - Throws: ``ExtractionFailure`` when reading fails or is to end.
    init(_ store: any ByteStore, most: Int, _ check: () throws(ExtractionFailure) -> Void) throws(ExtractionFailure) {
        if let place = try ZipDirectory.place(in: store) {
            addComment(place.comment)
            (directoryStart, end) = (place.start, place.end)
            try readDirectory(store, place, most, check)
            let isWhole = place.entryCount == entries.count || place.entryCount == entries.count & 0xFFFF
            if !isWhole, entries.count < most { isDamaged = true }
        } else {
            isDamaged = true
        }
        entries.sort { $0.header < $1.header }
        try addHidden(store, most, check)
        entries.sort { $0.header < $1.header }
        removeOverlaps()
    }

    /// Whether bytes hold the end of a zip file with members in it.
    static func hasEnd(_ tail: Span<UInt8>) -> Bool {
        guard tail.count >= 22 else { return false }
        for index in (0...tail.count - 22).reversed()
        where tail[index] == 0x50 && tail[index + 1] == 0x4B && tail[index + 2] == 5 && tail[index + 3] == 6 {
            let comment = Int(tail[index + 20]) | Int(tail[index + 21]) << 8
            let members = Int(tail[index + 10]) | Int(tail[index + 11]) << 8
            if members > 0, index + 22 + comment <= tail.count { return true }
        }
        return false
    }

    // MARK: The directory

    private struct Place {
        var start: Int
        var byteCount: Int
        var entryCount: Int
        /// How many bytes stand before what offsets count from.
        var shift: Int
        var comment: [UInt8] = []
        /// Where the file ends.
        var end: Int
    }

    /// Where the directory is, by the record at the end of the file.
    private static func place(in store: any ByteStore) throws(ExtractionFailure) -> Place? {
        let tailStart = max(0, store.count - 65_557)
        let tail = try store.read(at: tailStart, upTo: 65_557)
        guard tail.count >= 22 else { return nil }
        var index = tail.count - 22
        while index >= 0 {
            defer { index -= 1 }
            guard tail[index] == 0x50, tail[index + 1] == 0x4B, tail[index + 2] == 5, tail[index + 3] == 6 else {
                continue
            }
            var record = Fields(tail, at: index + 8)
            guard var entryCount = record.uint16(), record.uint16() != nil, var byteCount = record.uint32(),
                var start = record.uint32()
            else { continue }
            var end = tailStart + index
            if start == 0xFFFF_FFFF || entryCount == 0xFFFF || byteCount == 0xFFFF_FFFF,
                let large = try large(in: store, before: end)
            {
                (entryCount, byteCount, start, end) = (large.entryCount, large.byteCount, large.start, large.end)
            }
            let length = Int(tail[index + 20]) | Int(tail[index + 21]) << 8
            let comment = Array(tail[min(tail.count, index + 22)..<min(tail.count, index + 22 + length)])
            let fileEnd = min(store.count, tailStart + index + 22 + length)
            let shift = end - byteCount - start
            guard byteCount >= 0, start >= 0, end - byteCount >= 0, shift >= 0 else { continue }
            if entryCount == 0 {
                return Place(start: end, byteCount: 0, entryCount: 0, shift: 0, comment: comment, end: fileEnd)
            }
            let first = try store.read(at: end - byteCount, upTo: 4)
            guard first == [0x50, 0x4B, 1, 2] else { continue }
            return Place(
                start: end - byteCount,
                byteCount: byteCount,
                entryCount: entryCount,
                shift: shift,
                comment: comment,
                end: fileEnd
            )
        }
        return nil
    }

    /// The record of a file that has more than 32 bits can say, by the locator before the usual one.
    private static func large(
        in store: any ByteStore,
        before end: Int
    ) throws(ExtractionFailure) -> (entryCount: Int, byteCount: Int, start: Int, end: Int)? {
        guard end >= 20 else { return nil }
        var locator = Fields(try store.read(at: end - 20, upTo: 20), at: 0)
        guard locator.uint32() == 0x0706_4B50, locator.skip(4), let offset = locator.uint64() else { return nil }
        // What stands before the file shifts it, so that it is looked for right before the locator as well.
        for place in [offset, end - 76] where place >= 0 && place < end {
            var record = Fields(try store.read(at: place, upTo: 56), at: 0)
            guard record.uint32() == 0x0606_4B50, record.skip(28), let count = record.uint64(),
                let size = record.uint64(), let start = record.uint64()
            else { continue }
            return (count, size, start, place)
        }
        return nil
    }

    private mutating func readDirectory(
        _ store: any ByteStore,
        _ place: Place,
        _ most: Int,
        _ check: () throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        var window = StoreWindow(store, from: place.start, to: place.start + place.byteCount)
        while entries.count < most, let fixed = try window.take(46) {
            if entries.count & 1023 == 1023 { try check() }
            var fields = Fields(fixed, at: 0)
            guard fields.uint32() == 0x0201_4B50, fields.skip(4), let flags = fields.uint16(),
                let method = fields.uint16(),
                fields.skip(4), let crc = fields.uint32(), var packed = fields.uint32(), let full = fields.uint32(),
                let nameCount = fields.uint16(), let extraCount = fields.uint16(), let commentCount = fields.uint16(),
                fields.skip(8), var offset = fields.uint32(), let name = try window.take(nameCount),
                let extra = try window.take(extraCount), let comment = try window.take(commentCount)
            else {
                isDamaged = true
                return
            }
            addComment(comment)
            addFields(extra)
            if packed == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || full == 0xFFFF_FFFF {
                var large = Fields.extra(1, in: extra)
                if full == 0xFFFF_FFFF { _ = large.uint64() }
                if packed == 0xFFFF_FFFF { packed = large.uint64() ?? packed }
                if offset == 0xFFFF_FFFF { offset = large.uint64() ?? offset }
            }
            let (header, overflow) = offset.addingReportingOverflow(place.shift)
            guard !overflow, header < store.count,
                let local = try ZipDirectory.local(store, at: header)
            else {
                isDamaged = true
                continue
            }
            var entry = local.entry
            if local.extra != extra { addFields(local.extra) }
            // Where the two headers contradict each other, the directory is what programs believe.
            if entry.method != method || entry.name != name { isDamaged = true }
            entry.name = Fields.unicodeName(of: name, in: extra) ?? name
            entry.method = method == 99 || flags & 1 != 0 ? entry.method : method
            entry.isEncrypted = flags & 1 != 0
            entry.packedCount = max(0, min(packed, store.count - entry.start))
            entry.fullCount = full == 0xFFFF_FFFF ? 0 : full
            entry.crc = UInt32(truncatingIfNeeded: crc)
            entries.append(entry)
        }
    }

    /// The most bytes of comments.
    private static let mostComments = 1 << 20

    private mutating func addComment(_ comment: [UInt8]) {
        guard !comment.isEmpty, comments.count + comment.count < ZipDirectory.mostComments else { return }
        let isText = !comment.contains { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 }
        if isText, UTF8Text.isValid(comment.span) {
            comments += comment + [10]
        } else {
            comments += isText ? Charset.utf8(comment, "windows-1252") + [10] : PrintableRuns.lines(of: comment)
        }
    }

    /// Fields of headers whose content other programs make: sizes, times, owners, names, keys, sums, marks and padding.
    private static let formalFields: Set<Int> = [
        1, 7, 8, 9, 0xA, 0xC, 0xD, 0xE, 0xF, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x21, 0x22, 0x23, 0x5455, 0x5855,
        0x7075, 0x7855,
        0x7875, 0x9901, 0xCAFE, 0xD935,
    ]

    /// Adds what is written in further fields of a header: a comment in UTF-8, and fields of kinds that nobody has registered.
    private mutating func addFields(_ extra: [UInt8]) {
        var index = 0
        while index + 4 <= extra.count {
            let kind = Int(extra[index]) | Int(extra[index + 1]) << 8
            let count = Int(extra[index + 2]) | Int(extra[index + 3]) << 8
            let field = Array(extra[index + 4..<min(extra.count, index + 4 + count)])
            if kind == 0x6375 {
                addComment(Array(field.dropFirst(5)))
            } else if !ZipDirectory.formalFields.contains(kind) || kind == 0xCAFE && count > 0 {
                addComment(PrintableRuns.lines(of: field))
            }
            index += 4 + count
        }
    }

    // MARK: Headers of members

    /// The member whose own header is at `offset`, and whether its sizes stand behind it.
    private static func local(
        _ store: any ByteStore,
        at offset: Int
    ) throws(ExtractionFailure) -> (entry: Entry, hasDescriptor: Bool, extra: [UInt8])? {
        var fields = Fields(try store.read(at: offset, upTo: 30), at: 0)
        guard fields.uint32() == 0x0403_4B50, fields.skip(2), let flags = fields.uint16(), let method = fields.uint16(),
            fields.skip(4), let crc = fields.uint32(), var packed = fields.uint32(), let full = fields.uint32(),
            let nameCount = fields.uint16(), let extraCount = fields.uint16()
        else { return nil }
        let rest = try store.read(at: offset + 30, upTo: nameCount + extraCount)
        guard rest.count == nameCount + extraCount else { return nil }
        let extra = Array(rest[nameCount...])
        if packed == 0xFFFF_FFFF {
            var large = Fields.extra(1, in: extra)
            if full == 0xFFFF_FFFF { _ = large.uint64() }
            packed = large.uint64() ?? packed
        }
        let name = Array(rest[..<nameCount])
        let start = offset + 30 + nameCount + extraCount
        let entry = Entry(
            name: Fields.unicodeName(of: name, in: extra) ?? name,
            header: offset,
            start: start,
            packedCount: max(0, min(packed, store.count - start)),
            method: method,
            isEncrypted: flags & 1 != 0,
            crc: UInt32(truncatingIfNeeded: crc)
        )
        return (entry, flags & 8 != 0, extra)
    }

    /// Adds members that lie between those that the directory lists.
    private mutating func addHidden(
        _ store: any ByteStore,
        _ most: Int,
        _ check: () throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        let known = entries
        var offset = 0
        for entry in known {
            try addHidden(store, from: offset, to: entry.header, most, check)
            offset = max(offset, entry.start + entry.packedCount)
        }
        try addHidden(store, from: offset, to: store.count, most, check)
    }

    private mutating func addHidden(
        _ store: any ByteStore,
        from start: Int,
        to end: Int,
        _ most: Int,
        _ check: () throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        guard end - start >= 30 else { return }
        var window = StoreWindow(store, from: start, to: end)
        while entries.count < most, let offset = try window.find([0x50, 0x4B, 3, 4]) {
            if entries.count & 1023 == 1023 { try check() }
            guard let (entry, hasDescriptor, extra) = try ZipDirectory.local(store, at: offset), entry.method < 100
            else {
                window.skip(to: offset + 4)
                continue
            }
            var found = entry
            // Its packed bytes say themselves where they end.
            if hasDescriptor, found.packedCount == 0 { found.packedCount = max(0, end - found.start) }
            isDamaged = true
            addFields(extra)
            entries.append(found)
            window.skip(to: hasDescriptor ? found.start : found.start + found.packedCount)
        }
    }

    /// Bytes between members, and between the last one and the directory, that belong to none.
    ///
    /// Sizes that stand behind a member take up to 24 bytes (section 4.3.9).
    var gaps: [Range<Int>] {
        var gaps: [Range<Int>] = []
        var last = entries.first?.header ?? 0
        for entry in entries {
            if entry.header - last > 24 { gaps.append(last..<entry.header) }
            last = max(last, entry.start + entry.packedCount)
        }
        if let directoryStart, directoryStart - last > 24 { gaps.append(last..<directoryStart) }
        return gaps
    }

    /// Members that lie in one another's bytes are no honest ones.
    private mutating func removeOverlaps() {
        var end = 0
        var overlaps = 0
        entries = entries.filter { entry in
            let isInside = entry.header < end
            end = max(end, entry.start + entry.packedCount)
            guard isInside else { return true }
            overlaps += 1
            return overlaps <= ZipDirectory.mostOverlaps
        }
        if overlaps > ZipDirectory.mostOverlaps { isDamaged = true }
    }
}

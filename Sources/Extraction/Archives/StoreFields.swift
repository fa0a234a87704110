/// Numbers of little-endian fields, one after the other.
struct Fields {
    private let bytes: [UInt8]
    private var offset: Int

    init(_ bytes: [UInt8], at offset: Int) { (self.bytes, self.offset) = (bytes, offset) }

    private mutating func number(_ width: Int) -> UInt64? {
        guard let value = bytes.number(at: offset, width, .little) else { return nil }
        offset += width
        return value
    }

    mutating func uint8() -> Int? { number(1).map { Int($0) } }
    mutating func uint16() -> Int? { number(2).map { Int($0) } }
    mutating func uint32() -> Int? { number(4).map { Int($0) } }
    /// `nil` as well for what is no `Int`.
    mutating func uint64() -> Int? { number(8).flatMap { Int(exactly: $0) } }

    mutating func skip(_ count: Int) -> Bool {
        guard bytes.count - offset >= count else { return false }
        offset += count
        return true
    }

    /// The extra field of the given kind of a zip file's header; empty when there is none.
    static func extra(_ kind: Int, in bytes: [UInt8]) -> Fields {
        var fields = Fields(bytes, at: 0)
        while let found = fields.uint16(), let count = fields.uint16() {
            let start = fields.offset
            guard fields.skip(count) else { break }
            if found == kind { return Fields(Array(bytes[start..<start + count]), at: 0) }
        }
        return Fields([], at: 0)
    }

    /// The name in UTF-8 that a header gives besides the one in another encoding.
    static func unicodeName(of name: [UInt8], in extra: [UInt8]) -> [UInt8]? {
        let field = Fields.extra(0x7075, in: extra)
        guard field.bytes.count > 5, field.bytes[0] == 1 else { return nil }
        return Array(field.bytes[5...])
    }
}

/// A part of a store that is read from start to end, piece by piece.
struct StoreWindow {
    private let store: any ByteStore
    private var offset: Int
    private let end: Int
    private var piece: [UInt8] = []
    private var pieceStart = 0

    init(_ store: any ByteStore, from start: Int, to end: Int) {
        self.store = store
        offset = max(0, start)
        self.end = min(end, store.count)
        pieceStart = offset
    }

    /// The next bytes; `nil` when there are not so many.
    mutating func take(_ count: Int) throws(ExtractionFailure) -> [UInt8]? {
        guard count <= end - offset else { return nil }
        if offset + count > pieceStart + piece.count {
            piece = try store.read(at: offset, upTo: min(max(count, 1 << 16), end - offset))
            pieceStart = offset
            guard piece.count >= count else { return nil }
        }
        let start = offset - pieceStart
        offset += count
        return Array(piece[start..<start + count])
    }

    /// Where the next of four bytes are, which are then skipped to.
    mutating func find(_ pattern: [UInt8]) throws(ExtractionFailure) -> Int? {
        while end - offset >= pattern.count {
            if offset < pieceStart || offset + pattern.count > pieceStart + piece.count {
                piece = try store.read(at: offset, upTo: min(1 << 16, end - offset))
                pieceStart = offset
                guard piece.count >= pattern.count else { return nil }
            }
            var index = offset - pieceStart
            let last = piece.count - pattern.count
            let first = pattern[0]
            while index <= last {
                if piece[index] == first, pattern.indices.allSatisfy({ piece[index + $0] == pattern[$0] }) {
                    offset = pieceStart + index
                    return offset
                }
                index += 1
            }
            offset = pieceStart + index
        }
        return nil
    }

    mutating func skip(to target: Int) { offset = max(offset, target) }
}

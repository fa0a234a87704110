/// Numbers by byte strings, each in a space of its own; made once, then asked often.
///
/// Open addressing with linear probing; a look-up allocates nothing.
struct ByteTable: Sendable {
    private struct Entry: Sendable {
        var hash: UInt64
        var start: Int
        var count: Int
        var value: Int32
    }

    /// Positions in ``entries``, plus one; zero for an empty slot.
    ///
    /// The count is a power of two.
    private var slots = [Int32](repeating: 0, count: 16)
    private var entries: [Entry] = []
    private var pool: [UInt8] = []

    var isEmpty: Bool { entries.isEmpty }

    /// The number of a string in a space; `make` gives one to a string that is new.
    mutating func value(_ space: Int, _ bytes: [UInt8], orElse make: () -> Int32) -> Int32 {
        let hash = ByteTable.hash(space, bytes, bytes.indices)
        if let value = find(hash, bytes, bytes.indices) { return value }
        if (entries.count + 1) * 2 > slots.count { grow() }
        entries.append(Entry(hash: hash, start: pool.count, count: bytes.count, value: make()))
        pool += bytes
        place(entries.count - 1)
        return entries[entries.count - 1].value
    }

    /// The number of the string at `range` of `bytes` in a space; `nil` when it has none.
    func value(_ space: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Int32? {
        isEmpty ? nil : find(ByteTable.hash(space, bytes, range), bytes, range)
    }

    /// The same for bytes that are no array.
    func value(_ space: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int32? {
        var hash = ByteTable.seed(space)
        for index in range { hash = ByteTable.mix(hash, bytes[index]) }
        return find(hash, count: range.count) { bytes[range.lowerBound + $0] }
    }

    private func find(_ hash: UInt64, _ bytes: [UInt8], _ range: Range<Int>) -> Int32? {
        find(hash, count: range.count) { bytes[range.lowerBound + $0] }
    }

    /// The number of the first or last `count` bytes of a text, in whose order `hash` was made.
    func value(_ hash: UInt64, _ text: [UInt8], count: Int, isBackwards: Bool) -> Int32? {
        find(hash, count: count) { text[isBackwards ? text.count - 1 - $0 : $0] }
    }

    /// The number of the string of `count` bytes that hash to `hash`; `byte` has each by its offset.
    @inline(__always)
    private func find(_ hash: UInt64, count: Int, byte: (Int) -> UInt8) -> Int32? {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, entry.count == count {
                var offset = 0
                while offset < count, pool[entry.start + offset] == byte(offset) { offset += 1 }
                if offset == count { return entry.value }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for index in entries.indices { place(index) }
    }

    private mutating func place(_ index: Int) {
        let hash = entries[index].hash
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(index + 1)
    }

    private static func hash(_ space: Int, _ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash = seed(space)
        for index in range { hash = mix(hash, bytes[index]) }
        return hash
    }

    // FNV-1a, https://www.rfc-editor.org/rfc/rfc9923. Who writes patterns decides about its own collisions only.
    static func seed(_ space: Int) -> UInt64 {
        (0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: space)) &* 0x9E37_79B9_7F4A_7C15
    }

    static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// A table of FlatBuffers: fields that may be missing, each at a place that the table says.
///
/// Source: Google, "FlatBuffers Internals". What lies outside the bytes counts as missing.
struct FlatTable {
    private let bytes: [UInt8]
    private let start: Int
    /// Where the places of the fields stand, and how many there are.
    private let places: Int
    private let count: Int

    /// The table that a buffer begins with; `nil` where there is none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8, bytes.count <= Int(Int32.max) else { return nil }
        self.init(bytes, at: LittleNumber.fixed(bytes, 0, 4))
    }

    private init?(_ bytes: [UInt8], at start: Int) {
        guard start >= 0, start <= bytes.count - 4 else { return nil }
        let places = start - Int(Int32(truncatingIfNeeded: LittleNumber.fixed(bytes, start, 4)))
        guard places >= 0, places <= bytes.count - 4 else { return nil }
        (self.bytes, self.start, self.places) = (bytes, start, places)
        count = max(0, (LittleNumber.fixed(bytes, places, 2) - 4) / 2)
    }

    /// Where a field stands; `nil` for one that is missing.
    private func place(_ field: Int) -> Int? {
        guard field < count, places + 6 + 2 * field <= bytes.count else { return nil }
        let offset = LittleNumber.fixed(bytes, places + 4 + 2 * field, 2)
        return offset == 0 || start + offset > bytes.count - 1 ? nil : start + offset
    }

    /// A number of `width` bytes with its sign.
    func number(_ field: Int, _ width: Int, or usual: Int = 0) -> Int {
        guard let place = place(field), place <= bytes.count - width else { return usual }
        return FlatTable.signed(bytes, place, width)
    }

    static func signed(_ bytes: [UInt8], _ place: Int, _ width: Int) -> Int {
        let shift = 64 - 8 * width
        return (LittleNumber.fixed(bytes, place, width) << shift) >> shift
    }

    private func target(_ field: Int) -> Int? {
        guard let place = place(field), place <= bytes.count - 4 else { return nil }
        return FlatTable.target(bytes, place)
    }

    private static func target(_ bytes: [UInt8], _ place: Int) -> Int? {
        let target = place + LittleNumber.fixed(bytes, place, 4)
        return target <= bytes.count - 4 ? target : nil
    }

    /// Another table.
    func table(_ field: Int) -> FlatTable? { target(field).flatMap { FlatTable(bytes, at: $0) } }

    /// A text.
    func text(_ field: Int) -> [UInt8] {
        guard let target = target(field) else { return [] }
        let length = LittleNumber.fixed(bytes, target, 4)
        guard length <= bytes.count - target - 4 else { return [] }
        return Array(bytes[target + 4..<target + 4 + length])
    }

    /// Where the elements of a list begin, and how many there are that lie within.
    private func list(_ field: Int, width: Int) -> (start: Int, count: Int) {
        guard let target = target(field) else { return (0, 0) }
        let count = LittleNumber.fixed(bytes, target, 4)
        return (target + 4, min(count, (bytes.count - target - 4) / width))
    }

    /// The tables of a list, at most `most`.
    func tables(_ field: Int, most: Int) -> [FlatTable] {
        let (start, count) = list(field, width: 4)
        return (0..<min(count, most)).compactMap { index in
            FlatTable.target(bytes, start + 4 * index).flatMap { FlatTable(bytes, at: $0) }
        }
    }

    /// The numbers of eight bytes of a list, or of a list of structures of such numbers.
    func numbers(_ field: Int, perElement: Int = 1, most: Int) -> [Int] {
        let (start, count) = list(field, width: 8 * perElement)
        return (0..<min(count * perElement, most)).map { FlatTable.signed(bytes, start + 8 * $0, 8) }
    }
}

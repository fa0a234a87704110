import Findings

/// Properties of a message as TNEF lists them.
///
/// Source: Microsoft, [MS-OXTNEF], section 2.1.3.5; [MS-OXCDATA], section 2.11.
struct MessageProperties {
    /// A property of which people read the value, or that is a file.
    struct Property {
        var id: Int
        var type: Int
        /// What it is called; empty for those that have numbers.
        var name: [UInt8]
        var value: Range<Int>
    }

    private let bytes: [UInt8]
    private let end: Int
    private(set) var index: Int

    private static let mostValues = 100_000

    /// Reads the properties that lie in `range`.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        (self.bytes, index, end) = (bytes, range.lowerBound, range.upperBound)
    }

    private mutating func number(_ width: Int) -> Int? {
        guard index + width <= end, let number = bytes.number(at: index, width, .little) else { return nil }
        index += width
        return Int(truncatingIfNeeded: number)
    }

    /// How many rows of properties follow, for a table of them.
    mutating func rowCount() -> Int { min(10_000, number(4) ?? 0) }

    /// The next list of properties; `nil` where it is damaged.
    mutating func next() -> [Property]? {
        guard let count = number(4) else { return nil }
        var found: [Property] = []
        for _ in 0..<count {
            guard let type = number(2), let id = number(2) else { return nil }
            var name: [UInt8] = []
            if id >= 0x8000 {
                guard number(8) != nil, number(8) != nil, let kind = number(4), let length = number(4) else {
                    return nil
                }
                if kind == 1 {
                    guard let text = take(length) else { return nil }
                    name = Wide.text(bytes[text]).filter { $0 != 0 }
                }
            }
            guard readValues(type, id, name, &found) else { return nil }
        }
        return found
    }

    private mutating func readValues(_ type: Int, _ id: Int, _ name: [UInt8], _ found: inout [Property]) -> Bool {
        let base = type & 0x0FFF
        let isLong = base == 0x1E || base == 0x1F || base == 0x102 || base == 0x0D
        var count = 1
        if isLong || type & 0x1000 != 0 {
            guard let stated = number(4) else { return false }
            count = stated
        }
        // What takes no room can be claimed any number of times.
        if !isLong, MessageProperties.widths[base] == 0 { return true }
        for _ in 0..<count {
            guard let width = isLong ? number(4) : MessageProperties.widths[base], let value = take(width) else {
                return false
            }
            if isLong, found.count < MessageProperties.mostValues {
                found.append(Property(id: id, type: base, name: name, value: value))
            }
        }
        return true
    }

    /// Bytes of a value, which ends at a multiple of four.
    private mutating func take(_ count: Int) -> Range<Int>? {
        guard count <= end - index else { return nil }
        defer { index = min(end, index + (count + 3) & ~3) }
        return index..<index + count
    }

    /// How many bytes values take that are all of one length.
    private static let widths = [
        1: 0, 2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 2, 0x14: 8, 0x40: 8, 0x48: 16,
    ]

    /// What properties are called that have no names of their own.
    static let labels = [
        0x0037: "Subject", 0x0E1D: "Subject", 0x0C1A: "From", 0x0042: "From", 0x0C1F: "From", 0x0065: "From",
        0x0E04: "To", 0x0E03: "Cc", 0x0E02: "Bcc", 0x3001: "Name", 0x3003: "Address", 0x39FE: "Address",
        0x1035: "Message-ID", 0x007D: "Headers", 0x3A08: "Telephone", 0x3A09: "Telephone", 0x3A1C: "Telephone",
        0x3A15: "Address", 0x3A16: "Company", 0x3A17: "Title", 0x0070: "Topic",
    ]
}

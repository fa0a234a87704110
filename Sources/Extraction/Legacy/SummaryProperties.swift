/// What a document says of itself: its title, its author and what else users have entered.
///
/// Source: Microsoft, [MS-OLEPS], sections 2.14 to 2.21 (sets of properties) and 2.25 (those of documents).
enum SummaryProperties {
    private static let mostProperties = 10_000

    private static let labels = [
        2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "comments", 7: "template", 8: "lastAuthor",
        18: "application",
    ]
    private static let furtherLabels = [2: "category", 14: "manager", 15: "company"]

    /// Each property with its name on a line; printable runs of what is no set of properties.
    static func lines(of bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 48, bytes[0] == 0xFE, bytes[1] == 0xFF else { return PrintableRuns.lines(of: bytes) }
        var output: [UInt8] = []
        for set in 0..<min(4, number(bytes, 24)) {
            let start = number(bytes, 28 + 20 * set + 16)
            // The first set of a document has a name of its own; what begins with another byte is of the second kind.
            let isFirst = bytes[28 + 20 * set < bytes.count ? 28 + 20 * set : 28] == 0xE0
            output += lines(of: bytes, at: start, isFirst ? labels : furtherLabels)
        }
        return output.isEmpty ? PrintableRuns.lines(of: bytes) : output
    }

    private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
        Int(bytes.number(at: offset, 4, .little) ?? 0)
    }

    private static func lines(of bytes: [UInt8], at start: Int, _ labels: [Int: String]) -> [UInt8] {
        let count = min(number(bytes, start + 4), mostProperties)
        var places: [(id: Int, offset: Int)] = []
        for index in 0..<count where start + 16 + 8 * index <= bytes.count {
            places.append((number(bytes, start + 8 + 8 * index), start + number(bytes, start + 12 + 8 * index)))
        }
        var codePage = 1252
        for place in places where place.id == 1 { codePage = number(bytes, place.offset + 4) & 0xFFFF }
        let isWide = codePage == 1200
        let charset = RTFCodePage.name(codePage)
        var names: [Int: [UInt8]] = [:]
        // A set has one dictionary; each that is claimed besides would be read in full.
        if let place = places.last(where: { $0.id == 0 }) {
            names = dictionary(bytes, at: place.offset, isWide: isWide, charset)
        }
        var output: [UInt8] = []
        // Properties may claim to lie in one place: no byte is decoded more often than honest ones need, or told.
        var left = Budget(values: mostProperties, bytes: 4 * bytes.count)
        for place in places where place.id > 1 && left.values > 0 && output.count <= 4 * bytes.count {
            for value in values(bytes, at: place.offset, isWide: isWide, charset, &left) where value.count > 1 {
                let name = names[place.id] ?? labels[place.id].map { Array($0.utf8) } ?? []
                output += (name.isEmpty ? [] : name + Array(": ".utf8)) + value + [10]
            }
        }
        return output
    }

    /// How much of a set is still read.
    private struct Budget {
        var values: Int
        /// Of texts, as they are stored.
        var bytes: Int
    }

    /// The names of properties of the user's own.
    private static func dictionary(_ bytes: [UInt8], at start: Int, isWide: Bool, _ charset: String) -> [Int: [UInt8]] {
        var names: [Int: [UInt8]] = [:]
        var index = start + 4
        for _ in 0..<min(number(bytes, start), mostProperties) where index + 8 <= bytes.count {
            let id = number(bytes, index)
            let count = number(bytes, index + 4) * (isWide ? 2 : 1)
            guard count <= bytes.count - index - 8 else { break }
            names[id] = text(bytes[index + 8..<index + 8 + count], isWide: isWide, charset)
            index += 8 + (isWide ? (count + 3) & ~3 : count)
        }
        return names
    }

    private static func text(_ bytes: ArraySlice<UInt8>, isWide: Bool, _ charset: String) -> [UInt8] {
        (isWide ? Wide.text(bytes) : Charset.utf8(Array(bytes), charset)).filter { $0 != 0 }
    }

    /// The texts of a property: one, or those of a list.
    private static func values(
        _ bytes: [UInt8],
        at start: Int,
        isWide: Bool,
        _ charset: String,
        _ left: inout Budget
    ) -> [[UInt8]] {
        let type = number(bytes, start) & 0xFFFF
        var index = start + 4
        var count = 1
        if type & 0x1000 != 0 {
            count = min(number(bytes, index), left.values)
            index += 4
        }
        left.values -= max(1, count)
        var found: [[UInt8]] = []
        for _ in 0..<count where index + 8 <= bytes.count {
            var kind = type & 0xFFF
            if kind == 0x0C {
                kind = number(bytes, index) & 0xFFFF
                index += 4
            }
            guard kind == 0x1E || kind == 0x1F else { break }
            let isUnits = kind == 0x1F || isWide
            let length = number(bytes, index) * (kind == 0x1F ? 2 : 1)
            guard length <= bytes.count - index - 4, length <= left.bytes else { break }
            left.bytes -= length
            found.append(text(bytes[index + 4..<index + 4 + length], isWide: isUnits, charset))
            index += 4 + length
            // Some programs let each text of a list end at a multiple of four bytes, others do not.
            while index & 3 != start & 3, index < bytes.count, bytes[index] == 0 { index += 1 }
        }
        return found
    }
}

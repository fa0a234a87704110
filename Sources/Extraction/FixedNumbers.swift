/// Which byte of a number comes first.
enum ByteOrder {
    /// The lowest.
    case little
    /// The highest.
    case big
}

extension [UInt8] {
    /// The number of `width` bytes at `offset`, at most 8; `nil` where not all of them lie within.
    @inline(__always)
    func number(at offset: Int, _ width: Int, _ order: ByteOrder) -> UInt64? {
        guard offset >= 0, offset <= count - width else { return nil }
        var value: UInt64 = 0
        for index in 0..<width {
            value = value << 8 | UInt64(self[order == .big ? offset + index : offset + width - 1 - index])
        }
        return value
    }
}

/// Numbers of seven bits a byte, of which each but the last says by its highest bit that another follows.
enum SevenBits {
    /// Reads the number at `offset`, which moves on.
    ///
    /// - Parameters:
    ///   - bytes: Where it stands.
    ///   - offset: Where it begins, then where it has ended.
    ///   - end: Where it has ended at the latest.
    ///   - order: `little` as Protocol Buffers, Thrift, Avro, ORC and Git have it, in up to ten bytes; `big` as SQLite, whose ninth
    ///     byte has eight bits and is the last (sqlite.org/fileformat2.html, section 1.6).
    /// - Returns: The number; `nil` for one that does not end before `end` or has too many bytes.
    @inline(__always)
    static func number(_ bytes: [UInt8], _ offset: inout Int, before end: Int, _ order: ByteOrder = .little) -> Int? {
        guard offset >= 0 else { return nil }
        var value: UInt64 = 0
        for place in 0..<10 {
            guard offset < min(end, bytes.count) else { return nil }
            let byte = bytes[offset]
            offset += 1
            switch order {
            case .little: value |= UInt64(byte & 0x7F) << UInt64(7 * place)
            case .big where place == 8: return Int(truncatingIfNeeded: value << 8 | UInt64(byte))
            case .big: value = value << 7 | UInt64(byte & 0x7F)
            }
            if byte < 0x80 { return Int(truncatingIfNeeded: value) }
        }
        return nil
    }
}

/// A day of the Gregorian calendar.
struct CalendarDay {
    var year: Int
    var month: Int
    var day: Int

    /// A day, counted from 1970-01-01.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    init(sinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        month = part < 10 ? part + 3 : part - 9
        day = dayOfYear - (153 * part + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}

/// How a spreadsheet shows a number.
///
/// Source: ECMA-376, part 1, sections 18.8.30 (built-in formats) and 18.8.31 (format codes). Numbers without a format of their own
/// are shown in full, not rounded to the width of a column: what was typed is what counts.
struct NumberFormat {
    private enum Kind {
        case general
        /// A pattern of digits: how many at least, and text in between, by the number of digits to its right.
        case digits(least: Int, [(place: Int, text: [UInt8])])
        case date([DateToken])
    }

    private enum DateToken {
        case year(Int), month(Int), day(Int), hour(Int), minute(Int), second(Int), half, text([UInt8])
    }

    private let kind: Kind
    private let usesOldDates: Bool

    /// - Parameters:
    ///   - id: The number of the format.
    ///   - code: Its code, if it is none of those that are built in.
    ///   - usesOldDates: Whether days are counted from 1904.
    init(_ id: Int, _ code: String?, usesOldDates: Bool = false) {
        self.usesOldDates = usesOldDates
        if let code {
            kind = NumberFormat.kind(Array(code.utf8))
            return
        }
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58:
            kind = .date([.year(4), .text(Array("-".utf8)), .month(2), .text(Array("-".utf8)), .day(2)])
        case 18...21, 32...35, 45...47, 55, 56:
            kind = .date([.hour(2), .text(Array(":".utf8)), .minute(2), .text(Array(":".utf8)), .second(2)])
        case 22:
            kind = .date([
                .year(4), .text(Array("-".utf8)), .month(2), .text(Array("-".utf8)), .day(2), .text([32]), .hour(2),
                .text(Array(":".utf8)), .minute(2),
            ])
        default: kind = .general
        }
    }

    /// Whether numbers without an exponent are shown as they are stored.
    var isGeneral: Bool { if case .general = kind { true } else { false } }

    /// Whether a number is stored with an exponent.
    static func hasExponent(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] | 0x20 == UInt8(ascii: "e") { return true }
        return false
    }

    /// A number, as it is stored, as it is shown.
    func text(of value: [UInt8]) -> [UInt8] {
        switch kind {
        case .general: return NumberFormat.plain(value)
        case .digits(let least, let texts):
            let digits = NumberFormat.plain(value)
            guard digits.allSatisfy({ $0 &- 48 < 10 }), digits.count < 64 else { return digits }
            let padded = [UInt8](repeating: 48, count: max(0, least - digits.count)) + digits
            var output: [UInt8] = []
            for (index, digit) in padded.enumerated() {
                for text in texts where text.place == padded.count - index { output += text.text }
                output.append(digit)
            }
            for text in texts where text.place == 0 { output += text.text }
            return output
        case .date(let tokens):
            guard let days = Double(String(decoding: value, as: UTF8.self)), days >= 0, days < 2_958_466 else {
                return NumberFormat.plain(value)
            }
            return date(days, tokens)
        }
    }

    /// A number without an exponent, where it is a whole one or has few digits.
    static func plain(_ value: [UInt8]) -> [UInt8] {
        guard let index = value.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), value.count < 40,
            let exponent = Int(String(decoding: value[(index + 1)...], as: UTF8.self)), abs(exponent) <= 30
        else { return value }
        var mantissa = Array(value[..<index])
        let isNegative = mantissa.first == UInt8(ascii: "-")
        if isNegative { mantissa.removeFirst() }
        let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.count
        var digits = mantissa.filter { $0 != UInt8(ascii: ".") }
        guard digits.allSatisfy({ $0 &- 48 < 10 }) else { return value }
        var place = point + exponent
        if place <= 0 {
            digits = [UInt8](repeating: 48, count: 1 - place) + digits
            place = 1
        }
        while digits.count < place { digits.append(48) }
        var output: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        output += digits[..<place]
        if place < digits.count { output += [UInt8(ascii: ".")] + digits[place...] }
        return output
    }

    // MARK: Codes

    private static func kind(_ code: [UInt8]) -> Kind {
        // Only the section for positive numbers.
        var items: [(byte: UInt8, isLiteral: Bool)] = []
        var index = 0
        while index < code.count, items.count < 256 {
            let byte = code[index]
            index += 1
            switch byte {
            case UInt8(ascii: ";"): index = code.count
            case UInt8(ascii: "\\"), UInt8(ascii: "!"):
                if index < code.count { items.append((code[index], true)) }
                index += 1
            case UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
            case UInt8(ascii: "\""):
                while index < code.count, code[index] != UInt8(ascii: "\"") {
                    items.append((code[index], true))
                    index += 1
                }
                index += 1
            case UInt8(ascii: "["):
                let end = code[index...].firstIndex(of: UInt8(ascii: "]")) ?? code.count - 1
                let inside = String(decoding: code[index..<max(index, end)], as: UTF8.self).lowercased()
                // Elapsed time; all else is a colour, a condition or a language.
                if let first = inside.utf8.first, inside.utf8.allSatisfy({ $0 == first }), "hms".utf8.contains(first) {
                    items.append((first, false))
                }
                index = end + 1
            default: items.append((byte, false))
            }
        }
        let letters = items.filter { !$0.isLiteral }.map { $0.byte | 0x20 }
        if String(decoding: letters, as: UTF8.self) == "general" { return .general }
        if letters.contains(where: { "ymdhs".utf8.contains($0) }) { return .date(dateTokens(items)) }
        return digitKind(items)
    }

    private static func digitKind(_ items: [(byte: UInt8, isLiteral: Bool)]) -> Kind {
        var least = 0
        var digits = 0
        var texts: [(digits: Int, text: [UInt8])] = []
        for item in items {
            switch (item.isLiteral, item.byte) {
            case (false, UInt8(ascii: "0")): (least, digits) = (least + 1, digits + 1)
            case (false, UInt8(ascii: "#")), (false, UInt8(ascii: "?")): digits += 1
            case (false, UInt8(ascii: "-")), (false, 32), (false, UInt8(ascii: "/")), (false, UInt8(ascii: "(")),
                (false, UInt8(ascii: ")")), (false, UInt8(ascii: "+")), (true, _):
                texts.append((digits, [item.byte]))
            // Fractions, groups, percentages, exponents: the number itself says more.
            default: return .general
            }
        }
        guard least > 1 || texts.contains(where: { $0.digits > 0 && $0.digits < digits }), digits < 64 else {
            return .general
        }
        var joined: [(place: Int, text: [UInt8])] = []
        for text in texts {
            let place = digits - text.digits
            if joined.last?.place == place {
                joined[joined.count - 1].text += text.text
            } else {
                joined.append((place, text.text))
            }
        }
        return .digits(least: least, joined)
    }

    private static func dateTokens(_ items: [(byte: UInt8, isLiteral: Bool)]) -> [DateToken] {
        var tokens: [DateToken] = []
        var index = 0
        while index < items.count {
            let item = items[index]
            let letter = item.isLiteral ? 0 : item.byte | 0x20
            var count = 1
            while index + count < items.count, !items[index + count].isLiteral,
                items[index + count].byte | 0x20 == letter, letter != 0
            { count += 1 }
            switch letter {
            case UInt8(ascii: "y"): tokens.append(.year(count > 2 ? 4 : 2))
            case UInt8(ascii: "d"): if count <= 2 { tokens.append(.day(count)) }
            case UInt8(ascii: "h"): tokens.append(.hour(count))
            case UInt8(ascii: "s"): tokens.append(.second(count))
            case UInt8(ascii: "m"):
                var isMinute = false
                for token in tokens.reversed() {
                    if case .text = token { continue }
                    if case .hour = token { isMinute = true }
                    break
                }
                let rest = items[(index + count)...].first { !$0.isLiteral && ($0.byte | 0x20) &- 97 < 26 }
                if let rest, rest.byte | 0x20 == UInt8(ascii: "s") { isMinute = true }
                tokens.append(isMinute ? .minute(count) : .month(count))
            case UInt8(ascii: "a"):
                tokens.append(.half)
                let tail = items[index...].prefix(5).map { $0.byte | 0x20 }
                count = tail.starts(with: "am/pm".utf8) ? 5 : tail.starts(with: "a/p".utf8) ? 3 : 1
            default: tokens.append(.text([item.byte]))
            }
            index += count
        }
        return tokens
    }

    // MARK: Dates

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private func date(_ value: Double, _ tokens: [DateToken]) -> [UInt8] {
        let seconds = Int((value * 86_400).rounded())
        var day = seconds / 86_400
        let time = seconds % 86_400
        // Days from 1970; the year 1900 counts as a leap year, which it was not.
        if usesOldDates { day += 1462 } else if day < 60 { day += 1 }
        let date = CalendarDay(sinceEpoch: day - 25_569)
        let (year, month, dayOfMonth) = (date.year, date.month, date.day)
        let hasHalf = tokens.contains { if case .half = $0 { true } else { false } }
        var output: [UInt8] = []
        func put(_ number: Int, _ width: Int) {
            let digits = Array(String(number).utf8)
            output += [UInt8](repeating: 48, count: max(0, width - digits.count)) + digits
        }
        for token in tokens {
            switch token {
            case .year(let width): put(width == 2 ? year % 100 : year, width)
            case .month(let width):
                if width >= 3 {
                    let name = NumberFormat.months[month - 1]
                    output += Array((width == 3 ? String(name.prefix(3)) : name).utf8)
                } else {
                    put(month, width)
                }
            case .day(let width): put(dayOfMonth, width)
            case .hour(let width): put(hasHalf ? (time / 3600 + 11) % 12 + 1 : time / 3600, min(2, width))
            case .minute(let width): put(time / 60 % 60, min(2, width))
            case .second(let width): put(time % 60, min(2, width))
            case .half: output += Array((time < 43_200 ? "AM" : "PM").utf8)
            case .text(let text): output += text
            }
        }
        return output
    }
}

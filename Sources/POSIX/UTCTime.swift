/// Points in time as findings, events and requests state them.
public enum UTCTime {
    /// `2026-11-23T21:30:00Z`: ISO 8601, UTC, to the second.
    public static func text(_ time: Timestamp) -> String {
        let (days, second) = time.seconds.quotientAndFloorRemainder(dividingBy: 86_400)
        let date = CivilDate(daysSince1970: days)
        var text: [UInt8] = []
        text.reserveCapacity(20)
        if date.year > 9999 { text += Array(String(date.year / 10_000).utf8) }
        add(date.year / 100 % 100, to: &text)
        add(date.year % 100, "-", to: &text)
        add(date.month, "-", to: &text)
        add(date.day, "T", to: &text)
        add(second / 3600, ":", to: &text)
        add(second / 60 % 60, ":", to: &text)
        add(second % 60, "Z", to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The same for seconds since 1970.
    public static func text(secondsSince1970 seconds: Double) -> String {
        text(Timestamp(seconds: Int(seconds.rounded(.down))))
    }

    /// The same to the millisecond, `2026-11-23T21:30:00.125Z`; without a fraction for whole seconds.
    public static func preciseText(secondsSince1970 seconds: Double) -> String {
        // Rounded as a whole, so that .9996 is the next second.
        let (second, fraction) = Int((seconds * 1000).rounded()).quotientAndFloorRemainder(dividingBy: 1000)
        let text = text(Timestamp(seconds: second))
        guard fraction > 0 else { return text }
        return "\(text.dropLast()).\(String(fraction + 1000).dropFirst())Z"
    }

    /// `Tue, 24 Nov 2026 11:30:00 GMT`, as HTTP has times.
    ///
    /// Source: RFC 9110, section 5.6.7.
    public static func httpText(_ time: Timestamp) -> String {
        let date = CivilDate(daysSince1970: time.seconds.quotientAndFloorRemainder(dividingBy: 86_400).0)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let text = text(time)
        let (day, clock) = (text.dropFirst(8).prefix(2), text.dropFirst(11).prefix(8))
        return "\(days[date.weekday - 1]), \(day) \(months[date.month - 1]) \(text.prefix(4)) \(clock) GMT"
    }

    /// Seconds since 1970 of `2026-11-24`, `2026-11-24T11:30:00Z` or `2026-11-24T11:30:00.125Z`; `nil` for anything else.
    ///
    /// Of a fraction up to nine digits are read.
    public static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = numbers(parts[0], "-", [4, 2, 2])
        guard numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
        var second = 0
        var fraction = 0.0
        if parts.count == 2 {
            guard parts[1].last == "Z" else { return nil }
            let clock = parts[1].dropLast().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            if clock.count == 2 {
                guard (1...9).contains(clock[1].utf8.count), clock[1].utf8.allSatisfy({ $0 &- 48 < 10 }) else {
                    return nil
                }
                fraction = Double("0.\(clock[1])") ?? 0
            }
            let time = self.numbers(clock[0], ":", [2, 2, 2])
            guard time.count == 3, time[0] < 24, time[1] < 60, time[2] <= 60 else { return nil }
            second = time[0] * 3600 + time[1] * 60 + time[2]
        }
        return Double(CivilDate(numbers[0], numbers[1], numbers[2]).daysSince1970 * 86_400 + second) + fraction
    }

    private static func numbers(_ text: Substring, _ separator: Character, _ widths: [Int]) -> [Int] {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.count) == widths, parts.allSatisfy({ $0.allSatisfy(\.isASCII) }) else { return [] }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == widths.count ? numbers : []
    }

    /// Appends two digits, and what comes after them.
    private static func add(_ number: Int, _ mark: Unicode.Scalar? = nil, to text: inout [UInt8]) {
        let number = max(0, number)
        text.append(UInt8(ascii: "0") + UInt8(number / 10 % 10))
        text.append(UInt8(ascii: "0") + UInt8(number % 10))
        if let mark { text.append(UInt8(ascii: mark)) }
    }
}

/// A day of the Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days` and `days_from_civil`.
public struct CivilDate: Sendable, Equatable {
    public var year: Int
    /// From 1 to 12.
    public var month: Int
    /// From 1 to 31.
    public var day: Int

    /// Names a day.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day `days` after 1970-01-01.
    public init(daysSince1970 days: Int) {
        let (era, dayOfEra) = (days + 719_468).quotientAndFloorRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
    }

    /// Days from 1970-01-01.
    public var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// From 1, Sunday, to 7, Saturday.
    public var weekday: Int { (daysSince1970 + 4).quotientAndFloorRemainder(dividingBy: 7).1 + 1 }

    /// How many days the month has.
    public var daysInMonth: Int {
        let next = month == 12 ? CivilDate(year + 1, 1, 1) : CivilDate(year, month + 1, 1)
        return next.daysSince1970 - CivilDate(year, month, 1).daysSince1970
    }
}

extension Int {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndFloorRemainder(dividingBy divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

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
        let bytes = text.utf8Span.span
        guard let year = number(bytes, 0, 4), isMark("-", bytes, 4), let month = number(bytes, 5, 2),
            isMark("-", bytes, 7),
            let day = number(bytes, 8, 2), 1...12 ~= month, 1...31 ~= day
        else { return nil }
        let midnight = CivilDate(year, month, day).daysSince1970 * 86_400
        guard bytes.count > 10 else { return Double(midnight) }
        guard isMark("T", bytes, 10), let hour = number(bytes, 11, 2), isMark(":", bytes, 13),
            let minute = number(bytes, 14, 2), isMark(":", bytes, 16), let second = number(bytes, 17, 2),
            hour < 24, minute < 60, second <= 60, isMark("Z", bytes, bytes.count - 1)
        else { return nil }
        let seconds = Double(midnight + hour * 3600 + minute * 60 + second)
        guard bytes.count > 20 else { return bytes.count == 20 ? seconds : nil }
        let digits = bytes.count - 21
        guard isMark(".", bytes, 19), 1...9 ~= digits, let fraction = number(bytes, 20, digits) else { return nil }
        // Both are exact, so that the quotient is the double that is nearest to the fraction.
        var unit = 1.0
        for _ in 0..<digits { unit *= 10 }
        return seconds + Double(fraction) / unit
    }

    /// The number that some digits are; `nil` when there are others, or fewer.
    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var number = 0
        for index in start..<start + count {
            let digit = bytes[index] &- 48
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }

    private static func isMark(_ mark: Unicode.Scalar, _ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: mark)
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

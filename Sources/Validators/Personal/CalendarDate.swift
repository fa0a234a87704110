/// Checks that a date exists in the Gregorian calendar.
///
/// Source: ISO 8601-1:2019 for year-month-day; national orders and month names otherwise.
enum CalendarDate {
    /// Tells whether `value` is a date of any year.
    ///
    /// Understood are year-month-day, day-month-year and month-day-year with separators, names of months at any place
    /// (`3 March 1971`, `Mar. 3rd, 71`, `03-MAR-1971`) and eight digits in one run, year first or last. A year has two
    /// or four digits.
    ///
    /// - Complexity: O(*n*), about 3 ns a byte, below 1 µs with a name; no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool { isDate(value, years: 1...9999) }

    /// Tells whether `value` is a date on which somebody now living may have been born: 1900 to 2030.
    ///
    /// - Complexity: As ``isValid(_:)``.
    static func isDateOfBirth(_ value: Span<UInt8>) -> Bool { isDate(value, years: 1900...2030) }

    private static func isDate(_ value: Span<UInt8>, years: ClosedRange<Int>) -> Bool {
        guard let parts = DateParts(value) else { return false }
        func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
            let part = parts[year]
            guard (1...2).contains(parts[month].length), (1...2).contains(parts[day].length) else { return false }
            let fullYear: Int
            switch part.length {
            case 2 where !part.isName: fullYear = part.number < 31 ? 2000 + part.number : 1900 + part.number
            case 4: fullYear = part.number
            default: return false
            }
            return years.contains(fullYear) && isDay(parts[day].number, month: parts[month].number, year: fullYear)
        }
        if parts.count == 1, parts[0].length == 8 {
            let number = parts[0].number
            return years.contains(number / 10_000)
                && isDay(number % 100, month: number / 100 % 100, year: number / 10_000)
                || years.contains(number % 10_000)
                    && (isDay(number / 1_000_000, month: number / 10_000 % 100, year: number % 10_000)
                        || isDay(number / 10_000 % 100, month: number / 1_000_000, year: number % 10_000))
        }
        guard parts.count == 3 else { return false }
        if let named = parts.firstName {
            let others = [1, 0, 0][named]
            let last = [2, 2, 1][named]
            return exists(last, named, others) || exists(others, named, last)
        }
        return exists(0, 1, 2) || exists(2, 1, 0) || exists(2, 0, 1)
    }

    /// Tells whether `month` of `year` has a day `day`.
    static func isDay(_ day: Int, month: Int, year: Int) -> Bool {
        guard (1...12).contains(month) else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let length = month == 2 ? (isLeap ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
        return (1...length).contains(day)
    }
}

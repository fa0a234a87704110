extension CalendarDate {
    /// Tells whether `month` has a day `day` in 1900 + `shortYear` or in 2000 + `shortYear`.
    ///
    /// `shortYear` is the last two digits of a year whose century is unknown.
    static func isDay(_ day: Int, month: Int, shortYear: Int) -> Bool {
        // Both years are leap years or neither is, but for 1900, and 2000 is one.
        isDay(day, month: month, year: 2000 + shortYear)
    }
}

extension ShortDigits {
    /// Tells whether six digits from `start` on are a date, written day, month, year.
    func isDayMonthYear(at start: Int) -> Bool {
        CalendarDate.isDay(
            number(start..<start + 2),
            month: number(start + 2..<start + 4),
            shortYear: number(start + 4..<start + 6)
        )
    }

    /// Tells whether six digits from `start` on are a date, written year, month, day.
    func isYearMonthDay(at start: Int) -> Bool {
        CalendarDate.isDay(
            number(start + 4..<start + 6),
            month: number(start + 2..<start + 4),
            shortYear: number(start..<start + 2)
        )
    }
}

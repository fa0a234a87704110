import POSIX

/// When something happens by itself: a rule makes an event, a secret is rotated.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
public enum Schedule: Sendable, Equatable {
    /// Every so many seconds, counted from a start.
    case rate(Int)
    case cron(CronExpression)

    /// Why a schedule is none: a clause.
    public struct Mistake: Error, Equatable {
        public var reason: String
    }

    /// Reads `rate(5 minutes)` or `cron(0 12 * * ? *)`.
    public init(_ text: String) throws(Mistake) {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else {
            throw Mistake(reason: "it is neither rate(VALUE UNIT) nor cron(MINUTES HOURS DAY MONTH WEEKDAY YEAR)")
        }
        let inner = text[text.index(after: open)...].dropLast()
        switch text[..<open] {
        case "rate": self = .rate(try Schedule.seconds(inner))
        case "cron": self = .cron(try CronExpression(inner))
        default: throw Mistake(reason: "'\(text[..<open])' is neither 'rate' nor 'cron'")
        }
    }

    private static let units = ["minute": 60, "hour": 3600, "day": 86_400]

    private static func seconds(_ text: Substring) throws(Mistake) -> Int {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, let value = Int(words[0]), value > 0, value < 1_000_000, words[0].first != "+" else {
            throw Mistake(reason: "a rate is a number from 1 on, a space and a unit, such as rate(5 minutes)")
        }
        let unit = value == 1 ? String(words[1]) : words[1].last == "s" ? String(words[1].dropLast()) : ""
        guard let seconds = units[unit] else {
            throw Mistake(
                reason: "the unit of \(value) is \(value == 1 ? "minute, hour or day" : "minutes, hours or days")"
            )
        }
        return value * seconds
    }

    /// The first time after a time.
    ///
    /// - Parameters:
    ///   - time: In seconds since 1970.
    ///   - start: From when on a rate counts.
    /// - Returns: Seconds since 1970; `nil` when there is no such time.
    public func next(after time: Int, start: Int) -> Int? {
        switch self {
        case .rate(let seconds): start + (max(0, time - start) / seconds + 1) * seconds
        case .cron(let expression): expression.next(after: time)
        }
    }
}

/// Minutes, hours, days, months, weekdays and years at which something happens, in UTC.
public struct CronExpression: Sendable, Equatable {
    /// The minutes of an hour.
    public private(set) var minutes: Set<Int>
    private var hours: Set<Int>
    private var months: Set<Int>
    private var years: Set<Int>
    private var days: Days

    /// The days of a month, by their number or their weekday.
    private enum Days: Sendable, Equatable {
        case numbers(Set<Int>)
        /// The last but so many.
        case last(Int)
        case lastWorkday
        /// The workday nearest to it in the month.
        case nearestWorkday(Int)
        /// From 1, Sunday, on.
        case weekdays(Set<Int>)
        case lastWeekday(Int)
        case nthWeekday(Int, Int)
    }

    private static let monthNames = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]
    private static let dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

    init(_ text: Substring) throws(Schedule.Mistake) {
        let fields = text.split(separator: " ")
        guard fields.count == 6 else {
            throw Schedule.Mistake(reason: "cron takes six fields, not \(fields.count)")
        }
        minutes = try CronExpression.values(fields[0], 0...59, "minutes")
        hours = try CronExpression.values(fields[1], 0...23, "hours")
        months = try CronExpression.values(fields[3], 1...12, "month", CronExpression.monthNames)
        years = try CronExpression.values(fields[5], 1970...2199, "year")
        guard (fields[2] == "?") != (fields[4] == "?") else {
            throw Schedule.Mistake(reason: "one of day-of-month and day-of-week is '?', the other is not")
        }
        days = fields[4] == "?" ? try CronExpression.daysOfMonth(fields[2]) : try CronExpression.weekdays(fields[4])
    }

    private static func daysOfMonth(_ field: Substring) throws(Schedule.Mistake) -> Days {
        if field == "L" { return .last(0) }
        if field == "LW" { return .lastWorkday }
        if field.hasPrefix("L-") {
            guard let number = Int(field.dropFirst(2)), (1...30).contains(number) else {
                throw wrong("day-of-month", field)
            }
            return .last(number)
        }
        if field.last == "W" {
            guard let number = Int(field.dropLast()), (1...31).contains(number) else {
                throw wrong("day-of-month", field)
            }
            return .nearestWorkday(number)
        }
        return .numbers(try values(field, 1...31, "day-of-month"))
    }

    private static func weekdays(_ field: Substring) throws(Schedule.Mistake) -> Days {
        if field == "L" { return .weekdays([7]) }
        if field.last == "L" {
            return .lastWeekday(try number(field.dropLast(), 1...7, "day-of-week", dayNames))
        }
        let parts = field.split(separator: "#", omittingEmptySubsequences: false)
        if parts.count == 2 {
            let day = try number(parts[0], 1...7, "day-of-week", dayNames)
            guard let nth = Int(parts[1]), (1...5).contains(nth) else { throw wrong("day-of-week", field) }
            return .nthWeekday(day, nth)
        }
        return .weekdays(try values(field, 1...7, "day-of-week", dayNames))
    }

    private static func wrong(_ name: String, _ field: Substring) -> Schedule.Mistake {
        Schedule.Mistake(reason: "'\(field)' is no \(name)")
    }

    private static func number(
        _ text: Substring,
        _ range: ClosedRange<Int>,
        _ name: String,
        _ names: [String] = []
    ) throws(Schedule.Mistake) -> Int {
        if let index = names.firstIndex(of: text.uppercased()) { return range.lowerBound + index }
        guard let number = Int(text), range.contains(number), text.allSatisfy(\.isNumber) else {
            throw wrong(name, text)
        }
        return number
    }

    /// Numbers, ranges and steps, separated by commas.
    private static func values(
        _ field: Substring,
        _ range: ClosedRange<Int>,
        _ name: String,
        _ names: [String] = []
    ) throws(Schedule.Mistake) -> Set<Int> {
        var result: Set<Int> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let steps = part.split(separator: "/", omittingEmptySubsequences: false)
            guard steps.count <= 2, let base = steps.first else { throw wrong(name, part) }
            var (lower, upper) = (range.lowerBound, range.upperBound)
            if base != "*" {
                let ends = base.split(separator: "-", omittingEmptySubsequences: false)
                guard ends.count <= 2 else { throw wrong(name, part) }
                lower = try number(ends[0], range, name, names)
                upper = ends.count == 2 ? try number(ends[1], range, name, names) : steps.count == 2 ? upper : lower
            }
            var step = 1
            if steps.count == 2 {
                guard let number = Int(steps[1]), number > 0 else { throw wrong(name, part) }
                step = number
            }
            // A range may pass the end: FRI-MON.
            let span = upper >= lower ? upper - lower : upper - lower + range.count
            for offset in stride(from: 0, through: span, by: step) {
                result.insert(range.lowerBound + (lower - range.lowerBound + offset) % range.count)
            }
        }
        return result
    }

    /// The first time after `time`, in seconds since 1970; `nil` when there is none.
    public func next(after time: Int) -> Int? {
        let first = (time / 60 + 1) * 60
        var day = first / 86_400
        var earliest = first % 86_400
        let end = CivilDate((years.max() ?? 1970) + 1, 1, 1).daysSince1970
        while day < end {
            let date = CivilDate(daysSince1970: day)
            if years.contains(date.year), months.contains(date.month), isDay(date) {
                let seconds = hours.sorted().lazy.flatMap { hour in minutes.sorted().map { hour * 3600 + $0 * 60 } }
                if let second = seconds.first(where: { $0 >= earliest }) { return day * 86_400 + second }
                day += 1
            } else if years.contains(date.year), months.contains(date.month) {
                day += 1
            } else {
                // On to the next month at once.
                day += date.daysInMonth - date.day + 1
            }
            earliest = 0
        }
        return nil
    }

    private func isDay(_ date: CivilDate) -> Bool {
        let length = date.daysInMonth
        switch days {
        case .numbers(let numbers): return numbers.contains(date.day)
        case .last(let offset): return date.day == length - offset
        case .lastWorkday: return date.day == CronExpression.workday(near: length, date, length)
        case .nearestWorkday(let day):
            return day <= length && date.day == CronExpression.workday(near: day, date, length)
        case .weekdays(let weekdays): return weekdays.contains(date.weekday)
        case .lastWeekday(let weekday): return date.weekday == weekday && date.day + 7 > length
        case .nthWeekday(let weekday, let nth): return date.weekday == weekday && (date.day - 1) / 7 + 1 == nth
        }
    }

    /// The workday nearest to a day, in the same month.
    private static func workday(near day: Int, _ date: CivilDate, _ length: Int) -> Int {
        switch CivilDate(date.year, date.month, day).weekday {
        case 7: day > 1 ? day - 1 : day + 2
        case 1: day < length ? day + 1 : day - 2
        default: day
        }
    }
}

import JSON
import POSIX
import Schedules
import ServiceModel

/// When a secret is rotated: windows in time, in each of which it is rotated once.
///
/// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
struct RotationRules: Sendable, Equatable {
    var days: Int?
    var expression: String?
    /// How long a window is open, in hours.
    var hours: Int?
    private var schedule: Schedule?

    private static let hour = 3600
    private static let day = 86_400
    /// The least time between two windows.
    private static let shortestPeriod = 4 * hour

    /// Reads rules.
    ///
    /// - Throws: `ServiceError` with what is wrong.
    init(_ value: JSONValue) throws(ServiceError) {
        days = value["AutomaticallyAfterDays"]?.integer
        guard days.map((1...1000).contains) ?? true else {
            throw .parameter("RotationRules.AutomaticallyAfterDays must be within 1-1000.")
        }
        expression = value["ScheduleExpression"]?.string
        guard days == nil || expression == nil else {
            throw .parameter("You can't specify both AutomaticallyAfterDays and ScheduleExpression.")
        }
        if let text = value["Duration"]?.string {
            guard text.last == "h", let number = Int(text.dropLast()), text.first?.isNumber == true,
                (1...24).contains(number)
            else { throw .parameter("Duration must be a number of hours from 1 to 24, such as 3h.") }
            hours = number
        }
        guard let expression else {
            if hours != nil, days == nil {
                throw .parameter("Duration needs AutomaticallyAfterDays or ScheduleExpression.")
            }
            return
        }
        let schedule = try RotationRules.schedule(expression)
        self.schedule = schedule
        if case .rate(let seconds) = schedule, let hours, hours * RotationRules.hour > seconds {
            throw .parameter("The rotation window must not be longer than the time between two rotations.")
        }
    }

    private static func schedule(_ text: String) throws(ServiceError) -> Schedule {
        func refuse(_ reason: String) -> ServiceError {
            .parameter("The ScheduleExpression '\(text)' is not valid: \(reason).")
        }
        let schedule: Schedule
        do throws(Schedule.Mistake) {
            schedule = try Schedule(text)
        } catch {
            throw refuse(error.reason)
        }
        switch schedule {
        case .rate(let seconds):
            guard seconds >= shortestPeriod, seconds.isMultiple(of: hour) else {
                throw refuse("a secret is rotated every four hours at most, and at full hours")
            }
        case .cron(let expression):
            guard expression.minutes == [0] else { throw refuse("the minutes are 0: windows open at full hours") }
            var time = 0
            // A day has every hour that an expression may name, and its week every gap.
            for _ in 0..<24 {
                guard let next = expression.next(after: time), let second = expression.next(after: next) else { break }
                guard second - next >= shortestPeriod else {
                    throw refuse("a secret is rotated every four hours at most")
                }
                time = next
            }
        }
        return schedule
    }

    /// Whether windows open by themselves.
    var isScheduled: Bool { days != nil || schedule != nil }

    /// As answers have them.
    var value: JSONValue {
        .present([
            "AutomaticallyAfterDays": days.map { .number(Double($0)) },
            "ScheduleExpression": expression.map { .string($0) },
            "Duration": hours.map { .string("\($0)h") },
        ])
    }

    /// When the first window after a time opens; `nil` when none does.
    ///
    /// Days count from the day of the last rotation and windows open with the day; hours count from its hour.
    ///
    /// - Parameters:
    ///   - time: In seconds since 1970, like the result.
    ///   - last: When the secret was rotated last, or its rotation set up.
    /// - Returns: Seconds since 1970.
    func window(after time: Double, last: Double) -> Double? {
        let (now, last) = (Int(time.rounded(.down)), Int(last.rounded(.down)))
        if let days { return next(now, from: last / RotationRules.day * RotationRules.day, days * RotationRules.day) }
        switch schedule {
        case .rate(let seconds) where seconds.isMultiple(of: RotationRules.day):
            return next(now, from: last / RotationRules.day * RotationRules.day, seconds)
        case .rate(let seconds): return next(now, from: last / RotationRules.hour * RotationRules.hour, seconds)
        case .cron(let expression): return expression.next(after: now).map(Double.init)
        case nil: return nil
        }
    }

    private func next(_ now: Int, from start: Int, _ period: Int) -> Double {
        Double(start + (max(0, now - start) / period + 1) * period)
    }

    /// When the window that opens at `start` closes: after its duration; without one at the end of the day, or when the
    /// next one opens if that is earlier.
    func end(ofWindow start: Double) -> Double {
        if let hours { return start + Double(hours * RotationRules.hour) }
        let midnight = Double((Int(start) / RotationRules.day + 1) * RotationRules.day)
        return min(midnight, window(after: start, last: start) ?? midnight)
    }
}

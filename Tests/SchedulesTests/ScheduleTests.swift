import POSIX
import Schedules
import Testing

/// Schedules by EventBridge's documentation.
@Suite struct ScheduleTests {
    private func next(_ text: String, after: String, start: String = "1970-01-01T00:00:00Z") throws -> String? {
        let schedule = try Schedule(text)
        let seconds = try #require(UTCTime.seconds(after))
        let start = try #require(UTCTime.seconds(start))
        return schedule.next(after: Int(seconds), start: Int(start)).map { UTCTime.text(secondsSince1970: Double($0)) }
    }

    @Test(arguments: [
        ("rate(1 minute)", "2026-11-24T10:00:30Z", "2026-11-24T10:01:00Z"),
        ("rate(5 minutes)", "2026-11-24T10:05:00Z", "2026-11-24T10:10:00Z"),
        ("rate(1 hour)", "2026-11-24T10:05:00Z", "2026-11-24T11:00:00Z"),
        ("rate(7 days)", "2026-11-24T10:05:00Z", "2026-11-26T00:00:00Z"),
        ("cron(0 10 * * ? *)", "2026-11-24T10:00:00Z", "2026-11-25T10:00:00Z"),
        ("cron(15 12 * * ? *)", "2026-11-24T12:14:59Z", "2026-11-24T12:15:00Z"),
        ("cron(0 18 ? * MON-FRI *)", "2026-11-27T18:00:00Z", "2026-11-30T18:00:00Z"),
        ("cron(0 8 1 * ? *)", "2026-11-24T00:00:00Z", "2026-12-01T08:00:00Z"),
        ("cron(0/15 * * * ? *)", "2026-11-24T10:16:00Z", "2026-11-24T10:30:00Z"),
        ("cron(0/5 8-17 ? * MON-FRI *)", "2026-11-24T17:55:00Z", "2026-11-25T08:00:00Z"),
        ("cron(0 0 L * ? *)", "2028-02-01T00:00:00Z", "2028-02-29T00:00:00Z"),
        ("cron(0 0 L-2 * ? *)", "2026-11-24T00:00:00Z", "2026-11-28T00:00:00Z"),
        ("cron(0 0 LW * ? *)", "2026-05-01T00:00:00Z", "2026-05-29T00:00:00Z"),
        ("cron(0 0 1W * ? *)", "2026-07-31T00:00:00Z", "2026-08-03T00:00:00Z"),
        ("cron(0 0 15W * ? *)", "2026-08-01T00:00:00Z", "2026-08-14T00:00:00Z"),
        ("cron(0 0 ? * 6#3 *)", "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z"),
        ("cron(0 0 ? * FRI#5 *)", "2026-11-01T00:00:00Z", "2027-01-29T00:00:00Z"),
        ("cron(0 0 ? * 2L *)", "2026-11-24T00:00:00Z", "2026-11-30T00:00:00Z"),
        ("cron(0 0 ? * L *)", "2026-11-24T00:00:00Z", "2026-11-28T00:00:00Z"),
        ("cron(0 0 ? * FRI-MON *)", "2026-11-24T00:00:00Z", "2026-11-27T00:00:00Z"),
        ("cron(0 0 29 FEB ? *)", "2026-11-24T00:00:00Z", "2028-02-29T00:00:00Z"),
        ("cron(30 6 1,15 1,JUL ? 2027-2028)", "2027-07-15T06:30:00Z", "2028-01-01T06:30:00Z"),
    ])
    func theNextTimeIsFound(_ text: String, after: String, expected: String) throws {
        #expect(try next(text, after: after) == expected)
    }

    @Test func aScheduleMayHaveNoTimeLeft() throws {
        #expect(try next("cron(0 0 1 1 ? 2026)", after: "2026-11-24T00:00:00Z") == nil)
        #expect(try next("cron(0 0 31 2 ? *)", after: "2026-11-24T00:00:00Z") == nil)
    }

    @Test func aRateCountsFromWhenTheRuleWasPut() throws {
        let time = try next("rate(10 minutes)", after: "2026-11-24T10:05:00Z", start: "2026-11-24T10:03:00Z")
        #expect(time == "2026-11-24T10:13:00Z")
    }

    @Test(arguments: [
        "rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(-1 minutes)", "rate(5)", "rate(1 week)",
        "rate(5  minutes)", "cron(0 10 * * * *)", "cron(0 10 ? * ? *)", "cron(0 10 * * ?)", "cron(60 10 * * ? *)",
        "cron(0 24 * * ? *)", "cron(0 0 32 * ? *)", "cron(0 0 0 * ? *)", "cron(0 0 ? * 8 *)", "cron(0 0 ? * MON#6 *)",
        "cron(0 0 * 13 ? *)", "cron(0 0 * * ? 1969)", "cron(0 0 * * ? 2200)", "cron(*/0 * * * ? *)", "at(2026-11-24)",
        "cron(0 0 , * ? *)", "", "rate", "every day",
    ])
    func whatIsNoScheduleIsRefused(_ text: String) { #expect(throws: Schedule.Mistake.self) { try Schedule(text) } }
}

import POSIX

/// Times as lines of the head of a message have them.
///
/// Source: RFC 9110, section 5.6.7.
enum HTTPTime {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, or of a time by ISO 8601; `nil` for anything else.
    static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].hasSuffix(","), ["GMT", "UTC"].contains(parts[5]),
            let month = months.firstIndex(of: String(parts[2])), parts[3].count == 4, (1...2).contains(parts[1].count)
        else { return UTCTime.seconds(text) }
        func two(_ text: some StringProtocol) -> String { text.count == 1 ? "0\(text)" : String(text) }
        return UTCTime.seconds("\(parts[3])-\(two(String(month + 1)))-\(two(parts[1]))T\(parts[4])Z")
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(seconds: Double) -> String {
        let (days, second) = (Int((seconds / 86_400).rounded(.down)), Int(seconds.rounded(.down)))
        let date = CivilDate(daysSince1970: days)
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let clock = UTCTime.text(Timestamp(seconds: second)).dropLast().suffix(8)
        let day = date.day < 10 ? "0\(date.day)" : String(date.day)
        return "\(names[date.weekday - 1]), \(day) \(months[date.month - 1]) \(date.year) \(clock) GMT"
    }
}

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
}

import POSIX

/// A point in time as conditions compare it, to the nanosecond.
struct PolicyDate: Sendable, Comparable {
    /// Since 1970-01-01T00:00:00Z.
    private let seconds: Int
    private let nanoseconds: Int

    static func < (left: PolicyDate, right: PolicyDate) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// Reads a date of ISO 8601 as the W3C profiles it, or seconds since 1970; `nil` for anything else.
    ///
    /// That is `2026-11`, `2026-11-30`, `2026-11-30T10:15Z`, `2026-11-30T10:15:30+01:00`, `2026-11-30T10:15:30.25Z` in
    /// the years 0001 to 9999. A time without a zone is UTC. Digits alone are seconds, up to 15 of them, with a
    /// fraction if there is one.
    ///
    /// Source: https://www.w3.org/TR/NOTE-datetime
    init?(_ text: some Collection<UInt8>) {
        var reader = Reader(rest: Array(text)[...])
        if let (seconds, nanoseconds) = reader.epoch() {
            (self.seconds, self.nanoseconds) = (seconds, nanoseconds)
            return
        }
        guard let year = reader.digits(4), year > 0, reader.take("-"), let month = reader.digits(2),
            (1...12).contains(month)
        else { return nil }
        var date = CivilDate(year, month, 1)
        var second = 0
        var nanoseconds = 0
        if reader.take("-") {
            guard let day = reader.digits(2), (1...date.daysInMonth).contains(day) else { return nil }
            date.day = day
            if reader.take("T") {
                guard let time = reader.time() else { return nil }
                (second, nanoseconds) = time
            }
        }
        guard reader.rest.isEmpty else { return nil }
        seconds = date.daysSince1970 * 86_400 + second
        self.nanoseconds = nanoseconds
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func take(_ letter: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: letter) else { return false }
            rest.removeFirst()
            return true
        }

        /// A number of exactly so many digits.
        mutating func digits(_ count: Int) -> Int? {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
            rest = rest.dropFirst(count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }

        /// The rest, if it is seconds since 1970.
        mutating func epoch() -> (Int, Int)? {
            var copy = self
            let isNegative = copy.take("-")
            let whole = copy.rest.prefix { $0 &- 48 < 10 }
            guard (1...15).contains(whole.count), let seconds = copy.digits(whole.count) else { return nil }
            var nanoseconds = 0
            if copy.take(".") {
                guard let fraction = copy.fraction() else { return nil }
                nanoseconds = fraction
            }
            guard copy.rest.isEmpty else { return nil }
            if isNegative { return nanoseconds == 0 ? (-seconds, 0) : (-seconds - 1, 1_000_000_000 - nanoseconds) }
            return (seconds, nanoseconds)
        }

        /// Digits behind a point, as nanoseconds; what is finer is cut off.
        mutating func fraction() -> Int? {
            let digits = rest.prefix { $0 &- 48 < 10 }
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
            return (digits.prefix(9) + [UInt8](repeating: 48, count: max(0, 9 - digits.count)))
                .reduce(0) { $0 * 10 + Int($1 - 48) }
        }

        /// What is behind `T`: seconds from midnight of UTC, which the zone may move into other days, and nanoseconds.
        mutating func time() -> (Int, Int)? {
            guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
            var second = 0
            var nanoseconds = 0
            if take(":") {
                guard let value = digits(2), value < 60 else { return nil }
                second = value
                if take(".") {
                    guard let value = fraction() else { return nil }
                    nanoseconds = value
                }
            }
            let clock = hour * 3600 + minute * 60 + second
            if rest.isEmpty || take("Z") { return (clock, nanoseconds) }
            let isBehind = rest.first == UInt8(ascii: "-")
            guard isBehind || rest.first == UInt8(ascii: "+") else { return nil }
            rest.removeFirst()
            guard let hours = digits(2), hours < 24 else { return nil }
            // `+01:00`, and the basic format's `+0100`.
            _ = take(":")
            guard let minutes = digits(2), minutes < 60 else { return nil }
            let offset = hours * 3600 + minutes * 60
            return (isBehind ? clock + offset : clock - offset, nanoseconds)
        }
    }
}

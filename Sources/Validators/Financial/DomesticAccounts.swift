/// Numbers of accounts within a country that are checked modulo 97.
///
/// Sources: the central banks that the rules name with each number; ISO 7064 for the check itself.
enum DomesticAccount {
    /// Serbia, Montenegro, North Macedonia, Bosnia and Herzegovina: bank, account and two check digits, 98 less the rest by 97.
    ///
    /// The number of the account may stand without its leading zeros between dashes.
    static func formerYugoslavia(_ value: Span<UInt8>) -> Bool {
        var groups: InlineArray<3, Int> = [0, 0, 0]
        var (group, total, last) = (0, 0, 0)
        for index in value.indices {
            if let digit = ASCII.digit(value[index]) {
                total += 1
                guard total <= 18 else { return false }
                if group > 0 { last += 1 }
                groups[group] = groups[group] * 10 + digit
            } else {
                guard value[index] == UInt8(ascii: "-"), group < 2, group > 0 || total == 3, group == 0 || last > 0
                else { return false }
                group += 1
                last = 0
            }
        }
        guard groups[0] > 0 else { return false }
        // With dashes the account takes thirteen digits, without them all are there.
        if group == 2 { return last == 2 && (groups[0] % 97 * power15 + groups[1] % 97 * 100 + groups[2]) % 97 == 1 }
        return group == 0 && (15...18).contains(total) && total != 17 && groups[0] % 97 == 1
    }

    /// 10 to the 15th, modulo 97.
    private static let power15 = 1_000_000_000_000_000 % 97

    /// Morocco and Tunisia, RIB: all digits are a multiple of 97.
    static func maghreb(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<24>(value), digits.count == 20 || digits.count == 24, !digits.isUniform else {
            return false
        }
        var remainder = 0
        for index in 0..<digits.count { remainder = (remainder * 10 + digits[index]) % 97 }
        return remainder == 0
    }

    /// Portugal, NIB: 21 digits that leave 1.
    static func portugal(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<21>(value), digits.count == 21, !digits.isUniform else { return false }
        var remainder = 0
        for index in 0..<21 { remainder = (remainder * 10 + digits[index]) % 97 }
        return remainder == 1
    }
}

/// Checks telephone numbers by the numbering plans of their countries.
///
/// Sources: ITU-T E.164 and its list of country codes; the length of the national number in each country's plan, as it is
/// notified to the ITU (https://www.itu.int/oth/T0202.aspx).
enum TelephoneNumber {
    /// Tells whether `value` has a country code and as many digits as numbers of that country have.
    ///
    /// - Parameter value: `+`, `00` or `011`, the country code and the number, with blanks, hyphens, dots, slashes and
    ///   brackets; a `(0)` behind the country code, or a trunk prefix 0, does not count.
    /// - Returns: Two in three random numbers of 11 digits pass.
    /// - Complexity: O(*n*), no allocation.
    static func isInternational(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<18>(value, skipping: UInt8(ascii: "+")) else { return false }
        var start = 0
        if !hasPlus(value) {
            if digits[0] == 0, digits[1] == 0 {
                start = 2
            } else if digits[0] == 0, digits[1] == 1, digits[2] == 1 {
                start = 3
            } else {
                return false
            }
        }
        guard digits.count - start >= 8, digits.count - start <= 16, digits[start] > 0 else { return false }
        for length in 1...3 {
            let code = digits.number(start..<start + length)
            guard let lengths = lengths(of: code) else { continue }
            var first = start + length
            // The trunk prefix that is left out from abroad; a few countries keep it.
            if digits[first] == 0, !keepsZero(code) { first += 1 }
            let count = digits.count - first
            return lengths.contains(count) && !isRun(digits, from: first) && digits.count - start <= 16
                && (code != 1 || digits[first] > 1 && digits[first + 3] > 1)
        }
        return false
    }

    /// Tells whether `value` can be a number as it is dialled within a country: 7 to 12 digits that are no date, no version
    /// and no sequence.
    ///
    /// It says little, so a word must stand nearby.
    ///
    /// - Complexity: O(*n*), no allocation.
    static func isNational(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), (7...12).contains(digits.count), !isRun(digits, from: 0) else {
            return false
        }
        return !isDateOrDecimal(value, digits)
    }

    private static func hasPlus(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] == UInt8(ascii: "+") { return true }
        return false
    }

    /// Whether all digits are the same, or each is one more than the one before.
    private static func isRun<let capacity: Int>(_ digits: ShortDigits<capacity>, from start: Int) -> Bool {
        var (same, rising) = (true, true)
        for index in start + 1..<max(start + 1, digits.count) {
            same = same && digits[index] == digits[start]
            rising = rising && digits[index] == (digits[index - 1] + 1) % 10
        }
        return same || rising
    }

    /// Whether it is written as a date (`2026-01-02`, `02.01.2026`) or a number with a decimal point.
    private static func isDateOrDecimal(_ value: Span<UInt8>, _ digits: ShortDigits<13>) -> Bool {
        var groups: InlineArray<4, Int> = [0, 0, 0, 0]
        var count = 0
        var separator: UInt8 = 0
        var isInside = false
        for index in value.indices {
            if ASCII.isDigit(value[index]) {
                if !isInside {
                    guard count < 4 else { return false }
                    count += 1
                    isInside = true
                }
                groups[count - 1] += 1
            } else {
                isInside = false
                separator = value[index]
            }
        }
        if count == 2, separator == UInt8(ascii: ".") { return true }
        guard count == 3, digits.count == 8, separator != UInt8(ascii: " ") else { return false }
        return groups[0] == 4 && groups[1] == 2 || groups[0] == 2 && groups[1] == 2
    }

    /// Whether numbers of a country keep their first 0 when they are dialled from abroad.
    private static func keepsZero(_ code: Int) -> Bool {
        switch code {
        case 39, 225, 229, 242, 241, 228, 378, 379: true
        default: false
        }
    }

    /// How many digits a number has behind a country code; `nil` for a code that is none.
    private static func lengths(of code: Int) -> ClosedRange<Int>? {
        guard code < 1000 else { return nil }
        let entry = plans[code]
        return entry == 0 ? nil : Int(entry >> 4)...Int(entry & 15)
    }

    private static let plans: [UInt8] = {
        var plans = [UInt8](repeating: 0, count: 1000)
        for entry in table.utf8.split(whereSeparator: { $0 == 32 || $0 == 10 }) {
            var numbers: [Int] = [0]
            for byte in entry {
                if let digit = ASCII.digit(byte) {
                    numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + digit
                } else {
                    numbers.append(0)
                }
            }
            plans[numbers[0]] = UInt8(numbers[1] << 4 | numbers[2])
        }
        return plans
    }()

    /// Country code, least and greatest number of digits behind it.
    ///
    /// To add one, add an entry.
    private static let table = """
        1:10-10 7:10-10 20:8-10 27:9-9 30:10-12 31:7-11 32:8-9 33:9-9 34:9-9 36:8-9 39:8-11 40:9-9 41:9-9 43:6-13
        44:9-10 45:8-8 46:6-9 47:8-8 48:7-10 49:6-12 51:8-9 52:10-10 53:6-10 54:10-11 55:10-11 56:9-11 57:8-11
        58:10-10 60:8-10 61:9-10 62:8-12 63:8-10 64:8-10 65:8-11 66:8-9 81:9-10 82:8-10 84:9-10 86:9-11 90:10-10
        91:10-10 92:9-10 93:9-9 94:9-9 95:7-10 98:10-10 211:9-9 212:9-9 213:8-9 216:8-8 218:9-9 220:7-9 221:9-9
        222:8-8 223:8-8 224:8-9 225:10-10 226:8-8 227:8-8 228:8-8 229:10-10 230:7-10 231:7-9 232:8-8 233:8-9 234:8-10
        235:8-8 236:8-8 237:8-9 238:7-7 239:7-7 240:9-9 241:7-8 242:9-9 243:7-10 244:9-9 245:7-9 246:7-7 247:5-5
        248:7-7 249:9-9 250:8-9 251:9-9 252:6-9 253:8-8 254:7-10 255:9-9 256:9-9 257:8-8 258:8-9 260:9-9 261:9-9
        262:9-9 263:7-10 264:8-9 265:7-9 266:8-8 267:7-10 268:8-8 269:7-7 290:5-5 291:7-7 297:7-7 298:6-6 299:6-6
        350:8-8 351:9-9 352:6-11 353:7-9 354:7-9 355:6-9 356:8-8 357:8-8 358:6-11 359:7-9 370:8-8 371:8-8 372:7-10
        373:8-8 374:8-8 375:9-9 376:6-9 377:8-9 378:8-10 380:9-9 381:6-12 382:8-9 383:8-12 385:8-9 386:6-8 387:8-9
        389:8-8 420:9-9 421:9-9 423:7-9 500:5-5 501:7-11 502:8-11 503:7-11 504:8-11 505:8-8 506:8-10 507:7-11 508:6-9
        509:8-8 590:9-9 591:8-9 592:7-7 593:8-11 594:9-9 595:7-11 596:9-9 597:6-7 598:8-8 599:7-8 670:7-8 672:6-6
        673:7-7 674:7-7 675:7-8 676:5-7 677:5-7 678:5-7 679:7-11 680:7-7 681:6-9 682:5-5 683:5-7 685:5-10 686:5-8
        687:6-6 688:5-7 689:8-9 690:5-7 691:7-7 692:7-7 800:8-8 808:8-8 850:8-10 852:8-8 853:7-8 855:8-10 856:8-10
        870:9-12 878:12-12 880:6-10 881:9-10 882:7-12 883:8-12 886:8-9 960:7-10 961:7-8 962:8-9 963:8-9 964:8-10
        965:7-8 966:9-10 967:7-9 968:7-9 970:8-10 971:8-9 972:8-9 973:8-8 974:7-11 975:7-8 976:8-10 977:8-11 992:9-9
        993:8-8 994:9-9 995:9-9 996:9-10 998:9-9
        """
}

/// Checks a resident identity number of China.
///
/// Source: GB 11643-1999; check character by ISO/IEC 7064 mod 11-2.
enum ChineseIdentity {
    /// Tells whether `value` is a place, a date of birth, a serial number and a check character.
    ///
    /// - Returns: One random date with such digits around it in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<18>(value), text.count == 18, let province = text.number(0..<2),
            (11...82).contains(province), let year = text.number(6..<10), (1850...2100).contains(year),
            let month = text.number(10..<12), let day = text.number(12..<14)
        else { return false }
        return CalendarDate.isDay(day, month: month, year: year) && ISO7064.passesMod11And2(text)
    }
}

/// Checks an identity card number of Hong Kong.
///
/// Source: Immigration Department; the check digit's rule as in the Legislative Council's paper CB(2)2331/98-99.
enum HongKongIdentity {
    /// Tells whether `value` has one or two letters, six digits and a check character modulo 11.
    ///
    /// - Returns: One random text of that shape in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count >= 8 else { return false }
        let letters = text.count - 7
        guard text.areLetters(0..<letters), text.areDigits(letters..<letters + 6),
            text.number(letters..<letters + 6) != 0
        else { return false }
        // A missing first letter counts as a space, which is 36.
        var sum = letters == 1 ? 36 * 9 : 0
        for index in 0..<text.count - 1 { sum += text.base36Digit(index) * (text.count - index) }
        let last = text[text.count - 1]
        guard let check = last == UInt8(ascii: "A") ? 10 : ASCII.digit(last) else { return false }
        return (sum + check).isMultiple(of: 11)
    }
}

/// Checks an identity card number of Taiwan.
///
/// Source: Ministry of the Interior, Department of Household Registration.
enum TaiwaneseIdentity {
    /// Tells whether `value` is a letter for the place, a digit for the sex, and eight more, the last a check digit.
    ///
    /// - Returns: One random text of that shape in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<10>(value), text.count == 10, text.isLetter(0), text.areDigits(1..<10) else {
            return false
        }
        switch text.base36Digit(1) {
        case 1, 2, 8, 9: break
        default: return false
        }
        // Counties count in the order in which they were given their letters.
        let places: InlineArray<26, Int> = [
            10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
        ]
        let place = places[text.base36Digit(0) - 10]
        var sum = place / 10 + place % 10 * 9 + text.base36Digit(9)
        for index in 1..<9 { sum += text.base36Digit(index) * (9 - index) }
        return sum.isMultiple(of: 10)
    }
}

/// Checks a resident registration number of South Korea.
///
/// Source: 주민등록법 시행규칙. Numbers given since October 2020 have no check digit; they are refused one time in eleven.
enum KoreanIdentity {
    /// Tells whether `value` is a date, a digit for century and sex, and six more, the last a check digit modulo 11.
    ///
    /// - Returns: One random date with seven digits in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, digits.isYearMonthDay(at: 0) else {
            return false
        }
        let check = 11 - digits.weightedSum([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11
        return digits[12] == check % 10
    }
}

/// Checks an individual number (My Number) of Japan.
///
/// Source: Ministry of Internal Affairs and Communications, Ordinance 85 of 2014, article 5.
enum JapaneseIdentity {
    /// Tells whether `value` has twelve digits, the last the check digit modulo 11.
    ///
    /// - Returns: One random 12-digit number in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<12>(value), digits.count == 12, !digits.isUniform else { return false }
        let remainder = digits.weightedSum([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return digits[11] == (remainder < 2 ? 0 : 11 - remainder)
    }
}

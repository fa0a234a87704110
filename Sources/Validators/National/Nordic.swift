/// Checks a personal identity number (personnummer) or coordination number of Sweden.
///
/// Source: Skatteverket, SKV 704 and SKV 707; 60 is added to the day of a coordination number.
enum SwedishIdentity {
    /// Tells whether `value` is a date with a two- or four-digit year, a serial number and a Luhn digit.
    ///
    /// - Returns: One random date with four digits in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<12>(value), digits.count == 10 || digits.count == 12 else { return false }
        let start = digits.count - 10
        if start == 2, !(18...20).contains(digits.number(0..<2)) { return false }
        let day = digits.number(start + 4..<start + 6)
        let month = digits.number(start + 2..<start + 4)
        guard CalendarDate.isDay(day > 60 ? day - 60 : day, month: month, shortYear: digits.number(start..<start + 2))
        else { return false }
        return digits.passesLuhn(from: start)
    }
}

/// Checks a national identity number (fødselsnummer) or D-number of Norway.
///
/// Source: Skatteetaten, forskrift til folkeregisterloven § 2-2-1.
enum NorwegianIdentity {
    /// Tells whether `value` is a date, a serial number and two check digits modulo 11.
    ///
    /// 40 is added to the day of a D-number, and 40, 65 or 80 to the month of numbers that hospitals and tests use.
    ///
    /// - Returns: One random date with five digits in 120 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11 else { return false }
        let day = digits.number(0..<2)
        let month = digits.number(2..<4)
        let offset = month > 80 ? 80 : month > 65 ? 65 : month > 40 ? 40 : 0
        guard CalendarDate.isDay(day > 40 ? day - 40 : day, month: month - offset, shortYear: digits.number(4..<6))
        else { return false }
        return digits.weightedSum([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).isMultiple(of: 11)
            && digits.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).isMultiple(of: 11)
    }
}

/// Checks a personal number (CPR-nummer) of Denmark.
///
/// Source: CPR-kontoret, "Personnummeret i CPR". Numbers given since 2007 need not keep to the check digit.
enum DanishIdentity {
    /// Tells whether `value` is a date and four digits.
    ///
    /// - Returns: Two random 10-digit numbers in a hundred pass.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10 else { return false }
        return digits.isDayMonthYear(at: 0) && digits.number(6..<10) > 0
    }
}

/// Checks a personal identity code (henkilötunnus) of Finland.
///
/// Source: Digi- ja väestötietovirasto, "The personal identity code".
enum FinnishIdentity {
    /// Tells whether `value` is a date, a sign for the century, a serial number and a check character modulo 31.
    ///
    /// - Returns: One random date with such an ending in 31 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard value.count == 11 else { return false }
        switch ASCII.uppercased(value[6]) {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), 0x41...0x46, 0x55...0x59: break
        default: return false
        }
        guard let date = ShortDigits<6>(value.extracting(0..<6)), date.count == 6, date.isDayMonthYear(at: 0),
            let serial = ShortDigits<3>(value.extracting(7..<10)), serial.count == 3, serial.number(0..<3) >= 2
        else { return false }
        let remainder = (date.number(0..<6) * 1000 + serial.number(0..<3)) % 31
        let checks = "0123456789ABCDEFHJKLMNPRSTUVWXY"
        return checks.utf8.span[remainder] == ASCII.uppercased(value[10])
    }
}

/// Checks an identity number (kennitala) of Iceland.
///
/// Source: Þjóðskrá, "About ID numbers"; the last digit is the century.
enum IcelandicIdentity {
    /// Tells whether `value` is a date, two digits, a check digit modulo 11, and a century.
    ///
    /// 40 is added to the day of an organisation's number.
    ///
    /// - Returns: One random date with four digits in 37 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, digits[9] == 0 || digits[9] >= 8 else {
            return false
        }
        let day = digits.number(0..<2)
        return CalendarDate.isDay(
            day > 40 ? day - 40 : day,
            month: digits.number(2..<4),
            shortYear: digits.number(4..<6)
        )
            && digits.weightedSum([3, 2, 7, 6, 5, 4, 3, 2, 1]).isMultiple(of: 11)
    }
}

/// Checks a citizen service number (burgerservicenummer, BSN) of the Netherlands.
///
/// Source: Rijksdienst voor Identiteitsgegevens, Logisch Ontwerp BSN, "elfproef".
enum DutchIdentity {
    /// Tells whether `value` has nine digits that pass the test of eleven.
    ///
    /// - Returns: One random 9-digit number in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, digits.number(0..<3) > 0, !digits.isUniform
        else { return false }
        return digits.weightedSum([9, 8, 7, 6, 5, 4, 3, 2, -1]).isMultiple(of: 11)
    }
}

/// Checks a national register number of Belgium.
///
/// Source: Royal Decree of 3 April 1984 on the composition of the national register number.
enum BelgianIdentity {
    /// Tells whether `value` is a date, a serial number, and the complement of both modulo 97.
    ///
    /// A 2 stands before the number of who was born since 2000. 20 or 40 is added to the month of numbers for people who
    /// are not in the register, and parts of the date that are unknown are zero.
    ///
    /// - Returns: One random date with five digits in 48 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, !digits.isUniform else { return false }
        let month = digits.number(2..<4)
        let offset = month >= 40 ? 40 : month >= 20 ? 20 : 0
        guard month - offset <= 12, digits.number(4..<6) <= 31, digits.number(6..<9) > 0 else { return false }
        let number = digits.number(0..<9)
        let check = 97 - digits.number(9..<11)
        return number % 97 == check || (2_000_000_000 + number) % 97 == check
    }
}

/// Checks an identification number (matricule) of Luxembourg.
///
/// Source: Règlement grand-ducal du 21 décembre 1987; law of 19 June 2013, article 2.
enum LuxembourgIdentity {
    /// Tells whether `value` is a date of birth with a four-digit year, a serial number, a Luhn and a Verhoeff digit.
    ///
    /// - Returns: One random date with five digits in a hundred passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, (1850...2100).contains(digits.number(0..<4)),
            CalendarDate.isDay(digits.number(6..<8), month: digits.number(4..<6), year: digits.number(0..<4))
        else { return false }
        return digits.passesLuhn(to: 12) && Verhoeff.passes(digits, leavingOut: 11)
    }
}

/// Numbers that the states of eastern Europe and central Asia give to persons and companies.
///
/// Sources: the registers and tax offices that the rules name with each number.
enum EasternNumber {
    /// Belarus, UNP: nine digits.
    static func belarus(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [29, 23, 19, 17, 13, 7, 5, 3]) { $0 % 11 }
    }

    /// Moldova, IDNO and IDNP: thirteen digits by 7, 3, 1.
    static func moldova(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) { $0 % 10 }
    }

    /// Montenegro, PIB.
    static func montenegro(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [8, 7, 6, 5, 4, 3, 2]) { (11 - $0 % 11) % 11 % 10 }
    }

    /// North Macedonia, EDB.
    static func northMacedonia(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) { (11 - $0 % 11) % 11 % 10 }
    }

    /// Russia, INN of organisations (ten digits) and persons (twelve).
    static func russiaINN(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value) else { return false }
        if digits.count == 10 { return digits.weightedSum([2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == digits[9] }
        guard digits.count == 12 else { return false }
        return digits.weightedSum([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == digits[10]
            && digits.weightedSum([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == digits[11]
    }

    /// Russia, OGRN (thirteen digits) and OGRNIP (fifteen).
    static func russiaOGRN(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 13 || digits.count == 15, digits[0] > 0 else {
            return false
        }
        let last = digits.count - 1
        return digits.number(0..<last) % (last - 1) % 10 == digits[last]
    }

    /// Russia, SNILS: two check digits, modulo 101.
    static func russiaSNILS(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 11, digits.number(0..<9) > 1_001_998 else {
            return false
        }
        return digits.weightedSum([9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 == digits.number(9..<11)
    }

    /// Ukraine, EDRPOU: the weights depend on the number, and a second row stands in where the first gives 10.
    static func ukraineEDRPOU(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8 else { return false }
        let isMiddle = (30_000_000...60_000_000).contains(digits.number(0..<8))
        let first = isMiddle ? digits.weightedSum([7, 1, 2, 3, 4, 5, 6]) : digits.weightedSum([1, 2, 3, 4, 5, 6, 7])
        var check = first % 11
        if check == 10 {
            let second =
                isMiddle ? digits.weightedSum([9, 3, 4, 5, 6, 7, 8]) : digits.weightedSum([3, 4, 5, 6, 7, 8, 9])
            check = second % 11 % 10
        }
        return check == digits[7]
    }

    /// Ukraine, RNTRC (РНОКПП), the number of a taxpayer.
    static func ukraineRNTRC(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [-1, 5, 7, 9, 4, 6, 10, 5, 7]) { (($0 % 11) + 11) % 11 % 10 }
    }

    /// Kazakhstan, IIN and BIN: a date or year, and a check digit by one of two rows of weights.
    static func kazakhstan(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 12, (1...12).contains(digits.number(2..<4))
        else {
            return false
        }
        var check = digits.weightedSum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11
        if check == 10 { check = digits.weightedSum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11 }
        return check == digits[11]
    }

    /// Bulgaria, number of a foreigner (LNCh).
    static func bulgariaForeigner(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [21, 19, 17, 13, 11, 9, 7, 3, 1]) { $0 % 10 }
    }

    /// Poland, number of an identity card: three letters and six digits, the first of which checks.
    static func polandCard(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, text.areLetters(0..<3), text.areDigits(3..<9) else {
            return false
        }
        let sum = text.weightedSum([7, 3, 1, 0, 7, 3, 1, 7, 3])
        return sum % 10 == text.base36Digit(3)
    }

    /// Poland, number of a passport: two letters and seven digits, the first of which checks.
    static func polandPassport(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, text.areLetters(0..<2), text.areDigits(2..<9) else {
            return false
        }
        return text.weightedSum([7, 3, 0, 1, 7, 3, 1, 7, 3]) % 10 == text.base36Digit(2)
    }
}

/// Numbers that the states of Europe give to companies and taxpayers.
///
/// Sources: the registers and tax offices that `Rules/Personal/companies*.yaml` names with each number, and for VAT the
/// structure of numbers that the Commission publishes (https://ec.europa.eu/taxation_customs/vies/).
enum CompanyNumber {
    /// Tells whether what stands behind two letters, and a separator, passes `check`.
    static func isPrefixed(_ value: Span<UInt8>, _ check: (Span<UInt8>) -> Bool) -> Bool {
        guard value.count > 3 else { return false }
        return check(value.extracting((ASCII.isSeparator(value[2]) ? 3 : 2)..<value.count))
    }

    /// Tells whether `value`, without two letters and a separator before it if there are any, passes `check`.
    static func isPrefixedOrNot(_ value: Span<UInt8>, _ check: (Span<UInt8>) -> Bool) -> Bool {
        value.count > 3 && ASCII.isLetter(value[0]) ? isPrefixed(value, check) : check(value)
    }

    /// Austria, UID: `U` and eight digits, the last by Luhn from 96 on.
    static func austria(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8 else { return false }
        var sum = 0
        for index in 0..<7 {
            let digit = digits[index]
            sum += index % 2 == 0 ? digit : digit / 5 + digit * 2 % 10
        }
        return (96 - sum) % 10 == digits[7]
    }

    /// Belgium, enterprise number: 97 less the remainder of the first eight digits.
    static func belgium(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10, digits[0] < 2 else { return false }
        return 97 - digits.number(0..<8) % 97 == digits.number(8..<10)
    }

    /// Bulgaria, unified identification code (EIK) of nine digits.
    static func bulgaria(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9 else { return false }
        let first = digits.weightedSum([1, 2, 3, 4, 5, 6, 7, 8]) % 11
        let check = first < 10 ? first : digits.weightedSum([3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10
        return check == digits[8]
    }

    /// Cyprus: eight digits and a letter modulo 26.
    static func cyprus(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<11>(value), text.count >= 9 else { return false }
        let start = text.count - 9
        guard text.areDigits(start..<start + 8), text.isLetter(start + 8) else { return false }
        let odd: InlineArray<10, Int> = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
        var sum = 0
        for index in 0..<8 {
            let digit = text.base36Digit(start + index)
            sum += index % 2 == 0 ? odd[digit] : digit
        }
        return text[start] != UInt8(ascii: "0") + 2 || text[start + 1] != UInt8(ascii: "1")
            ? sum % 26 + 10 == text.base36Digit(start + 8) : false
    }

    /// Czechia, IČO and DIČ of legal persons.
    static func czechia(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [8, 7, 6, 5, 4, 3, 2]) { ((11 - $0 % 11) % 11 == 0 ? 1 : 11 - $0 % 11) % 10 }
    }

    /// Denmark, CVR.
    static func denmark(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8, digits[0] > 0 else { return false }
        return digits.weightedSum([2, 7, 6, 5, 4, 3, 2, 1]).isMultiple(of: 11)
    }

    /// Estonia, KMKR.
    static func estoniaVAT(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9 else { return false }
        return digits.weightedSum([3, 7, 1, 3, 7, 1, 3, 7, 1]).isMultiple(of: 10)
    }

    /// Estonia, registry code: as the personal code, with a second row of weights.
    static func estoniaRegistry(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8, [1, 7, 8, 9].contains(digits[0]) else {
            return false
        }
        let first = digits.weightedSum([1, 2, 3, 4, 5, 6, 7]) % 11
        let check = first < 10 ? first : digits.weightedSum([3, 4, 5, 6, 7, 8, 9]) % 11 % 10
        return check == digits[7]
    }

    /// Finland, Y-tunnus.
    static func finland(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8 else { return false }
        return digits.weightedSum([7, 9, 10, 5, 8, 4, 2, 1]).isMultiple(of: 11)
    }

    /// France, SIREN (nine digits) and SIRET (fourteen).
    static func france(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9 || digits.count == 14 else { return false }
        guard digits.passesLuhn(to: 9) else { return false }
        return digits.count == 9 || digits.passesLuhn()
    }

    /// France, TVA: two digits that are made of the SIREN behind them.
    static func franceVAT(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 11, digits.passesLuhn(from: 2) else {
            return false
        }
        return (12 + 3 * (digits.number(2..<11) % 97)) % 97 == digits.number(0..<2)
    }

    /// Hungary, VAT: the first eight digits of the tax number.
    static func hungary(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8 || digits.count == 11 else { return false }
        return digits.weightedSum([9, 7, 3, 1, 9, 7, 3, 1]).isMultiple(of: 10)
    }

    /// Ireland, VAT: seven digits and a letter modulo 23, in the old form with a letter or sign in second place.
    static func ireland(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<11>(value), text.count >= 8 else { return false }
        let start = text.isLetter(0) && text.isLetter(1) ? 2 : 0
        let length = text.count - start
        guard length == 8 || length == 9, text.areDigits(start..<start + 7), text.isLetter(start + 7) else {
            return false
        }
        var sum = 0
        for index in 0..<7 { sum += text.base36Digit(start + index) * (8 - index) }
        if length == 9 {
            guard text.isLetter(start + 8) else { return false }
            sum += (text.base36Digit(start + 8) - 9) * 9
        }
        let letters = "WABCDEFGHIJKLMNOPQRSTUV"
        return letters.utf8.span[sum % 23] == text[start + 7]
    }

    /// Lithuania, VAT of nine or twelve digits.
    static func lithuania(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9 || digits.count == 12,
            digits[digits.count - 2] == 1
        else { return false }
        var (first, second) = (0, 0)
        for index in 0..<digits.count - 1 {
            first += digits[index] * (index % 9 + 1)
            second += digits[index] * ((index + 2) % 9 + 1)
        }
        let check = first % 11 < 10 ? first % 11 : second % 11 % 10
        return check == digits[digits.count - 1]
    }

    /// Luxembourg, VAT.
    static func luxembourg(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8 else { return false }
        return digits.number(0..<6) % 89 == digits.number(6..<8)
    }

    /// Latvia, VAT of legal persons.
    static func latvia(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 11, digits[0] > 3 else { return false }
        return digits.weightedSum([9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
    }

    /// Malta, VAT.
    static func malta(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8, digits[0] > 0 else { return false }
        return (digits.weightedSum([3, 4, 6, 7, 8, 9]) + digits.number(6..<8)).isMultiple(of: 37)
    }

    /// The Netherlands, BTW: nine digits by the eleven test, or all by ISO 7064 mod 97-10 for persons, and `B` with two digits.
    static func netherlands(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<14>(value), text.count >= 12 else { return false }
        let start = text.count - 12
        guard text.areDigits(start..<start + 9), text[start + 9] == UInt8(ascii: "B"),
            text.areDigits(start + 10..<start + 12),
            text[start + 10] != UInt8(ascii: "0") || text[start + 11] != UInt8(ascii: "0")
        else { return false }
        var sum = -text.base36Digit(start + 8)
        for index in 0..<8 { sum += text.base36Digit(start + index) * (9 - index) }
        if sum.isMultiple(of: 11) { return true }
        // As if `NL` stood before it.
        var remainder = 2321
        for index in start..<text.count {
            let digit = text.base36Digit(index)
            remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97
        }
        return remainder == 1
    }

    /// Norway, organisation number.
    static func norway(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [3, 2, 7, 6, 5, 4, 3, 2]) { (11 - $0 % 11) % 11 }
    }

    /// Poland, REGON of nine or fourteen digits.
    static func polandRegon(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9 || digits.count == 14 else { return false }
        guard digits.weightedSum([8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == digits[8] else { return false }
        return digits.count == 9
            || digits.weightedSum([2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10 == digits[13]
    }

    /// Romania, CUI: two to ten digits.
    static func romania(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), (5...10).contains(digits.count), digits[0] > 0 else {
            return false
        }
        let weights: InlineArray<9, Int> = [7, 5, 3, 2, 1, 7, 5, 3, 2]
        let last = digits.count - 1
        var sum = 0
        for index in 0..<last { sum += weights[9 - last + index] * digits[index] }
        return sum * 10 % 11 % 10 == digits[last]
    }

    /// Sweden, organisation number, in which the month of a personal number would be 20 or more, and VAT, which may be one of
    /// a person.
    static func sweden(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10 && digits[2] >= 2 || digits.count == 12
        else {
            return false
        }
        return digits.passesLuhn(to: 10) && (digits.count == 10 || digits.number(10..<12) > 0)
    }

    /// Slovenia, tax number.
    static func slovenia(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8, digits[0] > 0 else { return false }
        let check = 11 - digits.weightedSum([8, 7, 6, 5, 4, 3, 2]) % 11
        return (check == 10 ? 0 : check) == digits[7]
    }

    /// Slovakia, VAT.
    static func slovakia(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10, digits[0] > 0,
            [2, 3, 4, 7, 8, 9].contains(digits[2])
        else { return false }
        return digits.number(0..<10).isMultiple(of: 11)
    }

    /// Switzerland, UID.
    static func switzerland(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [5, 4, 3, 2, 7, 6, 5, 4]) { (11 - $0 % 11) % 11 }
    }

    /// The United Kingdom, VAT: the last two digits modulo 97, as it is or moved by 42 or 55.
    static func unitedKingdom(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9 || digits.count == 12 else { return false }
        let sum = digits.weightedSum([8, 7, 6, 5, 4, 3, 2]) + digits.number(7..<9)
        return sum % 97 == 0 || digits[0] > 0 && (sum % 97 == 42 || sum % 97 == 55)
    }

    /// Serbia, PIB; Croatia's and Germany's numbers have the same check.
    static func mod11And10(_ value: Span<UInt8>) -> Bool { WeightedNumber.passesMod11And10(value, 9) }
}

/// Numbers of accounts, patients, ships, cards and researchers.
///
/// Sources: the standards and offices that the rules name with each number.
enum OtherNumber {
    /// Norway, number of an account (kontonummer).
    static func norwayAccount(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) { (11 - $0 % 11) % 11 }
    }

    /// Hungary, number of an account of sixteen or twenty-four digits: two blocks by 9, 7, 3, 1.
    static func hungaryAccount(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<24>(value), digits.count == 16 || digits.count == 24, !digits.isUniform else {
            return false
        }
        let weights: InlineArray<4, Int> = [9, 7, 3, 1]
        var (first, second) = (0, 0)
        for index in 0..<8 { first += weights[index % 4] * digits[index] }
        for index in 8..<digits.count { second += weights[index % 4] * digits[index] }
        return first.isMultiple(of: 10) && second.isMultiple(of: 10)
    }

    /// Poland, number of an account (NRB): an IBAN without its country.
    static func polandAccount(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<26>(value), digits.count == 26, !digits.isUniform else { return false }
        var remainder = 0
        for index in 2..<26 { remainder = (remainder * 10 + digits[index]) % 97 }
        for digit in [2, 5, 2, 1] { remainder = (remainder * 10 + digit) % 97 }
        return (remainder * 100 + digits.number(0..<2)) % 97 == 1
    }

    /// SEPA, identifier of a creditor (EPC262-08): as an IBAN, without the three characters of the creditor's business.
    static func sepaCreditor(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<35>(value), (8...35).contains(text.count), text.areLetters(0..<2),
            text.areDigits(2..<4)
        else { return false }
        var remainder = 0
        func add(_ index: Int) {
            let digit = text.base36Digit(index)
            remainder = (remainder * (digit > 9 ? 100 : 10) + digit) % 97
        }
        for index in 7..<text.count { add(index) }
        for index in 0..<4 { add(index) }
        return remainder == 1
    }

    /// Germany, number of an insured person (KVNR): a letter, eight digits and a check digit.
    static func germanyInsured(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<10>(value), text.count == 10, text.isLetter(0), text.areDigits(1..<10) else {
            return false
        }
        let letter = text.base36Digit(0) - 9
        var sum = 0
        for index in 0..<10 {
            let digit = index == 0 ? letter / 10 : index == 1 ? letter % 10 : text.base36Digit(index - 1)
            let product = index % 2 == 0 ? digit : digit * 2
            sum += product > 9 ? product - 9 : product
        }
        return sum % 10 == text.base36Digit(9)
    }

    /// Scotland, community health index: a date of birth, three digits and a check digit modulo 11.
    static func scotlandHealth(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<10>(value), digits.count == 10, digits.isDayMonthYear(at: 0) else {
            return false
        }
        return (11 - digits.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == digits[9]
    }

    /// New Zealand, national health index: three letters, four digits, the last modulo 11.
    static func newZealandHealth(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<7>(value), text.count == 7, text.areLetters(0..<3), text.areDigits(3..<7) else {
            return false
        }
        var sum = 0
        for index in 0..<6 {
            var digit = text.base36Digit(index)
            if index < 3 {
                guard text[index] != UInt8(ascii: "I"), text[index] != UInt8(ascii: "O") else { return false }
                digit -= 9
                if text[index] > UInt8(ascii: "O") { digit -= 2 } else if text[index] > UInt8(ascii: "I") { digit -= 1 }
            }
            sum += digit * (7 - index)
        }
        return sum % 11 != 0 && (11 - sum % 11) % 10 == text.base36Digit(6)
    }

    /// Australia, individual healthcare identifier: `800360` and ten digits, with a Luhn digit.
    static func australiaHealth(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 16, digits.number(0..<6) == 800_360 else {
            return false
        }
        return digits.passesLuhn()
    }

    /// The number of a ship (IMO).
    static func ship(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [7, 6, 5, 4, 3, 2]) { $0 % 10 }
    }

    /// The number of a SIM card (ICCID, ITU-T E.118): `89` and a Luhn digit.
    static func simCard(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), (18...20).contains(digits.count), digits.number(0..<2) == 89
        else {
            return false
        }
        return digits.passesLuhn()
    }

    /// ORCID and ISNI (ISO 27729): sixteen characters by ISO 7064 mod 11-2.
    static func researcher(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<16>(value), text.count == 16, !text.isUniform else { return false }
        return ISO7064.passesMod11And2(text)
    }

    /// Spain, code of a point of supply (CUPS): sixteen digits and two letters modulo 529.
    static func spainSupply(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<22>(value), text.count == 20 || text.count == 22, text[0] == UInt8(ascii: "E"),
            text[1] == UInt8(ascii: "S"), let number = text.number(2..<18), text.areLetters(18..<20)
        else { return false }
        let letters = "TRWAGMYFPDXBNJZSQVHLCKE".utf8.span
        let remainder = number % 529
        return letters[remainder / 23] == text[18] && letters[remainder % 23] == text[19]
    }

    /// The United Kingdom, unique pupil number: a letter modulo 23 and twelve characters.
    static func ukPupil(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<13>(value), text.count == 13, text.isLetter(0), text.areDigits(1..<12) else {
            return false
        }
        let alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ0123456789".utf8.span
        var sum = 0
        for index in 1..<13 {
            var digit = -1
            for place in alphabet.indices where alphabet[place] == text[index] { digit = place }
            guard digit >= 0 else { return false }
            let number = text.isDigit(index) ? text.base36Digit(index) : digit
            sum += number * (index + 1)
        }
        return alphabet[sum % 23] == text[0]
    }

    /// Canada, business number: nine digits by Luhn, and the letters and digits of an account behind them.
    static func canadaBusiness(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 9 else { return false }
        return WeightedNumber.passesLuhn(value.extracting(0..<9), 9...9)
    }

    /// Portugal, number of a citizen's card: nine digits, two characters of the version, and a check digit.
    static func portugalCard(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<12>(value), text.count == 12, text.areDigits(0..<9), text.isDigit(11) else {
            return false
        }
        var sum = 0
        for index in 0..<12 {
            var digit = text.base36Digit(index)
            if index % 2 == 0 {
                digit *= 2
                if digit > 9 { digit -= 9 }
            }
            sum += digit
        }
        return sum.isMultiple(of: 10)
    }

    /// Portugal, NISS, the number of a person in social security: ten digits by the primes below 30, and a check digit.
    static func portugalSocialSecurity(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 11, digits[0] == 1 || digits[0] == 2 else {
            return false
        }
        return 9 - digits.weightedSum([29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10 == digits[10]
    }
}

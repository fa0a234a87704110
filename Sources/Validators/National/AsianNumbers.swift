/// Numbers that states of Asia, Africa and Oceania give to persons and companies.
///
/// Sources: the registers and tax offices that the rules name with each number.
enum AsianNumber {
    /// China, unified social credit code: eighteen characters modulo 31 (GB 32100-2015).
    static func chinaCredit(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<18>(value), text.count == 18, text.areDigits(2..<8) else { return false }
        let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        var (sum, weight) = (0, 1)
        for index in 0..<18 {
            var digit = -1
            let characters = alphabet.utf8.span
            for place in characters.indices where characters[place] == text[index] { digit = place }
            guard digit >= 0 else { return false }
            if index == 17 { return (31 - sum % 31) % 31 == digit }
            sum += digit * weight
            weight = weight * 3 % 31
        }
        return false
    }

    /// India, GSTIN: the state, a PAN, and a check character modulo 36.
    static func indiaGSTIN(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<15>(value), text.count == 15, let state = text.number(0..<2),
            (1...38).contains(state),
            text.areLetters(2..<7), text.areDigits(7..<11), text.isLetter(11)
        else { return false }
        var sum = 0
        for index in 0..<14 {
            let product = text.base36Digit(index) * (index % 2 == 0 ? 1 : 2)
            sum += product / 36 + product % 36
        }
        return (36 - sum % 36) % 36 == text.base36Digit(14)
    }

    /// India, number of a voter (EPIC): three letters and seven digits with a Luhn digit.
    static func indiaVoter(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<10>(value), text.count == 10, text.areLetters(0..<3), text.areDigits(3..<10) else {
            return false
        }
        return WeightedNumber.passesLuhn(value, 7...7)
    }

    /// India, virtual identity for an Aadhaar number: sixteen digits by Verhoeff's scheme.
    static func indiaVirtual(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 16, digits[0] > 1 else { return false }
        return Verhoeff.passes(digits)
    }

    /// Indonesia, NPWP of fifteen digits: the first nine by Luhn.
    static func indonesia(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 15 else { return false }
        return digits.passesLuhn(to: 9)
    }

    /// Japan, corporate number: a check digit modulo 9 in front.
    static func japanCorporate(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 13 else { return false }
        return 9 - digits.weightedSum([2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], from: 1) % 9 == digits[0]
    }

    /// South Korea, business registration number.
    static func koreaBusiness(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10, digits.number(0..<3) > 100 else {
            return false
        }
        let sum = digits.weightedSum([1, 3, 7, 1, 3, 7, 1, 3, 5]) + digits[8] * 5 / 10
        return (10 - sum % 10) % 10 == digits[9]
    }

    /// Singapore, unique entity number of companies and businesses.
    static func singaporeEntity(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<10>(value), text.count == 9 || text.count == 10 else { return false }
        if text.count == 9 {
            guard text.areDigits(0..<8), text.isLetter(8) else { return false }
            let sum = text.weightedSum([10, 4, 9, 3, 8, 2, 7, 1])
            return "XMKECAWLJDB".utf8.span[sum % 11] == text[8]
        }
        guard let year = text.number(0..<4), (1900...2100).contains(year), text.areDigits(4..<9), text.isLetter(9)
        else {
            return false
        }
        let sum = text.weightedSum([10, 8, 6, 4, 9, 7, 5, 3, 1])
        return "ZKCMDNERGWH".utf8.span[sum % 11] == text[9]
    }

    /// Taiwan, unified business number: a sum of digits modulo 5, with an exception where the seventh digit is 7.
    static func taiwanBusiness(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 8 else { return false }
        let weights: InlineArray<8, Int> = [1, 2, 1, 2, 1, 2, 4, 1]
        var sum = 0
        for index in 0..<8 {
            let product = weights[index] * digits[index]
            sum += product / 10 + product % 10
        }
        return sum.isMultiple(of: 5) || digits[6] == 7 && (sum + 1).isMultiple(of: 5)
    }

    /// Türkiye, tax number (VKN).
    static func turkeyTax(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10 else { return false }
        var sum = 0
        for index in 0..<9 {
            let shifted = (digits[index] + 9 - index) % 10
            guard shifted > 0 else { continue }
            let remainder = (shifted << (9 - index)) % 9
            sum += remainder == 0 ? 9 : remainder
        }
        return (10 - sum % 10) % 10 == digits[9]
    }

    /// Vietnam, tax code (MST) of ten digits, or thirteen for branches.
    static func vietnam(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10 || digits.count == 13 else { return false }
        return 10 - digits.weightedSum([31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11 == digits[9]
    }

    /// Morocco, ICE: fifteen digits modulo 97.
    static func morocco(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 15 else { return false }
        return digits.number(0..<15).isMultiple(of: 97)
    }

    /// South Africa, income tax reference number.
    static func southAfricaTax(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10, digits[0] < 4 || digits[0] == 9 else {
            return false
        }
        return digits.passesLuhn()
    }

    /// Saudi Arabia, number of a citizen (1) or resident (2).
    static func saudiArabia(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10, digits[0] == 1 || digits[0] == 2 else {
            return false
        }
        return digits.passesLuhn()
    }

    /// United Arab Emirates, identity number: `784`, the year of birth, seven digits and a Luhn digit.
    static func emirates(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 15, digits.number(0..<3) == 784,
            (1900...2100).contains(digits.number(3..<7))
        else { return false }
        return digits.passesLuhn()
    }

    /// Kuwait, civil number: a century, a date of birth and a check digit modulo 11.
    static func kuwait(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 12, digits[0] == 2 || digits[0] == 3,
            digits.isYearMonthDay(at: 1)
        else { return false }
        return 11 - digits.weightedSum([2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11 == digits[11]
    }

    /// Israel, number of a company: nine digits from 5 on.
    static func israelCompany(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 9, digits[0] == 5 else { return false }
        return digits.passesLuhn()
    }

    /// Australia, company number (ACN).
    static func australiaCompany(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [8, 7, 6, 5, 4, 3, 2, 1]) { (10 - $0 % 10) % 10 }
    }

    /// Iran, national code: nine digits, weighted 10 to 2, and a check digit modulo 11.
    static func iran(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) { $0 % 11 < 2 ? $0 % 11 : 11 - $0 % 11 }
    }
}

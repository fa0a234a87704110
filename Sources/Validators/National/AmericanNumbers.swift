/// Numbers that the states of Latin America give to persons, companies and accounts.
///
/// Sources: the registers, tax offices and central banks that the rules name with each number.
enum AmericanNumber {
    /// Argentina, CBU: a block of eight and one of fourteen digits, each with its check digit.
    static func argentinaCBU(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<22>(value), digits.count == 22, !digits.isUniform else { return false }
        let first = digits.weightedSum([7, 1, 3, 9, 7, 1, 3])
        let second = digits.weightedSum([3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3], from: 8)
        return (10 - first % 10) % 10 == digits[7] && (10 - second % 10) % 10 == digits[21]
    }

    /// Mexico, CLABE.
    static func mexicoCLABE(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 18 else { return false }
        var sum = 0
        let weights: InlineArray<3, Int> = [3, 7, 1]
        for index in 0..<17 { sum += weights[index % 3] * digits[index] % 10 }
        return (10 - sum % 10) % 10 == digits[17]
    }

    /// Brazil, CNH, the number of a driver: two check digits modulo 11.
    static func brazilCNH(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 11 else { return false }
        var first = digits.weightedSum([9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11
        let isLarge = first > 9
        first = isLarge ? 0 : first
        var second = digits.weightedSum([1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 - (isLarge ? 2 : 0)
        if second < 0 { second += 11 }
        return first == digits[9] && (second > 9 ? 0 : second) == digits[10]
    }

    /// Brazil, PIS, PASEP or NIT, the number of a worker.
    static func brazilPIS(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) { $0 % 11 < 2 ? 0 : 11 - $0 % 11 }
    }

    /// Brazil, number of a voter: eight digits, the state, and two check digits.
    static func brazilVoter(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 12, (1...28).contains(digits.number(8..<10))
        else {
            return false
        }
        let first = digits.weightedSum([2, 3, 4, 5, 6, 7, 8, 9]) % 11 % 10
        let second = digits.weightedSum([7, 8, 9], from: 8) % 11 % 10
        return first == digits[10] && second == digits[11]
    }

    /// Brazil, RENAVAM, the number of a vehicle.
    static func brazilRenavam(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) { $0 * 10 % 11 % 10 }
    }

    /// Brazil, CNS, the card of the health service: a sum modulo 11 over all fifteen digits.
    static func brazilCNS(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 15, [1, 2, 7, 8, 9].contains(digits[0]) else {
            return false
        }
        return digits.weightedSum([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).isMultiple(of: 11)
    }

    /// The Dominican Republic, RNC.
    static func dominicanRNC(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [7, 9, 8, 6, 5, 4, 3, 2]) { (10 - $0 % 11 + 9) % 9 + 1 }
    }

    /// Ecuador, cédula of ten digits and RUC of persons, which is one with `001`.
    static func ecuador(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 10 || digits.count == 13 else { return false }
        let province = digits.number(0..<2)
        guard (1...24).contains(province) || province == 30, digits[2] < 6 else { return false }
        if digits.count == 13, digits.number(10..<13) == 0 { return false }
        return digits.passesLuhn(to: 10)
    }

    /// Guatemala, NIT: digits and a check character modulo 11, `K` for 10.
    static func guatemala(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<12>(value), (5...12).contains(text.count), !text.isUniform else { return false }
        let last = text.count - 1
        guard text.areDigits(0..<last) else { return false }
        var sum = 0
        for index in 0..<last { sum += text.base36Digit(index) * (last + 1 - index) }
        let check = (11 - sum % 11) % 11
        return check == 10 ? text[last] == UInt8(ascii: "K") : text.isDigit(last) && text.base36Digit(last) == check
    }

    /// Peru, RUC.
    static func peruRUC(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 11,
            [10, 15, 16, 17, 20].contains(digits.number(0..<2))
        else { return false }
        return (11 - digits.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10 == digits[10]
    }

    /// Paraguay, RUC: digits and a check digit modulo 11.
    static func paraguay(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), (6...9).contains(digits.count) else { return false }
        let last = digits.count - 1
        var sum = 0
        for index in 0..<last { sum += digits[index] * (last + 1 - index) }
        return (11 - sum % 11) % 11 % 10 == digits[last]
    }

    /// El Salvador, NIT of fourteen digits.
    static func elSalvador(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 14,
            digits[0] == 0 || digits[0] == 1 || digits[0] == 9
        else { return false }
        let check: Int
        if digits.number(10..<13) <= 100 {
            check = digits.weightedSum([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11 % 10
        } else {
            check = (11 - digits.weightedSum([2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10
        }
        return check == digits[13]
    }

    /// Uruguay, RUT of twelve digits.
    static func uruguayRUT(_ value: Span<UInt8>) -> Bool {
        guard let digits = WeightedNumber.digits(value), digits.count == 12, (1...22).contains(digits.number(0..<2))
        else {
            return false
        }
        return (11 - digits.weightedSum([4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == digits[11]
    }

    /// Uruguay, cédula de identidad of eight digits.
    static func uruguayCedula(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [2, 9, 8, 7, 6, 3, 4]) { (10 - $0 % 10) % 10 }
    }

    /// Venezuela, RIF: a letter and nine digits.
    static func venezuela(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<10>(value), text.count == 10, text.areDigits(1..<10) else { return false }
        let kind: Int
        switch text[0] {
        case UInt8(ascii: "V"): kind = 4
        case UInt8(ascii: "E"): kind = 8
        case UInt8(ascii: "J"): kind = 12
        case UInt8(ascii: "P"): kind = 16
        case UInt8(ascii: "G"): kind = 20
        default: return false
        }
        let weights: InlineArray<8, Int> = [3, 2, 7, 6, 5, 4, 3, 2]
        var sum = kind
        for index in 0..<8 { sum += weights[index] * text.base36Digit(index + 1) }
        let check = 11 - sum % 11
        return (check > 9 ? 0 : check) == text.base36Digit(9)
    }

    /// El Salvador, DUI: eight digits, weighted 9 to 2, and a check digit modulo 10.
    static func elSalvadorDUI(_ value: Span<UInt8>) -> Bool {
        WeightedNumber.passes(value, [9, 8, 7, 6, 5, 4, 3, 2]) { (10 - $0 % 10) % 10 }
    }
}

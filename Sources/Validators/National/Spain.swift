/// Checks the number of an identity card (DNI) of Spain.
///
/// Source: Real Decreto 1553/2005; Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE".
enum SpanishIdentityCard {
    /// Tells whether `value` has 8 digits and the right check letter.
    ///
    /// 99999999 and other runs are refused.
    ///
    /// - Returns: One random text of that shape in 23 passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, let number = text.number(0..<8) else { return false }
        return !number.isMultiple(of: 11_111_111) && text[8] == letter(number)
    }

    /// The check letter of `number`.
    static func letter(_ number: Int) -> UInt8 {
        let letters: InlineArray<23, UInt8> = [
            0x54, 0x52, 0x57, 0x41, 0x47, 0x4D, 0x59, 0x46, 0x50, 0x44, 0x58, 0x42,  // TRWAGMYFPDXB
            0x4E, 0x4A, 0x5A, 0x53, 0x51, 0x56, 0x48, 0x4C, 0x43, 0x4B, 0x45,  // NJZSQVHLCKE
        ]
        return letters[number % 23]
    }
}

/// Checks the number of a foreigner (NIE) in Spain.
///
/// Source: Orden INT/2058/2008; Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE".
enum SpanishForeigner {
    /// Tells whether `value` has `X`, `Y` or `Z`, 7 digits and the right check letter.
    ///
    /// - Returns: One random text of that shape in 23 passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, let number = text.number(1..<8),
            (UInt8(ascii: "X")...UInt8(ascii: "Z")).contains(text[0]), !number.isMultiple(of: 1_111_111)
        else { return false }
        return text[8] == SpanishIdentityCard.letter(Int(text[0] - UInt8(ascii: "X")) * 10_000_000 + number)
    }
}

/// Checks the tax number (NIF) of a person in Spain.
///
/// Source: Real Decreto 1065/2007, articles 19 and 20.
enum SpanishTaxpayer {
    /// Tells whether `value` is a DNI, an NIE, or `K`, `L` or `M` with 7 digits and the right check letter.
    ///
    /// - Returns: One random text of these shapes in 23 passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9 else { return false }
        switch text[0] {
        case UInt8(ascii: "K")...UInt8(ascii: "M"):
            guard let number = text.number(1..<8) else { return false }
            return !number.isMultiple(of: 1_111_111) && text[8] == SpanishIdentityCard.letter(number)
        case UInt8(ascii: "X")...UInt8(ascii: "Z"): return SpanishForeigner.isValid(value)
        default: return SpanishIdentityCard.isValid(value)
        }
    }
}

/// Checks the tax number (CIF, now NIF) of an organisation in Spain.
///
/// Source: Decreto 2423/1975; Orden EHA/451/2008.
enum SpanishOrganisation {
    /// Tells whether `value` has a letter for the kind of organisation, 7 digits and a right check digit or letter.
    ///
    /// - Returns: One random text of that shape in ten passes when the check is a digit, one in 26 when a letter.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, let number = text.number(1..<8),
            !number.isMultiple(of: 1_111_111)
        else { return false }
        switch text[0] {
        case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "J"), UInt8(ascii: "N"),
            UInt8(ascii: "P")...UInt8(ascii: "S"), UInt8(ascii: "U")...UInt8(ascii: "W"):
            break
        default: return false
        }
        var sum = 0
        for index in 1..<8 {
            let digit = text.base36Digit(index)
            sum += index.isMultiple(of: 2) ? digit : digit * 2 / 10 + digit * 2 % 10
        }
        let check = (10 - sum % 10) % 10
        if text.isDigit(8) { return text.base36Digit(8) == check }
        return text[8] == (check == 0 ? UInt8(ascii: "J") : UInt8(0x40 + check))
    }
}

/// Checks a social security number (NSS, número de afiliación) of Spain.
///
/// Source: Tesorería General de la Seguridad Social, control digits modulo 97.
enum SpanishSocialSecurity {
    /// Tells whether `value` has 12 digits: province 01–66, a number of 7 or 8 digits, the right two control digits.
    ///
    /// - Returns: One random 12-digit number in 150 passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<12>(value), digits.count == 12, !digits.isUniform else { return false }
        let province = digits.number(0..<2)
        let number = digits.number(2..<10)
        guard (1...66).contains(province), number > 0 else { return false }
        let whole = province * (number < 10_000_000 ? 10_000_000 : 100_000_000) + number
        return whole % 97 == digits.number(10..<12)
    }
}

/// Checks a domestic account number (CCC, código cuenta cliente) of Spain.
///
/// Source: Consejo Superior Bancario; ISO 13616 registry.
enum SpanishBankAccount {
    /// Tells whether `value` has bank (4 digits), branch (4), the right two check digits and account (10).
    ///
    /// - Returns: One random 20-digit number in a hundred passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<20>(value), digits.count == 20, !digits.isUniform, digits.number(0..<4) > 0
        else { return false }
        return digits[8] == check(digits.weightedSum([4, 8, 5, 10, 9, 7, 3, 6]))
            && digits[9] == check(digits.weightedSum([1, 2, 4, 8, 5, 10, 9, 7, 3, 6], from: 10))
    }

    private static func check(_ sum: Int) -> Int {
        let remainder = sum % 11
        return remainder < 2 ? remainder : 11 - remainder
    }
}

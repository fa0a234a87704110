/// Checks a social security number (NIR, numéro INSEE) of France.
///
/// Source: Décret n° 82-103 of 22 January 1982; INSEE, "Structure du NIR".
enum FrenchSocialSecurity {
    /// Tells whether `value` has 13 characters, with sex, month and department possible, and the right two-digit key.
    ///
    /// Months 20–42 and 50–99 stand for birth certificates that lack the month. Corsica is `2A` and `2B`.
    ///
    /// - Returns: One random 15-digit number in 200 passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<15>(value), text.count == 15, let head = text.number(0..<5),
            let tail = text.number(7..<13), let key = text.number(13..<15), tail / 1000 > 0, tail % 1000 > 0
        else { return false }
        switch head / 10_000 {
        case 1...4, 7, 8: break
        default: return false
        }
        switch head % 100 {
        case 1...12, 20...42, 50...99: break
        default: return false
        }
        let department: Int
        if let number = text.number(5..<7) {
            guard number > 0 else { return false }
            department = number
        } else {
            guard text[5] == UInt8(ascii: "2") else { return false }
            switch text[6] {
            case UInt8(ascii: "A"): department = 19
            case UInt8(ascii: "B"): department = 18
            default: return false
            }
        }
        let number = (head * 100 + department) * 1_000_000 + tail
        return key == 97 - number % 97
    }
}

/// Checks a tax number (numéro fiscal de référence, SPI) of France.
///
/// Source: European Commission, TIN algorithms, France.
enum FrenchTaxpayer {
    /// Tells whether `value` has 13 digits, begins with 0–3 and ends in the first ten digits modulo 511.
    ///
    /// - Returns: One random 13-digit number in 2,500 passes.
    /// - Complexity: Constant, below 50 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, digits[0] <= 3, !digits.isUniform
        else { return false }
        return digits.number(0..<10) % 511 == digits.number(10..<13)
    }
}

/// Checks a domestic account number (RIB) of France or Monaco.
///
/// Source: Comité français d'organisation et de normalisation bancaires, relevé d'identité bancaire.
enum FrenchBankAccount {
    /// Tells whether `value` has bank (5 digits), branch (5), account (11 letters and digits) and the right key (2).
    ///
    /// - Returns: One random 23-digit number in 97 passes.
    /// - Complexity: Constant, below 100 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<23>(value), text.count == 23, text.areDigits(0..<10), let key = text.number(21..<23),
            !text.isUniform
        else { return false }
        var remainder = 0
        for index in 0..<21 { remainder = (remainder * 10 + digit(text.base36Digit(index))) % 97 }
        return key == 97 - remainder * 100 % 97
    }

    /// Letters count A–I 1–9, J–R 1–9, S–Z 2–9.
    private static func digit(_ value: Int) -> Int {
        switch value {
        case ..<10: value
        case ..<28: (value - 10) % 9 + 1
        default: value - 26
        }
    }
}

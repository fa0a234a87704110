/// Checks a taxpayer number (CPF) of Brazil.
///
/// Source: Receita Federal, Instrução Normativa RFB 2172/2024.
enum BrazilianTaxpayer {
    /// Tells whether `value` has 11 digits, the last two check digits modulo 11, and not all the same.
    ///
    /// - Returns: One random 11-digit number in a hundred passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, !digits.isUniform else { return false }
        let first = digits.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        let second = digits.weightedSum([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        return first == digits[9] && second == digits[10]
    }
}

/// Checks a company's number (CNPJ) of Brazil, whose first twelve places may hold letters since July 2026.
///
/// Source: Receita Federal, Instrução Normativa RFB 2229/2024.
enum BrazilianOrganisation {
    /// Tells whether `value` has 12 letters or digits and two check digits modulo 11.
    ///
    /// - Returns: One random 14-digit number in a hundred passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<14>(value), text.count == 14, text.areDigits(12..<14), !text.isUniform
        else { return false }
        func check(_ count: Int) -> Int {
            var sum = 0
            for index in 0..<count { sum += (Int(text[index]) - 48) * ((count - 1 - index) % 8 + 2) }
            return sum * 10 % 11 % 10
        }
        return check(12) == text.base36Digit(12) && check(13) == text.base36Digit(13)
    }
}

/// Checks a tax and identity number (RUT, RUN) of Chile.
///
/// Source: Servicio de Impuestos Internos; Servicio de Registro Civil.
enum ChileanTaxpayer {
    /// Tells whether `value` has seven or eight digits and a check digit or `K` modulo 11.
    ///
    /// - Returns: One random number of that shape in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count >= 8, let number = text.number(0..<text.count - 1),
            number > 100_000
        else { return false }
        var sum = 0
        for index in 0..<text.count - 1 {
            sum += text.base36Digit(index) * ((text.count - 2 - index) % 6 + 2)
        }
        let check = 11 - sum % 11
        let last = text[text.count - 1]
        return check == 10 ? last == UInt8(ascii: "K") : ASCII.digit(last) == (check == 11 ? 0 : check)
    }
}

/// Checks a tax number (CUIT, CUIL) of Argentina.
///
/// Source: AFIP, Resolución General 10/97; ANSES.
enum ArgentineTaxpayer {
    /// Tells whether `value` has eleven digits, a prefix that is in use, and the right check digit modulo 11.
    ///
    /// - Returns: One random number with such a prefix in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11 else { return false }
        switch digits.number(0..<2) {
        case 20, 23, 24, 25, 26, 27, 30, 33, 34, 50, 51, 55: break
        default: return false
        }
        guard digits.number(2..<10) > 0 else { return false }
        let check = 11 - digits.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return digits[10] == (check == 11 ? 0 : check == 10 ? 9 : check)
    }
}

/// Checks a population registry code (CURP) of Mexico.
///
/// Source: Diario Oficial de la Federación, Instructivo normativo para la asignación de la CURP, 18 October 2021.
enum MexicanIdentity {
    /// Tells whether `value` has four letters, a date, sex, state, three letters, a letter or digit, and a check digit.
    ///
    /// - Returns: One random text of that shape in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<18>(value), text.count == 18, text.areLetters(0..<4), let year = text.number(4..<6),
            let month = text.number(6..<8), let day = text.number(8..<10), text.areLetters(10..<16), text.isDigit(17),
            CalendarDate.isDay(day, month: month, shortYear: year)
        else { return false }
        var sum = 0
        for index in 0..<17 {
            // The alphabet has an Ñ after the N.
            let place = text.base36Digit(index)
            sum += (place > 23 ? place + 1 : place) * (18 - index)
        }
        return text.base36Digit(17) == (10 - sum % 10) % 10
    }
}

/// Checks a tax number (NIT) of Colombia.
///
/// Source: DIAN, Orden Administrativa 4 of 1989.
enum ColombianTaxpayer {
    /// Tells whether `value` has 8 to 16 digits, the last the check digit modulo 11.
    ///
    /// - Returns: One random number in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<16>(value), digits.count >= 8, !digits.isUniform else { return false }
        let weights: InlineArray<15, Int> = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]
        var sum = 0
        for place in 0..<digits.count - 1 { sum += digits[digits.count - 2 - place] * weights[place] }
        let remainder = sum % 11
        return digits[digits.count - 1] == (remainder < 2 ? remainder : 11 - remainder)
    }
}

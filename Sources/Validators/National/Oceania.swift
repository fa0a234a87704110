/// Checks a tax file number (TFN) of Australia.
///
/// Source: Australian Taxation Office; Tax File Number Rule 2015.
enum AustralianTaxFile {
    /// Tells whether `value` has nine digits whose weighted sum is a multiple of eleven.
    ///
    /// - Returns: One random 9-digit number in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count == 9, !digits.isUniform else { return false }
        return digits.weightedSum([1, 4, 3, 7, 5, 8, 6, 9, 10]).isMultiple(of: 11)
    }
}

/// Checks a business number (ABN) of Australia.
///
/// Source: Australian Business Register, "Format of the ABN".
enum AustralianBusiness {
    /// Tells whether `value` has eleven digits whose weighted sum is a multiple of 89.
    ///
    /// - Returns: One random 11-digit number in 89 passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count == 11, digits[0] != 0, !digits.isUniform
        else { return false }
        return (digits.weightedSum([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10).isMultiple(of: 89)
    }
}

/// Checks a Medicare card number of Australia.
///
/// Source: Services Australia; METeOR 700478, "Person—government funding identifier, Medicare card number".
enum AustralianMedicare {
    /// Tells whether `value` has a number of eight digits, its check digit, an issue number, and perhaps a person's place.
    ///
    /// - Returns: One random number that begins with 2 to 6 in ten passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<11>(value), digits.count >= 10, (2...6).contains(digits[0]), digits[9] != 0,
            !digits.isUniform
        else { return false }
        return digits.weightedSum([1, 3, 7, 9, 1, 3, 7, 9]) % 10 == digits[8]
    }
}

/// Checks a taxpayer number (IRD number) of New Zealand.
///
/// Source: Inland Revenue, "Resident withholding tax and non-resident withholding tax specification", IRD check.
enum NewZealandTaxpayer {
    /// Tells whether `value` has eight or nine digits, lies in the range in use, and ends in the check digit modulo 11.
    ///
    /// - Returns: One random number in that range in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<9>(value), digits.count >= 8 else { return false }
        let number = digits.number(0..<digits.count)
        guard (10_000_000...150_000_000).contains(number) else { return false }
        func check(_ weights: InlineArray<8, Int>) -> Int {
            var rest = number / 10
            var sum = 0
            for index in 0..<8 {
                sum += rest % 10 * weights[7 - index]
                rest /= 10
            }
            return (11 - sum % 11) % 11
        }
        let first = check([3, 2, 7, 6, 5, 4, 3, 2])
        return number % 10 == (first == 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first)
    }
}

/// The digits of a number whose last one checks the others by a weighted sum, on the stack.
///
/// Letters before the digits, as in `DK13585628`, are passed over: they say whose number it is.
enum WeightedNumber {
    /// The digits of `value` behind leading letters; nil when there are more than 20, or anything else is between.
    static func digits(_ value: Span<UInt8>) -> ShortDigits<20>? {
        var start = 0
        while start < value.count, start < 6, !ASCII.isDigit(value[start]) {
            guard ASCII.isLetter(value[start]) || ASCII.isSeparator(value[start]) else { return nil }
            start += 1
        }
        guard let digits = ShortDigits<20>(value.extracting(start..<value.count)), !digits.isUniform else { return nil }
        return digits
    }

    /// Tells whether `value` has one digit more than `weights`, and that digit is what `check` makes of their sum.
    ///
    /// - Parameters:
    ///   - value: Letters that are passed over, and digits with separators.
    ///   - weights: What each digit but the last counts for.
    ///   - check: Makes the check digit of the weighted sum; more than 9 for a number that is not given out.
    /// - Returns: One random number in ten or eleven passes.
    /// - Complexity: O(*n*), no allocation.
    static func passes<let length: Int>(
        _ value: Span<UInt8>,
        _ weights: InlineArray<length, Int>,
        _ check: (Int) -> Int
    ) -> Bool {
        guard let digits = digits(value), digits.count == length + 1 else { return false }
        return check(digits.weightedSum(weights)) == digits[length]
    }

    /// Tells whether `value` has `counts` digits and the last of them is the Luhn digit.
    static func passesLuhn(_ value: Span<UInt8>, _ counts: ClosedRange<Int>) -> Bool {
        guard let digits = digits(value), counts.contains(digits.count) else { return false }
        return digits.passesLuhn()
    }

    /// Tells whether the first nine digits, or all, are right by ISO 7064 mod 11,10.
    static func passesMod11And10(_ value: Span<UInt8>, _ count: Int) -> Bool {
        guard let digits = digits(value), digits.count == count else { return false }
        return ISO7064.passesMod11And10(digits)
    }
}

/// Checks a national registration or foreign identification number (NRIC, FIN) of Singapore.
///
/// Source: Immigration and Checkpoints Authority; the series M was added on 1 January 2022.
enum SingaporeanIdentity {
    /// Tells whether `value` is a letter for the series, seven digits and a check letter modulo 11.
    ///
    /// - Returns: One random text of that shape in eleven passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<9>(value), text.count == 9, text.areDigits(1..<8), text.number(1..<8) != 0
        else { return false }
        let weights: InlineArray<7, Int> = [2, 7, 6, 5, 4, 3, 2]
        var sum = 0
        for index in weights.indices { sum += text.base36Digit(index + 1) * weights[index] }
        let letters: String
        switch text[0] {
        case UInt8(ascii: "S"): letters = "JZIHGFEDCBA"
        case UInt8(ascii: "T"): (letters, sum) = ("JZIHGFEDCBA", sum + 4)
        case UInt8(ascii: "F"): letters = "XWUTRQPNMLK"
        case UInt8(ascii: "G"): (letters, sum) = ("XWUTRQPNMLK", sum + 4)
        case UInt8(ascii: "M"): (letters, sum) = ("XWUTRQPNJLK", sum + 3)
        default: return false
        }
        return letters.utf8.span[sum % 11] == text[8]
    }
}

/// Checks an identity number of Thailand.
///
/// Source: Department of Provincial Administration; Population Registration Act.
enum ThaiIdentity {
    /// Tells whether `value` has thirteen digits, begins with 1 to 8, and ends in the check digit modulo 11.
    ///
    /// - Returns: One random 13-digit number in twelve passes.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let digits = ShortDigits<13>(value), digits.count == 13, (1...8).contains(digits[0]), !digits.isUniform
        else { return false }
        let check = 11 - digits.weightedSum([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return digits[12] == check % 10
    }
}

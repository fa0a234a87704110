/// Numbers as texts that sort as the numbers do.
package enum SortableNumber {
    /// Twelve digits, or as many as there are.
    package static func text(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }
}

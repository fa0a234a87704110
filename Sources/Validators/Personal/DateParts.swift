/// The numbers and names of months in the text of a date, on the stack.
struct DateParts {
    /// A number, or the number of a named month.
    struct Part {
        var number = 0
        /// How many digits the number was written with; 2 for a name.
        var length = 0
        var isName = false
    }

    private var storage = InlineArray<3, Part>(repeating: Part())

    /// How many parts there are: 1–3.
    private(set) var count = 0

    subscript(index: Int) -> Part { storage[index] }

    /// The index of the first part that is a name, or nil.
    var firstName: Int? {
        for index in 0..<count where storage[index].isName { return index }
        return nil
    }

    /// Splits `value` into at most three numbers and names.
    ///
    /// Nil when something else is there. Ordinal endings (`1st`, `2nd`) and the words `of`, `de`, `del` are skipped,
    /// and with `skippingWords` every word that names no month.
    init?(_ value: Span<UInt8>, skippingWords: Bool = false) {
        var index = 0
        while index < value.count {
            let byte = value[index]
            if ASCII.isDigit(byte) {
                var part = Part()
                while index < value.count, let digit = ASCII.digit(value[index]) {
                    guard part.length < 8 else { return nil }
                    part.number = part.number * 10 + digit
                    part.length += 1
                    index += 1
                }
                guard append(part) else { return nil }
            } else if Self.isWordByte(byte) {
                let start = index
                while index < value.count, Self.isWordByte(value[index]) { index += 1 }
                let word = value.extracting(start..<index)
                if let month = MonthName.month(word) {
                    guard firstName == nil, append(Part(number: month, length: 2, isName: true)) else { return nil }
                } else if !skippingWords {
                    let isOrdinal = start > 0 && ASCII.isDigit(value[start - 1]) && Self.isOrdinalEnding(word)
                    guard isOrdinal || Self.isFiller(word) else { return nil }
                }
            } else {
                guard ASCII.isSeparator(byte) || byte == UInt8(ascii: ",") || skippingWords else { return nil }
                index += 1
            }
        }
        guard count > 0 else { return nil }
    }

    private mutating func append(_ part: Part) -> Bool {
        guard count < 3 else { return false }
        storage[count] = part
        count += 1
        return true
    }

    /// Letters, and all bytes of characters beyond ASCII.
    private static func isWordByte(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || byte >= 0x80 }

    private static func isOrdinalEnding(_ word: Span<UInt8>) -> Bool {
        guard word.count == 2 else { return false }
        return switch (ASCII.lowercased(word[0]), ASCII.lowercased(word[1])) {
        case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68), (0x65, 0x72): true  // st, nd, rd, th, er
        default: false
        }
    }

    private static func isFiller(_ word: Span<UInt8>) -> Bool {
        ["of", "de", "del"].contains { $0.utf8.count == word.count && ASCII.hasText($0, in: word) }
    }
}

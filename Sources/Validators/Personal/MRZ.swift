/// Checks the machine-readable zone of a passport, visa or identity card.
///
/// Source: ICAO Doc 9303, 8th edition, part 3 section 4.9 (check digits), parts 4 to 7 (layouts).
enum MRZ {
    /// Tells whether `value` is a whole zone, or the line of it that has the check digits, and all of them are right.
    ///
    /// Whole zones have two lines of 44 (TD3, MRV-A) or 36 (TD2, MRV-B) characters or three of 30 (TD1). Line ends
    /// and blanks are skipped, also as JSON writes them; `&lt;` is read as `<`, small letters are read as capitals.
    ///
    /// - Returns: One random text of the shape in a thousand or fewer passes.
    /// - Complexity: O(*n*), about 600 ns, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        var zone = Zone()
        var index = 0
        while index < value.count {
            let byte = ASCII.uppercased(value[index])
            index += 1
            if byte <= 0x20 { continue }
            // As JSON writes the end of a line, and HTML a `<`.
            if byte == UInt8(ascii: "\\"), index < value.count, value[index] | 0x20 == UInt8(ascii: "n") {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "&"), ASCII.hasText("lt;", in: value, at: index) {
                guard zone.append(UInt8(ascii: "<")) else { return false }
                index += 3
                continue
            }
            guard ASCII.isUpper(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "<"), zone.append(byte)
            else { return false }
        }
        return switch zone.count {
        case 90: zone.isPersonal(document: 5..<14, birth: 30..<36, expiry: 38..<44) && zone.hasCardComposite
        case 88: zone.isSecondLine(start: 44, isVisa: zone[0] == UInt8(ascii: "V"))
        case 72: zone.isSecondLine(start: 36, isVisa: zone[0] == UInt8(ascii: "V"))
        case 44, 36: zone.isSecondLine(start: 0, isVisa: false) || zone.isSecondLine(start: 0, isVisa: true)
        default: false
        }
    }

    private struct Zone {
        private var storage = InlineArray<90, UInt8>(repeating: 0)
        private(set) var count = 0

        subscript(index: Int) -> UInt8 { storage[index] }

        mutating func append(_ byte: UInt8) -> Bool {
            guard count < 90 else { return false }
            storage[count] = byte
            count += 1
            return true
        }

        /// Tells whether the line at `start`, the last one, has right check digits: those of a visa, or all.
        func isSecondLine(start: Int, isVisa: Bool) -> Bool {
            guard
                isPersonal(
                    document: start..<start + 9,
                    birth: start + 13..<start + 19,
                    expiry: start + 21..<start + 27
                )
            else { return false }
            if isVisa { return true }
            let end = count - 1
            if end - start == 43, !hasCheckDigit([start + 28..<start + 42]) { return false }
            return hasCheckDigit([start..<start + 10, start + 13..<start + 20, start + 21..<end])
        }

        /// Tells whether the fields that all zones have are right, and the dates can be.
        func isPersonal(document: Range<Int>, birth: Range<Int>, expiry: Range<Int>) -> Bool {
            let isNumberRight = ASCII.isDigit(storage[document.upperBound]) && hasCheckDigit([document])
            guard isNumberRight || isLongNumber(after: document), hasCheckDigit([birth]), hasCheckDigit([expiry])
            else { return false }
            let sex = storage[birth.upperBound + 1]
            guard
                sex == UInt8(ascii: "M") || sex == UInt8(ascii: "F") || sex == UInt8(ascii: "X")
                    || sex == UInt8(ascii: "<")
            else { return false }
            return isMonth(birth.lowerBound + 2) && isMonth(expiry.lowerBound + 2)
        }

        /// The last digit of the second line of a card covers fields of both lines.
        var hasCardComposite: Bool {
            hasCheckDigit([5..<30, 30..<37, 38..<45, 48..<59])
        }

        /// A number of more than nine characters has `<` for its check digit and goes on in the optional field.
        private func isLongNumber(after document: Range<Int>) -> Bool {
            count == 90 && storage[document.upperBound] == UInt8(ascii: "<")
        }

        /// Tells whether two digits from 01 to 12, or `<<` for unknown, stand at `index`.
        private func isMonth(_ index: Int) -> Bool {
            guard let tens = ASCII.digit(storage[index]), let ones = ASCII.digit(storage[index + 1]) else {
                return storage[index] == UInt8(ascii: "<")
            }
            return (1...12).contains(tens * 10 + ones)
        }

        /// Tells whether the character behind the last of `fields` is the check digit of all of them together.
        ///
        /// An empty field may have `<` for its check digit.
        private func hasCheckDigit<let fieldCount: Int>(_ fields: InlineArray<fieldCount, Range<Int>>) -> Bool {
            var sum = 0
            var position = 0
            var end = 0
            for number in fields.indices {
                for index in fields[number] {
                    sum +=
                        (ASCII.base36Digit(storage[index]) ?? 0) * (position % 3 == 0 ? 7 : position % 3 == 1 ? 3 : 1)
                    position += 1
                }
                end = fields[number].upperBound
            }
            if storage[end] == UInt8(ascii: "<") { return fields.count == 1 && sum == 0 }
            return ASCII.digit(storage[end]) == sum % 10
        }
    }
}

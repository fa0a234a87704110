/// How many bytes a pattern can match at most, read off its text.
///
/// PCRE2 tells the least length of a match but not the greatest, and everything rests on the greatest: how far chunks
/// overlap, how much text a candidate is confirmed in, and that no input makes a pattern slow. This reads the syntax of
/// `pcre2pattern(3)` that matters for lengths; what it does not know (recursion, callouts, `\R`, back references)
/// counts as unbounded.
enum PatternLength: Equatable {
    /// No match is longer than this many bytes.
    case bounded(Int)

    /// There is no such figure, because of what stands at this byte of the pattern.
    case unbounded(offset: Int)

    /// Measures `pattern`.
    ///
    /// - Complexity: O(*n*) in the length of the pattern.
    static func measure(_ pattern: [UInt8]) -> PatternLength {
        var reader = PatternReader(pattern)
        do throws(Unbounded) {
            return .bounded(try reader.alternatives())
        } catch {
            return .unbounded(offset: error.offset)
        }
    }
}

/// A part without greatest length.
private struct Unbounded: Error {
    var offset: Int
}

/// A recursive descent over a pattern that adds up greatest lengths.
private struct PatternReader {
    private let pattern: [UInt8]
    private var position = 0
    private var isExtended = false

    init(_ pattern: [UInt8]) { self.pattern = pattern }

    /// Reads `a|b|c` up to the closing parenthesis or the end.
    mutating func alternatives() throws(Unbounded) -> Int {
        let wasExtended = isExtended
        defer { isExtended = wasExtended }
        var longest = 0
        var current = 0
        while let byte = peek, byte != UInt8(ascii: ")") {
            if byte == UInt8(ascii: "|") {
                position += 1
                longest = max(longest, current)
                current = 0
            } else {
                current += try quantified()
            }
        }
        return max(longest, current)
    }

    /// Reads one item with the quantifier behind it.
    private mutating func quantified() throws(Unbounded) -> Int {
        let start = position
        let length = try item()
        skipIgnored()
        let count = try quantifier(of: length, startingAt: start)
        let (product, overflow) = length.multipliedReportingOverflow(by: count)
        guard !overflow else { throw Unbounded(offset: start) }
        return product
    }

    private mutating func quantifier(of length: Int, startingAt start: Int) throws(Unbounded) -> Int {
        var count = 1
        switch peek {
        case UInt8(ascii: "?"): position += 1
        case UInt8(ascii: "*"), UInt8(ascii: "+"):
            guard length == 0 else { throw Unbounded(offset: position) }
            position += 1
        case UInt8(ascii: "{"):
            guard let range = counts() else { return 1 }
            guard let upper = range.upper else {
                guard length == 0 else { throw Unbounded(offset: position) }
                break
            }
            count = upper
        default: return 1
        }
        if peek == UInt8(ascii: "?") || peek == UInt8(ascii: "+") { position += 1 }
        return count
    }

    /// Reads `{2}`, `{2,}`, `{2,5}` or `{,5}`; leaves the position alone when the brace is a literal.
    private mutating func counts() -> (lower: Int, upper: Int?)? {
        var index = position + 1
        func number() -> Int? {
            var value: Int?
            while index < pattern.count, pattern[index] &- 48 < 10, (value ?? 0) < 100_000 {
                value = (value ?? 0) * 10 + Int(pattern[index] - 48)
                index += 1
            }
            return value
        }
        let lower = number()
        var upper = lower
        if index < pattern.count, pattern[index] == UInt8(ascii: ",") {
            index += 1
            upper = number()
        }
        guard index < pattern.count, pattern[index] == UInt8(ascii: "}"), lower != nil || upper != nil else {
            return nil
        }
        position = index + 1
        return (lower ?? 0, upper)
    }

    /// Reads a literal, an escape, a class or a group.
    private mutating func item() throws(Unbounded) -> Int {
        let start = position
        let byte = pattern[position]
        position += 1
        switch byte {
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "["):
            skipClass()
            return 1
        case UInt8(ascii: "\\"): return try escape(startingAt: start)
        case UInt8(ascii: "^"), UInt8(ascii: "$"): return 0
        case UInt8(ascii: " "), 9...13: return isExtended ? 0 : 1
        case UInt8(ascii: "#"):
            guard isExtended else { return 1 }
            skipComment()
            return 0
        default: return 1
        }
    }

    /// Reads what follows `(`.
    private mutating func group() throws(Unbounded) -> Int {
        let start = position - 1
        let outer = isExtended
        var isAssertion = false
        if peek == UInt8(ascii: "*") { throw Unbounded(offset: start) }
        if peek == UInt8(ascii: "?") {
            position += 1
            switch peek {
            case UInt8(ascii: "="), UInt8(ascii: "!"): isAssertion = true
            case UInt8(ascii: "<") where next == UInt8(ascii: "=") || next == UInt8(ascii: "!"): isAssertion = true
            case UInt8(ascii: "<"), UInt8(ascii: "P"), UInt8(ascii: "'"): skipGroupName()
            case UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "|"): position += 1
            case UInt8(ascii: "#"):
                while let byte = peek, byte != UInt8(ascii: ")") { position += 1 }
                position += 1
                return 0
            default:
                guard try flags(startingAt: start) else { return 0 }
            }
            if isAssertion { position += peek == UInt8(ascii: "<") ? 2 : 1 }
        }
        let length = try alternatives()
        isExtended = outer
        position += 1
        return isAssertion ? 0 : length
    }

    /// Reads `i)`, `x-s)` or `i:`; `false` when the flags apply to the rest of the enclosing group.
    private mutating func flags(startingAt start: Int) throws(Unbounded) -> Bool {
        var isOn = true
        var extended = isExtended
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "-"): isOn = false
            case UInt8(ascii: "x"): extended = isOn
            case UInt8(ascii: "i"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "^"): break
            case UInt8(ascii: ")"):
                isExtended = extended
                return false
            case UInt8(ascii: ":"):
                isExtended = extended
                return true
            default: throw Unbounded(offset: start)
            }
        }
        return false
    }

    /// Reads what follows a backslash.
    private mutating func escape(startingAt start: Int) throws(Unbounded) -> Int {
        guard let byte = peek else { return 0 }
        position += 1
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "Z"), UInt8(ascii: "z"),
            UInt8(ascii: "G"), UInt8(ascii: "K"), UInt8(ascii: "E"):
            return 0
        case UInt8(ascii: "x"):
            if peek == UInt8(ascii: "{") {
                while let digit = peek, digit != UInt8(ascii: "}") { position += 1 }
                position += 1
            } else {
                var digits = 0
                while digits < 2, let digit = peek, isHexadecimal(digit) {
                    position += 1
                    digits += 1
                }
            }
            return 1
        case UInt8(ascii: "Q"):
            var length = 0
            while position < pattern.count {
                if peek == UInt8(ascii: "\\"), next == UInt8(ascii: "E") {
                    position += 2
                    break
                }
                position += 1
                length += 1
            }
            return length
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "R"),
            UInt8(ascii: "X"), UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "o"), UInt8(ascii: "C"):
            throw Unbounded(offset: start)
        case UInt8(ascii: "0"):
            var digits = 0
            while digits < 2, let digit = peek, digit &- 48 < 8 {
                position += 1
                digits += 1
            }
            return 1
        default: return 1
        }
    }

    private func isHexadecimal(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 0x20) &- 97 < 6 }

    /// Skips a class, whose `[` has been read.
    private mutating func skipClass() {
        if peek == UInt8(ascii: "^") { position += 1 }
        if peek == UInt8(ascii: "]") { position += 1 }
        while let byte = peek, byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: "\\") {
                position += 1
            } else if byte == UInt8(ascii: "["), next == UInt8(ascii: ":") {
                position += 2
                while let inner = peek, inner != UInt8(ascii: "]") { position += 1 }
            }
            position += 1
        }
        position += 1
    }

    private mutating func skipGroupName() {
        while let byte = peek, byte != UInt8(ascii: ">"), byte != UInt8(ascii: ")") { position += 1 }
        position += 1
    }

    private mutating func skipComment() {
        while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// Skips white space and comments before a quantifier, which `(?x)` allows.
    private mutating func skipIgnored() {
        while isExtended, let byte = peek {
            if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "#") {
                skipComment()
            } else {
                return
            }
        }
    }

    private var peek: UInt8? { position < pattern.count ? pattern[position] : nil }
    private var next: UInt8? { position + 1 < pattern.count ? pattern[position + 1] : nil }
}

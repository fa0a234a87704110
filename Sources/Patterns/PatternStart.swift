extension Pattern {
    /// Tells whether every match of `source` begins where no ASCII letter or digit stands before.
    ///
    /// That is known when the pattern begins with a negative lookbehind that names them, `(?<![A-Za-z0-9…]…)`, and has no
    /// alternative beside the one that begins so. `false` means that it is not known.
    ///
    /// - Complexity: O(*n*) in the length of the pattern.
    public static func beginsAtBoundary(_ source: String) -> Bool {
        var rest = Array(source.utf8)[...]
        let space = Array(" \t\r\n".utf8)
        let flags = Array("imsxnJ".utf8)
        while let first = rest.first {
            if space.contains(first) {
                rest = rest.dropFirst()
            } else if rest.starts(with: "(?".utf8), let end = rest.firstIndex(of: UInt8(ascii: ")")),
                rest[(rest.startIndex + 2)..<end].allSatisfy({ flags.contains($0) })
            {
                rest = rest[(end + 1)...]
            } else {
                break
            }
        }
        return rest.starts(with: "(?<![A-Za-z0-9".utf8) && !hasAlternatives(rest)
    }

    /// Tells whether a `|` stands outside all groups and classes.
    private static func hasAlternatives(_ source: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var isInClass = false
        var isEscaped = false
        for byte in source {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): isEscaped = true
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass: depth += 1
            case UInt8(ascii: ")") where !isInClass: depth -= 1
            case UInt8(ascii: "|") where !isInClass && depth == 0: return true
            default: break
            }
        }
        return false
    }
}

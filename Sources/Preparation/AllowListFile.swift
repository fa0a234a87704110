import Patterns

/// Reads files with values that are no findings.
///
/// One a line: a value as it stands; a pattern, which must match a whole value, as `regex:PATTERN` or `/PATTERN/`; a
/// comment after `#` at the start. Spaces at the ends of a line do not count.
enum AllowListFile {
    /// Reads all lines; what is not valid is reported and left out.
    static func read(_ texts: [SourceText], _ problems: inout [Diagnostic]) -> (
        values: Set<[UInt8]>, patterns: [String]
    ) {
        var values: Set<[UInt8]> = []
        var patterns: [String] = []
        for text in texts {
            let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() {
                switch entry(trimmed(line)) {
                case .none: break
                case .value(let value): values.insert(value)
                case .pattern(let pattern):
                    do throws(PatternError) {
                        _ = try Pattern(pattern, anchoring: .atOffset, bounding: .cut(after: Pattern.greatestLength))
                        patterns.append(pattern)
                    } catch {
                        problems.append(
                            Diagnostic(
                                "\(text.name):\(number + 1): \(error)",
                                hint: "a line that begins with 'regex:' or '/' is a PCRE2 pattern"
                            )
                        )
                    }
                }
            }
        }
        return (values, patterns)
    }

    private enum Entry {
        case none
        case value([UInt8])
        case pattern(String)
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> Entry {
        let prefix = Array("regex:".utf8)
        let slash = UInt8(ascii: "/")
        if line.isEmpty || line.first == UInt8(ascii: "#") { return .none }
        if line.starts(with: prefix) {
            return .pattern(String(decoding: trimmed(line.dropFirst(prefix.count)), as: UTF8.self))
        }
        if line.count > 2, line.first == slash, line.last == slash {
            return .pattern(String(decoding: line.dropFirst().dropLast(), as: UTF8.self))
        }
        return .value(Array(line))
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == 32 || last == 9 || last == 13 { line.removeLast() }
        while let first = line.first, first == 32 || first == 9 { line.removeFirst() }
        return line
    }
}

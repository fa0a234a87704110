public import Detection
public import Diagnostics
import Patterns
package import Fingerprints
import PathPatterns

/// Reads files with values that are no findings.
///
/// One a line: a value as it stands; a pattern, which must match a whole value, as `regex:PATTERN` or `/PATTERN/`; a value by
/// its fingerprint, `hmac-sha256:` and 64 hexadecimal digits, as reports have it; objects in which nothing is a finding, as
/// `path:GLOB`; a value in any case, as `nocase:VALUE`; a comment after `#` at the start. Spaces at the ends of a line do not count.
package enum AllowListFile {
    /// What all files together allow.
    package struct Contents {
        package var values: Set<[UInt8]> = []
        /// In small letters.
        var caselessValues: Set<[UInt8]> = []
        var patterns: [String] = []
        package var others = AllowedFindings()

        /// The values and patterns.
        package func allowList() throws -> AllowList {
            var list = try AllowList(values: values, patterns: patterns)
            list.caselessValues = caselessValues
            return list
        }
    }

    /// Reads all lines; what is not valid is reported and left out.
    package static func read(_ texts: [SourceText], _ problems: inout [Diagnostic]) -> Contents {
        var contents = Contents()
        for text in texts {
            let lines = text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() {
                switch entry(trimmed(line)) {
                case .none: break
                case .value(let value): contents.values.insert(value)
                case .caseless(let value): contents.caselessValues.insert(AllowList.folded(value))
                case .fingerprint(let fingerprint):
                    if Baseline.isFingerprint(fingerprint) {
                        contents.others.fingerprints.insert(fingerprint)
                    } else {
                        problems.append(
                            Diagnostic(
                                "\(text.name):\(number + 1): this is no fingerprint",
                                hint:
                                    "write 'hmac-sha256:' and 64 hexadecimal digits, as 'fingerprint' in --format matches has it"
                            )
                        )
                    }
                case .path(let pattern):
                    do throws(Glob.Mistake) {
                        contents.others.paths.append(try Glob(pattern))
                    } catch {
                        problems.append(
                            Diagnostic(
                                "\(text.name):\(number + 1): '\(pattern)' is no pattern for paths",
                                hint: "for example 'path:tests/**' or 'path:*.sample'"
                            )
                        )
                    }
                case .pattern(let pattern):
                    do throws(PatternError) {
                        _ = try Pattern(pattern, anchoring: .atOffset, bounding: .cut(after: Pattern.greatestLength))
                        contents.patterns.append(pattern)
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
        return contents
    }

    private enum Entry {
        case none
        case value([UInt8])
        case caseless([UInt8])
        case pattern(String)
        case fingerprint(String)
        case path(String)
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> Entry {
        let prefix = Array("regex:".utf8)
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("nocase:") { return .caseless(Array(trimmed(line.dropFirst(7)))) }
        if text.hasPrefix("hmac-sha256:") { return .fingerprint(text) }
        if text.hasPrefix("path:") { return .path(String(text.dropFirst(5).drop { $0 == " " })) }
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

extension AllowList {
    /// The values and patterns in files; what cannot be read is a problem and left out.
    public static func read(_ paths: [[UInt8]], _ problems: inout [Diagnostic]) throws -> AllowList {
        let contents = AllowListFile.read(SourceText.read(paths, &problems), &problems)
        return try contents.allowList()
    }
}

/// A mistake in a YAML file, worded for the person who wrote the file.
public enum YAMLError: Error, Equatable, Sendable {
    case syntax(String, at: SourceLocation)
    case unknownKey(String, suggestion: String?, at: SourceLocation)
    case duplicateKey(String, at: SourceLocation)
    case missingKey(String, at: SourceLocation)
    case wrongType(expected: YAMLType, found: YAMLType, at: SourceLocation)
    case notAllowed(String, allowed: [String], suggestion: String?, at: SourceLocation)
    case outOfRange(String, allowed: String, at: SourceLocation)
    /// A value that has the right type but makes no sense to the code that reads it.
    case invalid(String, hint: String?, at: SourceLocation)
    case limitExceeded(YAMLLimit, at: SourceLocation)
    case notUTF8(at: SourceLocation)
    case explicitTag(String, at: SourceLocation)
}

extension YAMLError {
    /// A stable code to search for.
    ///
    /// Never reused, even when a case is removed.
    public var code: String {
        switch self {
        case .syntax: "Y001"
        case .unknownKey: "Y002"
        case .duplicateKey: "Y003"
        case .missingKey: "Y004"
        case .wrongType: "Y005"
        case .notAllowed: "Y006"
        case .outOfRange: "Y007"
        case .invalid: "Y008"
        case .limitExceeded: "Y009"
        case .notUTF8: "Y010"
        case .explicitTag: "Y011"
        }
    }

    /// What is wrong, in one sentence, without the location.
    public var summary: String {
        switch self {
        case .syntax(let problem, _): "not valid YAML: \(problem)"
        case .unknownKey(let key, _, _): "unknown key '\(key)'"
        case .duplicateKey(let key, _): "key '\(key)' occurs twice"
        case .missingKey(let key, _): "missing key '\(key)'"
        case .wrongType(let expected, let found, _): "expected \(expected.phrase), found \(found.phrase)"
        case .notAllowed(let value, _, _, _): "'\(value)' is not allowed here"
        case .outOfRange(let value, let allowed, _): "\(value) is out of range: \(allowed)"
        case .invalid(let problem, _, _): problem
        case .limitExceeded(.depth, _): "lists and mappings are nested more than \(YAMLLimit.depth.maximum) deep"
        case .limitExceeded(.nodes, _): "the file holds more than \(YAMLLimit.nodes.maximum) values, aliases expanded"
        case .limitExceeded(.bytes, _): "the file is larger than \(YAMLLimit.bytes.maximum >> 20) MiB"
        case .notUTF8: "the file is not UTF-8"
        case .explicitTag(let tag, _): "the tag '\(tag)' is not supported"
        }
    }

    /// What to do about it, if there is something better to say than "fix it".
    public var hint: String? {
        switch self {
        case .syntax(let problem, _): SyntaxHint.hint(for: problem)
        case .unknownKey(_, let suggestion, _): suggestion.map { "did you mean '\($0)'?" }
        case .duplicateKey: "remove one of the two"
        case .missingKey: nil
        case .wrongType(let expected, let found, _): Self.hint(expected: expected, found: found)
        case .notAllowed(_, let allowed, let suggestion, _):
            suggestion.map { "did you mean '\($0)'?" } ?? "use one of: \(allowed.joined(separator: ", "))"
        case .outOfRange: nil
        case .invalid(_, let hint, _): hint
        case .limitExceeded(.nodes, _): "look for aliases ('*name') inside lists that are aliases themselves"
        case .limitExceeded(.bytes, _), .limitExceeded(.depth, _): "split the file"
        case .notUTF8: "convert it to UTF-8"
        case .explicitTag: "remove the tag; quote the value to make it a string"
        }
    }

    /// Where it is wrong.
    public var location: SourceLocation {
        switch self {
        case .syntax(_, let location), .unknownKey(_, _, let location), .duplicateKey(_, let location),
            .missingKey(_, let location), .wrongType(_, _, let location), .notAllowed(_, _, _, let location),
            .outOfRange(_, _, let location), .invalid(_, _, let location), .limitExceeded(_, let location),
            .notUTF8(let location), .explicitTag(_, let location):
            location
        }
    }

    private static func hint(expected: YAMLType, found: YAMLType) -> String? {
        switch (expected, found) {
        case (_, .nothing): "give it a value, or remove the key"
        case (.string, .boolean), (.string, .integer), (.string, .number): "put it in quotes"
        case (.boolean, .string): "write true or false, without quotes"
        case (.integer, .string), (.number, .string): "write digits only, without quotes or leading zeros"
        case (.list, .string), (.list, .integer), (.list, .number), (.list, .boolean): "write it as [value]"
        default: nil
        }
    }
}

extension YAMLError: CustomStringConvertible {
    public var description: String { "\(code): \(location): \(summary)" }
}

/// A value in a YAML file, and where it is.
///
/// The readers throw when the value is not what they are asked for. A node is two words and can be kept to report a
/// mistake that is found later; it keeps its whole file in memory.
public struct YAMLNode: Sendable {
    let document: YAMLDocument
    let index: Int

    /// Where the value begins; for an alias, where what it stands for begins.
    public var location: SourceLocation { document.location(of: index) }

    /// What the value is.
    public var type: YAMLType {
        switch content {
        case .scalar(let text, let isPlain): isPlain ? PlainScalar.type(of: text) : .string
        case .list: .list
        case .mapping: .mapping
        }
    }

    /// A mistake that the caller found in this value.
    ///
    /// - Parameters:
    ///   - problem: One clause, lower case, no full stop.
    ///   - hint: An action that helps, in the same form.
    /// - Returns: The error, to be thrown.
    public func invalid(_ problem: String, hint: String? = nil) -> YAMLError {
        .invalid(problem, hint: hint, at: location)
    }

    // MARK: Scalars

    /// The value as text.
    ///
    /// A number without quotes is accepted as it is written, so that `version: 1.10` keeps its zero.
    public func string() throws(YAMLError) -> String {
        guard case .scalar(let text, let isPlain) = content else { throw wrongType(.string) }
        guard isPlain else { return text }
        switch PlainScalar.type(of: text) {
        case .string, .integer, .number: return text
        case .boolean, .nothing, .list, .mapping: throw wrongType(.string)
        }
    }

    /// The value as a whole number: decimal without leading zeros, `0x…` or `0o…`.
    public func int(in range: ClosedRange<Int> = .min ... .max) throws(YAMLError) -> Int {
        let text = try plainText(.integer)
        guard PlainScalar.type(of: text) == .integer else { throw wrongType(.integer) }
        guard let value = PlainScalar.int(text), range.contains(value) else {
            throw .outOfRange(text, allowed: "\(range.lowerBound) to \(range.upperBound)", at: location)
        }
        return value
    }

    /// The value as a finite number.
    public func double(
        in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude ... .greatestFiniteMagnitude
    ) throws(YAMLError) -> Double {
        let text = try plainText(.number)
        let value: Double?
        switch PlainScalar.type(of: text) {
        case .integer: value = PlainScalar.int(text).map(Double.init) ?? Double(text)
        case .number: value = Double(text)
        case .string, .boolean, .nothing, .list, .mapping: throw wrongType(.number)
        }
        guard let value, range.contains(value) else {
            throw .outOfRange(text, allowed: "\(range.lowerBound) to \(range.upperBound)", at: location)
        }
        return value
    }

    /// The value as a truth value: `true` or `false`, and nothing else.
    public func bool() throws(YAMLError) -> Bool {
        let text = try plainText(.boolean)
        guard PlainScalar.type(of: text) == .boolean else { throw wrongType(.boolean) }
        return text.utf8.count == 4
    }

    /// The value as one of some words, compared exactly.
    public func choice(of allowed: [String]) throws(YAMLError) -> String {
        let text = try string()
        guard allowed.contains(text) else {
            let suggestion = Spelling.closest(to: text, among: allowed)
            throw .notAllowed(text, allowed: allowed, suggestion: suggestion, at: location)
        }
        return text
    }

    /// The value as a case of an enumeration, by raw value.
    public func choice<Choice>(_ type: Choice.Type = Choice.self) throws(YAMLError) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        let text = try string()
        if let choice = Choice(rawValue: text) { return choice }
        let allowed = Choice.allCases.map(\.rawValue)
        let suggestion = Spelling.closest(to: text, among: allowed)
        throw .notAllowed(text, allowed: allowed, suggestion: suggestion, at: location)
    }

    // MARK: Collections

    /// The elements of a list.
    public func list() throws(YAMLError) -> [YAMLNode] {
        guard case .list(let range) = content else { throw wrongType(.list) }
        return range.map { YAMLNode(document: document, index: Int(document.children[$0])) }
    }

    /// The elements of a list, each as text.
    public func strings() throws(YAMLError) -> [String] {
        var strings: [String] = []
        let elements = try list()
        strings.reserveCapacity(elements.count)
        for element in elements {
            strings.append(try element.string())
        }
        return strings
    }

    /// The mapping, to be read key by key and then ended with ``YAMLMapping/finish()``.
    public func mapping() throws(YAMLError) -> YAMLMapping {
        guard case .mapping(let range) = content else { throw wrongType(.mapping) }
        return YAMLMapping(document: document, index: index, range: range)
    }

    /// What `read` makes of the mapping.
    ///
    /// - Throws: What `read` throws, and ``YAMLError/unknownKey(_:suggestion:at:)`` for a key that it did not ask for.
    public func mapping<Result>(
        _ read: (inout YAMLMapping) throws(YAMLError) -> Result
    ) throws(YAMLError) -> Result {
        var mapping = try mapping()
        let result = try read(&mapping)
        try mapping.finish()
        return result
    }

    // MARK: Private

    private var content: YAMLDocument.Content { document.values[index].content }

    private func plainText(_ expected: YAMLType) throws(YAMLError) -> String {
        guard case .scalar(let text, isPlain: true) = content else { throw wrongType(expected) }
        return text
    }

    private func wrongType(_ expected: YAMLType) -> YAMLError {
        .wrongType(expected: expected, found: type, at: location)
    }
}

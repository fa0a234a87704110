/// A value of JSON (RFC 8259), for looking at.
///
/// Reading is strict: what the grammar does not have is refused, and so are a byte order mark, bytes that are no UTF-8 and
/// halves of surrogate pairs, which no `String` holds. What the RFC leaves open is decided by ``JSONLimits``.
public enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, without a byte order mark.
    ///   - limits: How long and deep it may be, and what two members of one name mean.
    /// - Throws: ``JSONError`` with the offset of the first mistake.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        var parser = JSONParser(limits)
        self = try parser.document(bytes.span)
    }

    /// Reads of a text only the members that are wanted, wherever they lie.
    ///
    /// The others are passed, and not looked at closer than is needed to find their ends: this is for texts that are known
    /// to be JSON.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - members: The names of the members that are wanted, those on the way to them included.
    /// - Throws: ``JSONError`` with the offset of the first mistake that was seen.
    public init(parsing bytes: [UInt8], onlyMembers members: Set<String>) throws(JSONError) {
        var parser = JSONParser(.standard, members: members)
        self = try parser.document(bytes.span)
    }

    /// A whole number.
    public static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    /// A number; null for what JSON has no number for: infinities and what is none.
    public static func number(_ value: Double) -> JSONValue { JSONNumber(value).map { .number($0) } ?? .null }

    /// The member `name`, if this is an object that has it.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// All values at the end of a path of member names; arrays on the way stand for each of their elements.
    public func values(at path: ArraySlice<String>) -> [JSONValue] {
        if case .array(let elements) = self { return elements.flatMap { $0.values(at: path) } }
        guard let name = path.first else { return [self] }
        return self[name]?.values(at: path.dropFirst()) ?? []
    }
}

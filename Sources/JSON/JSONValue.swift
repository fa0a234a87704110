/// A value of JSON (RFC 8259), for looking at.
public enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - takesGreatNumbers: Whether a number beyond the range of a `Double` is the greatest number and no mistake: for
    ///     whom it is enough to know that it is JSON.
    /// - Throws: ``JSONError`` with the offset of the first mistake. Of two members of one name the last counts.
    public init(parsing bytes: [UInt8], takesGreatNumbers: Bool = false) throws(JSONError) {
        var parser = JSONParser(bytes, takesGreatNumbers: takesGreatNumbers)
        self = try parser.document()
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
        var parser = JSONParser(bytes, members: members)
        self = try parser.document()
    }

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

/// A text that is no JSON.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public var message: String
    /// Where, in bytes from the start.
    public var offset: Int

    /// Describes a mistake.
    public init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }

    public var description: String { "no JSON: \(message) at byte \(offset)" }
}

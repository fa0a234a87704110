/// What a value is, for those who know what it should be.
extension JSONValue {
    /// The text, if it is one.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The number, if it is one that a `Double` comes near.
    public var number: Double? { if case .number(let number) = self { number.double } else { nil } }

    /// The number, if it is a whole one that an `Int` holds: exactly, however many digits it has.
    public var integer: Int? { if case .number(let number) = self { number.integer } else { nil } }

    /// The elements of an array; none for anything else.
    public var array: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

    /// The members of an object; none for anything else.
    public var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

    /// Those members of an object that are texts.
    public var strings: [String: String] { members.compactMapValues(\.string) }

    /// An object of those members that are there.
    public static func present(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues { $0 })
    }
}

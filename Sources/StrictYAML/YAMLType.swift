/// What a YAML value is, by YAML 1.2's core schema.
///
/// `yes`, `no`, `on` and `off` are strings, as is everything in quotes.
public enum YAMLType: Equatable, Sendable, CaseIterable {
    case string
    case integer
    case number
    case boolean
    /// `null`, `~`, or no value at all.
    case nothing
    case list
    case mapping

    /// The type with its article, for sentences: "a string".
    var phrase: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .nothing: "nothing"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}

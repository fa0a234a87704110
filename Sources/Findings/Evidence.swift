public import Identifiers

/// Why something was reported, and how sure that is.
public struct Evidence: Equatable, Sendable {
    /// The score: how sure it is.
    public var confidence: Confidence

    /// What spoke for it, one reason at least.
    public var reasons: [Reason]

    /// Gathers evidence.
    public init(_ confidence: Confidence, _ reasons: [Reason]) {
        self.confidence = confidence
        self.reasons = reasons
    }

    /// Something that speaks for a value.
    public enum Reason: Hashable, Sendable {
        /// It has the form, and nothing more is known.
        case pattern
        /// The validator of this name has passed it.
        case validator(String)
        /// It is as random as what is asked for.
        case entropy
        /// Lists of names of people know it.
        case knownName
        /// This word stands near it, or heads its column.
        case keyword(String)
        /// It is a known secret, encoded like this.
        case encoding(String)
        /// It is written so that it does not read as what it is.
        case disguised
        /// The whole document is of this class, with this probability.
        case content(String, percent: Int)
    }
}

extension Evidence.Reason {
    private static let keywordPrefix = "keyword:"
    private static let encodingPrefix = "encoding:"
    private static let contentPrefix = "class:"

    /// It in a word for tools, such as `luhn`, `entropy` or `keyword:card`.
    public var name: String {
        switch self {
        case .pattern: "pattern"
        case .validator(let name): name
        case .entropy: "entropy"
        case .knownName: "knownName"
        case .keyword(let word): Self.keywordPrefix + word
        case .encoding(let name): Self.encodingPrefix + name
        case .disguised: "disguised"
        case .content(let name, let percent): "\(Self.contentPrefix)\(name):\(percent)"
        }
    }

    /// Reads what ``name`` has written; a word that stands for nothing else names a validator.
    public init(name: String) {
        switch name {
        case "pattern": self = .pattern
        case "entropy": self = .entropy
        case "disguised": self = .disguised
        case "knownName": self = .knownName
        case _ where name.hasPrefix(Self.keywordPrefix):
            self = .keyword(String(name.dropFirst(Self.keywordPrefix.count)))
        case _ where name.hasPrefix(Self.encodingPrefix):
            self = .encoding(String(name.dropFirst(Self.encodingPrefix.count)))
        case _ where name.hasPrefix(Self.contentPrefix):
            let parts = name.split(separator: ":")
            self = .content(parts.count > 1 ? String(parts[1]) : "", percent: parts.count > 2 ? Int(parts[2]) ?? 0 : 0)
        default: self = .validator(name)
        }
    }
}

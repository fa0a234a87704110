/// A kind of sensitive data and how it is recognised.
///
/// The term is Amazon Macie's. Built from a file under `Rules/` (see `Rules/README.md` for the fields) or from a user's
/// custom data identifier.
public struct ManagedDataIdentifier: Equatable, Sendable {
    /// Stable name, such as `CREDIT_CARD_NUMBER`; findings refer to it.
    public var id: String

    /// What people call it.
    public var name: String

    /// What kind of data it is.
    public var category: Category

    /// How severe a finding is by the number of occurrences.
    public var severity: SeverityThresholds

    /// Whether it belongs to the set that is on with `--identifiers recommended`.
    public var isRecommended: Bool

    /// Whether it is on with `--identifiers all`; what is not is looked for only when it is named.
    public var isDefault: Bool

    /// Whether it names what no other identifier knows, and gives way to any that is as sure of the same bytes.
    public var isFallback: Bool

    /// The identifier of a credential that this is a part of: beside one of those, a match is no finding of its own.
    public var partOf: String?

    /// The standard or page that the facts come from.
    public var source: String

    /// The ways in which it is recognised; at least one.
    public var variants: [Variant]

    /// Texts in which it must be found.
    ///
    /// They may hold generators; see ``ExampleText``.
    public var examples: [String]

    /// Texts in which it must not be found.
    public var counterexamples: [String]

    /// Creates an identifier.
    public init(
        id: String,
        name: String,
        category: Category,
        severity: SeverityThresholds,
        isRecommended: Bool = false,
        isDefault: Bool = true,
        isFallback: Bool = false,
        partOf: String? = nil,
        source: String = "",
        variants: [Variant],
        examples: [String] = [],
        counterexamples: [String] = []
    ) {
        self.id = id
        self.name = name
        self.category = category
        self.severity = severity
        self.isRecommended = isRecommended
        self.isDefault = isDefault
        self.isFallback = isFallback
        self.partOf = partOf
        self.source = source
        self.variants = variants
        self.examples = examples
        self.counterexamples = counterexamples
    }
}

/// A kind of sensitive data, as Macie divides it.
///
/// Health data counts as personal.
public enum Category: String, CaseIterable, Sendable, Comparable {
    case credentials = "CREDENTIALS"
    case financialInformation = "FINANCIAL_INFORMATION"
    case personalInformation = "PERSONAL_INFORMATION"
    case customIdentifier = "CUSTOM_IDENTIFIER"

    public static func < (left: Category, right: Category) -> Bool { left.rawValue < right.rawValue }
}

/// How severe a finding is.
public enum Severity: Int, CaseIterable, Sendable, Comparable {
    case low = 1
    case medium
    case high

    /// The word that findings use: `Low`, `Medium` or `High`.
    public var description: String {
        switch self {
        case .low: "Low"
        case .medium: "Medium"
        case .high: "High"
        }
    }

    /// One step more, if there is one.
    public var raised: Severity { Severity(rawValue: rawValue + 1) ?? .high }

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// How sure it is that a match is what its identifier says.
public enum Confidence: Int, CaseIterable, Sendable, Comparable {
    case low
    case medium
    case high

    /// The word that rules and reports use: `low`, `medium` or `high`.
    public var name: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }

    /// One step less, if there is one.
    public var lowered: Confidence { Confidence(rawValue: rawValue - 1) ?? .low }

    /// One step more, if there is one.
    public var raised: Confidence { Confidence(rawValue: rawValue + 1) ?? .high }

    public static func < (left: Confidence, right: Confidence) -> Bool { left.rawValue < right.rawValue }
}

/// From how many occurrences on a finding has which severity.
public struct SeverityThresholds: Equatable, Sendable {
    /// Least number of occurrences for each level, ascending in both.
    public let levels: [(occurrences: Int, severity: Severity)]

    /// Creates thresholds.
    ///
    /// - Parameter levels: Least number of occurrences, at least 1, for each severity; in any order, not empty.
    public init(_ levels: [Severity: Int]) {
        self.levels = levels.map { (occurrences: $0.value, severity: $0.key) }.sorted {
            $0.occurrences < $1.occurrences
        }
    }

    /// The severity of a finding with `count` occurrences; `nil` below the lowest threshold, where there is no finding.
    public func severity(of count: Int) -> Severity? {
        levels.last { $0.occurrences <= count }?.severity
    }

    public static func == (left: SeverityThresholds, right: SeverityThresholds) -> Bool {
        left.levels.elementsEqual(right.levels) { $0 == $1 }
    }
}

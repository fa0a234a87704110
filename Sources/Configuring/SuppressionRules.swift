import POSIX
import JSON
public import Filtering
import StrictYAML

/// A rule by which findings are archived at once, and not published.
public struct SuppressionRule: Sendable, Equatable {
    public var name: String
    /// Why what it catches is no concern.
    public var reason: String
    /// Seconds since 1970 from which on it holds no longer; `nil` for never.
    public var expires: Double?
    public var criteria: FindingCriteria

    /// Describes a rule that was not read here.
    public init(name: String, reason: String, criteria: FindingCriteria) {
        self.name = name
        self.reason = reason
        self.criteria = criteria
    }

    /// Reads a rule.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        name = try mapping.required("name").string()
        reason = try mapping.required("reason").string()
        expires = try mapping.optional("expires").map { node throws(YAMLError) in
            guard let seconds = UTCTime.seconds(try node.string()) else {
                throw node.invalid("'expires' is no date", hint: "write it like 2027-01-31")
            }
            return seconds
        }
        criteria = try SuppressionRule.criteria(try mapping.required("criteria"))
        try mapping.finish()
        guard !criteria.isEmpty else { throw node.invalid("a rule without criteria", hint: "it would hide everything") }
    }

    private static func criteria(_ node: YAMLNode) throws(YAMLError) -> FindingCriteria {
        var criteria = FindingCriteria()
        var fields = try node.mapping()
        for field in fields.entries() {
            var operators = try field.value.mapping()
            for one in operators.entries() {
                let texts = try one.value.strings()
                do throws(FindingCriteria.Mistake) {
                    try criteria.add(field.key, one.key, texts.map(JSONValue.string))
                } catch {
                    throw one.value.invalid(error.message, hint: error.hint)
                }
            }
        }
        return criteria
    }
}

/// All of them, in order: the first that catches a finding is named.
public struct SuppressionRules: Sendable {
    var rules: [SuppressionRule]
    private let others: @Sendable () -> [SuppressionRule]

    /// Gathers rules.
    ///
    /// - Parameters:
    ///   - rules: Those that stay.
    ///   - others: Gives those that come after them, as they are now.
    public init(_ rules: [SuppressionRule] = [], and others: @escaping @Sendable () -> [SuppressionRule] = { [] }) {
        self.rules = rules
        self.others = others
    }

    /// All that there are now.
    public var all: [SuppressionRule] { rules + others() }

    /// Finds the rule that suppresses a finding at a time.
    ///
    /// - Parameters:
    ///   - time: Seconds since 1970.
    ///   - detail: The finding as JSON; only asked for when there are rules.
    /// - Returns: The rule's name; `nil` when none suppresses it.
    public func rule(at time: Double, for detail: () -> String) -> String? {
        let current = all.filter { $0.expires.map { time < $0 } ?? true }
        let members = current.reduce(into: Set()) { $0.formUnion($1.criteria.neededMembers) }
        guard !current.isEmpty,
            let finding = try? JSONValue(parsing: Array(detail().utf8), onlyMembers: members)
        else { return nil }
        return current.first { $0.criteria.match(finding) }?.name
    }
}

/// What became of one statement when a request was decided, for explanations.
public struct StatementOutcome: Sendable, Equatable {
    /// Why a statement is, or is not, about a request.
    public enum Reason: Sendable, Equatable {
        case applies
        /// It names others.
        case otherPrincipal
        case otherAction
        case otherResource
        /// The first condition that was not true, and what it was asked about.
        case condition(FailedCondition)
    }

    public var statement: StatementReference
    /// Whether it denies.
    public var denies: Bool
    public var reason: Reason
    /// The resources it is about, as it writes them.
    var resources: [String]
    /// How closely it names the principal, when it applies.
    var closeness: PrincipalPattern.Closeness
}

/// A condition that was not true.
public struct FailedCondition: Sendable, Equatable {
    /// As the policy writes it: `StringEquals`.
    public var operatorName: String
    public var key: String
    /// The values of the policy.
    public var wanted: [String]
    /// The values of the request; `nil` when it has none.
    public var found: [String]?

    /// In words, such as `StringEquals on aws:username wants 'rosa', and the request has 'otto'`.
    var words: String {
        let values = wanted.isEmpty ? "nothing that there is" : FailedCondition.list(wanted)
        let request = found.map { "the request has \(FailedCondition.list($0))" } ?? "the request has no such key"
        return "\(operatorName) on \(key) wants \(values), and \(request)"
    }

    /// The first values, in quotes.
    private static func list(_ values: [String]) -> String {
        let shown = values.prefix(3).map { "'\($0)'" }.joined(separator: " or ")
        return values.count > 3 ? "\(shown) or one of \(values.count - 3) more" : shown
    }
}

extension Statement {
    /// What becomes of it: the same as ``applies(to:)``, with the reason.
    func outcome(for request: PolicyRequest, denies: Bool) -> StatementOutcome {
        let closeness = principals?.closeness(to: request.principal) ?? .itself
        var outcome = StatementOutcome(
            statement: reference,
            denies: denies,
            reason: .applies,
            resources: resources.map(\.text),
            closeness: .none
        )
        if !hasAction(of: request) {
            outcome.reason = .otherAction
        } else if closeness == .none {
            outcome.reason = .otherPrincipal
        } else if !hasResource(of: request) {
            outcome.reason = .otherResource
        } else if let failed = conditions.first(where: { !$0.holds(in: request.context) }) {
            outcome.reason = .condition(
                FailedCondition(
                    operatorName: failed.operatorName,
                    key: failed.key.name,
                    wanted: failed.texts,
                    found: request.context.values(of: failed.key)
                )
            )
        } else {
            outcome.closeness = closeness
        }
        return outcome
    }

    /// The condition keys that it looks at, those of variables as well.
    var keys: [ContextKey] {
        var keys = conditions.map(\.key)
        for condition in conditions {
            switch condition.values {
            case .texts(let patterns), .textsIgnoringCase(let patterns):
                keys += patterns.flatMap { $0.variables.map(\.key) }
            default: break
            }
        }
        return keys + resources.flatMap { $0.variables.map(\.key) }
    }
}

/// Statements as the sets of requests that they are about.
extension Statement {
    /// Whether it is about every request that `other` is about: `true` is certain.
    ///
    /// - Complexity: The product of their patterns.
    func covers(_ other: Statement) -> Bool {
        guard coversActions(of: other), coversResources(of: other), coversPrincipals(of: other) else { return false }
        return conditions.allSatisfy { condition in other.conditions.contains { $0.implies(condition) } }
    }

    private func coversActions(of other: Statement) -> Bool {
        Statement.covers(actions, excludesActions, other.actions, other.excludesActions)
    }

    private func coversResources(of other: Statement) -> Bool {
        Statement.covers(resources, excludesResources, other.resources, other.excludesResources)
    }

    /// Whether patterns, or all but them, have all that others have.
    private static func covers(
        _ patterns: [TextPattern],
        _ excludes: Bool,
        _ others: [TextPattern],
        _ othersExclude: Bool
    ) -> Bool {
        switch (excludes, othersExclude) {
        case (false, false): others.allSatisfy { other in patterns.contains { $0.covers(other) } }
        // All but these: nothing that is left out may be among the others.
        case (true, false): others.allSatisfy { other in !patterns.contains { $0.mayMeet(other) } }
        // The others leave out at least what this leaves out.
        case (true, true): patterns.allSatisfy { pattern in others.contains { $0.covers(pattern) } }
        case (false, true): patterns.contains(where: \.isEverything)
        }
    }

    private func coversPrincipals(of other: Statement) -> Bool {
        switch (principals, other.principals) {
        case (nil, _): true
        case (_, nil): false
        case (.named(let mine)?, .named(let others)?):
            others.allSatisfy { other in
                // Who is allowed along with everybody is given less than who is named alone.
                mine.contains(other) || (isDenial && mine.contains(.everybody))
            }
        case (.allBut(let mine)?, .allBut(let others)?): mine.allSatisfy(others.contains)
        case (.named(let mine)?, .allBut?): mine.contains(.everybody)
        case (.allBut?, .named?): false
        }
    }

    /// Whether there may be a request that both are about: `false` is certain.
    func mayMeet(_ other: Statement) -> Bool {
        Statement.mayMeet(actions, excludesActions, other.actions, other.excludesActions)
            && Statement.mayMeet(resources, excludesResources, other.resources, other.excludesResources)
    }

    private static func mayMeet(
        _ patterns: [TextPattern],
        _ excludes: Bool,
        _ others: [TextPattern],
        _ othersExclude: Bool
    ) -> Bool {
        switch (excludes, othersExclude) {
        case (false, false): patterns.contains { pattern in others.contains { $0.mayMeet(pattern) } }
        case (true, false): others.contains { other in !patterns.contains { $0.covers(other) } }
        case (false, true): patterns.contains { pattern in !others.contains { $0.covers(pattern) } }
        case (true, true): true
        }
    }
}

extension Condition {
    /// Whether, when this is true of a request, `other` is: `true` is certain.
    func implies(_ other: Condition) -> Bool {
        guard key == other.key, operation.implies(other.operation), readsVariables == other.readsVariables else {
            return false
        }
        // Of a negated operator more values are stricter, of any other fewer.
        return other.operation.isNegated
            ? other.texts.allSatisfy(texts.contains) : texts.allSatisfy(other.texts.contains)
    }
}

extension Condition {
    /// Whether what stands in `${...}` in its values is not just text.
    fileprivate var readsVariables: Bool {
        switch values {
        case .texts(let patterns), .textsIgnoringCase(let patterns): patterns.contains(where: \.readsVariables)
        default: false
        }
    }
}

extension ConditionOperator {
    /// Whether a condition with this operator is true only where one with `other` and the same values is.
    fileprivate func implies(_ other: ConditionOperator) -> Bool {
        guard family == other.family, relation == other.relation, isNegated == other.isNegated,
            quantifier == other.quantifier
        else { return false }
        return allowsMissing == other.allowsMissing || other.allowsMissing
    }
}

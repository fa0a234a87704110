/// An operator of conditions, as its name says it.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
struct ConditionOperator: Sendable, Equatable {
    /// What two values are compared as.
    enum Family: Sendable, Equatable {
        case string, stringIgnoringCase, stringLike, numeric, date, boolean, binary, address, arn, null
    }

    enum Relation: Sendable, Equatable { case equal, less, lessOrEqual, greater, greaterOrEqual }

    /// How the values of a key count that may have several.
    enum Quantifier: Sendable, Equatable {
        case none
        /// `ForAllValues:`
        case all
        /// `ForAnyValue:`
        case any
    }

    let family: Family
    let relation: Relation
    /// Whether none of the values may match: `StringNotEquals`.
    let isNegated: Bool
    let quantifier: Quantifier
    /// Whether it is true of a key that is not there.
    let allowsMissing: Bool

    /// Reads an operator's name with its prefix and suffix; `nil` for what is none.
    init?(_ name: String) {
        var base = Substring(name)
        var quantifier = Quantifier.none
        for (prefix, value) in [("ForAllValues:", Quantifier.all), ("ForAnyValue:", Quantifier.any)]
        where base.hasPrefix(prefix) {
            quantifier = value
            base = base.dropFirst(prefix.count)
            break
        }
        let suffix = "IfExists"
        let allowsMissing = base.hasSuffix(suffix)
        if allowsMissing { base = base.dropLast(suffix.count) }
        guard let (family, relation, isNegated) = ConditionOperator.table[String(base)] else { return nil }
        // Null asks whether a key is there: neither how many values it has nor "if it is there" means anything.
        guard family != .null || (quantifier == .none && !allowsMissing) else { return nil }
        (self.family, self.relation, self.isNegated) = (family, relation, isNegated)
        self.quantifier = quantifier
        self.allowsMissing = allowsMissing
    }

    /// The names without prefixes and suffixes.
    static let names = table.keys.sorted()

    private static let table: [String: (Family, Relation, isNegated: Bool)] = [
        "StringEquals": (.string, .equal, false),
        "StringNotEquals": (.string, .equal, true),
        "StringEqualsIgnoreCase": (.stringIgnoringCase, .equal, false),
        "StringNotEqualsIgnoreCase": (.stringIgnoringCase, .equal, true),
        "StringLike": (.stringLike, .equal, false),
        "StringNotLike": (.stringLike, .equal, true),
        "NumericEquals": (.numeric, .equal, false),
        "NumericNotEquals": (.numeric, .equal, true),
        "NumericLessThan": (.numeric, .less, false),
        "NumericLessThanEquals": (.numeric, .lessOrEqual, false),
        "NumericGreaterThan": (.numeric, .greater, false),
        "NumericGreaterThanEquals": (.numeric, .greaterOrEqual, false),
        "DateEquals": (.date, .equal, false),
        "DateNotEquals": (.date, .equal, true),
        "DateLessThan": (.date, .less, false),
        "DateLessThanEquals": (.date, .lessOrEqual, false),
        "DateGreaterThan": (.date, .greater, false),
        "DateGreaterThanEquals": (.date, .greaterOrEqual, false),
        "Bool": (.boolean, .equal, false),
        "BinaryEquals": (.binary, .equal, false),
        "IpAddress": (.address, .equal, false),
        "NotIpAddress": (.address, .equal, true),
        "ArnEquals": (.arn, .equal, false),
        "ArnLike": (.arn, .equal, false),
        "ArnNotEquals": (.arn, .equal, true),
        "ArnNotLike": (.arn, .equal, true),
        "Null": (.null, .equal, false),
    ]
}

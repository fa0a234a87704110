/// A statement, ready to be asked; never changed.
final class Statement: Sendable {
    let reference: StatementReference
    let isDenial: Bool
    let actions: [TextPattern]
    /// Whether it is about all actions but those: `NotAction`.
    let excludesActions: Bool
    /// Empty for a statement of a resource's policy that names none, and so is about nothing.
    let resources: [TextPattern]
    /// Whether it is about all resources but those: `NotResource`.
    let excludesResources: Bool
    /// `nil` in policies of identities, which are about whoever has them.
    let principals: PrincipalElement?
    let conditions: [Condition]

    init(
        reference: StatementReference,
        isDenial: Bool,
        actions: [TextPattern],
        excludesActions: Bool,
        resources: [TextPattern],
        excludesResources: Bool,
        principals: PrincipalElement?,
        conditions: [Condition]
    ) {
        self.reference = reference
        self.isDenial = isDenial
        self.actions = actions
        self.excludesActions = excludesActions
        self.resources = resources
        self.excludesResources = excludesResources
        self.principals = principals
        self.conditions = conditions
    }

    /// How closely it names the principal of a request that it is about; `.none` when it is not about it.
    ///
    /// - Complexity: What it has least of is compared first: most statements are passed for their actions.
    func applies(to request: borrowing PolicyRequest) -> PrincipalPattern.Closeness {
        guard hasAction(of: request), hasResource(of: request) else { return .none }
        let closeness = principals?.closeness(to: request.principal) ?? .itself
        guard closeness > .none else { return .none }
        let conditions = conditions
        let span = conditions.span
        for index in span.indices where !span[index].holds(in: request.context) { return .none }
        return closeness
    }

    /// Whether it has conditions or variables.
    var readsContext: Bool {
        !conditions.isEmpty || (actions + resources).contains { !$0.variables.isEmpty }
    }

    func hasAction(of request: borrowing PolicyRequest) -> Bool {
        let actions = actions
        let patterns = actions.span
        for index in patterns.indices
        where patterns[index].matches(request.actionBytes.span, request.context, foldingCase: true) {
            return !excludesActions
        }
        return excludesActions
    }

    func hasResource(of request: borrowing PolicyRequest) -> Bool {
        let resources = resources
        let patterns = resources.span
        for index in patterns.indices where patterns[index].matches(request.resourceBytes.span, request.context) {
            return !excludesResources
        }
        return excludesResources
    }
}

/// A statement of a policy, as decisions name it.
public struct StatementReference: Sendable, Equatable, Hashable {
    /// The policy's name.
    public var policy: String
    public var kind: AccessPolicy.Kind
    /// Its `Sid`, if it has one.
    public var sid: String?
    /// Among the statements of its policy, from 0.
    public var index: Int
    /// Where it stands in the policy's text, in bytes.
    public var range: Range<Int>

    /// Its `Sid`, or its number counted from 1: `statement 2`.
    public var label: String { sid.map { "'\($0)'" } ?? "statement \(index + 1)" }
}

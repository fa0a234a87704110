/// What policies say to a request.
public struct AccessDecision: Sendable, Equatable {
    /// The three answers there are, as AWS names them.
    public enum Effect: String, Sendable, CaseIterable {
        case allowed
        /// A statement denies it: nothing that allows it counts.
        case explicitDeny
        /// Something that would have to allow it does not.
        case implicitDeny
    }

    public var effect: Effect
    /// The statements that decided: one that denies, or one of each group of policies that had to allow it.
    ///
    /// For an implicit
    /// denial, those that did allow it and did not suffice.
    public var matched: [StatementReference]

    public var isAllowed: Bool { effect == .allowed }
}

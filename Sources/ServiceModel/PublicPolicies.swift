import AccessPolicies

/// Policies of resources by which everybody may do something.
public enum PublicPolicies {
    /// Whether a policy lets the public do something.
    ///
    /// - Parameter text: The policy of a resource, as JSON.
    /// - Returns: As AWS means it: conditions count that name a fixed account, organisation, network or source.
    /// - Throws: When it is no such policy.
    public static func isPublic(_ text: String) throws -> Bool {
        try AccessPolicy(parsing: text, as: .resource, named: "the policy").isPublic
    }
}

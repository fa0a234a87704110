import AccessPolicies

/// Policies of resources, before they are kept.
public enum ResourcePolicies {
    /// Looks for what is wrong with a policy.
    ///
    /// - Parameters:
    ///   - text: The policy, as JSON.
    ///   - name: What mistakes call it.
    /// - Returns: The mistake; `nil` for a policy that decisions can go by.
    public static func mistake(in text: String, named name: String) -> String? {
        do throws(PolicyError) {
            _ = try AccessPolicy(parsing: text, as: .resource, named: name)
            return nil
        } catch {
            return "\(error)"
        }
    }
}

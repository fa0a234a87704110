import AccessPolicies
import JSON
import ServiceModel

/// Grants of keys, as they decide.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
enum KeyGrant {
    /// Operations that take no encryption context, so that no constraint is about them.
    ///
    /// What may be created by a grant, whoever finds the grants of a key sees to.
    private static let withoutContext: Set<String> = ["CreateGrant", "DescribeKey", "GetPublicKey", "RetireGrant"]

    /// Whether a grant lets somebody do something.
    ///
    /// - Parameters:
    ///   - grant: As it was requested.
    ///   - question: What is asked.
    ///   - caller: Who asks.
    /// - Returns: Whether it does.
    static func allows(_ grant: JSONValue, _ question: AccessRequest, _ caller: CallerAccess) -> Bool {
        let name = question.action.split(separator: ":").last.map(String.init) ?? ""
        // Whoever may retire a grant may do that, whatever else it is for.
        if name == "RetireGrant", names(grant["RetiringPrincipal"], caller) { return true }
        guard (grant["Operations"]?.array ?? []).contains(.string(name)), names(grant["GranteePrincipal"], caller)
        else {
            return false
        }
        if withoutContext.contains(name) { return true }
        let context = question.resource?.encryptionContext ?? [:]
        let constraints = grant["Constraints"]
        if let subset = constraints?["EncryptionContextSubset"]?.members {
            return subset.allSatisfy { context[$0.key] == $0.value.string }
        }
        if let equal = constraints?["EncryptionContextEquals"]?.members {
            return context == equal.compactMapValues(\.string)
        }
        return true
    }

    /// Whether a grant names who asks: itself, or the role that it is in a session of.
    private static func names(_ principal: JSONValue?, _ caller: CallerAccess) -> Bool {
        guard let principal = principal?.string else { return false }
        return principal == caller.principal.arn || principal == caller.principal.roleARN
    }
}

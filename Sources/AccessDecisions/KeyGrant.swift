import AccessPolicies
import JSON
import ServiceModel

/// Grants of keys, as they decide.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
enum KeyGrant {
    /// Whether a grant lets somebody do something.
    ///
    /// - Parameters:
    ///   - grant: As it was requested.
    ///   - question: What is asked.
    ///   - caller: Who asks.
    /// - Returns: Whether it does.
    static func allows(_ grant: JSONValue, _ question: AccessRequest, _ caller: CallerAccess) -> Bool {
        let name = question.action.split(separator: ":").last.map(String.init) ?? ""
        guard (grant["Operations"]?.array ?? []).contains(.string(name)) || isRetired(grant, name, caller) else {
            return false
        }
        let grantee = name == "RetireGrant" && isRetired(grant, name, caller) ? nil : grant["GranteePrincipal"]?.string
        if let grantee, grantee != caller.principal.arn, grantee != caller.principal.roleARN { return false }
        let context = encryptionContext(question)
        let constraints = grant["Constraints"]
        if let subset = constraints?["EncryptionContextSubset"]?.members {
            return subset.allSatisfy { context[$0.key] == $0.value.string }
        }
        if let equal = constraints?["EncryptionContextEquals"]?.members {
            return context == equal.compactMapValues(\.string)
        }
        return true
    }

    /// Whether somebody may retire a grant: the principal that it names for that.
    private static func isRetired(_ grant: JSONValue, _ operation: String, _ caller: CallerAccess) -> Bool {
        guard operation == "RetireGrant", let retiring = grant["RetiringPrincipal"]?.string else { return false }
        return retiring == caller.principal.arn || retiring == caller.principal.roleARN
    }

    private static func encryptionContext(_ question: AccessRequest) -> [String: String] {
        let prefix = KMSModel.encryptionContextKey
        var pairs: [String: String] = [:]
        for key in question.conditions.keys where key.hasPrefix(prefix) {
            pairs[String(key.dropFirst(prefix.count))] = question.conditions[key].first
        }
        return pairs
    }
}

import AccessPolicies
import Accounts
import JSON
import ServiceModel

/// Trust policies, in which users and roles stand by their ids: one that is made anew under the name of one that was deleted is
/// another.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
enum TrustPolicy {
    /// How a policy is kept.
    ///
    /// - Parameters:
    ///   - text: As it was written.
    ///   - catalogue: Which users and roles there are.
    /// - Returns: JSON. Users that are not there stay as they are named: the system has users that IAM does not know.
    /// - Throws: `MalformedPolicyDocument` for what is no trust policy, or names a role that is not there; `LimitExceeded`.
    static func kept(_ text: String, _ catalogue: Catalogue) throws(ServiceError) -> String {
        do throws(PolicyError) {
            _ = try AccessPolicy(parsing: text, as: .trust, named: "trust policy", atMost: Quota.trustSize)
        } catch {
            if error.kind == .tooLong { throw .quota("ACLSizePerRole", Quota.trustSize) }
            throw .policy(error)
        }
        guard let json = try? JSONValue(parsing: Array(text.utf8)) else {
            throw ServiceError("MalformedPolicyDocument", "This policy contains invalid Json")
        }
        return try replacing(json) { (name: String) throws(ServiceError) -> String in
            guard name.hasPrefix("arn:") else {
                guard isID(name), catalogue.holder(id: name) == nil else { return name }
                throw invalid(name)
            }
            let isHere = name.hasPrefix(AccountLocation.current.iamARN(of: ""))
            if let holder = catalogue.holder(arn: name), holder.kind != .group { return holder.id }
            guard !isHere || name.hasPrefix(AccountLocation.current.iamARN(of: "user/")) || isRoot(name) else {
                throw invalid(name)
            }
            return name
        }.json
    }

    /// How a policy is shown: users and roles by their ARNs; those that are gone by the ids that they had.
    static func shown(_ text: String, _ catalogue: Catalogue) -> JSONValue {
        let json = JSONValue.policy(text)
        return replacing(json) { isID($0) ? catalogue.holder(id: $0)?.arn ?? $0 : $0 }
    }

    private static func isRoot(_ name: String) -> Bool { name == AccountLocation.current.iamARN(of: "root") }

    private static func isID(_ name: String) -> Bool {
        name.utf8.count == 21 && (name.hasPrefix("AIDA") || name.hasPrefix("AROA"))
    }

    private static func invalid(_ name: String) -> ServiceError {
        ServiceError("MalformedPolicyDocument", "Invalid principal in policy: \"AWS\":\"\(name)\"")
    }

    /// A policy with other principals of AWS.
    private static func replacing<Failure: Error>(
        _ policy: JSONValue,
        _ replace: (String) throws(Failure) -> String
    ) throws(Failure) -> JSONValue {
        var members = policy.members
        guard let statements = members["Statement"] else { return policy }
        switch statements {
        case .array(let list):
            var replaced: [JSONValue] = []
            for statement in list { replaced.append(try replacing(inStatement: statement, replace)) }
            members["Statement"] = .array(replaced)
        default: members["Statement"] = try replacing(inStatement: statements, replace)
        }
        return .object(members)
    }

    private static func replacing<Failure: Error>(
        inStatement statement: JSONValue,
        _ replace: (String) throws(Failure) -> String
    ) throws(Failure) -> JSONValue {
        var members = statement.members
        for name in ["Principal", "NotPrincipal"] {
            guard case .object(var principals)? = members[name], let named = principals["AWS"] else { continue }
            switch named {
            case .string(let text): principals["AWS"] = .string(try replace(text))
            case .array(let list):
                var replaced: [JSONValue] = []
                for element in list { replaced.append(.string(try replace(element.string ?? ""))) }
                principals["AWS"] = .array(replaced)
            default: continue
            }
            members[name] = .object(principals)
        }
        return .object(members)
    }
}

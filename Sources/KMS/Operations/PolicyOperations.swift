import JSON
import ServiceModel

/// Key policies: kept, checked and returned.
extension KeyService {
    private static let longestPolicy = 32_768

    /// What a key is made with when the request has no policy: the account's users may be allowed to use it.
    var defaultPolicy: String {
        """
        {"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow",\
        "Principal":{"AWS":"\(names.rootPrincipal)"},"Action":"kms:*","Resource":"*"}]}
        """
    }

    /// A policy that can be kept.
    ///
    /// - Throws: `MalformedPolicyDocumentException` with the reason.
    func checkedPolicy(_ text: String, _ call: Call) throws -> String {
        func malformed(_ reason: String) -> ServiceError { ServiceError("MalformedPolicyDocumentException", reason) }
        guard text.utf8.count <= KeyService.longestPolicy else {
            throw ServiceError("LimitExceededException", "A key policy has at most \(KeyService.longestPolicy) bytes.")
        }
        let policy: JSONValue
        do throws(JSONError) {
            policy = try JSONValue(parsing: Array(text.utf8))
        } catch {
            throw malformed("The policy is \(error).")
        }
        let statements = policy["Statement"].map { $0.array.isEmpty ? [$0] : $0.array } ?? []
        guard !statements.isEmpty,
            policy["Version"] == nil || ["2012-10-17", "2008-10-17"].contains(policy["Version"]?.string)
        else {
            throw malformed("A policy has a Version of 2012-10-17 and at least one Statement.")
        }
        for (index, statement) in statements.enumerated() {
            guard ["Allow", "Deny"].contains(statement["Effect"]?.string),
                statement["Principal"] ?? statement["NotPrincipal"] != nil,
                statement["Action"] ?? statement["NotAction"] != nil,
                statement["Resource"] ?? statement["NotResource"] != nil
            else { throw malformed("Statement \(index + 1) lacks Effect, Principal, Action or Resource.") }
        }
        if !call.flag("BypassPolicyLockoutSafetyCheck"), !statements.contains(where: { allowsChanges($0, call) }) {
            throw malformed("The new key policy will not allow you to update the key policy in the future.")
        }
        return text
    }

    /// Whether a statement lets the caller, or the account, change the policy again.
    private func allowsChanges(_ statement: JSONValue, _ call: Call) -> Bool {
        func list(_ value: JSONValue?) -> [String] {
            value.map { $0.array.isEmpty ? [$0] : $0.array }?.compactMap(\.string) ?? []
        }
        let principals = list(statement["Principal"]?["AWS"]) + list(statement["Principal"])
        let callers: Set = [names.rootPrincipal, names.account, names.userPrincipal(call.request.principal.name), "*"]
        let actions = list(statement["Action"]).map { $0.lowercased() }
        return statement["Effect"]?.string == "Allow" && !callers.isDisjoint(with: principals)
            && !Set(["kms:*", "kms:put*", "kms:putkeypolicy", "*"]).isDisjoint(with: actions)
    }

    private func requireDefaultName(_ call: Call) throws(ServiceError) {
        let name = call.text("PolicyName") ?? "default"
        guard name == "default" else {
            throw KMSError.notFound("No such policy exists: '\(name)'. There is one: default.")
        }
    }

    func getPolicy(_ call: Call) throws -> JSONValue {
        try requireDefaultName(call)
        return .object(["Policy": .string(try call.key.policy), "PolicyName": .string("default")])
    }

    func putPolicy(_ call: Call) throws -> JSONValue {
        try requireDefaultName(call)
        try requireOwn(try call.key, "PutKeyPolicy")
        let policy = try checkedPolicy(call.required("Policy"), call)
        try update(call) { $0.policy = policy }
        return .object([:])
    }

    func listPolicies(_ call: Call) throws -> JSONValue {
        .object(["PolicyNames": .array([.string("default")]), "Truncated": .boolean(false)])
    }
}

import CustomerKeys
import JSON
import ServiceModel

/// Key policies: kept, checked and returned.
extension KeyService {
    /// A policy that a request gives, which can be kept.
    ///
    /// - Throws: `MalformedPolicyDocumentException` with the reason.
    func checkedPolicy(_ text: String, _ call: Call) throws -> String {
        try names.checkedPolicy(
            text,
            from: call.request.caller,
            mayLockOut: call.flag("BypassPolicyLockoutSafetyCheck")
        )
    }

    private func requireDefaultName(_ call: Call) throws(ServiceError) {
        let name = call.text("PolicyName") ?? "default"
        guard name == "default" else {
            throw KMSError.notFound("No such policy exists: '\(name)'. There is one: default.")
        }
    }

    func getPolicy(_ call: Call) throws -> JSONValue {
        try requireDefaultName(call)
        let key = try call.key
        return .object([
            "Policy": .string(names.policy(of: key, aliases: catalogue.aliases(of: key))),
            "PolicyName": .string("default"),
        ])
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

import JSON
import ServiceModel

extension SecretsManager {
    func getPolicy(_ call: ServiceRequest) throws -> JSONValue {
        let secret = try secret(call, evenDeleted: true)
        tell("Secret Policy Read", call, secret)
        var answer = SecretsManager.head(secret)
        answer["ResourcePolicy"] = try Definition(secret).policy.map { .string($0) }
        return .object(answer)
    }

    func putPolicy(_ call: ServiceRequest) throws -> JSONValue {
        let policy = call.text("ResourcePolicy") ?? ""
        let mistakes = ResourcePolicy.mistakes(in: policy)
        if let mistake = mistakes.first(where: { $0.check == .syntax }) {
            throw ServiceError("MalformedPolicyDocumentException", mistake.message)
        }
        if call.flag("BlockPublicPolicy"), let mistake = mistakes.first(where: { $0.check == .publicAccess }) {
            throw ServiceError("PublicPolicyException", mistake.message)
        }
        return .object(SecretsManager.head(try changeDefinition(call, "Secret Policy Put") { $0.policy = policy }))
    }

    func deletePolicy(_ call: ServiceRequest) throws -> JSONValue {
        .object(SecretsManager.head(try changeDefinition(call, "Secret Policy Deleted") { $0.policy = nil }))
    }

    func validatePolicy(_ call: ServiceRequest) throws -> JSONValue {
        if call.text("SecretId") != nil { _ = try secret(call, evenDeleted: true) }
        let mistakes = ResourcePolicy.mistakes(in: call.text("ResourcePolicy") ?? "")
        tell("Secret Policy Validated", call, [:])
        return .object([
            "PolicyValidationPassed": .boolean(mistakes.isEmpty),
            "ValidationErrors": .array(
                mistakes.map {
                    .object(["CheckName": .string($0.check.rawValue), "ErrorMessage": .string($0.message)])
                }
            ),
        ])
    }
}

/// A policy that is kept with a secret, and decides with those of who asks.
enum ResourcePolicy {
    enum Check: String {
        case syntax = "SYNTAX"
        case publicAccess = "PUBLIC_ACCESS"
    }

    /// What is wrong with a policy.
    static func mistakes(in text: String) -> [(check: Check, message: String)] {
        let malformed = "This resource policy contains a syntax error."
        guard let policy = try? JSONValue(parsing: Array(text.utf8)), case .object = policy else {
            return [(.syntax, malformed)]
        }
        let statements: [JSONValue]
        switch policy["Statement"] {
        case .array(let elements) where !elements.isEmpty: statements = elements
        case .object(let members): statements = [.object(members)]
        default: return [(.syntax, malformed)]
        }
        for statement in statements {
            guard ["Allow", "Deny"].contains(statement["Effect"]?.string), has("Action", statement),
                has("Principal", statement), has("Resource", statement)
            else { return [(.syntax, malformed)] }
        }
        // What cannot be read would decide nothing.
        guard let isPublic = try? PublicPolicies.isPublic(text) else { return [(.syntax, malformed)] }
        return isPublic ? [(.publicAccess, "This resource policy grants broad access to the secret.")] : []
    }

    /// Whether a statement has a member, or its opposite: `NotAction`.
    private static func has(_ name: String, _ statement: JSONValue) -> Bool {
        statement[name] != nil || statement["Not\(name)"] != nil
    }
}

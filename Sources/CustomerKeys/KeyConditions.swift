package import AccessPolicies
import JSON
package import ServiceModel

/// What requests and keys say about themselves, for the conditions of policies.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
package enum KeyConditions {
    private static let parameters: KeyValuePairs<String, String> = [
        "BypassPolicyLockoutSafetyCheck": "kms:BypassPolicyLockoutSafetyCheck",
        "EncryptionAlgorithm": "kms:EncryptionAlgorithm", "SigningAlgorithm": "kms:SigningAlgorithm",
        "MacAlgorithm": "kms:MacAlgorithm", "KeyAgreementAlgorithm": "kms:KeyAgreementAlgorithm",
        "MessageType": "kms:MessageType", "KeySpec": "kms:KeySpec", "KeyUsage": "kms:KeyUsage",
        "Origin": "kms:KeyOrigin",
        "KeyPairSpec": "kms:DataKeyPairSpec", "ExpirationModel": "kms:ExpirationModel",
        "WrappingAlgorithm": "kms:WrappingAlgorithm", "WrappingKeySpec": "kms:WrappingKeySpec",
        "PendingWindowInDays": "kms:ScheduleKeyDeletionPendingWindowInDays",
        "RotationPeriodInDays": "kms:RotationPeriodInDays", "GranteePrincipal": "kms:GranteePrincipal",
        "RetiringPrincipal": "kms:RetiringPrincipal", "Operations": "kms:GrantOperations",
    ]

    /// Operations that encrypt or decrypt, and use this algorithm where none is named.
    private static let symmetric: Set<String> = [
        "Encrypt", "Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext",
    ]

    /// What a request says.
    package static func of(_ request: ServiceRequest, account: String) -> PolicyContext {
        var context = RequestConditions.parameters(request, parameters)
        context.set("kms:CallerAccount", account)
        if symmetric.contains(request.operation.name), request.input["EncryptionAlgorithm"] == nil {
            context.set("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
        }
        let pairs = EncryptionContext(of: request).pairs
        for (name, value) in pairs { context.set(KMSModel.encryptionContextKey + name, value) }
        context.set("kms:EncryptionContextKeys", values: pairs.keys.sorted())
        if let name = request.text("KeyId"), let alias = name.firstRange(of: "alias/") {
            context.set("kms:RequestAlias", String(name[alias.lowerBound...]))
        }
        if let constraint = request.input["Constraints"]?.members.keys.sorted().first {
            context.set("kms:GrantConstraintType", constraint)
        }
        return context
    }

    /// Adds what a key says.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - aliases: Its aliases.
    ///   - resource: The key as a resource.
    package static func add(of key: Key, aliases: [String], to resource: inout ServiceResource) {
        resource.conditions.set("kms:KeySpec", key.spec.rawValue)
        resource.conditions.set("kms:KeyUsage", key.usage.rawValue)
        resource.conditions.set("kms:KeyOrigin", key.origin.rawValue)
        resource.conditions.set("kms:ResourceAliases", values: aliases)
        for tag in key.tags { resource.conditions.set("aws:ResourceTag/\(tag.key)", tag.value) }
    }
}

package import AccessPolicies
import JSON
package import ServiceModel

/// What requests and keys say about themselves, for the conditions of policies.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
package enum KeyConditions {
    /// The condition keys of parameters.
    private static let parameters: [String: ContextKey] = [
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
    ].mapValues { ContextKey($0) }

    // Made ready once: there are thousands of requests a second.
    private static let callerAccount = ContextKey("kms:CallerAccount")
    private static let algorithm = ContextKey("kms:EncryptionAlgorithm")
    private static let contextKeys = ContextKey("kms:EncryptionContextKeys")
    private static let alias = ContextKey("kms:RequestAlias")
    private static let spec = ContextKey("kms:KeySpec")
    private static let usage = ContextKey("kms:KeyUsage")
    private static let origin = ContextKey("kms:KeyOrigin")
    private static let aliases = ContextKey("kms:ResourceAliases")

    /// Operations that encrypt or decrypt, and use this algorithm where none is named.
    private static let symmetric: Set<String> = [
        "Encrypt", "Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext",
    ]

    /// What a request says.
    package static func of(_ request: ServiceRequest, account: String) -> PolicyContext {
        var context = RequestConditions.tags(request)
        for (name, value) in request.input.members {
            if let key = parameters[name] { context.set(key, values: RequestConditions.texts(value)) }
        }
        context.set(callerAccount, account)
        if symmetric.contains(request.operation.name), request.input["EncryptionAlgorithm"] == nil {
            context.set(algorithm, "SYMMETRIC_DEFAULT")
        }
        let pairs = EncryptionContext(of: request).pairs
        for (name, value) in pairs { context.set(KMSModel.encryptionContextKey + name, value) }
        context.set(contextKeys, values: pairs.keys.sorted())
        // By itself, or behind the last colon of an ARN: searching each id for it would take longer than deciding.
        if let name = request.text("KeyId")?.utf8 {
            let colon = name.lastIndex(of: UInt8(ascii: ":"))
            let named = name[(colon.map { name.index(after: $0) } ?? name.startIndex)...]
            if named.starts(with: "alias/".utf8) { context.set(alias, String(named) ?? "") }
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
        resource.conditions.set(spec, key.spec.rawValue)
        resource.conditions.set(usage, key.usage.rawValue)
        resource.conditions.set(origin, key.origin.rawValue)
        resource.conditions.set(KeyConditions.aliases, values: aliases)
        for tag in key.tags { resource.conditions.set("aws:ResourceTag/\(tag.key)", tag.value) }
    }
}

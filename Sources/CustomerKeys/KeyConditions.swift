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
    private static let sameKey = ContextKey("kms:ReEncryptOnSameKey")
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
        if request.operation.name == "CreateGrant" { context.set("kms:GrantIsForAWSResource", "false") }
        if let constraint = request.input["Constraints"]?.members.keys.sorted().first {
            context.set("kms:GrantConstraintType", constraint)
        }
        return context
    }

    /// Adds what a request says about one of the keys that it names: ReEncrypt gives each of both a context and an algorithm.
    ///
    /// - Parameters:
    ///   - request: Which the model has accepted.
    ///   - index: Among the keys, in the order in which the operation names them.
    ///   - resource: That key as a resource.
    package static func add(of request: ServiceRequest, at index: Int, to resource: inout ServiceResource) {
        var pairs: [String: String]
        if request.operation.name == "ReEncrypt" {
            let side = index == 0 ? "Source" : "Destination"
            pairs = EncryptionContext(request.input["\(side)EncryptionContext"]).pairs
            resource.conditions.set(algorithm, request.text("\(side)EncryptionAlgorithm") ?? "SYMMETRIC_DEFAULT")
            setAlias(request.text("\(side)KeyId"), &resource.conditions)
        } else {
            pairs = EncryptionContext(of: request).pairs
            setAlias(request.text("KeyId"), &resource.conditions)
        }
        guard !pairs.isEmpty else { return }
        resource.encryptionContext = pairs
        for (name, value) in pairs {
            let key = ContextKey(KMSModel.encryptionContextKey + name)
            // Names of conditions are the same whatever the case of their letters, and those of pairs are not: no pair may
            // stand for another one.
            resource.conditions.set(key, values: resource.conditions[key] + [value])
        }
        resource.conditions.set(contextKeys, values: pairs.keys.sorted())
    }

    /// Adds whether both keys of ReEncrypt are one.
    package static func setSameKey(_ isSame: Bool, on resource: inout ServiceResource) {
        resource.conditions.set(sameKey, isSame ? "true" : "false")
    }

    /// Adds the alias that names a key: by itself, or behind the last colon of an ARN.
    private static func setAlias(_ text: String?, _ context: inout PolicyContext) {
        // Searching each id for it would take longer than deciding.
        guard let name = text?.utf8 else { return }
        let colon = name.lastIndex(of: UInt8(ascii: ":"))
        let named = name[(colon.map { name.index(after: $0) } ?? name.startIndex)...]
        if named.starts(with: "alias/".utf8) { context.set(alias, String(named) ?? "") }
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

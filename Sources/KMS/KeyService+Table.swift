import Cryptography
import CustomerKeys
import JSON
import POSIX
import RootKeys
public import ServiceModel

/// The operations of AWS KMS, and those that it has not.
extension KeyService {
    /// All operations, with the keys that they are about.
    ///
    /// Whoever serves requests makes the table once: it is made anew by each call.
    public func makeOperations() -> OperationTable {
        var table = OperationTable(KMSModel.service, KMSModel.operations)
        table.context = { EncryptionContext(of: $0).pairs }
        table.conditions = { [account = names.account] in KeyConditions.of($0, account: account) }
        // Keys are told by their ARNs, once they are found.
        table.subjects = { _ in [] }

        func add(
            _ name: String,
            touching keys: @escaping @Sendable (Call) throws -> [Key],
            _ handler: @escaping @Sendable (Call) throws -> JSONValue
        ) {
            table.add(
                name,
                preparing: { [self] request in
                    try KeyService.wordingFailures {
                        guard request.input["Recipient"] == nil else {
                            throw KMSError.unsupported("There are no enclaves: Recipient is not supported.")
                        }
                        var call = Call(request)
                        do {
                            call.keys = try keys(call)
                        } catch let error as ServiceError where error.code == KMSError.notFoundCode {
                            return missing(call, error)
                        }
                        let found = call
                        var prepared = PreparedOperation(
                            touching: { self.resources(of: found) },
                            subjects: found.keys.map { names.arn(ofKey: $0.id) }
                        ) {
                            let answer = try KeyService.wordingFailures { try handler(found) }
                            self.noteUse(of: found)
                            return .value(answer)
                        }
                        prepared.context = found.context.pairs
                        return prepared
                    }
                }
            )
        }
        func add(_ name: String, _ handler: @escaping @Sendable (Call) throws -> JSONValue) {
            add(name, touching: namedKey, handler)
        }
        add("CreateKey", createKey)
        add("DescribeKey", describeKey)
        add("GetKeyLastUsage", getLastUsage)
        add("ListKeys", listKeys)
        add("UpdateKeyDescription", updateDescription)
        add("EnableKey", enableKey)
        add("DisableKey", disableKey)
        add("ScheduleKeyDeletion", scheduleDeletion)
        add("CancelKeyDeletion", cancelDeletion)
        add("TagResource", tag)
        add("UntagResource", untag)
        add("ListResourceTags", listTags)

        add("CreateAlias", touching: targetOfAlias, createAlias)
        add("UpdateAlias", touching: targetOfAlias, updateAlias)
        add("DeleteAlias", touching: keyOfAlias, deleteAlias)
        add("ListAliases", listAliases)

        add("GetKeyPolicy", getPolicy)
        add("PutKeyPolicy", putPolicy)
        add("ListKeyPolicies", listPolicies)
        add("CreateGrant", createGrant)
        add("ListGrants", listGrants)
        add("ListRetirableGrants", listRetirableGrants)
        add("RetireGrant", touching: keyOfGrant, retireGrant)
        add("RevokeGrant", revokeGrant)

        add("EnableKeyRotation", enableRotation)
        add("DisableKeyRotation", disableRotation)
        add("GetKeyRotationStatus", rotationStatus)
        add("RotateKeyOnDemand", rotateOnDemand)
        add("ListKeyRotations", listRotations)

        add("GetParametersForImport", getImportParameters)
        add("ImportKeyMaterial", importMaterial)
        add("DeleteImportedKeyMaterial", deleteMaterial)

        add("Encrypt", encrypt)
        add("Decrypt", touching: decryptingKey, decrypt)
        add("ReEncrypt", touching: bothKeys, reEncrypt)
        add("GenerateDataKey", generateShownDataKey)
        add("GenerateDataKeyWithoutPlaintext", generateHiddenDataKey)
        add("GenerateDataKeyPair", generateShownPair)
        add("GenerateDataKeyPairWithoutPlaintext", generateHiddenPair)
        add("GenerateRandom", generateRandom)

        add("Sign", sign)
        add("Verify", verify)
        add("GenerateMac", generateMAC)
        add("VerifyMac", verifyMAC)
        add("GetPublicKey", getPublicKey)
        add("DeriveSharedSecret", deriveSecret)

        add("DescribeRootKey", describeRootKey)
        add("Seal", sealNow)
        add("Unseal", unsealNow)
        add("CreateEscrow", createEscrow)
        add("VerifyEscrow", verifyEscrow)
        return table
    }

    /// Parameters that name keys, in the order in which operations touch these.
    private static let naming = ["KeyId", "SourceKeyId", "DestinationKeyId", "TargetKeyId", "AliasName"]

    /// What is decided about a key that there is not: whoever may not use keys does not learn that, as at AWS.
    private func missing(_ call: Call, _ error: ServiceError) -> PreparedOperation {
        let texts = KeyService.naming.compactMap { call.text($0) }
        let missing = texts.first { (try? key(named: $0, call)) == nil } ?? texts.first ?? ""
        var resource: ServiceResource
        switch names.reference(missing) {
        case .key(let id): resource = ServiceResource(names.arn(ofKey: id))
        // Which key it would be, nobody knows.
        case .alias: resource = ServiceResource(names.arn(ofKey: "*"))
        case .elsewhere, .foreign, nil: resource = ServiceResource(missing)
        }
        resource.calledName = calledName(missing)
        let all = call.request.operation.actions.indices.map { index in
            var touched = resource
            KeyConditions.add(of: call.request, at: index, to: &touched)
            return touched
        }
        return PreparedOperation(touching: { all }) { throw error }
    }

    /// What a refusal calls a key that a request names: the same whether there is one or not.
    private func calledName(_ text: String) -> String {
        switch names.reference(text) {
        case .key(let id): names.arn(ofKey: id)
        case .alias(let name): names.arn(ofAlias: name)
        case .elsewhere, .foreign, nil: text
        }
    }

    private func resources(of call: Call) -> [ServiceResource] {
        let catalogue = catalogue
        let called =
            call.request.operation.name == "ReEncrypt"
            ? [call.text("SourceKeyId"), call.text("DestinationKeyId")]
            : [KeyService.naming.lazy.compactMap { call.text($0) }.first]
        return call.keys.enumerated().map { index, key in
            let aliases = catalogue.aliases(of: key)
            var resource = ServiceResource(
                names.arn(ofKey: key.id),
                policy: names.policy(of: key, aliases: aliases),
                grants: grants(of: key, for: call, catalogue)
            )
            resource.needsPolicy = true
            resource.calledName = called[index].map(calledName)
            KeyConditions.add(of: key, aliases: aliases, to: &resource)
            KeyConditions.add(of: call.request, at: index, to: &resource)
            if let other = call.keys.last, call.keys.count > 1 {
                KeyConditions.setSameKey(call.keys[0].id == other.id, on: &resource)
            }
            return resource
        }
    }

    // MARK: Failures

    /// Says what has failed in AWS's words.
    private static func wordingFailures<Value>(_ body: () throws -> Value) throws(ServiceError) -> Value {
        do {
            return try body()
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ServiceError("KMSInternalException", words(for: error))
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case is CryptographyError: "The cryptographic library failed."
        case let error as RootKeyError: "\(error)"
        case let error as SystemError: "\(error)"
        default: "The keys cannot be kept: \(error)."
        }
    }

    // MARK: Short handlers

    private func describeKey(_ call: Call) throws -> JSONValue { .object(["KeyMetadata": metadata(of: try call.key)]) }

    private func enableKey(_ call: Call) throws -> JSONValue { try setEnabled(call, true) }

    private func disableKey(_ call: Call) throws -> JSONValue { try setEnabled(call, false) }

    private func generateShownDataKey(_ call: Call) throws -> JSONValue { try generateDataKey(call, isShown: true) }

    private func generateHiddenDataKey(_ call: Call) throws -> JSONValue { try generateDataKey(call, isShown: false) }

    private func generateShownPair(_ call: Call) throws -> JSONValue { try generatePair(call, isShown: true) }

    private func generateHiddenPair(_ call: Call) throws -> JSONValue { try generatePair(call, isShown: false) }
}

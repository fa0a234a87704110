import JSON
import Records
public import ServiceModel

/// The operations of AWS Secrets Manager, and those that it has not.
extension SecretsManager {
    /// All operations, with what they touch; whoever is refused is told of on the event bus.
    ///
    /// Whoever serves requests makes the table once: it is made anew by each call.
    public func makeOperations() -> OperationTable {
        var table = OperationTable(SecretsModel.service, SecretsModel.operations)
        table.refused = tellOfRefusal
        table.conditions = { RequestConditions.parameters($0, SecretsManager.conditionKeys) }

        func add(_ name: String, _ handler: @escaping @Sendable (ServiceRequest) throws -> JSONValue) {
            table.add(
                name,
                preparing: { [self] request in
                    try SecretsManager.checkNames(request)
                    var prepared = PreparedOperation {
                        try self.secrets(touchedBy: request)
                    } perform: {
                        .value(try handler(request))
                    }
                    if request.operation.access == .reveal { prepared.shown = SecretsManager.shown }
                    return prepared
                }
            )
        }
        add("CreateSecret", createSecret)
        add("GetSecretValue", getSecretValue)
        table.add("BatchGetSecretValue", preparing: prepareBatch)
        add("PutSecretValue", putSecretValue)
        add("UpdateSecret", updateSecret)
        add("GetRandomPassword", getRandomPassword)

        add("DescribeSecret", describeSecret)
        table.add("ListSecrets", listing: listSecrets)
        add("ListSecretVersionIds", listVersions)
        add("UpdateSecretVersionStage", updateStage)

        add("DeleteSecret", deleteSecret)
        add("RestoreSecret", restoreSecret)
        add("TagResource", tag)
        add("UntagResource", untag)

        add("RotateSecret", rotateSecret)
        add("CancelRotateSecret", cancelRotation)
        add("RevealRotator", revealRotator)

        add("GetResourcePolicy", getPolicy)
        add("PutResourcePolicy", putPolicy)
        add("DeleteResourcePolicy", deletePolicy)
        add("ValidateResourcePolicy", validatePolicy)

        add("ReplicateSecretToRegions", refuseReplication)
        add("RemoveRegionsFromReplication", refuseReplication)
        add("StopReplicationToReplica", refuseReplication)
        return table
    }

    // MARK: What requests touch

    /// What parameters are called in conditions.
    ///
    /// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
    private static let conditionKeys: [String: String] = [
        "Name": "secretsmanager:Name", "Description": "secretsmanager:Description",
        "KmsKeyId": "secretsmanager:KmsKeyId", "SecretId": "secretsmanager:SecretId",
        "VersionId": "secretsmanager:VersionId", "VersionStage": "secretsmanager:VersionStage",
        "RecoveryWindowInDays": "secretsmanager:RecoveryWindowInDays",
        "ForceDeleteWithoutRecovery": "secretsmanager:ForceDeleteWithoutRecovery",
        "BlockPublicPolicy": "secretsmanager:BlockPublicPolicy",
        "RotateImmediately": "secretsmanager:RotateImmediately",
    ]

    /// Refuses names and tokens that can be none, before anything is looked up.
    private static func checkNames(_ request: ServiceRequest) throws(ServiceError) {
        if let id = request.text("SecretId") { try SecretNames.check(id) }
        if let token = request.text("ClientRequestToken") {
            guard (32...64).contains(token.utf8.count) else {
                throw .parameter("ClientRequestToken must be 32-64 characters long.")
            }
        } else if request.source != .service, request.operation.parameters.contains(where: \.isToken) {
            // SDKs make one up themselves.
            let message = "You must provide a ClientRequestToken value. We recommend a UUID-type value."
            throw request.operation.name == "RotateSecret" ? .parameter(message) : .request(message)
        }
        guard request.text("Type").map(\.isEmpty) ?? true else {
            throw .parameter("Type is not supported: partners keep no secrets here.")
        }
    }

    /// The secrets that a request names, one after the other; where there is no such secret, what its ARN
    /// would be like.
    ///
    /// A refusal calls both as the request does, so that it does not tell which it is.
    private func secrets(touchedBy request: ServiceRequest) throws -> [ServiceResource] {
        if let name = request.text("Name") { return [SecretsManager.unmade(name)] }
        guard let id = request.text("SecretId") else { return [] }
        let version = records.versionOfSecrets
        if let known = resources.resource(id, at: version) { return [known] }
        let found = try secrets(named: [id])
        for resource in found { resources.insert(resource, for: id, since: version) }
        return found
    }

    private static func unmade(_ id: String) -> ServiceResource {
        var resource = ServiceResource(SecretNames.unmadeARN(id))
        resource.calledName = id
        return resource
    }

    /// A secret as policies see it.
    private static func resource(_ secret: SecretRecord) -> ServiceResource {
        // What cannot be read is no policy that anybody meets: as one, it denies everything.
        guard let definition = try? Definition(secret) else {
            return ServiceResource(secret.arn, policy: secret.definition.isEmpty ? "?" : secret.definition)
        }
        return ServiceResource(secret.arn, policy: definition.policy).tagged(definition.tags.map { ($0.key, $0.value) })
    }

    /// A secret as policies see it; `nil` where there is none with this ARN.
    ///
    /// - Throws: When the records cannot be read.
    public func resource(arn: String) throws -> ServiceResource? {
        try records.readSecrets { try $0.secret(arn: arn) }.map(SecretsManager.resource)
    }

    /// Whether a secret may be in a list.
    static func isVisible(_ secret: SecretRecord, _ visible: Visibility) -> Bool {
        visible.isEverything || visible.allows(resource(secret), to: "secretsmanager:DescribeSecret")
    }

    private func secrets(named ids: [String]) throws -> [ServiceResource] {
        try records.readSecrets { transaction in
            try ids.map { id in
                do {
                    var resource = SecretsManager.resource(try SecretNames.find(id, transaction))
                    resource.calledName = id
                    return resource
                } catch is ServiceError {
                    return SecretsManager.unmade(id)
                }
            }
        }
    }

    /// Each of several secrets is decided about for itself, also those that filters find.
    @Sendable private func prepareBatch(_ request: ServiceRequest) throws -> PreparedOperation {
        let named = try SecretsManager.namedByBatch(request)
        let resources = try secrets(named: named ?? [])
        var prepared = PreparedOperation {
            resources
        } list: { visible in
            guard let named else {
                let page = try self.page(request, most: 20, mayWaitForDeletion: false, visible)
                let secrets = page.secrets.map { ($0.arn, SecretsManager.resource($0)) }
                return .value(try self.batchGetSecretValue(secrets, visible, next: page.next, request))
            }
            return .value(
                try self.batchGetSecretValue(Array(zip(named, resources)), visible, next: nil, request)
            )
        }
        // What filters find is as much as who asks may know of.
        prepared.hidesAll = named == nil
        prepared.shown = SecretsManager.shown
        return prepared
    }

    /// The secrets whose values an answer has, by their ARNs, and those that it refuses.
    private static func shown(in answer: OperationAnswer) -> [ShownValue] {
        guard case .value(let answer) = answer else { return [] }
        let values = answer["SecretValues"]?.array ?? [answer]
        let errors = answer["Errors"]?.array ?? []
        return values.compactMap { $0["ARN"]?.string }.map { ShownValue($0) }
            + errors.map { error in
                ShownValue(error["SecretId"]?.string ?? "", errorCode: error["ErrorCode"]?.string ?? "")
            }
    }

    // MARK: Refusals

    private func tellOfRefusal(_ request: ServiceRequest, _ error: ServiceError) {
        tell(
            "Secret Operation Refused",
            request,
            [
                "secretId": request.input["SecretId"] ?? request.input["Name"] ?? .null,
                "errorCode": .string(error.code),
            ]
        )
    }

    private func refuseReplication(_ request: ServiceRequest) throws -> JSONValue {
        throw SecretsManager.noReplication
    }
}

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
        add("ListSecrets", listSecrets)
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
    private static let conditionKeys: KeyValuePairs<String, String> = [
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
    /// would begin with.
    private func secrets(touchedBy request: ServiceRequest) throws -> [ServiceResource] {
        if let name = request.text("Name") { return [ServiceResource(SecretNames.partialARN(name))] }
        return try secrets(named: request.text("SecretId").map { [$0] } ?? [])
    }

    private func secrets(named ids: [String]) throws -> [ServiceResource] {
        try records.readSecrets { transaction in
            try ids.map { id in
                do {
                    let secret = try SecretNames.find(id, transaction)
                    let definition = Definition(secret)
                    return ServiceResource(secret.arn, policy: definition.policy)
                        .tagged(definition.tags.map { ($0.key, $0.value) })
                } catch is ServiceError {
                    return ServiceResource(id.hasPrefix("arn:") ? id : SecretNames.partialARN(id))
                }
            }
        }
    }

    /// Each of several secrets is decided about for itself, also those that filters find.
    @Sendable private func prepareBatch(_ request: ServiceRequest) throws -> PreparedOperation {
        let (ids, next) = try secretsOfBatch(request)
        let resources = try secrets(named: ids)
        var prepared = PreparedOperation {
            resources
        } list: { visible in
            .value(try self.batchGetSecretValue(Array(zip(ids, resources.map(\.arn))), visible, next: next, request))
        }
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

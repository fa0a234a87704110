import JSON
import Records
public import ServiceModel

extension SecretsManager {
    // MARK: Writing

    func createSecret(_ call: ServiceRequest) throws -> JSONValue {
        let name = call.text("Name") ?? ""
        guard SecretNames.isValid(name) else { throw ServiceError.invalidName }
        guard call.input["AddReplicaRegions"]?.array.isEmpty ?? true else { throw SecretsManager.noReplication }
        let value = try SecretValue(from: call.input)
        var definition = Definition()
        definition.description = call.text("Description")
        definition.keyID = call.text("KmsKeyId").flatMap { $0.isEmpty ? nil : $0 }
        definition.tags = try SecretsManager.merged([], Definition.tags(call.input["Tags"]))
        return try changing {
            if let existing = try records.readSecrets({ try $0.secret(named: name) }) {
                return try createAgain(existing, value, call)
            }
            var secret = SecretRecord(
                name: name,
                arn: try SecretNames.makeARN(name),
                definition: definition.json,
                createdAt: call.time
            )
            let version = try SecretsManager.versionID(call)
            let sealed = try value.map {
                try vault.seal($0, of: secret.arn, version, under: definition.keyID, for: call.principal)
            }
            secret.id = try records.secrets { transaction in
                let id = try transaction.add(secret)
                if let sealed {
                    try transaction.add(version, sealed, to: id, at: call.time)
                    try transaction.put(Stages.current, on: version, of: id)
                }
                return id
            }
            if let value { hear(.came(SecretsManager.source(value, of: secret, version))) }
            tell("Secret Created", call, secret, value == nil ? [:] : ["versionId": .string(version)])
            var answer = SecretsManager.head(secret)
            if value != nil { answer["VersionId"] = .string(version) }
            return .object(answer)
        }
    }

    /// A request that was made before is answered as before; any other finds the name taken.
    private func createAgain(_ secret: SecretRecord, _ value: SecretValue?, _ call: ServiceRequest) throws -> JSONValue
    {
        guard secret.deletedAt == nil else {
            throw ServiceError.request(
                "You can't create this secret because a secret with this name is already scheduled for deletion."
            )
        }
        let version = try call.text("ClientRequestToken").flatMap { token in
            try records.readSecrets { try $0.version(token, of: secret.id) }
        }
        if let value, let version, try self.value(version, of: secret, for: call.principal) != value {
            throw ServiceError.tokenInUse(version.version, secret.arn)
        }
        guard value != nil, let version else {
            throw ServiceError(
                "ResourceExistsException",
                "The operation failed because the secret \(secret.name) already exists."
            )
        }
        var answer = SecretsManager.head(secret)
        answer["VersionId"] = .string(version.version)
        return .object(answer)
    }

    func putSecretValue(_ call: ServiceRequest) throws -> JSONValue {
        guard let value = try SecretValue(from: call.input) else {
            throw ServiceError.request("You must provide either SecretString or SecretBinary.")
        }
        let stages = call.input["VersionStages"]?.array.compactMap(\.string)
        return try changing {
            let secret = try secret(call)
            let version = try put(value, stages, in: secret, try Definition(secret), call)
            tell(
                "Secret Value Put",
                call,
                secret,
                ["versionId": .string(version.version), "versionStages": .array(version.stages.map { .string($0) })]
            )
            var answer = SecretsManager.head(secret)
            answer["VersionId"] = .string(version.version)
            answer["VersionStages"] = .array(version.stages.map { .string($0) })
            return .object(answer)
        }
    }

    func updateSecret(_ call: ServiceRequest) throws -> JSONValue {
        let value = try SecretValue(from: call.input)
        return try changing {
            var secret = try secret(call)
            var definition = try Definition(secret)
            definition.description = call.text("Description") ?? definition.description
            let oldKeyID = definition.keyID
            if let keyID = call.text("KmsKeyId") { definition.keyID = keyID.isEmpty ? nil : keyID }
            var answer = SecretsManager.head(secret)
            if let value {
                // First: what is refused must change nothing.
                answer["VersionId"] = .string(try put(value, nil, in: secret, definition, call).version)
            }
            if definition.keyID != oldKeyID { try encryptAnew(secret, under: definition.keyID, call) }
            secret.definition = definition.json
            secret.touch(at: call.time)
            let changed = secret
            try records.secrets { try $0.save(changed) }
            cache.forget(secret.id)
            tell("Secret Updated", call, secret, answer["VersionId"].map { ["versionId": $0] } ?? [:])
            return .object(answer)
        }
    }

    /// Encrypts those versions anew that are in use.
    private func encryptAnew(_ secret: SecretRecord, under keyID: String?, _ call: ServiceRequest) throws {
        let used = Set([Stages.current, Stages.previous, Stages.pending])
        let versions = try records.readSecrets { try $0.versions(of: secret.id) }
        var sealed: [(String, SecretVersionRecord.Sealed)] = []
        for version in versions where !used.isDisjoint(with: version.stages) {
            guard let value = try value(version, of: secret, for: call.principal) else { continue }
            let new = try vault.seal(value, of: secret.arn, version.version, under: keyID, for: call.principal)
            sealed.append((version.version, new))
        }
        try records.secrets { transaction in
            for (version, new) in sealed { try transaction.replace(version, of: secret.id, with: new) }
        }
        cache.forget(secret.id)
    }

    /// Gives a secret a version with a value and labels, unless a request before has.
    private func put(
        _ value: SecretValue,
        _ wanted: [String]?,
        in secret: SecretRecord,
        _ definition: Definition,
        _ call: ServiceRequest
    ) throws -> SecretVersionRecord {
        let id = try SecretsManager.versionID(call)
        let (existing, isFirst) = try records.readSecrets { transaction in
            (try transaction.version(id, of: secret.id), try transaction.stages(of: secret.id)[Stages.current] == nil)
        }
        if let existing, existing.sealed != nil {
            guard try self.value(existing, of: secret, for: call.principal) == value else {
                throw ServiceError.tokenInUse(id, secret.arn)
            }
            return existing
        }
        let stages = (wanted ?? []) + (wanted == nil || isFirst ? [Stages.current] : [])
        let sealed = try vault.seal(value, of: secret.arn, id, under: definition.keyID, for: call.principal)
        let (version, removed) = try records.secrets { transaction in
            if existing == nil {
                try transaction.add(id, sealed, to: secret.id, at: call.time)
            } else {
                try transaction.replace(id, of: secret.id, with: sealed)
            }
            try Stages.put(stages, on: id, of: secret.id, transaction)
            var secret = secret
            secret.touch(at: call.time)
            try transaction.save(secret)
            let removed = try Stages.clean(secret.id, at: call.time, transaction)
            return (try transaction.version(id, of: secret.id), removed)
        }
        cache.forget(secret.id)
        hear(.came(SecretsManager.source(value, of: secret, id)))
        for old in removed { hear(.went(secretARN: secret.arn, versionID: old)) }
        guard let version else { throw ServiceError.missingSecret }
        return version
    }

    // MARK: Reading

    func getSecretValue(_ call: ServiceRequest) throws -> JSONValue {
        try read(
            ValueCache.Request(
                id: call.required("SecretId"),
                version: call.text("VersionId"),
                stage: call.text("VersionStage")
            ),
            call
        )
    }

    /// Whether a request is answered without asking the disk or the key service, as far as can be told: one for a value that was
    /// read lately, while nobody hears of it and nothing is being rotated.
    public func hasAtHand(_ call: ServiceRequest) -> Bool {
        guard call.operation.name == "GetSecretValue", let id = call.text("SecretId"),
            !dependencies.publisher.isHeard, !rotations.hasGaps,
            resources.resource(id, at: records.versionOfSecrets) != nil
        else { return false }
        let request = ValueCache.Request(id: id, version: call.text("VersionId"), stage: call.text("VersionStage"))
        guard let entry = cache.entry(for: request).entry else { return false }
        let day = (call.time / 86_400).rounded(.down) * 86_400
        return entry.secret.accessedAt == day && entry.version.accessedAt == day
    }

    /// The value of a version as answers have it, once it was announced that it is read.
    private func read(_ request: ValueCache.Request, _ call: ServiceRequest) throws -> JSONValue {
        rotations.waitForGap(request.id)
        let (found, generation) = cache.entry(for: request)
        let entry: ValueCache.Entry
        if let found {
            entry = found
        } else {
            entry = try find(request, call)
            cache.insert(entry, for: request, since: generation)
        }
        let (secret, version) = (entry.secret, entry.version)
        let value = try vault.open(entry.sealed, of: secret.arn, version.version, with: entry.key)
        if dependencies.publisher.isHeard {
            try announce(
                "Secret Value Read",
                call,
                SecretsManager.names(of: secret).merging(["versionId": .string(version.version)]) { $1 }
            )
        }
        let day = (call.time / 86_400).rounded(.down) * 86_400
        if secret.accessedAt != day || version.accessedAt != day {
            try records.secrets { try $0.markAccessed(secret.id, version.version, on: day) }
            var marked = entry
            marked.secret.accessedAt = day
            marked.version.accessedAt = day
            cache.insert(marked, for: request, since: generation)
        }
        var answer = SecretsManager.head(secret)
        answer["VersionId"] = .string(version.version)
        answer["VersionStages"] = .array(version.stages.map { .string($0) })
        answer["CreatedDate"] = SecretsManager.text(version.createdAt)
        let parameter = value.parameter
        answer[parameter.name] = parameter.value
        return .object(answer)
    }

    /// The version that a request means, with its data key.
    private func find(_ request: ValueCache.Request, _ call: ServiceRequest) throws -> ValueCache.Entry {
        let (secret, version) = try records.readSecrets { transaction in
            let secret = try SecretNames.find(request.id, transaction)
            guard secret.deletedAt == nil else { throw ServiceError.markedForDeletion }
            return (secret, try SecretsManager.version(request, of: secret, transaction))
        }
        guard let sealed = version.sealed else {
            let what = request.stage.map { "staging label: \($0)" } ?? "VersionId: \(version.version)"
            throw ServiceError.missingValue(what)
        }
        let key = try vault.dataKey(of: sealed, secret.arn, version.version, for: call.principal)
        return ValueCache.Entry(secret: secret, version: version, sealed: sealed, key: key)
    }

    private static func version(
        _ request: ValueCache.Request,
        of secret: SecretRecord,
        _ transaction: SecretTransaction
    ) throws -> SecretVersionRecord {
        if let id = request.version {
            guard let version = try transaction.version(id, of: secret.id) else {
                throw ServiceError.missingValue("VersionId: \(id)")
            }
            guard request.stage.map(version.stages.contains) ?? true else {
                throw ServiceError.request(
                    "You provided a VersionStage that is not associated to the provided VersionId."
                )
            }
            return version
        }
        let stage = request.stage ?? Stages.current
        guard let id = try transaction.stages(of: secret.id)[stage],
            let version = try transaction.version(id, of: secret.id)
        else { throw ServiceError.missingValue("staging label: \(stage)") }
        return version
    }

    /// The secrets that a request for several values names; `nil` when filters find them.
    static func namedByBatch(_ call: ServiceRequest) throws(ServiceError) -> [String]? {
        let list = call.input["SecretIdList"]?.array.compactMap(\.string)
        let filters = call.input["Filters"]?.array ?? []
        guard !filters.isEmpty || call.input["MaxResults"] == nil else {
            throw ServiceError.parameter(
                "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided."
            )
        }
        guard (list == nil) != filters.isEmpty else {
            throw ServiceError.parameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.")
        }
        return list
    }

    /// The values of several secrets; an error for each that whoever asks may not have, as for one that is not there.
    ///
    /// - Parameters:
    ///   - secrets: What the request calls each, and what policies see.
    ///   - visible: Decides which of them may be shown.
    ///   - next: Where the next answer begins.
    ///   - call: The request.
    /// - Returns: The answer.
    /// - Throws: When the records or the keys cannot be used.
    func batchGetSecretValue(
        _ secrets: [(id: String, resource: ServiceResource)],
        _ visible: Visibility,
        next: JSONValue?,
        _ call: ServiceRequest
    ) throws -> JSONValue {
        var values: [JSONValue] = []
        var errors: [JSONValue] = []
        for (id, resource) in secrets {
            do {
                try SecretNames.check(id)
                guard visible.allows(resource) else {
                    throw ServiceError(
                        "AccessDeniedException",
                        "You are not authorized to perform secretsmanager:GetSecretValue on this secret."
                    )
                }
                values.append(try read(ValueCache.Request(id: id), call))
            } catch let error as ServiceError {
                errors.append(
                    .object([
                        "SecretId": .string(id), "ErrorCode": .string(error.code), "Message": .string(error.message),
                    ])
                )
            }
        }
        return .present(["SecretValues": .array(values), "Errors": .array(errors), "NextToken": next])
    }
}

import JSON
import Records
import ServiceModel

extension SecretsManager {
    private static let day = 86_400.0

    // MARK: Labels

    func updateStage(_ call: ServiceRequest) throws -> JSONValue {
        let stage = call.text("VersionStage") ?? ""
        let (from, to) = (call.text("RemoveFromVersionId"), call.text("MoveToVersionId"))
        return try changing {
            let secret = try secret(call)
            try records.secrets { transaction in
                for version in [from, to].compactMap(\.self) {
                    guard try transaction.version(version, of: secret.id) != nil else {
                        throw ServiceError.parameter("Not a valid version: \(version)")
                    }
                }
                try SecretsManager.checkMove(of: stage, from, to, held: transaction.stages(of: secret.id)[stage])
                if let to {
                    try Stages.put([stage], on: to, of: secret.id, transaction)
                } else {
                    try transaction.put(stage, on: nil, of: secret.id)
                }
                var changed = secret
                changed.touch(at: call.time)
                try transaction.save(changed)
            }
            cache.forget(secret.id)
            tell(
                "Secret Stage Moved",
                call,
                secret,
                [
                    "versionStage": .string(stage), "movedTo": to.map { .string($0) } ?? .null,
                    "removedFrom": from.map { .string($0) } ?? .null,
                ]
            )
            return .object(SecretsManager.head(secret))
        }
    }

    /// Refuses a move that names the wrong version, or none where one must be named.
    private static func checkMove(of stage: String, _ from: String?, _ to: String?, held: String?) throws(ServiceError)
    {
        guard from != nil || to != nil else {
            throw .parameter("You must specify either RemoveFromVersionId or MoveToVersionId.")
        }
        if to == nil, stage == Stages.current {
            throw .parameter(
                "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed."
            )
        }
        if let held, held != to {
            guard let from else {
                throw .parameter(
                    "The parameter RemoveFromVersionId can't be empty. Staging label \(stage) is currently attached to "
                        + "version \(held), so you must explicitly reference that version in RemoveFromVersionId."
                )
            }
            guard from == held else {
                throw .parameter(
                    "Staging label \(stage) is currently attached to version \(held), so you must explicitly reference that "
                        + "version in RemoveFromVersionId."
                )
            }
        } else if held == nil, let from {
            throw .parameter("Version stage \(stage) not found in version \(from)")
        }
    }

    // MARK: Deletion

    func deleteSecret(_ call: ServiceRequest) throws -> JSONValue {
        let isForced = call.flag("ForceDeleteWithoutRecovery")
        let days = call.input["RecoveryWindowInDays"]?.integer
        guard !isForced || days == nil else {
            throw ServiceError.parameter(
                "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."
            )
        }
        guard days.map((7...30).contains) ?? true else {
            throw ServiceError.parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).")
        }
        return try changing {
            var secret: SecretRecord
            do {
                secret = try self.secret(call, evenDeleted: true)
            } catch let error as ServiceError where isForced && error == .missingSecret {
                return .object([
                    "ARN": .string(SecretNames.partialARN(call.required("SecretId"))),
                    "Name": .string(call.required("SecretId")),
                    "DeletionDate": SecretsManager.text(call.time),
                ])
            }
            if isForced {
                try remove(secret)
                tell("Secret Deleted", call, secret)
            } else {
                guard secret.deletedAt == nil else {
                    throw ServiceError.request(
                        "You tried to perform the operation on a secret that's currently marked deleted."
                    )
                }
                secret.deletedAt = call.time
                secret.dueAt = call.time + Double(days ?? 30) * SecretsManager.day
                secret.touch(at: call.time)
                let changed = secret
                try records.secrets { try $0.save(changed) }
                cache.forget(secret.id)
                tell(
                    "Secret Deletion Scheduled",
                    call,
                    secret,
                    ["deletionDate": SecretsManager.text(secret.dueAt ?? call.time)]
                )
            }
            var answer = SecretsManager.head(secret)
            answer["DeletionDate"] = SecretsManager.text(secret.dueAt.flatMap { isForced ? nil : $0 } ?? call.time)
            return .object(answer)
        }
    }

    /// Removes a secret for good.
    private func remove(_ secret: SecretRecord) throws {
        let versions = try records.secrets { transaction in
            let versions = try transaction.versions(of: secret.id)
            try transaction.remove(secret.id)
            return versions
        }
        cache.forget(secret.id)
        for version in versions where version.sealed != nil {
            hear(.went(secretARN: secret.arn, versionID: version.version))
        }
    }

    /// Deletes the secrets whose time has come.
    ///
    /// - Parameter time: Now, by the clock: one that was set back deletes later, never earlier.
    /// - Throws: When the records cannot be used.
    func deleteDue(at time: Double) throws {
        try changing {
            for secret in try records.readSecrets({ try $0.secretsToDelete(at: time) }) {
                try remove(secret)
                let call = SecretsManager.ownRequest("DeleteSecret", at: time)
                tell("Secret Deleted", call, secret)
            }
        }
    }

    func restoreSecret(_ call: ServiceRequest) throws -> JSONValue {
        try changing {
            var secret = try secret(call, evenDeleted: true)
            secret.deletedAt = nil
            secret.dueAt = nil
            secret.touch(at: call.time)
            let changed = secret
            try records.secrets { try $0.save(changed) }
            cache.forget(secret.id)
            tell("Secret Restored", call, secret)
            return .object(SecretsManager.head(secret))
        }
    }

    // MARK: Tags

    private static let mostTags = 50

    /// Tags with others added or in place of those of the same key.
    static func merged(_ tags: [Definition.Tag], _ added: [Definition.Tag]) throws(ServiceError) -> [Definition.Tag] {
        var result = tags
        for tag in added {
            guard !tag.key.lowercased().hasPrefix("aws:") else {
                throw .parameter("Tag keys can't begin with aws:, which is reserved.")
            }
            if let index = result.firstIndex(where: { $0.key == tag.key }) {
                result[index] = tag
            } else {
                result.append(tag)
            }
        }
        guard result.count <= mostTags else {
            throw ServiceError("LimitExceededException", "A secret can't have more than \(mostTags) tags.")
        }
        return result
    }

    func tag(_ call: ServiceRequest) throws -> JSONValue {
        try changeDefinition(call, "Secret Tagged") { definition in
            definition.tags = try SecretsManager.merged(definition.tags, Definition.tags(call.input["Tags"]))
        }
        return .object([:])
    }

    func untag(_ call: ServiceRequest) throws -> JSONValue {
        let keys = Set(call.input["TagKeys"]?.array.compactMap(\.string) ?? [])
        try changeDefinition(call, "Secret Untagged") { definition in
            definition.tags.removeAll { keys.contains($0.key) }
        }
        return .object([:])
    }

    /// Changes what is known of a secret besides its values.
    @discardableResult
    func changeDefinition(
        _ call: ServiceRequest,
        _ detailType: String,
        _ change: (inout Definition) throws -> Void
    ) throws -> SecretRecord {
        try changing {
            var secret = try secret(call)
            var definition = try Definition(secret)
            try change(&definition)
            secret.definition = definition.json
            secret.touch(at: call.time)
            let changed = secret
            try records.secrets { try $0.save(changed) }
            cache.forget(secret.id)
            tell(detailType, call, secret)
            return secret
        }
    }
}

import JSON
import Records
import ServiceModel

extension SecretsManager {
    func describeSecret(_ call: ServiceRequest) throws -> JSONValue {
        let (secret, stages) = try records.readSecrets { transaction in
            let secret = try SecretNames.find(call.required("SecretId"), transaction)
            return (secret, try transaction.stages(of: secret.id))
        }
        tell("Secret Described", call, secret)
        return .object(SecretsManager.description(secret, try Definition(secret), stages, "VersionIdsToStages"))
    }

    /// A secret as answers have it.
    private static func description(
        _ secret: SecretRecord,
        _ definition: Definition,
        _ stages: [String: String],
        _ stagesName: String
    ) -> [String: JSONValue] {
        var members = head(secret)
        members["Description"] = definition.description.flatMap { $0.isEmpty ? nil : .string($0) }
        members["KmsKeyId"] = definition.keyID.map { .string($0) }
        if !definition.tags.isEmpty || definition.hadTags || stagesName == "SecretVersionsToStages" {
            members["Tags"] = definition.tagValues
        }
        if secret.rotator != nil { members["RotationEnabled"] = .boolean(secret.isRotated) }
        members["RotationLambdaARN"] = secret.rotator.map { .string(MaskedAddress.text($0)) }
        members["RotationRules"] = definition.rules?.value
        members["LastRotatedDate"] = secret.rotatedAt.map(text)
        members["LastChangedDate"] = text(secret.changedAt)
        members["LastAccessedDate"] = secret.accessedAt.map(text)
        members["DeletedDate"] = secret.deletedAt.map(text)
        if secret.isRotated, let window = secret.windowAt, let rules = definition.rules {
            members["NextRotationDate"] = text(rules.end(ofWindow: window))
        }
        members["CreatedDate"] = text(secret.createdAt)
        var versions: [String: [String]] = [:]
        for (stage, version) in stages { versions[version, default: []].append(stage) }
        if !versions.isEmpty {
            members[stagesName] = .object(versions.mapValues { .array($0.sorted().map { .string($0) }) })
        }
        return members
    }

    func listSecrets(_ call: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let page = try page(call, most: 100, mayWaitForDeletion: call.flag("IncludePlannedDeletion"), visible)
        let list = try records.readSecrets { transaction in
            try page.secrets.map { secret in
                JSONValue.object(
                    SecretsManager.description(
                        secret,
                        // One that cannot be read keeps its place in the list; whoever asks for it is told.
                        (try? Definition(secret)) ?? Definition(),
                        try transaction.stages(of: secret.id),
                        "SecretVersionsToStages"
                    )
                )
            }
        }
        tell("Secrets Listed", call, [:])
        return .present(["SecretList": .array(list), "NextToken": page.next])
    }

    func listVersions(_ call: ServiceRequest) throws -> JSONValue {
        let secret = try secret(call, evenDeleted: true)
        let all = try records.readSecrets { try $0.versions(of: secret.id) }
        let versions = all.filter { call.flag("IncludeDeprecated") || !$0.stages.isEmpty }
        var rest = versions[...]
        if let token = call.text("NextToken") {
            let place = PageToken.place(token)
            guard let index = versions.firstIndex(where: { $0.version == place }) else {
                throw ServiceError("InvalidNextTokenException", "The provided NextToken is not valid.")
            }
            rest = versions[(index + 1)...]
        }
        let limit = call.input["MaxResults"]?.integer ?? 100
        var answer = SecretsManager.head(secret)
        answer["Versions"] = .array(
            rest.prefix(limit).map { version in
                .present([
                    "VersionId": .string(version.version),
                    "VersionStages": version.stages.isEmpty ? nil : .array(version.stages.map { .string($0) }),
                    "LastAccessedDate": version.accessedAt.map(SecretsManager.text),
                    "CreatedDate": SecretsManager.text(version.createdAt),
                    "KmsKeyIds": version.sealed.map { .array([.string($0.keyARN)]) },
                ])
            }
        )
        if rest.count > limit {
            answer["NextToken"] = rest.prefix(limit).last.map { .string(PageToken.text($0.version)) }
        }
        tell("Secret Versions Listed", call, secret)
        return .object(answer)
    }
}

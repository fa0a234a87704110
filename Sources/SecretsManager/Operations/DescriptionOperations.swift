import JSON
import Records
import ServiceModel

extension SecretsManager {
    func describeSecret(_ call: Call) throws -> JSONValue {
        let (secret, stages) = try records.readSecrets { transaction in
            let secret = try SecretNames.find(call.secretID, transaction)
            return (secret, try transaction.stages(of: secret.id))
        }
        tell("Secret Described", call, secret)
        return .object(SecretsManager.description(secret, stages, stagesName: "VersionIdsToStages"))
    }

    /// A secret as answers have it.
    private static func description(
        _ secret: SecretRecord,
        _ stages: [String: String],
        stagesName: String
    ) -> [String: JSONValue] {
        let definition = Definition(secret)
        var members = head(secret)
        members["Description"] = definition.description.map { .string($0) }
        members["KmsKeyId"] = definition.keyID.map { .string($0) }
        if !definition.tags.isEmpty || stagesName == "SecretVersionsToStages" { members["Tags"] = definition.tagValues }
        if secret.rotator != nil { members["RotationEnabled"] = .boolean(secret.isRotated) }
        members["RotationLambdaARN"] = secret.rotator.map { .string($0) }
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

    func listSecrets(_ call: Call) throws -> JSONValue {
        let page = try page(call, most: 100, mayWaitForDeletion: call.flag("IncludePlannedDeletion"))
        let list = try records.readSecrets { transaction in
            try page.secrets.map { secret in
                JSONValue.object(
                    SecretsManager.description(
                        secret,
                        try transaction.stages(of: secret.id),
                        stagesName: "SecretVersionsToStages"
                    )
                )
            }
        }
        tell("Secrets Listed", call, [:])
        return .present(["SecretList": .array(list), "NextToken": page.next])
    }

    /// The secrets of one page of a list.
    func page(
        _ call: Call,
        most: Int,
        mayWaitForDeletion: Bool
    ) throws -> (secrets: [SecretRecord], next: JSONValue?) {
        let filters = try (call.input["Filters"]?.array ?? []).map { try SecretFilter($0) }
        let limit = min(most, call.input["MaxResults"]?.integer ?? most)
        func isWanted(_ secret: SecretRecord) -> Bool {
            guard mayWaitForDeletion || secret.deletedAt == nil else { return false }
            if filters.isEmpty { return true }
            let definition = Definition(secret)
            return filters.allSatisfy { $0.accepts(secret, definition) }
        }
        let isDescending = call.text("SortOrder") == "desc"
        let token = call.text("NextToken")
        guard let member = call.text("SortBy"), SecretsManager.sortedMembers.contains(member) else {
            let found = try pageAsMade(after: token, isDescending: isDescending, most: limit + 1, isWanted)
            let page = Array(found.prefix(limit))
            return (page, found.count > limit ? page.last.map { .string(String($0.id)) } : nil)
        }
        let wanted = try records.readSecrets { try $0.secrets() }.filter(isWanted)
        let sorted = SecretsManager.sorted(wanted, by: member, isDescending: isDescending)
        var rest = sorted[...]
        if let token {
            guard let index = sorted.firstIndex(where: { String($0.id) == token }) else {
                throw ServiceError("InvalidNextTokenException", "The provided NextToken is not valid.")
            }
            rest = sorted[(index + 1)...]
        }
        let page = Array(rest.prefix(limit))
        return (page, rest.count > limit ? page.last.map { .string(String($0.id)) } : nil)
    }

    /// Secrets in the order in which they were made, of which only so many are read as are needed.
    private func pageAsMade(
        after token: String?,
        isDescending: Bool,
        most count: Int,
        _ isWanted: (SecretRecord) -> Bool
    ) throws -> [SecretRecord] {
        var last = try token.map { token in
            guard let id = Int64(token), id > 0 else {
                throw ServiceError("InvalidNextTokenException", "The provided NextToken is not valid.")
            }
            return id
        }
        return try records.readSecrets { transaction in
            var found: [SecretRecord] = []
            while found.count < count {
                let some = try transaction.secrets(after: last, isDescending: isDescending, most: max(count, 256))
                found += some.filter(isWanted).prefix(count - found.count)
                guard let end = some.last else { break }
                last = end.id
            }
            return found
        }
    }

    /// What else than the time of their making secrets may be sorted by.
    private static let sortedMembers: Set<String> = ["name", "last-accessed-date", "last-changed-date"]

    private static func sorted(_ secrets: [SecretRecord], by member: String, isDescending: Bool) -> [SecretRecord] {
        let sorted: [SecretRecord] =
            switch member {
            case "name": secrets.sorted { $0.name < $1.name }
            case "last-accessed-date": secrets.sorted { ($0.accessedAt ?? 0, $0.id) < ($1.accessedAt ?? 0, $1.id) }
            case "last-changed-date": secrets.sorted { ($0.changedAt, $0.id) < ($1.changedAt, $1.id) }
            default: secrets
            }
        return isDescending ? sorted.reversed() : sorted
    }

    func listVersions(_ call: Call) throws -> JSONValue {
        let secret = try secret(call, evenDeleted: true)
        let all = try records.readSecrets { try $0.versions(of: secret.id) }
        let versions = all.filter { call.flag("IncludeDeprecated") || !$0.stages.isEmpty }
        var rest = versions[...]
        if let token = call.text("NextToken") {
            guard let index = versions.firstIndex(where: { $0.version == token }) else {
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
        if rest.count > limit { answer["NextToken"] = rest.prefix(limit).last.map { .string($0.version) } }
        tell("Secret Versions Listed", call, secret)
        return .object(answer)
    }
}

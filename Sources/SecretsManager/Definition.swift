import JSON
import Records
import ServiceModel

/// What is known of a secret besides its values and times.
struct Definition: Sendable, Equatable {
    var description: String?
    /// The key that encrypts it; `nil` for the service's own.
    var keyID: String?
    /// In the order in which they were added.
    var tags: [Tag] = []
    /// Whether there were tags once: a list without any is told from none.
    var hadTags = false
    var policy: String?
    var rules: RotationRules?

    struct Tag: Sendable, Equatable {
        var key: String
        var value: String
    }

    init() {}

    /// Reads what was kept.
    ///
    /// - Throws: `ServiceError` with the code `InternalServiceError` when it cannot be read: what is taken for empty would lose
    ///   the secret's policy and key.
    init(_ record: SecretRecord) throws(ServiceError) {
        let damaged = ServiceError(
            "InternalServiceError",
            "What is kept of the secret \(record.name) cannot be read: restore the records from a backup."
        )
        guard let json = try? JSONValue(parsing: Array(record.definition.utf8)), case .object = json else {
            throw damaged
        }
        description = json["Description"]?.string
        keyID = json["KmsKeyId"]?.string
        tags = Definition.tags(json["Tags"])
        hadTags = json["Tags"] != nil
        policy = json["ResourcePolicy"]?.string
        // Rules that are taken for none would end the rotation without a word.
        if let value = json["RotationRules"] {
            guard let known = try? RotationRules(value) else { throw damaged }
            rules = known
        }
    }

    static func tags(_ value: JSONValue?) -> [Tag] {
        (value?.array ?? []).compactMap { tag in
            tag["Key"]?.string.map { Tag(key: $0, value: tag["Value"]?.string ?? "") }
        }
    }

    /// Tags as answers have them.
    var tagValues: JSONValue {
        .array(tags.map { .object(["Key": .string($0.key), "Value": .string($0.value)]) })
    }

    /// What is kept.
    var json: String {
        JSONValue.present([
            "Description": description.map { .string($0) }, "KmsKeyId": keyID.map { .string($0) },
            "Tags": tags.isEmpty && !hadTags ? nil : tagValues, "ResourcePolicy": policy.map { .string($0) },
            "RotationRules": rules?.value,
        ]).json
    }
}

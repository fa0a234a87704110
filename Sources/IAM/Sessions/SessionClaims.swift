import JSON

/// What a session token says: all that must be known of a session, for nothing of it is kept.
struct SessionClaims: Sendable {
    /// Whose the session is.
    enum Holder: String, Sendable {
        /// Of a role.
        case role
        /// Of a user, by `GetSessionToken`.
        case user
        /// Of a user of the system, by `OpenSession`; its id is the user's number.
        case system
    }

    var holder: Holder
    /// The id of the role or user.
    var id: String
    /// The session's name; empty for a user's.
    var name = ""
    /// Seconds since 1970, whole, like `expiresAt`.
    var issuedAt: Int
    var expiresAt: Int
    /// The id of its access key: `ASIA...`.
    var accessKeyID: String
    /// What the session may do at most; `nil` for no such limit.
    var policy: String?
    /// ARNs of managed policies that do the same.
    var policyARNs: [String] = []
    var tags: [Tag] = []
    /// Keys of those tags that sessions begun from this one have, too.
    var transitiveKeys: [String] = []
    var sourceIdentity: String?
    /// The numbers of the groups of a user of the system.
    var groups: [UInt32] = []
    /// The unit that a user of the system was a part of.
    var unit: String?

    init(_ holder: Holder, id: String, issuedAt: Int, expiresAt: Int, accessKeyID: String) {
        self.holder = holder
        self.id = id
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.accessKeyID = accessKeyID
    }

    /// Reads what ``json`` has written.
    init?(_ json: JSONValue) {
        guard let holder = Holder(rawValue: json["holder"]?.string ?? ""), let id = json["id"]?.string,
            let issuedAt = json["issuedAt"]?.integer, let expiresAt = json["expiresAt"]?.integer,
            let accessKeyID = json["key"]?.string
        else { return nil }
        self.init(holder, id: id, issuedAt: issuedAt, expiresAt: expiresAt, accessKeyID: accessKeyID)
        name = json["name"]?.string ?? ""
        policy = json["policy"]?.string
        policyARNs = json["arns"]?.array.compactMap(\.string) ?? []
        tags = Tag.list(json["tags"])
        transitiveKeys = json["transitive"]?.array.compactMap(\.string) ?? []
        sourceIdentity = json["source"]?.string
        groups = json["groups"]?.array.compactMap { $0.integer.flatMap { UInt32(exactly: $0) } } ?? []
        unit = json["unit"]?.string
    }

    var json: JSONValue {
        .present([
            "holder": .string(holder.rawValue), "id": .string(id), "name": .string(name),
            "issuedAt": .number(issuedAt), "expiresAt": .number(expiresAt), "key": .string(accessKeyID),
            "policy": policy.map { .string($0) }, "arns": .array(policyARNs.map { .string($0) }),
            "tags": Tag.json(tags), "transitive": .array(transitiveKeys.map { .string($0) }),
            "source": sourceIdentity.map { .string($0) },
            "groups": groups.isEmpty ? nil : .array(groups.map { .number(Int($0)) }),
            "unit": unit.map { .string($0) },
        ])
    }

    /// The tags that are passed on.
    var transitiveTags: [Tag] {
        let keys = Set(transitiveKeys.map { $0.lowercased() })
        return tags.filter { keys.contains($0.key.lowercased()) }
    }
}

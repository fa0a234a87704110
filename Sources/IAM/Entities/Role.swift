import AccessPolicies
import Accounts
import JSON
import Records

/// A role: policies that whoever its trust policy names may have for a while.
struct Role: NamedEntity {
    static let kind = IdentityKind.role
    /// The shortest and longest sessions that a role may allow, in seconds.
    static let durations = 3600...43_200

    let id: String
    var name: String
    /// From `/` to `/`.
    var path: String
    var createdAt: Double
    var description = ""
    /// The longest session, in seconds.
    var longestSession = 3600
    var tags: [Tag] = []
    /// Who may assume it; users and roles in it are named by their ids.
    var trust: PolicyDocument
    var permissions = Permissions()

    var arn: String { AccountLocation.current.iamARN(of: "role\(path)\(name)") }

    init(id: String, name: String, path: String, createdAt: Double, trust: String) {
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        self.trust = PolicyDocument(trust, as: .trust, named: "trust policy of \(name)")
    }

    init?(id: String, _ json: JSONValue) {
        guard let (name, path, at) = Self.naming(json), let trust = json["trust"]?.string else { return nil }
        self.init(id: id, name: name, path: path, createdAt: at, trust: trust)
        description = json["description"]?.string ?? ""
        longestSession = json["longestSession"]?.integer ?? 3600
        tags = Tag.list(json["tags"])
        permissions = Permissions(json, of: "role \(name)")
    }

    var json: JSONValue {
        var members = naming
        members["description"] = description.isEmpty ? nil : .string(description)
        members["longestSession"] = .number(longestSession)
        members["tags"] = tags.isEmpty ? nil : Tag.json(tags)
        members["trust"] = .string(trust.text)
        permissions.add(to: &members)
        return .present(members)
    }
}

/// Which role a unit of the system has: one whose name is the profile's.
struct InstanceProfile: NamedEntity {
    static let kind = IdentityKind.profile

    let id: String
    var name: String
    var path: String
    var createdAt: Double
    var tags: [Tag] = []
    /// The id of its role.
    var role: String?

    var arn: String { AccountLocation.current.iamARN(of: "instance-profile\(path)\(name)") }

    init(id: String, name: String, path: String, createdAt: Double) {
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
    }

    init?(id: String, _ json: JSONValue) {
        guard let (name, path, at) = Self.naming(json) else { return nil }
        self.init(id: id, name: name, path: path, createdAt: at)
        tags = Tag.list(json["tags"])
        role = json["role"]?.string
    }

    var json: JSONValue {
        var members = naming
        members["tags"] = tags.isEmpty ? nil : Tag.json(tags)
        members["role"] = role.map { .string($0) }
        return .present(members)
    }
}

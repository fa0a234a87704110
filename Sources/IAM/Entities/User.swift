import Accounts
import JSON
import Records

/// A user of the service of identities.
struct User: NamedEntity {
    static let kind = IdentityKind.user

    let id: String
    var name: String
    /// From `/` to `/`.
    var path: String
    /// Seconds since 1970.
    var createdAt: Double
    var tags: [Tag] = []
    /// The ids of the groups that the user is in.
    var groups: [String] = []
    var permissions = Permissions()

    var arn: String { AccountLocation.current.iamARN(of: "user\(path)\(name)") }

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
        groups = json["groups"]?.array.compactMap(\.string) ?? []
        permissions = Permissions(json, of: "user \(name)")
    }

    var json: JSONValue {
        var members = naming
        members["tags"] = tags.isEmpty ? nil : Tag.json(tags)
        members["groups"] = groups.isEmpty ? nil : .array(groups.map { .string($0) })
        permissions.add(to: &members)
        return .present(members)
    }
}

/// Users that have policies together.
struct Group: NamedEntity {
    static let kind = IdentityKind.group
    /// Groups of this path stand for the groups of the system that have their names: whoever is in those has their policies.
    static let unixPath = "/unix/"

    let id: String
    var name: String
    var path: String
    var createdAt: Double
    var permissions = Permissions()

    var arn: String { AccountLocation.current.iamARN(of: "group\(path)\(name)") }

    init(id: String, name: String, path: String, createdAt: Double) {
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
    }

    init?(id: String, _ json: JSONValue) {
        guard let (name, path, at) = Self.naming(json) else { return nil }
        self.init(id: id, name: name, path: path, createdAt: at)
        permissions = Permissions(json, of: "group \(name)")
    }

    var json: JSONValue {
        var members = naming
        permissions.add(to: &members)
        return .present(members)
    }
}

/// An access key of a user.
struct AccessKey: Entity {
    static let kind = IdentityKind.key

    /// Its id: `AKIA...`.
    let id: String
    /// The id of the user whose it is.
    let user: String
    let createdAt: Double
    var isActive = true
    /// Its secret, encrypted.
    let sealed: String

    var name: String { id }
    /// Orders the keys of a user by when they were made: microseconds since 1970, in sixteen digits, and the id.
    var age: String {
        let digits = String(Int(createdAt * 1_000_000))
        return String(repeating: "0", count: max(16 - digits.count, 0)) + digits + id
    }

    init(id: String, user: String, createdAt: Double, sealed: String) {
        self.id = id
        self.user = user
        self.createdAt = createdAt
        self.sealed = sealed
    }

    init?(id: String, _ json: JSONValue) {
        guard let user = json["user"]?.string, let at = json["createdAt"]?.number, let sealed = json["sealed"]?.string
        else { return nil }
        self.init(id: id, user: user, createdAt: at, sealed: sealed)
        isActive = json["isActive"] == .boolean(true)
    }

    var json: JSONValue {
        .object([
            "user": .string(user), "createdAt": .number(createdAt), "isActive": .boolean(isActive),
            "sealed": .string(sealed),
        ])
    }
}

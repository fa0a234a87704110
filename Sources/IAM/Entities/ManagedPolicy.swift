import Accounts
import JSON
import Records

/// A policy that users, groups and roles may have together, with its versions.
struct ManagedPolicy: NamedEntity {
    static let kind = IdentityKind.policy
    /// The most versions that are kept.
    static let mostVersions = 5

    struct Version: Sendable {
        /// From 1.
        var number: Int
        var createdAt: Double
        var document: PolicyDocument

        /// Its name: `v1`.
        var id: String { "v\(number)" }
    }

    let id: String
    var name: String
    var path: String
    var createdAt: Double
    var updatedAt: Double
    var description = ""
    var tags: [Tag] = []
    /// The oldest first; at least one.
    var versions: [Version]
    /// The number of the version that counts.
    var current: Int
    /// The number of the newest version that there ever was.
    var newest: Int
    /// Whether it is Magpie's own, which nobody changes.
    var isBuiltIn = false

    var arn: String {
        isBuiltIn ? "arn:aws:iam::aws:policy\(path)\(name)" : AccountLocation.current.iamARN(of: "policy\(path)\(name)")
    }

    /// The document that counts.
    var document: PolicyDocument { (versions.first { $0.number == current } ?? versions[0]).document }

    /// Describes a policy with one version.
    init(id: String, name: String, path: String, createdAt: Double, document: String) {
        self.id = id
        self.name = name
        self.path = path
        self.createdAt = createdAt
        updatedAt = createdAt
        versions = [Version(number: 1, createdAt: createdAt, document: PolicyDocument(document, named: name))]
        current = 1
        newest = 1
    }

    init?(id: String, _ json: JSONValue) {
        guard let (name, path, at) = Self.naming(json), let current = json["current"]?.integer else { return nil }
        self.id = id
        self.name = name
        self.path = path
        createdAt = at
        updatedAt = json["updatedAt"]?.number ?? at
        description = json["description"]?.string ?? ""
        tags = Tag.list(json["tags"])
        versions = (json["versions"]?.array ?? []).compactMap { version in
            guard let number = version["number"]?.integer, let at = version["createdAt"]?.number,
                let text = version["document"]?.string
            else { return nil }
            return Version(number: number, createdAt: at, document: PolicyDocument(text, named: name))
        }
        self.current = current
        newest = json["newest"]?.integer ?? current
        guard versions.contains(where: { $0.number == current }) else { return nil }
    }

    var json: JSONValue {
        .present([
            "name": .string(name), "path": .string(path), "createdAt": .number(createdAt),
            "updatedAt": .number(updatedAt), "description": description.isEmpty ? nil : .string(description),
            "tags": tags.isEmpty ? nil : Tag.json(tags), "current": .number(current), "newest": .number(newest),
            "versions": .array(
                versions.map {
                    .object([
                        "number": .number($0.number), "createdAt": .number($0.createdAt),
                        "document": .string($0.document.text),
                    ])
                }
            ),
        ])
    }
}

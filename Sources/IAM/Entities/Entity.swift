import JSON
import Records

/// Something that has a name and an id, as it is kept.
protocol Entity: Sendable {
    static var kind: IdentityKind { get }
    /// `AIDA...`, `AROA...`: never used again.
    var id: String { get }
    /// Unique among those of its kind, whatever the case of its letters.
    var name: String { get }
    /// How it is kept.
    var json: JSONValue { get }
    /// Reads what ``json`` has written; `nil` for anything else.
    init?(id: String, _ json: JSONValue)
}

/// An entity of an account that has a path, and so an ARN: a user, a group, a role, a profile or a policy.
protocol NamedEntity: Entity {
    var name: String { get set }
    /// From `/` to `/`.
    var path: String { get set }
    /// Seconds since 1970.
    var createdAt: Double { get }
}

extension NamedEntity {
    /// What of every such entity is kept.
    var naming: [String: JSONValue?] {
        ["name": .string(name), "path": .string(path), "createdAt": .number(createdAt)]
    }

    /// Reads what ``naming`` has written; `nil` for anything else.
    static func naming(_ json: JSONValue) -> (name: String, path: String, createdAt: Double)? {
        guard let name = json["name"]?.string, let path = json["path"]?.string, let at = json["createdAt"]?.number
        else { return nil }
        return (name, path, at)
    }
}

/// A tag of a user, role or policy.
///
/// Keys are told apart without regard to the case of their letters, and keep the case that they were given in.
struct Tag: Sendable, Equatable {
    var key: String
    var value: String

    static func list(_ json: JSONValue?) -> [Tag] {
        (json?.array ?? []).compactMap { pair in
            guard let key = pair["Key"]?.string, let value = pair["Value"]?.string else { return nil }
            return Tag(key: key, value: value)
        }
    }

    static func json(_ tags: [Tag]) -> JSONValue {
        .array(tags.map { .object(["Key": .string($0.key), "Value": .string($0.value)]) })
    }
}

/// The policies of a user, group or role.
struct Permissions: Sendable {
    /// A policy that is part of who has it.
    struct Inline: Sendable {
        var name: String
        var document: PolicyDocument
    }

    /// ARNs, in the order in which they were attached.
    var attached: [String] = []
    /// In the order of their names.
    var inline: [Inline] = []
    /// The ARN of the managed policy that says what may be allowed at most.
    var boundary: String?

    init() {}

    init(_ json: JSONValue, of owner: String) {
        attached = json["attached"]?.array.compactMap(\.string) ?? []
        boundary = json["boundary"]?.string
        inline = (json["inline"]?.members ?? [:]).compactMap { name, text in
            text.string.map { Inline(name: name, document: PolicyDocument($0, named: "\(owner): \(name)")) }
        }.sorted { $0.name < $1.name }
    }

    /// Adds to what of an entity is kept.
    func add(to members: inout [String: JSONValue?]) {
        members["attached"] = attached.isEmpty ? nil : .array(attached.map { .string($0) })
        members["boundary"] = boundary.map { .string($0) }
        if !inline.isEmpty {
            members["inline"] = .object(
                Dictionary(inline.map { ($0.name, .string($0.document.text)) }) { first, _ in first }
            )
        }
    }

    /// The same for an owner of another name, which explanations call it by.
    func renamed(_ owner: String) -> Permissions {
        var renamed = self
        renamed.inline = inline.map {
            Inline(name: $0.name, document: PolicyDocument($0.document.text, named: "\(owner): \($0.name)"))
        }
        return renamed
    }

    subscript(inline name: String) -> PolicyDocument? { inline.first { $0.name == name }?.document }

    mutating func put(_ document: PolicyDocument, named name: String) {
        inline.removeAll { $0.name == name }
        inline.append(Inline(name: name, document: document))
        inline.sort { $0.name < $1.name }
    }
}

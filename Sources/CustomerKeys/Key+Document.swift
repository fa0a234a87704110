package import JSON
import KeyRecords

/// How keys are kept.
extension Key {
    /// The documents of the key itself and of its material.
    var documents: [KeyDatabase.Document] {
        let text = JSONValue.present([
            "spec": .string(spec.rawValue), "usage": .string(usage.rawValue), "origin": .string(origin.rawValue),
            "manager": .string(manager.rawValue), "description": .string(description), "policy": .string(policy),
            "tags": .object(tags.mapValues { .string($0) }), "createdAt": .number(createdAt),
            "isEnabled": .boolean(isEnabled), "deletionAt": deletionAt.map { .number($0) },
            "rotationPeriod": rotation.map { .number(Double($0.period)) },
            "nextRotation": rotation.map { .number($0.next) },
            "onDemandRotations": .number(Double(onDemandRotations)),
            "materials": .array(materials.map { .string($0.id) }),
        ])
        let own = KeyDatabase.Document(.key, id, text: text.json)
        return [own] + materials.map { $0.document(of: id) }
    }

    /// Reads a key; its material must be among `materials`.
    ///
    /// - Returns: `nil` when the document is none that this version has written.
    init?(_ document: KeyDatabase.Document, materials: [String: KeyDatabase.Document]) {
        guard let json = try? JSONValue(parsing: Array(document.text.utf8)),
            let spec = KeySpec(rawValue: json["spec"]?.string ?? ""),
            let usage = KeyUsage(rawValue: json["usage"]?.string ?? ""),
            let origin = Origin(rawValue: json["origin"]?.string ?? ""),
            let manager = Manager(rawValue: json["manager"]?.string ?? ""),
            let createdAt = json["createdAt"]?.number
        else { return nil }
        let names = json["materials"]?.array.compactMap(\.string) ?? []
        let all = names.compactMap { name in
            materials[KeyMaterial.name(name, of: document.name)].flatMap { KeyMaterial(name, $0) }
        }
        guard all.count == names.count else { return nil }
        id = document.name
        self.spec = spec
        self.usage = usage
        self.origin = origin
        self.manager = manager
        self.createdAt = createdAt
        self.materials = all
        description = json["description"]?.string ?? ""
        policy = json["policy"]?.string ?? ""
        tags = json["tags"]?.strings ?? [:]
        isEnabled = json["isEnabled"] == .boolean(true)
        deletionAt = json["deletionAt"]?.number
        if let period = json["rotationPeriod"]?.integer, let next = json["nextRotation"]?.number {
            rotation = Rotation(period: period, next: next)
        }
        onDemandRotations = json["onDemandRotations"]?.integer ?? 0
    }
}

extension KeyMaterial {
    /// The name of a document.
    ///
    /// The same bytes may be imported into several keys.
    package static func name(_ id: String, of key: String) -> String { "\(key)/\(id)" }

    func document(of key: String) -> KeyDatabase.Document {
        let text = JSONValue.present([
            "state": .string(state.rawValue), "createdAt": .number(createdAt),
            "rotatedAt": rotatedAt.map { .number($0) },
            "rotationType": rotationType.map { .string($0.rawValue) }, "validTo": validTo.map { .number($0) },
            "description": description.map { .string($0) },
        ])
        return KeyDatabase.Document(
            .material,
            KeyMaterial.name(id, of: key),
            parent: key,
            text: text.json,
            secret: wrapped
        )
    }

    init?(_ id: String, _ document: KeyDatabase.Document) {
        guard let json = try? JSONValue(parsing: Array(document.text.utf8)),
            let state = State(rawValue: json["state"]?.string ?? ""), let createdAt = json["createdAt"]?.number
        else { return nil }
        self.id = id
        self.state = state
        self.createdAt = createdAt
        rotatedAt = json["rotatedAt"]?.number
        rotationType = (json["rotationType"]?.string).flatMap(RotationType.init)
        validTo = json["validTo"]?.number
        description = json["description"]?.string
        wrapped = document.secret
    }
}

/// A name of a key.
package struct Alias: Sendable {
    package var name: String
    package var key: String
    package var createdAt: Double
    package var updatedAt: Double

    var document: KeyDatabase.Document {
        let text = JSONValue.object(["createdAt": .number(createdAt), "updatedAt": .number(updatedAt)])
        return KeyDatabase.Document(.alias, name, parent: key, text: text.json)
    }

    package init(name: String, key: String, at time: Double) {
        self.name = name
        self.key = key
        createdAt = time
        updatedAt = time
    }

    init?(_ document: KeyDatabase.Document) {
        guard let json = try? JSONValue(parsing: Array(document.text.utf8)), let createdAt = json["createdAt"]?.number
        else {
            return nil
        }
        name = document.name
        key = document.parent
        self.createdAt = createdAt
        updatedAt = json["updatedAt"]?.number ?? createdAt
    }
}

/// What somebody may do with a key beyond its policy.
package struct Grant: Sendable {
    package var id: String
    package var key: String
    /// What the request had: principals, operations, constraints, name.
    package var definition: JSONValue
    package var createdAt: Double

    var document: KeyDatabase.Document {
        let text = JSONValue.object(["definition": definition, "createdAt": .number(createdAt)])
        return KeyDatabase.Document(.grant, id, parent: key, text: text.json)
    }

    package init(id: String, key: String, definition: JSONValue, at time: Double) {
        self.id = id
        self.key = key
        self.definition = definition
        createdAt = time
    }

    init?(_ document: KeyDatabase.Document) {
        guard let json = try? JSONValue(parsing: Array(document.text.utf8)), let definition = json["definition"],
            let createdAt = json["createdAt"]?.number
        else { return nil }
        self.init(id: document.name, key: document.parent, definition: definition, at: createdAt)
    }
}

import KeyRecords

/// All keys, aliases and grants, as they are kept.
package struct Catalogue: Sendable {
    package fileprivate(set) var keys: [String: Key] = [:]
    package private(set) var aliases: [String: Alias] = [:]
    package private(set) var grants: [String: Grant] = [:]
    /// The ids of each key's grants.
    private var grantIDs: [String: Set<String>] = [:]
    /// The names of each key's aliases.
    private var aliasNames: [String: Set<String>] = [:]

    /// Reads what is kept.
    ///
    /// - Throws: `KeyDatabase.Failure.damaged` when something in it is not what was written.
    init(_ database: KeyDatabase) throws {
        let materials = Dictionary(uniqueKeysWithValues: try database.all(.material).map { ($0.name, $0) })
        for document in try database.all(.key) {
            guard let key = Key(document, materials: materials) else { throw KeyDatabase.Failure.damaged }
            keys[key.id] = key
        }
        for document in try database.all(.alias) {
            guard let alias = Alias(document) else { throw KeyDatabase.Failure.damaged }
            put(alias)
        }
        for document in try database.all(.grant) {
            guard let grant = Grant(document) else { throw KeyDatabase.Failure.damaged }
            put(grant)
        }
    }

    /// The grants of a key.
    package func grants(ofKey id: String) -> [Grant] { grantIDs[id].map { $0.compactMap { grants[$0] } } ?? [] }

    /// The names of a key's aliases, sorted.
    package func aliases(of key: Key) -> [String] { aliasNames[key.id]?.sorted() ?? [] }

    fileprivate mutating func put(_ alias: Alias) {
        dropAlias(alias.name)
        aliases[alias.name] = alias
        aliasNames[alias.key, default: []].insert(alias.name)
    }

    fileprivate mutating func dropAlias(_ name: String) {
        guard let alias = aliases.removeValue(forKey: name) else { return }
        aliasNames[alias.key]?.remove(name)
    }

    fileprivate mutating func put(_ grant: Grant) {
        grants[grant.id] = grant
        grantIDs[grant.key, default: []].insert(grant.id)
    }

    fileprivate mutating func dropGrant(_ id: String) {
        guard let grant = grants.removeValue(forKey: id) else { return }
        grantIDs[grant.key]?.remove(id)
    }

    /// The changes of a transaction, in memory and for the disk.
    package struct Edit {
        package private(set) var catalogue: Catalogue
        private(set) var changes: [KeyDatabase.Change] = []

        package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

        /// Keeps a key as it is now; material that it has no more goes.
        package mutating func put(_ key: Key) {
            let kept = Set(key.materials.map(\.id))
            for material in catalogue.keys[key.id]?.materials ?? [] where !kept.contains(material.id) {
                changes.append(.remove(.material, KeyMaterial.name(material.id, of: key.id)))
            }
            catalogue.keys[key.id] = key
            changes += key.documents.map { .put($0) }
        }

        /// Removes a key with everything that belongs to it.
        package mutating func remove(_ key: Key) {
            for alias in catalogue.aliases.values where alias.key == key.id { removeAlias(alias.name) }
            for grant in catalogue.grants(ofKey: key.id) { removeGrant(grant.id) }
            for material in key.materials {
                changes.append(.remove(.material, KeyMaterial.name(material.id, of: key.id)))
            }
            catalogue.keys[key.id] = nil
            changes += [.remove(.usage, key.id), .remove(.key, key.id)]
        }

        package mutating func put(_ alias: Alias) {
            catalogue.put(alias)
            changes.append(.put(alias.document))
        }

        package mutating func removeAlias(_ name: String) {
            catalogue.dropAlias(name)
            changes.append(.remove(.alias, name))
        }

        package mutating func put(_ grant: Grant) {
            catalogue.put(grant)
            changes.append(.put(grant.document))
        }

        package mutating func removeGrant(_ id: String) {
            catalogue.dropGrant(id)
            changes.append(.remove(.grant, id))
        }

        // What is kept besides the catalogue.

        /// Keeps the key under which material is imported into `key`.
        package mutating func putWrappingKey(_ id: String, of key: String, _ text: String, secret: [UInt8]) {
            changes.append(.put(KeyDatabase.Document(.wrappingKey, id, parent: key, text: text, secret: secret)))
        }

        package mutating func removeWrappingKey(_ id: String) { changes.append(.remove(.wrappingKey, id)) }

        /// Keeps what others are to hear.
        package mutating func putNotice(_ name: String, _ text: String) {
            changes.append(.put(KeyDatabase.Document(.notice, name, text: text)))
        }

        package mutating func removeNotice(_ name: String) { changes.append(.remove(.notice, name)) }

        /// Keeps what a key was last used for.
        package mutating func putUse(of key: String, _ text: String) {
            changes.append(.put(KeyDatabase.Document(.usage, key, parent: key, text: text)))
        }

        /// Keeps a note of the service about itself.
        package mutating func putNote(_ name: String, _ text: String) {
            changes.append(.put(KeyDatabase.Document(.anchor, name, text: text)))
        }
    }
}

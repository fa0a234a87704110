import JSON
import Records

extension Catalogue {
    /// The changes of a transaction, in memory and for the disk.
    struct Edit {
        private(set) var catalogue: Catalogue
        private(set) var changes: [IdentityChange] = []

        init(_ catalogue: Catalogue) { self.catalogue = catalogue }

        private mutating func keep(_ entity: some Entity) {
            changes.append(.put(type(of: entity).kind, id: entity.id, document: entity.json.json))
        }

        private mutating func drop(_ entity: some Entity) {
            changes.append(.remove(type(of: entity).kind, id: entity.id))
        }

        mutating func put(_ user: User) {
            catalogue.put(user)
            keep(user)
        }

        mutating func put(_ group: Group) {
            catalogue.put(group)
            keep(group)
        }

        mutating func put(_ role: Role) {
            catalogue.put(role)
            keep(role)
        }

        mutating func put(_ profile: InstanceProfile) {
            catalogue.put(profile)
            keep(profile)
        }

        mutating func put(_ policy: ManagedPolicy) {
            catalogue.put(policy)
            keep(policy)
        }

        mutating func put(_ key: AccessKey) {
            catalogue.put(key)
            keep(key)
        }

        mutating func put(_ account: AccountState) {
            catalogue.put(account)
            changes.append(.put(.account, id: "account", document: account.json.json))
        }

        mutating func remove(_ user: User) {
            catalogue.remove(user)
            drop(user)
        }

        mutating func remove(_ group: Group) {
            catalogue.remove(group)
            drop(group)
        }

        mutating func remove(_ role: Role) {
            catalogue.remove(role)
            drop(role)
        }

        mutating func remove(_ profile: InstanceProfile) {
            catalogue.remove(profile)
            drop(profile)
        }

        mutating func remove(_ policy: ManagedPolicy) {
            catalogue.remove(policy)
            drop(policy)
        }

        mutating func remove(_ key: AccessKey) {
            catalogue.remove(key)
            drop(key)
        }
    }
}

import AccessPolicies
import JSON
import Records

/// All that is kept, at one moment: a value that is read without locks, and replaced as a whole.
struct Catalogue: Sendable {
    private(set) var users = Registry<User>()
    private(set) var groups = Registry<Group>()
    private(set) var roles = Registry<Role>()
    private(set) var profiles = Registry<InstanceProfile>()
    private(set) var policies = Registry<ManagedPolicy>()
    private(set) var keys = Registry<AccessKey>()
    private(set) var account = AccountState()
    /// What all but the account itself may do at most, level by level; not kept here, but in the configuration.
    var serviceControl: [[AccessPolicy]] = []
    /// The ids of policies by their ARNs.
    private var policyIDs = ShardedMap<String, String>()
    /// The ids of a user's keys, the oldest first.
    private var keyIDs = ShardedMap<String, [String]>()
    /// The ids of those in a group.
    private var members = ShardedMap<String, ShardedMap<String, Bool>>()
    /// Who has a policy, by its ARN: ids of users, groups and roles.
    private var holders = ShardedMap<String, ShardedMap<String, Holding>>()
    /// The ids of the profiles that a role is in.
    private var profileIDs = ShardedMap<String, [String]>()

    /// What somebody has a policy for.
    struct Holding: OptionSet, Sendable {
        let rawValue: Int
        static let permissions = Holding(rawValue: 1)
        static let boundary = Holding(rawValue: 2)
    }

    /// Reads what is kept, beside policies that are built in.
    ///
    /// - Throws: ``IdentityFailure/damaged(_:)`` when something in it is not what was written.
    init(_ records: RecordStore, builtIn: [ManagedPolicy]) throws {
        for policy in builtIn { put(policy) }
        try records.forEachIdentity(.account) { id, document in
            guard let json = try? JSONValue(parsing: document) else { throw IdentityFailure.damaged("account") }
            account = AccountState(json)
        }
        try read(records) { $0.put($1 as User) }
        try read(records) { $0.put($1 as Group) }
        try read(records) { $0.put($1 as Role) }
        try read(records) { $0.put($1 as InstanceProfile) }
        try read(records) { $0.put($1 as ManagedPolicy) }
        try read(records) { $0.put($1 as AccessKey) }
    }

    private mutating func read<Element: Entity>(
        _ records: RecordStore,
        _ put: (inout Catalogue, Element) -> Void
    ) throws {
        try records.forEachIdentity(Element.kind) { id, document in
            guard let json = try? JSONValue(parsing: document), let element = Element(id: id, json) else {
                throw IdentityFailure.damaged("\(Element.kind.rawValue) \(id)")
            }
            put(&self, element)
        }
    }

    // MARK: Looking up

    func policy(arn: String) -> ManagedPolicy? { policyIDs[arn].flatMap { policies[id: $0] } }

    /// A user's keys, the oldest first.
    func keys(of user: User) -> [AccessKey] { (keyIDs[user.id] ?? []).compactMap { keys[id: $0] } }

    /// The ids of those in a group, in no order.
    func members(of group: Group) -> [String] { members[group.id].map { Array($0.keys) } ?? [] }

    func groups(of user: User) -> [Group] { user.groups.compactMap { groups[id: $0] } }

    /// The ids of who has a policy, and what for, in no order.
    func holders(ofPolicy arn: String) -> [(id: String, holding: Holding)] {
        guard let holders = holders[arn] else { return [] }
        return holders.keys.compactMap { id in holders[id].map { (id, $0) } }
    }

    func profiles(of role: Role) -> [InstanceProfile] { (profileIDs[role.id] ?? []).compactMap { profiles[id: $0] } }

    // MARK: Changing

    mutating func put(_ user: User) {
        let former = users[id: user.id]
        relate(user.id, former?.permissions, user.permissions)
        let (left, joined) = (Set(former?.groups ?? []), Set(user.groups))
        for group in left.subtracting(joined) { members[group]?[user.id] = nil }
        for group in joined.subtracting(left) { members[group, default: ShardedMap()][user.id] = true }
        users.put(user)
    }

    mutating func put(_ group: Group) {
        relate(group.id, groups[id: group.id]?.permissions, group.permissions)
        groups.put(group)
    }

    mutating func put(_ role: Role) {
        relate(role.id, roles[id: role.id]?.permissions, role.permissions)
        roles.put(role)
    }

    mutating func put(_ profile: InstanceProfile) {
        let former = profiles[id: profile.id]?.role
        if former != profile.role {
            if let former { profileIDs[former]?.removeAll { $0 == profile.id } }
            if let role = profile.role { profileIDs[role, default: []].append(profile.id) }
        }
        profiles.put(profile)
    }

    mutating func put(_ policy: ManagedPolicy) {
        policyIDs[policy.arn] = policy.id
        policies.put(policy)
    }

    mutating func put(_ key: AccessKey) {
        if keys[id: key.id] == nil {
            var ids = keyIDs[key.user] ?? []
            let place = ids.firstIndex { (keys[id: $0]?.createdAt ?? 0) > key.createdAt } ?? ids.count
            ids.insert(key.id, at: place)
            keyIDs[key.user] = ids
        }
        keys.put(key)
    }

    mutating func put(_ account: AccountState) { self.account = account }

    mutating func remove(_ user: User) {
        relate(user.id, user.permissions, nil)
        for group in user.groups { members[group]?[user.id] = nil }
        keyIDs[user.id] = nil
        users.remove(user)
    }

    mutating func remove(_ group: Group) {
        relate(group.id, group.permissions, nil)
        members[group.id] = nil
        groups.remove(group)
    }

    mutating func remove(_ role: Role) {
        relate(role.id, role.permissions, nil)
        profileIDs[role.id] = nil
        roles.remove(role)
    }

    mutating func remove(_ profile: InstanceProfile) {
        if let role = profile.role { profileIDs[role]?.removeAll { $0 == profile.id } }
        profiles.remove(profile)
    }

    mutating func remove(_ policy: ManagedPolicy) {
        policyIDs[policy.arn] = nil
        holders[policy.arn] = nil
        policies.remove(policy)
    }

    mutating func remove(_ key: AccessKey) {
        keyIDs[key.user]?.removeAll { $0 == key.id }
        keys.remove(key)
    }

    /// Keeps up with who has which managed policies.
    private mutating func relate(_ id: String, _ former: Permissions?, _ permissions: Permissions?) {
        let (left, came) = (Catalogue.holdings(former), Catalogue.holdings(permissions))
        for arn in left.keys where came[arn] == nil { holders[arn]?[id] = nil }
        for (arn, holding) in came where left[arn] != holding { holders[arn, default: ShardedMap()][id] = holding }
    }

    private static func holdings(_ permissions: Permissions?) -> [String: Holding] {
        var holdings: [String: Holding] = [:]
        for arn in permissions?.attached ?? [] { holdings[arn, default: []].insert(.permissions) }
        if let boundary = permissions?.boundary { holdings[boundary, default: []].insert(.boundary) }
        return holdings
    }
}

/// Why what is kept cannot be used.
public enum IdentityFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// A row is not what was written.
    case damaged(String)

    public var description: String {
        switch self {
        case .damaged(let row): "the records of identities are damaged at \(row): restore them from a backup"
        }
    }
}

/// What of an account there is one of.
struct AccountState: Sendable, Equatable {
    /// The latest time that was seen, in seconds since 1970: a clock that is set back makes no session longer.
    var latestTime = 0.0
    var alias: String?

    init() {}

    init(_ json: JSONValue) {
        latestTime = json["latestTime"]?.number ?? 0
        alias = json["alias"]?.string
    }

    var json: JSONValue { .present(["latestTime": .number(latestTime), "alias": alias.map { .string($0) }]) }
}

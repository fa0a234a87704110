public import JSON
import POSIX
import ServiceModel

/// Something that lets somebody do what nobody has done for long, or an access key that is too old.
public struct UnusedAccess: Sendable, Equatable {
    /// What it is.
    public enum Kind: String, Sendable, CaseIterable {
        /// An active access key that was not used.
        case accessKey = "AccessKeyUnused"
        /// An active access key that was made too long ago.
        case oldAccessKey = "AccessKeyTooOld"
        /// A user who asked for nothing.
        case user = "UserUnused"
        /// A role in which nothing was asked for.
        case role = "RoleUnused"
        /// Policies about a service that somebody has, who asks for others only.
        case right = "RightUnused"
    }

    public var kind: Kind
    /// The user or role.
    public var arn: String
    /// The access key's id, or the service that rights are about; `nil` for users and roles.
    public var name: String?
    /// Names of the policies that give a right.
    public var policies: [String] = []
    /// Seconds since 1970.
    public var createdAt: Double
    /// When it was used last; `nil` for never.
    public var usedAt: Double?
    /// The service that an access key was used for then.
    public var usedService: String?

    /// What tells it from others, and stays the same.
    public var id: String { "\(kind.rawValue) \(arn) \(name ?? "")" }

    /// As answers and events have it.
    public var json: JSONValue {
        .present([
            "Type": .string(kind.rawValue), "Arn": .string(arn),
            "AccessKeyId": kind == .accessKey || kind == .oldAccessKey ? name.map { .string($0) } : nil,
            "ServiceNamespace": kind == .right ? name.map { .string($0) } : nil,
            "Policies": policies.isEmpty ? nil : .array(policies.map { .string($0) }), "CreateDate": .time(createdAt),
            "LastUsedDate": usedAt.map { .time($0) },
        ])
    }
}

extension IAMService {
    /// What was not used for some days, and access keys that are too old.
    ///
    /// Rights are told of those only who do ask for something; what was made since is left out. Roles of services are their own
    /// affair.
    ///
    /// - Parameters:
    ///   - days: For how long it was not used.
    ///   - keyDays: From which age on an active access key is too old.
    ///   - now: Seconds since 1970.
    /// - Returns: All of it, in the order of the ids.
    /// - Complexity: Linear in users, roles and their policies.
    public func unusedAccess(days: Int, keyDays: Int, at now: Double) -> [UnusedAccess] {
        let catalogue = snapshot.catalogue
        let limit = now - Double(days) * 86_400
        var found: [UnusedAccess] = []
        for user in catalogue.users.all {
            found += keysAtRisk(of: user, catalogue, days: days, keyDays: keyDays, at: now)
            found += unused(.user, user.createdAt, [.user(user)] + catalogue.groups(of: user).map { .group($0) }, limit)
        }
        for role in catalogue.roles.all where !role.path.hasPrefix(LinkedRole.path) {
            found += unused(.role, role.createdAt, [.role(role)], limit)
        }
        return found.sorted { $0.id < $1.id }
    }

    /// Active access keys that were not used for some days, or are too old; see ``unusedAccess(days:keyDays:at:)``.
    ///
    /// - Complexity: Linear in users and keys.
    public func accessKeysAtRisk(days: Int, keyDays: Int, at now: Double) -> [UnusedAccess] {
        let catalogue = snapshot.catalogue
        return catalogue.users.all.flatMap { keysAtRisk(of: $0, catalogue, days: days, keyDays: keyDays, at: now) }
    }

    /// Whether an access key can be used; `nil` when there is none with this id.
    public func isAccessKeyActive(_ id: String) -> Bool? { snapshot.catalogue.keys[id: id]?.isActive }

    private func keysAtRisk(of user: User, _ catalogue: Catalogue, days: Int, keyDays: Int, at now: Double)
        -> [UnusedAccess]
    {
        var found: [UnusedAccess] = []
        for key in catalogue.keys(of: user) where key.isActive {
            let last = uses.last(of: key.id)
            func add(_ kind: UnusedAccess.Kind) {
                var access = UnusedAccess(kind: kind, arn: user.arn, name: key.id, createdAt: key.createdAt)
                (access.usedAt, access.usedService) = (last?.time, last?.service)
                found.append(access)
            }
            if max(key.createdAt, last?.time ?? 0) < now - Double(days) * 86_400 { add(.accessKey) }
            if key.createdAt < now - Double(keyDays) * 86_400 { add(.oldAccessKey) }
        }
        return found
    }

    /// A user or role that was not used since `limit`, or what it has and did not use.
    ///
    /// `owners` have its policies: itself first, then its groups.
    private func unused(
        _ kind: UnusedAccess.Kind,
        _ createdAt: Double,
        _ owners: [Holder],
        _ limit: Double
    ) -> [UnusedAccess] {
        guard createdAt < limit, let holder = owners.first else { return [] }
        let catalogue = snapshot.catalogue
        let times = uses.times(of: holder.id)
        let last = times.values.max()
        guard let last, last >= limit else {
            return [UnusedAccess(kind: kind, arn: holder.arn, createdAt: createdAt, usedAt: last)]
        }
        return IAMService.services.compactMap { service in
            guard times[service.namespace] ?? 0 < limit else { return nil }
            let actions = Set(BuiltInPolicies.models.filter { $0.service == service.namespace }.flatMap(\.actions))
            let policies = owners.flatMap { catalogue.granting(actions, $0) }.compactMap { $0["PolicyName"]?.string }
            guard !policies.isEmpty else { return nil }
            return UnusedAccess(
                kind: .right,
                arn: holder.arn,
                name: service.namespace,
                policies: policies,
                createdAt: createdAt,
                usedAt: times[service.namespace]
            )
        }
    }

    func listUnused(_ call: IAMCall) throws -> JSONValue {
        let limits = dependencies.review()
        let found = unusedAccess(
            days: call.input["Days"]?.integer ?? limits.unusedDays,
            keyDays: call.input["KeyAgeDays"]?.integer ?? limits.keyAgeDays,
            at: call.request.time
        )
        return .object(try call.page(found, as: "UnusedAccess", by: \.id) { $0.json })
    }
}

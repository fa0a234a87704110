import Configuring
import IAM
import POSIX
import ServiceModel

/// Tells who asks, and which policies that has.
///
/// The kernel says which user, which groups and which service of systemd a client is; identities say what these may do, and
/// the configuration's `access` attaches Magpie's own policies besides.
struct CallerDirectory: Sendable {
    let settings: CurrentSettings
    private let names = Monitor(Names())

    /// What users and groups are called; asking a directory server for each request would take too long.
    private struct Names {
        var users: [UInt32: String] = [:]
        var groups: [UInt32: String] = [:]
        var since = Timestamp.monotonic()
    }

    /// How long names count, in seconds.
    private static let nameSeconds = 60.0
    /// The most names that are kept.
    private static let mostNames = 16_384

    /// Looks things up by the configuration that holds now.
    init(_ settings: CurrentSettings) { self.settings = settings }

    /// Who has made a request.
    ///
    /// - Returns: The role of the unit that has one; the account for root and for the service itself; else the user.
    func caller(_ principal: Principal, _ identities: IAMService) -> Caller {
        limited(principal, identities) ?? identities.root()
    }

    /// Who has made a request; `nil` for the account itself, which no policy limits.
    func limited(_ principal: Principal, _ identities: IAMService) -> Caller? {
        switch principal.kind {
        case .service: return nil
        case .user: break
        case .identity:
            guard let credential = principal.credential,
                let caller = try? identities.caller(
                    ofAccessKey: credential.accessKeyID,
                    token: credential.sessionToken,
                    at: Timestamp.now().secondsSince1970
                )
            else {
                // What was good when the signature was checked may have been taken back since.
                return identities.nobody()
            }
            return caller
        }
        // Who has taken a role has that alone; a session that has ended meanwhile may do nothing.
        if let session = principal.session {
            let now = Timestamp.now().secondsSince1970
            return (try? identities.caller(token: session.token.exposed, at: now)) ?? identities.nobody()
        }
        // A unit with a role has that alone, whoever it runs as: so it can have less than its user.
        if let unit = principal.unit {
            if let caller = identities.caller(unit: unit) { return caller }
            if let role = settings().role(ofUnit: unit) {
                return identities.caller(unit: unit, with: [role.policyARN])
            }
        }
        if principal.userID == 0 || principal.userID == System.userID { return nil }
        let (name, groups) = names(of: principal)
        let role = settings().role(ofUser: principal.userID, groups: principal.groupIDs)
        return identities.caller(user: name, unixGroups: groups, extra: [role.policyARN])
    }

    private func names(of principal: Principal) -> (user: String, groups: [String]) {
        let known = names.withLock { names -> (String?, [String?]) in
            if Timestamp.monotonic().seconds(since: names.since) > CallerDirectory.nameSeconds
                || names.users.count + names.groups.count > CallerDirectory.mostNames
            {
                names = Names()
            }
            return (names.users[principal.userID], principal.groupIDs.map { names.groups[$0] })
        }
        // Looked up without the lock: a directory server may take its time.
        let user = known.0 ?? System.userName(of: principal.userID) ?? String(principal.userID)
        let groups = zip(principal.groupIDs, known.1).map { id, name in name ?? System.groupName(of: id) ?? String(id) }
        names.withLock { names in
            names.users[principal.userID] = user
            for (id, name) in zip(principal.groupIDs, groups) { names.groups[id] = name }
        }
        return (user, groups)
    }
}

extension Settings.Role {
    /// The managed policy that is attached to whoever has the role.
    var policyARN: String {
        switch self {
        case .read: BuiltInPolicies.readARN
        case .operate: BuiltInPolicies.operateARN
        case .reveal: BuiltInPolicies.revealARN
        case .admin: BuiltInPolicies.administratorARN
        }
    }
}

/// Who asks: what the `Principal` of policies can name.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
public struct PolicyPrincipal: Sendable, Equatable {
    /// What kind of principal asks.
    public enum Kind: String, Sendable, CaseIterable {
        /// The account itself: may do in it what no policy denies.
        case root
        case user
        /// A session of a role.
        case assumedRole
        /// A session that a user made with `GetFederationToken`.
        case federatedUser
        /// A service, such as `events.amazonaws.com`.
        case service
        /// Somebody without credentials.
        case anonymous
    }

    public let kind: Kind
    /// `arn:aws:iam::ACCOUNT:user/NAME`, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, ...; a service's name; empty
    /// for somebody anonymous.
    public let arn: String
    /// Twelve digits; empty for services and for somebody anonymous.
    public let account: String
    /// `AIDA...` of a user, `AROA...:SESSION` of a role's session; empty when there is none.
    public let uniqueID: String
    /// Of a role's session, its role with its path: `arn:aws:iam::ACCOUNT:role/PATH/ROLE`.
    public let roleARN: String?
    /// Of a role's session, the part of the unique id that is the role's.
    let roleID: String?

    /// Names a principal.
    public init(kind: Kind, arn: String, account: String, uniqueID: String = "", roleARN: String? = nil) {
        self.kind = kind
        self.arn = arn
        self.account = account
        self.uniqueID = uniqueID
        self.roleARN = roleARN
        roleID = kind == .assumedRole ? uniqueID.split(separator: ":").first.map(String.init) : nil
    }

    /// Reads who an ARN names: a root user, a user, a session, or a role, which stands for any session of it; `nil` for
    /// others.
    ///
    /// Of a session's ARN, the role's path is not known: none is assumed.
    public init?(arn: String) {
        let pieces = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 6, pieces[0] == "arn", PolicyReader.isAccount(pieces[4]) else { return nil }
        let (service, account, rest) = (pieces[2], pieces[4], pieces[5])
        let names = rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard rest == "root" || (names.count >= 2 && !names.contains("")) else { return nil }
        switch (service, names[0]) {
        case ("iam", "root"): self.init(kind: .root, arn: arn, account: account)
        case ("iam", "user"): self.init(kind: .user, arn: arn, account: account)
        case ("iam", "role"): self.init(kind: .assumedRole, arn: arn, account: account, roleARN: arn)
        case ("sts", "assumed-role") where names.count == 3:
            let role = "arn:\(pieces[1]):iam::\(account):role/\(names[1])"
            self.init(kind: .assumedRole, arn: arn, account: account, roleARN: role)
        case ("sts", "federated-user"): self.init(kind: .federatedUser, arn: arn, account: account)
        default: return nil
        }
    }

    /// The account itself.
    public static func root(of account: String) -> PolicyPrincipal {
        PolicyPrincipal(kind: .root, arn: "arn:aws:iam::\(account):root", account: account, uniqueID: account)
    }

    /// A service, such as `events.amazonaws.com`.
    public static func service(_ name: String) -> PolicyPrincipal {
        PolicyPrincipal(kind: .service, arn: name, account: "")
    }

    /// Somebody without credentials.
    public static let anonymous = PolicyPrincipal(kind: .anonymous, arn: "", account: "")

    /// Whether policies of its own say what it may do.
    var hasIdentity: Bool { kind != .service && kind != .anonymous }
}

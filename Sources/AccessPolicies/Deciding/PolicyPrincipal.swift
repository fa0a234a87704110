/// Who asks: what the `Principal` of policies can name.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
public struct PolicyPrincipal: Sendable, Equatable {
    /// What kind of principal asks.
    public enum Kind: Sendable, CaseIterable {
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
    /// `arn:aws:iam::ACCOUNT:user/NAME`, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, ...; a service's name; empty for
    /// somebody anonymous.
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

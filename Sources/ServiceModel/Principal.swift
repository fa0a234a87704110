/// Who asks for something.
///
/// Requests carry it as a value of its own; the name of an operation never holds a part of it.
public struct Principal: Sendable, Hashable {
    /// What a principal is.
    public enum Kind: Sendable, Hashable {
        /// A user of the machine.
        case user
        /// A part of Magpie that acts by itself, as when a rotation is due.
        case service
        /// Whoever has signed with an access key: a user of IAM, or a session.
        case identity
    }

    /// What somebody has signed with; the secret is no part of it.
    public struct Credential: Sendable, Hashable {
        /// `AKIA...`, or of a session `ASIA...`.
        public var accessKeyID: String
        /// The token of a session; not to be logged.
        public var sessionToken: String?

        /// Describes a key.
        public init(accessKeyID: String, sessionToken: String? = nil) {
            self.accessKeyID = accessKeyID
            self.sessionToken = sessionToken
        }
    }

    /// The number of who is no user of the machine: the one that the system gives nobody.
    public static let noUserID = UInt32.max

    public var kind: Kind
    /// The user's number, by the kernel's word; for a service, that of the user it runs as; for an identity, ``noUserID``.
    public var userID: UInt32
    /// What the user or the service is called, of an identity its ARN; empty when nobody has looked that up.
    public var name: String
    /// The numbers of the user's groups, by the kernel's word; none where nothing is decided by them.
    public var groupIDs: [UInt32] = []
    /// The service of systemd that the user's program is a part of: `backup.service`; `nil` for none.
    public var unit: String?
    /// What an identity has signed with; `nil` for all others.
    public private(set) var credential: Credential?
    /// The session of a role that the user has begun, and asks in; `nil` for who asks as what it is.
    public var session: Session?

    /// A session of a role.
    public struct Session: Sendable, Hashable {
        /// What proves it.
        public var token: SessionToken
        /// Such as `arn:aws:sts::000000000000:assumed-role/backup/alice`.
        public var arn: String

        /// Describes a session.
        public init(token: SessionToken, arn: String) {
            self.token = token
            self.arn = arn
        }
    }

    private init(kind: Kind, userID: UInt32, name: String) {
        self.kind = kind
        self.userID = userID
        self.name = name
    }

    /// A user of the machine.
    ///
    /// - Parameters:
    ///   - id: The user's number.
    ///   - name: What the user is called; empty where no operation and no log needs it.
    ///   - groups: The numbers of the user's groups.
    ///   - unit: The service of systemd that the user's program is a part of.
    /// - Returns: The user, whether there is one or not.
    public static func user(
        _ id: UInt32,
        name: String = "",
        groups: [UInt32] = [],
        unit: String? = nil
    ) -> Principal {
        var principal = Principal(kind: .user, userID: id, name: name)
        principal.groupIDs = groups
        principal.unit = unit
        return principal
    }

    /// The same user in a session of a role.
    public func `in`(_ session: Session) -> Principal {
        var principal = self
        principal.session = session
        return principal
    }

    /// A part of Magpie that acts by itself.
    ///
    /// - Parameters:
    ///   - name: Such as `magpie-keys`.
    ///   - id: The number of the user that it runs as.
    /// - Returns: The service.
    public static func service(_ name: String, runningAs id: UInt32 = 0) -> Principal {
        Principal(kind: .service, userID: id, name: name)
    }

    /// Whoever has signed with an access key.
    ///
    /// - Parameters:
    ///   - arn: The ARN of the user or session.
    ///   - credential: The key, whose signature was checked.
    /// - Returns: The identity.
    public static func identity(_ arn: String, signingWith credential: Credential) -> Principal {
        var principal = Principal(kind: .identity, userID: noUserID, name: arn)
        principal.credential = credential
        return principal
    }
}

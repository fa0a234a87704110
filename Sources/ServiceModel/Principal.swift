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
    }

    public var kind: Kind
    /// The user's number, by the kernel's word; for a service, that of the user it runs as.
    public var userID: UInt32
    /// What the user or the service is called; empty when nobody has looked that up.
    public var name: String
    /// The numbers of the user's groups, by the kernel's word; none where nothing is decided by them.
    public var groupIDs: [UInt32] = []
    /// The service of systemd that the user's program is a part of: `backup.service`; `nil` for none.
    public var unit: String?
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
}

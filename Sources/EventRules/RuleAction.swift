/// Something that a rule has done to what an event is about, by the service itself.
public struct RuleAction: Sendable {
    /// What the ARN of a target that acts begins with.
    ///
    /// To add one: give it a case here, in ``Kind`` and in `Destination`, and have an ``ActionHandler`` register for it.
    public enum Scheme: String, Sendable, CaseIterable {
        case encryptObject = "encrypt-object"
        case rotateSecret = "rotate-secret"
        case deactivateAccessKey = "deactivate-access-key"
    }

    /// What it is.
    public enum Kind: Sendable, Equatable {
        /// The object that a finding is about is encrypted, under a key of the key service, or to a public key in a file.
        case encryptObject(key: String)
        /// The managed secret that a finding names is rotated.
        case rotateSecret
        /// The access key that a finding names can be used no longer.
        case deactivateAccessKey

        /// What policies call it.
        public var action: String {
            switch self {
            case .encryptObject: "objects:Encrypt"
            case .rotateSecret: "secretsmanager:RotateSecret"
            case .deactivateAccessKey: "iam:UpdateAccessKey"
            }
        }

        /// The scheme of targets that have it done.
        public var scheme: Scheme {
            switch self {
            case .encryptObject: .encryptObject
            case .rotateSecret: .rotateSecret
            case .deactivateAccessKey: .deactivateAccessKey
            }
        }
    }

    public var kind: Kind
    /// As what it acts.
    public var role: RuleRole
    /// The rule and its bus.
    public var rule: String { role.rule }
    public var bus: String { role.bus }
    /// Whether an administrator has armed the rule as it is now; otherwise the action is only rehearsed.
    public var isArmed: Bool
    /// The event.
    public var event: Event

    /// Says what is to be done, and about what.
    package init(
        kind: Kind,
        role: RuleRole,
        isArmed: Bool,
        event: Event
    ) {
        self.kind = kind
        self.role = role
        self.isArmed = isArmed
        self.event = event
    }
}

/// How an action went.
public enum ActionResult: Sendable, Equatable {
    case done
    /// What went wrong, and whether another try could not help.
    case failed(code: String, message: String, isFinal: Bool)
    /// It is held back until a time in seconds since 1970, and tried again then.
    case held(until: Double)
}

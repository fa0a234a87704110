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
}

/// How an action went.
public enum ActionResult: Sendable, Equatable {
    case done
    /// What went wrong, and whether another try could not help.
    case failed(code: String, message: String, isFinal: Bool)
    /// It is held back until a time in seconds since 1970, and tried again then.
    case held(until: Double)
}

/// Has the service act on events.
///
/// A rule is armed for what it says at that moment: when its pattern or its targets change, it is rehearsed again. Only
/// events count that the service itself has made: whoever may put events may not have files or secrets changed.
final class ActionSink: Sink {
    /// Why nothing is done about an event that somebody else has put.
    private static let foreign = "NOT_OWN_EVENT"
    private static let foreignReason =
        "the event was put by a client or forwarded from another bus: files and secrets are only changed for events that the "
        + "service itself has made"

    private let kind: RuleAction.Kind
    private let role: RuleRole
    private let isArmed: () -> Bool
    private let act: (RuleAction) -> ActionResult

    init(
        _ kind: RuleAction.Kind,
        as role: RuleRole,
        isArmed: @escaping () -> Bool,
        act: @escaping (RuleAction) -> ActionResult
    ) {
        self.kind = kind
        self.role = role
        self.isArmed = isArmed
        self.act = act
    }

    func deliver(_ messages: [Message]) -> [Delivered] {
        deliverEach(messages) { message in
            guard message.isOwn else {
                return .failed(code: ActionSink.foreign, message: ActionSink.foreignReason, isFinal: true)
            }
            guard let event = Event(message.text) else {
                return .failed(code: "MALFORMED", message: "the event cannot be read", isFinal: true)
            }
            let action = RuleAction(
                kind: kind,
                role: role,
                isArmed: isArmed(),
                event: event
            )
            switch act(action) {
            case .done: return .done
            case .failed(let code, let message, let isFinal):
                return .failed(code: code, message: message, isFinal: isFinal)
            case .held(let due): return .postponed(until: due)
            }
        }
    }
}

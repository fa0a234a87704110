package import EventRules

/// Has the service act on events.
///
/// A rule is armed for what it says at that moment: when its pattern or its targets change, it is rehearsed again. Only
/// events count that the service itself has made: whoever may put events may not have files or secrets changed.
package final class ActionSink: Sink {
    /// Why nothing is done about an event that somebody else has put.
    private static let foreign = "NOT_OWN_EVENT"
    private static let foreignReason =
        "the event was put by a client or forwarded from another bus: files and secrets are only changed for events that the "
        + "service itself has made"

    private let kind: RuleAction.Kind
    private let role: RuleRole
    private let isArmed: () -> Bool
    private let act: (RuleAction) -> ActionResult

    package init(
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

    package func deliver(_ messages: [Message]) -> [Delivered] {
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

public import EventRules
import POSIX

extension EventBus {
    /// Lets a handler have the actions of a scheme, in place of the one before it.
    ///
    /// While a scheme has none, its actions fail and are tried again.
    public func register(_ handler: any ActionHandler, for scheme: RuleAction.Scheme) {
        handlers.withLock { $0[scheme] = handler }
    }

    /// Has `rights` decide from now on which rules may be armed.
    public func decide(by rights: any RuleRights) { self.rights.withLock { $0 = rights } }

    /// Gives a handler no more actions; one that is under way may still go on.
    public func unregister(_ handler: any ActionHandler) {
        handlers.withLock { handlers in handlers = handlers.filter { $0.value !== handler } }
    }

    /// What is said of an action that nobody is there to do.
    package static let notReady = ActionResult.failed(
        code: "NOT_READY",
        message: "the service is starting or ending",
        isFinal: false
    )

    package func perform(_ action: RuleAction) -> ActionResult {
        handlers.withLock { $0[action.kind.scheme] }?.perform(action) ?? EventBus.notReady
    }
}

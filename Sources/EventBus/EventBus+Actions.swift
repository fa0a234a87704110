import POSIX

/// Does what rules have done by the service itself, for the targets of one scheme.
public protocol ActionHandler: AnyObject, Sendable {
    /// Does an action, or rehearses it when the rule is not armed.
    ///
    /// It is called on a thread of the rule's target, by several at once, and may take its time: only that target waits.
    /// After a failure that is not final the same action comes again, twice as late each time; after `.held` at the time
    /// that it names.
    func perform(_ action: RuleAction) -> ActionResult
}

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
    static let notReady = ActionResult.failed(
        code: "NOT_READY",
        message: "the service is starting or ending",
        isFinal: false
    )

    func perform(_ action: RuleAction) -> ActionResult {
        handlers.withLock { $0[action.kind.scheme] }?.perform(action) ?? EventBus.notReady
    }
}

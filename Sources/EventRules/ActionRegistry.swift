public import Records

/// Does what rules have done by the service itself, for the targets of one scheme.
public protocol ActionHandler: AnyObject, Sendable {
    /// Does an action, or rehearses it when the rule is not armed.
    ///
    /// It is called on a thread of the rule's target, by several at once, and may take its time: only that target waits.
    /// After a failure that is not final the same action comes again, twice as late each time; after `.held` at the time
    /// that it names.
    func perform(_ action: RuleAction) -> ActionResult
}

/// Who has actions of rules done, and lets others do them.
public protocol ActionRegistry: EventPublisher {
    /// Lets a handler have the actions of a scheme, in place of the one before it.
    func register(_ handler: any ActionHandler, for scheme: RuleAction.Scheme)

    /// Gives a handler no more actions; one that is under way may still go on.
    func unregister(_ handler: any ActionHandler)

    /// Has actions tried at once that wait for their time.
    func hurryActions()
}

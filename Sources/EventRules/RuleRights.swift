/// As what a rule acts: a role, in a session that is called like the rule.
public struct RuleRole: Sendable, Hashable {
    /// The ARN of the role that the target names; `nil` for the bus's own, which is linked to the service.
    public var arn: String?
    public var rule: String
    public var bus: String

    /// Names the rule, and the role that it acts as.
    package init(
        arn: String? = nil,
        rule: String,
        bus: String
    ) {
        self.arn = arn
        self.rule = rule
        self.bus = bus
    }
}

/// Decides what the roles may do that rules act as.
public protocol RuleRights: Sendable {
    /// Why a rule that would do something cannot be armed.
    ///
    /// - Parameters:
    ///   - role: As what it would act.
    ///   - kind: What it would do.
    /// - Returns: That the role is not there, does not trust the bus, may do such to nothing, or may not use the key that it
    ///   takes; `nil` when it may.
    func refusalToArm(_ role: RuleRole, for kind: RuleAction.Kind) -> String?

    /// Why a role may not do something now; a refusal is a problem until it is allowed, and in the audit log.
    ///
    /// - Parameters:
    ///   - role: As what a rule acts.
    ///   - kind: What it does; the key that it takes is asked about as well.
    ///   - resource: What it is done to: an ARN.
    ///   - isArmed: Whether it would be done; a rehearsal is no problem.
    /// - Returns: Why not; `nil` when it may.
    func refusal(of role: RuleRole, _ kind: RuleAction.Kind, on resource: String, isArmed: Bool) -> String?
}

/// Lets rules do everything: for buses that are tried without anybody who decides.
public struct OpenRuleRights: RuleRights {
    /// Creates one.
    public init() {}

    public func refusalToArm(_ role: RuleRole, for kind: RuleAction.Kind) -> String? { nil }

    public func refusal(of role: RuleRole, _ kind: RuleAction.Kind, on resource: String, isArmed: Bool) -> String? {
        nil
    }
}

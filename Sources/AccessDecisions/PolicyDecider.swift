public import AccessPolicies
import Accounts
import POSIX
public import ServiceModel

/// Decides questions by policies: those of who asks, and those of what is touched.
public struct PolicyDecider: Sendable {
    /// The code of the error of somebody who may not do something.
    public static let refusalCode = "AccessDeniedException"

    private let compiled = CompiledPolicies()

    /// Creates one that has compiled nothing yet; its copies share what they compile.
    public init() {}

    /// Returns when something is allowed.
    ///
    /// - Parameters:
    ///   - question: What is asked.
    ///   - caller: Who asks.
    ///   - time: When, in seconds since 1970: `aws:CurrentTime`.
    ///   - conditions: What the door says of the request, through which it came; no request says it of itself.
    ///   - isExplained: Whether a refusal says all about itself to the audit log, which takes longer.
    ///   - own: What the request says about itself besides what the question has; asked only where a policy looks at such.
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException`, which says in AWS's words what denies it or what
    ///   would have had to allow it.
    public func decide(
        _ question: AccessRequest,
        _ caller: CallerAccess,
        at time: Double,
        saying conditions: PolicyContext = PolicyContext(),
        isExplained: Bool = true,
        own: () -> PolicyContext = { PolicyContext() }
    ) throws(ServiceError) {
        var policies = caller.policies(
            resource: question.resource?.policy.map { compiled.policy($0, of: question.resourceARN) },
            needsResourcePolicy: question.resource?.needsPolicy ?? false
        )
        if let grants = question.resource?.grants, !grants.isEmpty {
            policies.grants = grants.contains { KeyGrant.allows($0, question, caller) }
        }
        let request = PolicyRequest(
            principal: caller.principal,
            action: question.action,
            resource: question.resourceARN,
            resourceAccount: AccountLocation.current.account,
            // Most policies look at nothing of it, and putting it together takes longer than deciding.
            context: policies.readsContext
                ? PolicyDecider.context(question, caller, own(), at: time, conditions) : PolicyContext()
        )
        let decision = policies.decide(request)
        guard !decision.isAllowed else { return }
        var refusal = PolicyDecider.refusal(
            caller,
            question.action,
            on: question.resource.map { $0.calledName ?? $0.arn },
            decision.effect == .explicitDeny && !PolicyDecider.tellsOfPolicy(decision, policies, request, question)
                ? "with an explicit deny in \(PolicyDecider.kind(decision.matched.first?.kind))"
                : PolicyDecider.missing(policies, request, question)
        )
        if isExplained { refusal.explanation = policies.explain(request).text }
        throw refusal
    }

    /// What conditions and variables are about: of what both say, the later counts.
    private static func context(
        _ question: AccessRequest,
        _ caller: CallerAccess,
        _ own: PolicyContext,
        at time: Double,
        _ conditions: PolicyContext
    ) -> PolicyContext {
        var context = caller.context
        context.merge(own)
        context.merge(question.conditions)
        if let resource = question.resource { context.merge(resource.conditions) }
        context.merge(conditions)
        context.setAlwaysPresent(at: time)
        return context
    }

    /// Tells which of many resources are shown to who asks.
    ///
    /// - Parameters:
    ///   - request: The last of its actions is asked about each resource, those before it about the list as a whole.
    ///   - caller: Who asks.
    ///   - conditions: What the request says about itself.
    /// - Returns: What may be seen.
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException` when the list as a whole is not allowed.
    public func visibility(
        for request: ServiceRequest,
        _ caller: CallerAccess,
        _ conditions: PolicyContext
    ) throws(ServiceError) -> Visibility {
        guard let action = request.operation.actions.last else { return .everything }
        func decide(_ action: String, _ resource: ServiceResource?, isExplained: Bool) throws(ServiceError) {
            let question = AccessRequest(action, on: resource, by: request.principal, conditions: conditions)
            try self.decide(
                question,
                caller,
                at: request.time,
                saying: request.conditions,
                isExplained: isExplained
            )
        }
        for action in request.operation.actions.dropLast() { try decide(action, nil, isExplained: true) }
        return Visibility(action) { action, resource, isExplained in
            do throws(ServiceError) {
                var resource = resource
                // A refusal of a list names nothing that the request does not.
                if resource?.calledName == nil { resource?.calledName = "" }
                try decide(action, resource, isExplained: isExplained)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Whether the reason for a refusal would tell that there is something, with a policy of its own, to somebody who would be
    /// refused if there were nothing.
    private static func tellsOfPolicy(
        _ decision: AccessDecision,
        _ policies: PolicySet,
        _ request: PolicyRequest,
        _ question: AccessRequest
    ) -> Bool {
        guard question.resource?.calledName != nil, decision.matched.first?.kind == .resource else { return false }
        var alone = policies
        (alone.resource, alone.needsResourcePolicy, alone.grants) = (nil, false, nil)
        return !alone.decide(request).isAllowed
    }

    /// What would have had to allow it, in AWS's words.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    private static func missing(_ policies: PolicySet, _ request: PolicyRequest, _ question: AccessRequest) -> String {
        var alone = policies
        (alone.boundary, alone.session, alone.serviceControl, alone.resource) = (nil, nil, [], nil)
        alone.needsResourcePolicy = false
        let end = "allows the \(question.action) action"
        guard alone.decide(request).isAllowed else { return "because no identity-based policy \(end)" }
        if policies.needsResourcePolicy {
            alone.needsResourcePolicy = true
            alone.resource = policies.resource
            if !alone.decide(request).isAllowed { return "because no resource-based policy \(end)" }
        }
        alone.boundary = policies.boundary
        return alone.decide(request).isAllowed
            ? "because no session policy \(end)" : "because no permissions boundary \(end)"
    }

    private static func kind(_ kind: AccessPolicy.Kind?) -> String {
        switch kind {
        case .resource, .trust: "a resource-based policy"
        case .boundary: "a permissions boundary"
        case .session: "a session policy"
        case .serviceControl: "a service control policy"
        case .identity, nil: "an identity-based policy"
        }
    }

    /// The error of somebody whom no policy allows an action, whatever it is about.
    ///
    /// - Parameters:
    ///   - caller: Who.
    ///   - action: What.
    /// - Returns: The error, with its explanation.
    public static func refusal(screening caller: CallerAccess, _ action: String) -> ServiceError {
        var error = refusal(caller, action, on: nil, "because no identity-based policy allows the \(action) action")
        let question = PolicyRequest(
            principal: caller.principal,
            action: action,
            resource: "*",
            resourceAccount: AccountLocation.current.account,
            context: caller.context
        )
        error.explanation = caller.policies().explain(question).text
        return error
    }

    /// The error of somebody who may not do something.
    ///
    /// - Parameters:
    ///   - caller: Who.
    ///   - action: What.
    ///   - resource: On what; `nil` for nothing that is there.
    ///   - reason: Why not, as AWS says it.
    /// - Returns: The error.
    public static func refusal(
        _ caller: CallerAccess,
        _ action: String,
        on resource: String?,
        _ reason: String
    ) -> ServiceError {
        var error = ServiceError(
            refusalCode,
            "User: \(caller.principal.arn) is not authorized to perform: \(action)"
                + (resource.flatMap { $0.isEmpty ? nil : " on resource: \($0)" } ?? "") + " \(reason)"
        )
        error.hint =
            "an administrator can allow it with 'magpie iam', or give a role under 'access' in the configuration"
        return error
    }

    /// Why somebody may not, in words of which there are few: the reason without who, what and on what.
    public static func words(_ error: ServiceError) -> String {
        let message = error.hidden ?? error.message
        for start in [" because no ", " with an explicit deny in "] {
            if let range = message.ranges(of: start).last {
                return String(message[range.lowerBound...].dropFirst())
            }
        }
        return error.code
    }
}

/// Policies of resources, compiled once for each text.
private final class CompiledPolicies: Sendable {
    private let policies = Monitor<[String: AccessPolicy]>([:])
    /// The most that are kept.
    private static let most = 4096

    func policy(_ text: String, of resource: String) -> AccessPolicy {
        if let known = policies.withLock({ $0[text] }) { return known }
        let policy: AccessPolicy
        do throws(PolicyError) {
            policy = try AccessPolicy(parsing: text, as: .resource, named: "the policy of \(resource)")
        } catch {
            // What a newer version wrote might be what denies.
            policy = .unreadable(named: "the policy of \(resource)", reason: "\(error)", as: .resource)
        }
        policies.withLock { policies in
            if policies.count >= CompiledPolicies.most { policies = [:] }
            policies[text] = policy
        }
        return policy
    }
}

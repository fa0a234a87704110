import AccessPolicies
import Accounts
import IAM
import JSON
import POSIX
import ServiceModel

/// Decides by policies: those of who asks, and those of what is touched.
struct PolicyAuthorizer: Authorizer {
    let identities: IAMService
    let callers: CallerDirectory
    let keys: KeyProcess
    private let compiled = CompiledPolicies()

    /// Decides by what `identities` keep.
    init(_ identities: IAMService, _ callers: CallerDirectory, _ keys: KeyProcess) {
        self.identities = identities
        self.callers = callers
        self.keys = keys
    }

    /// Services whose resources have policies, which may let in who has no policy of its own.
    private static let withResourcePolicies: Set<String> = ["kms", "secretsmanager", "sts"]

    func screen(_ request: ServiceRequest) throws(ServiceError) {
        guard let caller = callers.limited(request.principal, identities),
            !PolicyAuthorizer.withResourcePolicies.contains(request.operation.service),
            let action = request.operation.actions.first(where: { action in
                !caller.identity.contains { $0.mayAllow(action: action) }
            })
        else { return }
        let reason = "because no identity-based policy allows the \(action) action"
        var refusal = PolicyAuthorizer.refusal(caller, action, on: nil, reason)
        let question = PolicyRequest(
            principal: caller.principal,
            action: action,
            resource: "*",
            resourceAccount: AccountLocation.current.account,
            context: caller.context
        )
        refusal.explanation = caller.policies().explain(question).text
        throw refusal
    }

    func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) throws {
        guard !IAMService.undecided.contains(request.operation.qualifiedName) else { return }
        // Root of the machine can undo whatever policies say: so nobody is locked out for good. The audit log has it.
        guard let caller = callers.limited(request.principal, identities) else { return }
        if request.operation.service == KMSModel.service {
            return try authorizeKeys(request, caller)
        }
        for question in try prepared.accessRequests(for: request, conditions()) {
            try decide(question, caller, request.time)
        }
        noteUse(of: request, by: caller)
    }

    func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) throws -> Visibility {
        guard let caller = callers.limited(request.principal, identities), let action = request.operation.actions.last
        else { return .everything }
        let context = conditions()
        // What comes before the last is about the list as a whole.
        for action in request.operation.actions.dropLast() {
            let question = AccessRequest(action, on: nil, by: request.principal, conditions: context)
            try decide(question, caller, request.time)
        }
        noteUse(of: request, by: caller)
        return Visibility(action) { action, resource, isExplained in
            do throws(ServiceError) {
                var resource = resource
                // A refusal of a list names nothing that the request does not.
                if resource?.calledName == nil { resource?.calledName = "" }
                let question = AccessRequest(action, on: resource, by: request.principal, conditions: context)
                try decide(question, caller, request.time, isExplained: isExplained)
                return nil
            } catch {
                return error
            }
        }
    }

    private func noteUse(of request: ServiceRequest, by caller: Caller) {
        identities.noteUse(caller, request.operation.service, at: request.time)
    }

    // MARK: Deciding

    /// Returns when something is allowed.
    ///
    /// - Parameters:
    ///   - question: What is asked.
    ///   - caller: Who asks.
    ///   - time: Now, in seconds since 1970.
    ///   - isExplained: Whether a refusal says all about itself to the audit log, which takes longer.
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException`.
    func decide(
        _ question: AccessRequest,
        _ caller: Caller,
        _ time: Double,
        isExplained: Bool = true
    ) throws(ServiceError) {
        var context = caller.context
        context.merge(question.conditions)
        if let resource = question.resource { context.merge(resource.conditions) }
        context.set("aws:CurrentTime", UTCTime.text(secondsSince1970: time))
        context.set("aws:EpochTime", String(Int(time)))
        let request = PolicyRequest(
            principal: caller.principal,
            action: question.action,
            resource: question.resourceARN,
            resourceAccount: AccountLocation.current.account,
            context: context
        )
        var policies = caller.policies(
            resource: question.resource?.policy.map { compiled.policy($0, of: question.resourceARN) },
            needsResourcePolicy: question.resource?.needsPolicy ?? false
        )
        if let grants = question.resource?.grants, !grants.isEmpty {
            policies.grants = grants.contains { KeyGrant.allows($0, question, caller) }
        }
        let decision = policies.decide(request)
        guard !decision.isAllowed else { return }
        var refusal = PolicyAuthorizer.refusal(
            caller,
            question.action,
            on: question.resource.map { $0.calledName ?? $0.arn },
            decision.effect == .explicitDeny && !PolicyAuthorizer.tellsOfPolicy(decision, policies, request, question)
                ? "with an explicit deny in \(PolicyAuthorizer.kind(decision.matched.first?.kind))"
                : PolicyAuthorizer.missing(policies, request, question)
        )
        if isExplained { refusal.explanation = policies.explain(request).text }
        throw refusal
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

    private static func refusal(
        _ caller: Caller,
        _ action: String,
        on resource: String?,
        _ reason: String
    ) -> ServiceError {
        var error = ServiceError(
            "AccessDeniedException",
            "User: \(caller.principal.arn) is not authorized to perform: \(action)"
                + (resource.flatMap { $0.isEmpty ? nil : " on resource: \($0)" } ?? "") + " \(reason)"
        )
        error.hint =
            "an administrator can allow it with 'magpie iam', or give a role under 'access' in the configuration"
        return error
    }

    /// Why somebody may not, in words of which there are few: the reason without who, what and on what.
    static func words(_ error: ServiceError) -> String {
        let message = error.hidden ?? error.message
        for start in [" because no ", " with an explicit deny in "] {
            if let range = message.ranges(of: start).last {
                return String(message[range.lowerBound...].dropFirst())
            }
        }
        return error.code
    }

    // MARK: Keys

    /// Decides about a request that the key process will answer: that tells which keys it is about, and what their policies
    /// are.
    private func authorizeKeys(_ request: ServiceRequest, _ caller: Caller) throws {
        let found = try keys.resources(of: request)
        for (index, resource) in found.resources.enumerated() {
            let actions = request.operation.actions
            let question = AccessRequest(
                actions[min(index, actions.count - 1)],
                on: resource,
                by: request.principal,
                conditions: found.conditions
            )
            try decide(question, caller, request.time)
        }
        if found.resources.isEmpty {
            for action in request.operation.actions {
                let question = AccessRequest(action, on: nil, by: request.principal, conditions: found.conditions)
                try decide(question, caller, request.time)
            }
        }
        noteUse(of: request, by: caller)
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

import AccessDecisions
import AccessPolicies
import IAM
import ServiceModel

/// Decides by policies: those of who asks, and those of what is touched.
struct PolicyAuthorizer: Authorizer {
    let identities: IAMService
    let callers: CallerDirectory
    private let decider = PolicyDecider()

    /// Decides by what `identities` keep.
    init(_ identities: IAMService, _ callers: CallerDirectory) {
        self.identities = identities
        self.callers = callers
    }

    /// Services whose resources have policies, which may let in who has no policy of its own.
    private static let withResourcePolicies: Set<String> = ["kms", "secretsmanager", "sts"]

    func screen(_ request: ServiceRequest) throws(ServiceError) {
        guard let caller = callers.limited(request.principal, identities), caller.principal.kind != .root,
            !PolicyAuthorizer.withResourcePolicies.contains(request.operation.service),
            let action = request.operation.actions.first(where: { action in
                !caller.identity.contains { $0.mayAllow(action: action) }
            })
        else { return }
        let reason = "because no identity-based policy allows the \(action) action"
        throw PolicyDecider.refusal(caller.access, action, on: nil, reason)
    }

    func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) throws {
        guard !IAMService.undecided.contains(request.operation.qualifiedName) else { return }
        // Root of the machine can undo whatever policies say: so nobody is locked out for good. The audit log has it.
        guard let caller = callers.limited(request.principal, identities) else { return }
        // The key process decides about keys, once it is told who asks: it alone knows which key an alias names by then.
        guard request.operation.service != KMSModel.service else { return }
        for question in try prepared.accessRequests(for: request, conditions()) {
            try decide(question, caller, request)
        }
        noteUse(of: request, by: caller)
    }

    func visible(
        _ resources: [ServiceResource],
        to request: ServiceRequest,
        conditions: () -> PolicyContext
    ) throws -> Set<String> {
        guard let caller = callers.limited(request.principal, identities), let action = request.operation.actions.last
        else { return Set(resources.map(\.arn)) }
        let context = conditions()
        // What comes before the last is about the list as a whole.
        for action in request.operation.actions.dropLast() {
            let question = AccessRequest(action, on: nil, by: request.principal, conditions: context)
            try decide(question, caller, request)
        }
        var refusal: (any Error)?
        let visible = resources.filter { resource in
            let question = AccessRequest(action, on: resource, by: request.principal, conditions: context)
            do {
                try decide(question, caller, request)
                return true
            } catch {
                refusal = error
                return false
            }
        }
        if visible.isEmpty {
            if let refusal { throw refusal }
            // There is nothing: that is told to whoever may see something.
            try decide(
                AccessRequest(action, on: nil, by: request.principal, conditions: context),
                caller,
                request
            )
        }
        noteUse(of: request, by: caller)
        return Set(visible.map(\.arn))
    }

    private func noteUse(of request: ServiceRequest, by caller: Caller) {
        identities.noteUse(caller, request.operation.service, at: request.time)
    }

    /// Returns when something is allowed.
    private func decide(
        _ question: AccessRequest,
        _ caller: Caller,
        _ request: ServiceRequest
    ) throws(ServiceError) {
        var question = question
        // What the door says comes last: no request says it of itself.
        question.conditions.merge(request.conditions)
        try decider.decide(question, caller.access, at: request.time)
    }
}

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
    private static let withResourcePolicies: Set<String> = ["events", "kms", "s3", "secretsmanager", "sqs", "sts"]

    func screen(_ request: ServiceRequest) throws(ServiceError) {
        guard !PolicyAuthorizer.withResourcePolicies.contains(request.operation.service),
            let caller = callers.limited(request.principal, identities), caller.principal.kind != .root,
            let action = request.operation.actions.first(where: { action in
                !caller.identity.contains { $0.mayAllow(action: action) }
            })
        else { return }
        throw PolicyDecider.refusal(screening: caller.access, action)
    }

    func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) throws {
        guard !IAMService.undecided.contains(request.operation.qualifiedName) else { return }
        // The key process decides about keys, once it is told who asks: it alone knows which key an alias names by then.
        guard request.operation.service != KMSModel.service else { return }
        // Root of the machine can undo whatever policies say: so nobody is locked out for good. The audit log has it.
        guard let caller = callers.limited(request.principal, identities) else { return }
        for question in try prepared.accessRequests(for: request, PolicyContext()) {
            try decider.decide(
                question,
                caller.access,
                at: request.time,
                saying: request.conditions,
                own: conditions
            )
        }
        noteUse(of: request, by: caller)
    }

    func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) throws -> Visibility {
        guard let caller = callers.limited(request.principal, identities) else { return .everything }
        let visibility = try decider.visibility(for: request, caller.access, conditions())
        noteUse(of: request, by: caller)
        return visibility
    }

    private func noteUse(of request: ServiceRequest, by caller: Caller) {
        identities.noteUse(caller, request.operation.service, at: request.time)
    }
}

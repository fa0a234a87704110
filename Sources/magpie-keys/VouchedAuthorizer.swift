import AccessDecisions
import AccessPolicies
import POSIX
import ServiceModel

/// Decides about keys, by what magpied vouches for: who asks, and which policies that has.
///
/// The policies and grants of keys are kept here, and nobody else is believed about those. Requests of magpied itself and of
/// root are about the account itself, which no policy limits.
struct VouchedAuthorizer: Authorizer {
    /// Users who ask for themselves: root, this process's user, and magpied's.
    let trusted: [UInt32]
    private let decider = PolicyDecider()

    /// Decides about all who are not `trusted`.
    init(trusting trusted: [UInt32]) { self.trusted = trusted }

    func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) throws {
        // What magpied asks for beside the operations of KMS, it has decided about itself.
        guard request.operation.service == KMSModel.service else { return }
        guard let caller = request.caller else {
            guard trusted.contains(request.principal.userID) else {
                throw ServiceError(
                    PolicyDecider.refusalCode,
                    "User \(request.principal.userID) is not authorized to use keys: nobody vouches for it."
                )
            }
            return
        }
        for question in try prepared.accessRequests(for: request, PolicyContext()) {
            try decider.decide(question, caller, at: request.time, own: conditions)
        }
    }

    func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) throws -> Visibility {
        guard let caller = request.caller else { return .everything }
        return try decider.visibility(for: request, caller, conditions())
    }
}

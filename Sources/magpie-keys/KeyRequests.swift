import AccessPolicies
import Control
import Gateway
import KMS
import POSIX
import ServiceModel

/// Answers requests, all through the gateway.
struct KeyRequests: Sendable {
    private let service: KeyService
    private let gateway: Gateway
    /// Who may ask: root, this process's user, and the client's.
    private let users: [UInt32]
    private let callers = KnownCallers()
    private let names = Monitor<[UInt32: String]>([:])

    /// Serves root, this process's user, and `client`.
    init(_ service: KeyService, client: UInt32?) {
        self.service = service
        users = [0, System.userID] + (client.map { [$0] } ?? [])
        gateway = Gateway(
            [service.makeOperations(), KeyProcessOperations(service: service, callers: callers).makeOperations()],
            authorizer: VouchedAuthorizer(trusting: users),
            audit: service.auditWriter,
            // The log of magpied has who may not, within bounds: it knows who asked.
            denied: { $1 }
        )
        assert(gateway.gaps.isEmpty, "without a model or a handler: \(gateway.gaps)")
    }

    /// Answers requests that came together.
    func answer(_ requests: [ControlRequest], from peer: ControlPeer, then reply: @escaping ControlServer.Reply) {
        let steps = requests.map { step(for: $0, peer) }
        let calls = steps.compactMap { try? $0.get() }
        guard !calls.isEmpty else {
            return reply(steps.compactMap { if case .failure(let error) = $0 { .failure(error) } else { nil } })
        }
        gateway.perform(calls) { [service] results in
            // Who asks by way of magpied is told of there.
            for (call, result) in zip(calls, results) where call.source == .socket && call.operation.service == "kms" {
                let error: String? =
                    if case .failure(let error) = result { (error as? ServiceError)?.code } else { nil }
                // The audit log has the call; that the keys cannot be written is a problem of its own.
                try? service.announceCall(call, error: error)
            }
            var rest = results[...]
            reply(
                steps.compactMap { step in
                    if case .failure(let error) = step { return .failure(error) }
                    return rest.popFirst()?.map(\.bytes).mapError(KeyRequests.refusal)
                }
            )
        }
    }

    private func step(for request: ControlRequest, _ peer: ControlPeer) -> Result<ServiceRequest, any Error> {
        Result {
            guard users.contains(peer.userID) else {
                throw ControlError("keys are used by way of magpied", hint: "magpie kms")
            }
            guard let operation = gateway.operation(request.operation) else {
                throw ServiceError("UnknownOperationException", "There is no operation \(request.operation).")
            }
            // Who names nobody asks for itself: the process that rewrites files.
            let userID = request.userID ?? peer.userID
            var call = try ServiceRequest(
                operation,
                json: request.input,
                by: .user(userID, name: name(of: userID)),
                from: request.userID == nil ? .socket : .relay,
                at: service.now()
            )
            call.caller = try request.callerDigest.map(callers.caller)
            // Who has signed with an access key is no user of the machine: the log has its ARN.
            if userID == Principal.noUserID, let caller = call.caller { call.principal.name = caller.principal.arn }
            return call
        }
        .mapError(KeyRequests.refusal)
    }

    private static func refusal(_ error: any Error) -> any Error {
        guard let error = error as? ServiceError else { return error }
        var refusal = ControlError(code: error.code, error.message)
        refusal.hint = error.hint
        refusal.explanation = error.explanation
        return refusal
    }

    /// What a user is called, looked up once.
    private func name(of userID: UInt32) -> String {
        names.withLock { names in
            if let name = names[userID] { return name }
            let name = System.userName(of: userID) ?? String(userID)
            names[userID] = name
            return name
        }
    }
}

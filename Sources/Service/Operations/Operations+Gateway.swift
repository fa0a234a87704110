import AccessDecisions
import Configuring
import Control
import Cryptography
import EventBus
import EventOperations
import Gateway
import IAM
import JSON
import Jobs
import Macie
import Measuring
import ObjectActions
import POSIX
import Queues
import SecretsManager
import ServiceModel

/// The door of the service: every operation goes through its gateway.
extension Operations {
    /// The gateway to what runs now: there is another one when the configuration was read anew.
    var gateway: Gateway {
        let service = running().service
        return door.withLock { door in
            if let door, door.service === service { return door.gateway }
            let gateway = makeGateway(service)
            assert(gateway.gaps.isEmpty, "without a model or a handler: \(gateway.gaps)")
            assert(
                gateway.names == Set(OperationModel.ofAllServices.map(\.qualifiedName)),
                "not in the one list of all operations, or not served: "
                    + "\(gateway.names.symmetricDifference(OperationModel.ofAllServices.map(\.qualifiedName)).sorted())"
            )
            door = Door(service: service, gateway: gateway)
            return gateway
        }
    }

    private func makeGateway(_ service: MonitoringService) -> Gateway {
        Gateway(
            [
                service.events.makeOperations(), makeMacieOperations(service), service.makeObjectOperations(),
                secrets.makeOperations(), queues.makeOperations(), makeKeyOperations(), makeMagpieOperations(),
                makeStoreOperations(service), makeTrailOperations(),
            ] + identities.makeOperations(),
            authorizer: authorizer,
            audit: auditQueue
        ) { [self] in noteDenial($0, $1) }
    }

    /// Counts a request that its user may not make, or makes too often, and has it in the audit log, within bounds.
    ///
    /// - Returns: What its user is told: the same, and how an administrator finds out more.
    private func noteDenial(_ request: ServiceRequest, _ error: ServiceError) -> ServiceError {
        let isQuota = error.code == ServiceError.throttlingCode
        measures.refusals.add(isQuota ? "quota" : "policy")
        // Where randomness is not to be had, a refusal stays one; only its entry is harder to find.
        let id = (try? RandomText.make(12, of: Array("0123456789abcdef".utf8))) ?? ""
        let session = request.principal.session.map { " in \($0.arn)" } ?? ""
        let known = limiter.refusals.note(
            request.operation.qualifiedName,
            error.code,
            reason: isQuota ? "more than the quota" : PolicyDecider.words(error) + session,
            id: id,
            detail: isQuota ? "" : " (request \(id)\(error.explanation.map { ": \($0)" } ?? ""))",
            user: request.principal.userID,
            name: request.principal.kind == .identity ? request.principal.name : ""
        )
        // What is hidden must be answered as what is not there.
        guard !isQuota, error.hidden == nil, !known.isEmpty else { return error }
        var told = error
        told.explanation = nil
        let more = "'magpie iam explain \(known)' tells an administrator why"
        told.hint = error.hint.map { "\($0); \(more)" } ?? more
        return told
    }

    /// The operations on findings, buckets and jobs: one service, as in AWS.
    private func makeMacieOperations(_ service: MonitoringService) -> OperationTable {
        var table = OperationTable(
            MacieModel.service,
            MacieModel.findings + MacieModel.buckets + JobsModel.operations + MacieModel.discovery + MacieModel.session
                + MacieModel.results + MacieModel.organizations
        )
        addFindingOperations(to: &table)
        addBucketOperations(to: &table)
        service.addJobOperations(to: &table)
        macie.addOperations(to: &table)
        addMacieFindings(to: &table)
        addMacieBuckets(to: &table)
        addMacieJobs(to: &table)
        return table
    }

    /// The operations on the service itself.
    private func makeMagpieOperations() -> OperationTable {
        var table = OperationTable(MagpieModel.service, MagpieModel.operations)
        addHealthOperations(to: &table)
        addAuditOperations(to: &table)
        addBackupOperations(to: &table)
        addDoctorOperations(to: &table)
        return table
    }

    /// The operations of the key process, which has its own audit log, and tells of each use itself.
    private func makeKeyOperations() -> OperationTable {
        let models = KMSModel.operations.map { $0.of(KMSModel.service, auditing: .denials) }
        var table = OperationTable(KMSModel.service, models)
        let uses = KeyUse(self)
        for model in models { table.add(model.name, isRelayed: true, preparing: { try uses.prepare($0) }) }
        return table
    }

    /// What prepares uses of keys: requests share it, as copies of all that there is here would cost more than the rest.
    private final class KeyUse: Sendable {
        private let operations: Operations

        init(_ operations: Operations) { self.operations = operations }

        func prepare(_ request: ServiceRequest) throws -> PreparedOperation {
            let caller = try operations.keyCallers.caller(request.principal, saying: request.conditions)
            var prepared = PreparedOperation { [self] in
                let (operation, json) = (request.operation, request.json ?? [])
                let answer = Result { try operations.keys.ask(operation, json, by: caller, announce) }
                return .json(try operations.noting(answer, of: request, by: caller).get())
            }
            // Where each use is an event, many threads at once are quicker at writing those.
            guard operations.isRelayed(request) else { return prepared }
            prepared.handOn = { [self] done in
                operations.keyRelay.send(KeyCall(request.operation, request.json ?? [], by: caller)) { [self] answer in
                    let error: ControlError? =
                        if case .failure(let error) = answer { error as? ControlError } else { nil }
                    announce(
                        KMSModel.callType,
                        KeyProcess.detail(of: request.operation, request.json ?? [], by: caller.userID, error: error)
                    )
                    done(operations.noting(answer, of: request, by: caller).map { .json($0) })
                }
            }
            return prepared
        }

        /// Tells of a use: what was done is done, and the bus says itself when it cannot take events.
        private func announce(_ type: String, _ detail: @autoclosure () -> JSONValue) {
            try? operations.running().service.events.announce(type, detail(), source: "aws.kms")
        }
    }

    /// Whether a request is answered, or handed on, without waiting for the disk or another process.
    func isQuick(_ request: ServiceRequest) -> Bool {
        switch request.operation.service {
        case KMSModel.service: isRelayed(request)
        case STSModel.service: request.operation.name == "GetCallerIdentity"
        case SecretsModel.service: secrets.hasAtHand(request)
        default: false
        }
    }

    /// Whether a request goes to the key process together with others.
    private func isRelayed(_ request: ServiceRequest) -> Bool {
        KeyRelay.isShort(request) && !running().service.events.isHeard
    }

    /// Notes what the key process has decided about a request: that it was made, or that it may not be.
    private func noting(
        _ answer: Result<[UInt8], any Error>,
        of request: ServiceRequest,
        by caller: KeyCaller
    ) -> Result<[UInt8], any Error> {
        switch answer {
        case .success: keyCallers.noteUse(by: caller, at: request.time)
        case .failure(let error):
            guard let error = error as? ControlError, error.code == PolicyDecider.refusalCode else { break }
            var refusal = ServiceError(PolicyDecider.refusalCode, error.message)
            refusal.hint = error.hint
            refusal.explanation = error.explanation
            return .failure(noteDenial(request, refusal))
        }
        return answer
    }
}

/// A gateway, and the service that it leads to.
struct Door: Sendable {
    var service: MonitoringService
    var gateway: Gateway
}

extension ControlError {
    /// A refusal as clients of the socket get it.
    init(_ error: ServiceError) {
        self.init(error.message, hint: error.hint)
        if !error.isPlain { code = error.code }
    }
}

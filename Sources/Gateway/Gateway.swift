import AccessPolicies
public import Auditing
import POSIX
public import ServiceModel

/// The one door through which requests reach operations, in every process that has some.
///
/// Each request takes one way: who may not ask for such at all is screened out, it is checked against its model, what it
/// touches is found, the ``Authorizer`` decides, the intent is written to the audit log, it is done, the outcome is
/// written, it is answered. ``OperationModel/Auditing`` says which entries an operation leaves; that somebody may not is
/// written in any case.
public final class Gateway: Sendable {
    /// The answer to a request, or why there is none: ``ServiceError`` for a refusal, other errors for failures.
    public typealias Answer = Result<OperationAnswer, any Error>

    /// Hears that somebody may not do something, or does it too often, and says what that is told.
    public typealias Denial = @Sendable (ServiceRequest, ServiceError) -> ServiceError

    private let tables: [String: OperationTable]
    /// All operations by their names in requests, so that finding one makes no texts.
    private let operations: [String: Operation]
    private let authorizer: any Authorizer
    private let audit: any AuditWriter
    private let denied: Denial?

    /// Opens the door.
    ///
    /// - Parameters:
    ///   - tables: The operations of all services behind it.
    ///   - authorizer: Decides who may do what.
    ///   - audit: Gets what was asked for.
    ///   - denied: Hears of what is not allowed and writes it down, within bounds; `nil` to have an entry for each.
    public init(
        _ tables: [OperationTable],
        authorizer: any Authorizer,
        audit: any AuditWriter,
        denied: Denial? = nil
    ) {
        self.tables = Dictionary(tables.map { ($0.service, $0) }) { first, _ in first }
        var operations: [String: Operation] = [:]
        for table in self.tables.values {
            for name in table.names { operations["\(table.service):\(name)"] = table[name] }
        }
        self.operations = operations
        self.authorizer = authorizer
        self.audit = audit
        self.denied = denied
    }

    /// The operation with this name: `events:PutRule`; `nil` when there is none.
    public func operation(_ name: String) -> Operation? { operations[name] }

    /// The names of all operations, as requests have them.
    public var names: Set<String> { Set(operations.keys) }

    /// Operations that have a model and no handler, or the other way round, of all tables: mistakes of who made these.
    public var gaps: [String] {
        tables.values.flatMap { table in (table.unhandled + table.unmodelled).map { "\(table.service):\($0)" } }
            .sorted()
    }

    /// Does what a request asks for, and waits until it is in the audit log.
    ///
    /// - Returns: The answer, as AWS has it.
    /// - Throws: ``ServiceError`` when the request is refused; other errors when it has failed.
    public func perform(_ request: ServiceRequest) throws -> OperationAnswer {
        let answer = Monitor<Answer?>(nil)
        perform(request) { result in
            answer.withLock { $0 = result }
            answer.notifyAll()
        }
        return try answer.wait { $0 }.get()
    }

    /// Does what a request asks for.
    ///
    /// - Parameters:
    ///   - request: What is asked, and by whom.
    ///   - done: Called once, when all that must be is in the audit log, on whatever thread flushes that, or has got the
    ///     answer of another process; perhaps before this returns.
    public func perform(_ request: ServiceRequest, then done: @escaping @Sendable (Answer) -> Void) {
        switch begin(request) {
        case .ended(let step): finish(step, then: done)
        case .allowed(let prepared, let traced):
            guard let handOn = prepared.handOn else {
                return finish(outcome(traced, prepared.shown, Result { try prepared.perform() }), then: done)
            }
            let shown = prepared.shown
            handOn { [self] answer in finish(outcome(traced, shown, answer), then: done) }
        }
    }

    private func finish(_ step: Step, then done: @escaping @Sendable (Answer) -> Void) {
        guard !step.entries.isEmpty else { return done(step.answer) }
        audit.append(step.entries) { done(step.answer(given: $0)) }
    }

    /// Does what requests ask for, one after the other.
    ///
    /// - Parameters:
    ///   - requests: Each is checked, decided and logged for itself; their outcomes are flushed together.
    ///   - done: Called once, when all that must be is in the audit log, on whatever thread flushes that; gets the
    ///     answers in the order of the requests.
    public func perform(_ requests: [ServiceRequest], then done: @escaping @Sendable ([Answer]) -> Void) {
        let steps = requests.map { request in
            switch begin(request) {
            case .ended(let step): step
            case .allowed(let prepared, let traced): outcome(traced, prepared.shown, Result { try prepared.perform() })
            }
        }
        let entries = steps.flatMap(\.entries)
        guard !entries.isEmpty else { return done(steps.map(\.answer)) }
        audit.append(entries) { written in done(steps.map { $0.answer(given: written) }) }
    }

    /// What has become of a request, before the outcome is in the audit log.
    private struct Step: Sendable {
        var answer: Answer
        var entries: [AuditEntry] = []
        /// Whether the answer may only be given once the entries are on the disk.
        var isAnsweredByEntry = false

        /// The answer, when the entries are written, or could not be.
        func answer(given written: Result<Int, any Error>) -> Answer {
            // What has left its intent was done, and is answered; that the log fails, the status tells.
            guard case .failure(let failure) = written, isAnsweredByEntry else { return answer }
            return .failure(failure)
        }
    }

    /// How far a request has come.
    private enum Progress {
        /// It was refused.
        case ended(Step)
        /// It may be done, and its intent is written.
        case allowed(PreparedOperation, Traced)
    }

    private func begin(_ request: ServiceRequest) -> Progress {
        let model = request.operation
        do {
            guard let table = tables[model.service] else {
                throw ServiceError("UnknownOperationException", "There is no service \(model.service).")
            }
            do throws(ServiceError) {
                try authorizer.screen(request)
            } catch {
                return .ended(denied(request, Traced(request, table), error))
            }
            // Nothing more is done that could not be written down.
            if model.auditing != .denials { try audit.requireRoom() }
            return try prepare(request, table)
        } catch {
            return .ended(Step(answer: .failure(error)))
        }
    }

    private func prepare(_ request: ServiceRequest, _ table: OperationTable) throws -> Progress {
        do throws(ServiceError) {
            try table.check(request)
        } catch {
            return .ended(refused(Traced(request, table), error))
        }
        var traced = Traced(request, table)
        var prepared: PreparedOperation
        do {
            prepared = try table.prepare(request)
        } catch let error as ServiceError where error.code == ServiceError.throttlingCode {
            // Who asks too often does not fill the log.
            traced.context = table.context(request)
            return .ended(denied(request, traced, error))
        } catch {
            traced.context = table.context(request)
            return .ended(refused(traced, error))
        }
        traced.context = prepared.context ?? table.context(request)
        traced.subjects = prepared.subjects ?? traced.subjects
        traced.reason = prepared.reason
        do {
            let own = prepared.conditions
            let conditions = {
                var conditions = table.conditions(request)
                for (key, values) in own { conditions.set(key, values: values) }
                return conditions
            }
            if let list = prepared.list {
                let visibility = try authorizer.visibility(for: request, conditions: conditions)
                if !prepared.hidesAll { try visibility.requireSome(of: prepared.resources) }
                prepared.perform = { try list(visibility) }
            } else {
                try authorizer.authorize(request, prepared, conditions: conditions)
            }
        } catch let error as ServiceError {
            return .ended(denied(request, traced, error))
        }
        if request.operation.auditing == .intentAndOutcome { traced.intent = try audit.write(traced.entry(.intent)) }
        return .allowed(prepared, traced)
    }

    private func outcome(
        _ traced: Traced,
        _ shown: ((OperationAnswer) -> [ShownValue])?,
        _ result: Answer
    ) -> Step {
        let auditing = traced.request.operation.auditing
        switch result {
        case .failure(let error):
            // What is hidden, or explained to the audit log, is a refusal, whatever the answer calls it; one with an intent has an
            // outcome in any case.
            guard let refusal = error as? ServiceError, refusal.hidden != nil || refusal.explanation != nil,
                traced.intent == nil
            else { return refused(traced, error) }
            return denied(traced.request, traced, refusal)
        case .success(let answer):
            guard auditing != .denials else { return Step(answer: .success(answer)) }
            let shown = shown?(answer) ?? []
            let entries = shown.map { value in
                traced.entry(value.errorCode.map { .refused($0) } ?? .success, about: [value.subject])
            }
            return Step(
                answer: .success(answer),
                entries: entries.isEmpty ? [traced.entry(.success)] : entries,
                isAnsweredByEntry: auditing == .outcome
            )
        }
    }

    private func denied(_ request: ServiceRequest, _ traced: Traced, _ error: ServiceError) -> Step {
        guard let denied else { return refused(traced, error) }
        return Step(answer: .failure(denied(request, error)))
    }

    private func refused(_ traced: Traced, _ error: any Error) -> Step {
        let auditing = traced.request.operation.auditing
        guard auditing != .denials else { return Step(answer: .failure(error)) }
        let code = (error as? ServiceError)?.code ?? "InternalFailure"
        return Step(
            answer: .failure(error),
            entries: [traced.entry(.refused(code))],
            isAnsweredByEntry: auditing == .outcome
        )
    }
}

/// A request, and what the audit log says of it.
private struct Traced {
    let request: ServiceRequest
    var subjects: [String]
    var context: [String: String] = [:]
    var reason = ""
    /// The number of the entry of the intent, once that is written.
    var intent: Int?

    init(_ request: ServiceRequest, _ table: OperationTable) {
        self.request = request
        subjects = table.subjects(request)
    }

    func entry(_ result: AuditEntry.Result, about others: [String]? = nil) -> AuditEntry {
        AuditEntry(
            userID: request.principal.userID,
            userName: request.principal.name,
            action: request.operation.qualifiedName,
            subjects: (others ?? subjects) + (request.principal.session.map { ["in \($0.arn)"] } ?? []),
            context: context,
            reason: reason,
            result: result,
            intent: intent
        )
    }
}

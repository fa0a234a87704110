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

    /// Hears that somebody may not do something, or does it too often.
    public typealias Denial = @Sendable (ServiceRequest, ServiceError) -> Void

    private let tables: [String: OperationTable]
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
        self.authorizer = authorizer
        self.audit = audit
        self.denied = denied
    }

    /// The operation with this name: `events:PutRule`; `nil` when there is none.
    public func operation(_ name: String) -> Operation? {
        guard let colon = name.firstIndex(of: ":") else { return nil }
        return tables[String(name[..<colon])]?[String(name[name.index(after: colon)...])]
    }

    /// The names of all operations: `events:PutRule`.
    public var operationNames: [String] {
        tables.values.flatMap { table in table.names.map { "\(table.service):\($0)" } }
    }

    /// Does what a request asks for, and waits until it is in the audit log.
    ///
    /// - Returns: The answer, as AWS has it.
    /// - Throws: ``ServiceError`` when the request is refused; other errors when it has failed.
    public func perform(_ request: ServiceRequest) throws -> OperationAnswer {
        let answer = Monitor<Answer?>(nil)
        perform([request]) { answers in
            answer.withLock { $0 = answers.first }
            answer.notifyAll()
        }
        return try answer.wait { $0 }.get()
    }

    /// Does what requests ask for, one after the other.
    ///
    /// - Parameters:
    ///   - requests: Each is checked, decided and logged for itself; their outcomes are flushed together.
    ///   - done: Called once, when all that must be is in the audit log, on whatever thread flushes that; gets the
    ///     answers in the order of the requests.
    public func perform(_ requests: [ServiceRequest], then done: @escaping @Sendable ([Answer]) -> Void) {
        let steps = requests.map(step)
        let entries = steps.flatMap(\.entries)
        guard !entries.isEmpty else { return done(steps.map(\.answer)) }
        audit.append(entries) { failure in
            done(
                steps.map { step in
                    // What has left its intent was done, and is answered; that the log fails, the status tells.
                    guard let failure, step.isAnsweredByEntry else { return step.answer }
                    return .failure(failure)
                }
            )
        }
    }

    /// What has become of a request, before the outcome is in the audit log.
    private struct Step: Sendable {
        var answer: Answer
        var entries: [AuditEntry] = []
        /// Whether the answer may only be given once the entries are on the disk.
        var isAnsweredByEntry = false
    }

    private func step(for request: ServiceRequest) -> Step {
        let model = request.operation
        do {
            guard let table = tables[model.service] else {
                throw ServiceError("UnknownOperationException", "There is no service \(model.service).")
            }
            do throws(ServiceError) {
                try authorizer.screen(request)
            } catch {
                return denied(request, Traced(request, table), error)
            }
            // Nothing more is done that could not be written down.
            if model.auditing != .denials { try audit.requireRoom() }
            return try step(for: request, table)
        } catch {
            return Step(answer: .failure(error))
        }
    }

    private func step(for request: ServiceRequest, _ table: OperationTable) throws -> Step {
        do throws(ServiceError) {
            try table.check(request)
        } catch {
            return refused(Traced(request, table), error)
        }
        var traced = Traced(request, table)
        traced.context = table.context(request)
        let prepared: PreparedOperation
        do {
            prepared = try table.prepare(request)
        } catch let error as ServiceError where error.code == ServiceError.throttlingCode {
            // Who asks too often does not fill the log.
            return denied(request, traced, error)
        } catch {
            return refused(traced, error)
        }
        traced.subjects = prepared.subjects ?? traced.subjects
        traced.reason = prepared.reason
        do {
            try authorizer.authorize(request, prepared, context: traced.context)
        } catch let error as ServiceError {
            return denied(request, traced, error)
        }
        if request.operation.auditing == .intentAndOutcome { try write(traced.entry(.intent)) }
        return outcome(of: prepared, traced)
    }

    private func outcome(of prepared: PreparedOperation, _ traced: Traced) -> Step {
        let auditing = traced.request.operation.auditing
        do {
            let answer = try prepared.perform()
            guard auditing != .denials else { return Step(answer: .success(answer)) }
            let success = AuditEntry.Result.success(followsIntent: auditing == .intentAndOutcome)
            let shown = prepared.shown?(answer) ?? []
            let entries = shown.map { value in
                traced.entry(value.errorCode.map { .refused($0) } ?? success, about: [value.subject])
            }
            return Step(
                answer: .success(answer),
                entries: entries.isEmpty ? [traced.entry(success)] : entries,
                isAnsweredByEntry: auditing == .outcome
            )
        } catch {
            return refused(traced, error)
        }
    }

    private func denied(_ request: ServiceRequest, _ traced: Traced, _ error: ServiceError) -> Step {
        guard let denied else { return refused(traced, error) }
        denied(request, error)
        return Step(answer: .failure(error))
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

    private func write(_ entry: AuditEntry) throws {
        let written = Monitor<Result<Void, any Error>?>(nil)
        audit.append([entry]) { failure in
            written.withLock { $0 = failure.map { .failure($0) } ?? .success(()) }
            written.notifyAll()
        }
        try written.wait { $0 }.get()
    }
}

/// A request, and what the audit log says of it.
private struct Traced {
    let request: ServiceRequest
    var subjects: [String]
    var context: [String: String] = [:]
    var reason = ""

    init(_ request: ServiceRequest, _ table: OperationTable) {
        self.request = request
        subjects = table.subjects(request)
    }

    func entry(_ result: AuditEntry.Result, about others: [String]? = nil) -> AuditEntry {
        AuditEntry(
            userID: request.principal.userID,
            userName: request.principal.name,
            action: request.operation.qualifiedName,
            subjects: others ?? subjects,
            context: context,
            reason: reason,
            result: result
        )
    }
}

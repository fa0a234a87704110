import AccessPolicies
import Auditing
import Gateway
import JSON
import POSIX
import ServiceModel
import Testing

/// An audit log in memory, which can be made to fail.
private final class Ledger: AuditWriter {
    struct Full: Error {}

    let lines = Monitor<[String]>([])
    /// How many entries can still be written.
    let room = Monitor(Int.max)

    func requireRoom() throws { if room.withLock({ $0 <= 0 }) { throw Full() } }

    func append(_ entries: [AuditEntry], then done: @escaping AuditAppended) {
        let fits = room.withLock { room in
            guard room >= entries.count else { return false }
            room -= entries.count
            return true
        }
        guard fits else { return done(.failure(Full())) }
        let first = lines.withLock { lines in
            defer { lines += entries.map(Ledger.line) }
            return lines.count + 1
        }
        done(.success(first))
    }

    private static func line(_ entry: AuditEntry) -> String {
        let result =
            switch entry.result {
            case .intent: "intent"
            case .success: entry.intent == nil ? "shown" : "done"
            case .refused(let code): code
            }
        let context = entry.context.map { "\($0)=\($1)" }
        let intent = entry.intent.map { ["of \($0)"] } ?? []
        let words = [String(entry.userID), entry.action] + entry.subjects + context + [result] + intent
        return words.joined(separator: " ")
    }
}

/// Lets user 1 do everything and others what only reads; nobody touches `a:forbidden`.
private struct Rules: Authorizer {
    func screen(_ request: ServiceRequest) throws(ServiceError) {
        if request.principal.userID != 1, request.operation.access != .read {
            throw ServiceError("AccessDeniedException", "by role")
        }
    }

    func authorize(
        _ request: ServiceRequest,
        _ prepared: PreparedOperation,
        conditions: () -> PolicyContext
    ) throws {
        for access in try prepared.accessRequests(for: request, conditions()) where access.resourceARN == "a:forbidden"
        {
            throw ServiceError("AccessDeniedException", "\(access.action) by policy")
        }
    }

    func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) -> Visibility {
        Visibility(request.operation.actions.last ?? "") { _, resource, _ in
            resource?.arn == "a:forbidden" ? ServiceError("AccessDeniedException", "by policy") : nil
        }
    }
}

@Suite struct GatewayTests {
    private let ledger = Ledger()
    private let handled = Monitor<[String]>([])
    private let denials = Monitor<[String]>([])

    private static let name = OperationModel.Parameter.required("Name", .string(1...20), "Which.")
    private static let models = [
        OperationModel("Read", .read, "", [name]), OperationModel("Change", .admin, "", [name]),
        OperationModel("Show", .reveal, "", [name]),
        OperationModel("Move", .admin, "", [name], actions: ["From", "To"]),
        OperationModel("List", .read, "", [name]), OperationModel("Find", .read, "", [name]),
        OperationModel("Empty", .operate, "", [name]),
    ].map { $0.of("test") }

    private func table() -> OperationTable {
        var table = OperationTable("test", Self.models)
        table.context = { ["length": String($0.required("Name").count)] }
        for name in ["Read", "Change"] { table.add(name, touching: { ["a:\($0.required("Name"))"] }, handle) }
        table.add(
            "Show",
            preparing: { [handle] request in
                var prepared = PreparedOperation { .value(try handle(request)) }
                prepared.shown = { _ in [ShownValue("a:one"), ShownValue("a:two", errorCode: "Gone")] }
                return prepared
            }
        )
        table.add("Move", touching: { _ in ["a:here", "a:forbidden"] }, handle)
        // Of two things that there are, one is forbidden; `one` has only that.
        table.add(
            "List",
            preparing: { request in
                let all = request.required("Name") == "one" ? ["a:forbidden"] : ["a:forbidden", "a:open"]
                return PreparedOperation {
                    all.map { ServiceResource($0) }
                } list: { visible in
                    .value(.array(all.filter { visible.allows(ServiceResource($0)) }.map { .string($0) }))
                }
            }
        )
        for name in ["Find", "Empty"] {
            table.add(
                name,
                preparing: { request in
                    PreparedOperation(hiding: { visible in
                        let name = "a:\(request.required("Name"))"
                        let isThere = ["a:forbidden", "a:open"].contains(name)
                        guard isThere, visible.allows(ServiceResource(name)) else {
                            throw visible.hiding(ServiceError.notFound("There is no such thing."), isThere)
                        }
                        return .value(.string(name))
                    })
                }
            )
        }
        return table
    }

    private var handle: @Sendable (ServiceRequest) throws -> JSONValue {
        { [handled, ledger] request in
            handled.withLock { $0.append(request.operation.name) }
            // What is done is in the log before.
            if request.required("Name") == "refused" { throw ServiceError("ConflictException", "") }
            return .array(ledger.lines.withLock { $0 }.map { .string($0) })
        }
    }

    private func gateway(boundingDenials: Bool = true) -> Gateway {
        let hear: Gateway.Denial = { [denials] request, error in
            denials.withLock { $0.append("\(request.operation.qualifiedName) \(error.code)") }
            return error
        }
        return Gateway([table()], authorizer: Rules(), audit: ledger, denied: boundingDenials ? hear : nil)
    }

    private func ask(
        _ operation: String,
        _ name: JSONValue = .string("x"),
        user: UInt32 = 1,
        through gateway: Gateway? = nil
    ) throws -> JSONValue {
        let gateway = gateway ?? self.gateway()
        let model = try #require(gateway.operation("test:\(operation)")).model
        return try gateway.perform(ServiceRequest(model, .object(["Name": name]), by: .user(user), at: 0)).value()
    }

    private func code(_ body: () throws -> JSONValue) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? ServiceError)?.code ?? "\(type(of: error))"
        }
    }

    @Test func theIntentIsWrittenBeforeAndTheOutcomeAfter() throws {
        #expect(try ask("Change") == .array([.string("1 test:Change x length=1 intent")]))
        #expect(ledger.lines.withLock { $0.last } == "1 test:Change x length=1 done of 1")
        #expect(code { try ask("Change", .string("refused")) } == "ConflictException")
        #expect(
            ledger.lines.withLock { Array($0.dropFirst(2)) } == [
                "1 test:Change refused length=7 intent", "1 test:Change refused length=7 ConflictException of 3",
            ]
        )
    }

    @Test func whatOnlyReadsLeavesNoEntry() throws {
        _ = try ask("Read", user: 7)
        #expect(code { try ask("Read", .string("refused"), user: 7) } == "ConflictException")
        #expect(code { try ask("Read", .null, user: 7) } == "ValidationException")
        #expect(ledger.lines.withLock { $0 } == [])
    }

    @Test func eachValueThatIsShownHasAnEntry() throws {
        _ = try ask("Show")
        #expect(
            ledger.lines.withLock { $0 } == ["1 test:Show a:one length=1 shown", "1 test:Show a:two length=1 Gone"]
        )
    }

    @Test func aRefusalByTheModelIsWritten() {
        #expect(code { try ask("Change", .number(7)) } == "SerializationException")
        #expect(ledger.lines.withLock { $0 } == ["1 test:Change SerializationException"])
        #expect(handled.withLock { $0 } == [])
    }

    @Test func whoMayNotIsToldBeforeTheRequestIsLookedAt() {
        #expect(code { try ask("Change", .number(7), user: 7) } == "AccessDeniedException")
        #expect(denials.withLock { $0 } == ["test:Change AccessDeniedException"])
        #expect(
            code { try ask("Change", user: 7, through: gateway(boundingDenials: false)) } == "AccessDeniedException"
        )
        #expect(ledger.lines.withLock { $0 } == ["7 test:Change x AccessDeniedException"])
        #expect(handled.withLock { $0 } == [])
    }

    @Test func eachActionIsDecidedForItsResource() {
        #expect(code { try ask("Read", .string("forbidden"), user: 7) } == "AccessDeniedException")
        #expect(code { try ask("Move") } == "AccessDeniedException")
        #expect(denials.withLock { $0 } == ["test:Read AccessDeniedException", "test:Move AccessDeniedException"])
        #expect(handled.withLock { $0 } == [])
    }

    @Test func aListHasWhatIsVisible() throws {
        #expect(try ask("List") == .array([.string("a:open")]))
        #expect(code { try ask("List", .string("one")) } == "AccessDeniedException")
        #expect(denials.withLock { $0 } == ["test:List AccessDeniedException"])
    }

    /// What is hidden is answered as what is not there; the log tells them apart.
    @Test func whatIsHiddenIsAnsweredAsWhatIsNotThere() throws {
        func error(_ operation: String, _ name: String) -> ServiceError? {
            #expect(throws: ServiceError.self) { try ask(operation, .string(name)) }
        }
        #expect(try ask("Find", .string("open")) == .string("a:open"))
        let (hidden, absent) = (error("Find", "forbidden"), error("Find", "absent"))
        #expect(hidden?.code == absent?.code && hidden?.message == absent?.message && hidden?.hint == absent?.hint)
        #expect(denials.withLock { $0 } == ["test:Find ResourceNotFoundException"])
        // What has an intent has an outcome.
        #expect(error("Empty", "forbidden")?.code == "ResourceNotFoundException")
        #expect(
            ledger.lines.withLock { $0 } == [
                "1 test:Empty forbidden length=9 intent",
                "1 test:Empty forbidden length=9 ResourceNotFoundException of 1",
            ]
        )
        #expect(denials.withLock { $0.count } == 1)
    }

    @Test func theSessionThatIsAskedInIsInTheLog() throws {
        let gateway = gateway()
        let model = try #require(gateway.operation("test:Change")).model
        let arn = "arn:aws:sts::000000000000:assumed-role/backup/alice"
        let user = Principal.user(1).in(Principal.Session(token: SessionToken("secret"), arn: arn))
        _ = try gateway.perform(ServiceRequest(model, .object(["Name": .string("x")]), by: user, at: 0))
        #expect(ledger.lines.withLock { $0.first } == "1 test:Change x in \(arn) length=1 intent")
        #expect(!"\(user) \(String(reflecting: user))".contains("secret"))
    }

    @Test func nothingIsDoneWhoseIntentCannotBeWritten() {
        for operation in ["Change", "Show"] {
            ledger.room.withLock { $0 = 0 }
            #expect(code { try ask(operation) } == "Full")
        }
        #expect(handled.withLock { $0 } == [])
        #expect(throws: Never.self) { try ask("Read") }
    }

    @Test func nothingIsShownWhoseEntryCannotBeWritten() {
        ledger.room.withLock { $0 = 1 }
        #expect(code { try ask("Show") } == "Full")
    }

    @Test func whatWasDoneIsAnsweredThoughItsOutcomeCannotBeWritten() throws {
        ledger.room.withLock { $0 = 1 }
        _ = try ask("Change")
        #expect(ledger.lines.withLock { $0 } == ["1 test:Change x length=1 intent"])
    }

    // MARK: What another process does

    /// A gateway to operations that another process does: those are begun, and answered when the test wants it.
    private func relay(_ begun: Monitor<[@Sendable (Gateway.Answer) -> Void]>) -> Gateway {
        var table = OperationTable("test", Self.models)
        for name in ["Read", "Change"] {
            table.add(
                name,
                preparing: { _ in
                    var prepared = PreparedOperation { throw ServiceError("TooLate", "") }
                    prepared.handOn = { done in begun.withLock { $0.append(done) } }
                    return prepared
                }
            )
        }
        return Gateway([table], authorizer: Rules(), audit: ledger)
    }

    @Test(arguments: ["Read", "Change"])
    func whatIsHandedOnIsAnsweredWhenItsAnswerComes(_ name: String) throws {
        let begun = Monitor<[@Sendable (Gateway.Answer) -> Void]>([])
        let gateway = relay(begun)
        let answers = Monitor<[String]>([])
        let model = try #require(gateway.operation("test:\(name)")).model
        for key in ["a", "b"] {
            let request = ServiceRequest(model, .object(["Name": .string(key)]), by: .user(1), at: 0)
            gateway.perform(request) { answer in
                answers.withLock {
                    $0.append((try? answer.get().bytes).map { String(decoding: $0, as: UTF8.self) } ?? "-")
                }
            }
        }
        #expect(answers.withLock { $0 } == [])
        let intents = ["1 test:Change a intent", "1 test:Change b intent"]
        #expect(ledger.lines.withLock { $0 } == (name == "Change" ? intents : []))
        // Answers may come in any order.
        begun.withLock { $0[1] }(.failure(ServiceError("Gone", "")))
        begun.withLock { $0[0] }(.success(.json(Array("{}".utf8))))
        #expect(answers.withLock { $0 } == ["-", "{}"])
        let outcomes = ["1 test:Change b Gone of 2", "1 test:Change a done of 1"]
        #expect(ledger.lines.withLock { $0 } == (name == "Change" ? intents + outcomes : []))
    }

    @Test func requestsThatComeTogetherAreAnsweredInTheirOrder() throws {
        let gateway = gateway()
        let requests = try [("Show", 1), ("Change", 7), ("Read", 7), ("Change", 1)].map { name, user in
            let model = try #require(gateway.operation("test:\(name)")).model
            return ServiceRequest(model, .object(["Name": .string("x")]), by: .user(UInt32(user)), at: 0)
        }
        let answers = Monitor<[Gateway.Answer]>([])
        gateway.perform(requests) { all in answers.withLock { $0 = all } }
        #expect(
            answers.withLock { $0 }.map { (try? $0.get()) != nil } == [true, false, true, true]
        )
        #expect(ledger.lines.withLock { $0.count } == 4)
    }

    @Test func aTableKnowsWhatItLacks() {
        var table = OperationTable("test", Self.models)
        #expect(table.unhandled == ["Change", "Empty", "Find", "List", "Move", "Read", "Show"])
        table.add("Read", handle)
        table.add("Read", handle)
        table.add("Write", handle)
        #expect(table.unhandled == ["Change", "Empty", "Find", "List", "Move", "Show"])
        #expect(table.unmodelled == ["Read", "Write"])
        #expect(table.names == ["Read"])
        #expect(throws: ServiceError.self) {
            try table.perform(ServiceRequest(Self.models[1], .object(["Name": .string("x")]), by: .user(1), at: 0))
        }
    }
}

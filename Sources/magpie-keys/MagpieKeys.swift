import ArgumentParser
import Control
import Cryptography
import JSON
import KMS
import POSIX
import Problems
import RootKeys
import ServiceModel
import Usage

/// The process in which keys live: nobody else's memory ever holds one.
///
/// It serves `magpied`, which tells it on whose behalf it asks: `kms:Encrypt@1000 {...}`.
@main
struct MagpieKeys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpie-keys",
        abstract: "Keeps keys and uses them for magpied, which starts it."
    )

    @Option(help: ArgumentHelp("The folder for everything that it keeps.", valueName: "dir"))
    var folder = ""

    @Option(help: ArgumentHelp("Where it listens.", valueName: "file"))
    var socket = ""

    @Option(
        help: ArgumentHelp(
            "Where the root key comes from: file, passphrase, credential:PATH or pkcs11:MODULE,TOKEN,PINFILE,KEY.",
            valueName: "source"
        )
    )
    var rootKey = "file"

    @Option(help: ArgumentHelp("The user that magpied runs as, if it is another.", valueName: "user"))
    var client: String?

    @Option(help: ArgumentHelp("How much of the audit log is kept; default: all.", valueName: "MiB"))
    var auditMegabytes: Int?

    @Option(help: ArgumentHelp("How long entries of the audit log are kept; default: for ever.", valueName: "days"))
    var auditDays: Int?

    @Flag(help: "Tells whether the system lets this process do what it needs, and ends.")
    var checkConfinement = false

    static func main() { ProgramUsage.run(MagpieKeys.self) }

    func validate() throws {
        if checkConfinement { return }
        if folder.isEmpty { throw ValidationError("say where it keeps everything: --folder DIR") }
        if socket.isEmpty { throw ValidationError("say where it listens: --socket FILE") }
        if let auditMegabytes, auditMegabytes < 1 {
            throw ValidationError("--audit-megabytes takes a number from 1 on")
        }
        if let auditDays, auditDays < 1 { throw ValidationError("--audit-days takes a number from 1 on") }
    }

    func run() throws {
        if checkConfinement { Needs.keys.check() }
        Confinement.hideMemory()
        Signals.ignoreBrokenPipes()
        PrivateFile.makePrivateByDefault()
        if !SecureMemory.prepare(byteCount: 16 << 20) {
            let words = "its memory cannot be locked, keys may reach swap space: see LimitMEMLOCK in systemd.exec(5)"
            try? OutputFile(standardError: ()).write(Array("magpie-keys: \(words)\n".utf8))
        }
        guard let source = RootKeySource(text: rootKey, folder: Array(folder.utf8)) else {
            throw ValidationError(
                "--root-key takes file, passphrase, credential:PATH or pkcs11:MODULE,TOKEN,PINFILE,KEY"
            )
        }
        let service: KeyService
        let server: ControlServer
        do {
            if let problem = Needs.keys.problem() { throw ConfinedTooFar(description: problem) }
            var settings = KeyService.Settings(folder: Array(folder.utf8), source: source)
            (settings.auditMegabytes, settings.auditDays) = (auditMegabytes, auditDays)
            service = try KeyService(settings)
            if let problem = service.sealedBecause {
                try? OutputFile(standardError: ()).write(
                    Array("\(SystemJournal.prefix(.warning))magpie-keys: sealed: \(problem)\n".utf8)
                )
            }
            let clientID = try clientID()
            let requests = KeyRequests(service, client: clientID)
            server = try ControlServer(path: Array(socket.utf8), limits: limits(for: clientID)) {
                requests.answer($0, from: $1, then: $2)
            }
        } catch {
            try? OutputFile(standardError: ()).write(
                Array("\(SystemJournal.prefix(.error))magpie-keys: \(error)\n".utf8)
            )
            sayWhy(error)
            throw ExitCode(2)
        }
        Threads.detach { service.keepHouse() }
        // Where magpied has started it, it ends with it.
        if let channel = FrameChannel(inherited: ChildProcess.channelDescriptor) {
            Threads.detach {
                while (try? channel.receive(upTo: 16)) != nil {}
                try? service.anchorAudit()
                System.exit(0)
            }
        }
        server.run()
    }

    /// Tells whoever asks within some seconds why there are no keys: the service's status has it then.
    private func sayWhy(_ error: any Error) {
        let (words, clientID) = ("\(error)", try? clientID())
        let server = try? ControlServer(path: Array(socket.utf8), limits: limits(for: clientID)) { requests, _, reply in
            reply(requests.map { _ in .failure(ControlError(code: "KMSInternalException", words)) })
        }
        guard let server else { return }
        Threads.detach { server.run() }
        Threads.sleep(milliseconds: 3000)
    }

    /// What it serves: root, which rewrites files, its own user and magpied's; nobody else is listened to.
    private func limits(for client: UInt32?) -> ControlLimits {
        var limits = ControlLimits()
        limits.users = Set([0, System.userID] + (client.map { [$0] } ?? []))
        // Those few are trusted with all connections, and keep them.
        limits.connections = 1024
        limits.connectionsPerUser = 512
        limits.requestBytesPerUser = limits.requestBytesInAll
        limits.idleSeconds = 0
        return limits
    }

    private func clientID() throws -> UInt32? {
        guard let client else { return nil }
        guard let id = System.userID(of: client) else { throw ValidationError("there is no user '\(client)'") }
        return id
    }
}

/// The system does not let the process do what it needs.
private struct ConfinedTooFar: Error, CustomStringConvertible {
    let description: String
}

/// Answers requests.
struct KeyRequests: Sendable {
    private let service: KeyService
    private let client: UInt32?
    private let names = Monitor<[UInt32: String]>([:])

    /// Serves root, this process's user, and `client`.
    init(_ service: KeyService, client: UInt32?) {
        self.service = service
        self.client = client
    }

    /// Answers requests that came together.
    func answer(_ requests: [ControlRequest], from peer: ControlPeer, then reply: @escaping ControlServer.Reply) {
        let steps = requests.map { step(for: $0, peer) }
        let calls: [(request: KeyService.Request, isOwnClient: Bool)] = steps.compactMap { step in
            if case .call(let request, let isOwnClient) = step { (request, isOwnClient) } else { nil }
        }
        guard !calls.isEmpty else { return reply(steps.compactMap(\.answer)) }
        service.perform(calls.map(\.request)) { [service] results in
            // Who asks by way of magpied is told of there.
            for (call, result) in zip(calls, results) where call.isOwnClient {
                let error: String? = if case .failure(let error) = result { error.code } else { nil }
                let request = call.request
                try? service.announceCall(request.operation, request.input, by: request.principal, error: error)
            }
            var rest = results[...]
            reply(
                steps.compactMap { step in
                    step.answer ?? rest.popFirst()?.map(\.bytes).mapError(KeyRequests.refusal)
                }
            )
        }
    }

    /// What is to be done about a request: to ask the service, or nothing any more.
    private enum Step {
        case call(KeyService.Request, isOwnClient: Bool)
        case answered(ControlServer.Answer)

        var answer: ControlServer.Answer? { if case .answered(let answer) = self { answer } else { nil } }
    }

    private func step(for request: ControlRequest, _ peer: ControlPeer) -> Step {
        do {
            guard [0, System.userID, client].contains(peer.userID) else {
                throw ControlError("keys are used by way of magpied", hint: "magpie kms")
            }
            let input = try JSONValue(parsing: request.input ?? Array("{}".utf8))
            return try step(for: request.operation, input, peer)
        } catch {
            return .answered(.failure(KeyRequests.refusal(error)))
        }
    }

    private static func refusal(_ error: any Error) -> any Error {
        switch error {
        case let error as ServiceError: ControlError(code: error.code, error.message)
        case let error as JSONError: ControlError(code: "SerializationException", "\(error)")
        default: error
        }
    }

    private func step(for operation: String, _ input: JSONValue, _ peer: ControlPeer) throws -> Step {
        func answered(_ value: JSONValue) -> Step { .answered(.success(value.bytes)) }
        switch operation {
        case "audit-list", "audit-verify", "audit-compare", "audit-anchor", "audit-accept":
            return answered(try AuditRequests.answer(operation, input, service))
        case "ping":
            return answered(.object(["problems": .array(service.problems().map(\.json))]))
        case "backup":
            return answered(.object(["Size": .number(Double(try service.backUp()))]))
        case "backup-part":
            guard let offset = input["Offset"]?.integer, let count = input["Count"]?.integer, offset >= 0,
                (1...4 << 20).contains(count)
            else { throw ServiceError("ValidationException", "Offset and Count must be numbers.") }
            let bytes = try service.backupPart(from: offset, upTo: count)
            return answered(.object(["Data": .string(Base64.text(bytes))]))
        case "notices":
            return answered(try service.takeNotices(after: input["after"]?.string ?? "", waiting: 10_000))
        default:
            // Who names nobody asks for itself: the process that rewrites files.
            let mark = operation.firstIndex(of: "@") ?? operation.endIndex
            let user = operation[mark...].dropFirst()
            guard operation.hasPrefix("kms:"), let userID = mark == operation.endIndex ? peer.userID : UInt32(user),
                let model = KMSModel.operation(String(operation[..<mark].dropFirst("kms:".count)))
            else { throw ServiceError("UnknownOperationException", "There is no operation \(operation).") }
            let principal = Principal(userID: userID, name: name(of: userID))
            return .call(KeyService.Request(model, input, by: principal), isOwnClient: mark == operation.endIndex)
        }
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

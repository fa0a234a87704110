import ArgumentParser
import Control
import Cryptography
import JSON
import KMS
import POSIX
import RootKeys
import ServiceModel

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
    var folder: String

    @Option(help: ArgumentHelp("Where it listens.", valueName: "file"))
    var socket: String

    @Option(
        help: ArgumentHelp(
            "Where the root key comes from: file, passphrase, credential:PATH or pkcs11:MODULE,TOKEN,PINFILE,KEY.",
            valueName: "source"
        )
    )
    var rootKey = "file"

    @Option(help: ArgumentHelp("The user that magpied runs as, if it is another.", valueName: "user"))
    var client: String?

    func run() throws {
        Confinement.hideMemory()
        Signals.ignoreBrokenPipes()
        PrivateFile.makePrivateByDefault()
        _ = SecureMemory.prepare(byteCount: 16 << 20)
        guard let source = RootKeySource(text: rootKey, folder: Array(folder.utf8)) else {
            throw ValidationError(
                "--root-key takes file, passphrase, credential:PATH or pkcs11:MODULE,TOKEN,PINFILE,KEY"
            )
        }
        let service: KeyService
        let server: ControlServer
        do {
            service = try KeyService(KeyService.Settings(folder: Array(folder.utf8), source: source))
            if let problem = service.sealedBecause {
                try? OutputFile(standardError: ()).write(Array("magpie-keys: sealed: \(problem)\n".utf8))
            }
            let requests = KeyRequests(service, client: try clientID())
            server = try ControlServer(path: Array(socket.utf8)) { requests.answer($0, from: $1, then: $2) }
        } catch {
            try? OutputFile(standardError: ()).write(Array("magpie-keys: \(error)\n".utf8))
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

    private func clientID() throws -> UInt32? {
        guard let client else { return nil }
        guard let id = System.userID(of: client) else { throw ValidationError("there is no user '\(client)'") }
        return id
    }
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

    func answer(_ request: ControlRequest, from peer: ControlPeer, then reply: @escaping ControlServer.Reply) {
        do {
            guard [0, System.userID, client].contains(peer.userID) else {
                throw ControlError("keys are used by way of magpied", hint: "magpie kms")
            }
            let input = try JSONValue(parsing: request.input ?? Array("{}".utf8))
            try answer(request.operation, input, peer) { reply($0.map(\.bytes).mapError(KeyRequests.refusal)) }
        } catch {
            reply(.failure(KeyRequests.refusal(error)))
        }
    }

    private static func refusal(_ error: any Error) -> any Error {
        switch error {
        case let error as ServiceError: ControlError(code: error.code, error.message)
        case let error as JSONError: ControlError(code: "SerializationException", "\(error)")
        default: error
        }
    }

    private func answer(
        _ operation: String,
        _ input: JSONValue,
        _ peer: ControlPeer,
        then reply: @escaping @Sendable (Result<JSONValue, ServiceError>) -> Void
    ) throws {
        switch operation {
        case "audit-verify":
            let (count, firstBad) = try service.verifyAudit()
            let bad = firstBad.map { JSONValue.number(Double($0)) }
            reply(.success(.present(["count": .number(Double(count)), "firstBad": bad])))
        case "backup":
            try service.backUp()
            reply(.success(.object([:])))
        case "notices":
            reply(.success(try service.takeNotices(after: input["after"]?.string ?? "", waiting: 10_000)))
        default:
            // Who names nobody asks for itself: the process that rewrites files.
            let mark = operation.firstIndex(of: "@") ?? operation.endIndex
            let user = operation[mark...].dropFirst()
            guard operation.hasPrefix("kms:"), let userID = mark == operation.endIndex ? peer.userID : UInt32(user),
                let model = KMSModel.operation(String(operation[..<mark].dropFirst("kms:".count)))
            else { throw ServiceError("UnknownOperationException", "There is no operation \(operation).") }
            let principal = Principal(userID: userID, name: name(of: userID))
            let isOwnClient = mark == operation.endIndex
            service.perform(model, input, by: principal) { [service] result in
                // Who asks by way of magpied is told of there.
                if isOwnClient {
                    let error: String? = if case .failure(let error) = result { error.code } else { nil }
                    try? service.announceCall(model, input, by: principal, error: error)
                }
                reply(result)
            }
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

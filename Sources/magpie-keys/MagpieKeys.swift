import Accounts
import ArgumentParser
import Control
import Cryptography
import KMS
import POSIX
import Problems
import RootKeys
import Usage

/// The process in which keys live: nobody else's memory ever holds one.
///
/// It serves `magpied`, which tells it on whose behalf it asks.
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

    @Option(
        help: ArgumentHelp("The account in the names of keys, as in the configuration of magpied.", valueName: "digits")
    )
    var account = AccountLocation.standard.account

    @Option(help: ArgumentHelp("The Region in these names.", valueName: "name"))
    var region = AccountLocation.standard.region

    @Flag(help: "Tells whether the system lets this process do what it needs, and ends.")
    var checkConfinement = false

    static func main() { ProgramUsage.run(MagpieKeys.self) }

    func validate() throws {
        if checkConfinement { return }
        if folder.isEmpty { throw ValidationError("say where it keeps everything: --folder DIR") }
        if socket.isEmpty { throw ValidationError("say where it listens: --socket FILE") }
        if !AccountLocation.isAccount(account) { throw ValidationError("--account takes twelve digits") }
        if !AccountLocation.isRegion(region) {
            throw ValidationError("--region takes small letters, digits and hyphens")
        }
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
        let isSettled = AccountLocation.settle(AccountLocation(account: account, region: region))
        precondition(isSettled, "nothing has a name yet")
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
            // Where standard error is closed, the exit status says it.
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

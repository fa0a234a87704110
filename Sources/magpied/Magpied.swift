import Diagnostics
import Service
import ProductIdentity
import Terminal
import Accounts
import ArgumentParser
import Configuring
import POSIX
import Records
import StrictYAML
import Usage

/// The service: watches buckets, scans what changes, keeps findings, hands on events.
@main
struct Magpied: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpied",
        abstract: "Watches folders for sensitive data.",
        discussion: """
            With --watch, everything has its default. SIGTERM ends it within ten seconds, SIGHUP makes it read its \
            configuration again. Messages go to standard error.
            """,
        version: Product.version
    )

    @Option(help: ArgumentHelp("The configuration.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("A folder to watch; may be given more than once.", valueName: "dir"))
    var watch: [String] = []

    @Option(help: ArgumentHelp("The folder for everything that outlives the process.", valueName: "dir"))
    var state: String?

    @Option(help: ArgumentHelp("How long a file is left alone after a change, in milliseconds.", valueName: "ms"))
    var settle: Int?

    @Option(help: ArgumentHelp("The socket at which clients are served.", valueName: "file"))
    var socket: String?

    @Option(help: ArgumentHelp("A socket where workers are to be had (systemd).", valueName: "file"))
    var workerSocket: String?

    @Option(help: ArgumentHelp("A socket where watches of file systems are to be had (systemd).", valueName: "file"))
    var watcherSocket: String?

    @Option(help: ArgumentHelp("A socket where couriers are to be had (systemd).", valueName: "file"))
    var courierSocket: String?

    @Option(help: ArgumentHelp("The socket of a key process that runs already (systemd).", valueName: "file"))
    var keysSocket: String?

    @Option(help: ArgumentHelp("A socket where what listens for SDKs is to be had (systemd).", valueName: "file"))
    var apiSocket: String?

    @Option(
        help: ArgumentHelp("A socket where processes that rewrite files are to be had (systemd).", valueName: "file")
    )
    var actSocket: String?

    @Flag(help: "Serves SDKs of AWS from memory, for tests: a line on standard output says where. Nothing is kept.")
    var ephemeral = false

    @Option(help: ArgumentHelp("With --ephemeral: the port, 0 for any; default: 4599.", valueName: "number"))
    var port: Int?

    @Option(help: ArgumentHelp("With --ephemeral: the account; default: 000000000000.", valueName: "digits"))
    var account: String?

    @Option(help: ArgumentHelp("With --ephemeral: the Region; default: us-east-1.", valueName: "name"))
    var region: String?

    @Flag(help: "With --ephemeral: signatures are not looked at, and everybody may do everything.")
    var anyCredentials = false

    @Option(help: .hidden)
    var renewed: String?

    @Flag(help: "Tests the configuration completely, starts nothing, and ends: with 0 when it is good.")
    var check = false

    @Flag(help: "Tells whether the system lets the service do what it needs, and ends.")
    var checkConfinement = false

    static func main() { ProgramUsage.run(Magpied.self) }

    func validate() throws {
        if checkConfinement { return }
        try validateEphemeral()
        if ephemeral { return }
        if config == nil, watch.isEmpty { throw ValidationError("say what to watch: --watch DIR or --config FILE") }
        if config != nil, !watch.isEmpty { throw ValidationError("--watch and --config exclude each other") }
        if let settle, settle < 0 { throw ValidationError("--settle takes a number from 0 on") }
    }

    func run() throws {
        if checkConfinement { Needs.coordinator.check() }
        if check { try checkSettings() }
        Confinement.hideMemory()
        Signals.ignoreBrokenPipes()
        PrivateFile.makePrivateByDefault()
        let requests = Requests()
        Signals.handle { requests.add($0) }
        let daemon: Daemon
        let settings: Settings
        do {
            settings = try readSettings()
            let isSettled = AccountLocation.settle(settings.location)
            precondition(isSettled, "nothing has a name yet")
        } catch {
            let problem = Diagnostic(describing: error)
            Log.write(.error, problem.message, ["hint": problem.hint])
            throw ExitCode(Magpied.configurationStatus)
        }
        do {
            if let problem = Needs.coordinator.problem() {
                throw Diagnostic(problem, hint: "see 'SystemCallFilter' of its unit, and 'magpied --check-confinement'")
            }
            daemon = try Daemon(settings, succeeding: inheritance())
        } catch {
            let problem = Diagnostic(describing: error)
            Log.write(.error, problem.message, ["hint": problem.hint])
            throw ExitCode(2)
        }
        daemon.whenReset { beginAnew($0, settings) }
        daemon.run()
        if ephemeral, renewed == nil { announce(daemon, settings) }
        ServiceManager.notify("READY=1")
        ServiceManager.feedWatchdog { daemon.isAlive }
        while serve(requests.next(), daemon) {}
        if ephemeral { VolatileFolder.remove(settings.state) }
        System.exit(0)
    }

    /// The exit status for a mistake in the configuration, which a restart does not mend: EX_CONFIG of sysexits(3).
    private static let configurationStatus: Int32 = 78

    /// Does what the process was asked for.
    ///
    /// - Returns: Whether it goes on.
    private func serve(_ request: Signals.Request, _ daemon: Daemon) -> Bool {
        // What is in memory has no configuration.
        if request == .reload, ephemeral { return true }
        if request == .reload {
            ServiceManager.notify("RELOADING=1\nMONOTONIC_USEC=\(Timestamp.monotonic().microseconds)")
            reload(daemon)
            ServiceManager.notify("READY=1")
            return true
        }
        ServiceManager.notify("STOPPING=1")
        Threads.detach {
            Threads.sleep(milliseconds: 9500)
            System.exit(1)
        }
        daemon.stop(by: Timestamp.monotonic().adding(milliseconds: 8000))
        Log.write(.info, "stopped")
        return false
    }

    /// Reads the configuration again; a bad one changes nothing.
    private func reload(_ daemon: Daemon) {
        do {
            try daemon.reload(try readSettings())
            Log.write(.info, "reloaded")
            daemon.noteReload(nil)
        } catch {
            // The log, too, is told of it there.
            daemon.noteReload(Diagnostic(describing: error))
        }
    }

    /// Tests the configuration, says what is wrong with it, and ends.
    private func checkSettings() throws -> Never {
        let check =
            if let config {
                ConfigurationCheck(file: config, state: stateFolder) { override(&$0) }
            } else {
                ConfigurationCheck(try readSettings())
            }
        var text = ""
        for problem in check.problems {
            let code = problem.code.map { " \($0)" } ?? ""
            text += TerminalText.escaped("\(problem.level.rawValue)\(code): \(problem.message)") + "\n"
            if let hint = problem.hint { text += TerminalText.escaped("  hint: \(hint)") + "\n" }
        }
        let (errors, all) = (check.errorCount, check.problems.count)
        text +=
            "\(errors) \(errors == 1 ? "error" : "errors"), \(all - errors) \(all - errors == 1 ? "warning" : "warnings")\n"
        try OutputFile(standardOutput: ()).write(Array(text.utf8))
        System.exit(errors == 0 ? 0 : 2)
    }

    private var stateFolder: [UInt8] { state.map { FileStatus.anchored(Array($0.utf8)) } ?? Magpied.defaultState }

    private func readSettings() throws -> Settings {
        let state = stateFolder
        if ephemeral { return try ephemeralSettings() }
        var settings: Settings
        if let config {
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try FileContents.read(Array(config.utf8))
            } catch {
                throw Diagnostic("\(config): \(error)", hint: "name a configuration that can be read")
            }
            settings = try Settings(bytes, file: config, state: state)
        } else {
            settings = Settings(state: state)
            for folder in watch {
                let path = FileStatus.anchored(Array(folder.utf8))
                let bucket = Settings.Bucket(path: path)
                guard !settings.buckets.contains(where: { $0.name == bucket.name }) else {
                    throw Diagnostic(
                        "two folders are called '\(bucket.name)'",
                        hint: "give them names in a configuration"
                    )
                }
                settings.buckets.append(bucket)
            }
        }
        override(&settings)
        return settings
    }

    /// Lays the options of the command line over settings.
    private func override(_ settings: inout Settings) {
        if let settle { settings.settle = settle }
        if let socket { settings.socket = Array(socket.utf8) }
        if let workerSocket { settings.workerSocket = Array(workerSocket.utf8) }
        if let watcherSocket { settings.watcherSocket = Array(watcherSocket.utf8) }
        if let actSocket { settings.actSocket = Array(actSocket.utf8) }
        if let keysSocket { settings.keysSocket = Array(keysSocket.utf8) }
        if let apiSocket { settings.apiSocket = Array(apiSocket.utf8) }
        if let courierSocket { settings.courierSocket = Array(courierSocket.utf8) }
    }

    private static var defaultState: [UInt8] {
        // Systemd says where its state goes: StateDirectory= in systemd.exec(5).
        if let folder = System.environment("STATE_DIRECTORY"), folder.hasPrefix("/"), !folder.contains(":") {
            return Array(folder.utf8)
        }
        if System.isSuperuser { return Array("/var/lib/magpie".utf8) }
        let base = System.environment("XDG_STATE_HOME") ?? (System.environment("HOME") ?? "") + "/.local/state"
        return Array((base + "/magpie").utf8)
    }
}

/// What the process was asked for by signals, in order.
final class Requests: Sendable {
    private let waiting = Monitor<[Signals.Request]>([])

    func add(_ request: Signals.Request) {
        waiting.withLock { $0.append(request) }
        waiting.notifyAll()
    }

    func next() -> Signals.Request { waiting.wait { $0.isEmpty ? nil : $0.removeFirst() } }
}

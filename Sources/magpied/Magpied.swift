import ArgumentParser
import BuiltInIdentifiers
import Control
import Detection
import Identifiers
import Monitoring
import POSIX
import Records
import Reporting
import Scanning
import StrictYAML

/// The service: watches buckets, scans what changes, keeps findings, hands on events.
@main
struct Magpied: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "magpied",
        abstract: "Watches folders for sensitive data.",
        discussion: """
            With --watch, everything has its default. Ends on SIGTERM within ten seconds. Messages go to standard error.
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

    func validate() throws {
        if config == nil, watch.isEmpty { throw ValidationError("say what to watch: --watch DIR or --config FILE") }
        if config != nil, !watch.isEmpty { throw ValidationError("--watch and --config exclude each other") }
        if let settle, settle < 0 { throw ValidationError("--settle takes a number from 0 on") }
    }

    func run() throws {
        Signals.ignoreBrokenPipes()
        PrivateFile.makePrivateByDefault()
        let settings: Settings
        do {
            settings = try readSettings()
        } catch let error as YAMLError {
            throw fail("\(error.location): \(error.summary)", hint: error.hint)
        }
        let service: MonitoringService
        let lock: FileLock
        do {
            try PrivateFile.createFolders(above: settings.state + Array("/".utf8))
            lock = try FileLock(path: settings.state + Array("/lock".utf8))
            service = try makeService(settings)
        } catch let error as SystemError where error.isHeldByAnother {
            throw fail(
                "another magpied works in \(TerminalText.escaped(settings.state))",
                hint: "stop it, or use another --state"
            )
        } catch RecordError.newer {
            throw fail(
                "the records were written by a newer version",
                hint: "install that version, or use another --state"
            )
        } catch RecordError.damaged {
            throw fail("the records are damaged", hint: "restore magpie.sqlite from a backup, or move it away")
        } catch {
            throw fail("\(TerminalText.escaped(settings.state)): \(error)", hint: "the state folder must be writable")
        }
        let operations = Operations(service)
        let server: ControlServer
        do throws(SystemError) {
            server = try ControlServer(path: settings.state + Array("/magpie.sock".utf8)) { try operations.answer($0) }
        } catch {
            throw fail("\(TerminalText.escaped(settings.state))/magpie.sock: \(error)", hint: "use a shorter --state")
        }
        let isEnding = Monitor(false)
        Signals.whenAskedToEnd { _ in
            isEnding.withLock { $0 = true }
            isEnding.notifyAll()
            Threads.sleep(milliseconds: 10_000)
            System.exit(1)
        }
        service.run()
        Threads.detach { server.run() }
        for problem in service.health.problems { Log.write("warning", problem) }
        Log.write("info", "watching \(settings.buckets.count) buckets")
        ServiceManager.notify("READY=1")
        isEnding.wait { $0 ? () : nil }
        ServiceManager.notify("STOPPING=1")
        service.stop(by: Timestamp.monotonic().adding(milliseconds: 8000))
        Log.write("info", "stopped")
        withExtendedLifetime(lock) { System.exit(0) }
    }

    private func readSettings() throws -> Settings {
        let state = state.map { Array($0.utf8) } ?? Magpied.defaultState
        var settings: Settings
        if let config {
            let bytes: [UInt8]
            do throws(SystemError) {
                bytes = try FileContents.read(Array(config.utf8))
            } catch {
                throw fail("\(config): \(error)", hint: "name a configuration that can be read")
            }
            settings = try Settings(bytes, file: config, state: state)
        } else {
            settings = Settings(state: state)
            for folder in watch {
                let path = FileStatus.absolutePath(of: Array(folder.utf8)) ?? Array(folder.utf8)
                let bucket = Settings.Bucket(path: path)
                guard !settings.buckets.contains(where: { $0.name == bucket.name }) else {
                    throw fail("two folders are called '\(bucket.name)'", hint: "give them names in a configuration")
                }
                settings.buckets.append(bucket)
            }
        }
        if let settle { settings.settle = settle }
        return settings
    }

    private static var defaultState: [UInt8] {
        if System.isSuperuser { return Array("/var/lib/magpie".utf8) }
        let base = System.environment("XDG_STATE_HOME") ?? (System.environment("HOME") ?? "") + "/.local/state"
        return Array((base + "/magpie").utf8)
    }

    private func makeService(_ settings: Settings) throws -> MonitoringService {
        let detector = Detector(BuiltInIdentifiers.load())
        var options = ScanOptions(detector: detector, threads: settings.threads, allowList: try AllowList())
        options.details.fingerprintKey = try FingerprintKey.kept(at: settings.state + Array("/fingerprint.key".utf8))
        let records = try RecordStore(path: String(decoding: settings.state, as: UTF8.self) + "/magpie.sqlite")
        return try MonitoringService(settings, options, records)
    }

    private func fail(_ message: String, hint: String?) -> ExitCode {
        Log.write("error", message + (hint.map { "; \($0)" } ?? ""))
        return ExitCode(2)
    }
}

/// Messages about the service itself: one line each, never a value that was found.
enum Log {
    static func write(_ level: String, _ message: String) {
        let time = UTCTime.text(.now())
        let line = "\(time) \(level) \(TerminalText.escaped(message))\n"
        try? OutputFile(standardError: ()).write(Array(line.utf8))
    }
}

/// The system's service manager, if one has started this process.
///
/// Source: sd_notify(3).
enum ServiceManager {
    static func notify(_ state: String) {
        guard let path = System.environment("NOTIFY_SOCKET") else { return }
        LocalSocket.sendDatagram(Array(state.utf8), to: Array(path.utf8))
    }
}

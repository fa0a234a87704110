import Actions
import Configuring
import Couriers
import Diagnostics
import HelperProcesses
import POSIX
import Problems
import WorkerClients

/// The programs that do what this process may not: each reached through one ``Helper``, which outlives a reload.
struct HelperPrograms: Sendable {
    /// Scan objects.
    let workers: Helper
    /// Make requests by HTTP, and run commands.
    let couriers: Helper
    /// Rewrite files.
    let rewriters: Helper
    /// Keeps keys.
    let keys: Helper
    /// Listens for SDKs.
    let web: Helper

    /// How many have died within ``Helper/memory`` when that is a problem.
    private static let mostDeaths = 5

    /// Starts none yet.
    ///
    /// - Throws: `Diagnostic` when it cannot be told where programs lie.
    init(_ settings: Settings) throws(Diagnostic) {
        let sources = try Sources(settings)
        workers = Helper("worker", from: sources.workers)
        couriers = Helper("courier", from: sources.couriers)
        rewriters = Helper("rewriter", from: sources.rewriters)
        keys = Helper("key process", from: sources.keys)
        web = Helper("API server", from: sources.web)
    }

    /// Takes processes from where other settings say; the key process stays.
    func follow(_ settings: Settings) throws(Diagnostic) {
        let sources = try Sources(settings)
        workers.use(sources.workers)
        couriers.use(sources.couriers)
        rewriters.use(sources.rewriters)
    }

    /// What is wrong with any of them; that keys cannot be used is told by others.
    var problems: [Problem] {
        [
            (workers, "magpie-worker"), (couriers, "magpie-courier"), (rewriters, "magpie-act"), (web, "magpie-api"),
        ].flatMap { helper, unit in HelperPrograms.problems(of: helper, unit) }
    }

    private static func problems(of helper: Helper, _ unit: String) -> [Problem] {
        let health = helper.health
        var problems: [Problem] = []
        if let obstacle = health.obstacle {
            problems.append(
                Problem(
                    .helper,
                    of: helper.name,
                    "no \(helper.name) can be had: \(obstacle)",
                    hint: "see that its program is there, or 'systemctl status \(unit).socket'; it is tried again by "
                        + "itself"
                )
            )
        }
        if health.deaths >= mostDeaths {
            problems.append(
                Problem(
                    .helper,
                    of: "\(helper.name) deaths",
                    "\(health.deaths) \(helper.name)s have died within \(Int(Helper.memory / 60)) minutes, the last because "
                        + "\(health.lastDeath)",
                    hint:
                        "the log names what each worked on; see also its own log lines and 'journalctl -k' for a lack "
                        + "of memory",
                    count: health.deaths
                )
            )
        }
        return problems
    }

    /// Where they come from by some settings.
    private struct Sources {
        var workers: HelperSource
        var couriers: HelperSource
        var rewriters: HelperSource
        var keys: HelperSource
        var web: HelperSource

        init(_ settings: Settings) throws(Diagnostic) {
            func source(
                _ socket: [UInt8]?,
                _ name: String,
                _ option: String,
                _ program: ([UInt8]) -> HelperSource
            ) throws(Diagnostic) -> HelperSource {
                if let socket { return .socket(socket) }
                return program(try HelperPrograms.programBeside(name, option: option))
            }
            let keysSocket = String(decoding: KeyProcess.socket(settings), as: UTF8.self)
            workers = try source(settings.workerSocket, "magpie", "workerSocket") { .worker($0) }
            couriers = try source(settings.courierSocket, "magpie-courier", "courierSocket") { .courier($0) }
            rewriters = try source(settings.actSocket, "magpie-act", "actSocket") {
                .rewriter($0, keys: keysSocket, locks: String(decoding: settings.state, as: UTF8.self) + "/act.lock")
            }
            keys = try source(settings.keysSocket, "magpie-keys", "keysSocket") { KeyProcess.source($0, settings) }
            web = try source(settings.apiSocket, "magpie-api", "apiSocket") {
                .program(HelperProgram(path: $0, arguments: ["magpie-api"]))
            }
        }
    }

    /// The path of a program that lies where this one does.
    static func programBeside(_ name: String, option: String) throws(Diagnostic) -> [UInt8] {
        guard let program = System.programPath, let slash = program.lastIndex(of: UInt8(ascii: "/")) else {
            throw Diagnostic("/proc is not there", hint: "mount it, or set '\(option)'")
        }
        return program[...slash] + Array(name.utf8)
    }
}

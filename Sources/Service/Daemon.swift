import ProductIdentity
import Terminal
import Bytes
import Actions
import BuiltInIdentifiers
public import Configuration
import Control
import Couriers
import Cryptography
import EventBus
import Identifiers
import JSON
import Measuring
import ObjectActions
public import POSIX
public import Preparation
import Problems
import Records
import Scanning
import SecretsManager
import Watching
import Workers

/// Everything that runs: one service over one state folder, replaced as a whole when the configuration changes.
public final class Daemon: Sendable {
    /// What holds until the configuration changes.
    struct Running: Sendable {
        var service: MonitoringService
        var setup: ScanSetup
        var workers: WorkerSource
        /// What the workers recognise managed secrets by.
        var secrets: SecretTable
        var courier: CourierSource
        /// What services have counted that were there before this one.
        var before = ServiceTotals()
    }

    private let state: StateFolder
    private let keys: KeyProcess
    private let server: ControlServer
    private let running: Monitor<Running>
    private let workerLevel: Monitor<String>
    private let measures: Measures
    /// What keeps secrets, over changes of the configuration.
    private let secrets: SecretsManager
    private let leaks: LeakWatch
    private let knownKeys: KnownKeys
    private let auditKeeper: AuditKeeper
    private let teller: ProblemTeller
    private let gate: Gate

    /// Opens the state folder, starts a worker to try the setup, and listens.
    ///
    /// - Throws: `Diagnostic` with what to do.
    public init(_ settings: Settings) throws {
        let state = try StateFolder(settings.state)
        let level = Monitor("")
        let measures = Measures()
        let running = Monitor(try Daemon.makeRunning(settings, state, level, measures))
        let keys = try Daemon.keyProcess(settings)
        let leaks = LeakWatch(key: state.leakKey, state.records) { running.withLock { $0 } }
        let secretKeys = SecretKeys(keys: keys) { type, detail in
            try? running.withLock { $0.service }.events.announce(type, detail(), source: "aws.kms")
        }
        let secrets = try Daemon.makeSecrets(secretKeys, state, running, leaks, measures)
        let clients = ClientCounts()
        let teller = ProblemTeller(book: state.problems, secrets: secrets) { running.withLock { $0 } }
        let gate = Gate(state.audit, state.problems, measures, state: settings.state)
        let auditKeeper = AuditKeeper(state.audit, keys, state.problems)
        auditKeeper.follow(settings.audit)
        let operations = Operations(
            records: state.records,
            key: state.key,
            audit: state.audit,
            auditKeeper: auditKeeper,
            problems: teller,
            gate: gate,
            keys: keys,
            keyRelay: KeyRelay(keys),
            secrets: secrets,
            clients: clients,
            backups: Backups(state.records, keys, state: settings.state),
            measures: measures
        ) {
            running.withLock { $0 }
        }
        server = try state.listen(at: settings.socket, settings.limits.clients, operations)
        clients.count(of: server)
        self.state = state
        self.keys = keys
        knownKeys = KnownKeys(keys)
        self.running = running
        workerLevel = level
        self.measures = measures
        self.secrets = secrets
        self.leaks = leaks
        self.auditKeeper = auditKeeper
        self.teller = teller
        self.gate = gate
    }

    /// Starts everything.
    public func run() {
        let service = running.withLock { $0.service }
        attach(service)
        service.run()
        secrets.run()
        Threads.detach { [leaks, secrets] in leaks.run(secrets) }
        Threads.detach { [server] in server.run() }
        Log.write(.info, "watching", ["buckets": "\(service.settings.buckets.count)", "version": Product.version])
        Threads.detach { [self] in
            teller.run {
                _ = gate.isDiskLow(running.withLock { $0.service }.settings.limits)
                gate.refusals.flush()
            }
        }
        Threads.detach { [self] in tellOfKeys() }
        Threads.detach { [auditKeeper] in auditKeeper.run() }
        Threads.detach { [keys, state] in KeyWatch(keys: keys, problems: state.problems).run() }
    }

    /// Whether the service still answers: for whoever would restart it otherwise.
    public var isAlive: Bool { running.withLock { $0.service }.health.seconds >= 0 }

    /// Replaces the service by one that does what `settings` say.
    ///
    /// - Throws: `Diagnostic` when they cannot be followed; then nothing has changed.
    public func reload(_ settings: Settings) throws {
        let old = running.withLock { $0 }
        let holding = old.service.settings
        guard settings.state == holding.state, settings.socket == holding.socket, settings.rootKey == holding.rootKey,
            settings.keysSocket == holding.keysSocket
        else {
            throw Diagnostic(
                "'state', 'socket', 'rootKey' and 'keysSocket' cannot change while the service runs",
                hint: "restart it"
            )
        }
        var made = try Daemon.makeRunning(settings, state, workerLevel, measures)
        old.service.stop(by: Timestamp.monotonic().adding(milliseconds: 8000))
        server.limit(to: ControlLimits(settings.limits.clients))
        made.before = old.totals
        let new = made
        running.withLock { $0 = new }
        attach(new.service)
        new.service.run()
        auditKeeper.follow(settings.audit)
        leaks.noteReload()
        try? new.service.events.announce(
            "Configuration Reloaded",
            .object(["buckets": .array(settings.buckets.map { .string($0.name) })])
        )
    }

    /// Says that the configuration could not be read anew, and why; `nil` when it could.
    public func noteReload(_ failure: Diagnostic?) {
        measures.reloads.add(failure == nil ? "done" : "refused")
        state.problems.set(
            .reload,
            failure.map { failure in
                Problem(
                    .reload,
                    "not reloaded, the old configuration holds: \(failure.message)",
                    hint: (failure.hint.map { "\($0); " } ?? "")
                        + "'magpied --check --config FILE' finds all that is wrong"
                )
            }
        )
    }

    /// Lets rules of a service rotate secrets, and lets it know its keys.
    private func attach(_ service: MonitoringService) {
        service.setKeyCheck { [knownKeys] in knownKeys.contains($0) }
        service.setRotator { [secrets] reason, arn, version, mayStart in
            switch try secrets.rotate(because: reason, secretARN: arn, versionID: version, mayStart: mayStart) {
            case .started(let new): .started(new)
            case .underWay(let new): .underWay(new)
            case .alreadyReplaced: .notNeeded
            case .notStarted: .notAllowed
            }
        }
    }

    /// Ends everything.
    public func stop(by deadline: Timestamp) {
        secrets.stop(by: deadline)
        running.withLock { $0.service }.stop(by: deadline)
        auditKeeper.stop()
    }

    /// Puts what happens to keys on the event bus.
    private func tellOfKeys() {
        var last = ""
        while isAlive {
            do {
                let input = JSONValue.object(["After": .string(last)])
                let answer = try JSONValue(parsing: try keys.ask("keys:TakeNotices", Array(input.json.utf8)))
                for entry in answer.array {
                    let notice = entry["notice"]
                    try running.withLock { $0.service }.events.announce(
                        notice?["type"]?.string ?? "",
                        notice?["detail"] ?? .object([:]),
                        source: "aws.kms"
                    )
                    last = entry["name"]?.string ?? last
                }
            } catch {
                Log.write(.error, "the key process does not answer", ["why": "\(error)"])
                Threads.sleep(milliseconds: 10_000)
            }
        }
    }

    // MARK: Making

    private static func keyProcess(_ settings: Settings) throws -> KeyProcess {
        let state = settings.state
        return KeyProcess(
            settings.keysSocket == nil ? .program(try programBeside("magpie-keys", option: "keysSocket")) : .manager,
            socket: keysSocket(settings),
            folder: state + Array("/keys".utf8),
            rootKey: settings.rootKey,
            retention: (settings.audit.keepMegabytes.map { ["--audit-megabytes", String($0)] } ?? [])
                + (settings.audit.keepDays.map { ["--audit-days", String($0)] } ?? [])
        )
    }

    private static func makeRunning(
        _ settings: Settings,
        _ state: StateFolder,
        _ level: Monitor<String>,
        _ measures: Measures
    ) throws -> Running {
        var problems: [Diagnostic] = []
        let setup = setup(settings, state.key, &problems)
        if let problem = problems.first { throw problem }
        let source = try workers(settings)
        let events = WorkerClient.Events { path, wasTimeout in
            Log.write(
                .warning,
                wasTimeout ? "a worker took too long" : "a worker has died",
                ["object": TerminalText.escaped(path)]
            )
        } hasStarted: { confinement in
            let isNew = level.withLock { level in
                defer { level = confinement.description }
                return level != confinement.description
            }
            if isNew { Log.write(.info, "workers are confined", ["by": confinement.description]) }
        }
        var bounds = WorkerClient.Bounds()
        bounds.seconds = settings.limits.scanSeconds
        bounds.bytes = settings.limits.scanMegabytes << 20
        let workerBounds = bounds
        // The first is made at once: a setup that is wrong must not get as far as to an object.
        let secrets = SecretTable()
        let first = Monitor<WorkerClient?>(
            try WorkerClient(source, setup, recognising: secrets, within: workerBounds, events)
        )
        let scanners = MonitoringService.Scanners(digest: try digest(of: setup)) {
            try secrets.replace(with: $0)
        } make: {
            if let client = first.withLock({ $0.take() }) { return client }
            return try WorkerClient(source, setup, recognising: secrets, within: workerBounds, events)
        }
        var busSettings = try busSettings(settings, state)
        busSettings.measures = measures
        let bus = try EventBus(busSettings, state.records, Log.busNotices)
        let service = try MonitoringService(
            settings,
            scanners,
            state.records,
            bus,
            try actions(settings),
            Log.notices,
            measures
        )
        return Running(
            service: service,
            setup: setup,
            workers: source,
            secrets: secrets,
            courier: try courier(settings)
        )
    }

    private static func makeSecrets(
        _ keys: SecretKeys,
        _ state: StateFolder,
        _ running: Monitor<Running>,
        _ leaks: LeakWatch,
        _ measures: Measures
    ) throws -> SecretsManager {
        let rotators = CourierRotators(
            source: { running.withLock { $0.courier } },
            place: { rotatorPlace(running.withLock { $0.service.settings }) },
            signingKey: state.webhookKey
        )
        var surroundings = SecretsManager.Surroundings(keys: keys, makeRotator: rotators.makeRotator)
        surroundings.hear = { leaks.hear($0) }
        surroundings.isHeard = { running.withLock { $0.service }.events.isHeard }
        surroundings.announce = { detailType, detail in
            switch detailType {
            case "Secret Rotation Started": measures.rotations.add("started")
            case "Secret Rotation Succeeded": measures.rotations.add("succeeded")
            case "Secret Rotation Failed":
                measures.rotations.add(detail["isFinal"] == .boolean(true) ? "given-up" : "failed")
            default: break
            }
            if let arn = detail["secretArn"]?.string, detailType != "Secret Value Read" { leaks.noteStages(of: arn) }
            try running.withLock { $0.service }.events.announce(detailType, detail)
        }
        surroundings.longestPause = {
            Double(running.withLock { $0.service.settings }.limits.rotationRetrySeconds)
        }
        return try SecretsManager(surroundings, state.records)
    }

    private static func rotatorPlace(_ settings: Settings) -> RotatorPlace {
        var place = RotatorPlace()
        place.networks = settings.webhookNetworks
        place.certificates = settings.webhookCertificates.map { String(decoding: $0, as: UTF8.self) }
        place.database.megabytes = settings.limits.databaseMegabytes
        place.database.rows = settings.limits.databaseRows
        place.database.loginSeconds = settings.limits.databaseLoginSeconds
        place.database.statementSeconds = settings.limits.databaseStatementSeconds
        return place
    }

    /// What is looked for.
    ///
    /// - Parameters:
    ///   - settings: What the configuration says.
    ///   - key: What values are fingerprinted with; `nil` where nothing is to be scanned.
    ///   - problems: Takes what is wrong with files, which are left out.
    /// - Returns: The setup without these.
    static func setup(_ settings: Settings, _ key: FingerprintKey?, _ problems: inout [Diagnostic]) -> ScanSetup {
        let discovery = settings.discovery
        var setup = ScanSetup()
        let variable = System.environment("MAGPIE_RULES")
        setup.rules = IdentifierSource.choose(option: discovery.rules, variable: variable).texts(&problems)
        setup.custom = SourceText.read(discovery.custom, &problems)
        setup.allowLists = SourceText.read(discovery.allowLists, &problems)
        setup.selection = IdentifierSelection(
            included: discovery.identifiers,
            excluded: discovery.excludedIdentifiers
        )
        setup.minimumConfidence = discovery.minimumConfidence
        setup.maximumFileSize = discovery.maximumFileSize
        setup.locatedOccurrences = MonitoringService.searchableOccurrences
        setup.details.hashesContent = true
        setup.details.fingerprintKey = key
        setup.recognisesManagedSecrets = true
        return setup
    }

    private static func workers(_ settings: Settings) throws -> WorkerSource {
        if let socket = settings.workerSocket { return .socket(socket) }
        return .program(try programBeside("magpie", option: "workerSocket"))
    }

    private static func actions(_ settings: Settings) throws -> ActionSource {
        if let socket = settings.actSocket { return .socket(socket) }
        return .program(
            try programBeside("magpie-act", option: "actSocket"),
            keys: String(decoding: keysSocket(settings), as: UTF8.self)
        )
    }

    private static func keysSocket(_ settings: Settings) -> [UInt8] {
        settings.keysSocket ?? settings.state + Array("/keys.sock".utf8)
    }

    private static func courier(_ settings: Settings) throws -> CourierSource {
        if let socket = settings.courierSocket { return .socket(socket) }
        return .program(try programBeside("magpie-courier", option: "courierSocket"))
    }

    private static func busSettings(_ settings: Settings, _ state: StateFolder) throws -> EventBus.Settings {
        if let problem = WritablePlace.problem(of: settings.feed) {
            throw Diagnostic(
                "the feed cannot be \(TerminalText.escaped(settings.feed)): \(problem)",
                hint: "put it below \(TerminalText.escaped(settings.state)), or see 'ReadWritePaths' in systemd.exec(5)"
            )
        }
        var bus = EventBus.Settings(
            feed: settings.feed,
            courier: try courier(settings),
            signingKey: state.webhookKey
        )
        bus.feedGroup = settings.feedGroup
        bus.home = settings.state
        bus.fileSize = settings.feedSize
        bus.fileCount = settings.feedFiles
        bus.allowedNetworks = settings.webhookNetworks
        bus.certificates = settings.webhookCertificates.map { String(decoding: $0, as: UTF8.self) }
        return bus
    }

    /// The path of a program that lies where this one does.
    static func programBeside(_ name: String, option: String) throws -> [UInt8] {
        guard let program = System.programPath, let slash = program.lastIndex(of: UInt8(ascii: "/")) else {
            throw Diagnostic("/proc is not there", hint: "mount it, or set '\(option)'")
        }
        return program[...slash] + Array(name.utf8)
    }

    /// What tells one setup from another, key and all: fingerprints of another key cannot be compared.
    private static func digest(of setup: ScanSetup) throws -> String {
        var digest = try SHA256()
        digest.update(Array(Product.version.utf8).span)
        digest.update(BuiltInIdentifiers.bytes.span)
        digest.update(WorkerClient.bytes(of: setup).span)
        return Hexadecimal.text(Array(digest.finalize().prefix(16)))
    }
}

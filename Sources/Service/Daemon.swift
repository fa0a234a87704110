import AccessKeyRecognition
import AccessPolicies
public import Configuring
import ConnectionOperations
import Control
import CourierDeliveries
public import Diagnostics
import EventBus
import HelperProcesses
import IAM
import JSON
import LeakRecognition
import Macie
import Measuring
import ObjectActions
import ObjectStore
public import POSIX
import ScanSetups
import Problems
import ProductIdentity
import Queues
import Records
import Rotators
import SecretsManager
import ServiceModel
import WorkerClients

/// Everything that runs over one state folder.
///
/// It puts itself together when it is made: each part is given what it needs. The bus, the secrets, the keys and the clients
/// outlive a reload of the configuration; what watches and scans is replaced as a whole.
public final class Daemon: Sendable {
    /// What watches and scans, until the configuration changes.
    struct Running: Sendable {
        var service: MonitoringService
        var setup: ScanSetup
        var workers: Helper
        /// What the workers recognise managed secrets by.
        var secrets: SecretTable
        /// What services have counted that were there before this one.
        var before = ServiceTotals()

        /// Has the workers recognise managed secrets.
        var recognizer: ScanRecognizer { ScanRecognizer(service, setup, secrets) }
    }

    private let state: StateFolder
    private let current: CurrentService
    private let settings: CurrentSettings
    private let helpers: HelperPrograms
    private let bus: EventBus
    private let keys: KeyProcess
    private let secrets: SecretsManager
    private let identities: IAMService
    private let leaks: LeakWatch
    private let review: AccessReview
    private let auditKeeper: AuditKeeper
    private let teller: ProblemTeller
    private let limiter: RequestLimiter
    private let server: ControlServer
    private let scans: ScanParts
    private let macie: MacieService
    private let queues: QueueService
    /// How often what is looked for has changed.
    private let inspections: Monitor<Int>
    /// Held while what watches and scans is replaced.
    private let replacing = Monitor(())
    private let front: WireFront?
    /// The key of who tests, where there is one.
    let developerKey = Monitor<DeveloperKey?>(nil)
    let operations: Operations

    /// Opens the state folder, starts a worker to try the setup, and listens.
    ///
    /// - Parameters:
    ///   - settings: What it does.
    ///   - inheritance: What a service that was in this process before has left, if any.
    /// - Throws: `Diagnostic` with what to do.
    public init(_ settings: Settings, succeeding inheritance: Succession? = nil) throws {
        let measures = Measures()
        state = try StateFolder(settings.state)
        self.settings = CurrentSettings(settings)
        helpers = try HelperPrograms(settings)
        keys = KeyProcess(helpers.keys, socket: KeyProcess.socket(settings))
        bus = try EventBus(
            try EventBus.Settings(settings, state),
            state.records,
            couriers: CourierSinks(helpers.couriers),
            hasDelivered: { measures.deliveries[$0 ? "feed" : "other"]?.observe(seconds: $1) },
            say: Log.busNotices
        )
        let callers = CallerDirectory(self.settings)
        let changes = AccessKeyChanges()
        var dependencies = IAMService.Dependencies(keys: InstallationSealing(key: state.identityKey))
        dependencies.caller = { identities, request in
            var caller = callers.caller(request.principal, identities)
            caller.access.context.merge(request.conditions)
            return caller
        }
        dependencies.hear = changes.tell
        let endpoint = Monitor<String?>(nil)
        dependencies.endpoint = { endpoint.withLock { $0 } }
        dependencies.review = { [settings = self.settings] in
            (settings().accessReview.unusedDays, settings().accessReview.keyAgeDays)
        }
        identities = try IAMService(dependencies, state.records)
        identities.limit(to: ServiceControlPolicy.level(of: settings.serviceControlPolicies))
        leaks = LeakWatch(
            key: state.leakKey,
            state.records,
            also: [AccessKeySource(identities)],
            say: Log.leakNotices
        )
        changes.follow(with: leaks)
        let keyCallers = KeyCallers(callers, identities)
        let secretKeys = SecretKeys(keys: keys, callers: keyCallers, events: bus)
        secrets = try Daemon.secrets(secretKeys, state, self.settings, helpers, bus, leaks, measures)
        var queueing = QueueService.Dependencies(keys: MessageKeys(keys: secretKeys.serving(QueuesModel.service)))
        queueing.endpoint = { endpoint.withLock { $0 } ?? "http://localhost" }
        queues = try QueueService(queueing, state.records)
        bus.register(BusQueues(queues: queues))
        let authorizer = PolicyAuthorizer(identities, callers)
        let roles = RolesOfRules(identities, secrets, state.audit, KeysOfRules(keys: keys, callers: keyCallers))
        bus.decide(by: roles)
        let inspections = Monitor(0)
        self.inspections = inspections
        let parts = MacieParts(self.settings, state.records)
        macie = try MacieService(
            parts.dependencies {
                inspections.withLock { $0 += 1 }
                inspections.notifyAll()
            },
            state.records
        )
        scans = ScanParts(state, helpers, bus, keys, secrets, leaks, identities, roles, (macie, parts), measures)
        current = CurrentService(try scans.make(settings))
        review = AccessReview(identities, self.settings) { [current] in current().service }
        changes.follow { [review] in review.look() }
        limiter = RequestLimiter(state.audit, state.problems, measures, state: settings.state)
        teller = ProblemTeller(
            book: state.problems,
            records: state.records,
            limiter: limiter,
            settings: self.settings,
            bus: bus,
            secrets: secrets,
            leaks: leaks,
            helpers: helpers,
            roles: roles,
            running: current
        )
        auditKeeper = AuditKeeper(state.audit, keys, state.problems)
        auditKeeper.follow(settings.audit)
        let clients = ClientCounts()
        let answers = AnswerGathering()
        operations = Operations(
            records: state.records,
            key: state.key,
            audit: state.audit,
            auditQueue: AuditQueue(state.audit, answers),
            auditKeeper: auditKeeper,
            problems: teller,
            limiter: limiter,
            keys: keys,
            keyRelay: KeyRelay(keys, answers),
            answers: answers,
            keyCallers: keyCallers,
            secrets: secrets,
            identities: identities,
            authorizer: authorizer,
            queues: queues,
            macie: macie,
            uploads: try Daemon.uploads(settings.state, self.settings, secretKeys),
            bucketPolicies: try Daemon.bucketPolicies(state.records),
            bucketEncryptions: try Daemon.bucketEncryptions(state.records),
            clients: clients,
            backups: Backups(state.records, keys, state: settings.state),
            measures: measures,
            running: current
        )
        front =
            settings.api.isServed
            ? WireFront(
                helpers.web,
                settings.api,
                WireDoor(operations, settings.api),
                endpoint,
                succeeding: inheritance
            ) : nil
        server = try state.listen(at: settings.socket, settings.limits.clients, operations)
        clients.count(of: server)
        if let key = inheritance?.key { try makeDeveloper(with: key) }
    }

    /// Starts everything.
    public func run() {
        let service = current().service
        bus.keepSecrets(with: SecretsOfConnections(secrets))
        bus.run()
        queues.run()
        service.run()
        secrets.run()
        leaks.serve(current().recognizer)
        Threads.detach { [leaks, secrets] in leaks.run(secrets) }
        // Made now, not with the first request: it tidies buckets up that may be written to.
        _ = operations.gateway
        Threads.detach { [server] in server.run() }
        if let front { Threads.detach { front.run() } }
        Log.write(.info, "watching", ["buckets": "\(service.settings.buckets.count)", "version": Product.version])
        Threads.detach { [teller, limiter] in teller.run { limiter.refusals.flush() } }
        Threads.detach { [self] in followInspection() }
        Threads.detach { [keys, bus] in KeyNotices(keys: keys, events: bus).run() }
        Threads.detach { [auditKeeper] in auditKeeper.run() }
        Threads.detach { [review] in review.run() }
        Threads.detach { [self] in
            while true {
                operations.uploads.removeOld(at: Timestamp.now().secondsSince1970)
                Threads.sleep(milliseconds: 60_000)
                keepUses()
            }
        }
        Threads.detach { [keys, state] in KeyWatch(keys: keys, problems: state.problems).run() }
    }

    /// Where SDKs are served: `http://127.0.0.1:4599`; `nil` when that is not so before the deadline.
    public func endpoint(by deadline: Timestamp) -> String? {
        front?.endpoint(by: deadline)
    }

    /// Has `reset` begin the service anew.
    func follow(_ reset: @escaping WireFront.Reset) { front?.whenReset(reset) }

    /// Whether the service still answers: for whoever would restart it otherwise.
    public var isAlive: Bool { current().service.health.seconds >= 0 }

    /// Replaces what watches and scans by what does what `settings` say, and has all others follow them.
    ///
    /// - Throws: `Diagnostic` when they cannot be followed; then nothing has changed.
    public func reload(_ settings: Settings) throws {
        try replacing.withLock { _ in try replace(by: settings) }
        // It has happened; the bus says itself when it cannot take events.
        try? bus.announce(
            "Configuration Reloaded",
            .object(["buckets": .array(settings.buckets.map { .string($0.name) })])
        )
    }

    /// Has scans look for something else as soon as that is asked for; several changes at once are one.
    private func followInspection() {
        var known = 0
        while true {
            let before = known
            known = inspections.wait { $0 > before ? $0 : nil }
            Threads.sleep(milliseconds: 500)
            known = inspections.withLock { $0 }
            do {
                try replacing.withLock { _ in try replace(by: settings()) }
            } catch {
                Log.write(.error, "what is looked for cannot be changed", ["error": "\(error)"])
            }
        }
    }

    private func replace(by settings: Settings) throws {
        let old = current()
        let holding = self.settings()
        guard settings.state == holding.state, settings.socket == holding.socket, settings.rootKey == holding.rootKey,
            settings.keysSocket == holding.keysSocket, settings.location == holding.location,
            settings.api == holding.api
        else {
            throw Diagnostic(
                "'state', 'socket', 'rootKey', 'keysSocket' and 'api' cannot change while the service runs",
                hint: "restart it"
            )
        }
        let busSettings = try EventBus.Settings(settings, state)
        try helpers.follow(settings)
        let new: Running
        do {
            new = try scans.make(settings)
        } catch {
            try helpers.follow(holding)
            throw error
        }
        let deadline = Timestamp.monotonic().adding(milliseconds: 8000)
        try bus.configure(busSettings, by: deadline)
        old.service.stop(by: deadline)
        self.settings.replace(with: settings)
        identities.limit(to: ServiceControlPolicy.level(of: settings.serviceControlPolicies))
        server.limit(to: ControlLimits(settings.limits.clients))
        current.replace(with: new)
        new.service.run()
        auditKeeper.follow(settings.audit)
        leaks.serve(current().recognizer)
    }

    /// Says that the configuration could not be read anew, and why; `nil` when it could.
    public func noteReload(_ failure: Diagnostic?) {
        scans.measures.reloads.add(failure == nil ? "done" : "refused")
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

    /// Ends everything: what was found out is written and handed on.
    public func stop(by deadline: Timestamp) {
        secrets.stop(by: deadline)
        current().service.stop(by: deadline)
        bus.stop(by: deadline)
        bus.keepSecrets(with: nil)
        auditKeeper.stop()
        keepUses()
    }

    /// Keeps when identities were used last.
    private func keepUses() {
        do {
            try identities.keepUses()
        } catch {
            // They are kept in memory and tried again; that records cannot be written is a problem of its own.
            Log.write(.error, "the last uses of identities cannot be kept", ["error": "\(error)"])
        }
    }

    /// What keeps secrets.
    private static func secrets(
        _ keys: SecretKeys,
        _ state: StateFolder,
        _ settings: CurrentSettings,
        _ helpers: HelperPrograms,
        _ bus: EventBus,
        _ leaks: LeakWatch,
        _ measures: Measures
    ) throws -> SecretsManager {
        let rotators = CourierRotators(
            helpers.couriers,
            settings: { settings.rotatorSettings },
            signingKey: state.webhookKey
        )
        var dependencies = SecretsManager.Dependencies(
            keys: keys,
            publisher: SecretEvents(events: bus, measures: measures, leaks: leaks),
            makeRotator: rotators.makeRotator
        )
        dependencies.hear = { leaks.hear($0) }
        dependencies.longestPause = { Double(settings().limits.rotationRetrySeconds) }
        return try SecretsManager(dependencies, state.records)
    }
}

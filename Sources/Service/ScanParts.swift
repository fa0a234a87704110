import BuiltInIdentifiers
import Bytes
import Configuring
import Cryptography
import Diagnostics
import EventBus
import Extraction
import Findings
import Fingerprints
import IAM
import IdentifierChoice
import IdentifierSources
import LeakRecognition
import Macie
import Measuring
import POSIX
import ScanSetups
import Problems
import ProductIdentity
import Scanning
import SecretsManager
import Terminal
import Classifiers
import WorkerClients

/// Makes what watches and scans, for each configuration anew, of what outlives it.
struct ScanParts: Sendable {
    let measures: Measures
    private let state: StateFolder
    private let helpers: HelperPrograms
    private let bus: EventBus
    private let secrets: SecretsManager
    private let leaks: LeakWatch
    private let knownKeys: KnownKeys
    private let identities: IAMService
    private let roles: RolesOfRules
    /// What is looked for besides what the configuration says, and what tells it of the rest.
    private let macie: MacieService
    private let macieParts: MacieParts
    /// How the last worker was confined, which is told when it changes.
    private let confinement = Monitor("")

    /// Gathers what outlives a configuration.
    init(
        _ state: StateFolder,
        _ helpers: HelperPrograms,
        _ bus: EventBus,
        _ keys: KeyProcess,
        _ secrets: SecretsManager,
        _ leaks: LeakWatch,
        _ identities: IAMService,
        _ roles: RolesOfRules,
        _ macie: (MacieService, MacieParts),
        _ measures: Measures
    ) {
        (self.macie, macieParts) = macie
        self.state = state
        self.helpers = helpers
        self.bus = bus
        self.secrets = secrets
        self.leaks = leaks
        self.measures = measures
        self.identities = identities
        self.roles = roles
        knownKeys = KnownKeys(keys)
    }

    /// Makes what does what `settings` say, and starts a worker to try them.
    ///
    /// - Throws: `Diagnostic` with what to do, when they cannot be followed.
    func make(_ settings: Settings) throws -> Daemon.Running {
        var problems: [Diagnostic] = []
        var setup = ScanParts.setup(settings, state.key, &problems)
        if let problem = problems.first { throw problem }
        macieParts.add(macie.inspection, to: &setup, settings)
        leaveOutDamagedClassifiers(&setup)
        let table = SecretTable()
        var dependencies = MonitoringService.Dependencies(
            records: state.records,
            events: bus,
            rewriters: helpers.rewriters,
            rotator: LeakedSecretRotator(secrets: secrets)
        )
        dependencies.deactivateKey = { [identities] in try identities.deactivate(accessKey: $0) }
        dependencies.roles = roles
        dependencies.isKnownKey = { [knownKeys] in knownKeys.contains($0) }
        dependencies.secretName = { [leaks] in leaks.name(of: $0) }
        dependencies.notices = Log.notices
        dependencies.measures = measures
        dependencies.discovery.areJobsResting = { [macie] in macie.rest.isEverything }
        dependencies.discovery.areScansResting = { [macie] in macie.rest.isAutomated }
        dependencies.discovery.isLeftOut = { [macie] in macie.rest.excluded.contains($0) }
        dependencies.discovery.suppressions = { [macie] in macie.archivers.map { SuppressionRule($0) } }
        let scanners = try scanners(settings, setup, table)
        return Daemon.Running(
            service: try MonitoringService(settings, scanners, dependencies),
            setup: setup,
            workers: helpers.workers,
            secrets: table
        )
    }

    /// Goes on without classes that cannot be used, and says so: what they would have found is not found until they are mended.
    private func leaveOutDamagedClassifiers(_ setup: inout ScanSetup) {
        var problems: [Diagnostic] = []
        setup.identifiers.classifiers = ClassifierFiles.usable(setup.identifiers.classifiers, &problems).map(\.text)
        state.problems.set(
            .classifiers,
            problems.first.map { first in
                let others = problems.count > 1 ? ", and \(problems.count - 1) more" : ""
                return Problem(
                    .classifiers,
                    "a class of documents is not looked for: \(first.message)\(others)",
                    hint: "mend it or take it away, then reload the service"
                )
            }
        )
    }

    private func scanners(
        _ settings: Settings,
        _ setup: ScanSetup,
        _ table: SecretTable
    ) throws -> MonitoringService.Scanners {
        let workers = helpers.workers
        let events = WorkerClient.Events { path, wasTimeout in
            Log.write(
                .warning,
                wasTimeout ? "a worker took too long" : "a worker has died",
                ["object": TerminalText.escaped(path)]
            )
        } hasStarted: { [confinement] level in
            let isNew = confinement.withLock { known in
                defer { known = level.description }
                return known != level.description
            }
            if isNew { Log.write(.info, "workers are confined", ["by": level.description]) }
        }
        var bounds = WorkerClient.Bounds()
        bounds.seconds = settings.limits.scanSeconds
        bounds.bytes = settings.limits.scanMegabytes << 20
        let workerBounds = bounds
        // The first is made at once: a setup that is wrong must not get as far as to an object.
        let first = Monitor<WorkerClient?>(
            try WorkerClient(workers, setup, recognising: table, within: workerBounds, events)
        )
        return MonitoringService.Scanners(digest: try ScanParts.digest(of: setup), areLearning: true) {
            if let client = first.withLock({ $0.take() }) { return client }
            return try WorkerClient(workers, setup, recognising: table, within: workerBounds, events)
        }
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
        setup.identifiers.takeRules(of: IdentifierSource.choose(option: discovery.rules, variable: variable), &problems)
        setup.identifiers.custom = SourceText.read(discovery.custom, &problems)
        setup.allowLists = SourceText.read(discovery.allowLists, &problems)
        setup.identifiers.classifiers = ClassifierFiles.texts(discovery.classifiers.map { [$0] } ?? [], &problems)
        setup.identifiers.selection = IdentifierSelection(
            included: discovery.identifiers,
            excluded: discovery.excludedIdentifiers
        )
        setup.minimumConfidence = discovery.minimumConfidence
        setup.maximumFileSize = discovery.maximumFileSize
        setup.extractionLimits.expandedBytes = settings.limits.unpackedMegabytes << 20
        setup.extractionLimits.ratio = settings.limits.unpackedRatio
        setup.extractionLimits.depth = settings.limits.unpackedDepth
        setup.extractionLimits.members = settings.limits.unpackedMembers
        setup.extractionLimits.memoryBytes = settings.limits.unpackedMemoryMegabytes << 20
        setup.locatedOccurrences = MonitoringService.searchableOccurrences
        setup.details.hashesContent = true
        setup.details.fingerprintKey = key
        setup.recognisesManagedSecrets = true
        setup.classification = .everything
        setup.leastClassProbability = discovery.leastClassProbability
        return setup
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

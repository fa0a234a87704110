import BuiltInIdentifiers
import Detection
import CourierDeliveries
import EventBus
import EventRules
import Fingerprints
import Foundation
import HelperProcesses
import JSON
import ObjectReading
import POSIX
import Records
import Scanning
import ServiceModel

@testable import Configuring
@testable import ObjectActions
@testable import Service
import TextScanning
@testable import Watching

/// A service over a folder of its own, in this process.
final class ServiceHarness {
    static let detector = Detector(BuiltInIdentifiers.load())
    static let key = FingerprintKey([UInt8](repeating: 7, count: 32))
    static let card = "payment card 4242 4242 4242 4242\n"

    private let change: (inout Settings) -> Void
    /// Whether services wait to hear that they recognise all managed secrets.
    private let learning: Bool
    private let rights: RightsReader
    let folder: URL
    let bucket: URL
    let state: URL
    private(set) var service: MonitoringService
    private let rotator: any SecretRotating

    /// Rotates nothing.
    struct NoRotator: SecretRotating {
        func rotate(_ arn: String, version: String, because reason: String, mayStart: Bool) -> SecretRotation {
            .notAllowed
        }
    }

    /// Makes a service; its bucket is closed to others, so that there are no policy findings.
    init(
        settle: Int = 1000,
        start: Bool = true,
        change: @escaping (inout Settings) -> Void = { _ in },
        learning: Bool = false,
        rights: RightsReader = .system,
        rotator: any SecretRotating = NoRotator(),
        prepare: (URL) throws -> Void = { _ in }
    ) throws {
        self.change = change
        self.learning = learning
        self.rights = rights
        self.rotator = rotator
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        bucket = folder.appending(path: "bucket")
        state = folder.appending(path: "state")
        for url in [bucket, state] {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: bucket.path)
        try prepare(bucket)
        service = try ServiceHarness.makeService(bucket, state, settle, change, learning, rights, rotator)
        if start { run() }
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    private func run() {
        service.events.run()
        service.run()
    }

    /// Ends the service, and then its bus.
    func stop() {
        let deadline = Timestamp.monotonic().adding(milliseconds: 5000)
        service.stop(by: deadline)
        service.events.stop(by: deadline)
    }

    private static func makeService(
        _ bucket: URL,
        _ state: URL,
        _ settle: Int,
        _ change: (inout Settings) -> Void,
        _ learning: Bool,
        _ rights: RightsReader,
        _ rotator: any SecretRotating
    ) throws -> MonitoringService {
        var settings = Settings(state: Array(state.path.utf8))
        settings.buckets = [Settings.Bucket(path: Array(bucket.path.utf8))]
        settings.settle = settle
        settings.threads = 2
        change(&settings)
        let records = try RecordStore(path: state.appending(path: "magpie.sqlite").path)
        return try makeService(settings, records, learning: learning, rights: rights, rotator: rotator)
    }

    /// Does an operation as an administrator does, without the gateway; `input` is JSON.
    func perform(_ model: OperationModel, _ input: String, in table: OperationTable) throws -> JSONValue {
        let input = try JSONValue(parsing: Array(input.utf8))
        return try table.perform(ServiceRequest(model, input, by: .user(0), at: Timestamp.now().secondsSince1970))
    }

    static func makeService(
        _ settings: Settings,
        _ records: RecordStore,
        learning: Bool = false,
        rights: RightsReader = .system,
        rotator: any SecretRotating = NoRotator()
    ) throws -> MonitoringService {
        let options = try options()
        let scanners = MonitoringService.Scanners(digest: "test", areLearning: learning) {
            try ObjectScanner(options, ScanControl())
        }
        var dependencies = try dependencies(settings, records, rotator: rotator)
        dependencies.rights = rights
        return try MonitoringService(settings, scanners, dependencies)
    }

    static func dependencies(
        _ settings: Settings,
        _ records: RecordStore,
        rotator: any SecretRotating = NoRotator()
    ) throws -> MonitoringService.Dependencies {
        MonitoringService.Dependencies(
            records: records,
            events: try makeBus(settings, records),
            rewriters: Helper("rewriter", from: .socket([])),
            rotator: rotator
        )
    }

    static func makeBus(_ settings: Settings, _ records: RecordStore) throws -> EventBus {
        var bus = EventBus.Settings(feed: settings.feed, signingKey: Array(repeating: 7, count: 32))
        bus.feedGroup = settings.feedGroup
        bus.home = settings.state
        bus.fileSize = settings.feedSize
        bus.fileCount = settings.feedFiles
        return try EventBus(
            bus,
            records,
            couriers: CourierSinks(Helper("courier", from: .socket(Array("/nowhere".utf8))))
        )
    }

    static func options() throws -> ScanOptions {
        var options = ScanOptions(TextOptions(detector: detector, allowList: try AllowList()), threads: 2)
        options.text.details.fingerprintKey = key
        options.text.details.hashesContent = true
        options.text.locatedOccurrences = MonitoringService.searchableOccurrences
        return options
    }

    /// Ends the service and starts another over the same state.
    func restart(settle: Int = 1000) throws {
        stop()
        service = try ServiceHarness.makeService(bucket, state, settle, change, learning, rights, rotator)
        run()
    }

    /// Waits for everything that was written before.
    func settle() -> Bool { service.waitUntilSettled(by: Timestamp.monotonic().adding(milliseconds: 180_000)) }

    /// Waits until something holds.
    func waitFor(_ condition: (ServiceHarness) -> Bool) -> Bool {
        for _ in 0..<12_000 {
            if condition(self) { return true }
            Threads.sleep(milliseconds: 10)
        }
        return false
    }

    func write(_ text: String, to key: String) throws {
        let file = bucket.appending(path: key)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// The keys with findings that hold.
    func keys() throws -> [String] {
        try findings().map { String(decoding: $0.key, as: UTF8.self) }.sorted()
    }

    /// All findings that hold and are not archived.
    func findings() throws -> [FindingView] {
        var query = FindingQuery()
        query.limit = 1_000_000
        return try service.records.findings(query)
    }

    /// The events that were appended, as objects; lines that are none, as a crash leaves one, are passed over.
    func events() throws -> [[String: Any]] {
        let text = try String(contentsOf: state.appending(path: "findings.jsonl"), encoding: .utf8)
        return text.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
    }

    func types() throws -> [String] { try events().compactMap { $0["detail-type"] as? String } }
}

import Diagnostics
import Findings
import Detection
import DetectorPreparation
import Extraction
import Fingerprints
import Foundation
import HelperProcesses
import IdentifierChoice
import Identifiers
import ManagedSecrets
import ObjectReading
import POSIX
import Prefiltering
import Preparation
import Scanning
import ScanSetups
import Testing

@testable import WorkerClients
@testable import WorkerMessages

/// The program that was just built, as a worker.
@Suite struct WorkerTests {
    private static let card = "payment card 4242 4242 4242 4242\n"

    /// A folder with a rule set that is quick to load, and workers over it.
    private final class Bench {
        let folder: URL
        let ended = Monitor<[(path: [UInt8], wasTimeout: Bool)]>([])
        let levels = Monitor<[Confinement.Level]>([])
        var root: Directory { get throws { try Directory(path: Array(folder.path.utf8)) } }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }

        func client(
            _ setup: ScanSetup = setup,
            program: URL = program,
            recognising secrets: SecretTable? = nil
        ) throws -> WorkerClient {
            let events = WorkerClient.Events { [ended] path, wasTimeout in
                ended.withLock { $0.append((path, wasTimeout)) }
            } hasStarted: { [levels] level in
                levels.withLock { $0.append(level) }
            }
            return try WorkerClient(
                Helper("worker", from: .worker(Array(program.path.utf8))),
                setup,
                recognising: secrets,
                events
            )
        }
    }

    private static var setup: ScanSetup {
        var setup = ScanSetup()
        setup.identifiers.selection = IdentifierSelection(included: "CREDIT_CARD_NUMBER,EMAIL_ADDRESS")
        setup.details.hashesContent = true
        setup.details.fingerprintKey = FingerprintKey([UInt8](repeating: 7, count: 32))
        return setup
    }

    private static let program: URL = {
        let bundle = ProcessInfo.processInfo.arguments.first { $0.hasSuffix(".xctest") }
        let folder =
            bundle.map { URL(filePath: $0).deletingLastPathComponent() }
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
        return folder.appending(path: "magpie")
    }()

    /// A table that is replaced holds from the next object on, in the same worker and in one that takes its place.
    @Test func aWorkerRecognisesTheSecretsOfTheNewestTable() throws {
        let bench = try Bench()
        try bench.write("one: Zx81kQwe77PlmTy4 two: bm90LWEtc2VjcmV0LTQ0MTE=\n" + Self.card, to: "text")
        var setup = Self.setup
        setup.recognisesManagedSecrets = true
        let secrets = SecretTable()
        let client = try bench.client(setup, recognising: secrets)
        func found() throws -> FileReport { client.scan(Array("text".utf8), in: try bench.root) }
        #expect(try found().managedSecrets.isEmpty)

        var problems: [Diagnostic] = []
        let commonness = try setup.identifiers.detector(
            recognisingManagedSecrets: setup.recognisesManagedSecrets,
            &problems
        )
        .prefilter.commonness()
        var builder = try LeakTableBuilder(commonness, key: [UInt8](repeating: 5, count: 32))
        try builder.add(Array("Zx81kQwe77PlmTy4".utf8).span, id: 70)
        try secrets.replace(with: builder.build())
        let first = try found()
        #expect(first.managedSecrets == [70])
        #expect(first.detections.map(\.identifier.id) == ["MANAGED_SECRET", "CREDIT_CARD_NUMBER"])
        let occurrence = try #require(first.detections.first?.occurrences.first)
        #expect(occurrence.location.range == 5..<21)
        #expect(occurrence.masked == "****************")
        #expect(occurrence.evidence.reasons == [.encoding("plain")])
        #expect(occurrence.fingerprint == setup.details.fingerprintKey?.fingerprint(of: Array("Zx81kQwe77PlmTy4".utf8)))

        try builder.add(Array("not-a-secret-4411".utf8).span, id: 71)
        builder.remove(70)
        try secrets.replace(with: builder.build())
        #expect(try found().managedSecrets == [71])
        #expect(bench.levels.withLock { $0.count } == 1)
        client.killWorker()
        #expect(try found().managedSecrets == [71])
    }

    @Test func aWorkerFindsWhatIsFoundInThisProcess() throws {
        let bench = try Bench()
        try bench.write(Self.card + "to alice@example.org\n", to: "text")
        try bench.write("name,card_number\nAlice,4242424242424242\n", to: "table.csv")
        try bench.write("PK\u{3}\u{4}nothing", to: "packed")
        try bench.write("", to: "empty")
        let client = try bench.client()
        var problems: [Diagnostic] = []
        var options = try Self.setup.options(&problems)
        options.documents = .read(Extractor(ExtractionLimits(), nil))
        let local = try ObjectScanner(options, ScanControl())
        for name in ["text", "table.csv", "packed", "empty", "missing"] {
            let far = client.scan(Array(name.utf8), in: try bench.root)
            let near = local.scan(Array(name.utf8), in: try bench.root)
            #expect(far.coverage == near.coverage, "\(name)")
            #expect(far.content == near.content, "\(name)")
            #expect(far.contentHash == near.contentHash, "\(name)")
            #expect(far.status == near.status, "\(name)")
            #expect(ReportCoding.bytes(far) == ReportCoding.bytes(near), "\(name)")
        }
        #expect(bench.ended.withLock { $0.isEmpty })
        #expect(bench.levels.withLock { $0.count } == 1)
    }

    /// Where the kernel has the means, all of them are used.
    @Test func aWorkerIsConfined() throws {
        let bench = try Bench()
        _ = try bench.client()
        let level = try #require(bench.levels.withLock { $0.first })
        #expect(level.isFiltered)
    }

    @Test func aWorkerThatWasKilledIsReplacedAndNothingIsLost() throws {
        let bench = try Bench()
        try bench.write(Self.card, to: "card")
        let client = try bench.client()
        for _ in 0..<3 {
            client.killWorker()
            let report = client.scan(Array("card".utf8), in: try bench.root)
            #expect(report.coverage == .complete)
            #expect(report.detections.map(\.identifier.id) == ["CREDIT_CARD_NUMBER"])
        }
        #expect(bench.ended.withLock { $0.count } == 3)
    }

    /// What no worker survives is reported as such, and the next object is scanned.
    @Test func anObjectThatKillsItsWorkersCostsNoOther() throws {
        let bench = try Bench()
        try bench.write(Self.card, to: "card")
        try bench.write(Self.card, to: "fatal")
        let client = try bench.client()
        client.killsWorkersAt = Array("fatal".utf8)
        let report = client.scan(Array("fatal".utf8), in: try bench.root)
        #expect(report.coverage == .skipped(.scannerFailed))
        #expect(report.status?.size == Self.card.utf8.count)
        #expect(client.scan(Array("card".utf8), in: try bench.root).coverage == .complete)
        #expect(bench.ended.withLock { $0.count } == 2)
    }

    @Test func aProgramThatIsNoWorkerIsRefused() throws {
        let bench = try Bench()
        let fake = bench.folder.appending(path: "fake")
        try bench.write("#!/bin/sh\nexit 0\n", to: "fake")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake.path)
        #expect(throws: Diagnostic.self) { try bench.client(program: fake) }
        #expect(throws: Diagnostic.self) { try bench.client(program: bench.folder.appending(path: "missing")) }
    }

    @Test func aSetupThatIsWrongIsRefusedWithItsReason() throws {
        let bench = try Bench()
        var setup = Self.setup
        setup.identifiers.selection.included = "CREDIT_CARD_NUMBR"
        let error = #expect(throws: Diagnostic.self) { try bench.client(setup) }
        #expect(error?.message.contains("CREDIT_CARD_NUMBR") == true)
        #expect(error?.hint?.contains("CREDIT_CARD_NUMBER") == true)
        setup = Self.setup
        setup.identifiers.custom = [SourceText(name: "mine.yaml", bytes: Array("name: x\nregex: '('\n".utf8))]
        #expect(throws: Diagnostic.self) { try bench.client(setup) }
    }

    /// A worker that was taken over may answer anything.
    @Test func malformedReportsAreRefusedAndNothingElse() throws {
        let bench = try Bench()
        try bench.write(Self.card + "to alice@example.org\n", to: "text")
        let report = try bench.client().scan(Array("text".utf8), in: try bench.root)
        let good = ReportCoding.bytes(report)
        #expect(ReportCoding.bytes(try ReportCoding.report(good, path: [])) == good)
        var random = SystemRandomNumberGenerator()
        for length in 0..<good.count {
            #expect(throws: ByteReader.Malformed.self) { try ReportCoding.report(Array(good[..<length]), path: []) }
        }
        for _ in 0..<20_000 {
            var bad = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bad[Int.random(in: bad.indices, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            _ = try? ReportCoding.report(bad, path: [])
        }
    }

    @Test func setupsTravelWhole() throws {
        var setup = Self.setup
        setup.identifiers.rules = [SourceText(name: "a", bytes: [0, 255])]
        setup.allowLists = [SourceText(name: "b", bytes: [])]
        setup.maximumFileSize = 1 << 40
        setup.minimumConfidence = .high
        let bytes = SetupCoding.bytes(setup)
        #expect(SetupCoding.bytes(try SetupCoding.setup(bytes)) == bytes)
    }
}

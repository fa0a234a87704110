import AccessKeyRecognition
import Cryptography
import Findings
import Foundation
import IAM
import JSON
import ManagedSecrets
import POSIX
import Prefiltering
import Problems
import Records
import SecretsManager
import SecretsSupport
import ServiceModel
import Testing

@testable import LeakRecognition

/// Whoever scans gets tables of all values, and hears when something else is to be said of findings.
@Suite struct LeakWatchTests {
    /// Keeps what it is given.
    private final class Recognizer: LeakRecognizer {
        struct State {
            /// How many values each table has.
            var tables: [Int] = []
            var endings = 0
            var looks: [Set<String>] = []
            /// How often it fails to look.
            var failures = 0
        }

        struct Full: Error {}

        let state = Monitor(State())

        func commonness() throws -> GramCommonness { LeakValuesTests.commonness }

        func recognise(_ table: [UInt8]) throws {
            let count = try LeakTable(table).count
            change { $0.tables.append(count) }
        }

        func endLearning() { change { $0.endings += 1 } }

        func lookAgain(atVersions versions: Set<String>) throws {
            let fails = state.withLock { state in
                state.failures -= 1
                return state.failures >= 0
            }
            if fails { throw Full() }
            change { $0.looks.append(versions) }
        }

        private func change(_ body: (inout State) -> Void) {
            state.withLock(body)
            state.notifyAll()
        }

        /// Waits until something holds; a minute at most.
        func waitUntil(_ condition: (State) -> Bool) -> Bool {
            let deadline = Timestamp.monotonic().adding(milliseconds: 60_000)
            return state.wait(until: deadline) { condition($0) ? true : nil } ?? false
        }
    }

    /// A watch over secrets in a folder of its own.
    private final class Stage {
        let folder: URL
        let keys = LocalKeys()
        let secrets: SecretsManager
        let watch: LeakWatch

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let records = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
            let watch = LeakWatch(key: [UInt8](repeating: 7, count: 32), records)
            let publisher = EventLog { _, detail in
                if let arn = detail["secretArn"]?.string { watch.noteStages(of: arn) }
            }
            var dependencies = SecretsManager.Dependencies(keys: keys, publisher: publisher) { _ in fatalError() }
            dependencies.hear = { watch.hear($0) }
            secrets = try SecretsManager(dependencies, records)
            self.watch = watch
        }

        deinit {
            watch.close()
            try? FileManager.default.removeItem(at: folder)
        }

        func run() { Threads.detach { [watch, secrets] in watch.run(secrets) } }

        @discardableResult
        func perform(_ operation: String, _ input: String) throws -> JSONValue {
            let model = try #require(SecretsModel.operation(operation))
            let input = try JSONValue(parsing: Array(input.utf8))
            let now = Timestamp.now().secondsSince1970
            let request = try ServiceRequest(model, input, by: .user(1000), at: now).withToken()
            return try secrets.makeOperations().perform(request)
        }
    }

    private static let first = #"{"Name":"app","SecretString":"vGk2x9QpLw7RtZ4n"}"#
    private static let second = #"{"SecretId":"app","SecretString":"Hq8sD3mWc6Ye1Bv5"}"#

    @Test func whoeverComesGetsATableOfAllThereIs() throws {
        let stage = try Stage()
        let version = try stage.perform("CreateSecret", Self.first)["VersionId"]?.string
        stage.run()
        for recognizer in [Recognizer(), Recognizer()] {
            stage.watch.serve(recognizer)
            #expect(recognizer.waitUntil { $0.tables.last == 1 && $0.endings > 0 })
        }
        #expect(stage.watch.name(of: 1)?.versionID == version)
        #expect(stage.watch.name(of: 2) == nil)
        #expect(stage.watch.problems.isEmpty)
    }

    /// Access keys are recognised as values of secrets are, and findings say whose they are and whether they can be used.
    @Test func accessKeysAreRecognised() throws {
        let stage = try Stage()
        let records = try RecordStore(path: stage.folder.appending(path: "identities.sqlite").path)
        let changes = Monitor<[AccessKeyChange]>([])
        let sealing = InstallationSealing(key: SecretBytes(copying: [UInt8](repeating: 7, count: 32).span))
        var dependencies = IAMService.Dependencies(keys: sealing)
        dependencies.hear = { change in changes.withLock { $0.append(change) } }
        let identities = try IAMService(dependencies, records)
        let table = try #require(identities.makeOperations().first { $0.service == "iam" })
        func perform(_ operation: String, _ input: [String: String]) throws -> JSONValue {
            let model = try #require(IAMModel.operation(operation))
            let input = JSONValue.object(input.mapValues { .string($0) })
            return try table.perform(ServiceRequest(model, input, by: .user(0), at: 1_796_500_000))
        }
        _ = try perform("CreateUser", ["UserName": "anna"])
        let made = try perform("CreateAccessKey", ["UserName": "anna"])["AccessKey"]?["AccessKeyId"]?.string
        let id = try #require(made)

        let watch = LeakWatch(key: [UInt8](repeating: 7, count: 32), records, also: [AccessKeySource(identities)])
        defer { watch.close() }
        Threads.detach { [secrets = stage.secrets] in watch.run(secrets) }
        let recognizer = Recognizer()
        watch.serve(recognizer)
        #expect(recognizer.waitUntil { $0.tables.last == 1 && $0.endings > 0 })
        let name = try #require(watch.name(of: 1))
        #expect(name.arn == "arn:aws:iam::000000000000:user/anna")
        #expect(name.name == "access key of anna" && name.versionID == id && name.part == "SecretAccessKey")
        #expect(name.stages == ["Active", "NeverUsed"])

        #expect(try identities.deactivate(accessKey: id))
        for change in changes.withLock({ $0.dropFirst() }) { watch.hear(change) }
        // The first look was when the key came.
        #expect(recognizer.waitUntil { $0.looks.count { $0.contains(id) } > 1 })
        #expect(watch.name(of: 1)?.stages == ["Inactive", "NeverUsed"])
        _ = try perform("DeleteAccessKey", ["UserName": "anna", "AccessKeyId": id])
        for change in changes.withLock({ $0.suffix(1) }) { watch.hear(change) }
        #expect(recognizer.waitUntil { $0.tables.last == 0 })
    }

    @Test func aNewVersionIsRecognisedAndTheOldOneLookedAtAgain() throws {
        let stage = try Stage()
        let version = try #require(try stage.perform("CreateSecret", Self.first)["VersionId"]?.string)
        stage.run()
        let recognizer = Recognizer()
        stage.watch.serve(recognizer)
        #expect(recognizer.waitUntil { $0.endings > 0 })
        try stage.perform("PutSecretValue", Self.second)
        #expect(recognizer.waitUntil { $0.tables.last == 2 })
        #expect(recognizer.waitUntil { $0.looks.contains { $0.contains(version) } })
        #expect(stage.watch.name(of: 1)?.stages == ["AWSPREVIOUS"])
    }

    @Test func whatCannotBeLookedAtIsAskedForAgainAndSaid() throws {
        let stage = try Stage()
        let version = try #require(try stage.perform("CreateSecret", Self.first)["VersionId"]?.string)
        stage.run()
        let recognizer = Recognizer()
        stage.watch.serve(recognizer)
        #expect(recognizer.waitUntil { $0.endings > 0 && !$0.looks.isEmpty })
        recognizer.state.withLock { $0.failures = 1 }
        try stage.perform("PutSecretValue", Self.second)
        #expect(recognizer.waitUntil { $0.failures <= 0 })
        #expect(recognizer.waitUntil { $0.looks.contains { $0.contains(version) } })
    }

    @Test func aValueThatCannotBeDecryptedIsAProblemUntilItCan() throws {
        let stage = try Stage()
        try stage.perform("CreateSecret", Self.first)
        stage.keys.refuse("KMSInvalidStateException")
        stage.run()
        let recognizer = Recognizer()
        stage.watch.serve(recognizer)
        #expect(recognizer.waitUntil { $0.tables.last == 0 })
        let problem = try #require(stage.watch.problems.first)
        #expect(problem.name == .leakRecognition && problem.text.contains("a version of secrets"))
        stage.keys.refuse(nil)
        #expect(recognizer.waitUntil { $0.tables.last == 1 && $0.endings > 0 })
        #expect(stage.watch.problems.isEmpty)
    }
}

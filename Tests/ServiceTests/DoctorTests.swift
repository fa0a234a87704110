import EventBus
import EventOperations
import Foundation
import GRDB
import JSON
import POSIX
import Problems
import Scanning
import ServiceModel
import Testing
import Watching

@testable import Recording
@testable import Service
@testable import Records

/// A canary shows which link is broken, and leaves nothing.
@Suite struct DoctorTests {
    private func examine(_ harness: ServiceHarness, seconds: Double = 20) throws -> Examination {
        switch try harness.service.plant(in: "bucket") {
        case .broken(let examination): return examination
        case .mustBePlanted(let canary):
            Issue.record("\(canary.reason)")
            throw SystemError(1)
        case .planted(let id):
            let deadline = Timestamp.monotonic().adding(milliseconds: Int(seconds * 1000))
            defer { harness.service.endExamination(id, by: Timestamp.monotonic().adding(milliseconds: 3000)) }
            return try #require(harness.service.examine(id, isPlantedNow: false, by: deadline))
        }
    }

    private func states(_ examination: Examination) -> [String] { examination.links.map(\.state.rawValue) }

    private func perform(_ harness: ServiceHarness, _ operation: String, _ input: String) throws {
        let model = try #require(EventsModel.operation(operation))
        _ = try harness.perform(model, input, in: harness.service.events.makeOperations())
    }

    /// Nothing of a canary in the bucket or in the records.
    private func expectNothingLeft(_ harness: ServiceHarness) throws {
        #expect(try FileManager.default.contentsOfDirectory(atPath: harness.bucket.path) == [])
        let counts = try harness.service.records.read { database in
            try ["finding", "object", "valueSet", "action", "delivery", "folder"].map {
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? -1
            }
        }
        #expect(counts == [0, 0, 0, 0, 0, 0])
        #expect(harness.service.canaries.canary("") == nil)
    }

    @Test func aHealthyChainIsWholeAndNothingStays() throws {
        let harness = try ServiceHarness(settle: 0)
        #expect(harness.settle())
        let examination = try examine(harness)
        #expect(states(examination) == ["ok", "ok", "ok", "ok", "none"], "\(examination)")
        #expect(examination.isWhole)
        #expect(examination.links.prefix(4).allSatisfy { $0.milliseconds != nil })
        #expect(harness.settle())
        try expectNothingLeft(harness)
        // The feed alone has had it, marked.
        let events = try harness.events()
        #expect(events.count == 1)
        #expect((events.first?["detail"] as? [String: Any])?["sample"] as? Bool == true)
    }

    @Test func anArmedRuleOnlyRehearsesAndOtherTargetsHearNothing() throws {
        let harness = try ServiceHarness(settle: 0)
        #expect(harness.settle())
        let key = harness.folder.appending(path: "key.pem").path
        try Data("a public key".utf8).write(to: URL(filePath: key))
        let other = harness.state.appending(path: "other.jsonl").path
        try perform(harness, "PutRule", #"{"Name":"lock","EventPattern":"{\"source\":[\"aws.macie\"]}"}"#)
        try perform(harness, "PutTargets", #"{"Rule":"lock","Targets":[{"Id":"e","Arn":"encrypt-object:\#(key)"}]}"#)
        try perform(harness, "PutRule", #"{"Name":"all","EventPattern":"{\"source\":[{\"prefix\":\"\"}]}"}"#)
        try perform(harness, "PutTargets", #"{"Rule":"all","Targets":[{"Id":"f","Arn":"jsonl:\#(other)"}]}"#)
        // Armed by the means of a rule that has rehearsed before.
        try harness.write(ServiceHarness.card, to: "a")
        #expect(harness.settle())
        #expect(harness.waitFor { try! perform2($0) })
        try FileManager.default.removeItem(at: harness.bucket.appending(path: "a"))
        #expect(harness.settle())
        let before = try String(contentsOfFile: other, encoding: .utf8)
        let actions = try count(harness, "action")
        let examination = try examine(harness)
        #expect(states(examination) == ["ok", "ok", "ok", "ok", "ok"], "\(examination)")
        #expect(harness.settle())
        #expect(try String(contentsOfFile: other, encoding: .utf8) == before)
        #expect(try count(harness, "action") == actions)
        #expect(try FileManager.default.contentsOfDirectory(atPath: harness.bucket.path) == [])
        // A key that is not there would make the action fail.
        try FileManager.default.removeItem(atPath: key)
        let broken = try examine(harness)
        #expect(states(broken) == ["ok", "ok", "ok", "ok", "broken"], "\(broken)")
        #expect(broken.links.last?.problem.contains("key.pem") == true)
    }

    private func perform2(_ harness: ServiceHarness) throws -> Bool {
        (try? perform(harness, "ArmRule", #"{"Name":"lock"}"#)) != nil
    }

    private func count(_ harness: ServiceHarness, _ table: String) throws -> Int {
        try harness.service.records.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }

    @Test func aBucketThatIsOfflineIsNamed() throws {
        let harness = try ServiceHarness(settle: 0, prepare: { try FileManager.default.removeItem(at: $0) })
        let examination = try examine(harness)
        #expect(states(examination) == ["broken", "unknown", "unknown", "unknown", "unknown"])
        #expect(examination.links[0].problem.contains("offline") && !examination.links[0].hint.isEmpty)
    }

    @Test func scannersThatDoNotRunAreNamed() throws {
        // It is watched; nobody scans what is marked for as long as it has not settled.
        let harness = try ServiceHarness(settle: 60_000)
        #expect(harness.settle())
        let examination = try examine(harness, seconds: 0.5)
        #expect(states(examination) == ["ok", "broken", "unknown", "unknown", "unknown"], "\(examination)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: harness.bucket.path) == [])
    }

    @Test func aWatchThatHearsNothingIsNamed() throws {
        let harness = try ServiceHarness(settle: 0, start: false)
        let examination = try examine(harness, seconds: 0.2)
        #expect(states(examination) == ["broken", "unknown", "unknown", "unknown", "unknown"], "\(examination)")
        try expectNothingLeft(harness)
    }

    @Test func aTargetThatTakesNothingIsNamed() throws {
        let harness = try ServiceHarness(settle: 0)
        #expect(harness.settle())
        try perform(harness, "PutRule", #"{"Name":"call","EventPattern":"{\"source\":[\"aws.macie\"]}"}"#)
        let nowhere = harness.folder.appending(path: "missing/socket").path
        try perform(harness, "PutTargets", #"{"Rule":"call","Targets":[{"Id":"page","Arn":"unix:\#(nowhere)"}]}"#)
        try harness.write(ServiceHarness.card, to: "a")
        #expect(harness.waitFor { $0.service.events.problems.contains { $0.text.contains("page") } })
        let examination = try examine(harness)
        #expect(states(examination) == ["ok", "ok", "ok", "broken", "unknown"], "\(examination)")
        #expect(examination.links[3].problem.contains("target page of rule call"))
    }

    @Test func aFindingThatNoIdentifierMakesIsNamed() throws {
        let harness = try ServiceHarness(settle: 0)
        #expect(harness.settle())
        // What stands under the canary's name now is something else, and nothing is found in it.
        guard case .planted(let id) = try harness.service.plant(in: "bucket"),
            let canary = harness.service.canaries.canary(id)
        else { throw SystemError(1) }
        canary.unplant()
        try harness.write("nothing\n", to: String(decoding: canary.key, as: UTF8.self))
        #expect(harness.settle())
        let now = Timestamp.monotonic().adding(milliseconds: 100)
        let examination = try #require(harness.service.examine(id, isPlantedNow: false, by: now))
        #expect(examination.links.contains { $0.name == .finding && $0.state == .broken }, "\(examination)")
        // What another has put there stays, and counts as any object.
        harness.service.endExamination(id, by: now)
        #expect(harness.settle())
        #expect(try FileManager.default.contentsOfDirectory(atPath: harness.bucket.path).count == 1)
        #expect(try count(harness, "object") == 1)
    }

    @Test func samplesAreInNoListAndNoStatistics() throws {
        let harness = try ServiceHarness(settle: 0)
        #expect(harness.settle())
        guard case .planted(let id) = try harness.service.plant(in: "bucket") else { throw SystemError(1) }
        let deadline = Timestamp.monotonic().adding(milliseconds: 20_000)
        let examination = try #require(harness.service.examine(id, isPlantedNow: false, by: deadline))
        #expect(examination.isWhole)
        #expect(try count(harness, "finding") == 1)
        #expect(try harness.findings() == [])
        #expect(try harness.service.records.statistics(by: .severity, FindingQuery()).isEmpty)
        // A service that ends in the middle takes it away, and the next one knows nothing of it.
        try harness.restart(settle: 0)
        #expect(harness.settle())
        #expect(try FileManager.default.contentsOfDirectory(atPath: harness.bucket.path) == [])
        #expect(try count(harness, "finding") == 0)
    }
}

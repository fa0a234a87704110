import EventBus
import EventOperations
import Foundation
import GRDB
import JSON
import ObjectActions
import POSIX
import Problems
import ServiceModel
import Testing

@testable import ObjectActions
@testable import Service
@testable import Records

/// What rules have done too often is held back, said, and goes on.
@Suite struct HeldActionTests {
    private static let secret = "arn:aws:secretsmanager:local:000000000000:secret:app-AbCdEf"

    /// A service whose rule `leak` rotates what the finding of `bucket/log` names.
    private final class Stage {
        /// Rotates each version once.
        private struct Rotator: SecretRotating {
            let rotated: Monitor<[String]>

            func rotate(_ arn: String, version: String, because reason: String, mayStart: Bool) -> SecretRotation {
                rotated.withLock { rotated in
                    if rotated.contains(version) { return .notNeeded }
                    guard mayStart else { return .notAllowed }
                    rotated.append(version)
                    return .started("after \(version)")
                }
            }
        }

        let harness: ServiceHarness
        /// The versions that were found when a rotation began.
        let rotated = Monitor<[String]>([])

        init() throws {
            harness = try ServiceHarness(settle: 0, rotator: Rotator(rotated: rotated))
            try perform("PutRule", #"{"Name":"leak","EventPattern":"{\"source\":[\"aws.macie\"]}"}"#)
            try perform("PutTargets", #"{"Rule":"leak","Targets":[{"Id":"r","Arn":"rotate-secret:"}]}"#)
            try perform("PutRule", #"{"Name":"all","EventPattern":"{\"source\":[\"magpie\"]}"}"#)
            let file = harness.state.appending(path: "all.jsonl").path
            try perform("PutTargets", #"{"Rule":"all","Targets":[{"Id":"f","Arn":"jsonl:\#(file)"}]}"#)
            try leak("v0")
            #expect(harness.waitFor { _ in (try? perform("ArmRule", #"{"Name":"leak"}"#)) != nil })
        }

        @discardableResult
        func perform(_ operation: String, _ input: String) throws -> JSONValue {
            let model = try #require(EventsModel.operation(operation))
            return try harness.perform(model, input, in: harness.service.events.makeOperations())
        }

        /// Finds a version of the secret in a file.
        func leak(_ version: String, in file: String? = nil) throws {
            let key = file ?? version
            try harness.write(ServiceHarness.card, to: key)
            #expect(harness.settle())
            let finding = try #require(try harness.findings().first { $0.key == Array(key.utf8) })
            let secrets = #"[{"arn":"\#(HeldActionTests.secret)","name":"app","versionId":"\#(version)"}]"#
            try harness.service.records.write { database in
                try database.execute(
                    sql: "UPDATE finding SET detail = json_set(detail, '$.local.managedSecrets', json(?)) WHERE id = ?",
                    arguments: [secrets, finding.id]
                )
            }
            let detail = JSONValue.object(["id": .string(finding.id)])
            try harness.service.events.announce("Macie Finding", detail, source: "aws.macie")
            #expect(harness.settle())
        }

        var held: [HeldActions] { (try? harness.service.records.heldActions()) ?? [] }

        func count(_ type: String) throws -> Int {
            let text = try String(contentsOf: harness.state.appending(path: "all.jsonl"), encoding: .utf8)
            return text.components(separatedBy: "\"detail-type\":\"\(type)\"").count - 1
        }
    }

    @Test func aSecretThatLeaksAgainAndAgainIsRotatedThreeTimesAnHour() throws {
        let stage = try Stage()
        for number in 1...6 { try stage.leak("v\(number)") }
        #expect(stage.rotated.withLock { $0 } == ["v1", "v2", "v3"])
        #expect(stage.held.map(\.count) == [3])
        let problems = stage.harness.service.problems
        #expect(
            problems.count { $0.text.contains("rule leak holds back a rotation") && $0.text.contains(Self.secret) } == 1
        )
        #expect(problems.contains { $0.hint.contains("magpie objects release --secret-id \(Self.secret)") })
        #expect(try stage.count("Leaked Secret Rotation Held") == 1)
        // An hour later.
        try stage.harness.service.records.write { database in
            try database.execute(sql: "UPDATE action SET endedAt = endedAt - 3600 WHERE state = 'done'")
        }
        stage.harness.service.events.hurryActions()
        #expect(stage.harness.waitFor { _ in stage.held.isEmpty })
        #expect(stage.rotated.withLock { $0.count } == 6)
        #expect(stage.harness.service.problems.isEmpty)
    }

    @Test func aVersionThatIsHeldBackIsRotatedOnce() throws {
        let stage = try Stage()
        for number in 1...3 { try stage.leak("v\(number)") }
        try stage.leak("v4")
        try stage.leak("v4", in: "again")
        #expect(stage.held.map(\.count) == [2])
        let release = try #require(ObjectsModel.operation("Release"))
        let input = try JSONValue(parsing: Array(#"{"SecretId":"app"}"#.utf8))
        let answer = try stage.harness.service.makeObjectOperations().perform(
            ServiceRequest(release, input, by: .user(0), at: 0)
        )
        #expect(answer["Released"] == .number(2))
        #expect(stage.harness.waitFor { _ in stage.held.isEmpty })
        #expect(stage.rotated.withLock { $0 } == ["v1", "v2", "v3", "v4"])
        #expect(try stage.count("Held Actions Released") == 1)
        // What was done before counts no longer, what was done after does.
        try stage.leak("v5")
        try stage.leak("v6")
        try stage.leak("v7")
        #expect(stage.rotated.withLock { $0.count } == 6)
        #expect(stage.held.map(\.count) == [1])
    }

    @Test func theRecordsSayWhatIsRotatedNotTheEvent() throws {
        let stage = try Stage()
        let finding = try #require(try stage.harness.findings().first)
        let other = try JSONValue(
            parsing: Array(
                #"{"id":"\#(finding.id)","local":{"managedSecrets":[{"arn":"other","versionId":"v9"}]}}"#.utf8
            )
        )
        try stage.harness.service.events.announce("Macie Finding", other, source: "aws.macie")
        #expect(stage.harness.settle())
        #expect(stage.rotated.withLock { $0 } == ["v0"])
        try stage.harness.service.events.announce(
            "Macie Finding",
            .object(["id": .string("none")]),
            source: "aws.macie"
        )
        #expect(stage.harness.settle())
        let letters = try stage.perform("ListDeadLetters", "{}")["DeadLetters"]?.array ?? []
        #expect(letters.map { $0["ErrorCode"] } == [.string("NO_FINDING")])
    }
}

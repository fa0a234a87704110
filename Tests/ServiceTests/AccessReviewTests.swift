import Cryptography
import EventBus
import EventOperations
import Foundation
import IAM
import JSON
import POSIX
import ServiceModel
import Testing

@testable import Configuring
@testable import Records
@testable import Service

/// What nobody uses is told to rules.
@Suite struct AccessReviewTests {
    @Test func whatIsUnusedIsToldOnceADay() throws {
        let harness = try ServiceHarness(settle: 0)
        let file = harness.state.appending(path: "told.jsonl")
        func perform(_ name: String, _ input: String) throws {
            let model = try #require(EventsModel.operation(name))
            _ = try harness.perform(model, input, in: harness.service.events.makeOperations())
        }
        try perform(
            "PutRule",
            #"{"Name":"told","EventPattern":"{\"detail-type\":[\"Unused Access Found\",\"Macie Finding\"]}"}"#
        )
        try perform("PutTargets", #"{"Rule":"told","Targets":[{"Id":"f","Arn":"jsonl:\#(file.path)"}]}"#)
        let sealing = InstallationSealing(key: SecretBytes(copying: [UInt8](repeating: 7, count: 32).span))
        let identities = try IAMService(IAMService.Dependencies(keys: sealing), harness.service.records)
        let table = try #require(identities.makeOperations().first { $0.service == IAMModel.service })
        for name in ["CreateUser", "CreateAccessKey"] {
            let model = try #require(IAMModel.operation(name))
            _ = try table.perform(
                ServiceRequest(model, .object(["UserName": .string("idle")]), by: .user(0), at: 1_600_000_000)
            )
        }
        let settings = CurrentSettings(Settings(state: Array(harness.state.path.utf8)))
        let review = AccessReview(identities, harness.service.events, settings)
        review.runIfDue()
        review.runIfDue()
        #expect(harness.settle())
        var told: [String] = []
        _ = harness.waitFor { _ in
            told = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").map { line in
                let detail = (try? JSONValue(parsing: Array(line.utf8)))?["detail"]
                return (detail?["type"] ?? detail?["Type"])?.string ?? ""
            }
            return told.count >= 5
        }
        #expect(
            told.sorted() == [
                "AccessKeyTooOld", "AccessKeyUnused", "Policy:IAMUser/AccessKeyTooOld",
                "Policy:IAMUser/AccessKeyUnused",
                "UserUnused",
            ]
        )
    }
}

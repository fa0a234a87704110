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
            #"{"Name":"told","EventPattern":"{\"detail-type\":[\"Unused Access Found\",\"Macie Finding\",\"Finding Resolved\"]}"}"#
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
        let service = harness.service
        let review = AccessReview(identities, settings) { service }
        for _ in 1...2 {
            review.tellIfDue()
            try review.followKeys()
        }
        #expect(harness.settle())
        #expect(
            try harness.findings().map(\.type).sorted() == [
                "Policy:IAMUser/AccessKeyTooOld", "Policy:IAMUser/AccessKeyUnused",
            ]
        )
        func told(_ count: Int) -> [String] {
            var told: [String] = []
            _ = harness.waitFor { _ in
                told = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").map { line in
                    let detail = (try? JSONValue(parsing: Array(line.utf8)))?["detail"]
                    return (detail?["type"] ?? detail?["Type"] ?? detail?["reason"])?.string ?? ""
                }
                return told.count >= count
            }
            return told
        }
        #expect(
            told(5).sorted() == [
                "AccessKeyTooOld", "AccessKeyUnused", "Policy:IAMUser/AccessKeyTooOld",
                "Policy:IAMUser/AccessKeyUnused",
                "UserUnused",
            ]
        )
        // A key that is deactivated, used or deleted is no risk any more; one that is active again is one again.
        let keyID = try #require(try harness.findings().first).key
        let key = JSONValue.string(String(decoding: keyID, as: UTF8.self))
        func change(_ name: String, _ status: String?) throws {
            let model = try #require(IAMModel.operation(name))
            let input = JSONValue.present([
                "UserName": .string("idle"), "AccessKeyId": key, "Status": status.map { .string($0) },
            ])
            _ = try table.perform(ServiceRequest(model, input, by: .user(0), at: 1_700_000_000))
            try review.followKeys()
        }
        try change("UpdateAccessKey", "Inactive")
        #expect(try harness.findings().isEmpty)
        #expect(told(7).suffix(2) == ["access-key-deactivated", "access-key-deactivated"])
        try change("UpdateAccessKey", "Active")
        #expect(try harness.findings().map(\.state) == ["changed", "changed"])
        try change("DeleteAccessKey", nil)
        #expect(try harness.findings().isEmpty)
        #expect(told(11).suffix(2) == ["access-key-deleted", "access-key-deleted"])
    }
}

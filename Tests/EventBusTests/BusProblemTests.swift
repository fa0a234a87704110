import Foundation
import JSON
import Problems
import Records
import Testing

@testable import EventBus
@testable import EventOperations

/// What a bus says of what it cannot deliver.
@Suite struct BusProblemTests {
    private func problem(_ harness: BusHarness, _ name: Problem.Name) -> Problem? {
        harness.bus.problems.first { $0.name == name }
    }

    @Test func aFeedThatCannotBeWrittenIsAProblemUntilItCan() throws {
        let harness = try BusHarness()
        #expect(harness.bus.problems == [])
        let file = try harness.collect()
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        try harness.put(1)
        #expect(harness.waitFor { problem(harness, .target) != nil })
        #expect(problem(harness, .target)?.subject == "default/all/file")
        #expect(problem(harness, .target)?.hint.isEmpty == false)
        try FileManager.default.removeItem(at: file)
        #expect(harness.waitFor { harness.bus.problems.isEmpty })
    }

    @Test func whatFailsAndWhatWasGivenUpIsCounted() throws {
        let harness = try BusHarness()
        try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}"#)
        let missing = harness.folder.appending(path: "nobody.sock").path
        let target = #"{"Id":"s","Arn":"unix:\#(missing)","RetryPolicy":{"MaximumRetryAttempts":0}}"#
        try harness.perform("PutTargets", #"{"Rule":"r","Targets":[\#(target)]}"#)
        for number in 1...3 { try harness.put(number) }
        #expect(harness.waitFor { problem(harness, .deadLetters)?.count == 3 })
        let letters = try #require(problem(harness, .deadLetters))
        #expect(letters.hint.contains("--rule r --event-bus-name default"))
        #expect(letters.since != nil)
        try harness.perform("PurgeDeadLetters", #"{"Rule":"r"}"#)
        #expect(harness.bus.problems == [])
        let patient = target.replacingOccurrences(of: "Attempts\":0", with: "Attempts\":9")
        try harness.perform("PutTargets", #"{"Rule":"r","Targets":[\#(patient)]}"#)
        try harness.put(4)
        #expect(harness.waitFor { problem(harness, .delivery) != nil })
        let failing = try #require(problem(harness, .delivery))
        #expect(failing.text.contains("1 deliveries have failed"))
        try harness.perform("RemoveTargets", #"{"Rule":"r","Ids":["s"]}"#)
        #expect(harness.waitFor { harness.bus.problems.isEmpty })
    }

    /// A rule whose definition is no JSON would otherwise be one that meets nothing, and nobody would hear of it.
    @Test func whatIsKeptAndDamagedIsSaidAndNeitherActsNorIsLost() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let records = harness.bus.records
        let rule = try #require(try records.rules().first { $0.name == "all" })
        let target = try #require(try records.ruleTargets().first { $0.parent == rule.id })
        try records.events { try $0.putTarget("file", of: rule.id, "{\"Id\":\"file\",") }
        try harness.restart()
        #expect(problem(harness, .definition)?.text.contains("target file of rule all") == true)
        try harness.put(1)
        try harness.bus.records.events { transaction in
            try transaction.putTarget("file", of: rule.id, target.definition)
            try transaction.putRule("all", on: rule.parent, "[]")
        }
        try harness.restart()
        #expect(problem(harness, .definition)?.text.contains("rule all") == true)
        try harness.put(2)
        _ = try harness.collect()
        #expect(harness.bus.problems == [])
        try harness.put(3)
        #expect(harness.settle())
        #expect(try harness.numbers(file).last == 3)
    }
}

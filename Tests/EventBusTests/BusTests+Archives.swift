import Foundation
import JSON
import POSIX
import Records
import Schedules
import ServiceModel
import Testing

@testable import Deliveries
@testable import EventBus
@testable import EventOperations
@testable import EventRules

// Archives, replays and what is counted.
extension BusTests {
    @Test func anArchiveIsReplayedExactly() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let other = try harness.collect("other")
        let arn = "arn:aws:events:local:000000000000:"
        try harness.perform(
            "CreateArchive",
            #"{"ArchiveName":"a","EventSourceArn":"\#(arn)event-bus/default","EventPattern":"{\"source\":[\"app\"]}"}"#
        )
        for number in 0..<20 { try harness.put(number) }
        #expect(harness.settle())
        #expect(try harness.perform("DescribeArchive", #"{"ArchiveName":"a"}"#)["EventCount"] == .number(20))
        let now = Timestamp.now().seconds
        try harness.perform(
            "StartReplay",
            #"""
            {"ReplayName":"r","EventSourceArn":"\#(arn)archive/a","EventStartTime":\#(now - 100),"EventEndTime":\#(now + 100),
            "Destination":{"Arn":"\#(arn)event-bus/default","FilterArns":["\#(arn)rule/all"]}}
            """#
        )
        func replay() throws -> JSONValue { try harness.perform("DescribeReplay", #"{"ReplayName":"r"}"#) }
        #expect(try harness.waitFor { try replay()["State"] == .string("COMPLETED") })
        #expect(try replay()["EventCount"] == .number(20))
        #expect(harness.settle())
        #expect(try harness.numbers(file) == Array(0..<20) + Array(0..<20))
        #expect(try harness.numbers(other) == Array(0..<20))
        #expect(
            try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\"replay-name\":\"r\"").count == 21
        )
        #expect(try harness.perform("DescribeArchive", #"{"ArchiveName":"a"}"#)["EventCount"] == .number(20))
        let dry = try harness.perform(
            "DryRunRule",
            #"{"ArchiveName":"a","EventPattern":"{\"detail\":{\"n\":[{\"numeric\":[\"<\",5]}]}}"}"#
        )
        #expect(dry["ExaminedCount"] == .number(20))
        #expect(dry["MatchedCount"] == .number(5))
        #expect(harness.refusal("CancelReplay", #"{"ReplayName":"r"}"#)?.code == "IllegalStatusException")
    }

    /// What was not replayed is not, and that a target takes nothing is no obstacle.
    @Test func aReplayIsCancelledThoughItsTargetHangs() throws {
        let harness = try BusHarness()
        let arn = "arn:aws:events:local:000000000000:"
        try harness.perform("CreateArchive", #"{"ArchiveName":"a","EventSourceArn":"\#(arn)event-bus/default"}"#)
        for number in 0..<3 { try harness.put(number) }
        try harness.perform("PutRule", #"{"Name":"hung","EventPattern":"{\"source\":[\"app\"]}"}"#)
        let socket = harness.folder.appending(path: "nobody").path
        try harness.perform("PutTargets", #"{"Rule":"hung","Targets":[{"Id":"t","Arn":"unix:\#(socket)"}]}"#)
        let target = try #require(harness.bus.catalogue.targets.values.first { $0.record.name == "t" }?.record.id)
        let now = Timestamp.now().seconds
        // As many as a replay puts before it waits for its targets, by the short way.
        try harness.bus.records.events { transaction in
            var route = EventRoute(bus: 1)
            route.targets = [target]
            for _ in 0..<20_000 { try transaction.put(#"{"source":"app"}"#, route, at: Double(now)) }
        }
        for name in ["r", "s"] {
            try harness.perform(
                "StartReplay",
                #"""
                {"ReplayName":"\#(name)","EventSourceArn":"\#(arn)archive/a","EventStartTime":\#(now - 100),"EventEndTime":\#(now + 100),
                "Destination":{"Arn":"\#(arn)event-bus/default"}}
                """#
            )
        }
        func state(_ name: String) throws -> JSONValue? {
            try harness.perform("DescribeReplay", #"{"ReplayName":"\#(name)"}"#)["State"]
        }
        // One batch is put before it is known where events go; then it waits.
        #expect(
            try harness.waitFor {
                try harness.perform("DescribeReplay", #"{"ReplayName":"r"}"#)["EventCount"] == .number(3)
            }
        )
        #expect(try state("r") == .string("RUNNING"))
        try harness.perform("CancelReplay", #"{"ReplayName":"r"}"#)
        #expect(try harness.waitFor { try state("r") == .string("CANCELLED") })
        #expect(try state("s") == .string("RUNNING"))
        try harness.perform("RemoveTargets", #"{"Rule":"hung","Ids":["t"]}"#)
        #expect(try harness.waitFor { try state("s") == .string("COMPLETED") })
    }

    @Test func whatARemovedArchiveHasKeptIsDropped() throws {
        let harness = try BusHarness()
        for name in ["a", "b"] {
            try harness.perform(
                "CreateArchive",
                #"{"ArchiveName":"\#(name)","EventSourceArn":"\#(ARN.bus(named: "default"))"}"#
            )
        }
        for number in 0..<3 { try harness.put(number) }
        try harness.perform("DeleteArchive", #"{"ArchiveName":"a"}"#)
        #expect(try harness.waitFor { try harness.bus.records.removedArchives().isEmpty })
        #expect(try harness.perform("DescribeArchive", #"{"ArchiveName":"b"}"#)["EventCount"] == .number(3))
        try harness.perform("DeleteArchive", #"{"ArchiveName":"b"}"#)
        #expect(try harness.waitFor { try harness.bus.records.lastEvent() == 0 })
    }

    @Test func countsOutliveARestart() throws {
        let harness = try BusHarness()
        _ = try harness.collect()
        for number in 0..<3 { try harness.put(number) }
        #expect(harness.settle())
        try harness.restart()
        // A target that is changed goes on counting.
        try harness.perform(
            "PutTargets",
            #"{"Rule":"all","Targets":[{"Id":"file","Arn":"jsonl:\#(harness.folder.path)/new.jsonl"}]}"#
        )
        try harness.put(3)
        #expect(harness.settle())
        let rule = try harness.perform("ListRuleMetrics").values(at: ["Rules"]).first { $0["Name"] == .string("all") }
        #expect(rule?["Matched"] == .number(4))
        #expect(rule?.values(at: ["Targets", "Delivered"]) == [.number(4)])
    }

    /// Memory stays small when events are large.
}

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

/// The bus as EventBridge's documentation has it.
@Suite struct BusTests {
    @Test func eventsReachTheTargetsOfTheRulesThatTheyMeet() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        try harness.perform("PutRule", #"{"Name":"other","EventPattern":"{\"source\":[\"else\"]}"}"#)
        for number in 0..<25 { try harness.put(number) }
        #expect(harness.settle())
        #expect(try harness.numbers(file) == Array(0..<25))
        let text = try String(contentsOf: file, encoding: .utf8)
        let event = try JSONValue(parsing: Array(try #require(text.split(separator: "\n").first).utf8))
        #expect(event["version"] == .string("0"))
        #expect(event["detail-type"] == .string("t"))
        #expect(event["resources"] == .array([.string("o")]))
    }

    @Test func aDisabledRuleMeetsNothing() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        try harness.put(1)
        try harness.perform("DisableRule", #"{"Name":"all"}"#)
        try harness.put(2)
        try harness.perform("EnableRule", #"{"Name":"all"}"#)
        try harness.put(3)
        #expect(harness.settle())
        #expect(try harness.numbers(file) == [1, 3])
    }

    @Test func entriesFailOneByOne() throws {
        let harness = try BusHarness()
        let answer = try harness.perform(
            "PutEvents",
            #"""
            {"Entries":[{"Source":"app","DetailType":"t","Detail":"{}"},{"Source":"aws.s3","DetailType":"t","Detail":"{}"},
            {"Source":"app","DetailType":"t","Detail":"[]"},{"Source":"app","DetailType":"t","Detail":"{"},
            {"DetailType":"t","Detail":"{}"},{"Source":"app","DetailType":"t","Detail":"{}","EventBusName":"gone"}]}
            """#
        )
        // A bus that does not exist takes everything, and nothing comes of it.
        #expect(answer["FailedEntryCount"] == .number(4))
        #expect(answer["Entries"]?.array.last?["EventId"] != nil)
        let codes = answer.values(at: ["Entries", "ErrorCode"])
        let expected = [
            "NotAuthorizedForSourceException", "MalformedDetail", "MalformedDetail", "InvalidArgument",
        ]
        #expect(codes == expected.map { .string($0) })
        let heavy = String(repeating: "x", count: 1 << 20)
        let entry = #"{"Source":"app","DetailType":"t","Detail":"{\"a\":\"\#(heavy)\"}"}"#
        #expect(try harness.perform("PutEvents", "{\"Entries\":[\(entry)]}")["FailedEntryCount"] == .number(1))
        let many = Array(repeating: #"{"Source":"app","DetailType":"t","Detail":"{}"}"#, count: 11)
        #expect(
            harness.refusal("PutEvents", "{\"Entries\":[\(many.joined(separator: ","))]}")?.code
                == "ValidationException"
        )
    }

    @Test(arguments: [
        (
            "PutRule", #"{"Name":"x"}"#, "ValidationException",
            "Parameter(s) EventPattern or ScheduleExpression must be specified."
        ),
        (
            "PutRule", #"{"Name":"x y","EventPattern":"{\"a\":[1]}"}"#, "ValidationException",
            "regular expression pattern"
        ),
        (
            "PutRule", #"{"Name":"x","EventPattern":"{\"a\":1}"}"#, "InvalidEventPatternException",
            "Event pattern is not valid. Reason:"
        ),
        (
            "PutRule", #"{"Name":"x","ScheduleExpression":"rate(1 minutes)"}"#, "ValidationException",
            "Parameter ScheduleExpression is not valid."
        ),
        (
            "PutRule", #"{"Name":"x","EventPattern":"{\"a\":[1]}","EventBusName":"gone"}"#, "ResourceNotFoundException",
            "Event bus gone does not exist."
        ),
        (
            "PutRule", #"{"Name":"findings-feed","EventPattern":"{\"a\":[1]}"}"#, "ManagedRuleException",
            "belongs to the service"
        ),
        (
            "PutRule", #"{"Name":"x","EventPatern":"{}"}"#, "ValidationException",
            "EventPattern or ScheduleExpression must be specified"
        ),
        ("DescribeRule", #"{"Name":"x"}"#, "ResourceNotFoundException", "Rule x does not exist on EventBus default."),
        ("PutTargets", #"{"Rule":"x","Targets":[]}"#, "ValidationException", "length greater than or equal to 1"),
        ("CreateEventBus", #"{"Name":"default"}"#, "ResourceAlreadyExistsException", "already exists"),
        ("DeleteEventBus", #"{"Name":"default"}"#, "ValidationException", "Cannot delete event bus default."),
        (
            "CreateArchive", #"{"ArchiveName":"a","EventSourceArn":"x"}"#, "ValidationException",
            "regular expression pattern"
        ),
        ("CancelReplay", #"{"ReplayName":"r"}"#, "ResourceNotFoundException", "Replay r does not exist."),
        (
            "TestEventPattern", #"{"EventPattern":"{\"a\":[1]}","Event":"{\"a\":1}"}"#, "ValidationException",
            "Parameter Event is not valid."
        ),
    ])
    func whatCannotBeDoneIsRefused(_ operation: String, _ input: String, code: String, message: String) throws {
        let error = try #require(try BusHarness().refusal(operation, input))
        #expect(error.code == code)
        #expect(error.message.contains(message), "\(error.message)")
    }

    /// What is refused changes nothing: the rule, its targets and the archive are as they were.
    @Test(arguments: [
        (
            "PutRule", #"{"Name":"all","EventPattern":"{\"source\":[{\"prefx\":\"a\"}]}"}"#,
            "Unrecognized match type prefx\n at [Source: (String)"
        ),
        ("PutRule", #"{"Name":"all","EventPattern":"{\"source\":"}"#, "line: 1, column: 11]"),
        (
            "PutRule", #"{"Name":"all","ScheduleExpression":"cron(0 8 * * MON *)"}"#,
            "Parameter ScheduleExpression is not valid."
        ),
        (
            "PutRule", #"{"Name":"all","ScheduleExpression":"cron(0 25 ? * MON *)"}"#,
            "Parameter ScheduleExpression is not valid."
        ),
        (
            "PutRule", #"{"Name":"all","EventPattern":"{\"a\":[1]}","State":"ON"}"#,
            "1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint"
        ),
        (
            "UpdateArchive", #"{"ArchiveName":"kept","EventPattern":"{\"source\":\"app\"}"}"#,
            "must be an object or an array\n at"
        ),
    ])
    func whatIsRefusedChangesNothing(_ operation: String, _ input: String, message: String) throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        try harness.perform(
            "CreateArchive",
            #"{"ArchiveName":"kept","EventSourceArn":"\#(ARN.bus(named: "default"))"}"#
        )
        let before = try ["DescribeRule", "ListTargetsByRule"].map {
            try harness.perform($0, $0 == "DescribeRule" ? #"{"Name":"all"}"# : #"{"Rule":"all"}"#)
        }
        let refusal = harness.refusal(operation, input)
        #expect(refusal?.message.contains(message) == true, "\(refusal.map(String.init(describing:)) ?? "")")
        let after = try ["DescribeRule", "ListTargetsByRule"].map {
            try harness.perform($0, $0 == "DescribeRule" ? #"{"Name":"all"}"# : #"{"Rule":"all"}"#)
        }
        #expect(before == after)
        try harness.put(1)
        #expect(harness.settle())
        #expect(try harness.numbers(file) == [1])
        #expect(try harness.perform("DescribeArchive", #"{"ArchiveName":"kept"}"#)["EventCount"] == .number(1))
    }

    /// One that is wrong, and none is taken.
    @Test(arguments: [
        (
            #"{"Id":"b","Arn":"nothing:x"}"#,
            "Parameter nothing:x is not valid. Reason: Provided Arn is not in correct format."
        ),
        (#"{"Id":"c","Arn":"jsonl:relative"}"#, "Reason: Provided Arn is not in correct format."),
        (#"{"Id":"d","Arn":"exec:/etc/passwd"}"#, "is no program"),
        (#"{"Id":"e","Arn":"https://user@host/"}"#, "Reason: Provided Arn is not in correct format."),
        (#"{"Id":"f","Arn":"arn:aws:events:local:000000000000:event-bus/gone"}"#, "Event bus gone does not exist."),
        (
            #"{"Id":"g","Arn":"syslog:","Input":"{}","InputPath":"$.a"}"#,
            "Only one of Input, InputPath, or InputTransformer must be provided for target g."
        ),
        (
            #"{"Id":"i","Arn":"syslog:","InputTransformer":{"InputTemplate":"\"<who>\""}}"#,
            "InputTemplate for target i contains invalid placeholder who."
        ),
        (
            #"{"Id":"h","Arn":"https://example.com/","HttpParameters":{"HeaderParameters":{"Host":"x"}}}"#,
            "is no name or value of a header"
        ),
    ])
    func aWrongTargetRefusesAll(_ target: String, _ message: String) throws {
        let harness = try BusHarness()
        _ = try harness.collect()
        let refusal = harness.refusal(
            "PutTargets",
            #"{"Rule":"all","Targets":[{"Id":"a","Arn":"syslog:"},\#(target)]}"#
        )
        #expect(refusal?.message.contains(message) == true, "\(refusal.map(String.init(describing:)) ?? "")")
        #expect(try harness.perform("ListTargetsByRule", #"{"Rule":"all"}"#)["Targets"]?.array.count == 1)
    }

    @Test func aRuleHasFiveTargets() throws {
        let harness = try BusHarness()
        _ = try harness.collect()
        func put(_ names: [String]) -> ServiceError? {
            let targets = names.map { #"{"Id":"\#($0)","Arn":"syslog:"}"# }.joined(separator: ",")
            return harness.refusal("PutTargets", #"{"Rule":"all","Targets":[\#(targets)]}"#)
        }
        #expect(
            put(["a", "b", "c", "d", "e"])
                == ServiceError("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
        )
        #expect(put(["a", "b", "c", "d"]) == nil)
        // In place of others.
        #expect(put(["a", "b", "c", "d"]) == nil)
        #expect(
            harness.refusal("DeleteRule", #"{"Name":"all"}"#)?.message == "Rule can't be deleted since it has targets."
        )
    }

    @Test func rulesAndWhatWaitsOutliveARestart() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let socket = harness.folder.appending(path: "s")
        try harness.perform("PutTargets", #"{"Rule":"all","Targets":[{"Id":"socket","Arn":"unix:\#(socket.path)"}]}"#)
        for number in 0..<10 { try harness.put(number, object: "o\(number % 3)") }
        #expect(harness.settle())
        try harness.restart()
        let server = try LocalSocket(listeningAt: Array(socket.path.utf8))
        let received = Monitor<[Int]>([])
        Threads.detach {
            while let client = try? server.accept() {
                var text: [UInt8] = []
                while let bytes = try? client.receiveBytes(), !bytes.isEmpty { text += bytes }
                let numbers = text.split(separator: 10).compactMap { line -> Int? in
                    (try? JSONValue(parsing: Array(line)))?["detail"]?["n"]?.integer
                }
                received.withLock { $0 += numbers }
            }
        }
        #expect(harness.waitFor { received.withLock { Set($0).count } == 10 })
        let order = received.withLock { $0 }
        for object in 0..<3 {
            let own = order.filter { $0 % 3 == object }
            #expect(own == own.sorted(), "\(order)")
        }
        #expect(try harness.numbers(file) == Array(0..<10))
    }

    @Test func whatCannotBeDeliveredIsKeptAndCanBeTriedAgain() throws {
        let harness = try BusHarness()
        let socket = harness.folder.appending(path: "s").path
        try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}"#)
        try harness.perform(
            "PutTargets",
            #"{"Rule":"r","Targets":[{"Id":"t","Arn":"unix:\#(socket)","RetryPolicy":{"MaximumRetryAttempts":1}}]}"#
        )
        for number in 0..<3 { try harness.put(number) }
        func letters() throws -> [JSONValue] {
            try harness.perform("ListDeadLetters").values(at: ["DeadLetters", "RetryAttempts"])
        }
        #expect(try harness.waitFor { try letters().count == 3 })
        let letter = try harness.perform("ListDeadLetters", #"{"Rule":"r","Limit":1}"#)
        #expect(letter.values(at: ["DeadLetters", "ErrorCode"]) == [.string("SOCKET_ERROR")])
        #expect(letter.values(at: ["DeadLetters", "ExhaustedRetryCondition"]) == [.string("MaximumRetryAttempts")])
        #expect(letter["NextToken"] != nil)
        // Each failure is an event itself.
        let file = harness.folder.appending(path: "redriven.jsonl")
        try harness.perform("PutTargets", #"{"Rule":"r","Targets":[{"Id":"t","Arn":"jsonl:\#(file.path)"}]}"#)
        #expect(try harness.perform("RedriveDeadLetters", #"{"Rule":"r"}"#)["RedrivenCount"] == .number(3))
        #expect(harness.settle())
        #expect(try harness.numbers(file) == [0, 1, 2])
        #expect(try letters().isEmpty)
    }

    @Test func eventsPassFromBusToBusOnce() throws {
        let harness = try BusHarness()
        for name in ["b", "c"] { try harness.perform("CreateEventBus", #"{"Name":"\#(name)"}"#) }
        let arn = "arn:aws:events:local:000000000000:event-bus/"
        let onB = try harness.collect("onB", bus: "b")
        let onC = try harness.collect("onC", bus: "c")
        for (rule, from, to) in [("ab", "default", "b"), ("bc", "b", "c")] {
            try harness.perform(
                "PutRule",
                #"{"Name":"\#(rule)","EventBusName":"\#(from)","EventPattern":"{\"source\":[\"app\"]}"}"#
            )
            try harness.perform(
                "PutTargets",
                #"{"Rule":"\#(rule)","EventBusName":"\#(from)","Targets":[{"Id":"t","Arn":"\#(arn)\#(to)"}]}"#
            )
        }
        try harness.put(1)
        try harness.put(2, bus: "b")
        #expect(try harness.waitFor { try harness.numbers(onB).count == 2 && harness.numbers(onC).count == 1 })
        #expect(harness.settle())
        // What came to b from another bus goes no further.
        #expect(try harness.numbers(onC) == [2])
    }

    @Test func heavyEventsAreReadInParts() throws {
        let harness = try BusHarness()
        let records = harness.bus.records
        let envelope = #"{"text":"\#(String(repeating: "x", count: 1_000_000))"}"#
        try records.events { transaction in
            var route = EventRoute(bus: 1)
            (route.targets, route.archives) = ([77], [88])
            for number in 0..<20 { try transaction.put(envelope, route, at: Double(number)) }
        }
        var position = (time: -1.0, event: Int64(0))
        var sizes: [Int] = []
        while true {
            let events = try records.archivedEvents(88, after: position, before: 100, limit: 1000)
            guard let last = events.last else { break }
            position = (last.time, last.event)
            sizes.append(events.count)
        }
        #expect(sizes == [9, 9, 2])
        #expect(try records.deliveries(to: 77, dueBy: 0, limit: 1000).count == 9)
    }

    /// Doubled each time up to ten minutes, of which at least half is waited.
    @Test func retriesBackOff() {
        for (attempts, longest) in [(1, 1.0), (2, 2), (3, 4), (9, 256), (10, 512), (11, 600), (185, 600)] {
            let delays = (0..<100).map { _ in TargetQueue.delay(after: attempts) }
            #expect(delays.allSatisfy { (longest / 2...longest).contains($0) }, "\(attempts)")
            #expect(Set(delays).count > 50, "many targets must not come at the same time")
        }
    }

    @Test func nothingIsKeptThatNobodyWaitsFor() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        for number in 0..<50 { try harness.put(number) }
        #expect(harness.settle())
        #expect(try harness.numbers(file).count == 50)
        #expect(try harness.waitFor { try harness.bus.records.lastEvent() == 0 })
        #expect(try harness.bus.records.waitingDeliveries() == 0)
    }

    @Test func aScheduleMakesEventsForItsRuleOnly() throws {
        let harness = try BusHarness()
        let file = harness.folder.appending(path: "tick.jsonl")
        try harness.perform("PutRule", #"{"Name":"tick","ScheduleExpression":"rate(1 minute)"}"#)
        try harness.perform("PutTargets", #"{"Rule":"tick","Targets":[{"Id":"t","Arn":"jsonl:\#(file.path)"}]}"#)
        let rule = try #require(harness.bus.catalogue.rules.values.first { $0.record.name == "tick" })
        #expect(rule.schedule?.next(after: rule.putAt, start: rule.putAt) == rule.putAt + 60)
        // As if it had been put almost a minute ago.
        let (now, listener) = (Timestamp.now().seconds, harness.folder.appending(path: "listener.jsonl"))
        try harness.perform("PutRule", #"{"Name":"listener","EventPattern":"{\"source\":[\"aws.events\"]}"}"#)
        try harness.perform(
            "PutTargets",
            #"{"Rule":"listener","Targets":[{"Id":"t","Arn":"jsonl:\#(listener.path)"}]}"#
        )
        let definition = #"{"ScheduleExpression":"rate(1 minute)","State":"ENABLED","PutAt":\#(now - 58)}"#
        try harness.bus.change { try $0.putRule("tick", on: rule.record.parent, definition) }
        // The file is there before its first line is.
        #expect(harness.waitFor { (try? Data(contentsOf: file).last) == 10 })
        let line = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(line.count == 1)
        let event = try JSONValue(parsing: Array((line.first ?? "").utf8))
        #expect(event["detail-type"] == .string("Scheduled Event"))
        #expect(event["time"] == .string(UTCTime.text(secondsSince1970: Double(now + 2))))
        #expect(event["resources"] == .array([.string(ARN.rule(named: "tick", on: "default"))]))
        #expect(!FileManager.default.fileExists(atPath: listener.path))
        let refused = harness.refusal(
            "PutRule",
            #"{"Name":"x","EventBusName":"b","ScheduleExpression":"rate(1 minute)"}"#
        )
        #expect(refused?.code == "ResourceNotFoundException")
    }

    @Test func listsComeInPages() throws {
        let harness = try BusHarness()
        for number in 1...5 {
            try harness.perform("PutRule", #"{"Name":"r\#(number)","EventPattern":"{\"a\":[1]}"}"#)
        }
        let first = try harness.perform("ListRules", #"{"NamePrefix":"r","Limit":3}"#)
        #expect(first.values(at: ["Rules", "Name"]) == ["r1", "r2", "r3"].map { .string($0) })
        let token = try #require(first["NextToken"]?.string)
        #expect(!token.contains("r3"))
        #expect(harness.refusal("ListRules", #"{"NextToken":"r3"}"#)?.message == "Parameter NextToken is not valid.")
        let second = try harness.perform("ListRules", #"{"NamePrefix":"r","Limit":3,"NextToken":"\#(token)"}"#)
        #expect(second.values(at: ["Rules", "Name"]) == ["r4", "r5"].map { .string($0) })
        #expect(second["NextToken"] == nil)
    }
}

import Foundation
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import CourierDeliveries
@testable import EventBus
@testable import EventOperations
@testable import EventRules

/// Answers are those of EventBridge where it is easily held otherwise.
///
/// Source: answers recorded against AWS, and https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
@Suite struct AnswerTests {
    private let home = "arn:aws:events:local:000000000000:"

    // MARK: Events

    @Test(arguments: [
        (#"{"id":"1","account":"1","source":"a","time":"t","region":"r","detail-type":"x"}"#, true),
        (#"{"id":"1","account":"1","source":"a","time":"t","region":"r","detail-type":"x","n":1e999}"#, true),
        (#"{"account":"1","source":"a","time":"t","region":"r","detail-type":"x","resources":[]}"#, false),
        ("[]", false), ("nothing", false), (#""text""#, false),
    ])
    func anEventThatIsTestedNeedsNoResources(_ event: String, _ isTaken: Bool) throws {
        let input = #"{"EventPattern":"{\"source\":[\"a\"]}","Event":\#(JSONText.quoted(event))}"#
        let harness = try BusHarness()
        if isTaken {
            #expect(try harness.perform("TestEventPattern", input)["Result"] == .boolean(true))
        } else {
            #expect(harness.refusal("TestEventPattern", input) == .validation("Parameter Event is not valid."))
        }
    }

    @Test func numbersThatNoDoubleHoldsComeAsTheyWerePut() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let entry = #"{"Source":"app","DetailType":"t","Detail":"{\"n\":1,\"v\":[1e400,-1E+500]}"}"#
        #expect(try harness.perform("PutEvents", #"{"Entries":[\#(entry)]}"#)["FailedEntryCount"] == .number(0))
        #expect(harness.settle())
        #expect(try String(contentsOf: file, encoding: .utf8).contains(#""v":[1e400,-1E+500]"#))
    }

    @Test(arguments: ["1e300", "-1e300"])
    func aTimeThatIsNoneEndsNothing(_ time: String) throws {
        let harness = try BusHarness()
        let entry = #"{"Source":"app","DetailType":"t","Detail":"{}","Time":\#(time)}"#
        #expect(try harness.perform("PutEvents", #"{"Entries":[\#(entry)]}"#)["FailedEntryCount"] == .number(1))
    }

    @Test(arguments: ["nan", "inf", "yesterday"])
    func aTextThatIsNoTimeIsRefused(_ time: String) throws {
        let entry = #"{"Source":"app","DetailType":"t","Detail":"{}","Time":"\#(time)"}"#
        let error = try BusHarness().refusal("PutEvents", #"{"Entries":[\#(entry)]}"#)
        #expect(error?.code == "SerializationException")
    }

    @Test func theOperatorHearsOnceOfABusThatIsNone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let told = Monitor<[String]>([])
        let settings = EventBus.Settings(feed: [], signingKey: Array(repeating: 7, count: 32))
        let records = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        let bus = try EventBus(
            settings,
            records,
            couriers: CourierSinks(BusHarness.noCouriers),
            say: { notice in
                if case .noBus(let name) = notice { told.withLock { $0.append(name) } }
            }
        )
        let model = try #require(EventsModel.operation("PutEvents"))
        for number in 0..<300 {
            let entry = #"{"Source":"app","DetailType":"t","Detail":"{}","EventBusName":"gone\#(number / 2)"}"#
            let answer = try bus.perform(model, try JSONValue(parsing: Array(#"{"Entries":[\#(entry)]}"#.utf8)))
            #expect(answer["FailedEntryCount"] == .number(0))
            #expect(answer["Entries"]?.array.first?["EventId"] != nil)
        }
        #expect(told.withLock { $0 } == (0..<100).map { "gone\($0)" })
        let entry = #"{"Source":"app","DetailType":"t","Detail":"{}","EventBusName":"\#(home)event-bus/gone"}"#
        let answer = try bus.perform(model, try JSONValue(parsing: Array(#"{"Entries":[\#(entry)]}"#.utf8)))
        #expect(answer.values(at: ["Entries", "ErrorCode"]) == [.string("ResourceNotFoundException")])
    }

    @Test func anEventThatMakesNoJSONIsADeadLetter() throws {
        let harness = try BusHarness()
        let file = try harness.collect()
        let target = #"""
            {"Id":"file","Arn":"jsonl:\#(file.path)","InputTransformer":{"InputPathsMap":{"d":"$.detail.v"},
            "InputTemplate":"{\"detail\":{\"n\":1},\"v\":\"<d>\"}"}}
            """#
        try harness.perform("PutTargets", #"{"Rule":"all","Targets":[\#(target)]}"#)
        for value in [#"{\"a\":1}"#, #"\"text\""#] {
            let entry = #"{"Source":"app","DetailType":"t","Detail":"{\"v\":\#(value)}"}"#
            try harness.perform("PutEvents", #"{"Entries":[\#(entry)]}"#)
        }
        #expect(harness.settle())
        #expect(try harness.numbers(file) == [1])
        #expect(
            try harness.perform("ListDeadLetters").values(at: ["DeadLetters", "ErrorCode"]) == [
                .string("INVALID_INPUT")
            ]
        )
    }

    // MARK: Names

    @Test func aBusIsNamedByItsARNToo() throws {
        let harness = try BusHarness()
        try harness.perform("CreateEventBus", #"{"Name":"orders"}"#)
        let bus = #""EventBusName":"\#(home)event-bus/orders""#
        let rule = try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"a\":[1]}",\#(bus)}"#)
        #expect(rule["RuleArn"] == .string("\(home)rule/orders/r"))
        try harness.perform("PutTargets", #"{"Rule":"r","Targets":[{"Id":"s","Arn":"syslog:"}],\#(bus)}"#)
        for operation in ["ListTargetsByRule", "RevealTargets"] {
            #expect(try harness.perform(operation, #"{"Rule":"r",\#(bus)}"#)["Targets"]?.array.count == 1)
        }
        #expect(try harness.perform("ListRules", "{\(bus)}")["Rules"]?.array.count == 1)
        for operation in ["DescribeRule", "DisableRule", "EnableRule"] {
            try harness.perform(operation, #"{"Name":"r",\#(bus)}"#)
        }
        try harness.perform("RemoveTargets", #"{"Rule":"r","Ids":["s"],\#(bus)}"#)
        try harness.perform("DeleteRule", #"{"Name":"r",\#(bus)}"#)
        #expect(
            try harness.perform("DescribeEventBus", #"{"Name":"\#(home)event-bus/orders"}"#)["Name"]
                == .string("orders")
        )
        #expect(
            harness.refusal("ListRules", #"{"EventBusName":"\#(home)event-bus/gone"}"#)
                == .notFound("Event bus gone does not exist.")
        )
        #expect(harness.refusal("ListRules", #"{"EventBusName":"a b"}"#)?.code == "ValidationException")
    }

    @Test func busesSayWhenTheyWereChanged() throws {
        let harness = try BusHarness()
        try harness.perform("CreateEventBus", #"{"Name":"orders"}"#)
        let bus = try harness.perform("DescribeEventBus", #"{"Name":"orders"}"#)
        #expect(bus["LastModifiedTime"] == bus["CreationTime"] && bus["CreationTime"] != nil)
        let listed = try harness.perform("ListEventBuses", #"{"NamePrefix":"orders"}"#)["EventBuses"]?.array.first
        #expect(listed?["LastModifiedTime"] == bus["CreationTime"])
    }

    // MARK: Archives and replays

    @Test func archivesAreListedByOneFilter() throws {
        let harness = try BusHarness()
        try harness.perform("CreateEventBus", #"{"Name":"orders"}"#)
        for (name, bus) in [("one", "default"), ("two", "orders")] {
            try harness.perform(
                "CreateArchive",
                #"{"ArchiveName":"\#(name)","EventSourceArn":"\#(home)event-bus/\#(bus)"}"#
            )
        }
        func names(_ input: String) throws -> [JSONValue] {
            try harness.perform("ListArchives", input).values(at: ["Archives", "ArchiveName"])
        }
        #expect(try names(#"{"EventSourceArn":"\#(home)event-bus/orders"}"#) == [.string("two")])
        #expect(try names(#"{"State":"ENABLED"}"#).count == 2)
        #expect(try names(#"{"State":"DISABLED"}"#).isEmpty)
        #expect(try names(#"{"NamePrefix":"o"}"#) == [.string("one")])
        #expect(
            harness.refusal("ListArchives", #"{"EventSourceArn":"\#(home)event-bus/gone"}"#)
                == .notFound("Event bus gone does not exist.")
        )
        for operation in ["ListArchives", "ListReplays"] {
            let state = operation == "ListArchives" ? "ENABLED" : "RUNNING"
            #expect(
                harness.refusal(operation, #"{"State":"\#(state)","NamePrefix":"o"}"#)
                    == .validation(
                        "At most one filter is allowed for \(operation). Use either : State, EventSourceArn, or NamePrefix."
                    )
            )
        }
        #expect(
            harness.refusal("CreateArchive", #"{"ArchiveName":"x","EventSourceArn":"\#(home)event-bus/gone"}"#)
                == .notFound("Event bus gone does not exist.")
        )
    }

    @Test func whatIsWrongWithAReplayIsSaid() throws {
        let harness = try BusHarness()
        try harness.perform("CreateEventBus", #"{"Name":"orders"}"#)
        try harness.perform("CreateArchive", #"{"ArchiveName":"kept","EventSourceArn":"\#(home)event-bus/default"}"#)
        func start(
            _ name: String = "r",
            from source: String = "archive/kept",
            to bus: String = "event-bus/default",
            _ times: (String, String) = ("2026-01-01", "2026-01-02")
        ) -> ServiceError? {
            harness.refusal(
                "StartReplay",
                #"""
                {"ReplayName":"\#(name)","EventSourceArn":"\#(home)\#(source)","Destination":{"Arn":"\#(home)\#(bus)"},
                "EventStartTime":"\#(times.0)","EventEndTime":"\#(times.1)"}
                """#
            )
        }
        func invalid(_ what: String, _ why: String) -> ServiceError {
            .validation("Parameter \(what) is not valid. Reason: \(why)")
        }
        #expect(start(to: "rule/x") == invalid("Destination.Arn", "Must contain an event bus ARN."))
        #expect(start(to: "event-bus/gone") == .notFound("Event bus gone does not exist."))
        #expect(start(from: "archive/gone") == invalid("EventSourceArn", "Archive gone does not exist."))
        #expect(start(from: "event-bus/default") == invalid("EventSourceArn", "Archive default does not exist."))
        #expect(
            start(to: "event-bus/orders") == invalid("Destination.Arn", "Cross event bus replay is not permitted.")
        )
        for times in [("2026-01-02", "2026-01-01"), ("2026-01-01", "2026-01-01")] {
            #expect(start("r", times) == invalid("EventEndTime", "EventStartTime must be before EventEndTime."))
        }
        #expect(start("r", ("2999-01-01", "2999-01-02"))?.message.contains("must be in the past") == true)
        #expect(start() == nil)
        #expect(start() == ServiceError("ResourceAlreadyExistsException", "Replay r already exists."))
        let archive = #"{"EventSourceArn":"\#(home)archive/kept"}"#
        #expect(try harness.perform("ListReplays", archive)["Replays"]?.array.count == 1)
        #expect(try harness.perform("ListReplays", #"{"State":"FAILED"}"#)["Replays"]?.array.isEmpty == true)
    }

    /// Whoever has made no rule has none: that of the feed is shown by its name only.
    @Test func theRuleOfTheFeedIsNotListed() throws {
        let harness = try BusHarness()
        #expect(try harness.perform("ListRules")["Rules"] == .array([]))
        let feed = "jsonl:\(harness.folder.appending(path: "findings.jsonl").path)"
        #expect(try harness.perform("ListRuleNamesByTarget", #"{"TargetArn":"\#(feed)"}"#)["RuleNames"] == .array([]))
        #expect(try harness.perform("DescribeRule", #"{"Name":"findings-feed"}"#)["ManagedBy"] == .string("magpie"))
        #expect(try harness.perform("ListRuleMetrics")["Rules"]?.array.count == 1)
    }

    // MARK: Tags

    @Test func rulesAndBusesHaveTags() throws {
        let harness = try BusHarness()
        let tags = #""Tags":[{"Key":"team","Value":"blue"},{"Key":"cost","Value":""}]"#
        try harness.perform("CreateEventBus", #"{"Name":"orders",\#(tags)}"#)
        let pattern = #""EventPattern":"{\"a\":[1]}""#
        try harness.perform("PutRule", #"{"Name":"r",\#(pattern),\#(tags)}"#)
        try harness.perform("PutRule", #"{"Name":"r","EventBusName":"orders",\#(pattern)}"#)
        func listed(_ resource: String) throws -> String {
            let tags = try harness.perform("ListTagsForResource", #"{"ResourceARN":"\#(home)\#(resource)"}"#)["Tags"]
            return (tags?.array ?? []).map { "\($0["Key"]?.string ?? "")=\($0["Value"]?.string ?? "")" }
                .joined(separator: " ")
        }
        #expect(try listed("event-bus/orders") == "cost= team=blue")
        #expect(try listed("rule/r") == "cost= team=blue")
        #expect(try listed("rule/orders/r").isEmpty)
        #expect(try harness.perform("DescribeRule", #"{"Name":"r"}"#)["Tags"] == nil)
        // A rule that is put again keeps its own.
        try harness.perform("PutRule", #"{"Name":"r",\#(pattern),"Tags":[{"Key":"other","Value":"x"}]}"#)
        #expect(try listed("rule/r") == "cost= team=blue")
        for resource in ["event-bus/orders", "rule/r", "rule/orders/r"] {
            let arn = #""ResourceARN":"\#(home)\#(resource)""#
            try harness.perform(
                "TagResource",
                #"{\#(arn),"Tags":[{"Key":"team","Value":"red"},{"Key":"k","Value":"v"}]}"#
            )
            try harness.perform("UntagResource", #"{\#(arn),"TagKeys":["cost","none"]}"#)
            #expect(try listed(resource) == "k=v team=red")
        }
        try harness.restart()
        #expect(try listed("rule/orders/r") == "k=v team=red")
        #expect(try listed("event-bus/orders") == "k=v team=red")
    }

    @Test(arguments: [
        ("rule/gone", "Rule gone does not exist on EventBus default."),
        ("rule/gone/r", "Event bus gone does not exist."), ("event-bus/gone", "Event bus gone does not exist."),
    ])
    func tagsOfWhatIsNotThereAreNotFound(_ resource: String, _ message: String) throws {
        let harness = try BusHarness()
        for (operation, more) in [
            ("TagResource", #","Tags":[]"#), ("UntagResource", #","TagKeys":[]"#), ("ListTagsForResource", ""),
        ] {
            #expect(
                harness.refusal(operation, #"{"ResourceARN":"\#(home)\#(resource)"\#(more)}"#) == .notFound(message)
            )
        }
    }

    @Test func tagsAreLimited() throws {
        let harness = try BusHarness()
        try harness.perform("CreateEventBus", #"{"Name":"orders"}"#)
        func tag(_ keys: [String]) -> ServiceError? {
            let tags = keys.map { #"{"Key":"\#($0)","Value":"x"}"# }.joined(separator: ",")
            return harness.refusal("TagResource", #"{"ResourceARN":"\#(home)event-bus/orders","Tags":[\#(tags)]}"#)
        }
        #expect(tag((0..<50).map { "k\($0)" }) == nil)
        #expect(tag(["k0"]) == nil)
        #expect(tag(["k50"])?.code == "LimitExceededException")
        #expect(tag(["AWS:x"])?.message == "Tags beginning with aws: are reserved")
        #expect(tag(["a", "a"])?.message == "Duplicate tag keys")
        #expect(
            harness.refusal("TagResource", #"{"ResourceARN":"\#(home)rule/findings-feed","Tags":[]}"#)?.code
                == "ManagedRuleException"
        )
    }
}

import Foundation
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import Deliveries
@testable import EventBus
@testable import EventOperations
@testable import EventRules

/// Rules change files and secrets only for events that the service itself has made.
@Suite struct OwnEventTests {
    /// Acts as a test says.
    private final class Handler: ActionHandler {
        private let act: @Sendable (RuleAction) -> ActionResult

        init(_ act: @escaping @Sendable (RuleAction) -> ActionResult) { self.act = act }

        func perform(_ action: RuleAction) -> ActionResult { act(action) }
    }

    private let harness: BusHarness
    private let acted = Monitor<[Event]>([])

    init() throws {
        harness = try BusHarness()
        act { [acted] action in
            acted.withLock { $0.append(action.event) }
            return .done
        }
        try act(on: #"{\"detail\":{\"id\":[{\"exists\":true}]}}"#)
    }

    private func act(_ act: @escaping @Sendable (RuleAction) -> ActionResult) {
        harness.bus.register(Handler(act), for: .rotateSecret)
    }

    /// Makes a rule that rotates secrets.
    private func act(on pattern: String) throws {
        try harness.perform("PutRule", #"{"Name":"act","EventPattern":"\#(pattern)"}"#)
        try harness.perform("PutTargets", #"{"Rule":"act","Targets":[{"Id":"r","Arn":"rotate-secret:"}]}"#)
    }

    private func forge(source: String = "app") throws {
        let entry = #"{"Source":"\#(source)","DetailType":"Macie Finding","Detail":"{\"id\":\"f\"}"}"#
        try harness.perform("PutEvents", "{\"Entries\":[\(entry)]}")
    }

    private func announce() throws {
        try harness.bus.announce("Macie Finding", .object(["id": .string("f")]), source: "aws.macie")
    }

    private func letters() throws -> [JSONValue] { try harness.perform("ListDeadLetters")["DeadLetters"]?.array ?? [] }

    @Test func anEventThatAClientHasPutIsRefusedAndCounted() throws {
        try forge()
        #expect(harness.settle())
        try announce()
        #expect(harness.settle())
        #expect(acted.withLock { $0.count } == 1)
        #expect(try letters().map { $0["ErrorCode"] } == [.string("NOT_OWN_EVENT")])
        let target = try harness.perform("ListRuleMetrics")["Rules"]?.array.first?["Targets"]?.array.first
        #expect(target?["FailedAttempts"] == .number(1))
        #expect(target?["Delivered"] == .number(1))
    }

    /// Whatever words a client writes into an event, the operator hears that it did not get through.
    @Test(arguments: [
        ("t", #"{\"detail-type\":\"Target Failed\",\"id\":\"f\"}"#), ("Target Failed", #"{\"id\":\"f\"}"#),
    ])
    func noEventOfAClientHidesThatATargetHasFailed(_ type: String, _ detail: String) throws {
        let told = harness.folder.appending(path: "told.jsonl")
        let pattern = #"{\"source\":[\"magpie\"],\"detail-type\":[\"Target Failed\"]}"#
        try harness.perform("PutRule", #"{"Name":"told","EventPattern":"\#(pattern)"}"#)
        try harness.perform("PutTargets", #"{"Rule":"told","Targets":[{"Id":"f","Arn":"jsonl:\#(told.path)"}]}"#)
        let entry = #"{"Source":"app","DetailType":"\#(type)","Detail":"\#(detail)"}"#
        try harness.perform("PutEvents", "{\"Entries\":[\(entry)]}")
        #expect(harness.settle())
        #expect(harness.waitFor { (try? String(contentsOf: told, encoding: .utf8))?.contains("NOT_OWN_EVENT") == true })
    }

    @Test func aReplayKeepsWhoHasMadeAnEvent() throws {
        let bus = ARN.bus(named: "default")
        try harness.perform("CreateArchive", #"{"ArchiveName":"a","EventSourceArn":"\#(bus)"}"#)
        try announce()
        try forge()
        #expect(harness.settle())
        try harness.perform(
            "StartReplay",
            #"{"ReplayName":"r","EventSourceArn":"\#(ARN.archive(named: "a"))","EventStartTime":0,"EventEndTime":9999999999,"Destination":{"Arn":"\#(bus)"}}"#
        )
        #expect(harness.waitFor { acted.withLock { $0.count } == 2 && (try? letters().count) == 2 })
        #expect(acted.withLock { $0.last }?.replay == "r")
    }

    @Test func aDeadLetterKeepsWhoHasMadeItsEvent() throws {
        act { _ in .failed(code: "X", message: "", isFinal: true) }
        try announce()
        try forge()
        #expect(harness.settle())
        #expect(try letters().count == 2)
        act { [acted] action in
            acted.withLock { $0.append(action.event) }
            return .done
        }
        try harness.perform("RedriveDeadLetters", #"{"Rule":"act"}"#)
        #expect(harness.settle())
        #expect(acted.withLock { $0.count } == 1)
        #expect(try letters().map { $0["ErrorCode"] } == [.string("NOT_OWN_EVENT")])
    }

    @Test func anEventFromAnotherBusIsNoneOfTheServices() throws {
        try harness.perform("CreateEventBus", #"{"Name":"other"}"#)
        try harness.perform(
            "PutRule",
            #"{"Name":"there","EventBusName":"other","EventPattern":"{\"detail\":{\"id\":[\"f\"]}}"}"#
        )
        let target = #"{"Id":"r","Arn":"rotate-secret:"}"#
        let refusal = harness.refusal(
            "PutTargets",
            #"{"Rule":"there","EventBusName":"other","Targets":[\#(target)]}"#
        )
        #expect(refusal?.code == "ValidationException")
        // One that an older version has let through.
        let rule = try #require(harness.bus.catalogue.rules.values.first { $0.record.name == "there" })
        try harness.bus.change { try $0.putTarget("r", of: rule.record.id, target) }
        try harness.perform(
            "PutTargets",
            #"{"Rule":"act","Targets":[{"Id":"r","Arn":"\#(ARN.bus(named: "other"))"}]}"#
        )
        try announce()
        #expect(harness.settle() && harness.settle())
        let letters = try harness.perform("ListDeadLetters", #"{"EventBusName":"other"}"#)["DeadLetters"]?.array ?? []
        #expect(letters.map { $0["ErrorCode"] } == [.string("NOT_OWN_EVENT")])
        #expect(acted.withLock { $0.isEmpty })
    }

    @Test func whatIsHeldBackIsTriedAgainWhenItIsHurried() throws {
        let isHeld = Monitor(true)
        act { [acted] action in
            acted.withLock { $0.append(action.event) }
            return isHeld.withLock { $0 } ? .held(until: Timestamp.now().secondsSince1970 + 3600) : .done
        }
        try announce()
        #expect(harness.waitFor { acted.withLock { $0.count } == 1 })
        #expect(harness.settle())
        isHeld.withLock { $0 = false }
        harness.bus.hurryActions()
        #expect(harness.waitFor { acted.withLock { $0.count } == 2 })
        let target = try harness.perform("ListRuleMetrics")["Rules"]?.array.first?["Targets"]?.array.first
        #expect(target?["FailedAttempts"] == .number(0))
    }
}

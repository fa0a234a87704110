import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import EventBus
@testable import EventOperations

/// The table of the bus's operations.
@Suite struct TableTests {
    @Test func everyModelledOperationHasAHandlerAndTheOtherWayRound() throws {
        let table = try BusHarness().bus.makeOperations()
        #expect(table.unhandled == [])
        #expect(table.unmodelled == [])
        #expect(table.names == EventsModel.operations.map(\.name).sorted())
    }

    /// What a request touches, by the parameters that name it.
    @Test(arguments: [
        (
            "PutEvents",
            #"{"Entries":[{"EventBusName":"b"},{},{"EventBusName":"arn:aws:events:local:000000000000:event-bus/b"}]}"#,
            ["event-bus/b", "event-bus/default"]
        ),
        ("PutRule", #"{"Name":"r","EventPattern":"{}"}"#, ["rule/r"]),
        ("PutTargets", #"{"Rule":"r","EventBusName":"b","Targets":[]}"#, ["rule/b/r"]),
        ("CreateEventBus", #"{"Name":"b"}"#, ["event-bus/b"]), ("DescribeEventBus", "{}", ["event-bus/default"]),
        ("DeleteArchive", #"{"ArchiveName":"a"}"#, ["archive/a"]),
        ("CancelReplay", #"{"ReplayName":"p"}"#, ["replay/p"]),
        ("ListRules", "{}", []),
    ])
    func aRequestTouches(_ name: String, _ input: String, _ resources: [String]) throws {
        let model = try #require(EventsModel.operation(name))
        let request = ServiceRequest(model, try JSONValue(parsing: Array(input.utf8)), by: .user(0), at: 0)
        let prepared = try BusHarness().bus.makeOperations().prepare(request)
        let questions = try prepared.accessRequests(for: request, PolicyContext())
        #expect(questions.first?.action == "events:\(name)")
        #expect(
            questions.compactMap(\.resource).map(\.arn) == resources.map { "arn:aws:events:local:000000000000:\($0)" }
        )
    }
}

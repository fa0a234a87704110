import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import EventBus
@testable import EventOperations
@testable import EventRules

/// Event buses with what they have beside a name, and who else may put events on them.
@Suite struct BusOperationTests {
    private let home = "arn:aws:events:local:000000000000:"

    @Test func aBusIsChangedAndSaysWhen() throws {
        let harness = try BusHarness()
        let queue = #""DeadLetterConfig":{"Arn":"arn:aws:sqs:local:000000000000:lost"}"#
        let made = try harness.perform(
            "CreateEventBus",
            #"{"Name":"orders","Description":"a",\#(queue),"LogConfig":{"Level":"ERROR"},"Tags":[{"Key":"a","Value":"b"}]}"#
        )
        #expect(made["Description"] == .string("a") && made["LogConfig"]?["Level"] == .string("ERROR"))
        #expect(made["EventBusArn"] == .string("\(home)event-bus/orders") && made["Tags"] == nil)
        func described() throws -> JSONValue { try harness.perform("DescribeEventBus", #"{"Name":"orders"}"#) }
        let before = try described()
        #expect(before["LastModifiedTime"] == before["CreationTime"])
        #expect(before["DeadLetterConfig"]?["Arn"] == .string("arn:aws:sqs:local:000000000000:lost"))
        let changed = try harness.perform("UpdateEventBus", #"{"Name":"orders","Description":"b"}"#)
        #expect(changed["Description"] == .string("b") && changed["DeadLetterConfig"] == nil)
        let after = try described()
        #expect(after["Description"] == .string("b") && after["LogConfig"] == nil && after["DeadLetterConfig"] == nil)
        #expect(
            after["CreationTime"] == before["CreationTime"] && after["LastModifiedTime"] != before["LastModifiedTime"]
        )
        let tags = try harness.perform("ListTagsForResource", #"{"ResourceARN":"\#(home)event-bus/orders"}"#)["Tags"]
        #expect(tags?.array.count == 1)
        try harness.perform("UpdateEventBus", #"{"Description":"the default"}"#)
        #expect(try harness.perform("DescribeEventBus")["Description"] == .string("the default"))
    }

    @Test(arguments: [
        ("CreateEventBus", #"{"Name":"b","KmsKeyIdentifier":"alias/x"}"#, "Parameter KmsKeyIdentifier is not valid."),
        ("UpdateEventBus", #"{"KmsKeyIdentifier":"alias/x"}"#, "Parameter KmsKeyIdentifier is not valid."),
        (
            "CreateEventBus", #"{"Name":"b","EventSourceName":"aws.partner/a/b"}"#,
            "There are no event sources of partners."
        ),
        (
            "UpdateEventBus", #"{"DeadLetterConfig":{"Arn":"arn:aws:sns:local:000000000000:a"}}"#,
            "it is that of a queue"
        ),
        ("PutEvents", #"{"Entries":[{}],"EndpointId":"a.b"}"#, "There are no endpoints."),
        ("CreateEndpoint", "{}", "There is one Region"), ("ListEventSources", "{}", "There are no partners"),
        ("PutPermission", #"{"Principal":"*"}"#, "StatementId"),
        (
            "PutPermission", #"{"Principal":"*","StatementId":"s","Action":"events:PutRule"}"#,
            "'action' is not supported"
        ),
        ("PutPermission", #"{"Policy":"{}","StatementId":"s"}"#, "Policy takes the place of StatementId"),
        ("PutPermission", #"{"Policy":"{}"}"#, "Parameter Policy is not valid."),
        ("PutPermission", #"{"Principal":"12","StatementId":"s"}"#, "regular expression pattern"),
        ("RemovePermission", #"{"StatementId":"s"}"#, "EventBus does not have a policy."),
        ("RemovePermission", #"{"EventBusName":"gone","StatementId":"s"}"#, "Event bus gone does not exist."),
    ])
    func whatThereIsNotIsRefusedInWords(_ operation: String, _ input: String, _ message: String) throws {
        let refusal = try #require(try BusHarness().refusal(operation, input))
        #expect(refusal.message.contains(message), "\(refusal)")
    }

    @Test func statementsAreAddedReplacedAndRemoved() throws {
        let harness = try BusHarness()
        func statements() throws -> [JSONValue] {
            let policy = try harness.perform("DescribeEventBus")["Policy"]?.string
            return try policy.map { try JSONValue(parsing: Array($0.utf8))["Statement"]?.array ?? [] } ?? []
        }
        try harness.perform(
            "PutPermission",
            #"{"Action":"events:PutEvents","Principal":"111122223333","StatementId":"one"}"#
        )
        try harness.perform(
            "PutPermission",
            """
            {"Principal":"*","StatementId":"all",
             "Condition":{"Type":"StringEquals","Key":"aws:PrincipalOrgID","Value":"o-1"}}
            """
        )
        try harness.perform("PutPermission", #"{"Principal":"444455556666","StatementId":"one"}"#)
        #expect(try statements().map { $0["Sid"] } == [.string("all"), .string("one")])
        #expect(try statements()[1]["Principal"]?["AWS"] == .string("arn:aws:iam::444455556666:root"))
        #expect(try statements()[0]["Condition"]?["StringEquals"]?["aws:PrincipalOrgID"] == .string("o-1"))
        #expect(try statements()[0]["Resource"] == .string("\(home)event-bus/default"))
        let missing = harness.refusal("RemovePermission", #"{"StatementId":"none"}"#)
        #expect(missing == .notFound("Statement with the provided id does not exist."))
        try harness.perform("RemovePermission", #"{"StatementId":"all"}"#)
        try harness.restart()
        #expect(try statements().count == 1)
        try harness.perform("RemovePermission", #"{"RemoveAllPermissions":true}"#)
        #expect(try harness.perform("DescribeEventBus")["Policy"] == nil)
    }

    @Test func aPolicyHasItsLimit() throws {
        let harness = try BusHarness()
        for number in 0..<200 {
            let id = String(repeating: "s", count: 60) + String(number)
            if let refusal = harness.refusal("PutPermission", #"{"Principal":"*","StatementId":"\#(id)"}"#) {
                #expect(refusal.code == "PolicyLengthExceededException" && number > 20)
                return
            }
        }
        Issue.record("a policy has no limit")
    }

    /// Whoever decides sees the policy of a bus, and the tags of what is touched.
    @Test func whoDecidesSeesPolicyAndTags() throws {
        let harness = try BusHarness()
        try harness.perform("CreateEventBus", #"{"Name":"orders","Tags":[{"Key":"team","Value":"red"}]}"#)
        try harness.perform(
            "PutRule",
            #"{"Name":"r","EventBusName":"orders","EventPattern":"{\"a\":[1]}","Tags":[{"Key":"team","Value":"blue"}]}"#
        )
        let policy =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/app"},"Action":"events:PutEvents","Resource":"*"}]}"#
        let input = JSONValue.object(["EventBusName": .string("orders"), "Policy": .string(policy)])
        _ = try harness.bus.perform(try #require(EventsModel.operation("PutPermission")), input)
        for (operation, input, team) in [
            ("PutEvents", #"{"Entries":[{"EventBusName":"orders"}]}"#, "red"),
            ("DescribeRule", #"{"Name":"r","EventBusName":"orders"}"#, "blue"),
        ] {
            let model = try #require(EventsModel.operation(operation))
            let request = ServiceRequest(model, try JSONValue(parsing: Array(input.utf8)), by: .user(0), at: 0)
            let prepared = try harness.bus.makeOperations().prepare(request)
            let resource = try #require(try prepared.accessRequests(for: request, PolicyContext()).first?.resource)
            #expect(resource.policy == policy)
            #expect(resource.conditions["aws:ResourceTag/team"] == [team])
        }
    }

    // MARK: Targets

    /// Targets of other services are kept with what they take, and what is to go there is a dead letter.
    @Test func targetsOfOtherServicesAreKept() throws {
        let harness = try BusHarness()
        try harness.perform(
            "PutRule",
            #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}","RoleArn":"arn:aws:iam::000000000000:role/r"}"#
        )
        let target =
            #"{"Id":"s","Arn":"arn:aws:kinesis:local:000000000000:stream/s","RoleArn":"arn:aws:iam::000000000000:role/r","KinesisParameters":{"PartitionKeyPath":"$.id"}}"#
        try harness.perform("PutTargets", #"{"Rule":"r","Targets":[\#(target)]}"#)
        let listed = try harness.perform("ListTargetsByRule", #"{"Rule":"r"}"#)["Targets"]?.array
        #expect(listed == [try JSONValue(parsing: Array(target.utf8))])
        #expect(try harness.perform("DescribeRule", #"{"Name":"r"}"#)["RoleArn"]?.string?.hasSuffix("role/r") == true)
        try harness.put(1)
        func letters() throws -> [JSONValue] { try harness.perform("ListDeadLetters")["DeadLetters"]?.array ?? [] }
        #expect(try harness.waitFor { try letters().count == 1 })
        #expect(try letters().first?["ErrorCode"] == .string("NO_SUCH_SERVICE"))
    }

    @Test(arguments: [
        #"{"Id":"a","Arn":"arn:aws:sqs:local:000000000000:q","WebhookParameters":{}}"#,
        #"{"Id":"a","Arn":"syslog:","DeadLetterConfig":{"Arn":"lost"}}"#,
        #"{"Id":"a","Arn":"arn:aws:kinesis:local:000000000000:stream/s","KinesisParameters":{}}"#,
        #"{"Id":"a","Arn":"arn:aws:sqs:local:000000000000:q\u0001"}"#,
    ])
    func whatATargetCannotHaveIsRefused(_ target: String) throws {
        let harness = try BusHarness()
        try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}"#)
        #expect(harness.refusal("PutTargets", #"{"Rule":"r","Targets":[\#(target)]}"#)?.code == "ValidationException")
    }
}

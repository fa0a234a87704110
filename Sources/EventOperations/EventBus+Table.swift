import ConnectionOperations
public import EventBus
import EventRules
import JSON
import Records
public import ServiceModel

/// The operations of EventBridge, and those that it has not.
extension EventBus {
    /// All operations, with what they touch.
    ///
    /// Whoever serves requests makes the table once: it is made anew by each call.
    public func makeOperations() -> OperationTable {
        var table = OperationTable(EventsModel.service, EventsModel.operations)
        table.resource = { [self] in resource($0) }
        table.add("PutEvents", touching: busesOfEntries, putEvents)
        table.add("TestEventPattern", testEventPattern)

        table.add("PutRule", touching: ruleNamed("Name"), putRule)
        table.add("DeleteRule", touching: ruleNamed("Name"), deleteRule)
        table.add("DescribeRule", touching: ruleNamed("Name"), describeRule)
        table.add("EnableRule", touching: ruleNamed("Name"), enableRule)
        table.add("DisableRule", touching: ruleNamed("Name"), disableRule)
        table.add("ArmRule", touching: ruleNamed("Name"), armRule)
        table.add("DisarmRule", touching: ruleNamed("Name"), disarmRule)
        table.add("ListRules", listing: listRules)
        table.add("ListRuleNamesByTarget", listing: listRuleNames)

        table.add(
            "PutTargets",
            preparing: { [self] request in
                var prepared = PreparedOperation {
                    self.ruleNamed("Rule")(request).map { ServiceResource($0) }
                } perform: {
                    .value(try self.putTargets(request))
                }
                prepared.further = EventBus.rolesPassed(request)
                return prepared
            }
        )
        table.add("RemoveTargets", touching: ruleNamed("Rule"), removeTargets)
        table.add("ListTargetsByRule", touching: ruleNamed("Rule"), listTargets)
        table.add("RevealTargets", touching: ruleNamed("Rule"), revealTargets)

        table.add("CreateEventBus", touching: busNamed("Name"), createBus)
        table.add("UpdateEventBus", touching: busNamed("Name"), updateBus)
        table.add("PutPermission", touching: busNamed("EventBusName"), putPermission)
        table.add("RemovePermission", touching: busNamed("EventBusName"), removePermission)
        table.add("DeleteEventBus", touching: busNamed("Name"), deleteBus)
        table.add("DescribeEventBus", touching: busNamed("Name"), describeBus)
        table.add("ListEventBuses", listing: listBuses)

        table.add("CreateArchive", touching: archiveNamed, createArchive)
        table.add("UpdateArchive", touching: archiveNamed, updateArchive)
        table.add("DeleteArchive", touching: archiveNamed, deleteArchive)
        table.add("DescribeArchive", touching: archiveNamed, describeArchive)
        table.add("ListArchives", listing: listArchives)

        table.add("StartReplay", touching: replayNamed, startReplay)
        table.add("CancelReplay", touching: replayNamed, cancelReplay)
        table.add("DescribeReplay", touching: replayNamed, describeReplay)
        table.add("ListReplays", listing: listReplays)

        table.add("TagResource", touching: resourceTagged, tag)
        table.add("UntagResource", touching: resourceTagged, untag)
        table.add("ListTagsForResource", touching: resourceTagged, listTags)

        table.add("CreateConnection", touching: destinationNamed(.connection), createConnection)
        table.add("UpdateConnection", touching: destinationNamed(.connection), updateConnection)
        table.add("DescribeConnection", touching: destinationNamed(.connection), describeConnection)
        table.add("DeleteConnection", touching: destinationNamed(.connection), deleteConnection)
        table.add("DeauthorizeConnection", touching: destinationNamed(.connection), deauthorizeConnection)
        table.add("ListConnections", listing: listConnections)
        table.add("CreateApiDestination", touching: destinationNamed(.apiDestination), createDestination)
        table.add("UpdateApiDestination", touching: destinationNamed(.apiDestination), updateDestination)
        table.add("DescribeApiDestination", touching: destinationNamed(.apiDestination), describeDestination)
        table.add("DeleteApiDestination", touching: destinationNamed(.apiDestination), deleteDestination)
        table.add("ListApiDestinations", listing: listDestinations)

        table.add("DryRunRule", touching: archiveNamed, viewing: dryRun)
        table.add("ReplayFindings", touching: ruleNamed("Rule"), viewing: replayFindings)
        table.add("ListRuleMetrics", touching: busNamed("EventBusName"), listMetrics)
        table.add("ListDeadLetters", touching: busNamed("EventBusName"), viewing: listDeadLetters)
        table.add("RedriveDeadLetters", touching: ruleNamed("Rule"), redrive)
        table.add("PurgeDeadLetters", touching: ruleNamed("Rule"), purge)
        return table
    }

    // MARK: What requests touch

    // Names say it, whether there is something of that name or not: who may not touch it does not learn that.

    private func busesOfEntries(_ request: ServiceRequest) -> [String] {
        let names = (request.input["Entries"]?.array ?? []).map { $0["EventBusName"]?.string ?? "default" }
        return Set(names.map { ARN.bus(named: ARN.bus($0) ?? $0) }).sorted()
    }

    /// Who has a rule act as a role must be allowed to hand that on.
    private static func rolesPassed(_ request: ServiceRequest) -> [(action: String, resource: ServiceResource)] {
        Set((request.input["Targets"]?.array ?? []).compactMap { $0["RoleArn"]?.string }).sorted().map { role in
            ("iam:PassRole", .role(role, passedTo: "events.amazonaws.com"))
        }
    }

    private func busNamed(_ parameter: String) -> @Sendable (ServiceRequest) -> [String] {
        { [ARN.bus(named: EventBus.busName($0, parameter))] }
    }

    private func ruleNamed(_ parameter: String) -> @Sendable (ServiceRequest) -> [String] {
        { [ARN.rule(named: $0.required(parameter), on: EventBus.busName($0, "EventBusName"))] }
    }

    private func archiveNamed(_ request: ServiceRequest) -> [String] {
        [ARN.archive(named: request.required("ArchiveName"))]
    }

    private func replayNamed(_ request: ServiceRequest) -> [String] {
        [ARN.replay(named: request.required("ReplayName"))]
    }

    private func destinationNamed(_ kind: DestinationKind) -> @Sendable (ServiceRequest) -> [String] {
        { [self] request in
            let name = request.required("Name")
            switch kind {
            case .connection:
                return [catalogue.connections[name].map(ARN.connection) ?? ARN.destination(kind, named: name)]
            case .apiDestination:
                return [catalogue.apiDestinations[name].map(ARN.apiDestination) ?? ARN.destination(kind, named: name)]
            }
        }
    }

    private func resourceTagged(_ request: ServiceRequest) -> [String] { [request.required("ResourceARN")] }

    /// The name of the bus that a parameter gives, or its ARN.
    private static func busName(_ request: ServiceRequest, _ parameter: String) -> String {
        let text = request.text(parameter) ?? "default"
        return ARN.bus(text) ?? text
    }

    // What is listed is what may be described.

    func isVisible(_ rule: Catalogue.RuleEntry, _ visible: Visibility) -> Bool {
        visible.allows(ServiceResource(ARN.rule(named: rule.record.name, on: rule.bus)))
    }

    // MARK: Short handlers

    private func describeRule(_ request: ServiceRequest) throws -> JSONValue {
        describe(try rule(request, "Name"), isWhole: true)
    }

    private func enableRule(_ request: ServiceRequest) throws -> JSONValue { try setState(request, "ENABLED") }

    private func disableRule(_ request: ServiceRequest) throws -> JSONValue { try setState(request, "DISABLED") }

    private func describeBus(_ request: ServiceRequest) throws -> JSONValue { describe(try bus(request, "Name")) }
}

import EventBus
import EventRules
import JSON
import POSIX
import Records
import ServiceModel

extension EventBus {
    /// Source: https://docs.aws.amazon.com/general/latest/gr/ev.html, "Service quotas".
    private static let mostRules = 300
    private static let mostTargets = 5
    private static let mostBuses = 100

    // MARK: Rules

    func putRule(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request)
        let name = request.required("Name")
        let old = catalogue.rule(named: name, on: bus.id)
        if old?.isManaged == true { _ = try ownRule(request, "Name") }
        let pattern = request.text("EventPattern").flatMap { $0.isEmpty ? nil : $0 }
        let schedule = request.text("ScheduleExpression").flatMap { $0.isEmpty ? nil : $0 }
        guard pattern != nil || schedule != nil else {
            throw .validation("Parameter(s) EventPattern or ScheduleExpression must be specified.") as ServiceError
        }
        if let pattern { _ = try self.pattern(pattern) }
        if let schedule {
            guard Catalogue.RuleEntry.isSchedule(schedule) else {
                throw .validation("Parameter ScheduleExpression is not valid.") as ServiceError
            }
            guard bus.name == "default" else {
                throw .validation("ScheduleExpression is supported only on the default event bus.") as ServiceError
            }
        }
        if old == nil, catalogue.rules(on: bus.id).count(where: { !$0.isManaged }) >= EventBus.mostRules {
            throw EventBus.tooMany
        }
        let definition = JSONValue.present([
            "EventPattern": pattern.map { .string($0) }, "ScheduleExpression": schedule.map { .string($0) },
            "State": .string(request.text("State") ?? "ENABLED"), "Description": request.input["Description"],
            "RoleArn": request.input["RoleArn"], "PutAt": .number(Double(Timestamp.now().seconds)),
            // It has to be armed again.
            EventBus.armed: old?.definition[EventBus.armed].map { _ in .string("") },
            // Those of a rule that is put again are changed by TagResource only.
            EventBus.tags: old == nil ? try EventBus.tags(request, addedTo: nil) : old?.definition[EventBus.tags],
        ])
        try tellingOfDisarming(old, "it was put again") {
            try change { try $0.putRule(name, on: bus.id, definition.json) }
        }
        return .object(["RuleArn": .string(ARN.rule(named: name, on: bus.name))])
    }

    func deleteRule(_ request: ServiceRequest) throws -> JSONValue {
        let bus = try bus(request)
        // As AWS has it: to delete what is not there succeeds.
        guard catalogue.rule(named: request.required("Name"), on: bus.id) != nil else { return .object([:]) }
        let rule = try ownRule(request, "Name")
        guard catalogue.targets(of: rule.record.id).isEmpty else {
            throw .validation("Rule can't be deleted since it has targets.") as ServiceError
        }
        try change { try $0.removeRule(rule.record.id) }
        return .object([:])
    }

    func setState(_ request: ServiceRequest, _ state: String) throws -> JSONValue {
        let rule = try ownRule(request, "Name")
        guard case .object(var definition) = rule.definition else { return .object([:]) }
        definition["State"] = .string(state)
        definition["PutAt"] = .number(Double(Timestamp.now().seconds))
        let changed = JSONValue.object(definition).json
        try change { try $0.putRule(rule.record.name, on: rule.record.parent, changed) }
        return .object([:])
    }

    func describe(_ rule: Catalogue.RuleEntry, isWhole: Bool) -> JSONValue {
        guard case .object(var members) = rule.definition else { return .null }
        members["PutAt"] = nil
        members["ArmedFor"] = nil
        members[EventBus.tags] = nil
        if catalogue.targets(of: rule.record.id).contains(where: { $0.target.destination.action != nil }) {
            members["Armed"] = .boolean(isArmed(rule))
        }
        members["Name"] = .string(rule.record.name)
        members["Arn"] = .string(ARN.rule(named: rule.record.name, on: rule.bus))
        members["EventBusName"] = .string(rule.bus)
        members["State"] = members["State"] ?? .string("ENABLED")
        if isWhole { members["CreatedBy"] = .string(Event.account) }
        return .object(members)
    }

    func listRules(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        // That of the feed is the configuration's: whoever has made no rules has none.
        let rules = catalogue.rules(on: try bus(request).id).filter { !$0.isManaged && isVisible($0, visible) }
        return try page(rules, request, as: "Rules", by: \.record.name) { describe($0, isWhole: false) }
    }

    func listRuleNames(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let catalogue = catalogue
        let arn = request.required("TargetArn")
        let rules = catalogue.rules(on: try bus(request).id).filter { rule in
            // What is masked must not be guessed here.
            !rule.isManaged && isVisible(rule, visible)
                && catalogue.targets(of: rule.record.id).contains {
                    MaskedAddress.text($0.target.arn) == MaskedAddress.text(arn)
                }
        }
        return try page(rules, request, as: "RuleNames", by: \.record.name) { .string($0.record.name) }
    }

    // MARK: Targets

    /// Takes all targets or, when one of them is wrong, none.
    func putTargets(_ request: ServiceRequest) throws -> JSONValue {
        let rule = try ownRule(request)
        var names = Set(catalogue.targets(of: rule.record.id).map(\.record.name))
        let definitions = request.input["Targets"]?.array ?? []
        for definition in definitions {
            try check(try Target(definition), rule)
            names.insert(definition["Id"]?.string ?? "")
        }
        guard names.count <= EventBus.mostTargets else { throw EventBus.tooMany }
        try tellingOfDisarming(rule, "its targets were changed") {
            try change { transaction in
                for definition in definitions {
                    try transaction.putTarget(definition["Id"]?.string ?? "", of: rule.record.id, definition.json)
                }
            }
        }
        return .object(["FailedEntryCount": .number(0), "FailedEntries": .array([])])
    }

    /// Refuses a target that could never be reached.
    private func check(_ target: Target, _ rule: Catalogue.RuleEntry) throws(ServiceError) {
        switch target.destination {
        case .file(let path):
            guard let problem = WritablePlace.problem(of: path) else {
                guard let reason = readers(of: target)?.hindrance(to: path) else { break }
                throw .validation("Target \(target.name) cannot have the group read \(target.arn): \(reason).")
            }
            let good = String(decoding: settings.feed.parentFolder, as: UTF8.self)
            throw .validation(
                "Target \(target.name) cannot write \(target.arn): \(problem). Use a file below \(good), or give the service "
                    + "the folder with ReadWritePaths= (systemd.exec(5))."
            )
        case .bus(let name):
            guard catalogue.bus(named: name) != nil else { throw missingBus(name) }
            guard name != rule.bus else {
                throw .validation("A rule cannot send events to its own event bus \(name).")
            }
        case .command(let path):
            guard let status = try? FileStatus.of(path), status.kind == .regular, status.mode & 0o111 != 0 else {
                throw .validation("\(target.arn) is no program: no regular file that may be executed.")
            }
            var users: Set<UInt32> = []
            if let user = target.user {
                guard let id = System.userID(of: user) else { throw .validation("There is no user \(user).") }
                users = [id]
            }
            if let reason = TrustedProgram.distrust(of: path, besides: users) {
                throw .validation("\(target.arn): \(reason).")
            }
        case .webhook(let url):
            guard !target.isInClear(url) else {
                throw .validation(
                    "\(MaskedAddress.text(url)) would get events in clear: it takes https, or AllowPlainHTTP in WebhookParameters."
                )
            }
        case .apiDestination(let arn):
            guard let destination = catalogue.apiDestination(arn) else {
                throw .notFound("Api-destination \(arn) does not exist.")
            }
            let places = destination.definition["InvocationEndpoint"]?.string?.count { $0 == "*" } ?? 0
            guard target.pathValues.count == places else {
                throw .validation(
                    "Target \(target.name) needs \(places) PathParameterValues, one for each * of the URL."
                )
            }
        case .action:
            guard rule.record.parent == Catalogue.defaultBus else {
                throw .validation(
                    "\(target.arn) acts on events that the service itself has made: they are on the event bus default."
                )
            }
        default: break
        }
    }

    func removeTargets(_ request: ServiceRequest) throws -> JSONValue {
        let rule = try ownRule(request)
        let targets = catalogue.targets(of: rule.record.id)
        var gone: [Int64] = []
        var failures: [JSONValue] = []
        for name in request.input["Ids"]?.array.compactMap(\.string) ?? [] {
            if let target = targets.first(where: { $0.record.name == name }) {
                gone.append(target.record.id)
            } else {
                failures.append(
                    .object([
                        "TargetId": .string(name), "ErrorCode": .string("ResourceNotFoundException"),
                        "ErrorMessage": .string("Rule \(rule.record.name) has no target \(name)."),
                    ])
                )
            }
        }
        let removed = gone
        if !removed.isEmpty {
            try tellingOfDisarming(rule, "its targets were changed") {
                try change { transaction in for id in removed { try transaction.removeTarget(id) } }
            }
        }
        return .object(["FailedEntryCount": .number(Double(failures.count)), "FailedEntries": .array(failures)])
    }

    func listTargets(_ request: ServiceRequest) throws -> JSONValue {
        let targets = catalogue.targets(of: try rule(request).record.id)
        return try page(targets, request, as: "Targets", by: \.record.name) { MaskedAddress.target($0.definition) }
    }

    /// The same with credentials, for administrators; the audit log has it.
    func revealTargets(_ request: ServiceRequest) throws -> JSONValue {
        let targets = catalogue.targets(of: try rule(request).record.id)
        return try page(targets, request, as: "Targets", by: \.record.name) { $0.definition }
    }

    // MARK: Buses

    func createBus(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("Name")
        guard catalogue.bus(named: name) == nil else {
            throw ServiceError("ResourceAlreadyExistsException", "Event bus \(name) already exists.")
        }
        guard !name.contains("/") else {
            throw .validation("Event bus name \(name) is not valid: '/' is kept for partners' buses.") as ServiceError
        }
        guard catalogue.buses.count < EventBus.mostBuses else { throw EventBus.tooMany }
        var definition = try EventBus.properties(ofBus: request)
        definition[EventBus.tags] = try EventBus.tags(request, addedTo: nil)
        let kept = JSONValue.object(definition).json
        try change { try $0.addBus(name, kept, at: Timestamp.now().secondsSince1970) }
        definition[EventBus.tags] = nil
        definition["EventBusArn"] = .string(ARN.bus(named: name))
        return .object(definition)
    }

    func deleteBus(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("Name")
        guard name != "default" else { throw .validation("Cannot delete event bus default.") as ServiceError }
        guard let bus = catalogue.bus(named: name) else { return .object([:]) }
        guard catalogue.rules(on: bus.id).isEmpty else {
            throw .validation("Event bus \(name) has rules: delete them first.") as ServiceError
        }
        try change { try $0.removeBus(bus.id) }
        state.withLock { $0.isUnclean = true }
        return .object([:])
    }

    func describe(_ bus: DefinitionRecord) -> JSONValue {
        var members = EventBus.definition(of: bus).members
        members[EventBus.tags] = nil
        let changed = members.removeValue(forKey: "ChangedAt")?.number ?? bus.time
        members["Name"] = .string(bus.name)
        members["Arn"] = .string(ARN.bus(named: bus.name))
        members["CreationTime"] = bus.time.map(EventBus.text)
        members["LastModifiedTime"] = changed.map(EventBus.text)
        return .object(members)
    }

    func listBuses(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let buses = catalogue.buses.filter { visible.allows(ServiceResource(ARN.bus(named: $0.name))) }
        return try page(buses, request, as: "EventBuses", by: \.name) { describe($0) }
    }
}

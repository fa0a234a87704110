import EventBus
import EventRules
import JSON
import POSIX
import Records
import ServiceModel

extension EventBus {
    // MARK: Archives

    func createArchive(_ request: ServiceRequest) throws -> JSONValue {
        try EventBus.refuseKey(request)
        let name = request.required("ArchiveName")
        guard catalogue.archive(named: name) == nil else {
            throw ServiceError("ResourceAlreadyExistsException", "Archive \(name) already exists.")
        }
        let source = request.required("EventSourceArn")
        guard let bus = catalogue.bus(named: ARN.bus(source) ?? source) else {
            throw missingBus(ARN.bus(source) ?? source)
        }
        let pattern = request.text("EventPattern").flatMap { $0.isEmpty ? nil : $0 }
        if let pattern { _ = try self.pattern(pattern) }
        let definition = JSONValue.present([
            "EventPattern": pattern.map { .string($0) }, "RetentionDays": request.input["RetentionDays"] ?? .number(0),
            "Description": request.input["Description"],
        ])
        let time = Timestamp.now().secondsSince1970
        try change { try $0.putArchive(name, on: bus.id, definition.json, at: time) }
        return .object([
            "ArchiveArn": .string(ARN.archive(named: name)), "State": .string("ENABLED"),
            "CreationTime": EventBus.text(time),
        ])
    }

    func updateArchive(_ request: ServiceRequest) throws -> JSONValue {
        try EventBus.refuseKey(request)
        let archive = try archive(request)
        guard case .object(var definition) = archive.definition else { return .null }
        if let pattern = request.text("EventPattern") {
            if !pattern.isEmpty { _ = try self.pattern(pattern) }
            definition["EventPattern"] = pattern.isEmpty ? nil : .string(pattern)
        }
        definition["RetentionDays"] = request.input["RetentionDays"] ?? definition["RetentionDays"]
        definition["Description"] = request.input["Description"] ?? definition["Description"]
        let changed = JSONValue.object(definition).json
        let time = archive.record.time ?? 0
        try change { try $0.putArchive(archive.record.name, on: archive.record.parent, changed, at: time) }
        return .object([
            "ArchiveArn": .string(ARN.archive(named: archive.record.name)), "State": .string("ENABLED"),
            "CreationTime": EventBus.text(time),
        ])
    }

    func deleteArchive(_ request: ServiceRequest) throws -> JSONValue {
        let archive = try archive(request)
        try change { try $0.removeArchive(archive.record.id) }
        state.withLock { $0.isUnclean = true }
        return .object([:])
    }

    func describeArchive(_ request: ServiceRequest) throws -> JSONValue { try describe(try archive(request)) }

    func listArchives(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        try checkFilters(request)
        var archives = catalogue.archives.values.sorted { $0.record.name < $1.record.name }
        archives.removeAll { !visible.allows(ServiceResource(ARN.archive(named: $0.record.name))) }
        if let source = request.text("EventSourceArn") {
            guard let bus = catalogue.bus(named: ARN.bus(source) ?? source) else {
                throw missingBus(ARN.bus(source) ?? source)
            }
            archives.removeAll { $0.record.parent != bus.id }
        }
        // There is no other state.
        if request.text("State") ?? "ENABLED" != "ENABLED" { archives = [] }
        let described = try archives.map { ($0.record.name, try describe($0)) }
        return try page(described, request, as: "Archives", by: \.0) { archive in
            var members = archive.1.members
            members["ArchiveArn"] = nil
            return .object(members)
        }
    }

    /// Refuses more than one filter.
    private func checkFilters(_ request: ServiceRequest) throws(ServiceError) {
        let given = ["State", "EventSourceArn", "NamePrefix"].filter { request.text($0) != nil }
        guard given.count > 1 else { return }
        throw .validation(
            "At most one filter is allowed for \(request.operation.name). Use either : State, EventSourceArn, or NamePrefix."
        )
    }

    private func archive(_ request: ServiceRequest) throws(ServiceError) -> Catalogue.ArchiveEntry {
        let name = request.required("ArchiveName")
        guard let archive = catalogue.archive(named: name) else { throw .notFound("Archive \(name) does not exist.") }
        return archive
    }

    private func describe(_ archive: Catalogue.ArchiveEntry) throws -> JSONValue {
        guard case .object(var members) = archive.definition else { return .null }
        let size = try records.archiveSize(archive.record.id)
        let bus = catalogue.buses.first { $0.id == archive.record.parent }?.name ?? ""
        members["ArchiveName"] = .string(archive.record.name)
        members["ArchiveArn"] = .string(ARN.archive(named: archive.record.name))
        members["EventSourceArn"] = .string(ARN.bus(named: bus))
        members["State"] = .string("ENABLED")
        members["EventCount"] = .number(Double(size.events))
        members["SizeBytes"] = .number(Double(size.bytes))
        members["CreationTime"] = EventBus.text(archive.record.time ?? 0)
        return .object(members)
    }

    // MARK: Replays

    func startReplay(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("ReplayName")
        let destination = request.input["Destination"]
        let arn = destination?["Arn"]?.string ?? ""
        guard let busName = ARN.bus(arn) else {
            throw .validation("Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.")
                as ServiceError
        }
        guard let bus = catalogue.bus(named: busName) else { throw missingBus(busName) }
        let source = request.required("EventSourceArn")
        guard let archive = ARN.archive(source).flatMap({ catalogue.archive(named: $0) }) else {
            let shown = source.split(separator: "/").last.map(String.init) ?? source
            throw .validation("Parameter EventSourceArn is not valid. Reason: Archive \(shown) does not exist.")
                as ServiceError
        }
        guard bus.id == archive.record.parent else {
            throw .validation(
                "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted."
            )
                as ServiceError
        }
        let now = Timestamp.now().secondsSince1970
        let start = try request.time("EventStartTime") ?? 0
        let wanted = try request.time("EventEndTime") ?? 0
        guard start < wanted else {
            throw .validation(
                "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime."
            ) as ServiceError
        }
        let end = min(wanted, now)
        guard start < end else {
            throw .validation("Parameter EventStartTime is not valid. Reason: EventStartTime must be in the past.")
                as ServiceError
        }
        guard try !records.replays().contains(where: { $0.name == name }) else {
            throw ServiceError("ResourceAlreadyExistsException", "Replay \(name) already exists.")
        }
        let rules = Set(catalogue.rules(on: bus.id).map { ARN.rule(named: $0.record.name, on: bus.name) })
        for filter in destination?["FilterArns"]?.array.compactMap(\.string) ?? [] where !rules.contains(filter) {
            throw .notFound("Rule \(filter) does not exist.") as ServiceError
        }
        let definition = JSONValue.present([
            "EventSourceArn": .string(source), "EventStartTime": .number(start), "EventEndTime": .number(end),
            "Destination": destination, "Description": request.input["Description"],
        ])
        let replay = ReplayRecord(name: name, definition: definition.json, time: start, startedAt: now)
        try records.events { try $0.save(replay) }
        self.start(replay)
        return .object([
            "ReplayArn": .string(ARN.replay(named: name)), "State": .string("STARTING"),
            "ReplayStartTime": EventBus.text(now),
        ])
    }

    func cancelReplay(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("ReplayName")
        try records.events { transaction in
            guard let state = try transaction.replayState(name) else {
                throw ServiceError.notFound("Replay \(name) does not exist.")
            }
            guard state == "RUNNING" || state == "CANCELLING" else {
                throw ServiceError(
                    "IllegalStatusException",
                    "Replay \(name) is not in a state that can be cancelled: \(state)."
                )
            }
            // Nobody writes meanwhile: what is read is the newest.
            guard var replay = try records.replays().first(where: { $0.name == name }) else { return }
            replay.state = "CANCELLING"
            try transaction.save(replay)
        }
        return .object(["ReplayArn": .string(ARN.replay(named: name)), "State": .string("CANCELLING")])
    }

    func describeReplay(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("ReplayName")
        guard let replay = try records.replays().first(where: { $0.name == name }) else {
            throw .notFound("Replay \(name) does not exist.") as ServiceError
        }
        return describe(replay)
    }

    func listReplays(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        try checkFilters(request)
        let replays = try records.replays().filter { replay in
            // One that cannot be read has no source that was asked for; the replay itself fails and says so.
            let definition = try? JSONValue(parsing: Array(replay.definition.utf8))
            return (request.text("State") ?? replay.state) == replay.state
                && request.text("EventSourceArn").map { definition?["EventSourceArn"] == .string($0) } ?? true
                && visible.allows(ServiceResource(ARN.replay(named: replay.name)))
        }
        return try page(replays, request, as: "Replays", by: \.name) { replay in
            // Where from and where to, a list does not say.
            var members = describe(replay).members
            for name in ["ReplayArn", "Destination", "EventCount"] { members[name] = nil }
            return .object(members)
        }
    }

    private func describe(_ replay: ReplayRecord) -> JSONValue {
        // What cannot be read is left out of the answer; the replay itself fails and says so.
        var members = ((try? JSONValue(parsing: Array(replay.definition.utf8))) ?? .null).members
        func text(_ time: Double) -> JSONValue { EventBus.text(time) }
        for name in ["EventStartTime", "EventEndTime"] { members[name] = members[name]?.number.map(EventBus.text) }
        members["ReplayName"] = .string(replay.name)
        members["ReplayArn"] = .string(ARN.replay(named: replay.name))
        members["State"] = .string(replay.state)
        members["StateReason"] = replay.reason.map { .string($0) }
        members["EventCount"] = .number(Double(replay.count))
        members["EventLastReplayedTime"] = replay.count > 0 ? EventBus.text(replay.time) : nil
        members["ReplayStartTime"] = EventBus.text(replay.startedAt)
        members["ReplayEndTime"] = replay.endedAt.map(EventBus.text)
        return .object(members)
    }
}

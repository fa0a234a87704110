import Configuration
import Control
import Filtering
import Identifiers
import JSON
import Measuring
import POSIX
import Preparation
import Records
import Reporting
import Scanning
import Workers

extension Operations {
    func findingsList(_ request: ControlRequest) throws -> [UInt8] {
        let query = try query(request)
        guard let text = request.parameters["criteria"] else {
            return try ControlCoding.json(try findings(query).map(summary))
        }
        let criteria: FindingCriteria
        do {
            criteria = try FindingCriteria(try JSONValue(parsing: Array(text.utf8)))
        } catch let error as JSONError {
            throw ControlError("criteria: \(error)", hint: "give them as JSON, or as file://PATH")
        } catch let error as FindingCriteria.Mistake {
            throw ControlError("criteria: \(error.message)", hint: error.hint)
        }
        let views = try findings(query) { criteria.match(text: $0) }
        return try ControlCoding.json(views.map(summary))
    }

    private func findings(_ query: FindingQuery, where isWanted: ((String) -> Bool)? = nil) throws -> [FindingView] {
        do {
            return try records.findings(query, where: isWanted)
        } catch RecordError.tooMuch {
            throw ControlError(
                "the findings take more than \(query.mostBytes >> 20) MiB",
                hint: "ask for fewer with --limit, or for those of one bucket"
            )
        }
    }

    func statistics(_ request: ControlRequest) throws -> [UInt8] {
        let name = request.parameters["group-by"] ?? "severity"
        guard let group = FindingGroup(rawValue: Operations.macieGroups[name] ?? name) else {
            let names = FindingGroup.allCases.map(\.rawValue).joined(separator: ", ")
            throw ControlError("findings cannot be grouped by '\(name)'", hint: "there are \(names)")
        }
        let counts = try records.statistics(by: group, try query(request))
        return try ControlCoding.json(counts.map { FindingCount(groupKey: $0.key, count: $0.count) })
    }

    /// What Macie calls the groups.
    private static let macieGroups = [
        "resourcesAffected.s3Bucket.name": "bucket", "classificationDetails.jobId": "job",
        "severity.description": "severity",
    ]

    func finding(_ request: ControlRequest) throws -> [UInt8] {
        guard let detail = try records.finding(try id(request)) else { throw unknown(request) }
        return Array(detail.utf8)
    }

    /// Tells which objects hold a value.
    ///
    /// Whoever may ask often finds values by trying: each question counts, and stands in the audit log, where the value
    /// is known by its fingerprint alone.
    func findingsWhere(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        let limit = running().service.settings.limits.valueSearchesPerHour
        let value = try request.required("value")
        if let seconds = searches.take(for: peer.userID, of: limit) {
            measures.refusals.add("quota")
            throw ControlError.throttled(
                "a user may search for \(limit) values in an hour",
                hint: "ask again in \(seconds) s; the limit is 'valueSearchesPerHour' in the configuration"
            )
        }
        guard let fingerprint = key.fingerprint(of: Array(value.utf8)) else {
            throw ControlError("memory ran out")
        }
        try audit.write("where", fingerprint, reason: "", by: peer)
        return try ControlCoding.json(try records.findings(holding: fingerprint).map(summary))
    }

    func archive(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        let id = try id(request)
        let isUndone = request.parameters["undo"] == "true"
        let user = System.userName(of: peer.userID) ?? String(peer.userID)
        let reason = request.parameters["reason"] ?? ""
        if !isUndone, reason.isEmpty {
            throw ControlError("a finding is not archived without a reason", hint: "say --reason")
        }
        guard try records.finding(id) != nil else { throw unknown(request) }
        try audit.write(isUndone ? "unarchive" : "archive", "finding \(id)", reason: reason, by: peer)
        guard let whole = try running().service.archive(id, by: isUndone ? nil : "user \(user)") else {
            throw unknown(request)
        }
        return try ControlCoding.json(["id": whole])
    }

    /// Has a suppression rule of the configuration catch what was found before it was written.
    func applySuppression(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        let name = try request.required("name")
        let isRehearsed = request.parameters["dry-run"] == "true"
        let service = running().service
        guard let rule = service.settings.suppressionRules.first(where: { $0.name == name }) else {
            let names = service.settings.suppressionRules.map(\.name).joined(separator: ", ")
            throw ControlError(
                "there is no suppression rule '\(name)'",
                hint: names.isEmpty ? "write one under 'suppressionRules' in the configuration" : "there are \(names)"
            )
        }
        if let end = rule.expires, end <= Timestamp.now().secondsSince1970 {
            throw ControlError("suppression rule '\(name)' has expired", hint: "see its 'expires' in the configuration")
        }
        if !isRehearsed { try audit.write("suppression-apply", name, reason: rule.reason, by: peer) }
        return try ControlCoding.json(try service.apply(rule, isRehearsed: isRehearsed))
    }

    // MARK: Reveal

    /// The most values of a type that are shown.
    private static let revealedValues = 10

    /// Reads an object again and shows what was found in it, if it is still the same.
    func reveal(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        let id = try id(request)
        let reason = try request.required("reason")
        guard let object = try records.object(of: id) else {
            throw try records.finding(id) == nil
                ? unknown(request)
                : ControlError(
                    "there is nothing to read for this finding",
                    hint: "it holds no longer, or is a policy finding: see 'magpie findings show \(id)'"
                )
        }
        let running = running()
        guard let root = running.service.root(of: object.bucket) else {
            throw ControlError("bucket \(object.bucket) is offline", hint: "see 'magpie status'")
        }
        // First the record, then the values: what was shown without one would be shown to nobody.
        try audit.write("reveal", "finding \(object.finding)", reason: reason, by: peer)
        var setup = running.setup
        setup.locatedOccurrences = Operations.revealedValues
        setup.details.revealsValues = true
        let events = WorkerClient.Events { _, _ in
        } hasStarted: { _ in
        }
        let client = try WorkerClient(running.workers, setup, recognising: running.secrets, events)
        let report = client.scan(object.key, in: root)
        guard let status = report.status, ObjectStamp(status, ruleSet: object.stamp.ruleSet) == object.stamp,
            report.contentHash == object.contentHash
        else {
            throw ControlError(
                "the object has changed since it was scanned",
                hint: "'magpie wait-settled' waits for its new finding"
            )
        }
        var occurrences: [String: [RevealedOccurrences.Occurrence]] = [:]
        for detection in report.detections {
            occurrences[detection.identifier.id] = detection.occurrences.map {
                RevealedOccurrences.Occurrence(
                    value: String(decoding: $0.value?.revealed() ?? [], as: UTF8.self),
                    line: $0.line,
                    column: $0.column
                )
            }
        }
        return try ControlCoding.json(RevealedOccurrences(occurrences))
    }

    // MARK: Audit

    func auditVerify() throws -> [UInt8] {
        let counts = try auditKeeper.verify()
        return try ControlCoding.json(["entries": counts.service, "keyEntries": counts.keys])
    }

    func auditAccept(_ request: ControlRequest, _ peer: ControlPeer) throws -> [UInt8] {
        try auditKeeper.accept(because: try request.required("reason"), by: peer)
        return Array("{}".utf8)
    }

    // MARK: Parts

    private func query(_ request: ControlRequest) throws -> FindingQuery {
        var query = FindingQuery()
        query.bucket = request.parameters["bucket"]
        query.severity = try request.number("severity", in: 1...3) ?? 1
        query.includesResolved = request.parameters["all"] == "true"
        query.includesArchived = query.includesResolved || request.parameters["archived"] == "true"
        query.after = try request.parameters["after"].map { text in
            guard let position = FindingPosition(text) else {
                throw ControlError(
                    "'\(text)' is no position in the list of findings",
                    hint: "take that of the last finding, which --format json shows"
                )
            }
            return position
        }
        query.limit = try request.number("limit", in: 1...1_000_000) ?? 1000
        return query
    }

    private func id(_ request: ControlRequest) throws -> String {
        let id = try request.required("id")
        guard id.utf8.count >= 4 else { throw unknown(request) }
        return id
    }

    private func unknown(_ request: ControlRequest) -> ControlError {
        ControlError(
            "no finding '\(request.parameters["id"] ?? "")', or more than one",
            hint: "'magpie findings list' shows the ids"
        )
    }

    private func summary(_ view: FindingView) -> FindingSummary {
        FindingSummary(
            id: view.id,
            bucket: view.bucket,
            key: TerminalText.escaped(view.key),
            type: view.type,
            severity: ["Low", "Medium", "High"][min(max(view.severity, 1), 3) - 1],
            occurrences: view.occurrences,
            state: view.state,
            archivedBy: view.suppressedBy,
            createdAt: UTCTime.text(secondsSince1970: view.createdAt),
            updatedAt: UTCTime.text(secondsSince1970: view.updatedAt),
            position: FindingPosition(view).description
        )
    }
}

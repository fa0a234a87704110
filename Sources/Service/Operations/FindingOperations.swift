import Configuring
import Fingerprints
import Terminal
import JSON
import Findings
import Control
import Filtering
import Identifiers
import Macie
import Measuring
import POSIX
import ScanSetups
import Records
import Scanning
import ServiceModel
import WorkerClients

extension Operations {
    func addFindingOperations(to table: inout OperationTable) {
        table.add("ListFindingSummaries", preparing: { [self] in preparedList($0, listFindings) })
        table.add(
            "GetFindings",
            preparing: { [self] request in onFindings { try getFindings(request, $0) } }
        )
        table.add("CountFindings", preparing: { [self] in preparedList($0, statistics) })
        table.add("GetSensitiveDataOccurrences", preparing: { [self] in try preparedReveal($0) })
        table.add("ListFindingsOfValue", preparing: { [self] in try preparedSearch($0) })
        table.add("ArchiveFinding", preparing: { [self] in try preparedArchiving($0, isUndone: false) })
        table.add("UnarchiveFinding", preparing: { [self] in try preparedArchiving($0, isUndone: true) })
        table.add("ApplyFindingsFilter", preparing: { [self] in try preparedFilter($0, isRehearsed: false) })
        table.add("TestFindingsFilter", preparing: { [self] in try preparedFilter($0, isRehearsed: true) })
    }

    private func preparedList(
        _ request: ServiceRequest,
        _ list: @escaping (ServiceRequest, VisibleFindings) throws -> [UInt8]
    ) -> PreparedOperation {
        onFindings(named: request.text("bucketName")) { try list(request, $0) }
    }

    private func listFindings(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> [UInt8] {
        let query = try query(request, visible)
        guard let input = request.input["findingCriteria"] else {
            return try ControlCoding.json(FindingsAnswer(findings: try findings(query).map(summary)))
        }
        let criteria: FindingCriteria
        do throws(FindingCriteria.Mistake) {
            criteria = try FindingCriteria(input)
        } catch {
            throw ServiceError.plain("criteria: \(error.message)", hint: error.hint)
        }
        let views = try findings(query) { criteria.match(text: $0) }
        return try ControlCoding.json(FindingsAnswer(findings: views.map(summary)))
    }

    private func findings(_ query: FindingQuery, where isWanted: ((String) -> Bool)? = nil) throws -> [FindingView] {
        do {
            return try records.findings(query, where: isWanted)
        } catch RecordError.tooMuch {
            throw ServiceError.plain(
                "the findings take more than \(query.mostBytes >> 20) MiB",
                hint: "ask for fewer with --limit, or for those of one bucket"
            )
        }
    }

    private func statistics(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> [UInt8] {
        let name = request.text("groupBy") ?? "severity"
        guard let group = FindingGroup(rawValue: Operations.macieGroups[name] ?? name) else {
            let names = FindingGroup.allCases.map(\.rawValue).joined(separator: ", ")
            throw ServiceError.plain("findings cannot be grouped by '\(name)'", hint: "there are \(names)")
        }
        let counts = try records.statistics(by: group, try query(request, visible))
        return try ControlCoding.json(
            FindingStatistics(countsByGroup: counts.map { FindingCount(groupKey: $0.key ?? "none", count: $0.count) })
        )
    }

    /// What Macie calls the groups.
    private static let macieGroups = [
        "resourcesAffected.s3Bucket.name": "bucket", "classificationDetails.jobId": "job",
        "severity.description": "severity", "local.contentClass.class": "class",
    ]

    /// Findings as they are kept, their members in their order.
    private func getFindings(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> [UInt8] {
        let details = try (request.input["findingIds"]?.array ?? []).compactMap(\.string).map { id in
            guard let detail = try records.finding(try Operations.checked(id), in: visible.scope) ?? sample(id) else {
                throw try visible.unknown(id, records)
            }
            return detail
        }
        var json = JSONWriter(escapes: .required)
        json.beginObject()
        json.key("findings")
        json.beginArray()
        for detail in details { json.value(written: detail.utf8) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    // MARK: Search

    /// Tells which objects hold a value.
    ///
    /// Whoever may ask often finds values by trying: each question counts, and stands in the audit log, where the value
    /// is known by its fingerprint alone.
    private func preparedSearch(_ request: ServiceRequest) throws -> PreparedOperation {
        let value = try Operations.given("value", request)
        let limit = running().service.settings.limits.valueSearchesPerHour
        if let seconds = searches.take(for: request.principal.userID, of: limit) {
            throw ServiceError.throttled(
                "a user may search for \(limit) values in an hour",
                hint: "ask again in \(seconds) s; the limit is 'valueSearchesPerHour' in the configuration"
            )
        }
        guard let fingerprint = key.fingerprint(of: Array(value.utf8)) else {
            throw ServiceError.plain("memory ran out", code: "InternalFailure")
        }
        var prepared = onFindings { [self] visible in
            let views = try records.findings(holding: fingerprint, in: visible.scope)
            return try ControlCoding.json(FindingsAnswer(findings: views.map(summary)))
        }
        prepared.subjects = [fingerprint]
        return prepared
    }

    // MARK: Archive

    private func preparedArchiving(_ request: ServiceRequest, isUndone: Bool) throws -> PreparedOperation {
        let id = try Operations.checked(request.required("findingId"))
        let reason = request.required("reason")
        if !isUndone, reason.isEmpty {
            throw ServiceError.plain("a finding is not archived without a reason", hint: "say --reason")
        }
        var prepared = onFindings { [self] visible in
            let userID = request.principal.userID
            let user = System.userName(of: userID) ?? String(userID)
            let archiver = isUndone ? nil : "user \(user)"
            guard let whole = try running().service.archive(id, by: archiver, in: visible.scope) else {
                throw try visible.unknown(id, records)
            }
            return try ControlCoding.json(["id": whole])
        }
        prepared.subjects = ["finding \(id)"]
        prepared.reason = reason
        return prepared
    }

    /// Has a suppression rule of the configuration catch what was found before it was written.
    private func preparedFilter(_ request: ServiceRequest, isRehearsed: Bool) throws -> PreparedOperation {
        let name = request.required("name")
        let service = running().service
        var prepared = onFindings { visible in
            let rule = try Operations.filter(named: name, service)
            return try ControlCoding.json(try service.apply(rule, in: visible.scope, isRehearsed: isRehearsed))
        }
        prepared.subjects = [name]
        prepared.reason = service.suppressions.all.first { $0.name == name }?.reason ?? ""
        return prepared
    }

    /// The suppression rule of a name, which holds.
    private static func filter(named name: String, _ service: MonitoringService) throws(ServiceError) -> SuppressionRule
    {
        guard let rule = service.suppressions.all.first(where: { $0.name == name }) else {
            let names = service.suppressions.all.map(\.name).joined(separator: ", ")
            throw ServiceError.plain(
                "there is no suppression rule '\(name)'",
                code: "ResourceNotFoundException",
                hint: names.isEmpty ? "write one under 'suppressionRules' in the configuration" : "there are \(names)"
            )
        }
        if let end = rule.expires, end <= Timestamp.now().secondsSince1970 {
            throw ServiceError.plain(
                "suppression rule '\(name)' has expired",
                hint: "see its 'expires' in the configuration"
            )
        }
        return rule
    }

    // MARK: Reveal

    /// The most values of a type that are shown.
    private static let revealedValues = 10

    /// Reads an object again and shows what was found in it, if it is still the same.
    private func preparedReveal(_ request: ServiceRequest) throws -> PreparedOperation {
        let id = try Operations.checked(request.required("findingId"))
        let reason = macie.revealsWithoutReason ? request.text("reason") ?? "" : try Operations.given("reason", request)
        let found = try records.object(of: id)
        var prepared = onFindings { [self] visible in
            guard let object = try records.object(of: id, in: visible.scope) else {
                throw try records.finding(id, in: visible.scope) == nil
                    ? visible.unknown(id, records)
                    : ServiceError.plain(
                        "there is nothing to read for this finding",
                        hint: "it holds no longer, or is a policy finding: see 'magpie findings show \(id)'"
                    )
            }
            let running = running()
            guard let root = running.service.root(of: object.bucket) else {
                throw ServiceError.plain("bucket \(object.bucket) is offline", hint: "see 'magpie status'")
            }
            return try Operations.reveal(object, in: root, running)
        }
        prepared.subjects = ["finding \(found?.finding ?? id)"]
        prepared.reason = reason
        return prepared
    }

    private static func reveal(
        _ object: FoundObject,
        in root: Directory,
        _ running: Daemon.Running
    ) throws -> [UInt8] {
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
            throw ServiceError.plain(
                "the object has changed since it was scanned",
                hint: "'magpie wait-settled' waits for its new finding"
            )
        }
        var occurrences: [String: [RevealedOccurrences.Occurrence]] = [:]
        for detection in report.detections {
            occurrences[detection.identifier.id] = detection.occurrences.map {
                RevealedOccurrences.Occurrence(
                    value: String(decoding: $0.value?.revealed() ?? [], as: UTF8.self),
                    line: $0.location.line,
                    column: $0.location.column
                )
            }
        }
        return try ControlCoding.json(RevealedOccurrences(occurrences))
    }

    // MARK: Parts

    private func query(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> FindingQuery {
        var query = FindingQuery()
        query.scope = visible.scope
        query.bucket = request.text("bucketName")
        query.severity = request.input["minimumSeverity"]?.integer ?? 1
        query.includesResolved = request.flag("includesResolved")
        query.includesArchived = query.includesResolved || request.flag("includesArchived")
        query.after = try request.text("nextToken").map { text in
            guard let position = FindingPosition(text) else {
                throw ServiceError.plain(
                    "'\(text)' is no position in the list of findings",
                    hint: "take that of the last finding, which --format json shows"
                )
            }
            return position
        }
        query.limit = request.input["maxResults"]?.integer ?? 1000
        return query
    }

    /// A text that must not be empty.
    static func given(_ name: String, _ request: ServiceRequest) throws(ServiceError) -> String {
        let text = request.required(name)
        guard !text.isEmpty else { throw .plain("no \(name.lowercased())", hint: "say --\(name.lowercased())") }
        return text
    }

    /// An id, or the beginning of one, that is long enough to be the only one.
    private static func checked(_ id: String) throws(ServiceError) -> String {
        guard id.utf8.count >= 4 else { throw unknown(id) }
        return id
    }

    static func unknown(_ id: String) -> ServiceError {
        .plain(
            "no finding '\(id)', or more than one",
            code: "ResourceNotFoundException",
            hint: "'magpie findings list' shows the ids"
        )
    }

    private func summary(_ view: FindingView) -> FindingSummary {
        FindingSummary(
            id: view.id,
            bucket: view.bucket,
            user: view.user,
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

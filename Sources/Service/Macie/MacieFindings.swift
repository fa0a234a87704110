import Control
import EventBus
import Filtering
import JSON
import Macie
import POSIX
import Records
import ServiceModel

/// Findings in the shapes of Amazon Macie.
extension Operations {
    func addMacieFindings(to table: inout OperationTable) {
        table.add(
            "ListFindings",
            preparing: { [self] request in
                onFindings { visible in
                    try macie.requireEnabled()
                    return try listFindingIDs(request, visible).bytes
                }
            }
        )
        table.add(
            "GetFindingStatistics",
            preparing: { [self] request in
                onFindings { visible in
                    try macie.requireEnabled()
                    return try findingStatistics(request, visible).bytes
                }
            }
        )
        table.add("CreateSampleFindings", createSamples)
        table.add(
            "GetSensitiveDataOccurrencesAvailability",
            preparing: { [self] request in onFindings { try revealAvailability(request, $0).bytes } }
        )
    }

    private func criteria(_ request: ServiceRequest) throws(ServiceError) -> FindingCriteria? {
        guard let input = request.input["findingCriteria"], !input.members.isEmpty else { return nil }
        do throws(FindingCriteria.Mistake) {
            return try FindingCriteria(input)
        } catch {
            throw .validation("findingCriteria: \(error.message)\(error.hint.map { "; \($0)" } ?? "").")
        }
    }

    /// Findings that hold, also those that are archived: criteria say whether those are wanted.
    private func query(_ visible: VisibleFindings) -> FindingQuery {
        var query = FindingQuery()
        query.scope = visible.scope
        query.includesArchived = true
        query.limit = .max
        return query
    }

    // MARK: Lists

    private func listFindingIDs(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> JSONValue {
        let criteria = try criteria(request)
        let samples = macie.samples.filter { criteria?.match($0) ?? true }.compactMap { $0["id"]?.string }
        let attribute = request.input["sortCriteria"]?["attributeName"]?.string
        let isAscending = request.input["sortCriteria"]?["orderBy"]?.string == "ASC"
        var query = query(visible)
        if attribute == nil || (attribute == "updatedAt" && !isAscending) {
            return try newest(request, &query, criteria, samples)
        }
        let views = try all(query, criteria)
        let sorted = try Operations.sorted(views, by: attribute ?? "", isAscending)
        let (page, next) = try MacieService.page(sorted.map(\.id) + samples, request)
        return .present(["findingIds": .array(page.map { .string($0) }), "nextToken": next])
    }

    /// A page of the newest findings, and of samples when there are no more.
    private func newest(
        _ request: ServiceRequest,
        _ query: inout FindingQuery,
        _ criteria: FindingCriteria?,
        _ samples: [String]
    ) throws -> JSONValue {
        let limit = request.input["maxResults"]?.integer ?? 50
        var samples = samples[...]
        var ids: [String] = []
        var next: String?
        let place = try request.text("nextToken").flatMap { token throws(ServiceError) -> String? in
            guard !token.isEmpty else { return nil }
            guard let place = PageToken.place(token) else { throw .validation("The nextToken is not valid.") }
            return place
        }
        if let place, place.hasPrefix("s:") {
            if place != "s:" { samples = samples.drop { $0 != place.dropFirst(2) }.dropFirst() }
        } else {
            if let place {
                guard let position = FindingPosition(place) else {
                    throw ServiceError.validation("The nextToken is not valid.")
                }
                query.after = position
            }
            // One more than the page has tells whether there is another.
            query.limit = limit + 1
            let views = try records.findings(query, where: criteria.map { criteria in { criteria.match(text: $0) } })
            ids = views.prefix(limit).map(\.id)
            if views.count > limit { next = FindingPosition(views[limit - 1]).description }
        }
        if next == nil {
            let room = samples.prefix(limit - ids.count)
            // Where there is no room at all, the next page begins with the samples.
            if room.count < samples.count { next = "s:\(room.last ?? "")" }
            if room.isEmpty, !samples.isEmpty { next = "s:" }
            ids += room
        }
        return .present([
            "findingIds": .array(ids.map { .string($0) }), "nextToken": next.map { .string(PageToken.text($0)) },
        ])
    }

    private func all(_ query: FindingQuery, _ criteria: FindingCriteria?) throws -> [FindingView] {
        do {
            return try records.findings(query, where: criteria.map { criteria in { criteria.match(text: $0) } })
        } catch RecordError.tooMuch {
            throw ServiceError.validation("There are too many findings to sort: narrow the criteria.")
        }
    }

    private static func sorted(
        _ views: [FindingView],
        by attribute: String,
        _ isAscending: Bool
    ) throws(ServiceError) -> [FindingView] {
        func sorted(_ precedes: (FindingView, FindingView) -> Bool) -> [FindingView] {
            views.sorted { isAscending ? precedes($0, $1) : precedes($1, $0) }
        }
        switch attribute {
        case "updatedAt": return sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
        case "createdAt": return sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        case "severity.score", "severity.description":
            return sorted { ($0.severity, $0.updatedAt, $0.id) < ($1.severity, $1.updatedAt, $1.id) }
        case "type": return sorted { ($0.type, $0.id) < ($1.type, $1.id) }
        case "resourcesAffected.s3Bucket.name": return sorted { ($0.bucket ?? "", $0.id) < ($1.bucket ?? "", $1.id) }
        case "id": return sorted { $0.id < $1.id }
        default:
            throw .validation(
                "Findings are sorted by createdAt, updatedAt, severity.score, type, id or resourcesAffected.s3Bucket.name."
            )
        }
    }

    // MARK: Statistics

    private func findingStatistics(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> JSONValue {
        let criteria = try criteria(request)
        let group = request.required("groupBy")
        var counts: [String: Int] = [:]
        let path = group.split(separator: ".").map(String.init)
        func count(_ finding: JSONValue) {
            let key = finding.values(at: path[...]).lazy.compactMap(\.string).first
            if let key { counts[key, default: 0] += 1 }
        }
        if let criteria {
            let members = criteria.neededMembers.union(path)
            _ = try records.findings(query(visible)) { text in
                // What is no JSON was not written here, and counts nowhere.
                let finding = try? JSONValue(parsing: Array(text.utf8), onlyMembers: members)
                if let finding, criteria.match(finding) { count(finding) }
                return false
            }
        } else {
            let own: FindingGroup =
                switch group {
                case "type": .type
                case "severity.description": .severity
                case "classificationDetails.jobId": .job
                default: .bucket
                }
            for (key, count) in try records.statistics(by: own, query(visible)) {
                if let key { counts[key] = count }
            }
        }
        for sample in macie.samples where criteria?.match(sample) ?? true { count(sample) }
        let isByKey = request.input["sortCriteria"]?["attributeName"]?.string == "groupKey"
        let isAscending = request.input["sortCriteria"]?["orderBy"]?.string == "ASC"
        let sorted = counts.sorted { left, right in
            let (first, second) = isAscending ? (left, right) : (right, left)
            if isByKey { return first.key < second.key }
            return left.value == right.value ? left.key < right.key : first.value < second.value
        }
        return .object([
            "countsByGroup": .array(
                sorted.prefix(request.input["size"]?.integer ?? 50).map {
                    .object(["count": .number($0.value), "groupKey": .string($0.key)])
                }
            )
        ])
    }

    // MARK: Samples

    private func createSamples(_ request: ServiceRequest) throws -> JSONValue {
        try macie.requireEnabled()
        let named = request.input["findingTypes"]?.array.compactMap(\.string) ?? []
        let types = named.isEmpty ? MacieService.sampleTypes : MacieService.sampleTypes.filter(named.contains)
        let events = running().service.events
        for finding in try macie.makeSamples(of: types, at: request.time) {
            try events.announce("Macie Finding", finding, source: "aws.macie")
        }
        return .object([:])
    }

    /// The sample with this id, as JSON; `nil` for what is none.
    func sample(_ id: String) -> String? { macie.samples.first { $0["id"]?.string == id }?.json }

    // MARK: Reveal

    private func revealAvailability(_ request: ServiceRequest, _ visible: VisibleFindings) throws -> JSONValue {
        try macie.requireEnabled()
        let id = request.required("findingId")
        func unavailable(_ reason: String) -> JSONValue {
            .object(["code": .string("UNAVAILABLE"), "reasons": .array([.string(reason)])])
        }
        guard let detail = try records.finding(id, in: visible.scope) ?? sample(id) else {
            throw ServiceError.notFound("There is no finding \(id).")
        }
        let finding = try JSONValue(parsing: Array(detail.utf8), onlyMembers: ["category"])
        if finding["category"]?.string == "POLICY" { return unavailable("UNSUPPORTED_FINDING_TYPE") }
        guard let object = try records.object(of: id, in: visible.scope),
            running().service.root(of: object.bucket) != nil
        else { return unavailable("OBJECT_UNAVAILABLE") }
        return .object(["code": .string("AVAILABLE")])
    }
}

import Control
import Gateway
import JSON
import Records
import ServiceModel

/// CloudTrail's look-up over both audit logs.
extension Operations {
    /// The most events of a page.
    private static let longestTrailPage = 50
    /// How far back is looked, in seconds.
    ///
    /// Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
    private static let trailAge = 90.0 * 86_400
    /// How long before the end is looked first, and then, in seconds: the last events are asked for most.
    private static let trailWindows: [Double] = [3600.0, 86_400, 7 * 86_400, trailAge]
    /// The most entries of a log that one answer looks at.
    private static let mostTrailEntries = 1_000_000

    func makeTrailOperations() -> OperationTable {
        var table = OperationTable(TrailModel.service, TrailModel.operations)
        table.add("LookupEvents", lookUpEvents)
        return table
    }

    private func lookUpEvents(_ request: ServiceRequest) throws -> JSONValue {
        let attributes = request.input["LookupAttributes"]?.array ?? []
        guard attributes.count <= 1 else {
            throw ServiceError("InvalidLookupAttributesException", "LookupAttributes can have one item only.")
        }
        let most = request.input["MaxResults"]?.integer ?? Operations.longestTrailPage
        guard (1...Operations.longestTrailPage).contains(most) else {
            throw ServiceError("InvalidMaxResultsException", "MaxResults must be from 1 to 50.")
        }
        let (start, end) = (try request.time("StartTime"), try request.time("EndTime"))
        if let start, let end, start > end {
            throw ServiceError("InvalidTimeRangeException", "StartTime must not be after EndTime.")
        }
        var place: String?
        if let token = request.text("NextToken"), !token.isEmpty {
            guard let known = PageToken.place(token) else {
                throw ServiceError("InvalidNextTokenException", "The NextToken is not valid.")
            }
            place = known
        }
        guard request.text("EventCategory") == nil else { return .object(["Events": .array([])]) }
        let attribute = attributes.first.map { one in
            (key: one["AttributeKey"]?.string ?? "", value: one["AttributeValue"]?.string ?? "")
        }
        let least = max(start ?? 0, request.time - Operations.trailAge)
        // EndTime is within the range; entries of the service have whole seconds.
        let last = place.flatMap { Double($0.prefix(16)) }.map { $0 / 1000 } ?? end ?? request.time
        var found: [TrailEvent] = []
        for window in Operations.trailWindows {
            let since = max(least, last - window)
            found = try events(since: since, until: last + 1, most: most + 1) { event in
                (place.map { event.place < $0 } ?? true) && (end.map { event.time <= $0 } ?? true)
                    && event.time >= least && (attribute.map { event.has($0.key, $0.value) } ?? true)
            }
            if found.count > most || since <= least { break }
        }
        let page = found.prefix(most)
        return .present([
            "Events": .array(page.map(\.json)),
            "NextToken": found.count > most ? page.last.map { .string(PageToken.text($0.place)) } : nil,
        ])
    }

    /// The last events of both logs within a time.
    ///
    /// - Parameters:
    ///   - since: Seconds since 1970.
    ///   - until: The same; what is as late is left out.
    ///   - most: The most that are returned.
    ///   - isWanted: Decides about an event.
    /// - Returns: The events, the last first.
    /// - Throws: When a log cannot be read.
    private func events(
        since: Double,
        until: Double,
        most: Int,
        where isWanted: (TrailEvent) -> Bool
    ) throws -> [TrailEvent] {
        let gateway = gateway
        func event(_ record: AuditRecord) -> TrailEvent? {
            TrailEvent(record) { gateway.operation($0)?.model.access }.flatMap { isWanted($0) ? $0 : nil }
        }
        var found: [TrailEvent] = []
        func keep(_ event: TrailEvent) {
            found.append(event)
            // In memory are never more than twice those that are wanted.
            if found.count >= 2 * most + 1000 { found = Array(found.sorted { $0.place > $1.place }.prefix(most)) }
        }
        // Those of the service by number from the last on: their times may step back where the clock was set.
        var before = Int64.max
        var looked = 0
        service: while looked < Operations.mostTrailEntries {
            let rows = try records.auditEntries(before: before, limit: 1000)
            guard let last = rows.last else { break }
            (before, looked) = (last.number, looked + rows.count)
            for row in rows { if let event = event(AuditRecord(row)) { keep(event) } }
            if rows.allSatisfy({ $0.time < since - 3600 }) { break service }
        }
        var filter = AuditFilter()
        (filter.since, filter.until) = (since, until)
        var (number, isEnd) = (0, false)
        looked = 0
        while !isEnd, looked < Operations.mostTrailEntries {
            let part = try keyAudit(after: number, 1000, filter)
            for record in part.entries { if let event = event(record) { keep(event) } }
            guard part.last > number else { break }
            (number, isEnd, looked) = (part.last, part.isEnd, looked + 1000)
        }
        return Array(found.sorted { $0.place > $1.place }.prefix(most))
    }
}

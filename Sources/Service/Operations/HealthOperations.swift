import EventOperations
import ProductIdentity
import Terminal
import Control
import EventBus
import JSON
import POSIX
import Problems
import ServiceModel
import Watching

/// How the service is.
extension Operations {
    func addHealthOperations(to table: inout OperationTable) {
        table.add(
            "GetServiceStatus",
            touching: { _ in [] },
            viewing: { [self] in .json(try ControlCoding.json(try status($1))) }
        )
        table.add("GetMetrics", touching: { _ in [] }, viewing: { [self] in .value(.string(try metrics($1))) })
        table.add("WaitUntilSettled", waitUntilSettled)
        table.add("TailEvents", touching: { _ in [] }, viewing: { [self] in .json(try tailEvents($0, $1)) })
    }

    /// Who may see that there is a bucket may see how it is.
    private static let seeing = "macie2:DescribeBuckets"

    private func status(_ visible: Visibility) throws -> ServiceStatus {
        problems.refresh()
        var summary = problems.book.summary
        let (running, clients) = (running(), clients.now)
        let (health, totals) = (running.service.health, running.totals)
        let buckets = try VisibleBuckets(visible, records, for: Operations.seeing)
        let hidden = health.buckets.map(\.name).filter { !buckets.contains($0) }
        summary.entries.removeAll { entry in
            hidden.contains { entry.problem.subject == $0 || Operations.tells(entry.problem.text, of: $0) }
        }
        return ServiceStatus(
            version: Product.version,
            uptimeSeconds: Timestamp.monotonic().seconds(since: start),
            waiting: health.waiting,
            unread: health.unread,
            scanned: totals.scanned,
            delivered: running.service.events.deliveredCounts.feed,
            scannedEarly: health.scannedEarly,
            clients: clients.connected,
            clientsTurnedAway: clients.turnedAway,
            buckets: health.buckets.filter { buckets.contains($0.name) }.map {
                ServiceStatus.Bucket(
                    name: $0.name,
                    path: TerminalText.escaped($0.path),
                    state: $0.state,
                    backend: $0.backend,
                    watchedFolders: $0.folders,
                    overflows: $0.overflows,
                    mountCount: $0.mounts.count,
                    mounts: $0.mounts.first.map(NestedMount.init)
                )
            },
            problems: summary.wrong.map(\.sentence),
            details: summary.entries.map(ServiceStatus.Problem.init),
            problemsLeftOut: summary.leftOut.values.reduce(0, +)
        )
    }

    private func waitUntilSettled(_ request: ServiceRequest) throws -> JSONValue {
        let seconds = request.input["Timeout"]?.integer ?? 60
        let deadline = Timestamp.monotonic().adding(milliseconds: seconds * 1000)
        guard running().service.waitUntilSettled(by: deadline) else {
            throw ServiceError.plain(
                "not settled after \(seconds) s",
                hint: "see 'magpie status'; --timeout waits longer"
            )
        }
        return .object(["unread": .number(Double(running().service.unreadCount))])
    }

    /// Whether a problem's text names a bucket, or what lies in it.
    private static func tells(_ text: String, of bucket: String) -> Bool {
        text.contains("bucket \(bucket)") || text.contains(" \(bucket)/")
    }

    /// The service in numbers, in the text format of Prometheus; of the buckets those that who asks may see.
    private func metrics(_ visible: Visibility) throws -> String {
        problems.refresh()
        let source = Metrics.Source(
            running: running(),
            records: records,
            problems: problems.book,
            measures: measures,
            clients: clients.now,
            start: start,
            buckets: try VisibleBuckets(visible, records, for: Operations.seeing)
        )
        return Metrics.text(of: source)
    }

    /// Events that have come since the last call, which is waited for.
    private func tailEvents(_ request: ServiceRequest, _ visible: Visibility) throws -> [UInt8] {
        let (events, position) = try running().service.events.follow(
            after: request.input["After"]?.integer,
            on: request.text("EventBusName") ?? "default",
            waiting: 10
        )
        var json = JSONWriter(escapes: .required)
        json.bytes.reserveCapacity(events.reduce(64) { $0 + $1.utf8.count + 1 })
        json.beginObject()
        json.member("position", position)
        json.key("events")
        json.beginArray()
        for event in events where visible.allows(event: event) { json.value(written: event.utf8) }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}

extension ServiceStatus.Problem {
    fileprivate init(_ entry: ProblemBook.Entry) {
        let problem = entry.problem
        self.init(
            name: problem.name.rawValue,
            subject: problem.subject,
            severity: problem.severity.rawValue,
            since: UTCTime.text(secondsSince1970: entry.since),
            count: entry.count,
            text: problem.text,
            hint: problem.hint
        )
    }
}

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
        table.add("GetServiceStatus", answering: { [self] _ in .json(try ControlCoding.json(status)) })
        table.add("GetMetrics", getMetrics)
        table.add("WaitUntilSettled", waitUntilSettled)
        table.add("TailEvents", answering: { [self] in .json(try tailEvents($0)) })
    }

    private var status: ServiceStatus {
        problems.refresh()
        let (running, summary, clients) = (running(), problems.book.summary, clients.now)
        let (health, totals) = (running.service.health, running.totals)
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
            buckets: health.buckets.map {
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

    private func getMetrics(_ request: ServiceRequest) -> JSONValue {
        .string(String(decoding: metrics, as: UTF8.self))
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

    /// The service in numbers, in the text format of Prometheus.
    var metrics: [UInt8] {
        problems.refresh()
        let source = Metrics.Source(
            running: running(),
            records: records,
            problems: problems.book,
            measures: measures,
            clients: clients.now,
            start: start
        )
        return Array(Metrics.text(of: source).utf8)
    }

    /// Events that have come since the last call, which is waited for.
    private func tailEvents(_ request: ServiceRequest) throws -> [UInt8] {
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
        for event in events { json.value(written: event.utf8) }
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

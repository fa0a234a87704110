import Control
import Monitoring
import POSIX
import Records
import Reporting

/// What clients may ask for.
struct Operations: Sendable {
    private let service: MonitoringService

    init(_ service: MonitoringService) { self.service = service }

    /// The answer to a request, as JSON on one line.
    func answer(_ request: ControlRequest) throws -> [UInt8] {
        switch request.operation {
        case "status": try ControlCoding.json(status)
        case "wait-settled": try waitSettled(request)
        case "buckets-list": try ControlCoding.json(try service.records.buckets().map(summary))
        case "findings-list": try ControlCoding.json(try findings(request).map(summary))
        case "findings-show": try finding(request)
        case "findings-where": try ControlCoding.json(try findingsWhere(request).map(summary))
        default: throw ControlError("unknown operation '\(request.operation)'", hint: "the client may be newer")
        }
    }

    private var status: ServiceStatus {
        let health = service.health
        return ServiceStatus(
            version: Product.version,
            uptimeSeconds: health.seconds,
            waiting: health.waiting,
            scanned: health.scanned,
            delivered: health.delivered,
            buckets: health.buckets.map {
                ServiceStatus.Bucket(
                    name: $0.name,
                    path: TerminalText.escaped($0.path),
                    state: $0.state,
                    watchedFolders: $0.folders,
                    overflows: $0.overflows
                )
            },
            problems: health.problems
        )
    }

    private func waitSettled(_ request: ControlRequest) throws -> [UInt8] {
        let seconds = try number(request, "timeout", in: 1...86_400) ?? 60
        guard service.waitUntilSettled(by: Timestamp.monotonic().adding(milliseconds: seconds * 1000)) else {
            throw ControlError("not settled after \(seconds) s", hint: "see 'magpie status'; --timeout waits longer")
        }
        return Array("{}".utf8)
    }

    private func findings(_ request: ControlRequest) throws -> [FindingView] {
        let severity = try number(request, "severity", in: 1...3) ?? 1
        return try service.records.findings(
            bucket: request.parameters["bucket"],
            severity: severity,
            includesResolved: request.parameters["all"] == "true",
            limit: try number(request, "limit", in: 1...1_000_000) ?? 1000
        )
    }

    private func finding(_ request: ControlRequest) throws -> [UInt8] {
        let id = request.parameters["id"] ?? ""
        guard id.utf8.count >= 4, let detail = try service.records.finding(id) else {
            throw ControlError("no finding '\(id)', or more than one", hint: "'magpie findings list' shows the ids")
        }
        return Array(detail.utf8)
    }

    private func findingsWhere(_ request: ControlRequest) throws -> [FindingView] {
        guard let value = request.parameters["value"], !value.isEmpty,
            let fingerprint = service.fingerprint(of: Array(value.utf8))
        else { throw ControlError("no value to look for", hint: "use --value") }
        return try service.records.findings(holding: fingerprint)
    }

    private func number(_ request: ControlRequest, _ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = request.parameters[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ControlError("'\(name)' takes a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func summary(_ view: BucketView) -> BucketSummary {
        BucketSummary(
            name: view.name,
            path: TerminalText.escaped(view.path),
            objectCount: view.objects,
            sizeInBytes: view.size,
            completeCount: view.complete,
            partialCount: view.partial,
            skippedCount: view.skipped,
            highFindings: view.findings[3] ?? 0,
            mediumFindings: view.findings[2] ?? 0,
            lowFindings: view.findings[1] ?? 0,
            reconciledAt: view.reconciledAt.map(UTCTime.text(secondsSince1970:))
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
            createdAt: UTCTime.text(secondsSince1970: view.createdAt),
            updatedAt: UTCTime.text(secondsSince1970: view.updatedAt)
        )
    }
}

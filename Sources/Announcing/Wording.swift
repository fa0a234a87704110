public import Configuring
public import FindingDocuments
public import Findings
import Terminal
import EventRules
import JSON
public import Records
public import Watching

/// Words what is published: events in the envelope of EventBridge, findings in Macie's form.
public struct Wording: FindingWording {
    private let context: ReportContext
    private let suppression: SuppressionRules
    private let events: any EventRouting
    private let canaries: Canaries
    private let bucketNames: [Int64: String]
    /// The discovery job for which objects are looked at; `nil` when that follows from watching.
    public var jobID: String?

    /// Words what happens in a context.
    public init(
        _ context: ReportContext,
        _ suppression: SuppressionRules,
        _ events: any EventRouting,
        bucketNames: [Int64: String],
        _ canaries: Canaries
    ) {
        self.canaries = canaries
        self.context = context
        self.suppression = suppression
        self.events = events
        self.bucketNames = bucketNames
    }

    public func route(_ envelope: String, telling finding: Finding?) -> EventRoute {
        guard let finding, finding.isSample, let canary = canaries.canary(finding.object?.key) else {
            return events.route(envelope)
        }
        let sample = events.routeSample(envelope)
        canary.note(sample)
        return sample.route
    }

    public func found(_ finding: Finding, id: String, time: Double) -> String {
        envelope(text(of: finding), id, time, source: "aws.macie", type: "Macie Finding")
    }

    public func resolved(_ detail: String, because reason: Resolution, id: String, time: Double) -> String {
        // Of its own source and type, so that no rule for findings takes it for a new one.
        var json = JSONWriter()
        json.beginObject()
        json.member("reason", reason.rawValue)
        json.key("finding")
        json.value(written: detail.utf8)
        json.endObject()
        let text = String(decoding: json.bytes, as: UTF8.self)
        return envelope(text, id, time, source: "magpie", type: "Finding Resolved")
    }

    public func finding(of exposure: FolderExposure) -> Finding {
        var maker = FindingMaker(context)
        return maker.finding(of: exposure)
    }

    public func finding(of risk: AccessKeyRisk, count: Int, since createdAt: Double, at time: Double) -> Finding {
        FindingMaker(context).finding(of: risk, count: count, since: createdAt, at: time)
    }

    public func text(of finding: Finding) -> String { FindingWriter.text(finding) }

    public func suppression(of finding: Finding, at time: Double) -> String? {
        suppression.rule(at: time) { text(of: finding) }
    }

    public func happened(_ happening: ObjectHappening, id: String, time: Double) -> String? {
        guard events.isHeard, canaries.canary(happening.key, inBucket: happening.bucket) == nil else { return nil }
        var detail: [String: JSONValue] = [
            "bucket": .object(["name": .string(bucketNames[happening.bucket] ?? "")])
        ]
        var object: [String: JSONValue] = ["key": .string(TerminalText.escaped(happening.key))]
        if let report = happening.report {
            object["size"] = report.size.map { .number(Double($0)) }
            object["contentDigest"] = report.contentHash.map { .string($0) }
            if happening.kind == .scanned {
                detail["jobId"] = jobID.map { .string($0) }
                detail["coverage"] = .string(report.coverage.verdict.rawValue)
                detail["gap"] = report.coverage.reason.map { .string($0.name) }
                detail["severity"] = report.severityName.map { .string($0) }
                detail["occurrences"] = .number(Double(report.detections.reduce(0) { $0 + $1.count }))
            }
        }
        detail["object"] = .object(object)
        let text = JSONValue.object(detail).json
        return envelope(text, id, time, source: "magpie", type: happening.kind.detailType)
    }

    private func envelope(_ detail: String, _ id: String, _ time: Double, source: String, type: String) -> String {
        Event(id: id, source: source, detailType: type, time: time, detail: detail).text
    }
}

extension ObjectHappening.Kind {
    fileprivate var detailType: String {
        switch self {
        case .created: "Object Created"
        case .changed: "Object Changed"
        case .deleted: "Object Deleted"
        case .scanned: "Object Scan Completed"
        }
    }
}

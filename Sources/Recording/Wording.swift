public import Configuration
import Identifiers
import Terminal
public import EventBus
import JSON
import POSIX
public import Records
public import Reporting
import Scanning

/// Words what is published: events in the envelope of EventBridge, findings in Macie's form.
public struct Wording: EventWording {
    private let policies: PolicyReport
    private let suppression: SuppressionRules
    private let events: EventBus
    private let canaries: Canaries
    private let bucketNames: [Int64: String]
    /// The discovery job for which objects are looked at; `nil` when that follows from watching.
    public var jobID: String?

    /// Words what happens in a context.
    public init(
        _ context: ReportContext,
        _ suppression: SuppressionRules,
        _ events: EventBus,
        bucketNames: [Int64: String],
        _ canaries: Canaries
    ) {
        self.canaries = canaries
        policies = PolicyReport(context)
        self.suppression = suppression
        self.events = events
        self.bucketNames = bucketNames
    }

    public func route(_ envelope: String) -> EventRoute {
        guard let canary = canaries.canary(namedIn: envelope) else { return events.route(envelope) }
        let sample = events.routeSample(envelope)
        canary.note(sample)
        return sample.route
    }

    public func found(_ detail: String, replacing old: String?, id: String, time: Double) -> String {
        envelope(Wording.marked(detail, replacing: old), id, time, source: "aws.macie", type: "Macie Finding")
    }

    /// A finding that says under `local` whether it is new, so that rules can tell.
    private static func marked(_ detail: String, replacing old: String?) -> String {
        var text = Array(detail.utf8)
        guard let local = JSONText.value(at: [.member("local")], in: text), local.first == UInt8(ascii: "{") else {
            return detail
        }
        let state = old.map { "\"state\":\"changed\",\"replaces\":\(JSONText.quoted($0))," } ?? "\"state\":\"new\","
        text.insert(contentsOf: state.utf8, at: local.startIndex + 1)
        return String(decoding: text, as: UTF8.self)
    }

    public func resolved(_ detail: String, because reason: String, id: String, time: Double) -> String {
        // Of its own source and type, so that no rule for findings takes it for a new one.
        envelope(
            "{\"reason\":\"\(reason)\",\"finding\":\(detail)}",
            id,
            time,
            source: "magpie",
            type: "Finding Resolved"
        )
    }

    public func policyID(_ facts: PolicyFacts) -> String {
        policies.id(type: facts.kind.rawValue, bucketPath: facts.bucket.path, folder: facts.folder)
    }

    public func policyDetail(_ facts: PolicyFacts, id: String) -> String {
        policies.detail(
            PolicyReport.Facts(
                type: facts.kind.rawValue,
                title: facts.kind.title,
                summary: facts.kind.summary,
                severity: Severity(rawValue: facts.severity) ?? .high,
                count: facts.count,
                bucketName: facts.bucket.name,
                bucketPath: facts.bucket.path,
                folder: facts.folder,
                mode: facts.access.mode,
                userID: facts.access.userID,
                createdAt: facts.createdAt,
                updatedAt: facts.updatedAt
            ),
            id: id
        )
    }

    public func suppression(of detail: String, at time: Double) -> String? { suppression.rule(for: detail, at: time) }

    public func happened(_ happening: ObjectHappening, id: String, time: Double) -> String? {
        guard events.isHeard, canaries.canary(happening.key, inBucket: happening.bucket) == nil else { return nil }
        var detail: [String: JSONValue] = [
            "bucket": .object(["name": .string(bucketNames[happening.bucket] ?? "")])
        ]
        var object: [String: JSONValue] = ["key": .string(TerminalText.escaped(happening.key))]
        if let report = happening.report {
            object["size"] = report.status.map { .number(Double($0.size)) }
            object["contentDigest"] = report.contentHash.map { .string($0) }
            if happening.kind == .scanned {
                detail["jobId"] = jobID.map { .string($0) }
                detail["coverage"] = .string(report.coverage.verdict)
                detail["gap"] = report.coverage.gap.map { .string($0.name) }
                detail["severity"] = report.severity.map { .string($0.description) }
                detail["occurrences"] = .number(Double(report.detections.reduce(0) { $0 + $1.count }))
            }
        }
        detail["object"] = .object(object)
        let text = JSONValue.object(detail).json
        return envelope(text, id, time, source: "magpie", type: happening.kind.detailType)
    }

    private func envelope(_ detail: String, _ id: String, _ time: Double, source: String, type: String) -> String {
        Envelope.text(id: id, source: source, detailType: type, time: time, detail: detail)
    }
}

extension PolicyFacts.Kind {
    var title: String {
        switch self {
        case .worldReadable: "Every user can read sensitive data in the folder."
        case .worldWritable: "Every user can write to a folder with sensitive data."
        }
    }

    var summary: String {
        switch self {
        case .worldReadable:
            "The folder and objects in it with sensitive data are open to every user of the machine."
        case .worldWritable:
            "Every user of the machine can change objects with sensitive data, or put others in their place."
        }
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

import Identifiers
import Records
import Reporting

/// Words what is published: events in the envelope of EventBridge, findings in Macie's form.
struct Wording: EventWording {
    private let policies: PolicyReport
    private let suppression: SuppressionRules

    init(_ context: ReportContext, _ suppression: SuppressionRules) {
        policies = PolicyReport(context)
        self.suppression = suppression
    }

    func found(_ detail: String, id: String, time: Double) -> String {
        envelope(detail, id, time, source: "aws.macie", type: "Macie Finding")
    }

    func resolved(_ detail: String, because reason: String, id: String, time: Double) -> String {
        // Of its own source and type, so that no rule for findings takes it for a new one.
        envelope(
            "{\"reason\":\"\(reason)\",\"finding\":\(detail)}",
            id,
            time,
            source: "magpie",
            type: "Finding Resolved"
        )
    }

    func policyID(_ facts: PolicyFacts) -> String {
        policies.id(type: facts.kind.rawValue, bucketPath: facts.bucket.path, folder: facts.folder)
    }

    func policyDetail(_ facts: PolicyFacts, id: String) -> String {
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

    func suppression(of detail: String, at time: Double) -> String? { suppression.rule(for: detail, at: time) }

    private func envelope(_ detail: String, _ id: String, _ time: Double, source: String, type: String) -> String {
        """
        {"version":"0","id":"\(id)","detail-type":"\(type)","source":"\(source)","account":"000000000000",\
        "time":"\(UTCTime.text(secondsSince1970: time))","region":"local","resources":[],"detail":\(detail)}
        """
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

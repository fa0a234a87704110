import Accounts
import Cryptography
import JSON
import POSIX
import ServiceModel

/// The report on all users and their access keys.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
struct CredentialReport: Sendable {
    /// CSV.
    var content: [UInt8]
    /// Seconds since 1970.
    var madeAt: Double

    private static let columns = """
        user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,\
        access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,\
        access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,\
        access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,\
        cert_2_last_rotated
        """

    init(_ catalogue: Catalogue, _ uses: LastUses, at time: Double) {
        madeAt = time
        let noKey = ["false", "N/A", "N/A", "N/A", "N/A"]
        let noCertificates = ["false", "N/A", "false", "N/A"]
        let root = AccountLocation.current.iamARN(of: "root")
        var lines = [
            CredentialReport.columns,
            // When the account began nobody knows, and it has no password.
            (["<root_account>", root, "N/A", "not_supported", "N/A", "not_supported", "not_supported", "false"] + noKey
                + noKey + noCertificates).joined(separator: ","),
        ]
        for id in catalogue.users.ordered {
            guard let user = catalogue.users[id: id] else { continue }
            let keys = catalogue.keys(of: user).map { key -> [String] in
                let last = uses.last(of: key.id)
                return [
                    key.isActive ? "true" : "false", CredentialReport.text(key.createdAt),
                    last.map { CredentialReport.text($0.time) } ?? "N/A", last == nil ? "N/A" : LastUses.region,
                    last?.service ?? "N/A",
                ]
            }
            let cells =
                [user.name, user.arn, CredentialReport.text(user.createdAt), "false", "N/A", "N/A", "N/A", "false"]
                + (keys.first ?? noKey) + (keys.count > 1 ? keys[1] : noKey) + noCertificates
            lines.append(cells.map(CredentialReport.cell).joined(separator: ","))
        }
        content = Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private static func text(_ time: Double) -> String {
        UTCTime.text(secondsSince1970: time).replacing("Z", with: "+00:00")
    }

    /// A cell of CSV (RFC 4180, section 2): names may have commas, and nothing may begin as a formula does.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@".contains($0) } ?? false
        let shown = isFormula ? "'\(text)" : text
        return shown.contains(",") ? "\"\(shown)\"" : shown
    }
}

extension IAMService {
    /// How long a report is kept before it is made again, in seconds.
    private static let reportLife = 4.0 * 3600

    func generateReport(_ call: IAMCall) throws -> JSONValue {
        let kept = report.withLock { $0 }
        let isNew = kept.map { call.request.time - $0.madeAt >= IAMService.reportLife } ?? true
        // A report of before the last change would not say what is.
        if isNew || kept?.generation != snapshot.generation {
            let snapshot = snapshot
            let made = CredentialReport(snapshot.catalogue, uses, at: call.request.time)
            report.withLock { $0 = KeptReport(report: made, generation: snapshot.generation, madeAt: made.madeAt) }
            return .object([
                "State": .string("STARTED"),
                "Description": .string("No report exists. Starting a new report generation task"),
            ])
        }
        return .object(["State": .string("COMPLETE")])
    }

    func getReport(_ call: IAMCall) throws -> JSONValue {
        guard let kept = report.withLock({ $0 }) else {
            throw ServiceError(
                "ReportNotPresent",
                "Report is not present. Call GenerateCredentialReport first."
            )
        }
        return .object([
            "Content": .string(Base64.text(kept.report.content)), "ReportFormat": .string("text/csv"),
            "GeneratedTime": .time(kept.report.madeAt),
        ])
    }
}

/// The report that was made last.
struct KeptReport: Sendable {
    var report: CredentialReport
    /// Of the snapshot that it is about.
    var generation: Int
    var madeAt: Double
}

public import Findings
public import POSIX
public import Records

extension Outcome.Scanned {
    /// What a scan of an object in a bucket has brought, with who may enter its folder if something was found.
    public init(
        _ report: FileReport,
        _ key: [UInt8],
        in bucket: BucketRecord,
        root: Directory,
        rights: RightsReader,
        ruleSet: Int64,
        isFinal: Bool,
        _ finding: FindingRecord?
    ) {
        var report = report
        report.status = report.status.map { root.status(rights, of: key, known: $0) }
        // Where it cannot be told who may enter the folder, what is known of that stays: each walk looks at the folder itself,
        // and it counts as not read.
        let folder = Array(key[..<(key.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
        self.init(
            bucket: bucket.id,
            key: key,
            ruleSet: ruleSet,
            report: report,
            isFinal: isFinal,
            finding: finding,
            folder: finding == nil ? nil : (try? FolderAccess(to: folder, in: root, rights)).flatMap { $0 }
        )
    }

    /// Whether a report holds until the object's stamp is another.
    ///
    /// Where the times of files only tick a hundred times a second or so, a change right before the scan may have the same
    /// time as one right after the content was read.
    public static func isFinal(_ report: FileReport, from start: Timestamp) -> Bool {
        guard report.coverage.reason?.mayPass != true, report.writing == .nobody, !report.isUnverified,
            let status = report.status
        else { return false }
        return System.hasFineFileTimes || status.changed.adding(milliseconds: 20) < start
    }
}

import Bytes
import Cryptography
public import Findings
import Identifiers
import POSIX

/// Makes findings of what scans report, of folders that lie open and of access keys at risk, on one thread.
///
/// Looks up who owns things and who may get at them, each folder once until ``forgetFolders()``.
public struct FindingMaker {
    private let context: ReportContext
    private let origin: Finding.Origin
    private var owners = OwnerNames()
    private var exposure: Exposure
    /// What was looked up for each root.
    private var buckets: [Int: Finding.Bucket] = [:]

    /// Creates a maker that has looked nothing up.
    public init(_ context: ReportContext) {
        self.context = context
        exposure = Exposure(context.roots, context.rights)
        origin = Finding.Origin(
            account: context.account,
            region: context.region,
            hostName: context.hostName,
            jobID: context.isAutomated ? nil : context.jobID,
            resultsLocation: context.resultsLocation
        )
    }

    /// Forgets what was looked up about folders, which may have changed since.
    public mutating func forgetFolders() {
        exposure = Exposure(context.roots, context.rights)
        buckets.removeAll(keepingCapacity: true)
    }

    /// The finding for what was found in an object; `nil` when that was nothing.
    public mutating func finding(of report: FileReport) -> Finding? {
        report.severity == nil ? nil : result(of: report)
    }

    /// What Macie calls a classification result: for every object, whether something was found in it or not.
    public mutating func result(of report: FileReport) -> Finding {
        let place = context.place(of: report.path)
        let time = context.now()
        return Finding(
            id: id([place.absolutePath, Array((report.contentHash ?? "").utf8)]),
            from: origin,
            severity: report.severity,
            createdAt: time,
            updatedAt: time,
            in: bucket(of: place),
            .object(
                Finding.Object(
                    report,
                    key: place.key,
                    absolutePath: place.absolutePath,
                    ownerName: report.status.map { owners[$0.userID] },
                    isPublic: exposure.isPublic(report.status, at: place.absolutePath),
                    managedSecrets: report.managedSecrets.compactMap(context.managedSecret)
                )
            )
        )
    }

    /// The finding for a folder that is open to everybody.
    ///
    /// Macie raises its own only for a change; these are raised at first sight.
    public mutating func finding(of facts: FolderExposure) -> Finding {
        let path = facts.bucketPath.appending(facts.folder)
        var finding = Finding(
            id: id([path, Array(facts.kind.rawValue.utf8)]),
            from: origin,
            severity: facts.severity,
            createdAt: Timestamp(seconds: Int(facts.createdAt.rounded(.down))),
            updatedAt: Timestamp(seconds: Int(facts.updatedAt.rounded(.down))),
            in: bucket(named: Array(facts.bucketName.utf8), facts.bucketPath),
            .folder(Finding.Folder(facts, path: path, ownerName: owners[facts.access.userID]))
        )
        finding.count = facts.count
        return finding
    }

    /// The finding for an access key that is at risk, found `count` times.
    public func finding(of risk: AccessKeyRisk, count: Int, since createdAt: Double, at time: Double) -> Finding {
        var finding = Finding(
            id: id([Array(risk.accessKeyID.utf8), Array(risk.kind.rawValue.utf8)]),
            from: origin,
            severity: AccessKeyRisk.severity,
            createdAt: Timestamp(seconds: Int(createdAt.rounded(.down))),
            updatedAt: Timestamp(seconds: Int(time.rounded(.down))),
            in: nil,
            .accessKey(risk)
        )
        finding.count = count
        return finding
    }

    /// The same for the same parts on the same machine, so that a second look can be matched with the first.
    private func id(_ parts: [[UInt8]]) -> String {
        guard var digest = try? SHA256() else { return context.jobID }
        for part in [Array(context.hostName.utf8)] + parts {
            digest.update(part.span)
            digest.update([0].span)
        }
        return Hexadecimal.text(Array(digest.finalize().prefix(16)))
    }

    private mutating func bucket(of place: ObjectPlace) -> Finding.Bucket {
        if let known = buckets[place.root] { return known }
        let folder = place.root < context.roots.count ? context.roots[place.root].folder : []
        let bucket = bucket(named: place.bucket, folder)
        buckets[place.root] = bucket
        return bucket
    }

    private mutating func bucket(named name: [UInt8], _ folder: [UInt8]) -> Finding.Bucket {
        var bucket = Finding.Bucket(name: name)
        guard let access = exposure.access(toFolder: folder) else { return bucket }
        bucket.owner = access.owner
        bucket.ownerName = owners[access.owner]
        bucket.isReadable = access.isReadable
        bucket.isWritable = access.isWritable
        return bucket
    }
}

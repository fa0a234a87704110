import Bytes
import Cryptography
import Identifiers
import JSON
import POSIX
public import Scanning

/// The format `jsonl`: one finding a line, for each object in which something was found.
///
/// The members are those of a finding of Amazon Macie (API version 2020-01-01), so that what reads those reads these.
/// What has no place there is under `local`, which readers of Macie's findings pass over.
public struct FindingReport: ReportFormatter {
    /// How many occurrences Macie locates in a finding.
    public static let locatedOccurrences = 15

    /// The most managed secrets that a finding names.
    private static let namedSecrets = 1000

    private let context: ReportContext
    private var json = JSONWriter()
    private var owners = OwnerNames()
    private var exposure: Exposure
    /// The member `s3Bucket` for each root, which is the same in all findings of a run.
    private var buckets: [Int: [UInt8]] = [:]

    /// Creates a report without findings.
    public init(_ context: ReportContext) {
        self.context = context
        exposure = Exposure(context.roots, context.rights)
    }

    public var bytes: [UInt8] {
        get { json.bytes }
        _modify { yield &json.bytes }
    }

    /// Forgets what was looked up about folders, which may have changed since.
    public mutating func forgetFolders() {
        exposure = Exposure(context.roots, context.rights)
        buckets.removeAll(keepingCapacity: true)
    }

    public mutating func add(_ detection: Detection, in path: [UInt8]) {}

    public mutating func add(_ report: FileReport) {
        if report.severity != nil { add(report, isResult: false) }
    }

    /// Adds what Macie calls a classification result: for every object, whether something was found in it or not, and with
    /// all places that are known.
    public mutating func addResult(_ report: FileReport) { add(report, isResult: true) }

    private mutating func add(_ report: FileReport, isResult: Bool) {
        let kind = report.severity.map { _ in FindingKind(Set(report.detections.map(\.identifier.category))) }
        let place = context.place(of: report.path)
        let time = UTCTime.text(context.now())
        json.beginObject()
        json.member("schemaVersion", "1.0")
        json.member("id", id(of: report, at: place))
        json.member("accountId", context.account)
        json.member("partition", "aws")
        json.member("region", context.region)
        json.member("type", kind.map { "SensitiveData:S3Object/" + $0.rawValue })
        json.member("title", kind?.title)
        json.member("description", kind?.summary)
        if let severity = report.severity {
            json.severity(severity)
        } else {
            json.member("severity", nil as String?)
        }
        json.member("createdAt", time)
        json.member("updatedAt", time)
        json.member("category", "CLASSIFICATION")
        json.member("count", 1)
        json.member("sample", false)
        json.member("archived", false)
        json.member("policyDetails", nil as String?)
        addResources(report, place)
        addClassification(report, quota: isResult ? .max : FindingReport.locatedOccurrences)
        addLocal(report, place)
        json.endObject()
        json.endRecord()
    }

    /// The same for the same content of the same object, so that a second scan can be matched with the first.
    public func id(of report: FileReport) -> String { id(of: report, at: context.place(of: report.path)) }

    /// The finding type that Macie would give to `report`; `nil` when nothing was found.
    public func type(of report: FileReport) -> String? {
        guard report.severity != nil else { return nil }
        return "SensitiveData:S3Object/" + FindingKind(Set(report.detections.map(\.identifier.category))).rawValue
    }

    private func id(of report: FileReport, at place: ObjectPlace) -> String {
        guard var digest = try? SHA256() else { return context.jobID }
        for part in [Array(context.hostName.utf8), place.absolutePath, Array((report.contentHash ?? "").utf8)] {
            digest.update(part.span)
            digest.update([0].span)
        }
        return Hexadecimal.text(Array(digest.finalize().prefix(16)))
    }

    // MARK: resourcesAffected

    private mutating func addResources(_ report: FileReport, _ place: ObjectPlace) {
        let arn = Array("arn:aws:s3:::".utf8) + place.bucket
        json.key("resourcesAffected")
        json.beginObject()
        let folder = place.root < context.roots.count ? context.roots[place.root].folder : []
        let bucket =
            buckets[place.root] ?? BucketMember.bytes(name: place.bucket, folder: folder, &exposure, &owners)
        buckets[place.root] = bucket
        json.bytes += bucket
        json.key("s3Object")
        json.beginObject()
        json.member("bucketArn", path: arn)
        json.member("key", path: place.key)
        json.member("path", path: place.bucket.appending(place.key))
        json.member("extension", path: Array(place.fileExtension))
        json.member("lastModified", report.status.map { UTCTime.text($0.modified) })
        json.member("eTag", report.contentHash)
        json.member("versionId", "")
        json.member("size", report.status?.size)
        json.member("storageClass", "STANDARD")
        json.member("publicAccess", exposure.isPublic(report.status, at: place.absolutePath))
        json.emptyTags()
        json.noEncryption("serverSideEncryption")
        json.endObject()
        json.endObject()
    }

    // MARK: classificationDetails

    private mutating func addClassification(_ report: FileReport, quota: Int) {
        let arn = "arn:aws:macie2:\(context.region):\(context.account):"
        let located = report.detections.map(\.occurrences.count).reduce(0, +)
        let total = report.detections.map(\.count).reduce(0, +)
        var quota = quota
        json.key("classificationDetails")
        json.beginObject()
        json.member("jobArn", context.isAutomated ? nil : arn + "classification-job/" + context.jobID)
        json.member("jobId", context.isAutomated ? nil : context.jobID)
        json.member(
            "originType",
            context.isAutomated ? "AUTOMATED_SENSITIVE_DATA_DISCOVERY" : "SENSITIVE_DATA_DISCOVERY_JOB"
        )
        // What Macie writes when no place for detailed results was set.
        json.member(
            "detailedResultsLocation",
            context.resultsLocation
                ?? "s3://[export-config-not-set]/AWSLogs/\(context.account)/Macie/\(context.region)/"
        )
        json.key("result")
        json.beginObject()
        json.key("status")
        json.beginObject()
        json.member("code", report.coverage.verdict.uppercased())
        json.member("reason", report.coverage.gap?.macieReason)
        json.endObject()
        json.member("sizeClassified", report.bytesClassified)
        json.member("mimeType", report.content.mimeType)
        json.member("additionalOccurrences", total > min(located, quota))
        json.key("sensitiveData")
        json.beginArray()
        for category in FindingKind.order where category != .customIdentifier {
            let detections = report.detections.filter { $0.identifier.category == category }
            if detections.isEmpty { continue }
            json.beginObject()
            json.member("category", category.rawValue)
            addDetections(detections, &quota)
            json.endObject()
        }
        json.endArray()
        json.key("customDataIdentifiers")
        json.beginObject()
        addDetections(
            report.detections.filter { $0.identifier.category == .customIdentifier },
            &quota,
            arn: arn + "custom-data-identifier/"
        )
        json.endObject()
        json.endObject()
        json.endObject()
    }

    private mutating func addDetections(_ detections: [Detection], _ quota: inout Int, arn: String? = nil) {
        json.member("totalCount", detections.map(\.count).reduce(0, +))
        json.key("detections")
        json.beginArray()
        for detection in detections {
            let occurrences = detection.occurrences.prefix(quota)
            quota -= occurrences.count
            json.beginObject()
            if let arn {
                json.member("arn", arn + detection.identifier.id)
                json.member("name", detection.identifier.name)
            } else {
                json.member("type", detection.identifier.id)
            }
            json.member("count", detection.count)
            addOccurrences(Array(occurrences))
            json.endObject()
        }
        json.endArray()
    }

    private mutating func addOccurrences(_ occurrences: [Occurrence]) {
        let cells = occurrences.compactMap(\.cell)
        let lines = occurrences.filter { $0.cell == nil }
        json.key("occurrences")
        json.beginObject()
        json.key("lineRanges")
        if lines.isEmpty {
            json.null()
        } else {
            json.beginArray()
            for occurrence in lines {
                json.beginObject()
                json.member("start", occurrence.line)
                json.member("end", occurrence.endLine)
                json.member("startColumn", occurrence.column)
                json.endObject()
            }
            json.endArray()
        }
        json.key("cells")
        if cells.isEmpty {
            json.null()
        } else {
            json.beginArray()
            for cell in cells { json.cell(cell) }
            json.endArray()
        }
        json.member("records", nil as String?)
        json.member("pages", nil as String?)
        json.member("offsetRanges", nil as String?)
        json.endObject()
    }

    // MARK: local

    private mutating func addLocal(_ report: FileReport, _ place: ObjectPlace) {
        json.key("local")
        json.beginObject()
        json.path(report.path)
        json.member("absolutePath", path: place.absolutePath)
        json.member("hostName", context.hostName)
        json.member("device", report.status.map { Int(truncatingIfNeeded: $0.device) })
        json.member("inode", report.status.map { Int(truncatingIfNeeded: $0.inode) })
        json.member("userId", report.status.map { Int($0.userID) })
        json.member("userName", report.status.map { owners[$0.userID] })
        json.member("groupId", report.status.map { Int($0.groupID) })
        json.member("mode", report.status.map { "0" + String($0.mode, radix: 8) })
        json.member("contentDigest", report.contentHash)
        json.member("status", report.coverage.gap?.name)
        addManagedSecrets(report)
        json.key("detections")
        json.beginArray()
        var quota = FindingReport.locatedOccurrences
        for detection in report.detections.sorted(by: { FindingKind.position($0) < FindingKind.position($1) }) {
            json.beginObject()
            json.member("type", detection.identifier.id)
            json.member("name", detection.identifier.name)
            json.member("severity", detection.severity.description)
            json.member("confidence", detection.confidence.name)
            json.member("count", detection.count)
            json.key("occurrences")
            json.beginArray()
            for occurrence in detection.occurrences.prefix(quota) { addLocal(occurrence) }
            quota -= min(quota, detection.occurrences.count)
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    /// Names the managed secrets that were found; says nothing where there are none.
    private mutating func addManagedSecrets(_ report: FileReport) {
        let names = report.managedSecrets.prefix(FindingReport.namedSecrets).compactMap(context.managedSecret)
        if names.isEmpty { return }
        json.key("managedSecrets")
        json.beginArray()
        for name in names {
            json.beginObject()
            json.member("arn", name.arn)
            json.member("name", name.name)
            json.member("versionId", name.versionID)
            json.member("part", name.part)
            json.member("versionStages", name.stages)
            json.endObject()
        }
        json.endArray()
    }

    private mutating func addLocal(_ occurrence: Occurrence) {
        json.beginObject()
        json.member("line", occurrence.line)
        json.member("column", occurrence.column)
        json.member("start", occurrence.range.lowerBound)
        json.member("end", occurrence.range.upperBound)
        json.member("confidence", occurrence.confidence.name)
        json.member("masked", occurrence.masked)
        json.member("fingerprint", occurrence.fingerprint)
        json.member("reason", occurrence.reasons)
        json.endObject()
    }
}

public import Findings
import Identifiers
import JSON
import POSIX

/// Writes findings as JSON in the form of Amazon Macie (API version 2020-01-01), so that what reads those reads these.
///
/// What has no place there is under `local`, which readers of Macie's findings pass over.
public struct FindingWriter: Sendable {
    /// How many occurrences Macie locates in a finding.
    public static let locatedOccurrences = 15

    /// What was written so far: a record a line, after ``endRecord()``.
    public var bytes: [UInt8] {
        get { json.bytes }
        _modify { yield &json.bytes }
    }

    var json = JSONWriter()

    /// The member `s3Bucket` that was written last: nearly all findings of a run have the same.
    private var lastBucket: (bucket: Finding.Bucket, bytes: [UInt8])?

    /// What was written last of a run and how far it came with an object: nearly all findings of a run have the same.
    private var lastRun: LastRun?

    private struct LastRun {
        var origin: Finding.Origin
        var verdict: Coverage.Verdict
        var reason: String?
        var bytes: [UInt8]
    }

    /// Creates a writer with nothing in it.
    public init() {}

    /// A finding on one line, without a line feed.
    public static func text(_ finding: Finding) -> String {
        var writer = FindingWriter()
        writer.write(finding)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Ends a record with a line feed.
    public mutating func endRecord() { json.endRecord() }

    /// Writes a finding.
    ///
    /// - Parameters:
    ///   - finding: The finding.
    ///   - quota: How many occurrences in it are located; `local` always has those that Macie's form has room for.
    public mutating func write(_ finding: Finding, locating quota: Int = FindingWriter.locatedOccurrences) {
        json.beginObject()
        addHead(finding)
        switch finding.subject {
        case .object(let object):
            json.member("policyDetails", nil as String?)
            json.key("resourcesAffected")
            json.beginObject()
            add(finding.bucket)
            addResource(object, in: finding.bucket?.name ?? [])
            json.endObject()
            addClassification(object, finding.origin, quota: quota)
            addLocal(object, finding)
        case .folder(let folder):
            json.member("classificationDetails", nil as String?)
            // Who changed the permissions, and when, the file system does not keep.
            addPolicy(finding)
            addLocal(folder, finding)
        case .accessKey(let risk):
            json.member("classificationDetails", nil as String?)
            // What is wrong is that nobody does anything.
            addPolicy(finding)
            addLocal(risk, finding)
        }
        json.endObject()
    }

    /// What a policy finding has that nobody's doing has brought about.
    private mutating func addPolicy(_ finding: Finding) {
        json.key("policyDetails")
        json.beginObject()
        json.member("action", nil as String?)
        json.member("actor", nil as String?)
        json.endObject()
        json.key("resourcesAffected")
        json.beginObject()
        add(finding.bucket)
        json.member("s3Object", nil as String?)
        json.endObject()
    }

    private mutating func addHead(_ finding: Finding) {
        json.member("schemaVersion", "1.0")
        json.member("id", finding.id)
        json.member("accountId", finding.origin.account)
        json.member("partition", "aws")
        json.member("region", finding.origin.region)
        let category: String
        switch finding.subject {
        case .object(let object):
            let kind = FindingKind(object.detections)
            json.member("type", kind?.type)
            json.member("title", kind?.title)
            json.member("description", kind?.summary)
            category = "CLASSIFICATION"
        case .folder(let folder):
            json.member("type", folder.kind.rawValue)
            json.member("title", folder.kind.title)
            json.member("description", folder.kind.summary)
            category = "POLICY"
        case .accessKey(let risk):
            json.member("type", risk.kind.rawValue)
            json.member("title", risk.title)
            json.member("description", risk.summary)
            category = "POLICY"
        }
        if let severity = finding.severity {
            json.key("severity")
            json.beginObject()
            json.member("score", severity.rawValue)
            json.member("description", severity.description)
            json.endObject()
        } else {
            json.member("severity", nil as String?)
        }
        json.member("createdAt", UTCTime.text(finding.createdAt))
        json.member("updatedAt", UTCTime.text(finding.updatedAt))
        json.member("category", category)
        json.member("count", finding.count)
        json.member("sample", finding.isSample)
        json.member("archived", finding.isArchived)
    }

    // MARK: resourcesAffected

    private mutating func add(_ bucket: Finding.Bucket?) {
        guard let bucket else { return json.member("s3Bucket", nil as String?) }
        if let lastBucket, lastBucket.bucket == bucket {
            json.bytes += lastBucket.bytes
            return
        }
        var member = JSONWriter()
        member.bucket(bucket)
        lastBucket = (bucket, member.bytes)
        json.bytes += member.bytes
    }

    private mutating func addResource(_ object: Finding.Object, in bucket: [UInt8]) {
        json.key("s3Object")
        json.beginObject()
        json.member("bucketArn", path: Finding.Bucket(name: bucket).arn)
        json.member("key", path: object.key)
        json.member("path", path: bucket.appending(object.key))
        json.member("extension", path: Array(object.fileExtension))
        json.member("lastModified", object.status.map { UTCTime.text($0.modified) })
        json.member("eTag", object.contentHash)
        json.member("versionId", "")
        json.member("size", object.status?.size)
        json.member("storageClass", "STANDARD")
        json.member("publicAccess", object.isPublic)
        json.emptyTags()
        json.noEncryption("serverSideEncryption")
        json.endObject()
    }

    // MARK: classificationDetails

    private mutating func addClassification(_ object: Finding.Object, _ origin: Finding.Origin, quota: Int) {
        let located = object.detections.reduce(0) { $0 + $1.occurrences.count }
        var left = quota
        json.key("classificationDetails")
        json.beginObject()
        addRun(origin, object.coverage)
        json.member("sizeClassified", object.bytesClassified)
        json.member("mimeType", object.mimeType)
        json.member("additionalOccurrences", object.occurrenceCount > min(located, quota))
        json.key("sensitiveData")
        json.beginArray()
        for category in FindingKind.order where category != .customIdentifier {
            let detections = object.detections.filter { $0.identifier.category == category }
            if detections.isEmpty { continue }
            json.beginObject()
            json.member("category", category.rawValue)
            addDetections(detections, &left)
            json.endObject()
        }
        json.endArray()
        json.key("customDataIdentifiers")
        json.beginObject()
        let custom = object.detections.filter { $0.identifier.category == .customIdentifier }
        let arn = custom.isEmpty ? "" : "arn:aws:macie2:\(origin.region):\(origin.account):custom-data-identifier/"
        addDetections(custom, &left, arn: arn)
        json.endObject()
        json.endObject()
        json.endObject()
    }

    /// Adds the members of the run, and begins the one of its result with how far it came.
    private mutating func addRun(_ origin: Finding.Origin, _ coverage: Coverage) {
        let reason = coverage.reason?.macieReason
        if let lastRun, lastRun.verdict == coverage.verdict, lastRun.reason == reason, lastRun.origin == origin {
            json.bytes += lastRun.bytes
            return
        }
        var run = JSONWriter()
        let arn = "arn:aws:macie2:\(origin.region):\(origin.account):"
        run.member("jobArn", origin.jobID.map { arn + "classification-job/" + $0 })
        run.member("jobId", origin.jobID)
        run.member(
            "originType",
            origin.jobID == nil ? "AUTOMATED_SENSITIVE_DATA_DISCOVERY" : "SENSITIVE_DATA_DISCOVERY_JOB"
        )
        // What Macie writes when no place for detailed results was set.
        run.member(
            "detailedResultsLocation",
            origin.resultsLocation
                ?? "s3://[export-config-not-set]/AWSLogs/\(origin.account)/Macie/\(origin.region)/"
        )
        run.key("result")
        run.beginObject()
        run.key("status")
        run.beginObject()
        run.member("code", coverage.verdict.rawValue.uppercased())
        run.member("reason", reason)
        run.endObject()
        lastRun = LastRun(origin: origin, verdict: coverage.verdict, reason: reason, bytes: run.bytes)
        json.bytes += run.bytes
    }

    private mutating func addDetections(_ detections: [Detection], _ quota: inout Int, arn: String? = nil) {
        json.member("totalCount", detections.reduce(0) { $0 + $1.count })
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
            json.occurrences(occurrences.map(\.location))
            json.endObject()
        }
        json.endArray()
    }
}

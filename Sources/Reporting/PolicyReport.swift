import Bytes
import Cryptography
public import Identifiers
import JSON
import POSIX

/// A policy finding: a bucket or folder is open to more than it should be.
///
/// Macie raises its own only for a change; these are raised at first sight.
public struct PolicyReport: Sendable {
    /// What was found.
    public struct Facts: Sendable {
        /// Such as `Policy:Folder/WorldReadable`.
        public var type: String
        public var title: String
        public var summary: String
        public var severity: Severity
        /// How often it was found, each time after a change.
        public var count: Int
        public var bucketName: String
        /// Absolute.
        public var bucketPath: [UInt8]
        /// Below the bucket.
        public var folder: [UInt8]
        /// Permission bits of the folder.
        public var mode: UInt32
        public var userID: UInt32
        /// Seconds since 1970.
        public var createdAt: Double
        public var updatedAt: Double

        /// Gathers facts.
        public init(
            type: String,
            title: String,
            summary: String,
            severity: Severity,
            count: Int,
            bucketName: String,
            bucketPath: [UInt8],
            folder: [UInt8],
            mode: UInt32,
            userID: UInt32,
            createdAt: Double,
            updatedAt: Double
        ) {
            self.type = type
            self.title = title
            self.summary = summary
            self.severity = severity
            self.count = count
            self.bucketName = bucketName
            self.bucketPath = bucketPath
            self.folder = folder
            self.mode = mode
            self.userID = userID
            self.createdAt = createdAt
            self.updatedAt = updatedAt
        }
    }

    private let context: ReportContext

    /// Creates a report.
    public init(_ context: ReportContext) { self.context = context }

    /// The identity of the finding: the same as long as folder and type are.
    public func id(type: String, bucketPath: [UInt8], folder: [UInt8]) -> String {
        guard var digest = try? SHA256() else { return context.jobID }
        for part in [Array(context.hostName.utf8), bucketPath.appending(folder), Array(type.utf8)] {
            digest.update(part.span)
            digest.update([0].span)
        }
        return Hexadecimal.text(Array(digest.finalize().prefix(16)))
    }

    /// The finding as JSON, on one line.
    public func detail(_ facts: Facts, id: String) -> String {
        var json = JSONWriter()
        var exposure = Exposure(context.roots, context.rights)
        var owners = OwnerNames()
        json.beginObject()
        json.member("schemaVersion", "1.0")
        json.member("id", id)
        json.member("accountId", context.account)
        json.member("partition", "aws")
        json.member("region", context.region)
        json.member("type", facts.type)
        json.member("title", facts.title)
        json.member("description", facts.summary)
        json.severity(facts.severity)
        json.member("createdAt", UTCTime.text(secondsSince1970: facts.createdAt))
        json.member("updatedAt", UTCTime.text(secondsSince1970: facts.updatedAt))
        json.member("category", "POLICY")
        json.member("count", facts.count)
        json.member("sample", false)
        json.member("archived", false)
        json.member("classificationDetails", nil as String?)
        json.key("policyDetails")
        json.beginObject()
        // Who changed the permissions, and when, the file system does not keep.
        json.member("action", nil as String?)
        json.member("actor", nil as String?)
        json.endObject()
        json.key("resourcesAffected")
        json.beginObject()
        json.bytes += BucketMember.bytes(
            name: Array(facts.bucketName.utf8),
            folder: facts.bucketPath,
            &exposure,
            &owners
        )
        json.member("s3Object", nil as String?)
        json.endObject()
        json.key("local")
        json.beginObject()
        json.member("folder", path: facts.folder)
        json.path(facts.bucketPath.appending(facts.folder))
        json.member("hostName", context.hostName)
        json.member("userId", Int(facts.userID))
        json.member("userName", owners[facts.userID])
        json.member("mode", "0" + String(facts.mode, radix: 8))
        json.endObject()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

import Identifiers
import JSON

/// The member `s3Bucket` of a finding.
enum BucketMember {
    /// The member with its key, for the folder that is the bucket.
    static func bytes(
        name: [UInt8],
        folder: [UInt8],
        _ exposure: inout Exposure,
        _ owners: inout OwnerNames
    ) -> [UInt8] {
        var json = JSONWriter()
        let access = exposure.access(toFolder: folder)
        json.key("s3Bucket")
        json.beginObject()
        json.member("arn", path: arn(name))
        json.member("name", path: name)
        json.member("createdAt", nil as String?)
        json.key("owner")
        json.beginObject()
        json.member("displayName", access.map { owners[$0.owner] })
        json.member("id", access.map { String($0.owner) })
        json.endObject()
        json.emptyTags()
        json.noEncryption("defaultServerSideEncryption")
        json.member("allowsUnencryptedObjectUploads", "UNKNOWN")
        json.key("publicAccess")
        json.beginObject()
        json.member("effectivePermission", access?.effectivePermission ?? "UNKNOWN")
        json.key("permissionConfiguration")
        json.beginObject()
        json.key("bucketLevelPermissions")
        json.beginObject()
        json.publicAccess("accessControlList", read: access?.isReadable, write: access?.isWritable)
        json.publicAccess("bucketPolicy", read: false, write: false)
        json.noBlock()
        json.endObject()
        json.key("accountLevelPermissions")
        json.beginObject()
        json.noBlock()
        json.endObject()
        json.endObject()
        json.endObject()
        json.endObject()
        return json.bytes
    }

    /// What stands for the bucket in the terms of the cloud.
    static func arn(_ name: [UInt8]) -> [UInt8] { Array("arn:aws:s3:::".utf8) + name }
}

extension JSONWriter {
    mutating func severity(_ severity: Severity) {
        key("severity")
        beginObject()
        member("score", severity.rawValue)
        member("description", severity.description)
        endObject()
    }

    mutating func emptyTags() {
        key("tags")
        beginArray()
        endArray()
    }

    mutating func noEncryption(_ name: String) {
        key(name)
        beginObject()
        member("encryptionType", "NONE")
        member("kmsMasterKeyId", nil as String?)
        endObject()
    }

    mutating func publicAccess(_ name: String, read: Bool?, write: Bool?) {
        key(name)
        beginObject()
        member("allowsPublicReadAccess", read)
        member("allowsPublicWriteAccess", write)
        endObject()
    }

    mutating func noBlock() {
        key("blockPublicAccess")
        beginObject()
        for name in ["ignorePublicAcls", "restrictPublicBuckets", "blockPublicAcls", "blockPublicPolicy"] {
            member(name, false)
        }
        endObject()
    }
}

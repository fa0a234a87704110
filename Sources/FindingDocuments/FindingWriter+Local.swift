import Findings
import Identifiers
import JSON
import POSIX

/// What findings say beyond Macie's form: under the member `local`.
extension FindingWriter {
    /// The most managed secrets that a finding names.
    private static let namedSecrets = 1000

    mutating func addLocal(_ object: Finding.Object, _ finding: Finding) {
        json.key("local")
        json.beginObject()
        addNovelty(finding.novelty)
        json.path(object.path)
        json.member("absolutePath", path: object.absolutePath)
        json.member("hostName", finding.origin.hostName)
        json.member("device", object.status.map { Int(truncatingIfNeeded: $0.device) })
        json.member("inode", object.status.map { Int(truncatingIfNeeded: $0.inode) })
        json.member("userId", object.status.map { Int($0.userID) })
        json.member("userName", object.ownerName)
        json.member("groupId", object.status.map { Int($0.groupID) })
        json.member("mode", object.status.map { "0" + String($0.mode, radix: 8) })
        json.member("contentDigest", object.contentHash)
        json.member("status", object.coverage.reason?.name)
        addGaps(object.coverage)
        if let content = object.contentClass {
            json.key("contentClass")
            json.beginObject()
            json.add(content)
            json.endObject()
        }
        addManagedSecrets(object.managedSecrets)
        json.key("detections")
        json.beginArray()
        var quota = FindingWriter.locatedOccurrences
        for detection in object.detections.sorted(by: { FindingKind.position($0) < FindingKind.position($1) }) {
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

    mutating func addLocal(_ folder: Finding.Folder, _ finding: Finding) {
        json.key("local")
        json.beginObject()
        addNovelty(finding.novelty)
        json.member("folder", path: folder.key)
        json.path(folder.path)
        json.member("hostName", finding.origin.hostName)
        json.member("userId", Int(folder.owner))
        json.member("userName", folder.ownerName)
        json.member("mode", "0" + String(folder.mode, radix: 8))
        json.endObject()
    }

    mutating func addLocal(_ risk: AccessKeyRisk, _ finding: Finding) {
        json.key("local")
        json.beginObject()
        addNovelty(finding.novelty)
        json.member("hostName", finding.origin.hostName)
        json.key("accessKey")
        json.beginObject()
        json.member("AccessKeyId", risk.accessKeyID)
        json.member("Arn", risk.userARN)
        json.member("UserName", risk.userName)
        json.member("CreateDate", UTCTime.text(secondsSince1970: risk.createdAt))
        json.member("LastUsedDate", risk.usedAt.map { UTCTime.text(secondsSince1970: $0) })
        json.member("LastUsedService", risk.usedService)
        json.endObject()
        json.endObject()
    }

    /// Whether the finding is new, so that rules can tell.
    private mutating func addNovelty(_ novelty: Finding.Novelty?) {
        switch novelty {
        case nil: break
        case .new: json.member("state", "new")
        case .changed(let former):
            json.member("state", "changed")
            json.member("replaces", former)
        }
    }

    /// Names all gaps where the member `status` does not say it all.
    private mutating func addGaps(_ coverage: Coverage) {
        guard coverage.gaps.count > 1 || coverage.gaps.first?.isWhole == false else { return }
        json.gaps(coverage.gaps)
        if coverage.otherGaps > 0 { json.member("otherGaps", coverage.otherGaps) }
    }

    /// Names the managed secrets that were found; says nothing where there are none.
    private mutating func addManagedSecrets(_ names: [ManagedSecretName]) {
        if names.isEmpty { return }
        json.key("managedSecrets")
        json.beginArray()
        for name in names.prefix(FindingWriter.namedSecrets) {
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
        json.member("line", occurrence.location.line)
        json.member("column", occurrence.location.column)
        json.member("start", occurrence.location.range.lowerBound)
        json.member("end", occurrence.location.range.upperBound)
        // Macie says paths of records only.
        if occurrence.location.record == nil, let path = occurrence.location.jsonPath { json.member("jsonPath", path) }
        json.member("confidence", occurrence.evidence.confidence.name)
        json.member("masked", occurrence.masked)
        json.member("fingerprint", occurrence.fingerprint)
        json.member("reason", occurrence.evidence.reasons.map(\.name))
        json.endObject()
    }
}

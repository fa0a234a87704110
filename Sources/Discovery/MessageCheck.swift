public import Findings
import ObjectEncryption
import POSIX
public import Records
public import Watching

/// Tells encrypted objects from those that only look like one.
///
/// Whoever writes into a bucket can write the header of a message before plaintext. What names no key of this service, or
/// holds something that can be read behind its header, is an object like any other: it is looked at and protected.
public final class MessageCheck: Sendable {
    /// Tells whether the key service has a key with this ARN; `nil` when it cannot be asked.
    public typealias KeyCheck = @Sendable (String) -> Bool?

    private let isKnown: KeyCheck?
    private let records: RecordStore

    /// Checks with what `records` know of objects.
    ///
    /// - Parameters:
    ///   - records: What was found out before.
    ///   - isKnown: Tells of keys; `nil` where there is no key service, and so no key.
    public init(_ records: RecordStore, _ isKnown: KeyCheck?) {
        self.records = records
        self.isKnown = isKnown
    }

    /// Puts right what a report says of an object that looks like a message.
    public func correct(_ report: inout FileReport, of key: [UInt8], in bucket: MonitoredBucket) {
        guard report.content == .packed(ContentKind.encryptedMessage) else { return }
        if report.detections.isEmpty, report.managedSecrets.isEmpty, isEncrypted(key, in: bucket) { return }
        report.content = .binary
        report.coverage.replace(.encrypted, with: .unsupportedFormat(ContentKind.binary.mimeType))
    }

    private func isEncrypted(_ key: [UInt8], in bucket: MonitoredBucket) -> Bool {
        let (path, name) = MonitoredBucket.split(key)
        // What cannot be read is no message: the object is looked at and protected like any other.
        guard let root = bucket.root, let folder = try? Directory(beneath: root, path),
            let keys = EncryptedFile.kmsKeys(of: name, in: folder)
        else { return false }
        // While the keys cannot be asked for, nothing is concluded.
        if keys.contains(where: { isKnown?($0) ?? (isKnown != nil) }) { return true }
        // Only the owner of a public key knows it: what the service has encrypted for him stays.
        // As above: what the records do not tell is not so.
        guard let last = try? records.lastActions(on: key, in: bucket.record.id, upTo: 1).first else { return false }
        return last.kind == .encrypt && last.keyARN == ActionRecord.publicKey
    }
}

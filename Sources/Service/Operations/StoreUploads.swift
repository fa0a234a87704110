import Configuring
import ObjectStore
import POSIX
import Records
import SecretsManager
import ServiceModel

extension Daemon {
    /// What keeps parts of objects that are not complete.
    ///
    /// - Throws: `SystemError` when the folder cannot be used.
    static func uploads(_ state: [UInt8], _ settings: CurrentSettings, _ keys: SecretKeys) throws -> UploadStore {
        try UploadStore(state + Array("/uploads".utf8), sealing: Daemon.uploadKeys(keys)) {
            let limits = settings().limits
            return UploadStore.Limits(
                bytes: limits.uploadMegabytes << 20,
                seconds: Double(limits.uploadDays) * 86_400,
                reserve: limits.stateReserveMegabytes << 20
            )
        }
    }

    /// Has the key process make and unwrap the data keys of uploads, for S3 itself: whoever begins an upload was asked about the
    /// key before.
    private static func uploadKeys(_ keys: SecretKeys) -> UploadKeys {
        let keys = keys.serving(S3Model.service)
        let store = Principal.service(S3Model.service, runningAs: System.userID)
        return UploadKeys { encryption, context in
            let key = try keys.generate(under: encryption.key, context: context, for: store)
            return UploadKeys.New(plaintext: key.plaintext, wrapped: key.wrapped, keyARN: key.keyARN)
        } unwrap: { wrapped, context in
            try keys.unwrap(wrapped, context: context, for: store)
        }
    }

    /// The policies of buckets, as the records have them.
    static func bucketPolicies(_ records: RecordStore) throws -> BucketSettings<String> {
        BucketSettings(try records.bucketPolicies()) { try records.keepBucketPolicy($0, of: $1) }
    }

    /// How buckets encrypt by the word of clients, as the records have it.
    static func bucketEncryptions(_ records: RecordStore) throws -> BucketSettings<WriteEncryption> {
        let kept = try records.bucketEncryptions().mapValues { WriteEncryption(key: $0.key, word: $0.word) }
        return BucketSettings(kept) { encryption, bucket in
            try records.keepBucketEncryption(encryption.map { ($0.word, $0.key) }, of: bucket)
        }
    }
}

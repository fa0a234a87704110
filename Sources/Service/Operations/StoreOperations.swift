import Findings
import ObjectStore
import Records
import ServiceModel
import Watching

/// The operations of S3 on the buckets that are watched.
extension Operations {
    func makeStoreOperations(_ service: MonitoringService) -> OperationTable {
        let buckets = service.buckets.map { [records] bucket in
            StoredBucket(bucket.record.name) { keys in
                Set(
                    try keys.filter { key in
                        try records.object(key, in: bucket.record.id)?.contentType == ContentKind.encryptedMessage
                    }
                )
            } root: {
                bucket.root
            }
        }
        return ObjectStore { buckets }.makeOperations()
    }
}

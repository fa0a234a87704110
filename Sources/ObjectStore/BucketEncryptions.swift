import JSON
import POSIX
import ServiceModel

/// The encryption of new objects, as clients say it.
extension ObjectStore {
    func addEncryption(to table: inout OperationTable) {
        add("GetBucketEncryption", to: &table) { _, bucket in
            guard let encryption = bucket.encryption else {
                throw ServiceError(
                    "ServerSideEncryptionConfigurationNotFoundError",
                    "The server side encryption configuration was not found"
                )
            }
            let rule = JSONValue.present([
                "SSEAlgorithm": .string(encryption.word),
                "KMSMasterKeyID": encryption.needsKey && encryption.key != WriteEncryption.ownKey
                    ? .string(encryption.key) : nil,
            ])
            let rules = JSONValue.array([
                .object(["ApplyServerSideEncryptionByDefault": rule, "BucketKeyEnabled": .boolean(false)])
            ])
            return .value(.object(["ServerSideEncryptionConfiguration": .object(["Rules": rules])]))
        }
        add("PutBucketEncryption", to: &table) { [encryptions] request, bucket in
            guard bucket.isWritable, let encryptions else { throw S3Error.notWritable(bucket.name) }
            try encryptions.set(try ObjectStore.encryption(said: request), of: bucket.name)
            return .value(.object([:]))
        }
        add("DeleteBucketEncryption", to: &table) { [encryptions] _, bucket in
            guard bucket.isWritable, let encryptions else { throw S3Error.notWritable(bucket.name) }
            try encryptions.set(nil, of: bucket.name)
            return .value(.object([:]))
        }
    }

    /// The encryption that a request gives a bucket.
    private static func encryption(said request: ServiceRequest) throws(ServiceError) -> WriteEncryption {
        let rules = request.input["ServerSideEncryptionConfiguration"]?["Rules"]?.array ?? []
        guard rules.count == 1, let wanted = rules.first?["ApplyServerSideEncryptionByDefault"],
            let word = wanted["SSEAlgorithm"]?.string
        else {
            throw ServiceError(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema"
            )
        }
        let key = wanted["KMSMasterKeyID"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        switch word {
        case WriteEncryption.ownWord:
            guard key == nil else {
                throw S3Error.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
                )
            }
            return WriteEncryption(key: WriteEncryption.ownKey, word: word)
        case WriteEncryption.keyWord: return WriteEncryption(key: key ?? WriteEncryption.ownKey, word: word)
        default: throw S3Error.notImplemented("Objects are encrypted by AES256 or aws:kms here.")
        }
    }
}

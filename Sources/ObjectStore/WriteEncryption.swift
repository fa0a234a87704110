import Cryptography
import JSON
import ServiceModel

/// How an object is encrypted.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
public struct WriteEncryption: Sendable, Equatable {
    /// An id, an ARN or an alias of a key of KMS.
    public var key: String
    /// What is authenticated with the object.
    public var context: [String: String]
    /// As S3 calls it: `aws:kms`, under a key that whoever reads must be allowed to use, or `AES256`.
    public var word: String

    /// Describes an encryption.
    public init(key: String, context: [String: String] = [:], word: String) {
        (self.key, self.context, self.word) = (key, context, word)
    }

    /// The key that S3 has of its own.
    public static let ownKey = "alias/aws/s3"
    /// What the context of objects has that are encrypted under S3's own key for whoever may read them.
    public static let wordName = "magpie:sse"
    /// The word for these.
    public static let ownWord = "AES256"
    /// The word for those under keys that others must be allowed to use.
    public static let keyWord = "aws:kms"

    /// Whether whoever writes or reads must be allowed to use the key.
    public var needsKey: Bool { word != WriteEncryption.ownWord }

    /// What a request wants, or else the bucket.
    ///
    /// - Parameters:
    ///   - request: Names a word, a key and a context, or none of them.
    ///   - bucket: The bucket.
    /// - Throws: `ServiceError` for what is not here, or makes no sense.
    init?(_ request: ServiceRequest, in bucket: StoredBucket) throws(ServiceError) {
        guard let word = request.text("ServerSideEncryption") else {
            guard request.text("SSEKMSKeyId") == nil, request.text("SSEKMSEncryptionContext") == nil else {
                throw S3Error.invalidArgument(
                    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms"
                )
            }
            guard let encryption = bucket.encryption else { return nil }
            self = encryption
            return
        }
        switch word {
        case WriteEncryption.ownWord:
            guard request.text("SSEKMSKeyId") == nil else {
                throw S3Error.invalidArgument("A key goes with the encryption aws:kms alone.")
            }
            self.init(key: WriteEncryption.ownKey, word: word)
        case WriteEncryption.keyWord:
            self.init(
                key: request.text("SSEKMSKeyId") ?? WriteEncryption.ownKey,
                context: try WriteEncryption.context(request.text("SSEKMSEncryptionContext")),
                word: word
            )
        default: throw S3Error.invalidArgument("The encryption method specified is not supported")
        }
    }

    /// The context that a request says: an object of JSON in base64.
    private static func context(_ text: String?) throws(ServiceError) -> [String: String] {
        guard let text else { return [:] }
        let wrong = S3Error.invalidArgument(
            "The header 'x-amz-server-side-encryption-context' must be a JSON object of texts in Base64, without names of Magpie's."
        )
        guard let bytes = Base64.bytes(text), let json = try? JSONValue(parsing: bytes) else { throw wrong }
        let texts = json.members.compactMapValues(\.string)
        let reserved = ["magpie:", "aws-crypto-"]
        guard texts.count == json.members.count, case .object = json,
            !texts.keys.contains(where: { name in reserved.contains { name.hasPrefix($0) } })
        else { throw wrong }
        return texts
    }

    /// The same for an object, which its context names.
    func of(_ key: [UInt8], in bucket: String) -> WriteEncryption {
        var encryption = self
        encryption.context.merge(
            SealedObject.requiredContext.merging([
                "magpie:bucket": bucket, "magpie:key": ObjectKey.text(key), WriteEncryption.wordName: word,
            ]) { $1 }
        ) { $1 }
        return encryption
    }
}

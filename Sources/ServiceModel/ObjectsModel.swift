/// The operations on the objects of buckets.
///
/// AWS has no service like it: S3 encrypts what is written.
public enum ObjectsModel {
    private typealias Parameter = OperationModel.Parameter
    private static let bucket = Parameter.required("Bucket", .string(1...255), "The bucket.")
    private static let key = Parameter.required("Key", .string(1...4096), "The object.")

    /// The service's name in requests.
    public static let service = "objects"

    /// All operations.
    public static let operations: [OperationModel] = [
        OperationModel(
            "Encrypt",
            .admin,
            "Encrypts an object in place.",
            [
                bucket, key, .optional("KeyId", .string(1...2048), "The KMS key; default: alias/aws/magpie."),
                .optional(
                    "PublicKeyFile",
                    .string(1...4096),
                    "An RSA key in PEM instead: only who has the private key can read the object again."
                ),
            ]
        ),
        OperationModel("Decrypt", .admin, "Decrypts an object in place.", [bucket, key]),
        OperationModel(
            "List",
            .read,
            "Lists the encrypted objects of a bucket.",
            [
                bucket, .optional("Limit", .integer(1...1000), "The most that are returned."),
                .optional("Marker", .string(1...65_536)),
            ]
        ),
        OperationModel(
            "ListActions",
            .read,
            "Lists what was done to objects, or would have been, the last first.",
            [.optional("Bucket", .string(1...255), "Only in this bucket."), .optional("Limit", .integer(1...1000))]
        ),
        OperationModel(
            "ReEncrypt",
            .admin,
            "Encrypts all objects that one key encrypts under another.",
            [
                .required("SourceKeyId", .string(1...2048), "The ARN of the old key."),
                .required("KeyId", .string(1...2048), "The new key."),
            ]
        ),
        OperationModel(
            "Release",
            .admin,
            "Has what rules hold back done now: rotations of a secret, or encryptions in a bucket.",
            [
                .optional("SecretId", .string(1...2048), "The secret: its name or ARN."),
                .optional("Bucket", .string(1...255), "The bucket."),
                .optional("Owner", .string(1...255), "Only files of this user, in the bucket: a name or a number."),
            ]
        ),
    ]
    .map { $0.of(service) }

    /// The operation with this name: `Encrypt`.
    public static func operation(_ name: String) -> OperationModel? { operations.first { $0.name == name } }
}

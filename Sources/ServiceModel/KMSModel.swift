/// The operations of the key service, with the names and limits of AWS KMS.
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
public enum KMSModel {
    typealias Parameter = OperationModel.Parameter
    typealias Shape = OperationModel.Shape

    /// What the condition key of a pair of the encryption context begins with.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
    public static let encryptionContextKey = "kms:EncryptionContext:"

    /// The code of the error that says that a request would be done, of those that ask for no more than that.
    public static let dryRunCode = "DryRunOperationException"

    /// The condition key of the service that asks for a key on a caller's behalf.
    public static let viaServiceKey = "kms:ViaService"

    /// What ``viaServiceKey`` calls a service.
    ///
    /// - Parameters:
    ///   - service: Its name in ARNs: `secretsmanager`.
    ///   - region: The Region.
    /// - Returns: `secretsmanager.REGION.amazonaws.com`.
    public static func viaService(_ service: String, in region: String) -> String {
        "\(service).\(region).amazonaws.com"
    }

    static let keyName = Shape.string(1...2048)
    static let key = Parameter.required("KeyId", keyName, "The key: its id, ARN, alias or alias ARN.")
    static let optionalKey = Parameter.optional("KeyId", keyName, "The key: its id, ARN, alias or alias ARN.")
    static let alias = Parameter.required("AliasName", .string(1...256, .alias), "The alias: alias/NAME.")
    static let context = Parameter.optional(
        "EncryptionContext",
        .map(0...8192),
        "Pairs that must be the same when it is decrypted; not secret."
    )
    static let tokens = Parameter.optional(
        "GrantTokens",
        .list(.string(1...8192), 0...10),
        "Tokens of new grants."
    )
    static let dryRun = Parameter.optional("DryRun", .boolean, "Only tells whether it would be done.")
    static let algorithms: Shape = .word(["SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE"])
    static let signing: Shape = .word([
        "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512", "RSASSA_PKCS1_V1_5_SHA_256",
        "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512", "ECDSA_SHA_256", "ECDSA_SHA_384", "ECDSA_SHA_512",
        "SM2DSA", "ML_DSA_SHAKE_256", "ED25519_SHA_512", "ED25519_PH_SHA_512",
    ])
    static let macs: Shape = .word(["HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512"])
    private static let oldSpecs = [
        "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1",
        "SYMMETRIC_DEFAULT", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "SM2",
    ]
    static let specs: Shape = .word(oldSpecs + ["ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ECC_NIST_EDWARDS25519"])
    static let pairSpec = Parameter.required(
        "KeyPairSpec",
        .word([
            "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1",
            "SM2", "ECC_NIST_EDWARDS25519",
        ]),
        "The kind of the pair."
    )
    static let page: [Parameter] = [
        .optional("Limit", .integer(1...1000), "The most that are returned."),
        .optional("Marker", .string(1...1024, .marker), "Where the last answer ended."),
    ]
    static let tags = Parameter.optional(
        "Tags",
        .list(
            .structure([.required("TagKey", .string(1...128)), .required("TagValue", .string(0...256))], "Tag"),
            0...200
        ),
        "Names and values."
    )
    static let bypass = Parameter.optional(
        "BypassPolicyLockoutSafetyCheck",
        .boolean,
        "Takes a policy that locks its writer out."
    )
    static let policyName = Parameter.optional("PolicyName", .string(1...128, .word), "default")
    static let policy = Shape.string(1...131_072, .latin)
    static let principal = Shape.string(1...256, .principal)
    static let materialID = Parameter.optional("KeyMaterialId", .string(64...64, .hexadecimal), "The key material.")
    static let recipient = Parameter.optional(
        "Recipient",
        .structure([
            .optional("KeyEncryptionAlgorithm", .word(["RSAES_OAEP_SHA_256"])),
            .optional("AttestationDocument", .blob(1...262_144)),
        ]),
        "Refused: there are no enclaves."
    )
    static let dryRunModifiers = Parameter.optional(
        "DryRunModifiers",
        .list(.word(["IGNORE_CIPHERTEXT"]), 0...1),
        "IGNORE_CIPHERTEXT: a dry run without a ciphertext."
    )
    static let dataKeySize: [Parameter] = [
        .optional("KeySpec", .word(["AES_256", "AES_128"]), "The kind of the data key."),
        .optional("NumberOfBytes", .integer(1...1024), "Its length instead."),
    ]

    /// The service's name in requests.
    public static let service = "kms"

    /// All operations.
    ///
    /// Each use of a key is in the audit log before it is answered.
    public static let operations =
        (keys + aliases + policies + rotation + imports + encryption + signatures + protection + refused).map {
            $0.of(service, auditing: .outcome)
        }

    /// The operation with this name: `CreateKey`.
    public static func operation(_ name: String) -> OperationModel? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    static let keys: [OperationModel] = [
        OperationModel(
            "CreateKey",
            .admin,
            "Makes a key.",
            [
                .optional("Description", .string(0...8192), "What it is for."),
                .optional("KeySpec", specs, "Its kind; default: SYMMETRIC_DEFAULT."),
                .optional("CustomerMasterKeySpec", .word(oldSpecs), "The old name of KeySpec."),
                .optional(
                    "KeyUsage",
                    .word(["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"]),
                    "What it is used for."
                ),
                .optional(
                    "Origin",
                    .word(["AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"]),
                    "EXTERNAL to import it."
                ),
                .optional("Policy", policy, "Its key policy."), bypass, tags,
                .optional("MultiRegion", .boolean), .optional("CustomKeyStoreId", .string(1...64)),
                .optional("XksKeyId", .string(1...128, .externalKey)),
            ]
        ),
        OperationModel("DescribeKey", .read, "Shows a key.", [key, tokens]),
        OperationModel("GetKeyLastUsage", .read, "Shows what a key was last used for, and when.", [key]),
        OperationModel("ListKeys", .read, "Lists the keys.", page),
        OperationModel(
            "UpdateKeyDescription",
            .admin,
            "Changes what a key is for.",
            [key, .required("Description", .string(0...8192), "What it is for.")]
        ),
        OperationModel("EnableKey", .admin, "Enables a key.", [key]),
        OperationModel("DisableKey", .admin, "Disables a key.", [key]),
        OperationModel(
            "ScheduleKeyDeletion",
            .admin,
            "Has a key deleted, and with it everything that it encrypts, after some days.",
            [key, .optional("PendingWindowInDays", .integer(7...30), "From 7 to 30; default: 30.")]
        ),
        OperationModel("CancelKeyDeletion", .admin, "Keeps a key that was to be deleted; it is disabled then.", [key]),
        OperationModel(
            "TagResource",
            .admin,
            "Tags a key.",
            [key, .required("Tags", tags.shape, "Names and values.")]
        ),
        OperationModel(
            "UntagResource",
            .admin,
            "Removes tags from a key.",
            [key, .required("TagKeys", .list(.string(1...128), 0...200), "Their names.")]
        ),
        OperationModel("ListResourceTags", .read, "Lists the tags of a key.", [key] + page),
    ]

    static let aliases: [OperationModel] = [
        OperationModel("CreateAlias", .admin, "Names a key.", [alias, .required("TargetKeyId", keyName, "The key.")]),
        OperationModel(
            "UpdateAlias",
            .admin,
            "Lets an alias name another key of the same kind.",
            [alias, .required("TargetKeyId", keyName, "The key.")]
        ),
        OperationModel("DeleteAlias", .admin, "Removes an alias.", [alias]),
        OperationModel("ListAliases", .read, "Lists aliases.", [optionalKey] + page),
    ]

    static let grantOperations: Shape = .list(
        .word([
            "Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncryptFrom", "ReEncryptTo",
            "Sign",
            "Verify", "GetPublicKey", "CreateGrant", "RetireGrant", "DescribeKey", "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext", "GenerateMac", "VerifyMac", "DeriveSharedSecret",
        ]),
        0...20
    )
    static let grantID = Shape.string(1...128)

    static let policies: [OperationModel] = [
        OperationModel("GetKeyPolicy", .read, "Shows the policy of a key.", [key, policyName]),
        OperationModel(
            "PutKeyPolicy",
            .admin,
            "Replaces the policy of a key.",
            [key, policyName, .required("Policy", policy, "The policy, as JSON."), bypass]
        ),
        OperationModel("ListKeyPolicies", .read, "Lists the policies of a key: default.", [key] + page),
        OperationModel(
            "CreateGrant",
            .admin,
            "Lets somebody use a key.",
            [
                key, .required("GranteePrincipal", principal, "Who."),
                .optional("RetiringPrincipal", principal, "Who may end it."),
                .required("Operations", grantOperations, "What for."),
                .optional(
                    "Constraints",
                    .structure([
                        .optional("EncryptionContextSubset", .map(0...8192)),
                        .optional("EncryptionContextEquals", .map(0...8192)),
                    ]),
                    "Only with this encryption context."
                ), tokens, .optional("Name", .string(1...256, .alias), "Its name."), dryRun,
            ]
        ),
        OperationModel(
            "ListGrants",
            .read,
            "Lists the grants of a key.",
            [
                key, .optional("GrantId", grantID, "Only this one."),
                .optional("GranteePrincipal", principal, "Only those of somebody."),
            ] + page
        ),
        OperationModel(
            "ListRetirableGrants",
            .read,
            "Lists the grants that somebody may retire.",
            [.required("RetiringPrincipal", principal, "Who.")] + page
        ),
        OperationModel(
            "RetireGrant",
            .admin,
            "Ends a grant, by who may use or retire it.",
            [
                .optional("GrantToken", .string(1...8192), "Its token."), optionalKey,
                .optional("GrantId", grantID, "Its id."),
                dryRun,
            ]
        ),
        OperationModel(
            "RevokeGrant",
            .admin,
            "Ends a grant.",
            [key, .required("GrantId", grantID, "Its id."), dryRun]
        ),
    ]

    static let rotation: [OperationModel] = [
        OperationModel(
            "EnableKeyRotation",
            .admin,
            "Has a key's material replaced regularly.",
            [key, .optional("RotationPeriodInDays", .integer(90...2560), "How often; default: 365.")]
        ),
        OperationModel("DisableKeyRotation", .admin, "Ends that.", [key]),
        OperationModel("GetKeyRotationStatus", .read, "Shows when a key's material is replaced.", [key]),
        OperationModel("RotateKeyOnDemand", .admin, "Replaces a key's material now.", [key]),
        OperationModel(
            "ListKeyRotations",
            .read,
            "Lists when a key's material was replaced.",
            [
                key,
                .optional(
                    "IncludeKeyMaterial",
                    .word(["ALL_KEY_MATERIAL", "ROTATIONS_ONLY"]),
                    "Also the first; default: ROTATIONS_ONLY."
                ),
            ] + page
        ),
    ]

    static let imports: [OperationModel] = [
        OperationModel(
            "GetParametersForImport",
            .admin,
            "Gives a public key to wrap key material with.",
            [
                key,
                .required(
                    "WrappingAlgorithm",
                    .word([
                        "RSAES_PKCS1_V1_5", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1",
                        "RSA_AES_KEY_WRAP_SHA_256", "SM2PKE",
                    ]),
                    "How it will be wrapped."
                ),
                .required(
                    "WrappingKeySpec",
                    .word(["RSA_2048", "RSA_3072", "RSA_4096", "SM2"]),
                    "The public key's kind."
                ),
            ]
        ),
        OperationModel(
            "ImportKeyMaterial",
            .admin,
            "Imports key material.",
            [
                key, .required("ImportToken", .blob(1...6144), "From get-parameters-for-import."),
                .required("EncryptedKeyMaterial", .blob(1...6144), "The wrapped key material."),
                .optional("ValidTo", .time, "When it expires, at most a year from now."),
                .optional(
                    "ExpirationModel",
                    .word(["KEY_MATERIAL_EXPIRES", "KEY_MATERIAL_DOES_NOT_EXPIRE"]),
                    "Whether it expires; default: it does."
                ),
                .optional(
                    "ImportType",
                    .word(["NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL"]),
                    "Whether it is to become current by rotate-key-on-demand."
                ), .optional("KeyMaterialDescription", .string(0...256, .materialDescription), "What it is."),
                materialID,
            ]
        ),
        OperationModel(
            "DeleteImportedKeyMaterial",
            .admin,
            "Deletes imported key material; the same can be imported again.",
            [key, materialID]
        ),
    ]
}

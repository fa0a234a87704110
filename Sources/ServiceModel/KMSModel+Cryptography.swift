/// The operations that use keys, and those that protect the root key.
extension KMSModel {
    static let encryption: [OperationModel] = [
        OperationModel(
            "Encrypt",
            .operate,
            "Encrypts up to 4096 bytes.",
            [
                key, .required("Plaintext", .blob(1...4096), "What to encrypt.").secret, context, tokens,
                .optional("EncryptionAlgorithm", algorithms, "How; default: SYMMETRIC_DEFAULT."), dryRun,
            ]
        ),
        OperationModel(
            "Decrypt",
            .reveal,
            "Decrypts.",
            [
                .optional("CiphertextBlob", .blob(1...6144), "What to decrypt."), context, tokens, optionalKey,
                .optional("EncryptionAlgorithm", algorithms, "How it was encrypted; default: SYMMETRIC_DEFAULT."),
                recipient, dryRun, dryRunModifiers,
            ]
        ),
        OperationModel(
            "ReEncrypt",
            .operate,
            "Decrypts and encrypts under another key, without showing anything.",
            [
                .optional("CiphertextBlob", .blob(1...6144), "What to encrypt anew."),
                .optional("SourceEncryptionContext", .map(0...8192), "As it was encrypted."),
                .optional("SourceKeyId", keyName, "The key that it was encrypted under."),
                .required("DestinationKeyId", keyName, "The key to encrypt it under."),
                .optional("DestinationEncryptionContext", .map(0...8192), "As it will be encrypted."),
                .optional("SourceEncryptionAlgorithm", algorithms, "Default: SYMMETRIC_DEFAULT."),
                .optional("DestinationEncryptionAlgorithm", algorithms, "Default: SYMMETRIC_DEFAULT."), tokens, dryRun,
                dryRunModifiers,
            ],
            actions: ["ReEncryptFrom", "ReEncryptTo"]
        ),
        OperationModel(
            "GenerateDataKey",
            .operate,
            "Makes a data key, in clear and encrypted.",
            [key, context] + dataKeySize + [tokens, recipient, dryRun]
        ),
        OperationModel(
            "GenerateDataKeyWithoutPlaintext",
            .operate,
            "Makes a data key, encrypted only.",
            [key, context] + dataKeySize + [tokens, dryRun]
        ),
        OperationModel(
            "GenerateDataKeyPair",
            .operate,
            "Makes a key pair, its private key in clear and encrypted.",
            [key, pairSpec, context, tokens, recipient, dryRun]
        ),
        OperationModel(
            "GenerateDataKeyPairWithoutPlaintext",
            .operate,
            "Makes a key pair, its private key encrypted only.",
            [key, pairSpec, context, tokens, dryRun]
        ),
        OperationModel(
            "GenerateRandom",
            .read,
            "Makes bytes that nobody can foresee.",
            [
                .optional("NumberOfBytes", .integer(1...1024), "How many; required."),
                .optional("CustomKeyStoreId", .string(1...64)), recipient,
            ]
        ),
    ]

    private static let message: [Parameter] = [
        .required("Message", .blob(1...4096), "The message, or its digest.").secret,
        .optional("MessageType", .word(["RAW", "DIGEST", "EXTERNAL_MU"]), "Which of both; default: RAW."),
    ]

    static let signatures: [OperationModel] = [
        OperationModel(
            "Sign",
            .operate,
            "Signs.",
            [key] + message + [.required("SigningAlgorithm", signing, "How."), tokens, dryRun]
        ),
        OperationModel(
            "Verify",
            .read,
            "Checks a signature.",
            [key] + message + [
                .required("Signature", .blob(1...6144), "The signature."),
                .required("SigningAlgorithm", signing, "How it was made."),
                tokens, dryRun,
            ]
        ),
        OperationModel(
            "GenerateMac",
            .operate,
            "Makes a message authentication code.",
            [
                key, .required("Message", .blob(1...4096), "The message.").secret,
                .required("MacAlgorithm", macs, "How."),
                tokens, dryRun,
            ]
        ),
        OperationModel(
            "VerifyMac",
            .read,
            "Checks a message authentication code.",
            [
                key, .required("Message", .blob(1...4096), "The message.").secret,
                .required("Mac", .blob(1...6144), "The code."),
                .required("MacAlgorithm", macs, "How it was made."), tokens, dryRun,
            ]
        ),
        OperationModel("GetPublicKey", .read, "Shows the public key of a pair.", [key, tokens]),
        OperationModel(
            "DeriveSharedSecret",
            .reveal,
            "Agrees on a secret with the owner of another key pair.",
            [
                key, .required("KeyAgreementAlgorithm", .word(["ECDH"]), "ECDH."),
                .required("PublicKey", .blob(1...8192), "The other's public key, as SubjectPublicKeyInfo in DER."),
                tokens, recipient, dryRun,
            ]
        ),
    ]

    private static let shares = Parameter.required("Shares", .list(.string(1...1024), 1...255), "The shares.").secret

    static let protection: [OperationModel] = [
        OperationModel(
            "DescribeRootKey",
            .read,
            "Shows how the root key is kept, whether it is open, and whether it is in escrow. Not in KMS."
        ),
        OperationModel("Seal", .admin, "Forgets the root key: no key can be used until it is unsealed. Not in KMS."),
        OperationModel(
            "Unseal",
            .admin,
            "Opens the root key. Not in KMS.",
            [
                .optional(
                    "Passphrase",
                    .string(1...1024),
                    "The passphrase, if there is one; file:///dev/stdin keeps it off the screen."
                ).secret,
                .optional("Shares", shares.shape, "Shares of the escrow instead.").secret,
            ]
        ),
        OperationModel(
            "CreateEscrow",
            .admin,
            "Splits the root key into shares, of which some restore it. Not in KMS.",
            [
                .required("Threshold", .integer(2...255), "How many restore it."),
                .required("Count", .integer(2...255), "How many there are."),
            ]
        ),
        OperationModel(
            "VerifyEscrow",
            .admin,
            "Tells whether shares restore the root key, without using them. Not in KMS.",
            [shares]
        ),
    ]

    /// What is about other Regions, other modules and other stores of keys.
    static let refused: [OperationModel] = {
        let code = "UnsupportedOperationException"
        let stores = [
            "ConnectCustomKeyStore", "CreateCustomKeyStore", "DeleteCustomKeyStore", "DescribeCustomKeyStores",
            "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
        ]
        return stores.map { .refused($0, because: "There are no custom key stores.", code: code) }
            + ["ReplicateKey", "UpdatePrimaryRegion"].map {
                .refused($0, because: "There is one Region: no key is in several.", code: code)
            }
    }()
}

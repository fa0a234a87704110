import Cryptography
import JSON
import POSIX
import Testing

@testable import KMS

/// What is refused is refused in the words of AWS KMS, and in its order.
///
/// Source: answers recorded against AWS, and https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
@Suite struct AnswerTests {
    private let symmetric = "{}"
    private let rsa = #"{"KeySpec":"RSA_2048","KeyUsage":"ENCRYPT_DECRYPT"}"#
    private let signer = #"{"KeySpec":"ECC_NIST_P384","KeyUsage":"SIGN_VERIFY"}"#
    private let authenticator = #"{"KeySpec":"HMAC_384","KeyUsage":"GENERATE_VERIFY_MAC"}"#
    private let imported = #"{"Origin":"EXTERNAL"}"#
    private let hello = KeyHarness.base64("good day")
    private let home = "arn:aws:kms:local:000000000000:"

    // MARK: Which key

    @Test func aKeyThatCannotDecryptIsTheWrongOneWhateverItIsFor() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let blob = try #require(
            try harness.perform("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#)["CiphertextBlob"]?.string
        )
        let wrong =
            "IncorrectKeyException: The key ID in the request does not identify a CMK that can perform this operation."
        for other in [signer, authenticator] {
            let id = try harness.makeKey(other)
            #expect(harness.refusal("Decrypt", #"{"CiphertextBlob":"\#(blob)","KeyId":"\#(id)"}"#) == wrong)
            let source = #"{"CiphertextBlob":"\#(blob)","SourceKeyId":"\#(id)","DestinationKeyId":"\#(key)""#
            #expect(harness.refusal("ReEncrypt", source + "}") == wrong)
            // With an algorithm for pairs, too, and before its state.
            try harness.perform("DisableKey", #"{"KeyId":"\#(id)"}"#)
            #expect(
                harness.refusal(
                    "Decrypt",
                    #"{"CiphertextBlob":"\#(blob)","KeyId":"\#(id)","EncryptionAlgorithm":"RSAES_OAEP_SHA_256"}"#
                ) == wrong
            )
            #expect(
                harness.refusal("ReEncrypt", source + #","SourceEncryptionAlgorithm":"RSAES_OAEP_SHA_1"}"#) == wrong
            )
            // The one that is to encrypt has its usage named.
            #expect(
                harness.code("ReEncrypt", #"{"CiphertextBlob":"\#(blob)","DestinationKeyId":"\#(id)"}"#)
                    == "InvalidKeyUsageException"
            )
        }
    }

    @Test func keysOfElsewhereAreNotFound() throws {
        let harness = try KeyHarness()
        let id = "0f6b21d4-93c5-4c1e-8a57-2a1d6a50c9e3"
        for (name, text) in [
            ("arn:aws:kms:eu-north-1:000000000000:key/\(id)", "Invalid arn eu-north-1"),
            ("arn:aws:kms:eu-north-1:000000000000:alias/x", "Invalid arn eu-north-1"),
            (
                "arn:aws:kms:local:210987654321:key/\(id)",
                "Key 'arn:aws:kms:local:210987654321:key/\(id)' does not exist"
            ),
            (
                "mrk-0f6b21d493c54c1e8a572a1d6a50c9e3",
                "Key '\(home)key/mrk-0f6b21d493c54c1e8a572a1d6a50c9e3' does not exist"
            ),
            (id, "Key '\(home)key/\(id)' does not exist"), ("mrk-0f6b", "Invalid keyId 'mrk-0f6b'"),
        ] {
            #expect(harness.refusal("DescribeKey", #"{"KeyId":"\#(name)"}"#) == "NotFoundException: \(text)")
        }
        for name in ["arn:aws:s3:::bucket", "arn:aws:kms:local:000000000000:grant/x", "arn:aws:kms"] {
            #expect(harness.code("DescribeKey", #"{"KeyId":"\#(name)"}"#) == "InvalidArnException")
        }
    }

    // MARK: Aliases

    @Test func namesOfAliasesAreLookedAtFirst() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        try harness.perform("CreateAlias", #"{"AliasName":"alias/payroll","TargetKeyId":"\#(key)"}"#)
        let prefix =
            "ValidationException: Alias must start with the prefix \"alias/\". Please see "
            + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"
        let toAlias = "ValidationException: Aliases must refer to keys. Not aliases"
        for operation in ["CreateAlias", "UpdateAlias"] {
            func refusal(_ name: String, _ target: String) -> String? {
                harness.refusal(operation, #"{"AliasName":"\#(name)","TargetKeyId":"\#(target)"}"#)
            }
            #expect(refusal("team/payroll", key) == prefix)
            #expect(refusal("team/payroll", "nothing") == prefix)
            #expect(refusal("alias/aws/mine", key) == "NotAuthorizedException: ")
            #expect(refusal("alias/other", "alias/payroll") == toAlias)
            #expect(refusal("alias/other", "\(home)alias/payroll") == toAlias)
        }
        #expect(
            harness.refusal("DeleteAlias", #"{"AliasName":"payroll"}"#) == "ValidationException: Invalid identifier"
        )
        #expect(harness.refusal("DeleteAlias", #"{"AliasName":"alias/aws/magpie"}"#) == "NotAuthorizedException: ")
    }

    // MARK: Making and tagging

    @Test func oneSpecIsEnough() throws {
        let harness = try KeyHarness()
        #expect(
            harness.refusal(
                "CreateKey",
                #"{"KeySpec":"SYMMETRIC_DEFAULT","CustomerMasterKeySpec":"SYMMETRIC_DEFAULT"}"#
            )
                == "ValidationException: You cannot specify KeySpec and CustomerMasterKeySpec in the same request. "
                + "CustomerMasterKeySpec is deprecated."
        )
        #expect(harness.code("CreateKey", #"{"CustomerMasterKeySpec":"SYMMETRIC_DEFAULT"}"#) == nil)
    }

    @Test func tagsOfAWSAreReservedInEveryCase() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        for name in ["aws:x", "AWS:x", "Aws:"] {
            let tags = #""Tags":[{"TagKey":"\#(name)","TagValue":"1"}]"#
            let reserved = "TagException: Tags beginning with aws: are reserved"
            #expect(harness.refusal("CreateKey", "{\(tags)}") == reserved)
            #expect(harness.refusal("TagResource", #"{"KeyId":"\#(key)",\#(tags)}"#) == reserved)
        }
        let twice = #""Tags":[{"TagKey":"k","TagValue":"1"},{"TagKey":"k","TagValue":"2"}]"#
        #expect(harness.refusal("TagResource", #"{"KeyId":"\#(key)",\#(twice)}"#) == "TagException: Duplicate tag keys")
        #expect(
            harness.code("TagResource", #"{"KeyId":"\#(key)","Tags":[{"TagKey":"awsome","TagValue":""}]}"#) == nil
        )
    }

    // MARK: Rotation and import

    @Test func theStateOfAKeyComesBeforeItsKind() throws {
        let harness = try KeyHarness()
        for kind in [rsa, signer, authenticator] {
            let id = try harness.makeKey(kind)
            let input = #"{"KeyId":"\#(id)"}"#
            let operations = ["RotateKeyOnDemand", "EnableKeyRotation", "DisableKeyRotation"]
            for operation in operations {
                #expect(harness.refusal(operation, input) == "UnsupportedOperationException: ")
            }
            #expect(try harness.perform("GetKeyRotationStatus", input)["KeyRotationEnabled"] == .boolean(false))
            try harness.perform("DisableKey", input)
            for operation in operations {
                #expect(harness.code(operation, input) == "DisabledException", "\(operation)")
            }
            #expect(try harness.perform("GetKeyRotationStatus", input)["KeyRotationEnabled"] == .boolean(false))
        }
    }

    @Test func aKeyThatIsToBeDeletedDoesNotRotateUntilItIsKept() throws {
        let harness = try KeyHarness()
        let input = #"{"KeyId":"\#(try harness.makeKey())"}"#
        try harness.perform("EnableKeyRotation", input)
        try harness.perform("ScheduleKeyDeletion", input)
        let status = try harness.perform("GetKeyRotationStatus", input)
        #expect(status["KeyRotationEnabled"] == .boolean(false))
        #expect(status["NextRotationDate"] == nil)
        try harness.perform("CancelKeyDeletion", input)
        #expect(try harness.perform("GetKeyRotationStatus", input)["KeyRotationEnabled"] == .boolean(true))
    }

    @Test func anotherOriginIsNamed() throws {
        let harness = try KeyHarness()
        let (made, external) = (try harness.makeKey(), try harness.makeKey(imported))
        let parameters = #""WrappingAlgorithm":"RSAES_OAEP_SHA_256","WrappingKeySpec":"RSA_2048""#
        #expect(
            harness.refusal("GetParametersForImport", #"{"KeyId":"\#(made)",\#(parameters)}"#)
                == "UnsupportedOperationException: \(home)key/\(made) origin is AWS_KMS which is not valid for this operation."
        )
        #expect(
            harness.refusal("EnableKeyRotation", #"{"KeyId":"\#(external)"}"#)
                == "UnsupportedOperationException: \(home)key/\(external) origin is EXTERNAL which is not valid for this operation."
        )
        #expect(harness.code("RotateKeyOnDemand", #"{"KeyId":"\#(external)"}"#) == "KMSInvalidStateException")
        #expect(
            harness.refusal(
                "ImportKeyMaterial",
                #"{"KeyId":"\#(external)","ImportToken":"aGk=","EncryptedKeyMaterial":"aGk="}"#
            ) == "ValidationException: A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"
        )
    }

    // MARK: Bytes

    @Test func whatIsNoNumberAndNoPublicKeyIsSaid() throws {
        let harness = try KeyHarness()
        #expect(harness.refusal("GenerateRandom", "{}") == "ValidationException: NumberOfBytes is required.")
        let agreeing = try harness.makeKey(#"{"KeySpec":"ECC_NIST_P256","KeyUsage":"KEY_AGREEMENT"}"#)
        #expect(
            harness.refusal(
                "DeriveSharedSecret",
                #"{"KeyId":"\#(agreeing)","KeyAgreementAlgorithm":"ECDH","PublicKey":"\#(hello)"}"#
            ) == "ValidationException: "
        )
    }

    @Test func aDryRunOfWhatWouldFailFails() throws {
        let harness = try KeyHarness()
        let (key, rsa) = (try harness.makeKey(), try harness.makeKey(rsa))
        let (signer, mac) = (try harness.makeKey(signer), try harness.makeKey(authenticator))
        let signing = #""KeyId":"\#(signer)","Message":"\#(hello)","SigningAlgorithm":"ECDSA_SHA_384""#
        let macs = #""KeyId":"\#(mac)","Message":"\#(hello)","MacAlgorithm":"HMAC_SHA_384""#
        let signature = try #require(try harness.perform("Sign", "{\(signing)}")["Signature"]?.string)
        let code = try #require(try harness.perform("GenerateMac", "{\(macs)}")["Mac"]?.string)
        let blob = try #require(
            try harness.perform("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#)["CiphertextBlob"]?.string
        )
        let tooLong = Base64.text([UInt8](repeating: 7, count: 400))
        let other = #""EncryptionContext":{"a":"b"}"#
        let cases = [
            ("Verify", #"{\#(signing),"Signature":"\#(signature)""#, nil),
            ("Verify", #"{\#(signing),"Signature":"\#(code)""#, "KMSInvalidSignatureException"),
            ("VerifyMac", #"{\#(macs),"Mac":"\#(code)""#, nil),
            ("VerifyMac", #"{\#(macs),"Mac":"\#(signature)""#, "KMSInvalidMacException"),
            ("Decrypt", #"{"CiphertextBlob":"\#(blob)""#, nil),
            ("Decrypt", #"{"CiphertextBlob":"\#(blob)",\#(other)"#, "InvalidCiphertextException"),
            ("ReEncrypt", #"{"CiphertextBlob":"\#(blob)","DestinationKeyId":"\#(key)""#, nil),
            (
                "ReEncrypt",
                #"{"CiphertextBlob":"\#(blob)","DestinationKeyId":"\#(key)","SourceEncryptionContext":{"a":"b"}"#,
                "InvalidCiphertextException"
            ),
            ("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)""#, nil),
            (
                "Encrypt",
                #"{"KeyId":"\#(rsa)","Plaintext":"\#(tooLong)","EncryptionAlgorithm":"RSAES_OAEP_SHA_1""#,
                "ValidationException"
            ),
        ]
        for (operation, input, code) in cases {
            #expect(
                harness.code(operation, input + #","DryRun":true}"#) == code ?? "DryRunOperationException",
                "\(operation)"
            )
        }
    }

    /// Members as AWS writes them, with their value unless it may be a secret.
    @Test(arguments: [
        (
            "GenerateRandom", #"{"NumberOfBytes":1025}"#, "Value '1025' at 'numberOfBytes'",
            "value less than or equal to 1024"
        ),
        ("Encrypt", #"{"KeyId":"x","Plaintext":""}"#, "Value at 'plaintext'", "length greater than or equal to 1"),
        ("DescribeKey", "{}", "Value null at 'keyId'", "Member must not be null"),
        ("DescribeKey", #"{"KeyId":""}"#, "Value '' at 'keyId'", "length greater than or equal to 1"),
        (
            "CreateAlias", #"{"AliasName":"alias/a b","TargetKeyId":"x"}"#, "Value 'alias/a b' at 'aliasName'",
            "expression pattern"
        ),
        (
            "VerifyMac", #"{"KeyId":"x","Message":"aGk=","Mac":"aGk=","MacAlgorithm":"MD5"}"#,
            "Value 'MD5' at 'macAlgorithm'",
            "enum value set: [HMAC_SHA_384, HMAC_SHA_256, HMAC_SHA_224, HMAC_SHA_512]"
        ),
        (
            "CreateKey", #"{"Tags":[{"TagKey":"","TagValue":"x"}]}"#, "Value '' at 'tags.1.member.tagKey'",
            "length greater"
        ),
        ("CreateKey", #"{"Policy":"€"}"#, "Value '€' at 'policy'", "expression pattern"),
        ("Unseal", #"{"Passphrase":"LONG"}"#, "Value at 'passphrase'", "length less than or equal to 1024"),
    ])
    func whatIsOutOfBoundsIsNamedAsAWSDoes(_ operation: String, _ input: String, _ value: String, _ reason: String)
        throws
    {
        let long = String(repeating: "canary", count: 200)
        let refusal = try #require(
            try KeyHarness().refusal(operation, input.replacing("\"LONG\"", with: "\"\(long)\""))
        )
        #expect(
            refusal.hasPrefix(
                "ValidationException: 1 validation error detected: \(value) failed to satisfy constraint: "
            )
        )
        #expect(refusal.contains(reason), "\(refusal)")
        #expect(!refusal.contains("canary"))
    }

    // MARK: What there is not

    @Test(arguments: [
        ("CreateKey", #"{"KeySpec":"ML_DSA_65","KeyUsage":"SIGN_VERIFY"}"#, "UnsupportedOperationException"),
        ("CreateKey", #"{"KeySpec":"SM2","KeyUsage":"SIGN_VERIFY"}"#, "UnsupportedOperationException"),
        ("CreateKey", #"{"MultiRegion":true}"#, "UnsupportedOperationException"),
        ("CreateKey", #"{"XksKeyId":"a"}"#, "UnsupportedOperationException"),
        ("CreateKey", #"{"CustomerMasterKeySpec":"ML_DSA_44"}"#, "ValidationException"),
        ("GenerateRandom", #"{"NumberOfBytes":1,"Recipient":{}}"#, "UnsupportedOperationException"),
        ("ReplicateKey", #"{"KeyId":1}"#, "UnsupportedOperationException"),
        ("UpdatePrimaryRegion", "{}", "UnsupportedOperationException"),
        ("DescribeCustomKeyStores", "{}", "UnsupportedOperationException"),
        ("Decrypt", "{}", "ValidationException"),
        ("Decrypt", #"{"DryRunModifiers":["IGNORE_CIPHERTEXT"]}"#, "ValidationException"),
        ("Decrypt", #"{"DryRun":true,"DryRunModifiers":["IGNORE_CIPHERTEXT"]}"#, "ValidationException"),
        ("Decrypt", #"{"CiphertextBlob":"aGk=","Recipient":{}}"#, "UnsupportedOperationException"),
    ])
    func whatThereIsNotIsRefusedInWords(_ operation: String, _ input: String, _ code: String) throws {
        #expect(try KeyHarness().code(operation, input) == code)
    }

    @Test func permissionsAreTriedWithoutACiphertext() throws {
        let harness = try KeyHarness()
        let (key, other) = (try harness.makeKey(), try harness.makeKey(signer))
        let modifiers = #""DryRun":true,"DryRunModifiers":["IGNORE_CIPHERTEXT"]"#
        #expect(harness.code("Decrypt", #"{"KeyId":"\#(key)",\#(modifiers)}"#) == "DryRunOperationException")
        #expect(harness.code("Decrypt", #"{"KeyId":"\#(other)",\#(modifiers)}"#) == "IncorrectKeyException")
        let both = #""SourceKeyId":"\#(key)","DestinationKeyId":"\#(key)""#
        #expect(harness.code("ReEncrypt", "{\(both),\(modifiers)}") == "DryRunOperationException")
        try harness.perform("DisableKey", #"{"KeyId":"\#(key)"}"#)
        #expect(harness.code("Decrypt", #"{"KeyId":"\#(key)",\#(modifiers)}"#) == "DisabledException")
    }

    // MARK: Lists and times

    @Test func aliasesOfServicesAreThereBeforeTheirKeys() throws {
        let harness = try KeyHarness()
        func listed() throws -> [String: JSONValue?] {
            let aliases = try harness.perform("ListAliases")["Aliases"]?.array ?? []
            return Dictionary(uniqueKeysWithValues: aliases.map { ($0["AliasName"]?.string ?? "", $0["TargetKeyId"]) })
        }
        #expect(try listed() == ["alias/aws/magpie": nil, "alias/aws/s3": nil, "alias/aws/secretsmanager": nil])
        let made = try harness.perform("DescribeKey", #"{"KeyId":"alias/aws/magpie"}"#)["KeyMetadata"]?["KeyId"]
        #expect(try listed() == ["alias/aws/magpie": made, "alias/aws/s3": nil, "alias/aws/secretsmanager": nil])
        let own = try #require(made?.string)
        #expect(try harness.perform("ListAliases", #"{"KeyId":"\#(own)"}"#)["Aliases"]?.array.count == 1)
    }

    @Test func keysSayWhatTheyWereLastUsedFor() throws {
        let harness = try KeyHarness()
        func last(_ key: String) throws -> JSONValue { try harness.perform("GetKeyLastUsage", #"{"KeyId":"\#(key)"}"#) }
        harness.clock.withLock { $0 += 10 }
        let (key, target) = (try harness.makeKey(), try harness.makeKey())
        #expect(try last(key)["KeyLastUsage"] == .object([:]))
        #expect(try last(key)["TrackingStartDate"] == (try last(key)["KeyCreationDate"]))
        let blob = try harness.perform("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#)["CiphertextBlob"]?
            .string
        #expect(try last(key)["KeyLastUsage"]?["Operation"] == .string("Encrypt"))
        #expect(try last(target)["KeyLastUsage"] == .object([:]))
        harness.clock.withLock { $0 += 10 }
        // What fails is no use, nor is a dry run.
        #expect(harness.code("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)","DryRun":true}"#) != nil)
        #expect(try last(key)["KeyLastUsage"]?["Operation"] == .string("Encrypt"))
        try harness.perform(
            "ReEncrypt",
            #"{"CiphertextBlob":"\#(try #require(blob))","DestinationKeyId":"\#(target)"}"#
        )
        let use = JSONValue.object([
            "Operation": .string("ReEncrypt"), "Timestamp": .string("2027-01-15T08:00:20Z"),
        ])
        #expect(try last(key)["KeyLastUsage"] == use)
        try harness.service.keepUses()
        try harness.restart()
        #expect(try last(key)["KeyLastUsage"] == use && last(target)["KeyLastUsage"] == use)
        #expect(harness.code("GetKeyLastUsage", #"{"KeyId":"alias/aws/magpie"}"#) == "NotFoundException")
    }

    @Test func markersSayNothing() throws {
        let harness = try KeyHarness()
        for _ in 0..<3 { _ = try harness.makeKey() }
        let page = try harness.perform("ListKeys", #"{"Limit":1}"#)
        let (id, marker) = (page["Keys"]?.array.first?["KeyId"]?.string, page["NextMarker"]?.string)
        #expect(try !#require(marker).contains(try #require(id)))
        let next = try harness.perform("ListKeys", #"{"Limit":5,"Marker":"\#(try #require(marker))"}"#)
        #expect(next["Keys"]?.array.count == 2)
        let cut = String(try #require(marker).dropLast(2))
        for wrong in [try #require(id), "x", cut] {
            for operation in ["ListKeys", "ListAliases"] {
                #expect(harness.code(operation, #"{"Marker":"\#(wrong)"}"#) == "InvalidMarkerException")
            }
        }
    }

    @Test(arguments: ["1e300", "-1e300", "\"inf\"", "\"nan\"", "\"1e99\"", "253402300800"])
    func whatIsNoTimeIsRefused(_ time: String) throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(imported)
        let input = #"{"KeyId":"\#(key)","ImportToken":"aGk=","EncryptedKeyMaterial":"aGk=","ValidTo":\#(time)}"#
        #expect(harness.refusal("ImportKeyMaterial", input)?.contains("such as 2026-11-24T12:00:00Z") == true)
    }

    @Test func timesHaveMilliseconds() throws {
        let harness = try KeyHarness()
        harness.clock.withLock { $0 += 0.25 }
        let made = try harness.perform("CreateKey")["KeyMetadata"]?["CreationDate"]
        #expect(made == .string("2027-01-15T08:00:00.250Z"))
    }
}

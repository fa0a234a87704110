import Foundation
import JSON
import Testing

@testable import KMS

/// Keys, their names and states, and what is refused.
@Suite struct KeyTests {
    private let hello = KeyHarness.base64("hello")

    @Test func aKeyIsDescribedAsAWSDoes() throws {
        let harness = try KeyHarness()
        let metadata = try harness.perform(
            "CreateKey",
            #"{"Description":"shares","Tags":[{"TagKey":"a","TagValue":"b"}]}"#
        )["KeyMetadata"]
        let id = try #require(metadata?["KeyId"]?.string)
        #expect(metadata?["Arn"] == .string("arn:aws:kms:local:000000000000:key/\(id)"))
        #expect(metadata?["KeySpec"] == .string("SYMMETRIC_DEFAULT"))
        #expect(metadata?["CustomerMasterKeySpec"] == .string("SYMMETRIC_DEFAULT"))
        #expect(metadata?["KeyUsage"] == .string("ENCRYPT_DECRYPT"))
        #expect(metadata?["KeyState"] == .string("Enabled"))
        #expect(metadata?["KeyManager"] == .string("CUSTOMER"))
        #expect(metadata?["Origin"] == .string("AWS_KMS"))
        #expect(metadata?["EncryptionAlgorithms"] == .array([.string("SYMMETRIC_DEFAULT")]))
        #expect(metadata?["CurrentKeyMaterialId"]?.string?.count == 64)
        #expect(metadata?["CreationDate"] == .string("2027-01-15T08:00:00Z"))
        try harness.restart()
        #expect(try harness.perform("DescribeKey", #"{"KeyId":"\#(id)"}"#)["KeyMetadata"] == metadata)
        #expect(try harness.perform("ListResourceTags", #"{"KeyId":"\#(id)"}"#)["Tags"]?.array.count == 1)
        #expect(try harness.perform("ListKeys")["Keys"]?.array.count == 1)
    }

    /// A request, and the error that AWS has for it.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var operation: String
        var input: String
        var code: String
        var testDescription: String { "\(operation) \(input)" }

        init(_ operation: String, _ input: String, _ code: String) {
            self.operation = operation
            self.input = input
            self.code = code
        }
    }

    /// `KEY`, `RSA`, `SIGN`, `MAC`, `EXT`, `OFF` and `DEL` stand for keys: symmetric, RSA to encrypt, P-256 to sign, HMAC-256,
    /// imported, disabled, to be deleted; `ALIAS` names `KEY`.
    static let refusals: [Refusal] = [
        Refusal("Encrypt", #"{"KeyId":"KEY","Plaintext":""}"#, "ValidationException"),
        Refusal("Encrypt", #"{"KeyId":"KEY","Plaintext":"!"}"#, "SerializationException"),
        Refusal(
            "Encrypt",
            #"{"KeyId":"KEY","Plaintext":"aGk=","EncryptionAlgorithm":"RSAES_OAEP_SHA_1"}"#,
            "InvalidKeyUsageException"
        ),
        Refusal("Encrypt", #"{"KeyId":"SIGN","Plaintext":"aGk="}"#, "InvalidKeyUsageException"),
        Refusal("Encrypt", #"{"KeyId":"RSA","Plaintext":"aGk="}"#, "InvalidKeyUsageException"),
        Refusal("Encrypt", #"{"KeyId":"OFF","Plaintext":"aGk="}"#, "DisabledException"),
        Refusal("Encrypt", #"{"KeyId":"DEL","Plaintext":"aGk="}"#, "KMSInvalidStateException"),
        Refusal("Encrypt", #"{"KeyId":"EXT","Plaintext":"aGk="}"#, "KMSInvalidStateException"),
        Refusal("Encrypt", #"{"KeyId":"KEY","Plaintext":"aGk=","DryRun":true}"#, "DryRunOperationException"),
        Refusal("Encrypt", #"{"KeyId":"OFF","Plaintext":"aGk=","DryRun":true}"#, "DisabledException"),
        Refusal("Encrypt", #"{"KeyId":"nothing","Plaintext":"aGk="}"#, "NotFoundException"),
        Refusal("Encrypt", #"{"KeyId":"alias/nothing","Plaintext":"aGk="}"#, "NotFoundException"),
        Refusal("Encrypt", #"{"KeyId":"arn:aws:kms:local:1:group/x","Plaintext":"aGk="}"#, "InvalidArnException"),
        Refusal("Decrypt", #"{"CiphertextBlob":"aGk="}"#, "InvalidCiphertextException"),
        Refusal(
            "Decrypt",
            #"{"CiphertextBlob":"aGk=","EncryptionAlgorithm":"RSAES_OAEP_SHA_1"}"#,
            "ValidationException"
        ),
        Refusal(
            "Decrypt",
            #"{"CiphertextBlob":"aGk=","KeyId":"RSA","EncryptionAlgorithm":"RSAES_OAEP_SHA_1"}"#,
            "InvalidCiphertextException"
        ),
        Refusal("GenerateDataKey", #"{"KeyId":"KEY"}"#, "ValidationException"),
        Refusal("GenerateDataKey", #"{"KeyId":"KEY","KeySpec":"AES_256","NumberOfBytes":32}"#, "ValidationException"),
        Refusal("GenerateDataKey", #"{"KeyId":"KEY","NumberOfBytes":1025}"#, "ValidationException"),
        Refusal("GenerateDataKey", #"{"KeyId":"RSA","KeySpec":"AES_256"}"#, "InvalidKeyUsageException"),
        Refusal("GenerateRandom", #"{"NumberOfBytes":1025}"#, "ValidationException"),
        Refusal("CreateKey", #"{"KeySpec":"RSA_2048"}"#, "ValidationException"),
        Refusal("CreateKey", #"{"KeySpec":"RSA_1024","KeyUsage":"SIGN_VERIFY"}"#, "ValidationException"),
        Refusal("CreateKey", #"{"KeySpec":"HMAC_256","KeyUsage":"SIGN_VERIFY"}"#, "ValidationException"),
        Refusal("CreateKey", #"{"KeySpec":"ECC_SECG_P256K1","KeyUsage":"KEY_AGREEMENT"}"#, "ValidationException"),
        Refusal("CreateKey", #"{"MultiRegion":true}"#, "UnsupportedOperationException"),
        Refusal("CreateKey", #"{"Origin":"AWS_CLOUDHSM"}"#, "UnsupportedOperationException"),
        Refusal(
            "CreateKey",
            #"{"Tags":[{"TagKey":"a","TagValue":"1"},{"TagKey":"a","TagValue":"2"}]}"#,
            "TagException"
        ),
        Refusal("CreateKey", #"{"Policy":"{"}"#, "MalformedPolicyDocumentException"),
        Refusal(
            "CreateKey",
            #"{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}"#,
            "MalformedPolicyDocumentException"
        ),
        Refusal(
            "PutKeyPolicy",
            #"{"KeyId":"KEY","Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:user/bob\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"}"#,
            "MalformedPolicyDocumentException"
        ),
        Refusal("GetKeyPolicy", #"{"KeyId":"KEY","PolicyName":"other"}"#, "NotFoundException"),
        Refusal("CreateAlias", #"{"AliasName":"alias/aws/mine","TargetKeyId":"KEY"}"#, "NotAuthorizedException"),
        Refusal("CreateAlias", #"{"AliasName":"alias/","TargetKeyId":"KEY"}"#, "InvalidAliasNameException"),
        Refusal("CreateAlias", #"{"AliasName":"alias/a b","TargetKeyId":"KEY"}"#, "ValidationException"),
        Refusal("CreateAlias", #"{"AliasName":"ALIAS","TargetKeyId":"KEY"}"#, "AlreadyExistsException"),
        Refusal("CreateAlias", #"{"AliasName":"alias/new","TargetKeyId":"DEL"}"#, "KMSInvalidStateException"),
        Refusal("CreateAlias", #"{"AliasName":"alias/new","TargetKeyId":"ALIAS"}"#, "ValidationException"),
        Refusal("UpdateAlias", #"{"AliasName":"ALIAS","TargetKeyId":"SIGN"}"#, "ValidationException"),
        Refusal("DeleteAlias", #"{"AliasName":"alias/nothing"}"#, "NotFoundException"),
        Refusal("EnableKey", #"{"KeyId":"ALIAS"}"#, "NotFoundException"),
        Refusal("EnableKey", #"{"KeyId":"DEL"}"#, "KMSInvalidStateException"),
        Refusal("EnableKey", #"{"KeyId":"EXT"}"#, "KMSInvalidStateException"),
        Refusal("ScheduleKeyDeletion", #"{"KeyId":"KEY","PendingWindowInDays":6}"#, "ValidationException"),
        Refusal("ScheduleKeyDeletion", #"{"KeyId":"DEL"}"#, "KMSInvalidStateException"),
        Refusal("CancelKeyDeletion", #"{"KeyId":"KEY"}"#, "KMSInvalidStateException"),
        Refusal("EnableKeyRotation", #"{"KeyId":"SIGN"}"#, "UnsupportedOperationException"),
        Refusal("EnableKeyRotation", #"{"KeyId":"EXT"}"#, "UnsupportedOperationException"),
        Refusal("EnableKeyRotation", #"{"KeyId":"KEY","RotationPeriodInDays":89}"#, "ValidationException"),
        Refusal("EnableKeyRotation", #"{"KeyId":"OFF"}"#, "DisabledException"),
        Refusal("RotateKeyOnDemand", #"{"KeyId":"MAC"}"#, "UnsupportedOperationException"),
        Refusal(
            "GetParametersForImport",
            #"{"KeyId":"KEY","WrappingAlgorithm":"RSAES_OAEP_SHA_256","WrappingKeySpec":"RSA_2048"}"#,
            "UnsupportedOperationException"
        ),
        Refusal(
            "GetParametersForImport",
            #"{"KeyId":"EXT","WrappingAlgorithm":"RSAES_PKCS1_V1_5","WrappingKeySpec":"RSA_2048"}"#,
            "UnsupportedOperationException"
        ),
        Refusal(
            "ImportKeyMaterial",
            #"{"KeyId":"EXT","ImportToken":"aGk=","EncryptedKeyMaterial":"aGk=","ExpirationModel":"KEY_MATERIAL_DOES_NOT_EXPIRE"}"#,
            "InvalidImportTokenException"
        ),
        Refusal(
            "ImportKeyMaterial",
            #"{"KeyId":"EXT","ImportToken":"aGk=","EncryptedKeyMaterial":"aGk="}"#,
            "ValidationException"
        ),
        Refusal(
            "Sign",
            #"{"KeyId":"SIGN","Message":"aGk=","SigningAlgorithm":"ECDSA_SHA_384"}"#,
            "InvalidKeyUsageException"
        ),
        Refusal(
            "Sign",
            #"{"KeyId":"SIGN","Message":"aGk=","MessageType":"DIGEST","SigningAlgorithm":"ECDSA_SHA_256"}"#,
            "ValidationException"
        ),
        Refusal(
            "Sign",
            #"{"KeyId":"KEY","Message":"aGk=","SigningAlgorithm":"ECDSA_SHA_256"}"#,
            "InvalidKeyUsageException"
        ),
        Refusal(
            "Verify",
            #"{"KeyId":"SIGN","Message":"aGk=","Signature":"aGk=","SigningAlgorithm":"ECDSA_SHA_256"}"#,
            "KMSInvalidSignatureException"
        ),
        Refusal(
            "GenerateMac",
            #"{"KeyId":"MAC","Message":"aGk=","MacAlgorithm":"HMAC_SHA_512"}"#,
            "InvalidKeyUsageException"
        ),
        Refusal(
            "VerifyMac",
            #"{"KeyId":"MAC","Message":"aGk=","Mac":"aGk=","MacAlgorithm":"HMAC_SHA_256"}"#,
            "KMSInvalidMacException"
        ),
        Refusal("GetPublicKey", #"{"KeyId":"KEY"}"#, "UnsupportedOperationException"),
        Refusal(
            "DeriveSharedSecret",
            #"{"KeyId":"SIGN","KeyAgreementAlgorithm":"ECDH","PublicKey":"aGk="}"#,
            "InvalidKeyUsageException"
        ),
        Refusal("CreateGrant", #"{"KeyId":"KEY","GranteePrincipal":"a","Operations":["Sign"]}"#, "ValidationException"),
        Refusal("CreateGrant", #"{"KeyId":"KEY","GranteePrincipal":"a","Operations":[]}"#, "ValidationException"),
        Refusal("RetireGrant", #"{"GrantToken":"a.b.c"}"#, "InvalidGrantTokenException"),
        Refusal("RetireGrant", #"{"KeyId":"KEY"}"#, "ValidationException"),
        Refusal("RevokeGrant", #"{"KeyId":"KEY","GrantId":"x"}"#, "InvalidGrantIdException"),
        Refusal("VerifyEscrow", #"{"Shares":["nonsense"]}"#, "InvalidShareException"),
    ]

    @Test func whatIsWrongIsRefusedAsAWSDoes() throws {
        let harness = try KeyHarness()
        let keys = [
            "KEY": try harness.makeKey(),
            "RSA": try harness.makeKey(#"{"KeySpec":"RSA_2048","KeyUsage":"ENCRYPT_DECRYPT"}"#),
            "SIGN": try harness.makeKey(#"{"KeySpec":"ECC_NIST_P256","KeyUsage":"SIGN_VERIFY"}"#),
            "MAC": try harness.makeKey(#"{"KeySpec":"HMAC_256","KeyUsage":"GENERATE_VERIFY_MAC"}"#),
            "EXT": try harness.makeKey(#"{"Origin":"EXTERNAL"}"#), "OFF": try harness.makeKey(),
            "DEL": try harness.makeKey(),
        ]
        try harness.perform("DisableKey", #"{"KeyId":"\#(try #require(keys["OFF"]))"}"#)
        try harness.perform("ScheduleKeyDeletion", #"{"KeyId":"\#(try #require(keys["DEL"]))"}"#)
        try harness.perform(
            "CreateAlias",
            #"{"AliasName":"alias/known","TargetKeyId":"\#(try #require(keys["KEY"]))"}"#
        )
        for refusal in Self.refusals {
            var input = refusal.input.replacing("\"ALIAS\"", with: "\"alias/known\"")
            for (word, key) in keys { input = input.replacing("\"\(word)\"", with: "\"\(key)\"") }
            #expect(harness.code(refusal.operation, input) == refusal.code, "\(refusal.testDescription)")
        }
    }

    @Test func deletionTakesItsTimeAndNoLess() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        try harness.perform("CreateAlias", #"{"AliasName":"alias/a","TargetKeyId":"\#(key)"}"#)
        let answer = try harness.perform("ScheduleKeyDeletion", #"{"KeyId":"\#(key)","PendingWindowInDays":7}"#)
        #expect(answer["DeletionDate"] == .string("2027-01-22T08:00:00Z"))
        try harness.wait(days: 6.9)
        try harness.perform("CancelKeyDeletion", #"{"KeyId":"\#(key)"}"#)
        #expect(try harness.state(key) == "Disabled")
        try harness.perform("ScheduleKeyDeletion", #"{"KeyId":"\#(key)","PendingWindowInDays":7}"#)
        try harness.wait(days: -100)
        try harness.restart()
        try harness.wait(days: 106.9)
        #expect(try harness.state(key) == "PendingDeletion")
        try harness.wait(days: 0.2)
        #expect(harness.code("DescribeKey", #"{"KeyId":"\#(key)"}"#) == "NotFoundException")
        #expect(try harness.perform("ListAliases").values(at: ["Aliases", "TargetKeyId"]).isEmpty)
        let told = try harness.service.takeNotices(after: "", waiting: 0).array.compactMap {
            $0["notice"]?["type"]?.string
        }
        #expect(told == ["KMS CMK Deletion"])
        try harness.restart()
        #expect(harness.code("DescribeKey", #"{"KeyId":"\#(key)"}"#) == "NotFoundException")
    }

    @Test func servicesHaveKeysOfTheirOwn() throws {
        let harness = try KeyHarness()
        #expect(harness.code("DescribeKey", #"{"KeyId":"alias/aws/elsewhere"}"#) == "NotFoundException")
        let metadata = try harness.perform("DescribeKey", #"{"KeyId":"alias/aws/magpie"}"#)["KeyMetadata"]
        #expect(metadata?["KeyManager"] == .string("AWS"))
        let id = try #require(metadata?["KeyId"]?.string)
        for (operation, more) in [
            ("ScheduleKeyDeletion", ""), ("DisableKey", ""), ("EnableKeyRotation", ""), ("RotateKeyOnDemand", ""),
            ("TagResource", #","Tags":[]"#), ("UpdateKeyDescription", #","Description":"x""#),
        ] {
            #expect(harness.code(operation, #"{"KeyId":"\#(id)"\#(more)}"#) == "AccessDeniedException", "\(operation)")
        }
        #expect(
            try harness.perform("GetKeyRotationStatus", #"{"KeyId":"\#(id)"}"#)["KeyRotationEnabled"] == .boolean(true)
        )
        #expect(harness.code("Encrypt", #"{"KeyId":"alias/aws/magpie","Plaintext":"\#(hello)"}"#) == nil)
        #expect(
            try harness.perform("DescribeKey", #"{"KeyId":"alias/aws/magpie"}"#)["KeyMetadata"]?["KeyId"]?.string == id
        )
    }

    @Test func listsHavePages() throws {
        let harness = try KeyHarness()
        var made: Set<String> = []
        for _ in 0..<7 { made.insert(try harness.makeKey()) }
        var seen: [String] = []
        var marker = ""
        repeat {
            let page = try harness.perform("ListKeys", #"{"Limit":3\#(marker)}"#)
            seen += page["Keys"]?.array.compactMap { $0["KeyId"]?.string } ?? []
            marker = (page["NextMarker"]?.string).map { #","Marker":"\#($0)""# } ?? ""
            #expect((page["Truncated"] == .boolean(true)) == !marker.isEmpty)
        } while !marker.isEmpty
        #expect(seen.count == 7)
        #expect(Set(seen) == made)
    }

    @Test func grantsAreKeptAndRetired() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let input =
            #"{"KeyId":"\#(key)","GranteePrincipal":"bob","RetiringPrincipal":"carol","Operations":["Decrypt"],"Name":"n"}"#
        let first = try harness.perform("CreateGrant", input)
        let second = try harness.perform("CreateGrant", input)
        #expect(first["GrantId"] == second["GrantId"])
        #expect(first["GrantToken"] != second["GrantToken"])
        try harness.restart()
        let listed = try harness.perform("ListGrants", #"{"KeyId":"\#(key)"}"#)["Grants"]?.array ?? []
        #expect(listed.count == 1)
        #expect(listed.first?["GrantToken"] == nil)
        #expect(
            try harness.perform("ListRetirableGrants", #"{"RetiringPrincipal":"carol"}"#)["Grants"]?.array.count == 1
        )
        try harness.perform("RetireGrant", #"{"GrantToken":"\#(try #require(first["GrantToken"]?.string))"}"#)
        #expect(try harness.perform("ListGrants", #"{"KeyId":"\#(key)"}"#)["Grants"]?.array.isEmpty == true)
    }
}

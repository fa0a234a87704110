import Cryptography
import Foundation
import Gateway
import JSON
import POSIX
import ServiceModel
import Testing

@testable import KMS

/// Encrypting, decrypting, and keys to encrypt with.
@Suite struct EncryptionTests {
    private let hello = KeyHarness.base64("hello")

    @Test func whatIsEncryptedIsDecrypted() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        for (length, context) in [(1, "{}"), (16, #"{"a":"1"}"#), (4096, #"{"b":"","a":"ü"}"#)] {
            let plaintext = Base64.text(try RandomBytes.make(length))
            let answer = try harness.perform(
                "Encrypt",
                #"{"KeyId":"\#(key)","Plaintext":"\#(plaintext)","EncryptionContext":\#(context)}"#
            )
            #expect(answer["KeyId"] == .string("arn:aws:kms:local:000000000000:key/\(key)"))
            let blob = try #require(answer["CiphertextBlob"]?.string)
            let opened = try harness.perform(
                "Decrypt",
                #"{"CiphertextBlob":"\#(blob)","EncryptionContext":\#(context)}"#
            )
            #expect(opened["Plaintext"] == .string(plaintext))
            #expect(opened["KeyId"] == answer["KeyId"])
        }
    }

    @Test func contextsAreMaps() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let blob = try #require(
            try harness.perform(
                "Encrypt",
                #"{"KeyId":"\#(key)","Plaintext":"\#(hello)","EncryptionContext":{"a":"b,c","d":"e"}}"#
            )["CiphertextBlob"]?.string
        )
        func code(_ context: String) -> String? {
            harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)","EncryptionContext":\#(context)}"#)
        }
        #expect(code(#"{"d":"e","a":"b,c"}"#) == nil)
        for other in [
            "{}", #"{"a":"b,c"}"#, #"{"a":"b","c":"","d":"e"}"#, #"{"A":"b,c","d":"e"}"#,
            #"{"a":"b,c","d":"e","f":""}"#,
            #"{"a":"b,cd","":"e"}"#,
        ] { #expect(code(other) == "InvalidCiphertextException", "\(other)") }
    }

    @Test func everyChangedBitIsRefused() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let blob = try harness.blob("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#, "CiphertextBlob")
        for index in blob.indices {
            for bit in 0..<8 {
                var changed = blob
                changed[index] ^= 1 << bit
                let code = harness.code("Decrypt", #"{"CiphertextBlob":"\#(Base64.text(changed))"}"#)
                #expect(code == "InvalidCiphertextException", "bit \(bit) of byte \(index)")
            }
        }
        for length in 1..<blob.count {
            let code = harness.code("Decrypt", #"{"CiphertextBlob":"\#(Base64.text(Array(blob[..<length])))"}"#)
            #expect(code == "InvalidCiphertextException", "\(length) bytes")
        }
    }

    @Test func anotherKeyIsTold() throws {
        let harness = try KeyHarness()
        let (key, other) = (try harness.makeKey(), try harness.makeKey())
        let blob = try #require(
            try harness.perform("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#)["CiphertextBlob"]?.string
        )
        #expect(
            harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)","KeyId":"\#(other)"}"#) == "IncorrectKeyException"
        )
        #expect(harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)","KeyId":"\#(key)"}"#) == nil)
        let moved = try harness.perform(
            "ReEncrypt",
            #"{"CiphertextBlob":"\#(blob)","DestinationKeyId":"\#(other)","DestinationEncryptionContext":{"x":"y"}}"#
        )
        #expect(moved["SourceKeyId"] == .string("arn:aws:kms:local:000000000000:key/\(key)"))
        let new = try #require(moved["CiphertextBlob"]?.string)
        let opened = try harness.perform("Decrypt", #"{"CiphertextBlob":"\#(new)","EncryptionContext":{"x":"y"}}"#)
        #expect(opened["Plaintext"] == .string(hello))
        #expect(opened["KeyId"] == .string("arn:aws:kms:local:000000000000:key/\(other)"))
    }

    @Test(arguments: ["RSA_2048", "RSA_3072", "RSA_4096"])
    func pairsEncryptUpToTheirLimits(_ spec: String) throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"KeySpec":"\#(spec)","KeyUsage":"ENCRYPT_DECRYPT"}"#)
        // Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
        let limits = ["RSA_2048": (214, 190), "RSA_3072": (342, 318), "RSA_4096": (470, 446)]
        let limit = try #require(limits[spec])
        for (algorithm, most) in [("RSAES_OAEP_SHA_1", limit.0), ("RSAES_OAEP_SHA_256", limit.1)] {
            let plaintext = Base64.text(try RandomBytes.make(most))
            let more = Base64.text(try RandomBytes.make(most + 1))
            let rest = #""KeyId":"\#(key)","EncryptionAlgorithm":"\#(algorithm)""#
            let blob = try #require(
                try harness.perform("Encrypt", #"{"Plaintext":"\#(plaintext)",\#(rest)}"#)["CiphertextBlob"]?.string
            )
            #expect(
                try harness.perform("Decrypt", #"{"CiphertextBlob":"\#(blob)",\#(rest)}"#)["Plaintext"]
                    == .string(plaintext)
            )
            #expect(harness.code("Encrypt", #"{"Plaintext":"\#(more)",\#(rest)}"#) == "ValidationException")
            #expect(
                harness.code("Encrypt", #"{"Plaintext":"\#(hello)","EncryptionContext":{"a":"b"},\#(rest)}"#)
                    == "ValidationException"
            )
        }
    }

    @Test func dataKeysAreWhatTheirCiphertextsHold() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        for (size, count) in [
            (#""KeySpec":"AES_256""#, 32), (#""KeySpec":"AES_128""#, 16), (#""NumberOfBytes":1024"#, 1024),
        ] {
            let answer = try harness.perform(
                "GenerateDataKey",
                #"{"KeyId":"\#(key)",\#(size),"EncryptionContext":{"a":"b"}}"#
            )
            let plaintext = try #require(answer["Plaintext"]?.string)
            #expect(Base64.bytes(plaintext)?.count == count)
            let blob = try #require(answer["CiphertextBlob"]?.string)
            let opened = try harness.perform("Decrypt", #"{"CiphertextBlob":"\#(blob)","EncryptionContext":{"a":"b"}}"#)
            #expect(opened["Plaintext"] == .string(plaintext))
            let hidden = try harness.perform("GenerateDataKeyWithoutPlaintext", #"{"KeyId":"\#(key)",\#(size)}"#)
            #expect(hidden["Plaintext"] == nil)
            #expect(hidden["CiphertextBlob"] != nil)
        }
        let pair = try harness.perform("GenerateDataKeyPair", #"{"KeyId":"\#(key)","KeyPairSpec":"ECC_NIST_P256"}"#)
        let blob = try #require(pair["PrivateKeyCiphertextBlob"]?.string)
        #expect(
            try harness.perform("Decrypt", #"{"CiphertextBlob":"\#(blob)"}"#)["Plaintext"]
                == pair["PrivateKeyPlaintext"]
        )
        var bytes = try #require(Base64.bytes(pair["PrivateKeyPlaintext"]?.string ?? ""))
        let made = try PrivateKey(pkcs8: SecretBytes(wiping: &bytes))
        #expect(try Base64.text(made.publicKey.spki()) == pair["PublicKey"]?.string)
        let random = try harness.blob("GenerateRandom", #"{"NumberOfBytes":1024}"#, "Plaintext")
        #expect(Set(random).count > 200)
    }

    @Test func manyAtOnceAreAllInTheAuditLog() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let (service, gateway) = (harness.service, harness.gateway)
        let operation = try #require(KMSModel.operation("Encrypt"))
        let input = try JSONValue(parsing: Array(#"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#.utf8))
        Threads.run(8) { _ in
            let request = ServiceRequest(operation, input, by: .user(1, name: "b"), at: service.now())
            for _ in 0..<50 { _ = try? gateway.perform(request) }
        }
        let (count, firstBad) = try service.verifyAudit()
        #expect(count == 401)
        #expect(firstBad == nil)
    }
}

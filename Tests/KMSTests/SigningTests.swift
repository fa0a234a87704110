import Bytes
import Cryptography
import CustomerKeys
import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import KMS

/// Signatures, codes and shared secrets, and that no private key ever leaves.
@Suite struct SigningTests {
    @Test(arguments: ["RSA_2048", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1"])
    func whatIsSignedIsVerified(_ spec: String) throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"KeySpec":"\#(spec)","KeyUsage":"SIGN_VERIFY"}"#)
        let message = KeyHarness.base64("a message")
        let algorithms = try harness.perform("GetPublicKey", #"{"KeyId":"\#(key)"}"#)["SigningAlgorithms"]?.array ?? []
        #expect(!algorithms.isEmpty)
        for algorithm in algorithms.compactMap(\.string) {
            let rest = #""KeyId":"\#(key)","Message":"\#(message)","SigningAlgorithm":"\#(algorithm)""#
            var signature = try harness.blob("Sign", "{\(rest)}", "Signature")
            #expect(harness.code("Verify", #"{"Signature":"\#(Base64.text(signature))",\#(rest)}"#) == nil)
            let digest = try Digest.of(Array("a message".utf8).span, by: KeyService.hash(of: algorithm))
            let other =
                #""KeyId":"\#(key)","Message":"\#(Base64.text(digest))","MessageType":"DIGEST","SigningAlgorithm":"\#(algorithm)""#
            #expect(harness.code("Verify", #"{"Signature":"\#(Base64.text(signature))",\#(other)}"#) == nil)
            signature[signature.count / 2] ^= 1
            #expect(
                harness.code("Verify", #"{"Signature":"\#(Base64.text(signature))",\#(rest)}"#)
                    == "KMSInvalidSignatureException"
            )
        }
    }

    /// Messages are signed as they are: by Ed25519, as the library has no Ed25519ph.
    @Test func edwardsKeysSignWholeMessages() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"KeySpec":"ECC_NIST_EDWARDS25519","KeyUsage":"SIGN_VERIFY"}"#)
        let rest = #""KeyId":"\#(key)","Message":"\#(KeyHarness.base64("a message"))""#
        let pure = #"\#(rest),"SigningAlgorithm":"ED25519_SHA_512""#
        var signature = try harness.blob("Sign", "{\(pure)}", "Signature")
        #expect(signature.count == 64)
        let spki = try harness.blob("GetPublicKey", #"{"KeyId":"\#(key)"}"#, "PublicKey")
        let message = Array("a message".utf8)
        let isValid = try PublicKey(spki: spki.span).verify(message: message.span, signature: signature.span)
        #expect(isValid)
        #expect(harness.code("Verify", #"{"Signature":"\#(Base64.text(signature))",\#(pure)}"#) == nil)
        try harness.restart()
        #expect(harness.code("Verify", #"{"Signature":"\#(Base64.text(signature))",\#(pure)}"#) == nil)
        signature[3] ^= 1
        for wrong in [signature, Array(signature.dropLast())] {
            #expect(
                harness.code("Verify", #"{"Signature":"\#(Base64.text(wrong))",\#(pure)}"#)
                    == "KMSInvalidSignatureException"
            )
        }
        for (more, code) in [
            (#""SigningAlgorithm":"ED25519_SHA_512","MessageType":"DIGEST""#, "ValidationException"),
            (#""SigningAlgorithm":"ED25519_SHA_512","MessageType":"EXTERNAL_MU""#, "ValidationException"),
            (#""SigningAlgorithm":"ED25519_PH_SHA_512","MessageType":"DIGEST""#, "UnsupportedOperationException"),
            (#""SigningAlgorithm":"ECDSA_SHA_256""#, "InvalidKeyUsageException"),
        ] {
            #expect(harness.code("Sign", "{\(rest),\(more)}") == code, "\(more)")
        }
        #expect(
            harness.code("CreateKey", #"{"KeySpec":"ECC_NIST_EDWARDS25519","KeyUsage":"KEY_AGREEMENT"}"#)
                == "ValidationException"
        )
        let wrapping = try harness.makeKey()
        let pair = try harness.perform(
            "GenerateDataKeyPair",
            #"{"KeyId":"\#(wrapping)","KeyPairSpec":"ECC_NIST_EDWARDS25519"}"#
        )
        var plain = try #require(pair["PrivateKeyPlaintext"]?.string.flatMap { Base64.bytes($0) })
        let own = try PrivateKey(pkcs8: SecretBytes(wiping: &plain))
        #expect(try own.publicKey.spki() == pair["PublicKey"]?.string.flatMap { Base64.bytes($0) })
    }

    @Test(arguments: ["224", "256", "384", "512"])
    func codesAreVerifiedWhole(_ size: String) throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"KeySpec":"HMAC_\#(size)","KeyUsage":"GENERATE_VERIFY_MAC"}"#)
        let rest = #""KeyId":"\#(key)","Message":"\#(KeyHarness.base64("m"))","MacAlgorithm":"HMAC_SHA_\#(size)""#
        let mac = try harness.blob("GenerateMac", "{\(rest)}", "Mac")
        #expect(mac.count * 8 == Int(size))
        #expect(harness.code("VerifyMac", #"{"Mac":"\#(Base64.text(mac))",\#(rest)}"#) == nil)
        let cut = Base64.text(Array(mac.dropLast()))
        #expect(harness.code("VerifyMac", #"{"Mac":"\#(cut)",\#(rest)}"#) == "KMSInvalidMacException")
    }

    @Test(arguments: ["ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"])
    func twoAgreeOnASecret(_ spec: String) throws {
        let harness = try KeyHarness()
        let keys = try (0..<2).map { _ in try harness.makeKey(#"{"KeySpec":"\#(spec)","KeyUsage":"KEY_AGREEMENT"}"#) }
        func derive(_ own: String, _ other: String) throws -> JSONValue? {
            let peer = try #require(try harness.perform("GetPublicKey", #"{"KeyId":"\#(other)"}"#)["PublicKey"]?.string)
            return try harness.perform(
                "DeriveSharedSecret",
                #"{"KeyId":"\#(own)","KeyAgreementAlgorithm":"ECDH","PublicKey":"\#(peer)"}"#
            )["SharedSecret"]
        }
        #expect(try derive(keys[0], keys[1]) == derive(keys[1], keys[0]))
    }

    @Test func noAnswerHoldsAPrivateKeyAndNoFileDoes() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"KeySpec":"ECC_NIST_P256","KeyUsage":"SIGN_VERIFY"}"#)
        let values = [
            "KeyId": #""\#(key)""#, "Message": #""aGk=""#, "SigningAlgorithm": #""ECDSA_SHA_256""#,
            "Signature": #""aGk=""#,
            "Description": #""x""#, "Tags": "[]", "TagKeys": "[]", "GranteePrincipal": #""a""#,
            "Operations": #"["Sign"]"#,
        ]
        let pair = try #require(harness.service.catalogue.keys[key])
        let material = try #require(pair.current)
        guard case .pair(let secret) = try harness.service.vault.material(material, of: pair) else {
            Issue.record("no pair")
            return
        }
        let encoded = try secret.pkcs8().exposed()
        // The private scalar, which every encoding of the key holds.
        let scalar = Data(encoded[36..<68])
        for operation in KMSModel.operations
        where !["ScheduleKeyDeletion", "DisableKey", "Seal"].contains(operation.name) {
            let members = operation.parameters.filter(\.isRequired).compactMap { parameter in
                values[parameter.name].map { #""\#(parameter.name)":\#($0)"# }
            }
            guard let answer = try? harness.perform(operation.name, "{\(members.joined(separator: ","))}") else {
                continue
            }
            for text in texts(in: answer) {
                #expect(Data(Base64.bytes(text) ?? []).range(of: scalar) == nil, "\(operation.name)")
                #expect(Data(Hexadecimal.bytes(text) ?? []).range(of: scalar) == nil, "\(operation.name)")
            }
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: harness.folder.path) {
            let data = try Data(contentsOf: harness.folder.appending(path: name))
            #expect(data.range(of: scalar) == nil, "\(name)")
        }
    }

    private func texts(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(texts)
        case .object(let members): members.values.flatMap(texts)
        case .null, .boolean, .number: []
        }
    }
}

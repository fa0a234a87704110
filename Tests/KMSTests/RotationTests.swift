import Cryptography
import CustomerKeys
import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import KMS

/// New key material, made and imported.
@Suite struct RotationTests {
    private func encrypt(_ harness: KeyHarness, _ key: String) throws -> String {
        let hello = KeyHarness.base64("hello")
        return try #require(
            try harness.perform("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"\#(hello)"}"#)["CiphertextBlob"]?.string
        )
    }

    private func opens(_ harness: KeyHarness, _ blob: String) -> Bool {
        harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)"}"#) == nil
    }

    @Test func keysRotateWhenItIsTime() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let first = try encrypt(harness, key)
        try harness.perform("EnableKeyRotation", #"{"KeyId":"\#(key)","RotationPeriodInDays":90}"#)
        try harness.wait(days: 89)
        #expect(try harness.perform("ListKeyRotations", #"{"KeyId":"\#(key)"}"#)["Rotations"]?.array.isEmpty == true)
        try harness.wait(days: 2)
        let rotations = try harness.perform(
            "ListKeyRotations",
            #"{"KeyId":"\#(key)","IncludeKeyMaterial":"ALL_KEY_MATERIAL"}"#
        )
        let states = rotations["Rotations"]?.array.map { [$0["KeyMaterialState"]?.string, $0["RotationType"]?.string] }
        #expect(states == [["NON_CURRENT", nil], ["CURRENT", "AUTOMATIC"]])
        let status = try harness.perform("GetKeyRotationStatus", #"{"KeyId":"\#(key)"}"#)
        // From the day on which it was due, not from the day on which it was done.
        #expect(status["NextRotationDate"] == .string("2027-07-14T08:00:00Z"))
        #expect(opens(harness, first))
        #expect(opens(harness, try encrypt(harness, key)))
        // A disabled key rotates when it is enabled again.
        try harness.perform("DisableKey", #"{"KeyId":"\#(key)"}"#)
        try harness.wait(days: 400)
        #expect(try harness.perform("ListKeyRotations", #"{"KeyId":"\#(key)"}"#)["Rotations"]?.array.count == 1)
        try harness.perform("EnableKey", #"{"KeyId":"\#(key)"}"#)
        try harness.wait(days: 0)
        #expect(try harness.perform("ListKeyRotations", #"{"KeyId":"\#(key)"}"#)["Rotations"]?.array.count == 2)
        try harness.restart()
        #expect(opens(harness, first))
    }

    @Test func keysRotateOnDemandUpToALimit() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        var blobs: [String] = []
        for _ in 0..<25 {
            blobs.append(try encrypt(harness, key))
            try harness.perform("RotateKeyOnDemand", #"{"KeyId":"\#(key)"}"#)
        }
        #expect(harness.code("RotateKeyOnDemand", #"{"KeyId":"\#(key)"}"#) == "LimitExceededException")
        #expect(blobs.allSatisfy { opens(harness, $0) })
        #expect(Set(blobs.map { Ciphertext(Base64.bytes($0) ?? [])?.material }).count == 25)
    }

    /// Imports `material`, wrapped as `algorithm` says.
    @discardableResult
    private func importMaterial(
        _ material: [UInt8],
        into key: String,
        _ harness: KeyHarness,
        algorithm: String = "RSAES_OAEP_SHA_256",
        more: String = #""ExpirationModel":"KEY_MATERIAL_DOES_NOT_EXPIRE""#,
        later days: Double = 0
    ) throws -> JSONValue {
        let parameters = try harness.perform(
            "GetParametersForImport",
            #"{"KeyId":"\#(key)","WrappingAlgorithm":"\#(algorithm)","WrappingKeySpec":"RSA_2048"}"#
        )
        try harness.wait(days: days)
        let encoded = try #require(Base64.bytes(parameters["PublicKey"]?.string ?? ""))
        let wrappingKey = try PublicKey(spki: encoded.span)
        let hash: HashFunction = algorithm.hasSuffix("SHA_1") ? .sha1 : .sha256
        let secret = SecretBytes(copying: material.span)
        let wrapped: [UInt8]
        if algorithm.hasPrefix("RSA_AES") {
            let between = try SecretBytes(random: 32)
            wrapped = try wrappingKey.encrypt(between, .oaep(hash)) + KeyWrap.wrapPadded(secret, key: between)
        } else {
            wrapped = try wrappingKey.encrypt(secret, .oaep(hash))
        }
        let token = try #require(parameters["ImportToken"]?.string)
        return try harness.perform(
            "ImportKeyMaterial",
            #"{"KeyId":"\#(key)","ImportToken":"\#(token)","EncryptedKeyMaterial":"\#(Base64.text(wrapped))",\#(more)}"#
        )
    }

    @Test(arguments: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256"])
    func materialIsImportedDeletedAndImportedAgain(_ algorithm: String) throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"Origin":"EXTERNAL"}"#)
        #expect(try harness.state(key) == "PendingImport")
        let material = try RandomBytes.make(32)
        try importMaterial(material, into: key, harness, algorithm: algorithm)
        #expect(try harness.state(key) == "Enabled")
        let blob = try encrypt(harness, key)
        try harness.perform("DeleteImportedKeyMaterial", #"{"KeyId":"\#(key)"}"#)
        #expect(try harness.state(key) == "PendingImport")
        #expect(!opens(harness, blob))
        do {
            try importMaterial(try RandomBytes.make(32), into: key, harness, algorithm: algorithm)
            Issue.record("other material was taken")
        } catch { #expect("\(error)".hasPrefix("IncorrectKeyMaterialException")) }
        try importMaterial(material, into: key, harness, algorithm: algorithm)
        #expect(opens(harness, blob))
        try harness.restart()
        #expect(opens(harness, blob))
    }

    @Test func importedMaterialExpires() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"Origin":"EXTERNAL"}"#)
        let material = try RandomBytes.make(32)
        let expiry = harness.clock.withLock { $0 } + 10 * KeyHarness.day
        try importMaterial(material, into: key, harness, more: #""ValidTo":\#(Int(expiry))"#)
        let blob = try encrypt(harness, key)
        try harness.wait(days: 9)
        #expect(opens(harness, blob))
        try harness.wait(days: 2)
        #expect(try harness.state(key) == "PendingImport")
        #expect(!opens(harness, blob))
        try importMaterial(material, into: key, harness)
        #expect(opens(harness, blob))
    }

    @Test func tokensHoldForADayAndForOneKey() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"Origin":"EXTERNAL"}"#)
        let material = try RandomBytes.make(32)
        do {
            try importMaterial(material, into: key, harness, later: 1.1)
            Issue.record("an old token was taken")
        } catch { #expect("\(error)".hasPrefix("ExpiredImportTokenException")) }
        #expect(try harness.state(key) == "PendingImport")
    }

    @Test func importedKeysRotateToNewMaterial() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"Origin":"EXTERNAL"}"#)
        let (first, second) = (try RandomBytes.make(32), try RandomBytes.make(32))
        try importMaterial(first, into: key, harness)
        let old = try encrypt(harness, key)
        #expect(harness.code("RotateKeyOnDemand", #"{"KeyId":"\#(key)"}"#) == "KMSInvalidStateException")
        let new = #""ExpirationModel":"KEY_MATERIAL_DOES_NOT_EXPIRE","ImportType":"NEW_KEY_MATERIAL""#
        try importMaterial(second, into: key, harness, more: new)
        try harness.perform("RotateKeyOnDemand", #"{"KeyId":"\#(key)"}"#)
        let young = try encrypt(harness, key)
        #expect(opens(harness, old))
        #expect(opens(harness, young))
        // What is missing makes the whole key unusable.
        let id = try #require(Ciphertext(Base64.bytes(old) ?? [])?.material)
        try harness.perform("DeleteImportedKeyMaterial", #"{"KeyId":"\#(key)","KeyMaterialId":"\#(id)"}"#)
        #expect(try harness.state(key) == "PendingImport")
        try importMaterial(first, into: key, harness)
        #expect(opens(harness, old))
    }

    @Test func pairsAreImportedAsPKCS8() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey(#"{"Origin":"EXTERNAL","KeySpec":"RSA_2048","KeyUsage":"SIGN_VERIFY"}"#)
        let pair = try PrivateKey(generating: .rsa(bits: 2048))
        try importMaterial(try pair.pkcs8().exposed(), into: key, harness, algorithm: "RSA_AES_KEY_WRAP_SHA_256")
        let answer = try harness.perform("GetPublicKey", #"{"KeyId":"\#(key)"}"#)
        #expect(try answer["PublicKey"]?.string == Base64.text(pair.publicKey.spki()))
    }
}

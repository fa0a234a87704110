import ArgumentParser
import Cryptography
import Diagnostics
import JSON
import POSIX

/// `magpie kms rotate-alias`: the rotation by hand, for keys that do not rotate by themselves.
struct RotateAliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-alias",
        abstract: "Makes a key like the one that an alias names, and lets the alias name it.",
        discussion: """
            For imported keys, pairs and HMAC keys, which AWS does not rotate. The old key stays, so that what it has encrypted \
            can be read. The alias changes last: whatever goes wrong before leaves it as it was.
            """
    )

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("The alias.", valueName: "alias/name"))
    var aliasName: String

    @Option(help: ArgumentHelp("A file with the new key material, for imported keys.", valueName: "file"))
    var keyMaterial: String?

    @Flag(help: "Also has the objects that the old key encrypts encrypted under the new one.")
    var reEncrypt = false

    func run() throws {
        let old = try service.perform("kms:DescribeKey", .object(["KeyId": .string(aliasName)]))["KeyMetadata"]
        guard let old, let oldARN = old["Arn"]?.string else { return }
        let isImported = old["Origin"] == .string("EXTERNAL")
        guard isImported == (keyMaterial != nil) else {
            throw Diagnostic(
                isImported
                    ? "the key that \(aliasName) names is imported" : "the key that \(aliasName) names is not imported",
                hint: isImported ? "give the new key material with --key-material" : "leave out --key-material"
            )
        }
        let id = try makeKey(like: old)
        if let keyMaterial { try importMaterial(keyMaterial, into: id) }
        _ = try service.perform(
            "kms:UpdateAlias",
            .object(["AliasName": .string(aliasName), "TargetKeyId": .string(id)])
        )
        if reEncrypt {
            _ = try service.perform(
                "objects:ReEncrypt",
                .object(["SourceKeyId": .string(oldARN), "KeyId": .string(aliasName)])
            )
        }
        var output = Array("\(aliasName) names \(id) now; \(oldARN) stays\n".utf8)
        StandardOutput.write(&output)
    }

    private func makeKey(like old: JSONValue) throws -> String {
        let id = old["KeyId"] ?? .null
        let policy = try service.perform("kms:GetKeyPolicy", .object(["KeyId": id]))["Policy"]
        let tags = try service.perform("kms:ListResourceTags", .object(["KeyId": id]))["Tags"]
        let new = try service.perform(
            "kms:CreateKey",
            .present([
                "KeySpec": old["KeySpec"], "KeyUsage": old["KeyUsage"], "Origin": old["Origin"],
                "Description": old["Description"], "Policy": policy, "Tags": tags,
            ])
        )
        return new["KeyMetadata"]?["KeyId"]?.string ?? ""
    }

    /// Wraps the material as the service says; it is in clear in this process alone.
    private func importMaterial(_ path: String, into id: String) throws {
        var bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileContents.read(Array(path.utf8), upTo: 16_384)
        } catch {
            throw Diagnostic("\(path): \(error)", hint: "name a file with key material")
        }
        let material = SecretBytes(wiping: &bytes)
        let parameters = try service.perform(
            "kms:GetParametersForImport",
            .object([
                "KeyId": .string(id), "WrappingAlgorithm": .string("RSA_AES_KEY_WRAP_SHA_256"),
                "WrappingKeySpec": .string("RSA_4096"),
            ])
        )
        guard let encoded = parameters["PublicKey"]?.string.flatMap({ Base64.bytes($0) }) else {
            throw Diagnostic.foreignAnswer("no public key to wrap the material with")
        }
        let wrappingKey = try PublicKey(spki: encoded.span)
        let between = try SecretBytes(random: 32)
        let wrapped =
            try wrappingKey.encrypt(between, .oaep(.sha256)) + KeyWrap.wrapPadded(material, key: between)
        _ = try service.perform(
            "kms:ImportKeyMaterial",
            .present([
                "KeyId": .string(id), "ImportToken": parameters["ImportToken"],
                "EncryptedKeyMaterial": .string(Base64.text(wrapped)),
                "ExpirationModel": .string("KEY_MATERIAL_DOES_NOT_EXPIRE"),
            ])
        )
    }
}

import Cryptography
import EncryptedMessages
import Foundation
import Testing

/// Round trips with the AWS Encryption SDK for Python, where that is installed.
@Suite(.enabled(if: PythonSDK.isThere, "needs python3 and aws-encryption-sdk"))
struct InteropTests {
    @Test(arguments: [0, 1, 128, 5000], [false, true])
    func theSDKOpensWhatWasWritten(count: Int, isSigned: Bool) throws {
        let example = try Example(Example.text(count), frameLength: 128, isSigned: isSigned)
        let vector = Vector(
            suite: example.header.suite.rawValue,
            namespace: "invented",
            name: "key 1",
            frameLength: 128,
            context: ["bucket": "b", "purpose": "test"],
            plaintext: "",
            message: Vector.digits(example.message)
        )
        #expect(try PythonSDK.run("decrypt", vector) == example.plaintext)
    }

    /// By what KMS returns, with the provider and the information that a client of KMS looks for.
    @Test func aMasterKeyOfKMSOpensWhatWasWrittenForIt() throws {
        let arn = "arn:aws:kms:local:000000000000:key/11111111-2222-3333-4444-555555555555"
        let dataKey = try SecretBytes(random: 32)
        // The script's blob: the key, masked, and a digest of the context.
        let digest = sha256(#"{"a": "b"}"#)
        let blob = zip(dataKey.exposed(), sha256("fake")).map { $0 ^ $1 } + digest
        let draft = try MessageDraft(context: EncryptionContext(["a": "b"]))
        var message: [UInt8] = []
        var writer = try MessageWriter(
            draft,
            dataKey: dataKey,
            wrappedAs: [EncryptedDataKey(kmsKey: arn, ciphertext: blob)],
            into: &message
        )
        let plaintext = Example.text(10_000)
        try writer.write(plaintext.span, into: &message)
        try writer.finish(into: &message)
        let vector = Vector(
            suite: 0x0478,
            namespace: "aws-kms",
            name: arn,
            frameLength: 4096,
            context: ["a": "b"],
            plaintext: "",
            message: Vector.digits(message)
        )
        #expect(try PythonSDK.run("decrypt", vector) == plaintext)
    }

    @Test func anRSAKeyOpensWhatItsPublicHalfHasWrapped() throws {
        let pair = try PrivateKey(generating: .rsa(bits: 2048))
        let wrapping = RSAWrapping(namespace: "invented", name: "rsa 1")
        let dataKey = try SecretBytes(random: 32)
        let draft = try MessageDraft(context: EncryptionContext(["a": "b"]))
        var message: [UInt8] = []
        var writer = try MessageWriter(
            draft,
            dataKey: dataKey,
            wrappedAs: [try wrapping.wrap(dataKey, with: pair.publicKey)],
            frameLength: 128,
            into: &message
        )
        let plaintext = Example.text(300)
        try writer.write(plaintext.span, into: &message)
        try writer.finish(into: &message)
        var vector = Vector(
            suite: 0x0478,
            namespace: "invented",
            name: "rsa 1",
            frameLength: 128,
            context: ["a": "b"],
            plaintext: Vector.digits(plaintext),
            message: Vector.digits(message),
            privateKey: PythonSDK.pem(try pair.pkcs8().exposed(), "PRIVATE KEY")
        )
        #expect(try PythonSDK.run("decrypt", vector) == plaintext)
        vector.privateKey = nil
        vector.publicKey = PythonSDK.pem(try pair.publicKey.spki(), "PUBLIC KEY")
        let theirs = try PythonSDK.run("encrypt", vector)
        var reader = MessageReader()
        var output: [UInt8] = []
        try reader.read(theirs.span, into: &output)
        let found = reader.header
        let header = try #require(found)
        let key = try #require(header.dataKeys.first(where: wrapping.matches))
        try reader.unlock(with: try wrapping.unwrap(key, with: pair))
        try reader.finish(into: &output)
        #expect(output == plaintext)
    }
}

/// `Fixtures/esdk/sdk.py`.
enum PythonSDK {
    static let isThere = (try? start(["-c", "import aws_encryption_sdk"], Data()).status) == 0

    /// Runs the script and returns the bytes that it prints.
    static func run(_ command: String, _ vector: Vector) throws -> [UInt8] {
        let script = Vector.folder.appending(path: "sdk.py").path
        let (status, output) = try start([script, command], JSONEncoder().encode(vector))
        #expect(status == 0)
        return Vector.bytes(String(decoding: output, as: UTF8.self))
    }

    static func pem(_ bytes: [UInt8], _ kind: String) -> String {
        let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN \(kind)-----\n\(text)\n-----END \(kind)-----\n"
    }

    private static func start(_ arguments: [String], _ input: Data) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let inward = Pipe()
        let outward = Pipe()
        process.standardInput = inward
        process.standardOutput = outward
        process.standardError = FileHandle.nullDevice
        try process.run()
        try inward.fileHandleForWriting.write(contentsOf: input)
        try inward.fileHandleForWriting.close()
        let output = try outward.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}

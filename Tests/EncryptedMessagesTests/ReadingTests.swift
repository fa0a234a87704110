import Cryptography
import EncryptedMessages
import Testing

@Suite struct ReadingTests {
    @Test func allSuitesAreAmongTheVectors() {
        #expect(Set(Vector.all.map(\.suite)) == Set(Suite.allCases.map(\.rawValue)))
    }

    /// Whole, byte by byte, and in pieces that never end where a frame does.
    @Test(arguments: Vector.all)
    func opensWhatTheSDKHasWritten(_ vector: Vector) throws {
        let example = try Example(vector)
        #expect(example.header.suite.rawValue == vector.suite)
        #expect(example.header.frameLength == vector.frameLength)
        #expect(example.header.context.includes(try EncryptionContext(vector.context)))
        for pieces in [Int.max, 1, 7, 61] {
            let (plaintext, error) = Example.read(example.message, with: example.dataKey, pieces: pieces)
            #expect(error == nil)
            #expect(plaintext == example.plaintext)
        }
    }

    @Test(arguments: Vector.all)
    func wantsCommitmentUnlessToldOtherwise(_ vector: Vector) throws {
        let example = try Example(vector)
        let (plaintext, error) = Example.read(example.message, with: example.dataKey, policy: .required)
        #expect(error == (example.header.suite.isCommitting ? nil : .commitmentRequired))
        #expect(plaintext.isEmpty || error == nil)
    }

    @Test(arguments: [0, 1, 63, 64, 65, 128, 1000], [1, 64, 4096])
    func opensWhatItHasWritten(count: Int, frameLength: Int) throws {
        for isSigned in [false, true] {
            for pieces in [Int.max, 10] {
                let example = try Example(
                    Example.text(count),
                    frameLength: frameLength,
                    isSigned: isSigned,
                    pieces: pieces
                )
                let (plaintext, error) = Example.read(example.message, with: example.dataKey, pieces: 100)
                #expect(error == nil)
                #expect(plaintext == example.plaintext)
                if !isSigned { #expect(example.header.framedByteCount(ofPlaintext: count) == example.message.count) }
                #expect(example.header.plaintextByteCount(ofMessage: example.message.count) >= count)
            }
        }
    }

    @Test func severalPeopleCanReadOneMessage() throws {
        let draft = try MessageDraft(context: EncryptionContext(["a": "b"]))
        let key = try SecretBytes(random: 32)
        let other = AESWrapping(namespace: "other", name: "key", key: try SecretBytes(random: 32))
        let kms = EncryptedDataKey(kmsKey: "arn:aws:kms:local:000000000000:key/1", ciphertext: [1, 2, 3])
        let wrapped = [
            kms, try Example.wrapping.wrap(key, for: draft.context), try other.wrap(key, for: draft.context),
        ]
        var message: [UInt8] = []
        let writer = try MessageWriter(draft, dataKey: key, wrappedAs: wrapped, into: &message)
        let header = writer.header
        try writer.finish(into: &message)
        #expect(header.dataKeys == wrapped)
        #expect(header.dataKeys.map(\.kmsKey) == ["arn:aws:kms:local:000000000000:key/1", nil, nil])
        #expect(try other.unwrap(header.dataKeys[2], for: header.context).isEqual(to: key))
        #expect(Example.read(message, with: key).error == nil)
        #expect(throws: MessageError.unwrappingFailed) { try other.unwrap(header.dataKeys[1], for: header.context) }
        #expect(throws: MessageError.unwrappingFailed) {
            try other.unwrap(header.dataKeys[2], for: EncryptionContext())
        }
    }

    @Test func aPublicKeyIsEnoughToWrite() throws {
        let wrapping = RSAWrapping(namespace: "invented", name: "rsa")
        let pair = try PrivateKey(generating: .rsa(bits: 2048))
        let key = try SecretBytes(random: 32)
        let wrapped = try wrapping.wrap(key, with: pair.publicKey)
        #expect(wrapping.matches(wrapped))
        #expect(try wrapping.unwrap(wrapped, with: pair).isEqual(to: key))
        let other = try PrivateKey(generating: .rsa(bits: 2048))
        #expect(throws: MessageError.unwrappingFailed) { try wrapping.unwrap(wrapped, with: other) }
    }
}

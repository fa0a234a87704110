import Bytes
import Cryptography
import EncryptedMessages
import Foundation
import Testing

/// A message, and what is needed to open it.
struct Example {
    var message: [UInt8]
    var plaintext: [UInt8]
    var header: MessageHeader
    var dataKey: SecretBytes

    /// Writes a message under an AES key.
    init(_ plaintext: [UInt8], frameLength: Int, isSigned: Bool = false, pieces: Int = .max) throws {
        let dataKey = try SecretBytes(random: 32)
        let draft = try MessageDraft(
            context: try EncryptionContext(["bucket": "b", "purpose": "test"]),
            isSigned: isSigned
        )
        let wrapped = try Example.wrapping.wrap(dataKey, for: draft.context)
        (message, header) = try Example.message(draft, dataKey, wrapped, frameLength, plaintext, pieces)
        self.plaintext = plaintext
        self.dataKey = dataKey
    }

    private static func message(
        _ draft: MessageDraft,
        _ dataKey: SecretBytes,
        _ wrapped: EncryptedDataKey,
        _ frameLength: Int,
        _ plaintext: [UInt8],
        _ pieces: Int
    ) throws -> ([UInt8], MessageHeader) {
        var message: [UInt8] = []
        var writer = try MessageWriter(
            draft,
            dataKey: dataKey,
            wrappedAs: [wrapped],
            frameLength: frameLength,
            into: &message
        )
        let header = writer.header
        var start = 0
        while start < plaintext.count {
            let end = pieces == .max ? plaintext.count : min(start + pieces, plaintext.count)
            try writer.write(plaintext.span.extracting(start..<end), into: &message)
            start = end
        }
        try writer.finish(into: &message)
        return (message, header)
    }

    /// Takes over a message that somebody else has written.
    init(_ vector: Vector) throws {
        message = vector.messageBytes
        plaintext = vector.plaintextBytes
        header = try Example.header(of: vector.messageBytes)
        dataKey = try vector.dataKey(header)
    }

    static let wrapping = AESWrapping(namespace: "invented", name: "key 1", key: SecretBytes(copying: wrappingKey.span))

    private static let wrappingKey = sha256("wrapping key")

    /// What comes out of `message` when it is read in pieces of a length.
    ///
    /// - Returns: What was released, and why no more of it; `nil` for all.
    static func read(
        _ message: [UInt8],
        with dataKey: SecretBytes,
        pieces: Int = .max,
        policy: CommitmentPolicy = .optional,
        limits: MessageLimits = MessageLimits()
    ) -> (plaintext: [UInt8], error: MessageError?) {
        var plaintext: [UInt8] = []
        do throws(MessageError) {
            var reader = MessageReader(policy: policy, limits: limits)
            try feed(&reader, message, dataKey, pieces, &plaintext)
            return (plaintext, nil)
        } catch {
            return (plaintext, error)
        }
    }

    private static func feed(
        _ reader: inout MessageReader,
        _ message: [UInt8],
        _ dataKey: SecretBytes,
        _ pieces: Int,
        _ plaintext: inout [UInt8]
    ) throws(MessageError) {
        var isUnlocked = false
        var start = 0
        while start < message.count {
            let end = pieces == .max ? message.count : min(start + pieces, message.count)
            try reader.read(message.span.extracting(start..<end), into: &plaintext)
            if !isUnlocked, reader.header != nil {
                try reader.unlock(with: dataKey)
                isUnlocked = true
            }
            start = end
        }
        try reader.finish(into: &plaintext)
    }

    /// The header of a message.
    static func header(of message: [UInt8]) throws -> MessageHeader {
        var reader = MessageReader(policy: .optional)
        var nothing: [UInt8] = []
        try reader.read(message.span, into: &nothing)
        guard let header = reader.header else { throw MessageError.truncated }
        return header
    }

    /// Some bytes that are not all the same.
    static func text(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) } }

    /// The frames of the message, when it is framed and unsigned: each with its place.
    var frames: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = header.byteCount
        while start < message.count {
            let isLast = message[start..<start + 4].allSatisfy { $0 == 255 }
            let end = isLast ? message.count : start + header.frameLength + 32
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }
}

/// A message of the SDK for Python; made by `Fixtures/esdk/sdk.py`.
struct Vector: Codable, CustomTestStringConvertible {
    var suite: UInt16
    var namespace: String
    var name: String
    var frameLength: Int
    var context: [String: String]
    var plaintext: String
    var message: String
    var publicKey: String?
    var privateKey: String?

    var testDescription: String {
        "suite \(String(suite, radix: 16)), frames of \(frameLength), \(plaintext.count / 2) bytes"
    }

    var plaintextBytes: [UInt8] { Vector.bytes(plaintext) }
    var messageBytes: [UInt8] { Vector.bytes(message) }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/esdk")

    static let all: [Vector] =
        (try? JSONDecoder().decode([Vector].self, from: Data(contentsOf: folder.appending(path: "vectors.json")))) ?? []

    static func bytes(_ digits: String) -> [UInt8] {
        let values = digits.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    static func digits(_ bytes: [UInt8]) -> String { Hexadecimal.text(bytes) }

    /// Unwraps the data key of the vector's message.
    func dataKey(_ header: MessageHeader) throws -> SecretBytes {
        for key in header.dataKeys where key.kmsKey == name { return try FakeKMS.unwrap(key, header.suite) }
        guard let key = header.dataKeys.first(where: Example.wrapping.matches) else {
            throw MessageError.unwrappingFailed
        }
        return try Example.wrapping.unwrap(key, for: header.context)
    }
}

/// The other side of the script's `FakeKMS`.
enum FakeKMS {
    static func unwrap(_ key: EncryptedDataKey, _ suite: Suite) throws -> SecretBytes {
        let mask = sha256("fake")
        var bytes = zip(key.ciphertext.prefix(suite.dataKeyByteCount), mask).map { $0 ^ $1 }
        return SecretBytes(wiping: &bytes)
    }
}

/// The digest of a text; nothing where there is none.
func sha256(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    do { return try Digest.of(bytes.span, by: .sha256) } catch { return [] }
}

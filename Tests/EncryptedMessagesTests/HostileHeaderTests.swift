import Cryptography
import EncryptedMessages
import Testing

/// Headers that somebody has made up.
@Suite struct HostileHeaderTests {
    /// A header by its parts, and why it is refused.
    struct Case: CustomTestStringConvertible {
        var why: String
        var bytes: [UInt8]
        var error: MessageError
        var testDescription: String { why }
    }

    static let head: [UInt8] = [2, 0x04, 0x78] + [UInt8](repeating: 7, count: 32)
    static let noContext: [UInt8] = [0, 0]
    static let oneKey: [UInt8] = [0, 1, 0, 1, 65, 0, 1, 66, 0, 1, 67]
    static let rest = [UInt8](repeating: 0, count: 48)

    static func withContext(_ block: [UInt8]) -> [UInt8] {
        head + [UInt8(block.count >> 8), UInt8(block.count & 255)] + block
    }

    static let cases = [
        Case(why: "a text", bytes: Array("hello".utf8), error: .notAMessage),
        Case(why: "version 3", bytes: [3, 4, 0x78], error: .notAMessage),
        Case(why: "another type", bytes: [1, 0x81, 1, 0x78], error: .notAMessage),
        Case(why: "suite 0", bytes: [2, 0, 0], error: .unknownSuite(0)),
        Case(why: "a suite of version 2 in version 1", bytes: [1, 0x80, 4, 0x78], error: .unknownSuite(0x0478)),
        Case(why: "a suite of version 1 in version 2", bytes: [2, 1, 0x78], error: .unknownSuite(0x0178)),
        Case(why: "a context of no pairs", bytes: withContext([0, 0]), error: .malformed(.context)),
        Case(why: "a context of one byte", bytes: withContext([0]), error: .malformed(.context)),
        Case(
            why: "more pairs than there are",
            bytes: withContext([0, 2, 0, 1, 65, 0, 1, 66]),
            error: .malformed(.context)
        ),
        Case(
            why: "fewer pairs than there are",
            bytes: withContext([0, 1, 0, 1, 65, 0, 1, 66, 0]),
            error: .malformed(.context)
        ),
        Case(why: "a key that is too long", bytes: withContext([0, 1, 255, 255, 65]), error: .malformed(.context)),
        Case(
            why: "a key twice",
            bytes: withContext([0, 2, 0, 1, 65, 0, 1, 66, 0, 1, 65, 0, 1, 67]),
            error: .malformed(.context)
        ),
        Case(
            why: "keys out of order",
            bytes: withContext([0, 2, 0, 1, 66, 0, 1, 66, 0, 1, 65, 0, 1, 67]),
            error: .malformed(.context)
        ),
        Case(
            why: "a value that is no text",
            bytes: withContext([0, 1, 0, 1, 65, 0, 1, 0xFF]),
            error: .malformed(.context)
        ),
        Case(
            why: "a verifying key without a signature",
            bytes: withContext([0, 1, 0, 21] + Array("aws-crypto-public-key".utf8) + [0, 1, 66]),
            error: .reservedContextKey
        ),
        Case(
            why: "a signature without a verifying key",
            bytes: [2, 0x05, 0x78] + [UInt8](repeating: 7, count: 32) + noContext,
            error: .reservedContextKey
        ),
        Case(why: "no data keys", bytes: head + noContext + [0, 0], error: .malformed(.dataKeys)),
        Case(why: "65,535 data keys", bytes: head + noContext + [255, 255], error: .limitExceeded(.dataKeys)),
        Case(
            why: "a provider that is no text",
            bytes: head + noContext + [0, 1, 0, 1, 0xFF],
            error: .malformed(.dataKeys)
        ),
        Case(why: "content of no kind", bytes: head + noContext + oneKey + [3], error: .malformed(.header)),
        Case(why: "frames of nothing", bytes: head + noContext + oneKey + [2, 0, 0, 0, 0], error: .malformed(.header)),
        Case(
            why: "frames of a message without",
            bytes: head + noContext + oneKey + [1, 0, 0, 0, 1],
            error: .malformed(.header)
        ),
        Case(
            why: "frames of 4 GiB",
            bytes: head + noContext + oneKey + [2, 255, 255, 255, 255],
            error: .limitExceeded(.frame)
        ),
        Case(why: "only a header", bytes: head + noContext + oneKey + [2, 0, 0, 16, 0] + rest, error: .wrongDataKey),
    ]

    @Test(arguments: cases)
    func refuses(_ example: Case) throws {
        let key = try SecretBytes(random: 32)
        for pieces in [Int.max, 1] {
            #expect(Example.read(example.bytes, with: key, pieces: pieces).error == example.error)
        }
    }

    @Test func aHeaderHasALimit() throws {
        // Each of these is longer than what may be read; none is allocated before it is there.
        let long = Self.head + Self.noContext + [0, 16, 255, 255] + [UInt8](repeating: 65, count: 65_535) + [255, 255]
        let limits = MessageLimits(header: 70_000)
        #expect(Example.read(long, with: try SecretBytes(random: 32), limits: limits).error == .limitExceeded(.header))
    }

    @Test func aMessageWithoutFramesHasALimit() throws {
        let vector = try #require(
            Vector.all.first { $0.suite == 0x0478 && $0.frameLength == 0 && !$0.plaintext.isEmpty }
        )
        let example = try Example(vector)
        var message = example.message
        for offset in 0..<8 { message[example.header.byteCount + 12 + offset] = 255 }
        let (plaintext, error) = Example.read(message, with: example.dataKey)
        #expect(error == .limitExceeded(.message))
        #expect(plaintext.isEmpty)
    }

    @Test func aSignatureHasALimit() throws {
        let example = try Example(Example.text(10), frameLength: 80, isSigned: true)
        let end = example.header.byteCount + 40 + 10
        var message = Array(example.message.prefix(end))
        message += [255, 255]
        #expect(Example.read(message, with: example.dataKey).error == .malformed(.footer))
    }

    @Test func aSignedMessageIsNotVerifiedBeforeItsEnd() throws {
        let example = try Example(Example.text(200), frameLength: 80, isSigned: true)
        let other = try Example(Example.text(200), frameLength: 80, isSigned: true)
        let end = example.header.byteCount + 2 * 112 + 40 + 40
        let body = Array(example.message.prefix(end))
        #expect(Example.read(body, with: example.dataKey).error == .truncated)
        let foreign = other.message.dropFirst(other.header.byteCount + 2 * 112 + 40 + 40)
        #expect(Example.read(body + foreign, with: example.dataKey).error == .signatureNotAuthentic)
    }

    @Test func theReservedKeyIsNobodys() {
        #expect(throws: MessageError.reservedContextKey) { try EncryptionContext(["aws-crypto-public-key": "x"]) }
        #expect(throws: MessageError.limitExceeded(.context)) {
            try EncryptionContext(["a": String(repeating: "x", count: 65_535)])
        }
    }

    /// Two spellings of one letter are two keys: what is compared is bytes.
    @Test func aContextIsComparedByteByByte() throws {
        let one = try EncryptionContext(["b\u{FC}ro": "1"])
        let two = try EncryptionContext(["bu\u{308}ro": "1"])
        #expect(one != two)
        #expect(!one.includes(two))
        #expect(try EncryptionContext(["a": "1", "b": "2"]).includes(EncryptionContext(["a": "1"])))
        #expect(try !EncryptionContext(["a": "1"]).includes(EncryptionContext(["a": "1", "b": "2"])))
    }
}

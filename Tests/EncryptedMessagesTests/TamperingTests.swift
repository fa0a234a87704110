import Cryptography
import EncryptedMessages
import Testing

/// Whatever was changed is refused, and not a byte of it comes out.
@Suite struct TamperingTests {
    /// Of each suite one message with frames and one without, with several frames where there are any.
    static let vectors = Vector.all.filter { $0.plaintext.count == 600 }

    /// The plaintext that frames before `offset` hold.
    static func released(before offset: Int, _ example: Example) -> Int {
        let frame = example.header.frameLength
        if frame == 0 {
            return offset >= example.header.byteCount + 36 + example.plaintext.count ? example.plaintext.count : 0
        }
        let body = max(0, offset - example.header.byteCount)
        let regular = example.plaintext.count / frame
        let whole = min(body / (frame + 32), regular)
        let end = regular * (frame + 32) + 40 + example.plaintext.count % frame
        return body >= end ? example.plaintext.count : whole * frame
    }

    /// Those whose every bit is tried: each suite would take a minute.
    static let tried = vectors.filter { [0x0178, 0x0378, 0x0478, 0x0578].contains($0.suite) }

    @Test(arguments: tried)
    func everyBitCounts(_ vector: Vector) throws {
        let example = try Example(vector)
        var message = example.message
        for offset in message.indices {
            for bit in 0..<8 {
                message[offset] ^= 1 << bit
                let (plaintext, error) = Example.read(message, with: example.dataKey)
                #expect(error != nil, "bit \(bit) of byte \(offset)")
                #expect(plaintext.count <= Self.released(before: offset, example), "bit \(bit) of byte \(offset)")
                #expect(example.plaintext.starts(with: plaintext))
                message[offset] ^= 1 << bit
            }
        }
    }

    @Test(arguments: vectors)
    func noShorterMessageIsWhole(_ vector: Vector) throws {
        let example = try Example(vector)
        for count in example.message.indices {
            for pieces in [Int.max, 50] {
                let cut = Array(example.message.prefix(count))
                let (plaintext, error) = Example.read(cut, with: example.dataKey, pieces: pieces)
                #expect(error == .truncated, "\(count) bytes")
                #expect(plaintext.count <= Self.released(before: count, example))
            }
        }
    }

    @Test(arguments: vectors)
    func nothingMayFollow(_ vector: Vector) throws {
        let example = try Example(vector)
        #expect(Example.read(example.message + [0], with: example.dataKey).error == .trailingBytes)
        #expect(Example.read(example.message + example.message, with: example.dataKey).error == .trailingBytes)
    }

    /// An order of frames, and how many may come out before it is noticed.
    struct Order: CustomTestStringConvertible {
        var why: String
        var frames: [Int]
        var released: Int
        var testDescription: String { why }
    }

    // Of frames 0 to 4, where 4 is the last.
    static let orders = [
        Order(why: "two swapped", frames: [0, 2, 1, 3, 4], released: 1),
        Order(why: "the first missing", frames: [1, 2, 3, 4], released: 0),
        Order(why: "one missing", frames: [0, 2, 3, 4], released: 1),
        Order(why: "one twice", frames: [0, 1, 1, 2, 3, 4], released: 2),
        Order(why: "the last missing", frames: [0, 1, 2, 3], released: 4),
        Order(why: "the last twice", frames: [0, 1, 2, 3, 4, 4], released: 5),
        Order(why: "the last too early", frames: [0, 1, 4], released: 2),
        Order(why: "none", frames: [], released: 0),
        Order(why: "the last only", frames: [4], released: 0),
    ]

    @Test(arguments: orders)
    func framesComeInOrder(_ order: Order) throws {
        let example = try Example(Example.text(330), frameLength: 80)
        let frames = example.frames
        #expect(frames.count == 5)
        let body = order.frames.flatMap { example.message[frames[$0]] }
        let message = Array(example.message.prefix(example.header.byteCount)) + body
        let (plaintext, error) = Example.read(message, with: example.dataKey)
        #expect(error != nil)
        #expect(plaintext.count == min(order.released * 80, 330))
    }

    /// A regular frame whose mark says that it is the last, and the other way round.
    @Test func kindsOfFramesAreNotExchanged() throws {
        let example = try Example(Example.text(160), frameLength: 80)
        let last = example.frames[2]
        let content = example.message[last].dropFirst(24)
        #expect(content.count == 16)
        var message = example.message
        message.replaceSubrange(
            example.frames[1].lowerBound...,
            with: [255, 255, 255, 255] + message[example.frames[1]].prefix(16)
        )
        message += [0, 0, 0, 80] + example.message[example.frames[1]].dropFirst(16)
        let (plaintext, error) = Example.read(message, with: example.dataKey)
        #expect(error == .frameNotAuthentic(2))
        #expect(plaintext.count == 80)
    }

    @Test func framesOfAnotherMessageAreRefused() throws {
        let first = try Example(Example.text(100), frameLength: 80)
        let draft = try MessageDraft(context: first.header.context)
        var other: [UInt8] = []
        // Under the same data key: only the message's name keeps them apart.
        var writer = try MessageWriter(
            draft,
            dataKey: first.dataKey,
            wrappedAs: first.header.dataKeys,
            frameLength: 80,
            into: &other
        )
        try writer.write(first.plaintext.span, into: &other)
        try writer.finish(into: &other)
        let mixed = Array(first.message.prefix(first.header.byteCount)) + other.dropFirst(first.header.byteCount)
        let (plaintext, error) = Example.read(mixed, with: first.dataKey)
        #expect(error == .frameNotAuthentic(1))
        #expect(plaintext.isEmpty)
    }

    @Test func dataKeysAreNotSwapped() throws {
        let first = try Example(Example.text(100), frameLength: 80)
        let second = try Example(Example.text(100), frameLength: 80)
        #expect(Example.read(first.message, with: second.dataKey).error == .wrongDataKey)
        let keys = first.header.dataKeys[0].ciphertext
        let start = try #require(first.message.indices.first { first.message.dropFirst($0).starts(with: keys) })
        var message = first.message
        message.replaceSubrange(start..<start + keys.count, with: second.header.dataKeys[0].ciphertext)
        #expect(Example.read(message, with: first.dataKey).error == .headerNotAuthentic)
        #expect(Example.read(message, with: second.dataKey).error == .wrongDataKey)
        #expect(Example.read(first.message, with: try SecretBytes(random: 16)).error == .dataKeyLength)
    }

    /// A message without commitment, read with a key that is not its own.
    @Test(arguments: vectors)
    func anotherKeyOpensNothing(_ vector: Vector) throws {
        let example = try Example(vector)
        let key = try SecretBytes(random: example.header.suite.dataKeyByteCount)
        let (plaintext, error) = Example.read(example.message, with: key)
        #expect(error == (example.header.suite.isCommitting ? .wrongDataKey : .headerNotAuthentic))
        #expect(plaintext.isEmpty)
    }

    @Test func aReaderThatHasRefusedStaysSo() throws {
        let example = try Example(Example.text(300), frameLength: 80)
        var message = example.message
        message[example.frames[1].upperBound - 1] ^= 1
        var reader = MessageReader()
        var plaintext: [UInt8] = []
        try reader.read(message.span.extracting(first: example.header.byteCount), into: &plaintext)
        try reader.unlock(with: example.dataKey)
        let rest = Array(message.dropFirst(example.header.byteCount))
        var errors: [MessageError] = []
        for piece in [rest, Array(example.message[example.frames[1]])] {
            do throws(MessageError) { try reader.read(piece.span, into: &plaintext) } catch { errors.append(error) }
        }
        do throws(MessageError) { try reader.finish(into: &plaintext) } catch { errors.append(error) }
        #expect(errors == [.frameNotAuthentic(2), .frameNotAuthentic(2), .frameNotAuthentic(2)])
        #expect(plaintext.count == 80)
    }
}

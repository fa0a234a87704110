/// What stands at the start of a message.
///
/// Nothing of it is authentic before ``MessageReader/unlock(with:)`` has returned.
public struct MessageHeader: Sendable, Equatable {
    public let suite: Suite
    /// A random name of the message.
    public let messageID: [UInt8]
    public let context: EncryptionContext
    public let dataKeys: [EncryptedDataKey]
    /// The length of each frame but the last, in bytes; 0 for a message without frames.
    public let frameLength: Int

    /// What ties the message to one data key; empty in messages that do not commit.
    let commitment: [UInt8]

    /// The bytes that ``tag`` authenticates.
    let bytes: [UInt8]
    let nonce: [UInt8]
    var tag: [UInt8]

    /// The length with nonce and tag as they are written, in bytes.
    public var byteCount: Int { bytes.count + tag.count + (suite.isCommitting ? 0 : nonce.count) }

    /// The header as a message begins with it: ``byteCount`` bytes.
    public var written: [UInt8] { bytes + (suite.isCommitting ? [] : nonce) + tag }
}

extension MessageHeader {
    /// The header that stands at the start of `bytes`; `nil` when there is none, or not all of it.
    ///
    /// - Parameters:
    ///   - bytes: The beginning of what may be a message.
    ///   - limits: What is taken for a header.
    public init?(startOf bytes: Span<UInt8>, within limits: MessageLimits = MessageLimits()) {
        let count = min(bytes.count, limits.header)
        guard let header = try? HeaderParser.header(in: (0..<count).map { bytes[$0] }, limits) else { return nil }
        self = header
    }

    /// Describes a new, framed message by a committing suite; without a tag as yet.
    init(
        suite: Suite,
        messageID: [UInt8],
        context: EncryptionContext,
        dataKeys: [EncryptedDataKey],
        frameLength: Int,
        commitment: [UInt8]
    ) {
        var bytes: [UInt8] = [suite.headerVersion] + suite.bytes + messageID
        bytes.appendCounted(context.block)
        bytes += UInt16(dataKeys.count).bigEndianBytes
        for key in dataKeys {
            bytes.appendCounted(Array(key.provider.utf8))
            bytes.appendCounted(key.info)
            bytes.appendCounted(key.ciphertext)
        }
        bytes.append(ContentType.framed.rawValue)
        bytes += UInt32(frameLength).bigEndianBytes
        bytes += commitment
        self.init(
            suite: suite,
            messageID: messageID,
            context: context,
            dataKeys: dataKeys,
            frameLength: frameLength,
            commitment: commitment,
            bytes: bytes,
            nonce: Frame.nonce(0),
            tag: []
        )
    }

    /// How the body is cut.
    enum ContentType: UInt8 {
        case single = 1
        case framed = 2
    }
}

extension MessageHeader {
    /// The length of an unsigned, framed message with this header, in bytes.
    public func framedByteCount(ofPlaintext count: Int) -> Int {
        byteCount + count / frameLength * (frameLength + 32) + 40 + count % frameLength
    }

    /// The length of the plaintext of a message with this header that is `count` bytes long, or up to the length of a
    /// signature more; 0 for one that cannot be whole.
    public func plaintextByteCount(ofMessage count: Int) -> Int {
        if frameLength == 0 { return max(0, count - byteCount - 36) }
        let body = max(0, count - byteCount - 40)
        return body / (frameLength + 32) * frameLength + min(body % (frameLength + 32), frameLength)
    }
}

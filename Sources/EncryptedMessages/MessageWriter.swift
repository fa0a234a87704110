public import Cryptography

/// Writes a message: its header, then a frame for each stretch of plaintext as it comes, and an end.
///
/// Without the end the message is refused by every reader, so one that breaks off cannot pass for a whole.
public struct MessageWriter: ~Copyable {
    /// What the message begins with.
    public let header: MessageHeader

    private var cipher: AESGCM
    private var transcript: Transcript
    private let signingKey: PrivateKey?
    /// Plaintext that does not fill a frame yet.
    private var pending: [UInt8] = []
    private var number: UInt32 = 0

    /// The frame length of the SDK.
    public static let usualFrameLength = 4096

    /// Begins a message and appends its header to `output`.
    ///
    /// - Parameters:
    ///   - draft: The message.
    ///   - dataKey: 32 random bytes.
    ///   - dataKeys: The same data key, wrapped under the draft's context for everybody who shall read the message.
    ///   - frameLength: Plaintext bytes of each frame, from 1 to 64 MiB.
    ///   - output: Where the message goes; as it was when this throws.
    /// - Throws: ``MessageError/malformed(_:)`` for no data keys, or one with a field above 65,535 bytes;
    ///   ``MessageError/limitExceeded(_:)`` for more data keys or a longer header than readers take;
    ///   ``MessageError/dataKeyLength``; ``MessageError/cryptography``.
    public init(
        _ draft: MessageDraft,
        dataKey: SecretBytes,
        wrappedAs dataKeys: [EncryptedDataKey],
        frameLength: Int = usualFrameLength,
        into output: inout [UInt8]
    ) throws(MessageError) {
        precondition(1...MessageLimits().frame ~= frameLength, "a frame that no reader takes")
        guard !dataKeys.isEmpty, dataKeys.allSatisfy(\.fits) else { throw .malformed(.dataKeys) }
        guard dataKeys.count <= MessageLimits().dataKeys else { throw .limitExceeded(.dataKeys) }
        var transcript = try Transcript(draft.suite)
        let messageID: [UInt8]
        do throws(CryptographyError) { messageID = try RandomBytes.make(draft.suite.messageIDByteCount) } catch {
            throw .cryptography
        }
        let key = try MessageKey(dataKey, draft.suite, messageID: messageID)
        var cipher = try key.cipher()
        var header = MessageHeader(
            suite: draft.suite,
            messageID: messageID,
            context: draft.context,
            dataKeys: dataKeys,
            frameLength: frameLength,
            commitment: key.commitment
        )
        do throws(CryptographyError) {
            var tag: [UInt8] = []
            let nothing: [UInt8] = []
            try cipher.seal(nothing.span, nonce: header.nonce.span, authenticating: header.bytes.span, into: &tag)
            header.tag = tag
        } catch {
            throw .cryptography
        }
        guard header.byteCount <= MessageLimits().header else { throw .limitExceeded(.header) }
        let start = header.bytes + header.tag
        transcript.add(start.span)
        output += start
        self.header = header
        self.cipher = cipher
        self.transcript = transcript
        signingKey = draft.signingKey
    }

    /// Encrypts `plaintext`, and appends the frames that it fills to `output`.
    ///
    /// Costs no copy where it comes in multiples of the frame length.
    public mutating func write(_ plaintext: Span<UInt8>, into output: inout [UInt8]) throws(MessageError) {
        var rest = plaintext
        if !pending.isEmpty {
            let missing = min(header.frameLength - pending.count, rest.count)
            pending.append(rest.extracting(first: missing))
            rest = rest.extracting(droppingFirst: missing)
            guard pending.count == header.frameLength else { return }
            let frame = pending
            pending = []
            try seal(frame.span, .regular, into: &output)
        }
        while rest.count >= header.frameLength {
            try seal(rest.extracting(first: header.frameLength), .regular, into: &output)
            rest = rest.extracting(droppingFirst: header.frameLength)
        }
        pending.append(rest)
    }

    /// Ends the message, and appends its last frame and its signature to `output`.
    public consuming func finish(into output: inout [UInt8]) throws(MessageError) {
        let frame = pending
        try seal(frame.span, .last, into: &output)
        guard let signingKey, let hash = header.suite.signature?.hash else { return }
        do throws(CryptographyError) {
            let signature = try signingKey.sign(digest: transcript.finish().span, .ecdsa(hash))
            output.appendCounted(signature)
        } catch {
            throw .cryptography
        }
    }

    private mutating func seal(
        _ plaintext: Span<UInt8>,
        _ kind: Frame.Kind,
        into output: inout [UInt8]
    ) throws(MessageError) {
        // The last number but one is for the last frame, the last is its mark.
        guard number < Frame.lastMark - (kind == .last ? 1 : 2) else { throw .limitExceeded(.message) }
        number += 1
        let start = output.count
        let nonce = Frame.nonce(number)
        if kind == .last { output += Frame.lastMark.bigEndianBytes }
        output += number.bigEndianBytes
        output += nonce
        if kind == .last { output += UInt32(plaintext.count).bigEndianBytes }
        let data = Frame.authenticated(header.messageID, kind, number, byteCount: plaintext.count)
        do throws(CryptographyError) {
            try cipher.seal(plaintext, nonce: nonce.span, authenticating: data.span, into: &output)
        } catch {
            throw .cryptography
        }
        transcript.add(output.span.extracting(start..<output.count))
    }
}

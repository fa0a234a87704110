import Cryptography

/// What follows a header that has been unlocked: frames and, in some suites, a signature.
struct MessageBody: ~Copyable {
    private let header: MessageHeader
    private var cipher: AESGCM
    private var transcript: Transcript
    private var number: UInt32 = 1
    private var stage = Stage.frames

    private enum Stage {
        case frames
        case signature
        case end
    }

    /// Whether the message is complete and verified.
    var isAtEnd: Bool { stage == .end }

    /// No signature by a curve of up to 384 bits is longer, in bytes.
    private static let longestSignature = 120

    /// Verifies the header under the key derived from `dataKey`.
    init(_ header: MessageHeader, _ dataKey: SecretBytes) throws(MessageError) {
        var transcript = try Transcript(header.suite)
        let key = try MessageKey(dataKey, header.suite, messageID: header.messageID)
        guard ConstantTime.isEqual(key.commitment.span, header.commitment.span) else { throw .wrongDataKey }
        var cipher = try key.cipher()
        do throws(CryptographyError) {
            var nothing: [UInt8] = []
            try cipher.open(
                header.tag.span,
                nonce: header.nonce.span,
                authenticating: header.bytes.span,
                into: &nothing
            )
        } catch {
            throw .headerNotAuthentic
        }
        transcript.add(header.bytes.span)
        if !header.suite.isCommitting { transcript.add(header.nonce.span) }
        transcript.add(header.tag.span)
        self.header = header
        self.cipher = cipher
        self.transcript = transcript
    }

    /// Has frame `number` come next.
    mutating func skip(toFrame number: UInt32) { self.number = number }

    /// The length of the part that begins with `bytes`, as far as they tell: when there are as many, it is all of it.
    func neededByteCount(_ bytes: Span<UInt8>) throws(MessageError) -> Int {
        switch stage {
        case .end: throw .trailingBytes
        case .signature:
            guard bytes.count >= 2 else { return 2 }
            let count = Int(UInt16(bigEndian: bytes, at: 0))
            guard count <= MessageBody.longestSignature else { throw .malformed(.footer) }
            return 2 + count
        case .frames where header.frameLength == 0:
            guard bytes.count >= 20 else { return 20 }
            let count = UInt64(bigEndian: bytes, at: 12)
            guard count <= UInt64(MessageLimits().frame) else { throw .limitExceeded(.message) }
            return 20 + Int(count) + 16
        case .frames:
            guard bytes.count >= 4 else { return 4 }
            let first = UInt32(bigEndian: bytes, at: 0)
            guard first == Frame.lastMark else {
                guard first == number else { throw .frameOutOfOrder(number) }
                return 16 + header.frameLength + 16
            }
            guard bytes.count >= 24 else { return 24 }
            guard UInt32(bigEndian: bytes, at: 4) == number else { throw .frameOutOfOrder(number) }
            let count = Int(UInt32(bigEndian: bytes, at: 20))
            guard count <= header.frameLength else { throw .malformed(.frame) }
            return 24 + count + 16
        }
    }

    /// Reads one part.
    ///
    /// - Parameters:
    ///   - part: As many bytes as ``neededByteCount(_:)`` says.
    ///   - plaintext: Gets what a frame holds.
    /// - Throws: ``MessageError/frameNotAuthentic(_:)`` or ``MessageError/signatureNotAuthentic``;
    ///   ``MessageError/malformed(_:)`` when the message lacks the key for its signature;
    ///   ``MessageError/limitExceeded(_:)`` when it has too many frames; ``MessageError/trailingBytes`` after its end.
    mutating func take(_ part: Span<UInt8>, into plaintext: inout [UInt8]) throws(MessageError) {
        switch stage {
        case .end: throw .trailingBytes
        case .signature: try verify(part.extracting(droppingFirst: 2))
        case .frames where header.frameLength == 0:
            try open(part, .single, start: 20, nonceAt: 0, into: &plaintext)
        case .frames:
            let isLast = UInt32(bigEndian: part, at: 0) == Frame.lastMark
            try open(
                part,
                isLast ? .last : .regular,
                start: isLast ? 24 : 16,
                nonceAt: isLast ? 8 : 4,
                into: &plaintext
            )
        }
    }

    private mutating func open(
        _ part: Span<UInt8>,
        _ kind: Frame.Kind,
        start: Int,
        nonceAt: Int,
        into plaintext: inout [UInt8]
    ) throws(MessageError) {
        let count = part.count - start - 16
        let data = Frame.authenticated(header.messageID, kind, number, byteCount: count)
        do throws(CryptographyError) {
            try cipher.open(
                part.extracting(droppingFirst: start),
                nonce: part.extracting(nonceAt..<nonceAt + 12),
                authenticating: data.span,
                into: &plaintext
            )
        } catch {
            throw .frameNotAuthentic(number)
        }
        transcript.add(part)
        if kind == .regular {
            guard number < Frame.lastMark - 1 else { throw .limitExceeded(.message) }
            number += 1
        } else {
            stage = header.suite.isSigned ? .signature : .end
        }
    }

    private mutating func verify(_ signature: Span<UInt8>) throws(MessageError) {
        guard let kind = header.suite.signature, let text = header.context[EncryptionContext.publicKeyName],
            let point = Base64.bytes(text)
        else { throw .malformed(.footer) }
        let isAuthentic: Bool
        do throws(CryptographyError) {
            let key = try PublicKey(curve: kind.curve, compressedPoint: point.span)
            isAuthentic = try key.verify(digest: transcript.finish().span, signature: signature, .ecdsa(kind.hash))
        } catch {
            throw .signatureNotAuthentic
        }
        guard isAuthentic else { throw .signatureNotAuthentic }
        stage = .end
    }
}

public import Cryptography

/// Reads a message that comes in pieces of any size.
///
/// Feed it with ``read(_:into:)`` until there is a ``header``, give it the data key with ``unlock(with:)``, feed it on, and
/// end with ``finish(into:)``. Nothing of a frame is released before its tag was verified; what was released belongs to a
/// whole message, and for a signed one to its author, only when ``finish(into:)`` has returned. After an error a reader
/// refuses everything.
public struct MessageReader: ~Copyable {
    /// What the message begins with; `nil` as long as not all of it was read.
    public private(set) var header: MessageHeader?

    private let policy: CommitmentPolicy
    private let limits: MessageLimits
    private var state = State.header
    /// Bytes of a part that is not complete yet.
    private var buffer: [UInt8] = []
    private var body: MessageBody?

    private enum State: Equatable {
        case header
        case locked
        case body
        case failed(MessageError)
    }

    /// Creates a reader for one message.
    public init(policy: CommitmentPolicy = .required, limits: MessageLimits = MessageLimits()) {
        self.policy = policy
        self.limits = limits
    }

    /// Takes the next bytes of the message, and appends the plaintext of frames that they complete to `plaintext`.
    ///
    /// - Throws: ``MessageError``; frames before the one that is refused have then been appended.
    public mutating func read(_ bytes: Span<UInt8>, into plaintext: inout [UInt8]) throws(MessageError) {
        if case .failed(let error) = state { throw error }
        do throws(MessageError) {
            try advance(bytes, into: &plaintext)
        } catch {
            state = .failed(error)
            throw error
        }
    }

    /// Takes the data key that one of the header's encrypted data keys holds.
    ///
    /// Whether the message commits to this key is compared before it is used, in constant time.
    ///
    /// - Precondition: There is a ``header``, and this was not called before.
    /// - Throws: ``MessageError/dataKeyLength``, ``MessageError/wrongDataKey``, ``MessageError/headerNotAuthentic``.
    public mutating func unlock(with dataKey: SecretBytes) throws(MessageError) {
        if case .failed(let error) = state { throw error }
        guard state == .locked, let header else { preconditionFailure("no header to unlock") }
        do throws(MessageError) {
            body = try MessageBody(header, dataKey)
            state = .body
        } catch {
            state = .failed(error)
            throw error
        }
    }

    /// Goes on with a frame further on: what is read next begins with it.
    ///
    /// Each frame is verified with its number, so that no other can stand in its place.
    ///
    /// - Parameter number: From 1, as frames are counted.
    /// - Precondition: The reader is unlocked, has read nothing behind the header, and the message has frames and no signature.
    public mutating func skip(toFrame number: UInt32) {
        guard state == .body, buffer.isEmpty, let header, header.frameLength > 0, !header.suite.isSigned, number > 0,
            var body = body.take()
        else { preconditionFailure("only a fresh reader of a framed message without a signature can skip") }
        body.skip(toFrame: number)
        self.body = consume body
    }

    /// Ends the message.
    ///
    /// - Parameter plaintext: Gets what earlier calls left.
    /// - Throws: ``MessageError/truncated`` when its end has not come.
    public mutating func finish(into plaintext: inout [UInt8]) throws(MessageError) {
        try read([UInt8]().span, into: &plaintext)
        let isAtEnd = buffer.isEmpty && body?.isAtEnd ?? false
        guard state == .body, isAtEnd else {
            state = .failed(.truncated)
            throw .truncated
        }
    }

    private mutating func advance(_ bytes: Span<UInt8>, into plaintext: inout [UInt8]) throws(MessageError) {
        if state == .header { return try takeHeader(bytes) }
        guard state == .body else { return buffer.append(bytes) }
        // What came with the header was kept until there was a key, and may be many frames.
        let kept = buffer
        buffer = []
        if !kept.isEmpty { try takeBody(kept.span, into: &plaintext) }
        try takeBody(bytes, into: &plaintext)
    }

    private mutating func takeHeader(_ bytes: Span<UInt8>) throws(MessageError) {
        buffer.append(bytes)
        do throws(HeaderParser.Failure) {
            let header = try HeaderParser.header(in: buffer, limits)
            guard policy == .optional || header.suite.isCommitting else { throw .refused(.commitmentRequired) }
            self.header = header
            buffer.removeFirst(header.byteCount)
            state = .locked
        } catch {
            if case .refused(let error) = error { throw error }
        }
    }

    private mutating func takeBody(_ bytes: Span<UInt8>, into plaintext: inout [UInt8]) throws(MessageError) {
        guard var body = body.take() else { return }
        var rest = bytes
        while rest.count > 0 {
            if buffer.isEmpty {
                // Parts that are complete are read where they lie.
                let needed = try body.neededByteCount(rest)
                guard needed <= rest.count else { break }
                try body.take(rest.extracting(first: needed), into: &plaintext)
                rest = rest.extracting(droppingFirst: needed)
            } else {
                let missing = min(try body.neededByteCount(buffer.span) - buffer.count, rest.count)
                buffer.append(rest.extracting(first: missing))
                rest = rest.extracting(droppingFirst: missing)
                guard try body.neededByteCount(buffer.span) == buffer.count else { continue }
                try body.take(buffer.span, into: &plaintext)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        buffer.append(rest)
        self.body = consume body
    }
}

/// Reads a header of which perhaps not all is there.
struct HeaderParser {
    /// Why there is no header yet, or never.
    enum Failure: Error {
        /// More bytes are needed: at least as many in all.
        case needs(Int)
        case refused(MessageError)
    }

    private let bytes: [UInt8]
    private let limits: MessageLimits
    private var offset = 0

    /// Reads the header at the start of `bytes`.
    ///
    /// Whatever can be refused is refused at the first byte that shows it.
    static func header(in bytes: [UInt8], _ limits: MessageLimits) throws(Failure) -> MessageHeader {
        var parser = HeaderParser(bytes: bytes, limits: limits)
        return try parser.header()
    }

    private init(bytes: [UInt8], limits: MessageLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private mutating func header() throws(Failure) -> MessageHeader {
        let suite = try suite()
        let messageID = Array(try take(suite.messageIDByteCount))
        let context = try context(suite)
        let dataKeys = try dataKeys()
        let contentType = MessageHeader.ContentType(rawValue: try number(1, .header))
        guard let contentType else { throw .refused(.malformed(.header)) }
        if !suite.isCommitting {
            // Reserved bytes, and the length of nonces.
            guard try take(4).allSatisfy({ $0 == 0 }), try take(1).first == 12 else {
                throw .refused(.malformed(.header))
            }
        }
        let frameLength: UInt32 = try number(4, .header)
        guard (contentType == .single) == (frameLength == 0) else { throw .refused(.malformed(.header)) }
        guard Int(frameLength) <= limits.frame else { throw .refused(.limitExceeded(.frame)) }
        let commitment = suite.isCommitting ? Array(try take(32)) : []
        let authenticated = Array(bytes[..<offset])
        let nonce = suite.isCommitting ? Frame.nonce(0) : Array(try take(12))
        return MessageHeader(
            suite: suite,
            messageID: messageID,
            context: context,
            dataKeys: dataKeys,
            frameLength: Int(frameLength),
            commitment: commitment,
            bytes: authenticated,
            nonce: nonce,
            tag: Array(try take(16))
        )
    }

    private mutating func suite() throws(Failure) -> Suite {
        let version: UInt8 = try number(1, .header)
        guard version == 1 || version == 2 else { throw .refused(.notAMessage) }
        if version == 1 {
            // The type: customer authenticated encrypted data.
            guard try take(1).first == 0x80 else { throw .refused(.notAMessage) }
        }
        let id: UInt16 = try number(2, .header)
        guard let suite = Suite(rawValue: id), suite.headerVersion == version else { throw .refused(.unknownSuite(id)) }
        return suite
    }

    private mutating func context(_ suite: Suite) throws(Failure) -> EncryptionContext {
        let count: UInt16 = try number(2, .context)
        let block = try take(Int(count))
        do throws(MessageError) {
            let context = try EncryptionContext(block: block)
            // The key that verifies comes with a signature, and with nothing else.
            guard (context[EncryptionContext.publicKeyName] != nil) == suite.isSigned else { throw .reservedContextKey }
            return context
        } catch {
            throw .refused(error)
        }
    }

    private mutating func dataKeys() throws(Failure) -> [EncryptedDataKey] {
        let count: UInt16 = try number(2, .dataKeys)
        guard count > 0 else { throw .refused(.malformed(.dataKeys)) }
        guard Int(count) <= limits.dataKeys else { throw .refused(.limitExceeded(.dataKeys)) }
        var keys: [EncryptedDataKey] = []
        for _ in 0..<count {
            let provider = try counted()
            guard let provider = String(validating: provider, as: UTF8.self) else {
                throw .refused(.malformed(.dataKeys))
            }
            keys.append(EncryptedDataKey(provider: provider, info: try counted(), ciphertext: try counted()))
        }
        return keys
    }

    private mutating func counted() throws(Failure) -> [UInt8] {
        let count: UInt16 = try number(2, .dataKeys)
        return Array(try take(Int(count)))
    }

    private mutating func number<Number: FixedWidthInteger>(
        _ count: Int,
        _ part: MessageError.Part
    ) throws(Failure) -> Number {
        try take(count).reduce(0) { $0 << 8 | Number($1) }
    }

    private mutating func take(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
        let end = offset + count
        guard end <= limits.header else { throw .refused(.limitExceeded(.header)) }
        guard end <= bytes.count else { throw .needs(end) }
        defer { offset = end }
        return bytes[offset..<end]
    }
}

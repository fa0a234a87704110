import Findings

// Messages that are signed, packed or encrypted: RFC 5652 (CMS), RFC 8551 (S/MIME) and RFC 3274 (compressed data).
extension ExtractionRun {
    /// What a message does with its content.
    enum SecureKind { case signed, compressed, encrypted }

    /// What a message that begins like this does with its content; `nil` for anything else.
    static func secureKind(of head: Span<UInt8>) -> SecureKind? {
        guard head.count >= 13, head[0] == 0x30 else { return nil }
        let width = head[1] < 0x81 ? 0 : Int(head[1] & 0x7F)
        guard width <= 6 else { return nil }
        for (kind, oid) in secureKinds where Sniffer.starts(head, oid, at: 2 + width) { return kind }
        return nil
    }

    private static let secureKinds: [(SecureKind, [UInt8])] = [
        (.signed, [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2]),
        (.encrypted, [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 3]),
        (.encrypted, [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 6]),
        (.encrypted, [6, 11, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 1, 23]),
        (.compressed, [6, 11, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 1, 9]),
    ]

    /// Reads the content of a message, and the names in its certificates.
    func readCMS(_ bytes: [UInt8]) throws(ExtractionFailure) {
        guard let kind = ExtractionRun.secureKind(of: bytes.span) else { throw .malformed }
        if kind == .encrypted { return note(Gap.Reason.encrypted) }
        let ber = BER(bytes)
        // ContentInfo, its type, [0], and the message: heads only, as what is long may be cut short.
        guard let outer = ber.head(at: 0, before: bytes.count),
            let type = ber.element(at: outer.content, before: bytes.count),
            let wrapped = ber.head(at: type.end, before: bytes.count), wrapped.tag == 0xA0,
            let message = ber.head(at: wrapped.content, before: bytes.count), message.tag == 0x30
        else { throw .malformed }
        // Version, algorithms, and then the content, which is the first sequence for a message that is signed.
        var index = message.content
        var next = ber.element(at: index, before: bytes.count)
        var sequences = kind == .signed ? 0 : 1
        while let element = next, element.tag != 0x30 || sequences > 0 {
            if element.tag == 0x30 { sequences -= 1 }
            index = element.end
            next = ber.element(at: index, before: bytes.count)
        }
        guard let content = ber.head(at: index, before: bytes.count), content.tag == 0x30,
            let contentType = ber.element(at: content.content, before: bytes.count)
        else { throw .malformed }
        let end = content.count.map { min(bytes.count, content.content + $0) } ?? bytes.count
        var isWhole = ber.element(at: 0, before: bytes.count) != nil
        if let inner = ber.head(at: contentType.end, before: end), inner.tag == 0xA0 {
            let ranges = ber.octets(at: inner.content, before: end, isWhole: &isWhole)
            try readSecured(bytes, ranges, isPacked: kind == .compressed)
        }
        // Certificates follow, with the names of people.
        if kind == .signed, let whole = next {
            text(ber.strings(in: whole.end..<bytes.count), .metadata)
        }
        if !isWhole { note(Gap.Reason.malformed) }
    }

    private func readSecured(
        _ bytes: [UInt8],
        _ ranges: [Range<Int>],
        isPacked: Bool
    ) throws(ExtractionFailure) {
        var content: [UInt8] = []
        for range in ranges { content += bytes[range] }
        guard !content.isEmpty else { return }
        budget.hold(content.count)
        defer { budget.release(content.count) }
        let stream = StoreStream(MemoryStore(content), 0..<content.count)
        if isPacked {
            // Behind the two bytes of the header of a stream of zlib.
            _ = try stream.read(upTo: 2)
            return try member([], InflatedStream(stream, 0), packedCount: content.count)
        }
        // A part of a mail may have no more than the header of a part.
        if content.prefix(8).map({ $0 | 0x20 }).elementsEqual("content-".utf8) {
            try budget.countMember()
            return try readMail(CountedStream(stream, budget), isMailbox: false)
        }
        try member([], stream)
    }
}

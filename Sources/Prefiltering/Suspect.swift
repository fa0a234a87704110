import CScanKernels

extension magpie_gram_slot {
    static let none = magpie_gram_slot(gram: 0, before: 0, after: 0)

    /// Adds what may stand beside a gram that begins `offset` bytes into a keyword, of which `literal` are the bytes: letters of
    /// either case have the same last four bits.
    mutating func allow(_ offset: Int, _ literal: Span<UInt8>) {
        before |= magpie_gram_slot.bits(of: literal, at: offset - 1)
        after |= magpie_gram_slot.bits(of: literal, at: offset + 4)
    }

    @inline(__always)
    private static func bits(of literal: Span<UInt8>, at index: Int) -> UInt16 {
        literal.indices.contains(index) ? 1 << UInt16(literal[index] & 15) : .max
    }

    var isEmpty: Bool { before == 0 }
}

extension magpie_suspect {
    /// The suspect for a keyword, of which the offset of its gram is still missing.
    init(_ keyword: Keyword, index: Int) {
        self.init(
            head: 0,
            keyword: Int32(index),
            offset: 0,
            shift: UInt8(8 * max(0, 8 - keyword.bytes.count)),
            raised: keyword.comparison == .exact ? 0 : 0x20
        )
        var literal: UInt64 = 0
        for place in 0..<min(8, keyword.bytes.count) {
            literal |= UInt64(keyword.bytes[place]) << UInt64(8 * place)
        }
        head = unsafe withUnsafePointer(to: self) { unsafe magpie_suspected($0, literal) }
    }
}

extension magpie_literal {
    init(_ keyword: Keyword, at start: UInt32) {
        let boundary =
            switch keyword.boundary {
            case .none: MAGPIE_NO_BOUNDARY
            case .start: MAGPIE_WORD_START
            case .word: MAGPIE_WORD
            }
        self.init(
            head: 0,
            kept: 0,
            raised: 0,
            start: start,
            length: UInt32(keyword.bytes.count),
            boundary: UInt8(boundary),
            is_short: keyword.isShortWord ? 1 : 0,
            may_be_hump: keyword.mayBeHump ? 1 : 0
        )
        for index in 0..<min(8, keyword.bytes.count) {
            let byte = keyword.bytes[index]
            let shift = UInt64(8 * index)
            head |= UInt64(byte) << shift
            kept |= 0xFF << shift
            if magpie_literal.ignoresCase(of: byte, in: keyword) { raised |= 0x20 << shift }
        }
    }

    static func ignoresCase(of byte: UInt8, in keyword: Keyword) -> Bool {
        keyword.comparison == .anyCase && byte &- UInt8(ascii: "a") < 26
    }
}

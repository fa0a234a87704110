/// An entry of the hash table from grams to suspects; empty when it has none.
///
/// Eight bytes, because the table is read at random and must stay in the second-level cache. What may stand beside the
/// gram refuses most texts without a look at the suspects, which lie farther away.
struct GramSlot {
    var gram: UInt32
    /// Bit *n* is set when a byte whose last four bits are *n* may stand right before the gram.
    var before: UInt16
    /// The same for the byte right behind it.
    var after: UInt16

    static let none = GramSlot(gram: 0, before: 0, after: 0)

    /// Adds what may stand beside a gram that begins `offset` bytes into a keyword, of which `literal` are the bytes: letters of
    /// either case have the same last four bits.
    mutating func allow(_ offset: Int, _ literal: Span<UInt8>) {
        before |= GramSlot.bits(of: literal, at: offset - 1)
        after |= GramSlot.bits(of: literal, at: offset + 4)
    }

    @inline(__always)
    private static func bits(of literal: Span<UInt8>, at index: Int) -> UInt16 {
        literal.indices.contains(index) ? 1 << UInt16(literal[index] & 15) : .max
    }

    var isEmpty: Bool { before == 0 }
}

/// A keyword that a gram betrays, with what refuses most texts: sixteen bytes, because there are tens of thousands.
struct Suspect {
    /// The literal's first eight bytes as they stand in memory, moved up by as many as it does not have.
    ///
    /// Where case does not count, the bit of each byte that letters may differ in is set.
    private var head: UInt64
    var keyword: Int32
    /// Where in the literal the gram is, -2 at least.
    var offset: Int16
    /// By how many bits bytes are moved up.
    private var shift: UInt8
    /// The bit that letters may differ in, if case does not count.
    private var raised: UInt8

    /// The suspect for a keyword, of which the offset of its gram is still missing.
    init(_ keyword: Keyword, index: Int) {
        self.keyword = Int32(index)
        head = 0
        offset = 0
        shift = UInt8(8 * max(0, 8 - keyword.bytes.count))
        raised = keyword.comparison == .exact ? 0 : 0x20
        var literal: UInt64 = 0
        for place in 0..<min(8, keyword.bytes.count) {
            literal |= UInt64(keyword.bytes[place]) << UInt64(8 * place)
        }
        head = form(of: literal)
    }

    @inline(__always)
    private func form(of bytes: UInt64) -> UInt64 {
        (bytes | UInt64(raised) &* 0x0101_0101_0101_0101) &<< UInt64(shift)
    }

    /// Whether the literal may begin with these eight bytes, the first lowest: signs may still differ in the bit that the case
    /// of letters is in.
    @inline(__always)
    func mayBegin(with bytes: UInt64) -> Bool { form(of: bytes) == head }
}

/// A literal as it is compared with a text, with what may stand beside it.
struct ComparedLiteral {
    /// The first eight bytes as they stand in memory; bytes that it does not have are zero.
    private var head: UInt64 = 0
    /// Which bits of them count.
    private var kept: UInt64 = 0
    /// Which bits are set before they are compared: letters without case become small.
    private var raised: UInt64 = 0
    /// Where the literal begins among those of all keywords.
    let start: UInt32
    let length: UInt32
    let rules: Rules

    /// What may stand beside a keyword, decided once.
    struct Rules {
        var boundary: Keyword.Boundary
        var isShort: Bool
        var mayBeHump: Bool

        init(_ keyword: Keyword) {
            boundary = keyword.boundary
            isShort = keyword.isShortWord
            mayBeHump = keyword.mayBeHump
        }
    }

    init(_ keyword: Keyword, at start: UInt32) {
        self.start = start
        length = UInt32(keyword.bytes.count)
        rules = Rules(keyword)
        for index in 0..<min(8, keyword.bytes.count) {
            let byte = keyword.bytes[index]
            let shift = UInt64(8 * index)
            head |= UInt64(byte) << shift
            kept |= 0xFF << shift
            if ComparedLiteral.ignoresCase(of: byte, in: keyword) { raised |= 0x20 << shift }
        }
    }

    static func ignoresCase(of byte: UInt8, in keyword: Keyword) -> Bool {
        keyword.comparison == .anyCase && byte &- UInt8(ascii: "a") < 26
    }

    /// Whether it begins with these eight bytes, the first lowest.
    @inline(__always)
    func begins(with bytes: UInt64) -> Bool { (bytes | raised) & kept == head }
}

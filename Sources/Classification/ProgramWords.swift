/// The words that programs and their documentation are written of: what is none of them, and stands where a password does, is one.
///
/// A Bloom filter (Burton H. Bloom, Space/time trade-offs in hash coding with allowable errors, 1970) of ``count`` words, 16 KiB.
/// `magpie-train words` makes it from sources. Of other words one in a thousand is taken for one of them.
public struct ProgramWords: Sendable {
    /// How many words there are.
    public static let count = 9000
    /// The lengths that a word can have, in letters of ASCII.
    public static let lengths = 4...17

    /// Those that are built in.
    public static let all = ProgramWords(packed: ProgramWordTable.bits)

    private var bits: [UInt32]

    private static let words = 4096
    /// How many bits a word sets.
    private static let hashes = 5

    /// Of no word.
    public init() { bits = Array(repeating: 0, count: ProgramWords.words) }

    /// Whether a word is one of them; letters count in either case.
    ///
    /// - Complexity: O(*n*), some ten nanoseconds.
    public func contains(_ word: Span<UInt8>) -> Bool {
        var hash = ProgramWords.seed
        for index in word.indices { hash = ProgramWords.adding(word[index], to: hash) }
        return ProgramWords.places(of: hash).allSatisfy { bits[$0 >> 5] >> UInt32($0 & 31) & 1 != 0 }
    }

    /// Adds a word.
    public mutating func insert(_ word: [UInt8]) {
        let hash = word.reduce(ProgramWords.seed) { ProgramWords.adding($1, to: $0) }
        for place in ProgramWords.places(of: hash) { bits[place >> 5] |= 1 << UInt32(place & 31) }
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// FNV-1a, of letters in lower case.
    private static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte &- 65 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }

    /// The bits of a word, from its hash.
    private static func places(of hash: UInt64) -> some Collection<Int> {
        let mixed = hash ^ hash >> 29
        let step = mixed >> 32 | 1
        return (0..<UInt64(hashes)).lazy.map { Int((mixed &+ $0 &* step) % UInt64(words * 32)) }
    }

    // MARK: - As text

    /// The bits as printable characters without quotes and backslashes, six in each.
    public var packed: [UInt8] {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bits.count * 32, by: 6) {
            let six = (start..<min(start + 6, bits.count * 32)).reduce(UInt8(0)) { sum, place in
                sum | UInt8(bits[place >> 5] >> UInt32(place & 31) & 1) << UInt8(place - start)
            }
            text.append(six == 92 - 35 ? 99 : six + 35)
        }
        return text
    }

    /// Reads what ``packed`` has made; blanks do not count.
    init(packed text: String) {
        self.init()
        var place = 0
        for byte in text.utf8 where byte > 32 {
            let six = byte == 99 ? 92 - 35 : byte - 35
            for bit in 0..<6 where six >> UInt8(bit) & 1 != 0 {
                bits[(place + bit) >> 5] |= 1 << UInt32((place + bit) & 31)
            }
            place += 6
        }
        precondition(place >= bits.count * 32, "the table of words belongs to another version")
    }
}

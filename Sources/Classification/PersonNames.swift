/// The given names and surnames that are known, as hashes.
///
/// It holds no name, and takes one in a hundred thousand words that are none for one.
public struct PersonNames: Sendable {
    /// What a word is known as.
    public struct Kinds: OptionSet, Sendable {
        public var rawValue: UInt8

        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// People are given it as a name.
        public static let given = Kinds(rawValue: 1)
        /// Families have it as a name.
        public static let surname = Kinds(rawValue: 2)
        /// It is a word of everyday life, a month or a place as well.
        public static let everyday = Kinds(rawValue: 4)
    }

    /// The version of the form of the bytes, and of how names become hashes.
    public static let version = 2

    /// The most names that are read.
    public static let mostNames = 1_000_000

    private static let head = Array("MAGPIE NAMES \(version)\n".utf8)

    /// The hashes, ascending, and what each is known as.
    private let hashes: [UInt32]
    private let kinds: [UInt8]
    /// Tells words that are built like names from others.
    public let shape: NameShape
    /// By the upper bits of hashes where those begin.
    private let starts: [UInt32]

    private static let startBits = 16

    /// Knows the names of lists.
    ///
    /// - Parameters:
    ///   - lists: For each kind the words of it; one word may be of several.
    ///   - shape: What tells words that are built like them from others.
    public init(_ lists: [(kind: Kinds, words: [String])], shape: NameShape = .none) {
        var known: [UInt32: UInt8] = [:]
        for list in lists {
            for word in list.words { known[NameLetters.hash(Array(word.utf8).span), default: 0] |= list.kind.rawValue }
        }
        let sorted = known.sorted { $0.key < $1.key }
        self.init(hashes: sorted.map(\.key), kinds: sorted.map(\.value), shape: shape)
    }

    /// Reads what ``bytes`` have written.
    ///
    /// - Returns: `nil` for anything else, or for what another version wrote.
    /// - Complexity: Linear in the names; about a millisecond for 80,000.
    public init?(_ bytes: [UInt8]) {
        let weights = PersonNames.head.count
        let start = weights + NameShape.count + 1
        guard bytes.starts(with: PersonNames.head), bytes.count >= start, (bytes.count - start) % 5 == 0,
            let shape = NameShape(bytes[weights..<start].map { Int8(bitPattern: $0) })
        else { return nil }
        let count = (bytes.count - start) / 5
        guard count <= PersonNames.mostNames else { return nil }
        let hashes = (0..<count).map { index in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + 4 * index + $1]) << UInt32(8 * $1) }
        }
        guard zip(hashes, hashes.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.init(hashes: hashes, kinds: Array(bytes[(start + 4 * count)...]), shape: shape)
    }

    private init(hashes: [UInt32], kinds: [UInt8], shape: NameShape) {
        (self.hashes, self.kinds, self.shape) = (hashes, kinds, shape)
        var starts = [UInt32](repeating: 0, count: 1 << PersonNames.startBits + 1)
        for hash in hashes { starts[Int(hash >> UInt32(32 - PersonNames.startBits)) + 1] += 1 }
        for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
        self.starts = starts
    }

    /// All of it as bytes: a line that says what it is, the weights of shapes, the hashes, and a byte for each of them.
    public var bytes: [UInt8] {
        PersonNames.head + shape.bytes
            + hashes.flatMap { hash in (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(8 * $0)) } }
            + kinds
    }

    /// How many names are known.
    public var count: Int { hashes.count }

    /// What a word is known as; nothing for one that is not known.
    ///
    /// Of a word with hyphens, as `Anna-Lena` or `Okafor-Reyes`, what its parts have in common.
    ///
    /// - Parameter word: UTF-8, in any case.
    /// - Returns: All kinds that the word is of.
    public func kinds(of word: Span<UInt8>) -> Kinds {
        var common: Kinds?
        var start = 0
        for index in 0...word.count where index == word.count || word[index] == UInt8(ascii: "-") {
            let part = kinds(ofPart: word.extracting(start..<index))
            common = common.map { $0.intersection(part) } ?? part
            start = index + 1
        }
        return common ?? []
    }

    private func kinds(ofPart word: Span<UInt8>) -> Kinds {
        word.count > 1 ? kinds(ofHash: NameLetters.hash(word)) : []
    }

    /// What the word is known as that has a hash of ``NameLetters``; for words without hyphens.
    @inline(__always)
    public func kinds(ofHash hash: UInt32) -> Kinds {
        let bucket = Int(hash >> UInt32(32 - PersonNames.startBits))
        for index in Int(starts[bucket])..<Int(starts[bucket + 1]) where hashes[index] == hash {
            return Kinds(rawValue: kinds[index])
        }
        return []
    }
}

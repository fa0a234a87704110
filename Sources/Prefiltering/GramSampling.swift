/// Which of 131,072 places a gram has in the first table of a ``Prefilter``, and how common each place is in texts.
///
/// What is to be looked for besides keywords is known by grams at rare places: the pass stops only there, and it stops
/// there whether the place is marked for one thing or for a thousand.
public struct GramSampling: Equatable, Sendable {
    /// The number of places.
    public static let placeCount = GramHash.bucketCount * 8

    /// The four multipliers of the hash.
    public let multipliers: [UInt16]

    private let hash: GramHash

    init(_ hash: GramHash) {
        self.hash = hash
        multipliers = [hash.first, hash.second, hash.third, hash.fourth]
    }

    /// Creates the sampling with these four multipliers; `nil` for another number of them.
    public init?(multipliers: [UInt16]) {
        guard multipliers.count == 4 else { return nil }
        self.init(
            GramHash(
                first: multipliers[0],
                second: multipliers[1],
                third: multipliers[2],
                fourth: multipliers[3]
            )
        )
    }

    /// The place of four folded bytes, the first one lowest.
    @inline(__always)
    public func place(of gram: UInt32) -> Int {
        let place = hash.place(of: gram)
        return place.bucket << 3 | Int(place.bit)
    }

    /// How often each place comes up in ten million grams of ordinary text, as far as is known.
    public struct Commonness: Sendable {
        /// For each place, with any window.
        public fileprivate(set) var all = [Float](repeating: 0, count: GramSampling.placeCount)

        /// For each place, with a window that turns; see ``TextWindow/turns(_:)``.
        public fileprivate(set) var turning = [Float](repeating: 0, count: GramSampling.placeCount)

        fileprivate mutating func add(_ gram: UInt32, at place: Int, _ count: Float) {
            all[place] += count
            turning[place] += count * Commonness.shares[GramSampling.turns(gram)]
        }

        /// The share of windows that turn by how often their grams change between digits and others, counted in source
        /// code, documentation and tables.
        private static let shares: [Float] = [0.03, 0.3, 0.6, 1]
    }

    /// How often a folded gram changes between digits and others.
    private static func turns(_ gram: UInt32) -> Int {
        var digits: UInt32 = 0
        for index in 0..<4 where UInt8(truncatingIfNeeded: gram >> UInt32(8 * index)) &- 0x10 < 10 {
            digits |= 1 << UInt32(index)
        }
        return ((digits ^ digits >> 1) & 7).nonzeroBitCount
    }

    /// How common the places are.
    ///
    /// - Complexity: Some 50 milliseconds: all of the five million grams are weighed.
    public func commonness() -> Commonness {
        var commonness = Commonness()
        GramFrequencies.forEachEstimate { gram, count in commonness.add(gram, at: place(of: gram), count) }
        for (gram, count) in GramFrequencies.known { commonness.add(gram, at: place(of: gram), Float(count)) }
        return commonness
    }

    public static func == (left: GramSampling, right: GramSampling) -> Bool { left.multipliers == right.multipliers }
}

/// Seven bytes in a row: what the pass looks at where a gram is at a marked place.
public enum TextWindow {
    /// Bytes in a window.
    public static let length = 7

    static let mask: UInt64 = 0x00FF_FFFF_FFFF_FFFF

    /// The window at `offset` of `text`, the first byte lowest; what lies behind the end counts as zero.
    public static func at(_ offset: Int, in text: Span<UInt8>) -> UInt64 {
        var window: UInt64 = 0
        for index in 0..<min(length, text.count - offset) {
            window |= UInt64(text[offset + index]) << UInt64(8 * index)
        }
        return window
    }

    /// The folded gram that a window begins with.
    public static func gram(_ window: UInt64) -> UInt32 {
        var gram: UInt32 = 0
        for index in 0..<4 {
            let byte = UInt8(truncatingIfNeeded: window >> UInt64(8 * index))
            gram |= UInt32(folded[Int(byte)]) << UInt32(8 * index)
        }
        return gram
    }

    /// Whether it changes between digits, capitals and other bytes at least three times, as it seldom does in texts.
    ///
    /// Of windows of random letters and digits five in six do; in source code and prose it is one in twenty.
    public static func turns(_ window: UInt64) -> Bool {
        var count = 0
        var previous = kind(window)
        for index in 1..<length {
            let next = kind(window >> UInt64(8 * index))
            count += next == previous ? 0 : 1
            previous = next
        }
        return count >= 3
    }

    @inline(__always)
    private static func kind(_ bytes: UInt64) -> Int {
        let byte = UInt8(truncatingIfNeeded: bytes)
        return byte &- 48 < 10 ? 1 : byte &- 65 < 26 ? 2 : 0
    }

    private static let folded = (0...255).map { Folding.fold(UInt8($0)) }
}

/// How often features occur, by their hashes.
///
/// An open table: counting a feature costs some nanoseconds, and memory is bounded by the number of different features.
public struct FeatureCounts: Sendable, Sequence, Equatable {
    /// Hashes by slot; 0 where there is none, for no feature has the hash 0.
    private var hashes: [UInt32]
    private var counts: [UInt16]
    /// The slots that are taken, in the order in which features were seen first.
    ///
    /// Most slots are not; there is room for half of them.
    private var taken: [UInt32]
    /// How many different features there are.
    public private(set) var count = 0
    /// By how much a mixed hash is moved to become a slot.
    private var shift: UInt32

    /// Counts nothing.
    ///
    /// - Parameter room: How many different features there will be, about; more are taken as well, up to half a million.
    public init(room: Int = 512) {
        let bits = UInt32(
            Swift.min(FeatureCounts.mostBits, Swift.max(6, Int.bitWidth - (2 * room - 1).leadingZeroBitCount))
        )
        hashes = [UInt32](repeating: 0, count: 1 << Int(bits))
        counts = [UInt16](repeating: 0, count: 1 << Int(bits))
        taken = [UInt32](repeating: 0, count: 1 << Int(bits - 1))
        shift = 32 - bits
    }

    private static let mostBits = 20

    /// The hashes of all features, in no order.
    public var keys: some Sequence<UInt32> { lazy.map(\.hash) }

    /// Counts a feature `weight` times; no count goes beyond 65,535.
    public mutating func add(_ hash: UInt32, weight: UInt16 = 1) {
        let feature: InlineArray<1, UInt32> = [hash]
        add(feature.span, weight: weight)
    }

    /// Counts features in their order, each `weight` times; no count goes beyond 65,535.
    ///
    /// - Complexity: Some nanoseconds a feature, where there are many.
    mutating func add(_ features: Span<UInt32>, weight: UInt16 = 1) {
        var next = 0
        while next < features.count {
            next = FeatureCounts.add(features, from: next, weight, shift, &hashes, &counts, &taken, &count)
            if next < features.count { grow() }
        }
    }

    /// Counts features from `start` on until there is no room for one, in the parts of a table.
    ///
    /// - Returns: The index of the first one that was not counted. Where there can be no more room, new features are passed over.
    private static func add(
        _ features: Span<UInt32>,
        from start: Int,
        _ weight: UInt16,
        _ shift: UInt32,
        _ hashes: inout [UInt32],
        _ counts: inout [UInt16],
        _ taken: inout [UInt32],
        _ known: inout Int
    ) -> Int {
        let mayGrow = hashes.count < 1 << Int(FeatureCounts.mostBits)
        // A span is checked for its bounds only, an array for its owners too.
        var hashes = hashes.mutableSpan
        var counts = counts.mutableSpan
        var taken = taken.mutableSpan
        for index in start..<features.count {
            let hash = features[index]
            var slot = Int((hash &* 0x9e37_79b1) >> shift)
            while hashes[slot] != hash, hashes[slot] != 0 { slot = (slot &+ 1) & (hashes.count &- 1) }
            if hashes[slot] == 0 {
                guard known < taken.count else {
                    if mayGrow { return index }
                    continue
                }
                hashes[slot] = hash
                taken[known] = UInt32(truncatingIfNeeded: slot)
                known &+= 1
            }
            counts[slot] = counts[slot] > .max - weight ? .max : counts[slot] + weight
        }
        return features.count
    }

    /// Makes room for twice as many features.
    private mutating func grow() {
        var larger = FeatureCounts(room: hashes.count)
        for (hash, count) in self { larger.add(hash, weight: count) }
        self = larger
    }

    /// Goes through all features, in the order in which they were seen first.
    public func makeIterator() -> AnyIterator<(hash: UInt32, count: UInt16)> {
        var slots = taken[..<count].makeIterator()
        return AnyIterator { slots.next().map { (hashes[Int($0)], counts[Int($0)]) } }
    }

    /// Hands on features in the same order, from one number to another; faster than going through them.
    @inline(__always)
    func forEachFeature(in range: Range<Int>, _ body: (_ hash: UInt32, _ count: UInt16) -> Void) {
        let (hashes, counts, taken) = (hashes.span, counts.span, taken.span)
        for index in range {
            let slot = Int(taken[index])
            body(hashes[slot], counts[slot])
        }
    }

    /// How often a feature occurs.
    public subscript(hash: UInt32) -> UInt16 {
        var slot = Int((hash &* 0x9e37_79b1) >> shift)
        while hashes[slot] != hash {
            if hashes[slot] == 0 { return 0 }
            slot = (slot + 1) & (hashes.count - 1)
        }
        return counts[slot]
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.hash] == $0.count }
    }
}

/// Where the features that a model knows stand in its tables, by their hashes.
struct FeatureIndex: Sendable {
    /// The hashes, in the order of the tables.
    let hashes: [UInt32]
    /// By slot the hash and the position of a feature; the hash 0 where there is none.
    private let slots: [(hash: UInt32, position: UInt32)]
    private let shift: UInt32
    /// A bit for the upper bits of each mixed hash.
    ///
    /// The slots lie outside of the nearer caches and these bits within, so that most of what is not known costs no wait.
    private let presence: [UInt64]

    /// Indexes features; `nil` when two are the same or one is 0.
    init?(_ hashes: [UInt32]) {
        self.hashes = hashes
        var presence = [UInt64](repeating: 0, count: 1 << Int(FeatureIndex.presenceBits - 6))
        for hash in hashes {
            let bit = FeatureIndex.presenceBit(of: hash)
            presence[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        self.presence = presence
        let bits = UInt32(max(4, Int.bitWidth - (2 * hashes.count).leadingZeroBitCount))
        shift = 32 - bits
        var slots = [(hash: UInt32, position: UInt32)](repeating: (0, 0), count: 1 << Int(bits))
        for (position, hash) in hashes.enumerated() {
            guard hash != 0 else { return nil }
            var slot = Int((hash &* 0x9e37_79b1) >> shift)
            while slots[slot].hash != 0 {
                guard slots[slot].hash != hash else { return nil }
                slot = (slot + 1) & (slots.count - 1)
            }
            slots[slot] = (hash, UInt32(position))
        }
        self.slots = slots
    }

    /// 32 KiB of bits: of 40,000 features, one in seven that are not known finds its bit taken.
    private static let presenceBits: UInt32 = 18

    @inline(__always)
    private static func presenceBit(of hash: UInt32) -> Int { Int((hash &* 0x9e37_79b1) >> (32 - presenceBits)) }

    /// Features that are asked for together, so that none waits for the memory of the one before.
    private static let batch = 64

    /// Where each feature stands that is known, and how often it occurs.
    func positions(of features: FeatureCounts) -> [(position: UInt32, count: UInt16)] {
        var known: [(position: UInt32, count: UInt16)] = []
        known.reserveCapacity(features.count)
        var hashes = InlineArray<64, UInt32>(repeating: 0)
        var counts = InlineArray<64, UInt16>(repeating: 0)
        for start in stride(from: 0, to: features.count, by: FeatureIndex.batch) {
            var candidates = 0
            features.forEachFeature(in: start..<min(start + FeatureIndex.batch, features.count)) { hash, count in
                (hashes[candidates], counts[candidates]) = (hash, count)
                // Nothing depends on it here, so that the processor need not guess.
                candidates += mayKnow(hash) ? 1 : 0
            }
            for index in 0..<candidates {
                if let position = self[hashes[index]] { known.append((UInt32(position), counts[index])) }
            }
        }
        return known
    }

    @inline(__always)
    private func mayKnow(_ hash: UInt32) -> Bool {
        let bit = FeatureIndex.presenceBit(of: hash)
        return presence[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    /// Where a feature stands; `nil` for one that is not known.
    @inline(__always)
    subscript(hash: UInt32) -> Int? {
        var slot = Int((hash &* 0x9e37_79b1) >> shift)
        while slots[slot].hash != hash {
            if slots[slot].hash == 0 { return nil }
            slot = (slot + 1) & (slots.count - 1)
        }
        return Int(slots[slot].position)
    }
}

import Testing

@testable import Classification

@Suite struct FeatureCountsTests {
    @Test func countsAreThoseOfADictionary() {
        var counts = FeatureCounts(room: 1)
        var expected: [UInt32: UInt16] = [:]
        var state: UInt32 = 1
        for _ in 0..<20_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            let hash = (state >> 18) | 1
            counts.add(hash, weight: 2)
            expected[hash, default: 0] += 2
        }
        #expect(counts.count == expected.count)
        for (hash, count) in counts { #expect(expected[hash] == count) }
        #expect(counts[2] == 0)
        #expect(Set(counts.keys) == Set(expected.keys))
    }

    @Test func noCountOverflows() {
        var counts = FeatureCounts()
        for _ in 0..<3 { counts.add(7, weight: 40_000) }
        #expect(counts[7] == .max)
    }

    @Test func anIndexKnowsEachFeatureOnce() throws {
        let hashes = (0..<1000).map { UInt32($0) &* 2_654_435_761 | 1 }.reduce(into: [UInt32]()) { list, hash in
            if !list.contains(hash) { list.append(hash) }
        }
        let index = try #require(FeatureIndex(hashes))
        for (position, hash) in hashes.enumerated() { #expect(index[hash] == position) }
        #expect(index[2] == nil)
        var counts = FeatureCounts()
        for hash in [2, hashes[7], hashes[7], 4, hashes[0], hashes[999]] { counts.add(hash) }
        let known = index.positions(of: counts).sorted { $0.position < $1.position }
        #expect(known.map(\.position) == [0, 7, 999])
        #expect(known.map(\.count) == [1, 2, 1])
        #expect(FeatureIndex([1, 3, 1]) == nil)
        #expect(FeatureIndex([0]) == nil)
    }
}

import CScanKernels

/// The two tables by which a pass finds grams: the first, of 16 KB, for every second place of a text; the other, under
/// an unrelated hash, for what the first lets through.
///
/// Immutable and shared between threads.
@safe
final class GramFilter: Sendable {
    // Written in `init` and only read afterwards.
    private nonisolated(unsafe) let buckets: UnsafeMutablePointer<UInt8>
    private nonisolated(unsafe) let bitmap: UnsafeMutablePointer<UInt32>

    let hash: GramHash

    /// Creates a filter that lets `grams` through, and few others.
    init(_ grams: [UInt32], _ hash: GramHash) {
        self.hash = hash
        unsafe buckets = .allocate(capacity: GramHash.bucketCount)
        unsafe buckets.initialize(repeating: 0, count: GramHash.bucketCount)
        unsafe bitmap = .allocate(capacity: GramHash.bitmapWordCount)
        unsafe bitmap.initialize(repeating: 0, count: GramHash.bitmapWordCount)
        add(grams)
    }

    /// Creates a filter that lets `grams` through besides those of `other`.
    init(_ grams: [UInt32], besides other: GramFilter) {
        hash = other.hash
        unsafe buckets = .allocate(capacity: GramHash.bucketCount)
        unsafe buckets.initialize(from: other.buckets, count: GramHash.bucketCount)
        unsafe bitmap = .allocate(capacity: GramHash.bitmapWordCount)
        unsafe bitmap.initialize(from: other.bitmap, count: GramHash.bitmapWordCount)
        add(grams)
    }

    deinit {
        unsafe buckets.deallocate()
        unsafe bitmap.deallocate()
    }

    private func add(_ grams: [UInt32]) {
        for gram in grams {
            let place = hash.place(of: gram)
            unsafe buckets[place.bucket] |= 1 << place.bit
            let index = GramHash.bitmapIndex(of: gram)
            unsafe bitmap[index >> 5] |= 1 << UInt32(index & 31)
        }
    }

    /// Whether the second table has a bit for grams with this index.
    func has(_ index: Int) -> Bool { unsafe bitmap[index >> 5] >> UInt32(index & 31) & 1 != 0 }

    /// The tables as a kernel takes them, valid as long as this is.
    var raw: magpie_gram_filter {
        unsafe magpie_gram_filter(
            buckets: buckets,
            bitmap: bitmap,
            first: hash.first,
            second: hash.second,
            third: hash.third,
            fourth: hash.fourth
        )
    }
}

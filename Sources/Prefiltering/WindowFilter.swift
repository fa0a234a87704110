import CScanKernels

/// Which windows of a text are worth a closer look: a filter with false hits and no misses.
///
/// A window is seen where it begins or ends with a seam (``TextWindow/isSeam(_:)``), and where one of the filter's grams at
/// an even offset is its beginning or its end: whoever wants a text without seams to be found wherever it stands must want windows
/// with a gram of it at an even and one at an odd offset. Immutable and shared between threads.
@safe
public final class WindowFilter: Sendable {
    /// The hash that tells windows apart.
    public struct Hash: Equatable, Sendable {
        public let key: UInt64
        public let multiplier: UInt64

        /// Creates a hash under a key of two numbers.
        public init(key: UInt64, multiplier: UInt64) {
            self.key = key
            self.multiplier = multiplier | 1
        }

        /// The hash of a window.
        @inline(__always)
        public func callAsFunction(_ window: UInt64) -> UInt64 { magpie_window_hash(window, key, multiplier) }

        /// The hash of the seam that a window begins with; its upper bits say which mark it has.
        @inline(__always)
        public func seam(_ window: UInt64) -> UInt32 {
            magpie_seam_hash(UInt32(truncatingIfNeeded: window), key, multiplier)
        }

        /// The four bits that are set in a block for a window with this hash.
        public static func bits(_ hash: UInt64) -> UInt64 {
            1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63) | 1 << (hash >> 18 & 63)
        }
    }

    /// The grams by which a pass finds windows besides, and at which it stops for keywords; `nil` when there are none.
    private let grams: GramFilter?

    // Written in `init` and only read afterwards.
    private nonisolated(unsafe) let marks: UnsafeMutablePointer<UInt64>
    private nonisolated(unsafe) let blocks: UnsafeMutablePointer<UInt64>
    private let markBits: UInt32
    private let blockBits: UInt32
    private let hash: Hash

    /// Creates a filter for the passes of `prefilter`.
    ///
    /// - Parameters:
    ///   - marks: A power of two of bits, from 64 to 2^32, lowest first: where the upper bits of the hash of a seam point that a
    ///     wanted window begins or ends with, one is set. They are asked first and should fit into the second-level cache.
    ///   - blocks: A power of two of words, 2 at least; the upper bits of a window's hash name its word, in which ``Hash/bits(_:)``
    ///     are set.
    ///   - grams: What wanted windows begin or end with that begin with no seam.
    ///   - hash: The hash of windows.
    public init(for prefilter: Prefilter, marks: [UInt64], blocks: [UInt64], grams: [UInt32], hash: Hash) {
        precondition(marks.count.nonzeroBitCount == 1 && blocks.count.nonzeroBitCount == 1 && blocks.count > 1)
        self.grams = grams.isEmpty ? nil : GramFilter(grams, besides: prefilter.grams)
        markBits = UInt32(marks.count.trailingZeroBitCount) + 6
        blockBits = UInt32(blocks.count.trailingZeroBitCount)
        self.hash = hash
        unsafe self.marks = WindowFilter.copy(of: marks)
        unsafe self.blocks = WindowFilter.copy(of: blocks)
    }

    deinit {
        unsafe marks.deallocate()
        unsafe blocks.deallocate()
    }

    /// A copy for reads at random: one page of two megabytes, where the system gives it, spares the search for 512 small ones.
    private static func copy(of words: [UInt64]) -> UnsafeMutablePointer<UInt64> {
        let isLarge = words.count * 8 >= 2 << 20
        let memory = UnsafeMutableRawPointer.allocate(byteCount: words.count * 8, alignment: isLarge ? 2 << 20 : 64)
        if isLarge { unsafe magpie_prefer_large_pages(memory, words.count * 8) }
        let copy = unsafe memory.bindMemory(to: UInt64.self, capacity: words.count)
        unsafe words.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { unsafe copy.initialize(from: start, count: words.count) }
        }
        return unsafe copy
    }

    /// How a pass with this filter finds the grams of keywords.
    func tables(of keywords: GramFilter) -> magpie_gram_filter { unsafe keywords.raw(stoppingFor: grams ?? keywords) }

    /// Whether the pass looks at the windows of what begins at `offset` of `text`, which is padded.
    func stops(at offset: Int, in text: UnsafePointer<UInt8>) -> Bool {
        let window = unsafe UInt64(littleEndian: UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self))
        if TextWindow.isSeam(window), unsafe withFilter({ unsafe magpie_is_marked($0, text + offset) != 0 }) {
            return true
        }
        guard let grams, offset.isMultiple(of: 2) else { return false }
        let bit = GramHash.bitmapIndex(of: TextWindow.gram(window))
        return unsafe grams.bitmap[bit >> 5] >> UInt32(bit & 31) & 1 != 0
    }

    /// Whether a window may be wanted.
    func mayWant(_ window: UInt64) -> Bool { unsafe withFilter { unsafe magpie_may_want($0, hash(window)) != 0 } }

    /// The filter as the kernel takes it.
    @inline(__always)
    func withFilter<Result>(_ body: (UnsafePointer<magpie_window_filter>) -> Result) -> Result {
        var wanted = unsafe magpie_window_filter(
            marks: marks,
            blocks: blocks,
            grams: grams?.bitmap,
            mark_bits: markBits,
            block_bits: blockBits,
            key: hash.key,
            multiplier: hash.multiplier
        )
        return unsafe body(&wanted)
    }
}

import CScanKernels

/// Which windows of a text are worth a closer look: a filter with false hits and no misses.
///
/// A pass stops at a seam (``TextWindow/isSeam(_:)``), and at one of the filter's grams at an even offset: whoever
/// wants a text without seams to be found wherever it stands must want windows with a gram of it at an even and one at
/// an odd offset. If the four bytes there have a mark, the pass looks at the window that begins with them, and if
/// wanted windows end with them at that one. Immutable and shared between threads.
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

        /// The hash of the four bytes that a window begins with; its upper bits say which mark they have.
        @inline(__always)
        public func seam(_ window: UInt64) -> UInt32 {
            magpie_seam_hash(UInt32(truncatingIfNeeded: window), key, multiplier)
        }

        /// The four bits that are set in a block for a window with this hash.
        public static func bits(_ hash: UInt64) -> UInt64 {
            1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63) | 1 << (hash >> 18 & 63)
        }
    }

    /// The grams at which a pass stops, for windows and for keywords; `nil` if only those of keywords are wanted.
    private let grams: GramFilter?

    // Written in `init` and only read afterwards.

    /// For which of the two it stops at a gram; there if ``grams`` is.
    private nonisolated(unsafe) let reasons: UnsafeMutablePointer<UInt32>?
    private nonisolated(unsafe) let marks: UnsafeMutablePointer<UInt64>
    private nonisolated(unsafe) let ends: UnsafeMutablePointer<UInt64>
    private nonisolated(unsafe) let blocks: UnsafeMutablePointer<UInt64>
    private let markBits: UInt32
    private let endBits: UInt32
    private let blockBits: UInt32
    private let hash: Hash

    /// Creates a filter for the passes of `prefilter`.
    ///
    /// - Parameters:
    ///   - prefilter: Whose passes it is for.
    ///   - marks: A power of two of bits, from 64 to 2^32, lowest first: where the upper bits of the hash of four bytes
    ///     point that the pass stops at for a wanted window, one is set. They are asked first and should fit into the
    ///     second-level cache.
    ///   - ends: The same, for what wanted windows end with.
    ///   - blocks: A power of two of words, 2 at least; the upper bits of a window's hash name its word, in which
    ///     ``Hash/bits(_:)`` are set.
    ///   - grams: What wanted windows begin or end with that is no seam.
    ///   - hash: The hash of windows.
    public init(
        for prefilter: Prefilter,
        marks: [UInt64],
        ends: [UInt64],
        blocks: [UInt64],
        grams: [UInt32],
        hash: Hash
    ) {
        precondition(marks.count.nonzeroBitCount == 1 && ends.count.nonzeroBitCount == 1)
        precondition(blocks.count.nonzeroBitCount == 1 && blocks.count > 1)
        markBits = UInt32(marks.count.trailingZeroBitCount) + 6
        endBits = UInt32(ends.count.trailingZeroBitCount) + 6
        blockBits = UInt32(blocks.count.trailingZeroBitCount)
        self.hash = hash
        self.grams = grams.isEmpty ? nil : GramFilter(grams, besides: prefilter.grams)
        unsafe reasons = grams.isEmpty ? nil : WindowFilter.reasons(for: grams, besides: prefilter.grams)
        unsafe self.marks = WindowFilter.copy(of: marks)
        unsafe self.ends = WindowFilter.copy(of: ends)
        unsafe self.blocks = WindowFilter.copy(of: blocks)
    }

    deinit {
        unsafe reasons?.deallocate()
        unsafe marks.deallocate()
        unsafe ends.deallocate()
        unsafe blocks.deallocate()
    }

    /// Two bits for each gram: whether it is one of `keywords`, and whether it is in `grams`.
    private static func reasons(for grams: [UInt32], besides keywords: GramFilter) -> UnsafeMutablePointer<UInt32> {
        let reasons = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * GramHash.bitmapWordCount)
        unsafe reasons.initialize(repeating: 0, count: 2 * GramHash.bitmapWordCount)
        func add(_ reason: UInt32, to index: Int) { unsafe reasons[index >> 4] |= reason << UInt32(2 * (index & 15)) }
        for index in 0..<32 * GramHash.bitmapWordCount where keywords.has(index) { add(1, to: index) }
        for gram in grams { add(2, to: GramHash.bitmapIndex(of: gram)) }
        return unsafe reasons
    }

    /// A copy for reads at random: one page of two megabytes, where the system gives it, spares the search for 512
    /// small ones.
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

    /// The grams at which a pass stops that looks for windows besides `keywords`.
    func grams(besides keywords: GramFilter) -> GramFilter { grams ?? keywords }

    /// Calls `body` with the offsets of windows that may be wanted and for which the pass stops at `offset` of `text`,
    /// which is padded.
    func forEachWindow(at offset: Int, in text: UnsafePointer<UInt8>, _ body: (Int) -> Void) {
        let window = unsafe WindowFilter.window(at: offset, in: text)
        let isSeam = TextWindow.isSeam(window)
        guard isSeam || offset.isMultiple(of: 2) && stops(at: TextWindow.gram(window)) else { return }
        let stop = hash.seam(window)
        unsafe withFilter { filter in
            guard unsafe magpie_is_marked(filter, stop) != 0 else { return }
            let end = unsafe magpie_may_end(filter, stop) != 0 ? max(0, offset - TextWindow.endOffset) : nil
            for start in [offset, end].compactMap(\.self) {
                let hash = hash(unsafe WindowFilter.window(at: start, in: text) & TextWindow.mask)
                if unsafe magpie_may_want(filter, hash) != 0 { body(start) }
            }
        }
    }

    private func stops(at gram: UInt32) -> Bool {
        guard let reasons = unsafe reasons else { return false }
        let index = GramHash.bitmapIndex(of: gram)
        return unsafe reasons[index >> 4] >> UInt32(2 * (index & 15)) & 2 != 0
    }

    /// Eight bytes of a text, the first lowest.
    private static func window(at offset: Int, in text: UnsafePointer<UInt8>) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self))
    }

    /// The filter as the kernel takes it.
    @inline(__always)
    func withFilter<Result>(_ body: (UnsafePointer<magpie_window_filter>) -> Result) -> Result {
        var wanted = unsafe magpie_window_filter(
            marks: marks,
            ends: ends,
            blocks: blocks,
            grams: reasons,
            mark_bits: markBits,
            end_bits: endBits,
            block_bits: blockBits,
            key: hash.key,
            multiplier: hash.multiplier
        )
        return unsafe body(&wanted)
    }
}

import CScanKernels

/// Which windows of a text are worth a closer look: a filter with false hits and no misses.
///
/// A window is seen when it begins at an even offset, at a marked place (see ``GramSampling``), where it must turn at some (see ``TextWindow/turns(_:)``), and
/// its keyed hash has its four bits set. Who wants a text to be found wherever it stands must want a window of it at an even and one at an odd
/// offset. Immutable and shared between threads.
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

        /// The four bits that are set in a block for a window with this hash.
        public static func bits(_ hash: UInt64) -> UInt64 {
            1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63) | 1 << (hash >> 18 & 63)
        }
    }

    /// What the marked places refer to.
    public let sampling: GramSampling

    // Written in `init` and only read afterwards.
    private nonisolated(unsafe) let pairs: UnsafeMutablePointer<UInt16>
    private nonisolated(unsafe) let blocks: UnsafeMutablePointer<UInt64>
    private let bits: UInt32
    private let turns: Bool
    private let hash: Hash

    /// Creates a filter for the passes of `prefilter`.
    ///
    /// - Parameters:
    ///   - places: A bit for each place of `prefilter`'s sampling: those where any window is looked at.
    ///   - turningPlaces: The same for windows that turn; see ``TextWindow/turns(_:)``.
    ///   - blocks: A power of two of blocks of 64 bits; the upper bits of a window's hash name its block.
    ///   - hash: The hash of windows.
    /// - Returns: `nil` when `places` or `blocks` have the wrong size.
    public init?(
        for prefilter: Prefilter,
        places: [UInt8],
        turningPlaces: [UInt8],
        blocks: [UInt64],
        hash: Hash
    ) {
        guard places.count == GramHash.bucketCount, turningPlaces.count == places.count,
            blocks.count.nonzeroBitCount == 1, blocks.count > 1
        else { return nil }
        sampling = prefilter.sampling
        bits = UInt32(blocks.count.trailingZeroBitCount)
        self.hash = hash
        turns = turningPlaces.contains { $0 != 0 }
        unsafe pairs = .allocate(capacity: GramHash.bucketCount)
        for index in places.indices {
            // Where both halves are set, any window is looked at: at places for keywords too, which only costs time.
            let low = UInt16(prefilter.bucket(index) | (turns ? places[index] : 0))
            unsafe (pairs + index).initialize(to: low | UInt16(places[index] | turningPlaces[index]) << 8)
        }
        // Read at random: one page of two megabytes, where the system gives it, spares the search for 512 small ones.
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: blocks.count * 8,
            alignment: blocks.count * 8 >= 2 << 20 ? 2 << 20 : 64
        )
        if blocks.count * 8 >= 2 << 20 { unsafe magpie_prefer_large_pages(memory, blocks.count * 8) }
        unsafe self.blocks = memory.bindMemory(to: UInt64.self, capacity: blocks.count)
        for index in blocks.indices { unsafe self.blocks[index] = blocks[index] }
    }

    deinit {
        unsafe pairs.deallocate()
        unsafe blocks.deallocate()
    }

    /// The filter as the kernel takes it.
    func withFilter<Result>(_ body: (UnsafePointer<magpie_window_filter>) -> Result) -> Result {
        var wanted = unsafe self.wanted
        return unsafe body(&wanted)
    }

    /// A search by the portable kernel.
    func search(into room: UnsafeMutablePointer<UInt32>) -> PortableKernel.WindowSearch? {
        unsafe PortableKernel.WindowSearch(wanted, sampling, room)
    }

    private var wanted: magpie_window_filter {
        unsafe magpie_window_filter(
            pairs: pairs,
            blocks: blocks,
            bits: bits,
            turns: turns ? 1 : 0,
            key: hash.key,
            multiplier: hash.multiplier
        )
    }
}

/// Numbers as they lie in bytes that came from elsewhere, lowest byte first.
public enum LittleEndian {
    /// The numbers that fill `bytes`; what is too short for another one is left out.
    public static func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ bytes: Span<UInt8>) -> [Number] {
        let width = MemoryLayout<Number>.size
        return unsafe bytes.withUnsafeBytes { buffer in
            (0..<buffer.count / width).map {
                unsafe Number(littleEndian: buffer.loadUnaligned(fromByteOffset: $0 * width, as: Number.self))
            }
        }
    }

    /// Appends `numbers` to `bytes`.
    public static func append<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number], to bytes: inout [UInt8])
    {
        for number in numbers {
            let value = number.littleEndian
            unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
        }
    }
}

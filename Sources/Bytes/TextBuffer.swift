/// Bytes to scan, in memory that the kernels may read a little past.
///
/// One per thread, reused from file to file. Holds what of a file is looked at now: the whole of a small one, a chunk of
/// a large one with what it must overlap.
@safe
public struct TextBuffer: ~Copyable {
    /// Readable bytes behind the last one; the kernels load whole vectors.
    public static let padding = 192

    private var storage: UnsafeMutableRawPointer
    public private(set) var capacity: Int

    /// The number of bytes held.
    public private(set) var count = 0

    /// Creates an empty buffer.
    ///
    /// - Parameter capacity: How many bytes it can hold before it must grow.
    public init(capacity: Int) {
        self.capacity = capacity
        unsafe storage = .allocate(byteCount: capacity + TextBuffer.padding, alignment: 64)
        clearPadding()
    }

    deinit { unsafe storage.deallocate() }

    /// The bytes held, valid while the buffer is borrowed.
    public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get {
            let pointer = unsafe UnsafeBufferPointer(
                start: storage.assumingMemoryBound(to: UInt8.self),
                count: count
            )
            let span = unsafe Span(_unsafeElements: pointer)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// Bytes that can be appended before the buffer must grow.
    public var freeCount: Int { capacity - count }

    /// Appends what `fill` writes.
    ///
    /// - Parameters:
    ///   - limit: The most bytes to append; at most ``freeCount``.
    ///   - fill: Writes from the start of the memory that it is given and returns how many bytes it wrote.
    /// - Returns: What `fill` returned.
    @discardableResult
    public mutating func append(
        upTo limit: Int,
        _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows -> Int {
        precondition(limit >= 0 && limit <= freeCount, "no room for that many bytes")
        let target = unsafe UnsafeMutableRawBufferPointer(start: storage + count, count: limit)
        let written = unsafe try fill(target)
        precondition(written >= 0 && written <= limit, "more bytes were written than there was room for")
        count += written
        clearPadding()
        return written
    }

    /// Appends `bytes`, growing as needed.
    ///
    /// It grows to twice its capacity at least, so that many small pieces cost no more than one that is as long.
    public mutating func append(contentsOf bytes: Span<UInt8>) {
        if bytes.count > freeCount { reserve(max(count + bytes.count, 2 * capacity)) }
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress {
                unsafe (storage + count).copyMemory(from: start, byteCount: source.count)
            }
        }
        count += bytes.count
        clearPadding()
    }

    /// Appends one byte, growing as needed.
    public mutating func append(_ byte: UInt8) {
        if count == capacity { reserve(max(64, 2 * capacity)) }
        unsafe storage.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
        clearPadding()
    }

    /// A copy of some bytes.
    ///
    /// - Parameter range: Which, below ``count``.
    /// - Returns: As many bytes as the range has.
    public borrowing func copy(of range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "cannot copy more than there is")
        return unsafe [UInt8](UnsafeRawBufferPointer(start: storage + range.lowerBound, count: range.count))
    }

    /// Makes the first `count` bytes zeroes.
    public mutating func blank(_ count: Int) {
        let kept = (count..<max(count, self.count)).map { bytes[$0] }
        let zeroes = [UInt8](repeating: 0, count: min(count, self.count))
        removeAll()
        append(contentsOf: zeroes.span)
        append(contentsOf: kept.span)
    }

    /// Forgets all bytes.
    public mutating func removeAll() {
        count = 0
        clearPadding()
    }

    /// Forgets the first `removed` bytes and moves the others to the front.
    public mutating func removeFirst(_ removed: Int) {
        precondition(removed >= 0 && removed <= count, "cannot remove more than there is")
        unsafe storage.copyMemory(from: storage + removed, byteCount: count - removed)
        count -= removed
        clearPadding()
    }

    /// Makes room for `capacity` bytes in all.
    public mutating func reserve(_ capacity: Int) {
        guard capacity > self.capacity else { return }
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity + TextBuffer.padding, alignment: 64)
        unsafe larger.copyMemory(from: storage, byteCount: count)
        unsafe storage.deallocate()
        unsafe storage = larger
        self.capacity = capacity
        clearPadding()
    }

    /// Lends the memory to kernels that load whole vectors.
    ///
    /// - Parameter body: Takes the start of the memory, of which ``count`` bytes are held and ``padding`` more are zeroes,
    ///   and ``count``. It must not keep the pointer.
    /// - Returns: What `body` returned.
    @unsafe
    public borrowing func withPaddedBytes<Result>(_ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result {
        unsafe body(UnsafePointer(storage.assumingMemoryBound(to: UInt8.self)), count)
    }

    /// Writes zeroes behind the last byte, so that no scan depends on what was there before.
    private mutating func clearPadding() {
        unsafe (storage + count).initializeMemory(as: UInt8.self, repeating: 0, count: TextBuffer.padding)
    }
}

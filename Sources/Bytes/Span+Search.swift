extension Span<UInt8> {
    /// Where a byte is next, eight of them looked at together; ``count`` where it is not.
    ///
    /// - Parameters:
    ///   - byte: The byte.
    ///   - start: Where to begin, at most ``count``.
    /// - Returns: Its place.
    /// - Complexity: As many steps as there are bytes up to it, by eight.
    public func index(of byte: UInt8, from start: Int) -> Int {
        precondition(start >= 0 && start <= count, "no such place")
        let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
        return unsafe withUnsafeBytes { source in
            var index = start
            while index + 8 <= source.count {
                let word = unsafe UInt64(littleEndian: source.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                // The highest bit of each byte that is the one looked for; of those behind the first one it may be set as well.
                let rest = word ^ pattern
                let found = (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
                if found != 0 { return index + found.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < source.count, unsafe source[index] != byte { index += 1 }
            return index
        }
    }
}

extension [UInt8] {
    private static let zeroes = [UInt8](repeating: 0, count: 4096)

    /// Copies bytes at once: an array that is filled byte by byte costs several times as much.
    public init(copying bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// Adds a copy of bytes at once.
    public mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Adds bytes that stand before the end again, as packed blocks say it: those that this adds count as well.
    ///
    /// - Parameters:
    ///   - length: How many bytes are added.
    ///   - distance: How far before the end the first of them stands, from 1 to ``count``.
    /// - Complexity: O(`length`), with a copy of memory for each `distance` bytes.
    public mutating func append(repeating length: Int, from distance: Int) {
        precondition(distance > 0 && distance <= count && length >= 0, "no such bytes")
        let start = count
        if distance < 16 {
            for place in start..<start + length { append(self[place - distance]) }
            return
        }
        // Room first, so that what is copied from does not move; slices of an array are added by copies of memory.
        var missing = length
        while missing > 0 {
            let piece = Swift.min(missing, [UInt8].zeroes.count)
            append(contentsOf: [UInt8].zeroes[..<piece])
            missing -= piece
        }
        unsafe withUnsafeMutableBytes { buffer in
            var done = start
            while done < start + length {
                let piece = Swift.min(distance, start + length - done)
                let source = unsafe UnsafeRawBufferPointer(rebasing: buffer[done - distance..<done - distance + piece])
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + piece]).copyMemory(from: source)
                done += piece
            }
        }
    }
}

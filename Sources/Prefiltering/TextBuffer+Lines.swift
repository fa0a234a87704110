/// Questions about bytes that are asked of whole files and so must be answered sixteen bytes at a time.
extension TextBuffer {
    /// Tells whether the first `limit` bytes are printable ASCII, tabs and line ends only.
    public borrowing func isPlainASCII(upTo limit: Int) -> Bool {
        let end = min(limit, count)
        return unsafe withPaddedBytes { bytes, _ in
            let raw = unsafe UnsafeRawPointer(bytes)
            var odd = SIMD16<UInt8>(repeating: 0)
            var offset = 0
            while offset + 16 <= end {
                let block = unsafe raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                // Printable or one of the five controls from tab (9) to carriage return (13).
                let plain = (block &- 32 .< 95) .| (block &- 9 .< 5)
                odd.replace(with: 1, where: .!plain)
                offset += 16
            }
            if odd != SIMD16(repeating: 0) { return false }
            while offset < end {
                let byte = unsafe bytes[offset]
                guard byte &- 32 < 95 || byte &- 9 < 5 else { return false }
                offset += 1
            }
            return true
        }
    }

    /// The number of line feeds from `start` up to `end`.
    public borrowing func lineFeedCount(from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && start <= end && end <= count, "not a part of the text")
        return unsafe withPaddedBytes { bytes, _ in
            let raw = unsafe UnsafeRawPointer(bytes)
            var total = 0
            var offset = start
            while offset + 16 <= end {
                // Each lane counts to at most 255 before it is added up.
                var lanes = SIMD16<UInt8>(repeating: 0)
                let stop = min(end - 16, offset + 16 * 254)
                while offset <= stop {
                    let block = unsafe raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                    lanes.replace(with: lanes &+ 1, where: block .== 10)
                    offset += 16
                }
                for lane in 0..<16 { total += Int(lanes[lane]) }
            }
            while offset < end {
                total += unsafe bytes[offset] == 10 ? 1 : 0
                offset += 1
            }
            return total
        }
    }

    /// The offset behind the last line feed from `start` up to `end`; `nil` if there is none.
    public borrowing func lineStart(from start: Int, to end: Int) -> Int? {
        precondition(start >= 0 && start <= end && end <= count, "not a part of the text")
        return unsafe withPaddedBytes { bytes, _ in
            var offset = end
            while offset > start {
                offset -= 1
                if unsafe bytes[offset] == 10 { return offset + 1 }
            }
            return nil
        }
    }
}

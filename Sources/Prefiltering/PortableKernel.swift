import CScanKernels

/// The pass over every byte, for processors that have no kernel of their own.
///
/// It leaves exactly what `magpie_scan_avx2` leaves; a test compares the two.
enum PortableKernel {
    /// Makes one pass over `count` bytes of `text`, of which ``TextBuffer/padding`` more are readable.
    ///
    /// - Returns: The number of grams written to `marks`.
    static func scan(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ filter: magpie_gram_filter, _ marks: magpie_scan_marks
    ) -> Int {
        unsafe mark(text, count, marks)
        return unsafe findGrams(text, count, filter, marks.grams)
    }

    /// Fills the four masks, 64 bytes at a time.
    private static func mark(_ text: UnsafePointer<UInt8>, _ count: Int, _ marks: magpie_scan_marks) {
        let words = (count + 63) >> 6
        for word in 0..<words {
            var digits: UInt64 = 0
            var separators: UInt64 = 0
            var capitals: UInt64 = 0
            var ats: UInt64 = 0
            for quarter in 0..<4 {
                let bytes = unsafe UnsafeRawPointer(text + word << 6)
                    .loadUnaligned(fromByteOffset: quarter * 16, as: SIMD16<UInt8>.self)
                let shift = UInt64(quarter * 16)
                digits |= bits(bytes &- 48 .< 10) << shift
                capitals |= bits(bytes &- 65 .< 26) << shift
                ats |= bits(bytes .== 64) << shift
                // ( ) are 40 and 41, - . / are 45 to 47.
                separators |= bits(bytes .== 32 .| (bytes &- 40 .< 2) .| (bytes &- 45 .< 3)) << shift
            }
            let rest = count - word << 6
            let inside: UInt64 = rest >= 64 ? .max : (1 << UInt64(rest)) - 1
            unsafe marks.digits[word] = digits & inside
            unsafe marks.separators[word] = separators & inside
            unsafe marks.capitals[word] = capitals & inside
            unsafe marks.ats[word] = ats & inside
        }
        unsafe marks.digits[words] = 0
        unsafe marks.separators[words] = 0
        unsafe marks.capitals[words] = 0
        unsafe marks.ats[words] = 0
    }

    /// One bit for each of sixteen lanes: multiplying moves the lowest bit of eight bytes next to each other.
    @inline(__always)
    private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        func gather(_ half: UInt64) -> UInt64 {
            ((half & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
        }
        return gather(halves[0]) | gather(halves[1]) &<< 8
    }

    /// Looks at the four folded bytes at every second offset.
    private static func findGrams(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ filter: magpie_gram_filter, _ grams: UnsafeMutablePointer<UInt64>
    ) -> Int {
        let hash = unsafe GramHash(filter)
        var found = 0
        var gram: UInt32 = 0
        for offset in 0..<2 {
            gram |= unsafe UInt32(Folding.fold(text[offset])) << UInt32(8 * offset)
        }
        var offset = 0
        while offset < count {
            let third = unsafe UInt32(Folding.fold(text[offset + 2]))
            let fourth = unsafe UInt32(Folding.fold(text[offset + 3]))
            gram |= third << 16 | fourth << 24
            let place = hash.place(of: gram)
            let index = GramHash.bitmapIndex(of: gram)
            unsafe grams[found] = UInt64(gram) << 32 | UInt64(offset)
            let isInBuckets = unsafe UInt32(filter.buckets[place.bucket] >> place.bit)
            found &+= unsafe Int(isInBuckets & filter.bitmap[index >> 5] >> UInt32(index & 31) & 1)
            gram >>= 16
            offset &+= 2
        }
        return found
    }
}

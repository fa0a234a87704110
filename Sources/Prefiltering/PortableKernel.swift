import CScanKernels

/// The pass over every byte, for processors that have no kernel of their own.
///
/// It leaves exactly what `magpie_scan_avx2` leaves; a test compares them.
enum PortableKernel {
    /// Makes one pass over `count` bytes of `text`, of which ``TextBuffer/padding`` more are readable.
    ///
    /// - Returns: The number of grams written to `marks`.
    static func scan(
        _ text: UnsafePointer<UInt8>,
        _ count: Int,
        _ filter: magpie_gram_filter,
        _ marks: magpie_scan_marks
    ) -> Int {
        unsafe mark(text, count, marks)
        return unsafe findGrams(text, count, filter, marks.grams)
    }

    /// Finds windows as `magpie_scan_avx2` does.
    static func findWindows(
        in text: UnsafePointer<UInt8>,
        _ count: Int,
        _ windows: WindowFilter,
        into marks: inout ScanMarks
    ) {
        let room = unsafe marks.reserveWindows(count)
        for offset in 0..<count {
            unsafe windows.forEachWindow(at: offset, in: text) { start in
                unsafe room[marks.windowCount] = UInt32(truncatingIfNeeded: start)
                marks.windowCount &+= 1
            }
        }
    }

    /// Fills the four masks, 64 bytes at a time.
    private static func mark(_ text: UnsafePointer<UInt8>, _ count: Int, _ marks: magpie_scan_marks) {
        let words = (count + 63) >> 6
        for word in 0..<words {
            var digits: UInt64 = 0
            var separators: UInt64 = 0
            var capitals: UInt64 = 0
            var ats: UInt64 = 0
            var isOdd = false
            for quarter in 0..<4 {
                let bytes = unsafe UnsafeRawPointer(text + word << 6)
                    .loadUnaligned(fromByteOffset: quarter * 16, as: SIMD16<UInt8>.self)
                let shift = UInt64(quarter * 16)
                digits |= bits((bytes &- Bytes.zero) .< Bytes.ten) &<< shift
                capitals |= bits((bytes &- Bytes.capitalA) .< Bytes.twentySix) &<< shift
                ats |= bits(bytes .== Bytes.at) &<< shift
                let isBracket = (bytes &- Bytes.openBracket) .< Bytes.two
                let isHyphenDotSlash = (bytes &- Bytes.hyphen) .< Bytes.three
                separators |= bits((bytes .== Bytes.space) .| isBracket .| isHyphenDotSlash) &<< shift
                isOdd = isOdd || any(isOddOnes(bytes))
            }
            let block = (word << 6) / ScanMarks.block
            if block & 63 == 0, (word << 6) % ScanMarks.block == 0 { unsafe marks.odd[block >> 6] = 0 }
            if isOdd { unsafe marks.odd[block >> 6] |= 1 << UInt64(block & 63) }
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

    /// Bytes outside ASCII and controls that texts seldom have; see `magpie_scan_marks`.
    @inline(__always)
    private static func isOddOnes(_ bytes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
        let low = bytes & Bytes.lowHalf
        let isUsual = (low .== Bytes.nine) .| (low .== Bytes.ten) .| (low .== Bytes.twelve) .| (low .== Bytes.thirteen)
        return (bytes .>= Bytes.foreign) .| ((bytes .< Bytes.space) .& .!isUsual)
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

    /// Bytes that are folded and hashed together: small enough for the first-level cache.
    private static let block = 512

    /// Looks at the four folded bytes at every second offset.
    private static func findGrams(
        _ text: UnsafePointer<UInt8>,
        _ count: Int,
        _ filter: magpie_gram_filter,
        _ grams: UnsafeMutablePointer<UInt64>
    ) -> Int {
        guard let buckets = unsafe filter.buckets, let bitmap = unsafe filter.bitmap else { return 0 }
        let first = SIMD8<UInt16>(repeating: unsafe filter.first)
        let second = SIMD8<UInt16>(repeating: unsafe filter.second)
        let third = SIMD8<UInt16>(repeating: unsafe filter.third)
        let fourth = SIMD8<UInt16>(repeating: unsafe filter.fourth)
        return unsafe withUnsafeTemporaryAllocation(byteCount: block + 64, alignment: 64) { folded in
            guard let folded = folded.baseAddress else { return 0 }
            var found = 0
            var base = 0
            while base < count {
                let length = min(block, count &- base)
                var offset = 0
                // Grams that begin in this block may end in the next.
                while offset < length &+ 4 {
                    let bytes = unsafe UnsafeRawPointer(text + base)
                        .loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                    unsafe folded.storeBytes(of: fold(bytes), toByteOffset: offset, as: SIMD16<UInt8>.self)
                    offset &+= 16
                }
                offset = 0
                while offset < length {
                    let low = unsafe folded.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt16>.self)
                    let high = unsafe folded.loadUnaligned(fromByteOffset: offset &+ 2, as: SIMD8<UInt16>.self)
                    let places = (low &* first &+ high &* second) &>> SIMD8(repeating: 2)
                    let bits = (low &* third &+ high &* fourth) &>> SIMD8(repeating: 13)
                    var hits: UInt32 = 0
                    for lane in 0..<8 {
                        let bucket = unsafe UInt32(buckets[Int(places[lane])])
                        hits |= (bucket &>> UInt32(bits[lane]) & 1) &<< UInt32(lane)
                    }
                    while hits != 0 {
                        let place = offset &+ 2 &* hits.trailingZeroBitCount
                        hits &= hits &- 1
                        guard place < length else { break }
                        let gram = unsafe folded.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                        let index = GramHash.bitmapIndex(of: gram)
                        unsafe grams[found] = UInt64(gram) &<< 32 | UInt64(base &+ place)
                        found &+= unsafe Int(bitmap[index &>> 5] &>> UInt32(index & 31) & 1)
                    }
                    offset &+= 16
                }
                base &+= block
            }
            return found
        }
    }

    /// ``Folding/fold(_:)`` for sixteen bytes.
    @inline(__always)
    private static func fold(_ bytes: SIMD16<UInt8>) -> SIMD16<UInt8> {
        let upper = bytes & Bytes.caseless
        let isLetter = (upper &- Bytes.capitalA) .< Bytes.twentySix
        let isDigit = (bytes &- Bytes.zero) .< Bytes.ten
        let isKept = isLetter .| isDigit .| (bytes .== Bytes.underscore) .| (bytes .== Bytes.hyphen)
        let folded = Bytes.null.replacing(with: upper, where: isKept)
        return folded.replacing(with: bytes & Bytes.foreignKept, where: bytes .>= Bytes.foreign)
    }

    /// Sixteen times the same byte.
    ///
    /// Operators between vectors become single instructions; those between a vector and a number do not.
    private enum Bytes {
        @inline(__always) private static func all(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }

        static var null: SIMD16<UInt8> { @inline(__always) get { all(0) } }
        static var two: SIMD16<UInt8> { @inline(__always) get { all(2) } }
        static var three: SIMD16<UInt8> { @inline(__always) get { all(3) } }
        static var nine: SIMD16<UInt8> { @inline(__always) get { all(9) } }
        static var twelve: SIMD16<UInt8> { @inline(__always) get { all(12) } }
        static var thirteen: SIMD16<UInt8> { @inline(__always) get { all(13) } }
        static var lowHalf: SIMD16<UInt8> { @inline(__always) get { all(15) } }
        static var ten: SIMD16<UInt8> { @inline(__always) get { all(10) } }
        static var twentySix: SIMD16<UInt8> { @inline(__always) get { all(26) } }
        static var space: SIMD16<UInt8> { @inline(__always) get { all(0x20) } }
        static var openBracket: SIMD16<UInt8> { @inline(__always) get { all(0x28) } }
        static var hyphen: SIMD16<UInt8> { @inline(__always) get { all(0x2D) } }
        static var zero: SIMD16<UInt8> { @inline(__always) get { all(0x30) } }
        static var at: SIMD16<UInt8> { @inline(__always) get { all(0x40) } }
        static var capitalA: SIMD16<UInt8> { @inline(__always) get { all(0x41) } }
        static var underscore: SIMD16<UInt8> { @inline(__always) get { all(0x5F) } }
        static var caseless: SIMD16<UInt8> { @inline(__always) get { all(0xDF) } }
        static var foreign: SIMD16<UInt8> { @inline(__always) get { all(0x80) } }
        static var foreignKept: SIMD16<UInt8> { @inline(__always) get { all(0x87) } }
    }
}

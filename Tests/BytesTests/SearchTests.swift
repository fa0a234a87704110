import Bytes
import Testing

/// What looks at several bytes at once, held against what looks at one after the other.
@Suite struct SearchTests {
    @Test func aByteIsFoundWhereItIsFirst() {
        for count in 0..<40 {
            for place in 0...count {
                // Neighbours of the byte, which differ from it in one bit or by one.
                var bytes: [UInt8] = (0..<count).map { [0x3D, 0x3B, 0xBC, 0, 0xFF][$0 % 5] }
                if place < count { bytes[place] = 0x3C }
                if place + 3 < count { bytes[place + 3] = 0x3C }
                for start in 0...place { #expect(bytes.span.index(of: 0x3C, from: start) == place) }
            }
        }
    }

    @Test(arguments: [1, 2, 7, 15, 16, 17, 30, 64])
    func bytesRepeatFromBeforeTheEnd(_ distance: Int) {
        for length in [0, 1, 15, 16, 17, 63, 64, 65, 200] {
            let start = (0..<64).map { UInt8($0) }
            var expected = start
            for _ in 0..<length { expected.append(expected[expected.count - distance]) }
            var bytes = start
            bytes.append(repeating: length, from: distance)
            #expect(bytes == expected)
        }
    }
}

import Testing

@testable import Extraction

/// Packed sources of macros: the examples of [MS-OVBA], section 3.2, and damaged ones.
@Suite struct MacroTests {
    private static func unpacked(_ bytes: [UInt8]) -> String {
        String(decoding: MacroSource.unpacked(bytes, at: 0), as: UTF8.self)
    }

    @Test func examplesAreUnpacked() {
        var plain: [UInt8] = [0x01, 0x19, 0xB0]
        for part in ["abcdefgh", "ijklmnop", "qrstuv."] { plain += [0] + Array(part.utf8) }
        #expect(Self.unpacked(plain) == "abcdefghijklmnopqrstuv.")
        let packed: [UInt8] = [
            0x01, 0x2F, 0xB0, 0x00, 0x23, 0x61, 0x61, 0x61, 0x62, 0x63, 0x64, 0x65, 0x82, 0x66, 0x00, 0x70, 0x61, 0x67,
            0x68,
            0x69, 0x6A, 0x01, 0x38, 0x08, 0x61, 0x6B, 0x6C, 0x00, 0x30, 0x6D, 0x6E, 0x6F, 0x70, 0x06, 0x71, 0x02, 0x70,
            0x04,
            0x10, 0x72, 0x73, 0x74, 0x75, 0x76, 0x10, 0x77, 0x78, 0x79, 0x7A, 0x00, 0x3C,
        ]
        #expect(Self.unpacked(packed) == "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa")
        #expect(Self.unpacked([0x01, 0x03, 0xB0, 0x02, 0x61, 0x45, 0x00]) == String(repeating: "a", count: 73))
    }

    @Test func damagedSourcesEnd() {
        var state: UInt64 = 7
        for _ in 0..<40 {
            var bytes: [UInt8] = [1]
            for _ in 0..<500 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                bytes.append(UInt8(truncatingIfNeeded: state >> 40))
            }
            let count = MacroSource.unpacked(bytes, at: 0).count
            #expect(count <= 4096 * 250)
        }
        // A chunk gives no more than 4096 bytes, however long its stretches are.
        var bomb: [UInt8] = [0x01, 0xFF, 0xBF, 0x02, 0x61]
        for _ in 0..<2000 { bomb += [0xFF, 0x0F] }
        let count = MacroSource.unpacked(bomb, at: 0).count
        #expect(count <= 4096)
    }
}
